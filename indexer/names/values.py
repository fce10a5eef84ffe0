"""Find values in a text: decisions, dates and numbers, which have one normal form however they are written.

Each value becomes a token: `decision:48/477`, `date:2021-04-25`, `month:2021-04`, `day:04-25` (of any year),
`passage:art.41`, `num:70997`, `pct:12.5`, `ord:26`, what `identifiers` finds and, for an event whose year is
given, `year:2019`. If two kinds claim the same characters, symbols come first (their numbers belong to them),
then decisions, identifiers, dates, passages, ordinals and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from indexer.model.document import DateSpan
from indexer.names import citations, dates, decisions, identifiers, numbers, passages
from indexer.text.folding import fold
from indexer.text.spans import Span, Taken

_INITIAL = re.compile(r"(?<![^\W_])[a-z]")
_YEAR = len("2019-")
_LONGEST_SPAN = 31
"""A longer period, in days, is found only by its first and last day, not by each day between them."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its normal form, and the span of text that states it.

    Offsets are half-open, in code points. A year that is given and not written in the text has the empty span
    at 0.
    """

    token: str
    start: int
    end: int


def find(
    text: str,
    year: int | None = None,
    taken: tuple[Span, ...] | None = None,
) -> tuple[Value, ...]:
    """Find the values in a text, in order; a date yields a token for each of its days and months.

    Args:
        text: The text.
        year: The year of an event, used for dates that name none.
        taken: The spans of the citations in the text; if not given, they are looked for here.

    """
    if taken is None:
        taken = tuple((one.start, one.end) for one in citations.find(text))
    found = [Value(f"year:{year}", 0, 0)] if year else []
    used = Taken(len(text), taken)
    for decision, (start, end) in decisions.find(fold(text)):
        if used.take(start, end):
            found.append(Value(f"decision:{decision}", start, end))
    found += [
        Value(one.token, one.start, one.end)
        for one in identifiers.find(fold(text))
        if used.take(one.start, one.end)
    ]
    for dated in dates.find(text, year, any_year=year is None):
        if used.take(dated.start, dated.end):
            found += [Value(token, dated.start, dated.end) for token in _date_tokens(dated)]
    for passage in passages.find(text):
        if used.take(passage.start, passage.end):
            found += [Value(f"passage:{key}", passage.start, passage.end) for key in passage.keys]
    found += [
        Value(f"{number.kind}:{number.value}", number.start, number.end)
        for number in numbers.find(text)
        if used.is_free(number.start, number.end)
    ]
    return tuple(sorted(found, key=lambda value: value.start))


def indexed(found: Iterable[Value]) -> Iterator[str]:
    """Yield the tokens of values that an index holds: of a date with its year, not the day of any year.

    A question for a day of any year asks for it in each year, so that the longer field of a unit with many
    dates does not lower its score.
    """
    every = tuple(found)
    dated = {(value.start, value.end) for value in every if value.token.startswith("date:")}
    for value in every:
        if not value.token.startswith("day:") or (value.start, value.end) not in dated:
            yield value.token


def capitals(text: str) -> str:
    """Return a text with the first letter of each word in upper case, of the same length.

    In a question, the names of months and States may begin with a small letter.
    """
    return _INITIAL.sub(lambda letter: letter[0].upper(), text)


def _date_tokens(found: dates.DateFound) -> tuple[str, ...]:
    if found.month:
        return (f"month:{found.month}",)
    days = list(_days(found.spans))
    yearly = (f"day:{day[_YEAR:]}" for day in days)
    if found.yearless:
        return tuple(dict.fromkeys(yearly))
    return tuple(
        dict.fromkeys((*(f"date:{day}" for day in days), *(f"month:{day[:7]}" for day in days), *yearly))
    )


def _days(spans: Iterable[DateSpan]) -> Iterator[str]:
    """Yield the days of the spans in ISO form; of a long span only the first and the last day."""
    for span in spans:
        length = (span.end - span.start).days
        steps = range(length + 1) if length < _LONGEST_SPAN else (0, length)
        yield from ((span.start + timedelta(days=step)).isoformat() for step in steps)
