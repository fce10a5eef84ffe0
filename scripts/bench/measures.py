"""The arithmetic of measurements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of one kind of answer."""

    p50: float
    p95: float
    p99: float
    count: int


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` (0 to 1) of the values do not exceed; ValueError for none."""
    if not values:
        raise ValueError("There are no values.")
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def spread(values: Sequence[float]) -> Spread:
    """Return the percentiles of some milliseconds."""
    return Spread(percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99), len(values))


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through the origin: `slope` seconds for each unit.

    `off` is the largest distance of a measurement from the line, as a share of what the line says.
    """

    slope: float
    off: float


def fit(seconds: Mapping[int, float]) -> Line:
    """Fit a line to what sizes took; all sizes weigh alike, whatever their scale; ValueError for none."""
    if not seconds:
        raise ValueError("There are no measurements.")
    slopes = [taken / size for size, taken in seconds.items()]
    slope = sum(slopes) / len(slopes)
    return Line(slope, max(abs(one / slope - 1) for one in slopes))
