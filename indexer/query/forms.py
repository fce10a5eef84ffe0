"""Brings filter values to a normal form, so that `state:Spain`, `state=ESP` and `--state 西班牙` agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from indexer.language.zh import date_patterns as chinese
from indexer.model.document import Both
from indexer.model.fields import BY_NAME, Field
from indexer.model.query import FilterName
from indexer.query import usage_errors
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold
from indexer.text.normalising import normalise

_YEAR = rf"((?:19|20)[0-9]{{2}}){chinese.YEAR_SIGN}?"
_YEARS = re.compile(rf"{_YEAR}(?:\s*[-–—~{chinese.YEARS_RANGE}]\s*{_YEAR})?")
_DAY = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_MOST_NEAR = 3
"""How many names are offered in the place of an unknown one."""
_LONGEST_NEAR = 100
"""The longest text for which near names are looked for, in code points."""
_PARTS = ("main", "annex", "annex-2", "enclosure", "appendix")
"""Examples of parts, named where a value is not the name of a part."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """Return `text` with full-width signs, digits and letters made half-width, of the same length."""
    return text if text.isascii() else text.translate(_WIDE)


def normal(name: FilterName, value: str, *, advised: bool = True) -> str:
    """Return the normal form of a filter's value, as `Selection` describes it.

    >>> normal("state", "西班牙"), normal("year", "2020-2018"), normal("to", "2019-04")
    ('ESP', '2018-2020', '2019-04-30')

    Args:
        name: The filter.
        value: The value as typed.
        advised: Whether an unknown State or organization is refused with the names nearest to it. To find
            them, all names have to be compared.

    Raises:
        UsageError: The filter does not take the value; the error names the nearest value that it takes.

    """
    field, value = BY_NAME[name], normalise(value).text
    plain = narrow(value).strip()
    match field.form:
        case "text":
            return " ".join(value.split())
        case "choice":
            return _chosen(field, plain)
        case "years":
            return _years(plain)
        case "days":
            return _period(plain)
        case "first day" | "last day":
            return _bound(plain, last=field.form == "last day")
        case "own":
            return ADVISED[name](plain, advised=advised) if name in ADVISED else OWN[name](plain)


def _chosen(field: Field, value: str) -> str:
    if value.lower() in field.values:
        return value.lower()
    what = Both(field.label.zh, field.label.en.lower())
    raise usage_errors.no_choice(what, value, nearest(value, field.named), field.named)


def _years(value: str) -> str:
    """Return a year, or a period of years with the earlier year first."""
    found = _YEARS.fullmatch(value)
    if not found:
        raise usage_errors.no_year(value)
    first, last = sorted((found[1], found[2] or found[1]))
    return first if first == last else f"{first}-{last}"


def _period(value: str) -> str:
    from indexer.query import periods  # few questions need it

    if found := periods.normal(value):
        return found
    raise usage_errors.no_period(value)


def _section(value: str) -> str:
    """Return a topic; a value that no table of topics has is taken as a heading, folded as in the index."""
    from indexer.structure import topics

    return topics.known(value) or " ".join(fold(value).split())


def _state(value: str, *, advised: bool = True) -> str:
    from indexer.names import states

    if code := states.lookup(value):
        return code
    raise usage_errors.no_state(value, states.nearest(value) if advised else ())


def _organization(value: str, *, advised: bool = True) -> str:
    from indexer.names import organizations

    if one := organizations.lookup(value):
        return one.code
    raise usage_errors.no_organization(value, organizations.nearest(value) if advised else ())


def _symbol(value: str) -> str:
    from indexer.names import symbols

    return symbols.parse(value)


def _cited(value: str) -> str:
    symbol, mark, point = value.partition("#")
    return f"{_symbol(symbol)}#{_paragraph(point)}" if mark else _symbol(symbol)


def _part(value: str) -> str:
    """Return the key of a part, such as `annex-2`."""
    from indexer.names.pinpoints import after

    written = fold(value).replace("-", " ")
    place = after(written, 0)
    if written == "main" or (place.part and place.pinpoint is None and place.edge == len(written)):
        return place.part or written
    raise usage_errors.no_part(value, nearest(value, _PARTS), _PARTS)


def _para(value: str) -> str:
    """Return the number of one paragraph or the locator of one that bears none."""
    from indexer.names.pinpoints import locators

    return locators(_paragraph(value))[0]


def _paragraph(value: str) -> str:
    """Return one paragraph as citations name it; a range of paragraphs is refused."""
    from indexer.names.pinpoints import after, expand

    written = f"#{fold(value)}"
    place = after(written, 0)
    if place.pinpoint is None or place.edge < len(written) or len(expand(place.pinpoint)) > 1:
        raise usage_errors.no_paragraph(value)
    return expand(place.pinpoint)[0]


def _bound(value: str, *, last: bool) -> str:
    found = _DAY.fullmatch(value)
    day = _widened(found, last=last) if found else None
    if day is None:
        raise usage_errors.no_date(value)
    return day.isoformat()


def _widened(found: re.Match[str], *, last: bool) -> date | None:
    """Return the first or last day of a year, month or day; None where the calendar has no such day."""
    from calendar import monthrange  # slow to import

    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    with suppress(ValueError):
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    return None


def _speaker(value: str) -> str:
    from indexer.names.speakers import speaker_key

    return speaker_key(value)


def _speaking(value: str) -> str:
    """Return the code of a State, or the full English name of an organization."""
    from indexer.names.speakers import party

    if known := party(value):
        return known
    raise usage_errors.no_party(value, _near_parties(value))


def _near_parties(value: str) -> tuple[str, ...]:
    from indexer.names import organizations, states

    if len(value) > _LONGEST_NEAR:
        return ()
    near = [f"{one.en} ({one.zh})" for one in organizations.nearest(value)]
    near += (f"{one.en} ({one.zh})" for one in states.nearest(value))
    return tuple(near[:_MOST_NEAR])


def _vote(value: str) -> str:
    """Return the code of a State, with how it voted if that is asked for: `CHN=against`."""
    from indexer.names.speakers import SIDES, side

    state, mark, word = value.partition("=")
    if not mark:
        return _state(state)
    if voted := side(word):
        return f"{_state(state)}={voted}"
    raise usage_errors.no_side(word, nearest(word, SIDES), SIDES)


OWN: Mapping[FilterName, Callable[[str], str]] = {
    "section": _section,
    "state": _state,
    "organization": _organization,
    "symbol": _symbol,
    "cites": _cited,
    "part": _part,
    "para": _para,
    "speaker": _speaker,
    "speaking": _speaking,
    "vote": _vote,
}
"""For each field with a form of its own, the function that brings a value to its normal form."""
ADVISED = {"state": _state, "organization": _organization}
"""Those of the functions that name what is nearest to a value that they refuse, unless told not to."""
