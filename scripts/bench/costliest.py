"""The costliest permitted questions of each kind: what they cost, and how late a deadline refuses them.

Processor time is measured, and the deadline uses it too, so that other programs of the machine do not count.
Opponents are not asked, because they have no such limits.
"""

from __future__ import annotations

import gc
import string
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise, permutations
from time import process_time
from unittest.mock import patch

from indexer.library.library import Library
from indexer.model.query import MAX_TEXT
from indexer.names import states
from indexer.query import arguments
from indexer.runtime import deadline
from indexer.runtime.errors import TooCostlyError
from scripts.bench.contenders.contender import Ground
from scripts.bench.contenders.own_engines import settings

ENGINES = ("tantivy", "whoosh")
LONGEST = 60.0
"""The limit for one question, in seconds of processor time."""
SHARE = 0.25
"""The deadline of the second try, as a share of the time that the question takes.

It shows how late after its deadline a question is refused.
"""
TRIES = 3
"""How often a question is asked with a deadline; the least lateness counts.

What makes a question late is there each time; what else the machine does is not.
"""
PREFIXES = 10
"""How many one-letter prefixes a large library permits in one question."""
COMMON = ("the", "of", "and", "to", "in", "a", "for", "on", "that", "by", "with", "as", "was", "were", "at")
HAN = "的和在国员会安为第人一委际联合"


@dataclass(frozen=True, slots=True)
class Costly:
    """The cost of a question, in milliseconds of processor time: `cpu` in all, `late` after its deadline."""

    engine: str
    kind: str
    cpu: float
    late: float


def questions() -> Mapping[str, str]:
    """Return the costliest question of each kind; none is longer than MAX_TEXT."""
    letters = [f"{letter}*" for letter in string.ascii_lowercase[:PREFIXES]]
    pairs = [f"{first} {second}" for first, second in permutations(COMMON, 2)]
    return {
        "prefixes, OR": " OR ".join(letters),
        "prefixes, AND": " ".join(letters),
        "prefixes, NOT": " ".join(f"-{one}" for one in letters),
        "words, OR": _cut(" OR ".join(COMMON * 40)),
        "words, AND": _cut(" ".join(f"{first}{second}" for first, second in permutations(COMMON, 2))),
        "NOT": " OR ".join(f"(-{first} -{second})" for first, second in pairwise(COMMON)),
        "brackets": "(" * 18 + " OR ".join(f"({one} AND ({one} OR of))" for one in COMMON) + ")" * 18,
        "phrases": _cut(" OR ".join(f'"{one}"' for one in pairs)),
        "long phrase": f'"{"the " * 740}"',
        "proximity": _cut(" OR ".join(f'"{one}"~{number}' for number, one in enumerate(pairs, 5))),
        "long proximity": f'"{"the " * 740}"~1000',
        "Han run": "的" * (MAX_TEXT - 10),
        "Han words": _cut(" ".join(f"{first}{second}" for first, second in permutations(HAN, 2))),
        "States": _cut(" OR ".join(one.en for one in states.ALL)),
        "dates": _cut(" OR ".join(f"{day} May {year}" for year in range(1990, 2020) for day in range(1, 28))),
        "numbers": _cut(" OR ".join(map(str, range(2, 900)))),
        "symbols": _cut(" OR ".join(f"S/2019/{number}" for number in range(1, 400))),
        "paragraphs": "paras. 1-999 of S/RES/1540(2004) OR paras. 2-999 of S/RES/1540(2004)",
        "years": " OR ".join(f"year:{first}-2099" for first in range(1990, 2008)),
    }


def measure(ground: Ground, engine: str) -> tuple[Costly, ...]:
    """Ask an engine's library each question: once to its end, and with a deadline that is too early."""
    library = Library(settings(ground, engine))
    with closing(library), _by_processor_time(), _without_collections():
        library.open()
        _taken(library, "report", LONGEST)
        found = []
        for kind, text in questions().items():
            seconds = _taken(library, text, LONGEST)
            late = min(_late(library, text, seconds * SHARE) for _ in range(TRIES))
            found.append(Costly(engine, kind, seconds * 1000, min(late, seconds) * 1000))
        return tuple(found)


def _late(library: Library, text: str, limit: float) -> float:
    """Return how many seconds after its deadline a question ends, asked of a library that was just opened."""
    library.close()
    library.open()  # drops the postings that earlier answers have read
    _taken(library, "report", LONGEST)
    gc.collect()
    return max(0.0, _taken(library, text, limit) - limit)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Let no collection of garbage begin: among the objects of a test run it takes a quarter of a second."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _by_processor_time() -> Iterator[None]:
    """Let the deadline use processor time."""
    with patch.object(deadline, "monotonic", process_time):
        yield
        deadline.end()


def _taken(library: Library, text: str, limit: float) -> float:
    """Return the seconds of processor time until a question is answered or refused."""
    query = arguments.parse([("q", text)])
    deadline.begin(limit)
    started = process_time()
    with suppress(TooCostlyError):
        library.search(query)
    return process_time() - started


def _cut(text: str) -> str:
    """Cut a list off before the question becomes too long."""
    return text if len(text) < MAX_TEXT else text[: MAX_TEXT - 5].rpartition(" ")[0].removesuffix(" OR")
