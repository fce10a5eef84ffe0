"""One state of a tantivy index, and how it answers: window, total, facets and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

from tantivy import DocAddress, Document, Index, Order, Query, SearchResult

from indexer.engines.base import (
    Answer,
    Filter,
    Found,
    KeyField,
    Phrase,
    Request,
    TextField,
)
from indexer.engines.facet_limits import limited
from indexer.engines.phrases import occurrences
from indexer.engines.scorers import is_silent
from indexer.engines.tantivy import meta
from indexer.engines.tantivy.counting import count, crossed
from indexer.engines.tantivy.matching import matching
from indexer.engines.tantivy.schema import (
    COLUMNS,
    FAVOURS,
    ID,
    STORED,
    is_known,
    read,
    register,
    tokens,
    written,
)
from indexer.engines.tantivy.translation import QueryTranslator, both, unscored
from indexer.runtime import deadline

SPARE = 20
"""How many more entries than asked for are read at first, to see where a run of equal scores ends."""


class Snapshot:
    """A searcher of one state. It never changes, so threads can share it."""

    def __init__(self, folder: Path) -> None:
        index = Index.open(str(folder))
        register(index)
        index.config_reader("manual")
        self._schema = index.schema
        self._searcher = index.searcher()
        self._any_removed = any(segment["deletes"] for segment in meta.read(folder)["segments"])

    def search(self, request: Request) -> Answer:
        """Answer a request."""
        translation = self._translation()
        found: tuple[Found, ...] = ()
        if request.limit == 0:
            counted = translation.query(matching(request.expression))
            total = self._count(translation.filtered(counted, request.filters))
        else:
            ranked = translation.filtered(translation.query(request.expression), request.filters)
            deadline.check()
            total, found = self._window(ranked, request)
        facets = self._facets(translation, request, total) if request.facets else {}
        together = self._crossed(translation, request, request.crossed) if request.crossed else {}
        return Answer(total, found, *limited(facets, request.limits), together)

    def _translation(self) -> QueryTranslator:
        return QueryTranslator(self._schema, self._near, self._begin)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        return tuple(sorted(self._begin(field, prefix))[:limit])

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""
        return self._count(self._translation().holding(field, term))

    # --- windows

    def _window(self, query: Query, request: Request) -> tuple[int, tuple[Found, ...]]:
        """Return the total and the window of entries that was asked for, in order."""
        limit = self._searcher.num_docs if request.limit is None else request.limit
        if not limit or request.offset >= self._searcher.num_docs:
            return self._count(query), ()
        ranked = not is_silent(request.expression)
        if ranked and request.sort == "relevance":
            return self._ranked(query, request, request.offset + limit)
        column = COLUMNS.get(request.sort, COLUMNS["document"])
        order = Order.Desc if request.sort == "-document" else Order.Asc
        result = self._searcher.search(
            query, limit, order_by_field=column, offset=request.offset, order=order
        )
        kept = [self._kept(address) for _, address in result.hits]
        deadline.check()
        scores = self._scores(query, request, [one[ID][0] for one in kept]) if ranked else {}
        return _total(result), tuple(_found(one, scores.get(one[ID][0], 0.0)) for one in kept)

    def _ranked(self, query: Query, request: Request, end: int) -> tuple[int, tuple[Found, ...]]:
        """Return the total and a window by score.

        Entries of equal score are sorted by `order`, also those that the end of the window separates.
        """
        start, favour = request.offset, FAVOURS.get(request.favoured)
        alone = self._searcher.num_segments <= 1  # the entries of one segment are sorted by `order`
        wanted = end if alone else end + SPARE
        result = self._searcher.search(query, wanted, weight_by_field=favour)
        if alone:
            hits = result.hits[start:end]
            return _total(result), tuple(_found(self._kept(address), score) for score, address in hits)
        while len(result.hits) == wanted and _is_tied(result.hits, end):
            deadline.check()
            wanted *= 4
            result = self._searcher.search(query, wanted, weight_by_field=favour)
        found: list[Found] = []
        at = 0
        for score, group in groupby(result.hits, key=lambda hit: hit[0]):
            tied = [address for _, address in group]
            first, last = max(0, start - at), min(len(tied), end - at)
            at += len(tied)
            if first < last:
                found += [_found(one, score) for one in islice(self._in_order(tied), first, last)]
        return _total(result), tuple(found)

    def _in_order(self, tied: Iterable[DocAddress]) -> Iterator[Document]:
        """Yield entries of equal score sorted by `order`; those of one segment already come in that order."""
        segments = groupby(tied, key=lambda address: address.segment_ord)
        return merge(*[map(self._kept, list(addresses)) for _, addresses in segments], key=_order)

    def _count(self, query: Query) -> int:
        return _total(self._searcher.search(query, 1))

    def _scores(self, query: Query, request: Request, ids: Sequence[str]) -> dict[str, float]:
        """Return the scores of some entries that match a query, by their ids."""
        if not ids:
            return {}
        chosen = both(query, unscored(Query.term_set_query(self._schema, ID, ids)))
        favour = FAVOURS.get(request.favoured)
        hits = self._searcher.search(chosen, len(ids), weight_by_field=favour).hits
        return {self._kept(address)[ID][0]: score for score, address in hits}

    def _kept(self, address: DocAddress) -> Document:
        """Return the stored fields of an entry."""
        deadline.check()
        return self._searcher.doc(address)

    # --- facets

    def _facets(
        self, translation: QueryTranslator, request: Request, total: int
    ) -> dict[KeyField, dict[str, int]]:
        """Count the values of fields, each field without the positive filters on itself."""
        query = translation.query(matching(request.expression))
        deadline.check()
        free = [field for field in request.facets if not _choices(request.filters, field)]
        counts = count(self._searcher, translation.filtered(query, request.filters), free, total)
        for field in request.facets:
            if choices := _choices(request.filters, field):
                others = [one for one in request.filters if one not in choices]
                counts |= count(self._searcher, translation.filtered(query, others), [field], total)
        return counts

    def _crossed(
        self, translation: QueryTranslator, request: Request, fields: tuple[KeyField, KeyField]
    ) -> dict[str, dict[str, int]]:
        """Count the values of two fields together: all pairs at once, or value by value if they are many."""
        expression = translation.query(matching(request.expression))
        query = translation.filtered(expression, request.filters)
        found = crossed(self._searcher, query, fields)
        if found is not None:
            return found
        first, second = fields
        counts = {}
        for value in count(self._searcher, query, [first], 0)[first]:
            chosen = translation.filtered(query, [Filter(first, (value,))])
            counts[value] = count(self._searcher, chosen, [second], 0)[second]
        return {value: others for value, others in counts.items() if others}

    # --- what the translation asks

    def _begin(self, field: TextField | KeyField, prefix: str) -> list[str]:
        """Return the terms of a field that have this prefix and that at least one entry holds."""
        if not is_known(prefix):
            return []
        held = Query.all_query() if self._any_removed else None
        found = self._searcher.terms_with_prefix(field, written(field, prefix), held)
        return [read(field, term) for term, count in found if count]

    def _near(self, every: Query, phrase: Phrase) -> list[str]:
        """Return the ids of the entries that hold a phrase with gaps.

        Args:
            every: The query for the entries that hold all tokens of the phrase.
            phrase: The phrase.

        """
        near: list[str] = []
        for _, address in self._searcher.search(every, self._searcher.num_docs or 1).hits:
            kept = self._kept(address)
            if occurrences(tokens(kept, phrase.field), phrase.tokens, phrase.gaps):
                near.append(kept[ID][0])
        return near


def _choices(filters: Iterable[Filter], field: KeyField) -> list[Filter]:
    """Return the positive filters on a field, which do not apply to the counts of its own facet."""
    return [one for one in filters if one.field == field and not one.negated]


def _is_tied(hits: Sequence[tuple[float, DocAddress]], end: int) -> bool:
    """Tell whether the last hit of the window has the same score as the last hit that was read."""
    return hits[-1][0] == hits[end - 1][0]


def _total(result: SearchResult) -> int:
    total: int = result.count  # type: ignore[attr-defined]  # the package's stub lacks it
    return total


def _order(kept: Document) -> str:
    order: str = kept[COLUMNS["document"]][0]
    return order


def _found(kept: Document, score: float) -> Found:
    return Found(kept[ID][0], score, kept[STORED][0].decode("utf-8"))
