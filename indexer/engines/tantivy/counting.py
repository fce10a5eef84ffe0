"""Facets: how many of the entries that a query finds have each value of a field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tantivy import Query, Searcher

from indexer import deadline
from indexer.engines.base import KeyField
from indexer.engines.tantivy.schema import SHAPE, SHAPES

MANY = 65_000
"""How many values tantivy counts at once, in all columns of a question together."""


def count(searcher: Searcher, query: Query, fields: Sequence[KeyField]) -> dict[KeyField, dict[str, int]]:
    """Count the values of fields; those of SHAPE by the one column that holds them together."""
    shaped = [field for field in fields if field in SHAPE]
    others = [field for field in fields if field not in SHAPE]
    columns = _columns(searcher, query, [*others, SHAPES] if shaped else others)
    counts = {field: columns[field] for field in others}
    return counts | {field: _taken_apart(columns[SHAPES], SHAPE.index(field)) for field in shaped}


def _taken_apart(shapes: Mapping[str, int], place: int) -> dict[str, int]:
    """Count the values of one field of the shapes."""
    counts: Counter[str] = Counter()
    for shape, number in shapes.items():
        for value in _parts(shape)[place]:
            counts[value] += number
    return dict(counts)


@lru_cache(maxsize=4_096)
def _parts(shape: str) -> tuple[list[str], ...]:
    """Return the values of each field of a shape; there are few shapes, and they come in every answer."""
    return tuple(json.loads(shape))


def _columns(searcher: Searcher, query: Query, columns: Sequence[str]) -> dict[str, dict[str, int]]:
    if not columns:
        return {}
    deadline.check()
    asked = {column: {"terms": {"field": column, "size": MANY}} for column in columns}
    try:
        counted = searcher.aggregate(query, asked)
    except ValueError:  # more values in all columns together than tantivy counts at once
        return {column: _enumerated(searcher, query, column) for column in columns}
    counts = {
        column: {bucket["key"]: bucket["doc_count"] for bucket in counted[column]["buckets"]}
        for column in columns
    }
    cut = [column for column in columns if len(counts[column]) == MANY]
    return counts | {column: _enumerated(searcher, query, column) for column in cut}


def _enumerated(searcher: Searcher, query: Query, column: str) -> dict[str, int]:
    """Count the values of a column one by one: slowly, but however many there are."""
    deadline.check()
    return {term: number for term, number in searcher.terms_with_prefix(column, "", query) if number}
