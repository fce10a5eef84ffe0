"""Count facets: for each value of a field, how many of the entries that match a query have it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tantivy import Query, Searcher

from indexer.engines.base import KeyField
from indexer.engines.tantivy.schema import SHAPE, SHAPES
from indexer.runtime import deadline

MANY = 65_000
"""The largest number of values that tantivy counts in one request, over all columns together."""


_WIDE = 4
"""Where more than one in this many entries matches, going through the terms of a field counts faster."""


def count(
    searcher: Searcher, query: Query, fields: Sequence[KeyField], total: int
) -> dict[KeyField, dict[str, int]]:
    """Count the values of several fields over the entries that match a query.

    The fields in SHAPE are counted together, by the one column that holds them all.

    Args:
        searcher: The index.
        query: The query.
        fields: The fields.
        total: About how many entries match; this only decides how they are counted.

    """
    shaped = [field for field in fields if field in SHAPE]
    others = [field for field in fields if field not in SHAPE]
    if total * _WIDE > searcher.num_docs:
        columns = {field: _enumerated(searcher, query, field) for field in others}
        columns |= _columns(searcher, query, [SHAPES] if shaped else [])
    else:
        columns = _columns(searcher, query, [*others, SHAPES] if shaped else others)
    counts = {field: columns[field] for field in others}
    return counts | {field: _taken_apart(columns[SHAPES], SHAPE.index(field)) for field in shaped}


def crossed(
    searcher: Searcher, query: Query, fields: tuple[KeyField, KeyField]
) -> dict[str, dict[str, int]] | None:
    """Count the values of two fields together.

    Returns:
        For each value of the first field the counts of the values of the second; None if there are too many.

    """
    deadline.check()
    first, second = ({"terms": {"field": field, "size": MANY}} for field in fields)
    try:
        counted = searcher.aggregate(query, {"crossed": {**first, "aggs": {"crossed": second}}})
    except ValueError:  # more than MANY pairs
        return None
    outer = counted["crossed"]["buckets"]
    inner = {bucket["key"]: bucket["crossed"]["buckets"] for bucket in outer}
    return {
        value: {bucket["key"]: bucket["doc_count"] for bucket in buckets}
        for value, buckets in inner.items()
        if buckets
    }


def _taken_apart(shapes: Mapping[str, int], place: int) -> dict[str, int]:
    """Turn counts of shapes into counts of the values of one field.

    Args:
        shapes: For each shape (see `schema.SHAPES`) the number of entries that have it.
        place: The index of the field in SHAPE.

    """
    counts: Counter[str] = Counter()
    for shape, number in shapes.items():
        for value in _parts(shape)[place]:
            counts[value] += number
    return dict(counts)


@lru_cache(maxsize=4_096)
def _parts(shape: str) -> tuple[list[str], ...]:
    """Return the values of each field of a shape; cached, since every answer has the same few shapes."""
    return tuple(json.loads(shape))


def _columns(searcher: Searcher, query: Query, columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return the counts of the values of several columns."""
    if not columns:
        return {}
    deadline.check()
    asked = {column: {"terms": {"field": column, "size": MANY}} for column in columns}
    try:
        counted = searcher.aggregate(query, asked)
    except ValueError:  # more than MANY values in all columns together
        return {column: _enumerated(searcher, query, column) for column in columns}
    counts = {
        column: {bucket["key"]: bucket["doc_count"] for bucket in counted[column]["buckets"]}
        for column in columns
    }
    cut = [column for column in columns if len(counts[column]) == MANY]
    return counts | {column: _enumerated(searcher, query, column) for column in cut}


def _enumerated(searcher: Searcher, query: Query, column: str) -> dict[str, int]:
    """Count the values of a column one by one: without a limit to their number, and slow where few match."""
    deadline.check()
    return {term: number for term, number in searcher.terms_with_prefix(column, "", query) if number}
