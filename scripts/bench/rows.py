"""Analyse the corpus once for all opponents, which get the same tokens, and time the analysis alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import get_args

from indexer.engines.base import Entry, KeyField, TextField
from indexer.indexing import file_entries
from indexer.indexing.entries import HEAD_KIND, entries
from indexer.library import manifest
from indexer.model.fields import FACETS
from indexer.query.filters import UNASKED_KINDS

FILE = "rows.jsonl"
TEXTS: tuple[TextField, ...] = get_args(TextField)
KEYS: tuple[KeyField, ...] = FACETS
"""The fields for counting and filtering: the facets of our answers."""
MANY: tuple[KeyField, ...] = ("section", "state", "organization", "organ")
"""Those of which a unit may have more values than one."""
UNFOUND = frozenset((HEAD_KIND, *UNASKED_KINDS))
"""Kinds of entries that a question finds only if it asks for them; opponents do not get them."""


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """A unit as every opponent gets it.

    `texts` are the tokens of each of TEXTS, `keys` the values of each of KEYS. `shown` is the unit's own
    text, and `stored` all data that is stored for it.
    """

    id: str
    texts: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[str, ...], ...]
    shown: str
    stored: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """The cost of turning files into tokens without an engine, and the size of the result.

    `entries` counts all entries that an engine gets, including heads and headings; `units` counts those that
    questions find. `vocabulary` counts the distinct tokens of each text field.
    """

    entries: int
    units: int
    seconds: float
    vocabulary: dict[str, int]


def analyse(corpus: Path, file: Path) -> Analysis:
    """Analyse a corpus and write its rows to `file`; the time of writing is not counted."""
    spent, units, count = 0.0, 0, 0
    vocabulary: dict[TextField, set[str]] = {field: set() for field in TEXTS}
    with file.open("w", encoding="utf-8") as stream:
        for holding in manifest.shown(manifest.read_all((corpus,))):
            started = perf_counter()
            document = file_entries.load(holding)
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


def read(file: Path) -> Iterator[CorpusRow]:
    """Yield the rows of a file that `analyse` wrote."""
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            name, texts, keys, shown, stored = json.loads(line)
            yield CorpusRow(name, tuple(map(tuple, texts)), tuple(map(tuple, keys)), shown, stored)


def _dump(entry: Entry, shown: str) -> str:
    texts = [entry.tokens.get(field, ()) for field in TEXTS]
    keys = [entry.keys.get(field, ()) for field in KEYS]
    return json.dumps([entry.id, texts, keys, shown, entry.stored], ensure_ascii=False) + "\n"
