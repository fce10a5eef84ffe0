"""The corpus analysed once, for opponents that are given the same tokens; and what analysis itself costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import get_args

from indexer import analysis, holdings
from indexer.engines.base import Entry, KeyField, TextField
from indexer.entries import HEAD_KIND, entries
from indexer.query.filters import UNASKED_KINDS

FILE = "rows.jsonl"
TEXTS: tuple[TextField, ...] = get_args(TextField)
KEYS: tuple[KeyField, ...] = ("year", "section", "state", "language", "kind", "part", "edition")
"""What is counted and filtered by: the facets of our answers."""
UNFOUND = frozenset((HEAD_KIND, *UNASKED_KINDS))
"""Kinds that no question finds unless it asks for them: opponents are spared them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as every opponent gets it.

    `texts` are the tokens of each of TEXTS, `keys` the values of each of KEYS. `shown` is its own text,
    `stored` all that is kept of it.
    """

    id: str
    texts: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[str, ...], ...]
    shown: str
    stored: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What it takes to go from files to tokens without an engine, and what they hold.

    `entries` counts all that an engine is given, heads and headings too; `units` what questions find.
    `vocabulary` counts the distinct tokens of each text field.
    """

    entries: int
    units: int
    seconds: float
    vocabulary: dict[str, int]


def analyse(corpus: Path, file: Path) -> Analysis:
    """Analyse a corpus and keep its rows in `file`; the time of keeping them is not counted."""
    spent, units, count = 0.0, 0, 0
    vocabulary: dict[TextField, set[str]] = {field: set() for field in TEXTS}
    with file.open("w", encoding="utf-8") as stream:
        for holding in holdings.shown(holdings.read_all((corpus,))):
            started = perf_counter()
            document = analysis.load(holding)
            found = tuple(entries(document))
            spent += perf_counter() - started
            count += len(found)
            shown = dict(zip((entry.id for entry in found[1:]), document.paragraphs, strict=True))
            for entry in found:
                if entry.keys["kind"][0] in UNFOUND:
                    continue
                units += 1
                for field, tokens in entry.tokens.items():
                    vocabulary[field].update(tokens)
                stream.write(_dump(entry, shown[entry.id].text))
    return Analysis(count, units, spent, {field: len(tokens) for field, tokens in vocabulary.items()})


def read(file: Path) -> Iterator[Row]:
    """Yield the rows of a file that `analyse` made."""
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            name, texts, keys, shown, stored = json.loads(line)
            yield Row(name, tuple(map(tuple, texts)), tuple(map(tuple, keys)), shown, stored)


def _dump(entry: Entry, shown: str) -> str:
    texts = [entry.tokens.get(field, ()) for field in TEXTS]
    keys = [entry.keys.get(field, ()) for field in KEYS]
    return json.dumps([entry.id, texts, keys, shown, entry.stored], ensure_ascii=False) + "\n"
