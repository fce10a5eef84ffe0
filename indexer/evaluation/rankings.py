"""Rankings: the units with which the library answers topics, best first; also as a TREC run."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from indexer.query import arguments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.evaluation.trec_topics import Topic
    from indexer.library.library import Library

DEPTH = 100
"""How many hits of each question are used."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ids of the units that answer a topic, best first; at most DEPTH."""

    topic: Topic
    units: tuple[str, ...]


def ask(library: Library, topics: Iterable[Topic]) -> Iterator[Ranking]:
    """Ask the open library each topic, as a reader would, and yield the rankings.

    Raises:
        UsageError: A topic is too long.

    """
    for topic in topics:
        hits = library.hits(arguments.parse([("q", topic.text)]), translated=False)
        yield Ranking(topic, tuple(hit.id for hit in islice(hits, DEPTH)))


def score(ranking: Ranking, place: int) -> int:
    """Return a score that falls with the place in a ranking; places begin with 0.

    TREC's tools sort by score and break ties by name. With the engine's own scores, units of equal score
    would not have the order that readers see.
    """
    return len(ranking.units) - place


def run_lines(rankings: Iterable[Ranking], run: str) -> Iterator[str]:
    """Yield the lines of a TREC run: topic, Q0, unit, rank from 1, score, name of the run."""
    for ranking in rankings:
        for place, unit in enumerate(ranking.units):
            yield f"{ranking.topic.id} Q0 {unit} {place + 1} {score(ranking, place)} {run}\n"
