"""Values: what has a normal form in a text and so is found however it is written.

The tokens are `date:2021-04-25`, `month:2021-04`, `num:70997`, `ord:26` and, for an event whose year is
given, `year:2019`. Where two kinds claim the same characters a symbol comes first (its numbers are its own),
then dates, ordinals and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from indexer.model import DateSpan
from indexer.names import citations, dates, numbers

_LONGEST_SPAN = 31
"""Days. A longer period is found by its first and its last day, not by each between them."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its normal form, with the stretch of text that says it.

    Offsets are half-open, in code points; a year that is given rather than written has an empty one at 0.
    """

    token: str
    start: int
    end: int


def find(
    text: str,
    year: int | None = None,
    taken: tuple[tuple[int, int], ...] | None = None,
) -> tuple[Value, ...]:
    """Find the values in a text, in order; a date yields one token for each of its days and months.

    `year` is an event's: that of the days that name none. `taken` are the spans of the citations, which are
    looked for here where they are not given.
    """
    if taken is None:
        taken = tuple((one.start, one.end) for one in citations.find(text))
    found = [Value(f"year:{year}", 0, 0)] if year else []
    used = bytearray(len(text))
    for start, end in taken:
        used[start:end] = b"x" * (end - start)
    for dated in dates.find(text, year):
        if not any(used[dated.start : dated.end]):
            used[dated.start : dated.end] = b"x" * (dated.end - dated.start)
            found += [Value(token, dated.start, dated.end) for token in _date_tokens(dated)]
    found += [
        Value(f"{one.kind}:{one.value}", one.start, one.end)
        for one in numbers.find(text)
        if not any(used[one.start : one.end])
    ]
    return tuple(sorted(found, key=lambda value: value.start))


def _date_tokens(found: dates.DateFound) -> tuple[str, ...]:
    if found.month:
        return (f"month:{found.month}",)
    days = list(_days(found.spans))
    return tuple(dict.fromkeys((*(f"date:{day}" for day in days), *(f"month:{day[:7]}" for day in days))))


def _days(spans: Iterable[DateSpan]) -> Iterator[str]:
    for span in spans:
        length = (span.end - span.start).days
        steps = range(length + 1) if length < _LONGEST_SPAN else (0, length)
        yield from ((span.start + timedelta(days=step)).isoformat() for step in steps)
