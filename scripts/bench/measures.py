"""Percentiles and line fitting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles of one kind of answer, in milliseconds, and the number of answers."""

    p50: float
    p95: float
    p99: float
    count: int


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value such that at least a `share` (0 to 1) of the values are not greater.

    Raises:
        ValueError: There are no values.

    """
    if not values:
        raise ValueError("There are no values.")
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def spread(values: Sequence[float]) -> Spread:
    """Return the percentiles of some times in milliseconds."""
    return Spread(percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99), len(values))


@dataclass(frozen=True, slots=True)
class FittedLine:
    """A straight line through the origin: `slope` seconds for each unit.

    `off` is the largest deviation of a measurement from the line, as a share of the line's value.
    """

    slope: float
    off: float


def fit(seconds: Mapping[int, float]) -> FittedLine:
    """Fit a line to the seconds that each size took; all sizes have equal weight, whatever their scale.

    Raises:
        ValueError: There are no measurements.

    """
    if not seconds:
        raise ValueError("There are no measurements.")
    slopes = [taken / size for size, taken in seconds.items()]
    slope = sum(slopes) / len(slopes)
    return FittedLine(slope, max(abs(one / slope - 1) for one in slopes))
