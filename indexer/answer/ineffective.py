"""Finds the parts of a question that have no effect: `translate`, and filters that nothing held meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from indexer.engines.base import Filter
from indexer.model.fields import BY_NAME
from indexer.query import notices

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.engines.base import KeyField
    from indexer.model.query import FilterName, Notice, Query
    from indexer.query.plan import Plan

_NAMED: tuple[FilterName, ...] = ("kind", "edition")
"""Filters whose values are fixed in the program, so a library may hold nothing that has one of them."""


def ineffective(
    context: Context, query: Query, planned: Plan, counts: Mapping[KeyField, Mapping[str, int]]
) -> Iterator[Notice]:
    """Yield a notice for each part of a question without effect.

    Args:
        context: Where the question is asked.
        query: The question.
        planned: Its plan, with all filters.
        counts: The counts of the facets of the answer.

    """
    if query.translate is not None or not context.translate:
        yield notices.no_translations()
    chosen = (*planned.selections, *planned.inner)
    for name, value in dict.fromkeys((one.name, one.value) for one in chosen if one.name in _NAMED):
        field = BY_NAME[name].key
        if not counts.get(field, {}).get(value) and not context.held.count(Filter(field, (value,))):
            yield notices.none_held(name, value)
