"""Ask ten questions about the two real reviews and check that each finds the right unit first.

    .venv/bin/python scripts/questions.py [FOLDER]

FOLDER holds the two texts; the default is `$JUANZONG_SHARED/seeds` or `../shared/seeds`. The library is
created in a temporary folder. The exit status is 1 if a first hit is wrong.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from indexer.runtime.config import Config, LibraryConfig, SearchConfig, WebConfig

SHARED = Path(os.environ.get("JUANZONG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
Y2019, Y2020 = "S/2019/986:zh", "S/2020/1308:zh"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of which one must come first; with `only`, exactly these ids must be found."""

    text: str
    first: tuple[str, ...]
    only: bool = False
    why: str = ""


def ids(document: str, *places: str) -> tuple[str, ...]:
    """Return the ids of units of a document, given their part and locator."""
    return tuple(f"{document}:{place}" for place in places)


QUESTIONS = (
    Question("S/2019/127", ids(Y2019, "annex:2"), why="the one paragraph that cites it"),
    Question(
        "第1977(2011)号决议第9段",
        (*ids(Y2019, "main:letter.1", "annex:1"), *ids(Y2020, "main:letter.1", "annex:1")),
        why="a unit that cites that very paragraph",
    ),
    Question("S/2019/986，附件，第12段", ids(Y2019, "annex:12"), why="the paragraph cited"),
    Question("1526", ids(Y2019, "annex:38(b)"), why="the item that names resolution 1526 (2004)"),
    Question("瓜地馬拉", ids(Y2019, "annex:12"), only=True, why="Guatemala, by its Taiwan name"),
    Question(
        "聯絡人培訓班",
        (
            *ids(Y2019, "annex:13", "annex:58", "annex:62", "annex:65"),
            *ids(Y2020, "annex:14", "annex:53", "annex:56"),
        ),
        why="a paragraph with the very words, asked in Traditional script",
    ),
    Question("25 April 2021", ids(Y2019, "annex:3", "annex:7", "annex:54"), why="the date, asked in English"),
    Question("70,997", ids(Y2019, "annex:48"), only=True, why="the number, written 70 997"),
    Question(
        "state:ESP year:2019", ids(Y2019, "annex:12", "annex:51"), only=True, why="these two and no other"
    ),
    Question("state:IRQ", ids(Y2019, "annex:12"), only=True, why="this one and no other"),
)


def library(place: Path, seeds: Path, engine: str = "whoosh") -> Library:
    """Return a library with the two reviews, created in `place`."""
    shelf = LibraryConfig((place / "corpus",), place / "index", engine)
    made = Library(
        Config(shelf, SearchConfig(translate=True), WebConfig("127.0.0.1", 8080, 1, "", "*", 10, 0), None)
    )
    made.add([seeds / "annual-review-2019.zh.txt"], Given())
    made.add([seeds / "annual-review-2020.zh.txt"], Given(symbol="S/2020/1308"))
    made.open()
    return made


def ask(opened: Library, question: Question) -> tuple[bool, int, str, float]:
    """Ask a question.

    Returns:
        Whether the answer is right, the number of units found, the id of the first one, and the milliseconds
        taken.

    """
    query = arguments.parse([("q", question.text), ("per_page", "100")])
    start = time.perf_counter()
    results = opened.search(query)
    taken = (time.perf_counter() - start) * 1000
    found = [hit.id for hit in results.hits]
    right = bool(found) and found[0] in question.first
    if question.only:
        right = set(found) == set(question.first)
    return right, results.total, found[0] if found else "nothing", taken


def main() -> int:
    """Print the table of questions and answers."""
    seeds = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "seeds"
    if not seeds.is_dir():
        print(f"{seeds} is not here: name the folder, or set JUANZONG_SHARED.", file=sys.stderr)
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        opened = library(Path(place), seeds)
        print(f"{_padded('question', 28)} {'right':5} {'found':>5} {'ms':>6}  {'first hit':32} must be")
        for question in QUESTIONS:
            right, total, first, taken = ask(opened, question)
            wrong += not right
            verdict = "yes" if right else "NO"
            row = f"{_padded(question.text, 28)} {verdict:5} {total:5} {taken:6.1f}  {first:32}"
            print(f"{row} {question.why}")
        opened.close()
    return 1 if wrong else 0


def _padded(text: str, width: int) -> str:
    """Pad a text to a width in terminal columns; a Han character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
    return text + " " * (width - taken)


if __name__ == "__main__":
    sys.exit(main())
