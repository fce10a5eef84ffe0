"""The normal form of every filter's value, so that `state:Spain`, `state=ESP` and `--state 西班牙` agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import get_args

from indexer.folding import fold
from indexer.model import Both, Edition, Kind, Language
from indexer.nearest import nearest
from indexer.query import refusals
from indexer.query.question import FilterName

NAMES: tuple[FilterName, ...] = get_args(FilterName)
BOUNDS: tuple[FilterName, ...] = ("from", "to")
"""The first and the last day of a period: each given once, and never excluded."""

_YEARS = re.compile(r"((?:19|20)[0-9]{2})年?(?:\s*[-–—~至]\s*((?:19|20)[0-9]{2})年?)?")
_DAY = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_PARTS = ("main", "annex", "annex-2", "enclosure", "appendix")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """Return `text` with full-width signs, digits and letters in half width, of the same length."""
    return text if text.isascii() else text.translate(_WIDE)


def normal(name: FilterName, value: str) -> str:
    """Return the normal form of a filter's value, as `Selection` describes it.

    Raises UsageError where the filter does not take the value, naming the nearest that it takes.
    """
    return _FORMS[name](narrow(value).strip())


def _years(value: str) -> str:
    found = _YEARS.fullmatch(value)
    if not found:
        raise refusals.no_year(value)
    first, last = sorted((found[1], found[2] or found[1]))
    return first if first == last else f"{first}-{last}"


def _section(value: str) -> str:
    """Return a topic; one that no table knows is a heading, folded, as the index has it."""
    from indexer.structure import topics

    return topics.known(value) or " ".join(fold(value).split())


def _state(value: str) -> str:
    from indexer.names import states

    if code := states.lookup(value):
        return code
    raise refusals.no_state(value, states.nearest(value))


def _symbol(value: str) -> str:
    from indexer.names import symbols

    return symbols.parse(value)


def _cited(value: str) -> str:
    symbol, mark, point = value.partition("#")
    return f"{_symbol(symbol)}#{_paragraph(point)}" if mark else _symbol(symbol)


def _one_of(what: Both, allowed: tuple[str, ...]) -> Callable[[str], str]:
    def form(value: str) -> str:
        if value.lower() in allowed:
            return value.lower()
        raise refusals.no_choice(what, value, nearest(value, allowed), allowed)

    return form


def _part(value: str) -> str:
    from indexer.names.pinpoints import after

    written = fold(value).replace("-", " ")
    place = after(written, 0)
    if written == "main" or (place.part and place.pinpoint is None and place.edge == len(written)):
        return place.part or written
    raise refusals.no_part(value, nearest(value, _PARTS), _PARTS)


def _paragraph(value: str) -> str:
    from indexer.names.pinpoints import after, expand

    written = f"#{fold(value)}"
    place = after(written, 0)
    if place.pinpoint is None or place.edge < len(written) or len(expand(place.pinpoint)) > 1:
        raise refusals.no_paragraph(value)
    return place.pinpoint


def _bound(*, last: bool) -> Callable[[str], str]:
    def form(value: str) -> str:
        found = _DAY.fullmatch(value)
        day = _widened(found, last=last) if found else None
        if day is None:
            raise refusals.no_date(value)
        return day.isoformat()

    return form


def _widened(found: re.Match[str], *, last: bool) -> date | None:
    """Return the first or the last day of a year, month or day; None where the calendar has none such."""
    from calendar import monthrange  # slow to import

    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    with suppress(ValueError):
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    return None


_FORMS: Mapping[FilterName, Callable[[str], str]] = {
    "year": _years,
    "section": _section,
    "state": _state,
    "language": _one_of(Both("语文", "language"), get_args(Language)),
    "symbol": _symbol,
    "cites": _cited,
    "kind": _one_of(Both("类别", "kind"), get_args(Kind)),
    "part": _part,
    "edition": _one_of(Both("版本", "edition"), get_args(Edition)),
    "para": _paragraph,
    "from": _bound(last=False),
    "to": _bound(last=True),
}
