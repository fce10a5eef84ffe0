"""How alike the answers are to questions that mean the same in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from statistics import fmean
from typing import TYPE_CHECKING, get_args

from indexer.evaluation.scoring import ALL
from indexer.indexing.entries import in_language
from indexer.model.document import DEFAULT_LANGUAGE, Language, Script
from indexer.model.query import language_of
from indexer.query import arguments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.evaluation.trec_topics import Topic
    from indexer.library.library import Library

DEPTH = 10
"""How many paragraphs of each answer are compared."""
_WITHIN = 100
"""Among so many hits they are looked for: both versions of a paragraph may be hits."""
_WRITINGS = frozenset((*get_args(Language), *map(str.lower, get_args(Script))))
"""The parts of ids that name a language or a script."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """The mean share, from 0 to 1, of the first paragraphs that both questions of a pair find.

    The mean is that of a group of pairs, such as `keyword`, or of all.
    """

    group: str
    pairs: int
    value: float


def pairs(topics: Iterable[Topic]) -> Iterator[tuple[Topic, Topic]]:
    """Yield the topics in two languages whose ids differ only in language and script.

    The one in the default language comes first.
    """
    first: list[Topic] = []
    second: dict[tuple[str, ...], list[Topic]] = {}
    for topic in topics:
        if language_of(topic.text) == DEFAULT_LANGUAGE:
            first.append(topic)
        else:
            second.setdefault(_meaning(topic), []).append(topic)
    for topic in first:
        for same in second.get(_meaning(topic), ()):
            yield topic, same


def overlaps(library: Library, topics: Iterable[Topic]) -> tuple[Overlap, ...]:
    """Ask the open library both questions of each pair, and compare the paragraphs that are found first.

    A paragraph is the same in every language version. Two answers without a hit have nothing in common.

    Returns:
        The means over all pairs, then over each group, sorted by name; none if no two topics mean the same.

    Raises:
        UsageError: A topic is too long.

    """
    shares: dict[str, list[float]] = {}
    for one, same in pairs(topics):
        share = _share(_paragraphs(library, one.text), _paragraphs(library, same.text))
        for group in (ALL, *_meaning(one)[1:]):
            shares.setdefault(group, []).append(share)
    named = sorted(shares, key=lambda group: (group != ALL, group))
    return tuple(Overlap(group, len(shares[group]), fmean(shares[group])) for group in named)


def _meaning(topic: Topic) -> tuple[str, ...]:
    """Return the parts of a topic's id without its language and script."""
    need, *groups = topic.id.split("-")
    return need, *(group for group in groups if group not in _WRITINGS)


def _paragraphs(library: Library, text: str) -> Sequence[str]:
    """Return the first paragraphs of an answer, as the ids of their versions in the default language."""
    hits = library.hits(arguments.parse([("q", text), ("group", "paragraph")]), translated=False)
    found = dict.fromkeys(in_language(hit.id, DEFAULT_LANGUAGE) for hit in islice(hits, _WITHIN))
    return tuple(found)[:DEPTH]


def _share(first: Sequence[str], second: Sequence[str]) -> float:
    longest = max(len(first), len(second))
    return len(set(first) & set(second)) / longest if longest else 0.0
