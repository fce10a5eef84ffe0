"""Finds the filters of a question that nothing held meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from indexer.engines.base import Filter
from indexer.model.fields import BY_NAME
from indexer.query import notices

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.engines.base import KeyField
    from indexer.model.query import FilterName, Notice
    from indexer.query.plan import Plan

_NAMED: tuple[FilterName, ...] = ("kind", "edition")
"""Filters whose values are fixed in the program, so a library may hold nothing that has one of them."""


def ineffective(
    context: Context, planned: Plan, counts: Mapping[KeyField, Mapping[str, int]]
) -> Iterator[Notice]:
    """Yield a notice for each filter without effect.

    Args:
        context: Where the question is asked.
        planned: The plan of the question, with all filters.
        counts: The counts of the facets of the answer.

    """
    chosen = (*planned.selections, *planned.inner)
    for name, value in dict.fromkeys((one.name, one.value) for one in chosen if one.name in _NAMED):
        field = BY_NAME[name].key
        if not counts.get(field, {}).get(value) and not context.held.count(Filter(field, (value,))):
            yield notices.none_held(name, value)
