"""Cut the counts of a facet to what a request wants of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nsmallest

from indexer.engines.base import FacetLimit, KeyField


def limit_of(field: KeyField, limits: Iterable[FacetLimit]) -> FacetLimit | None:
    """Return the limit for the facet of a field, or None if it has none."""
    return next((one for one in limits if one.field == field), None)


def limited(
    counted: Mapping[KeyField, Mapping[str, int]], limits: Iterable[FacetLimit]
) -> tuple[dict[KeyField, Mapping[str, int]], dict[KeyField, int]]:
    """Cut the counts of facets to their limits.

    Args:
        counted: For each facet the counts of all its values.
        limits: The limits of a request; those for other fields do nothing.

    Returns:
        For each facet the counts that are wanted, and for each facet with a limit the number of its other
        values: the `facets` and `further` of an `Answer`.

    """
    facets, further = dict(counted), {}
    for one in limits:
        if one.field in counted:
            counts = counted[one.field]
            facets[one.field] = _cut(counts, one)
            further[one.field] = len(counts) - len(facets[one.field])
    return facets, further


def _cut(counts: Mapping[str, int], one: FacetLimit) -> Mapping[str, int]:
    """Return the counts of the commonest values and of those that are to be kept."""
    commonest = nsmallest(one.most, counts, key=lambda value: (-counts[value], value))
    kept = filter(counts.__contains__, one.kept)
    return {value: counts[value] for value in (*commonest, *kept)}
