"""From a request to its answer: filters, facets, order, and the window asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import partial
from heapq import nsmallest

from indexer.engines.base import FAVOUR, Answer, Filter, Found, KeyField, Request
from indexer.engines.whoosh.evaluation import Evaluation, Scores
from indexer.engines.whoosh.snapshot import Snapshot

_LATER = 1 << 32
"""Later than any date of `Columns.dates`."""


def answer(snapshot: Snapshot, request: Request) -> Answer:
    """Answer a request from a snapshot."""
    scores = _favouring(snapshot, Evaluation(snapshot).scores(request.expression), request.favoured)
    hits = _filtered(snapshot, scores, request.filters)
    window = _window(snapshot, hits, scores, request)
    return Answer(
        total=len(hits),
        found=tuple(_found(snapshot, number, scores[number]) for number in window),
        facets={field: _facet(snapshot, field, scores, hits, request.filters) for field in request.facets},
    )


def _favouring(snapshot: Snapshot, scores: Scores, language: str) -> Scores:
    """Multiply the scores of what is in the favoured language."""
    if not language:
        return scores
    favoured = snapshot.holding("language", language)
    return {n: score * FAVOUR if n in favoured else score for n, score in scores.items()}


def _filtered(snapshot: Snapshot, hits: Collection[int], filters: Iterable[Filter]) -> Collection[int]:
    for one in filters:
        passing = _holding(snapshot, one)
        hits = [number for number in hits if (number in passing) != one.negated]
    return hits


def _holding(snapshot: Snapshot, one: Filter) -> Collection[int]:
    """Return the entries with a value of a filter, negated or not."""
    values = list(one.values)
    for low, high in one.ranges:
        values += snapshot.terms(one.field, low, partial(_reaches, high))
    held = [snapshot.holding(one.field, value) for value in dict.fromkeys(values)]
    return held[0] if len(held) == 1 else set().union(*held)


def _reaches(high: str, value: str) -> bool:
    return not high or value <= high


def _facet(
    snapshot: Snapshot, field: KeyField, scores: Scores, hits: Collection[int], filters: tuple[Filter, ...]
) -> dict[str, int]:
    """Count the values of a field, as if nothing had been chosen in it."""
    others = tuple(one for one in filters if one.negated or one.field != field)
    if len(others) < len(filters):
        hits = _filtered(snapshot, scores, others)
    column = snapshot.columns.keys[field]
    counts: Counter[str] = Counter()
    for values, count in Counter(map(column.__getitem__, hits)).items():
        for value in values:
            counts[value] += count
    return dict(counts)


def _window(snapshot: Snapshot, hits: Collection[int], scores: Scores, request: Request) -> list[int]:
    """Return the numbers of the entries asked for, in order."""
    key = _order(snapshot, scores, request)
    if request.limit is None:
        return sorted(hits, key=key)[request.offset :]
    return nsmallest(request.offset + request.limit, hits, key=key)[request.offset :]


def _order(snapshot: Snapshot, scores: Scores, request: Request) -> Callable[[int], tuple[float, ...]]:
    """Return the key to sort by; the order of pages decides between equals, unknown dates come last."""
    rank, dates = snapshot.columns.rank, snapshot.columns.dates
    match request.sort:
        case "relevance":
            return lambda number: (-scores[number], rank[number])
        case "date":
            return lambda number: (dates[number] or _LATER, rank[number])
        case "-date":
            return lambda number: (-dates[number], rank[number])
        case "document":
            return lambda number: (rank[number],)


def _found(snapshot: Snapshot, number: int, score: float) -> Found:
    name, stored = snapshot.record(number)
    return Found(name, score, stored)
