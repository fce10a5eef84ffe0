"""Ask for every unit of a library by its citation, in both languages, and count which came back first.

    python -m scripts.pasted_citations [--config FILE] [--earlier] [--failures]

The library is that of the configuration, as for the commands. `--earlier` asks with the marks of digests that
earlier versions wrote instead of the present one; `--failures` prints each citation that failed. Units that
share a citation (turns on one page) count if one of them came first. The exit status is 1 if one did not.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from indexer.answer import citation_forms
from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.library.library import Library
from indexer.model.document import Language
from indexer.model.messages import in_language
from indexer.model.query import Query
from indexer.runtime.config import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.document import Kind
    from indexer.model.shown_units import Unit

LANGUAGES: tuple[Language, ...] = get_args(Language)
MARKS = {"zh": chinese.MARKS, "en": english.MARKS}
"""The marks of digests in each language, present and earlier ones."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A unit's citation in one language, and the id of the first unit that it found, empty for none."""

    kind: Kind
    language: Language
    text: str
    first: str
    right: bool


def units(library: Library) -> Iterator[Unit]:
    """Yield every unit of a library, headings and abbreviations too."""
    for head in library.heads():
        yield from library.document(head.symbol, head.language).paragraphs


def pasted(library: Library, every: Iterable[Unit], *, earlier: bool = False) -> Iterator[Pasted]:
    """Ask for units by their citations; a unit that came back in another language version is right."""
    listed = tuple(every)
    places: dict[str, set[str]] = defaultdict(set)
    for unit in listed:
        for language in LANGUAGES:
            places[in_language(unit.citation, language)].add(_place(unit.id))
    for unit in listed:
        for language in LANGUAGES:
            written = in_language(unit.citation, language)
            for text in _marked(written, language) if earlier else (written,):
                hits = library.search(Query(text, per_page=1)).hits
                first = hits[0].id if hits else ""
                yield Pasted(unit.kind, language, text, first, _place(first) in places[written])


def table(asked: Iterable[Pasted]) -> list[str]:
    """Return the lines of the table by kind and language: how many were asked for, how many came first."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in asked:
        for key in ((one.kind, one.language), ("all", "")):
            counts[key][0] += 1
            counts[key][1] += one.right
    ordered = sorted(counts.items(), key=lambda row: (row[0][0] == "all", row[0]))
    lines = [f"{'kind':14} {'language':8} {'units':>7} {'first':>7} {'share':>7}"]
    return lines + [
        f"{kind:14} {language:8} {units:7} {first:7} {first / units:7.1%}"
        for (kind, language), (units, first) in ordered
    ]


def _place(name: str) -> str:
    """Return the id of a unit without its language and without what tells repeated numbers apart."""
    symbol, _, place = name.partition(":")
    return f"{symbol}:{place.partition(':')[2].partition('~')[0]}"


def _marked(text: str, language: Language) -> Iterator[str]:
    """Yield a citation of a digest with each mark there was."""
    mark = in_language(citation_forms.DIGEST, language)
    if mark in text:
        yield from (text.replace(mark, other) for other in sorted(MARKS[language]))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--config", type=Path, help="the configuration of the library")
    parser.add_argument("--earlier", action="store_true", help="ask with the marks of earlier versions")
    parser.add_argument("--failures", action="store_true", help="print each citation that failed")
    given = parser.parse_args()
    with Library(load(given.config)) as library:
        asked = list(pasted(library, units(library), earlier=given.earlier))
    print("\n".join(table(asked)))
    failed = [one for one in asked if not one.right]
    if given.failures:
        print("\n".join(f"{one.text}\t{one.first or 'nothing'}" for one in failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
