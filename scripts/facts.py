"""Compare what is recognised in documents with a table of facts about them.

    .venv/bin/python -m scripts.facts [FOLDER]

FOLDER holds the documents and `facts.tsv`, whose columns are `file`, `kind`, `language`, `symbol`, `printed`
(`yes` if the text bears the symbol), `date`, `adopted`, `title`, `numbered`, `preambular`, `turns` and
`remarks`; an empty cell states nothing. The default is `$JUANZONG_SHARED/documents` or `../shared/documents`.
The exit status is 1 if a document cannot be read.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.model.document import Document, Given, Language
from indexer.reading import read
from indexer.runtime.errors import InputError
from indexer.structure.assembly import structured
from indexer.text.folding import fold

SHARED = Path(os.environ.get("JUANZONG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
LANGUAGES: dict[str, Language] = {"zh": "zh", "en": "en"}
TEXTS = ("symbol", "date", "title")
COUNTS = {"numbered": "paragraph", "preambular": "preamble", "turns": "speech"}
"""The columns that state a number of units, and the kind of unit that they count."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found of one stated fact: how many are right of how many stated, and what is shown of it."""

    right: int
    stated: int
    shown: str


def compared(facts: Mapping[str, str], document: Document | None) -> dict[str, Compared]:
    """Return each fact that a line states about a document, compared with what was recognised.

    A count is right as far as it reaches: of 10 stated and 12 found 8 are right, of 10 stated and 7 found 7.
    Of a document that cannot be read (None) nothing is right.
    """
    found = {}
    if document:
        found = {"symbol": document.symbol, "date": str(document.date or ""), "title": document.title}
    texts = {name: _text(facts[name], found.get(name, "")) for name in TEXTS if _is_asked(name, facts)}
    counts = {name: kind for name, kind in COUNTS.items() if facts[name]}
    return texts | {name: _count(int(facts[name]), document, kind) for name, kind in counts.items()}


def _is_asked(name: str, facts: Mapping[str, str]) -> bool:
    """Tell whether a text can be compared: a symbol that the text does not bear has been given."""
    return bool(facts[name]) and (name != "symbol" or facts["printed"] == "yes")


def _text(stated: str, found: str) -> Compared:
    right = _bare(stated) == _bare(found)
    return Compared(int(right), 1, "yes" if right else f"no: {found[:40]}")


def _bare(text: str) -> str:
    return "".join(fold(text).casefold().replace("’", "'").split())


def _count(stated: int, document: Document | None, kind: str) -> Compared:
    units = [one for one in document.paragraphs if one.kind == kind] if document else []
    count = sum(kind != "paragraph" or (one.number is not None and "(" not in one.number) for one in units)
    return Compared(max(0, min(count, 2 * stated - count)), stated, f"{count}/{stated}")


def recognised(path: Path, facts: Mapping[str, str]) -> Document:
    """Return the document of a file; its symbol is given where the text does not bear it."""
    symbol = None if facts["printed"] == "yes" else facts["symbol"]
    return structured(read(path), Given(symbol, LANGUAGES[facts["language"]])).document


def table(folder: Path) -> tuple[list[str], int]:
    """Return the lines of the table, and how many documents cannot be read."""
    names = (*TEXTS, *COUNTS)
    right, stated = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    lines: list[str] = []
    unread = 0
    with (folder / "facts.tsv").open(encoding="utf-8", newline="") as stream:
        for facts in csv.DictReader(stream, delimiter="\t"):
            document, told = _read(folder / facts["file"], facts)
            lines += told
            unread += document is None
            for name, one in compared(facts, document).items():
                lines.append(f"    {name}: {one.shown}")
                right[name] += one.right
                stated[name] += one.stated
    return [*lines, *(f"{name:10} {right[name]:4} of {stated[name]:4}" for name in names)], unread


def _read(path: Path, facts: Mapping[str, str]) -> tuple[Document | None, list[str]]:
    """Return the document of a file, None if it cannot be read, and the lines that begin its entry."""
    try:
        return recognised(path, facts), [facts["file"]]
    except InputError as error:
        return None, [facts["file"], f"    {error.message}"]


def main() -> int:
    """Print the table; return the exit status."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "documents"
    lines, unread = table(folder)
    print("\n".join(lines))
    return 1 if unread else 0


if __name__ == "__main__":
    sys.exit(main())
