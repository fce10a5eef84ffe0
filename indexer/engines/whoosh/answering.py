"""Answer a request from a snapshot: filters, facets, sorting, and the window that was asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest, nsmallest

from indexer.engines.base import FAVOUR, And, Answer, Filter, Found, KeyField, Request
from indexer.engines.facet_limits import limit_of
from indexer.engines.scorers import is_silent
from indexer.engines.whoosh.array_file import Numbers
from indexer.engines.whoosh.evaluation import ExpressionEvaluation, Scope
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.runtime import deadline

_SELECTIVE = 8
"""A filter that leaves less than one in this many entries is applied before the expression."""


def answer(snapshot: Snapshot, request: Request) -> Answer:
    """Answer a request from a snapshot."""
    return _Answering(snapshot, request).answer()


class _Answering:
    """The state of the work on one request."""

    def __init__(self, snapshot: Snapshot, request: Request) -> None:
        self._snapshot = snapshot
        self._request = request
        self._evaluation = ExpressionEvaluation(snapshot)
        self._first = self._narrowest()
        self._scope = Scope(snapshot.chosen(self._first)) if self._first else None

    def answer(self) -> Answer:
        matched = self._matched()
        hits = self._filtered(matched, self._request.filters)
        window = self._window(hits)
        scores = self._scores(window)
        found = tuple(map(self._found, window, scores))
        return Answer(len(hits), found, *self._facets(matched, hits), self._crossed(hits))

    def _narrowest(self) -> Filter | None:
        """Return the filter that leaves the fewest entries, if these are few and its field is not a facet."""
        least, first = len(self._snapshot.columns.live) // _SELECTIVE, None
        for one in self._request.filters:
            if not (one.negated or one.ranges or one.field in self._request.facets):
                left = sum(self._snapshot.frequency(one.field, value) for value in one.values)
                if left < least:
                    least, first = left, one
        return first

    @property
    def _is_ranked(self) -> bool:
        """Tell whether the order of the hits depends on their scores."""
        request = self._request
        return request.sort == "relevance" and request.limit != 0 and not is_silent(request.expression)

    def _matched(self) -> Collection[int]:
        """Return the numbers of the entries that match the expression."""
        if self._request.expression == And(()) and self._scope is None:
            return self._snapshot.columns.live
        if self._is_ranked:
            self._evaluation.scores(self._request.expression, self._scope)
        return self._evaluation.matches(self._request.expression, self._scope)

    def _filtered(self, hits: Collection[int], filters: Iterable[Filter]) -> Collection[int]:
        """Return the hits that pass the filters; the filter applied first is not applied again."""
        for one in filters:
            deadline.check()
            if one is not self._first:
                hits = self._snapshot.passing(one, hits)
        return hits

    def _facets(
        self, matched: Collection[int], hits: Collection[int]
    ) -> tuple[dict[KeyField, Mapping[str, int]], dict[KeyField, int]]:
        """Count the facets; return their values, and of those with a limit the number of their others."""
        facets: dict[KeyField, Mapping[str, int]] = {}
        further: dict[KeyField, int] = {}
        for field in self._request.facets:
            limit = limit_of(field, self._request.limits)
            column, counted = self._snapshot.column(field), self._counted(field, matched, hits)
            facets[field], more = column.count(counted, limit)
            if limit:
                further[field] = more
        return facets, further

    def _crossed(self, hits: Collection[int]) -> Mapping[str, Mapping[str, int]]:
        """Count the values of two fields together."""
        deadline.check()
        if self._request.crossed is None:
            return {}
        first, second = map(self._snapshot.column, self._request.crossed)
        return first.crossed(second, hits)

    def _counted(self, field: KeyField, matched: Collection[int], hits: Collection[int]) -> Collection[int]:
        """Return the entries whose values a facet counts: without the positive filters on its field."""
        deadline.check()
        filters = self._request.filters
        others = tuple(one for one in filters if one.negated or one.field != field)
        return self._filtered(matched, others) if len(others) < len(filters) else hits

    def _window(self, hits: Collection[int]) -> Sequence[int]:
        """Return the numbers of the entries asked for, in order."""
        request = self._request
        count = len(hits) if request.limit is None else min(request.offset + request.limit, len(hits))
        if request.offset >= count:
            return ()
        if self._is_ranked:
            return self._best(hits, count)[request.offset :]
        first = nlargest if request.sort == "-document" else nsmallest
        return first(count, hits, key=self._order().__getitem__)[request.offset :]

    def _order(self) -> Numbers:
        """Return the sort key of every entry; ties are sorted by `order`, and unknown dates come last."""
        columns = self._snapshot.columns
        match self._request.sort:
            case "date":
                return columns.earliest
            case "-date":
                return columns.latest
            case _:
                return columns.rank

    def _best(self, hits: Collection[int], count: int) -> list[int]:
        """Return the `count` entries with the highest scores, sorted."""
        scores, rank = self._scores(hits), self._snapshot.columns.rank
        least = nlargest(count, scores)[-1]
        scored = zip(scores, hits, strict=True)
        good = [(-score, rank[number], number) for score, number in scored if score > least]
        found = [number for _, _, number in sorted(good)]
        equal = (number for score, number in zip(scores, hits, strict=True) if score == least)
        return found + nsmallest(count - len(found), equal, key=rank.__getitem__)

    def _scores(self, numbers: Collection[int]) -> list[float]:
        """Return the scores of hits; those of entries in the favoured language are multiplied by FAVOUR."""
        if not numbers:
            return []
        scope = self._scope if self._is_ranked else Scope(frozenset(numbers), self._scope)
        scores = self._evaluation.scores(self._request.expression, scope)
        if not self._request.favoured:
            return [scores[number] for number in numbers]
        column = self._snapshot.column("language")
        codes, favoured = column.codes, column.having((self._request.favoured,))
        return [
            scores[number] * FAVOUR if codes[number] in favoured else scores[number] for number in numbers
        ]

    def _found(self, number: int, score: float) -> Found:
        deadline.check()
        name, stored = self._snapshot.record(number)
        return Found(name, score, stored)
