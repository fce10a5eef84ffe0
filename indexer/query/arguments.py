"""Reads a `Query` from pairs of a name and a value, and writes it as such pairs.

Addresses, command options and keyword arguments all go through this module, so they share one grammar.

>>> parse([("q", "training"), ("not.state", "Chile")]).selections
(Selection(name='state', value='CHL', excluded=True),)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from indexer.model.fields import BY_NAME, NAMES
from indexer.model.query import (
    MAX_DROPPED,
    MAX_PER_PAGE,
    MAX_REACH,
    MAX_SELECTIONS,
    MAX_TEXT,
    FilterName,
    Group,
    Query,
    Selection,
    Sort,
)
from indexer.query import usage_errors
from indexer.query.forms import narrow, normal
from indexer.runtime.suggestions import nearest

SINGLE = ("q", "sort", "page", "per_page", "translate", "group")
"""Names of parameters that are not filters; each may be given once."""
DROP = "drop"
"""The name of the parameter that leaves out a translation; it may be given again."""

_SORTS: tuple[Sort, ...] = get_args(Sort)
_GROUPS: tuple[Group, ...] = get_args(Group)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
EXCLUDED = "not."
"""The prefix of a filter's name that excludes its values, as in `not.state`."""
_DEFAULT = Query()
_PLACES = {name: place for place, name in enumerate(NAMES)}
SURROGATES = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which stand for bytes that could not be decoded."""


def parse(pairs: Iterable[tuple[str, str]]) -> Query:
    """Read a question from pairs of a name and a value, in any order.

    Args:
        pairs: The names are those of SINGLE, DROP, the filters, and the filters with `not.` in front. A value
            that is empty counts as not given, because browsers send fields that were left empty.

    Raises:
        UsageError: A name is unknown, a value is impossible, or there is a value too many.
        TooLargeError: The page lies beyond the hits that are served.

    """
    singles: dict[str, str] = {}
    selections: set[Selection] = set()
    dropped: list[str] = []
    for name, value in pairs:
        field, excluded = _named(name)
        if not value.strip():
            continue
        if name == DROP:
            dropped.append(_text(value.strip()))
        elif field is not None:
            selections.add(selection(field, value, excluded=excluded))
        elif name in singles:
            raise usage_errors.given_twice(name)
        else:
            singles[name] = value.strip()
    _check_period(selections)
    if len(dropped) > MAX_DROPPED:
        raise usage_errors.too_many_dropped(len(dropped), MAX_DROPPED)
    page, per_page = _window(singles)
    return Query(
        text=_text(singles.get("q", "")),
        selections=tuple(sorted(selections, key=order)),
        sort=_sort(singles.get("sort", _DEFAULT.sort)),
        page=page,
        per_page=per_page,
        translate=_truth(singles["translate"]) if "translate" in singles else None,
        group=_group(singles["group"]) if "group" in singles else None,
        dropped=tuple(dict.fromkeys(dropped)),
    )


def pairs(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that `parse` reads as this query.

    They always stand in the same order; values that equal the default are left out.
    """
    chosen = sorted(set(query.selections), key=order)
    return (*leading(query), *map(pair, chosen), *trailing(query))


def leading(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that come before those of the selections: the text of the question."""
    return (("q", query.text),) if query.text else ()


def pair(one: Selection) -> tuple[str, str]:
    """Return the name and the value that stand for one selection."""
    return parameter(one.name, excluded=one.excluded), one.value


def parameter(name: FilterName, *, excluded: bool) -> str:
    """Return the parameter's name for a filter, with `not.` in front where its value is excluded."""
    return f"{EXCLUDED}{name}" if excluded else name


def trailing(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that come after those of the selections: order, page and switches."""
    found: list[tuple[str, str]] = []
    if query.sort != _DEFAULT.sort:
        found.append(("sort", query.sort))
    if query.page != _DEFAULT.page:
        found.append(("page", str(query.page)))
    if query.per_page != _DEFAULT.per_page:
        found.append(("per_page", str(query.per_page)))
    if query.translate is not None:
        found.append(("translate", str(query.translate).lower()))
    if query.group is not None:
        found.append(("group", query.group))
    found += [(DROP, one) for one in query.dropped]
    return tuple(found)


def selection(name: FilterName, value: str, *, excluded: bool = False, advised: bool = True) -> Selection:
    """Return the selection for one value of a filter, in its normal form (see `forms.normal`).

    Args:
        name: The filter.
        value: Its value as typed.
        excluded: Whether units with this value are left out.
        advised: Whether an unknown State is refused with the nearest names; see `forms.normal`.

    Raises:
        UsageError: The filter does not take this value, or a bound of a period is to be excluded.

    """
    if excluded and not BY_NAME[name].excludes:
        raise usage_errors.not_excludable(name)
    return Selection(name, normal(name, value, advised=advised), excluded)


def check_length(text: str) -> None:
    """Raise UsageError if a question is longer than MAX_TEXT code points."""
    if len(text) > MAX_TEXT:
        raise usage_errors.too_long(len(text), MAX_TEXT)


def check_number(selections: Sequence[Selection]) -> None:
    """Raise UsageError if a question has more than MAX_SELECTIONS filter values."""
    if len(selections) > MAX_SELECTIONS:
        raise usage_errors.too_many_values(len(selections), MAX_SELECTIONS)


def _named(name: str) -> tuple[FilterName | None, bool]:
    """Return the filter that a parameter names and whether it excludes.

    The filter is None for the names of SINGLE and for DROP. Raises UsageError for an unknown name.
    """
    bare = name.removeprefix(EXCLUDED)
    for known in NAMES:
        if known == bare:
            return known, bare != name
    if name in (*SINGLE, DROP):
        return None, False
    allowed = (*SINGLE, DROP, *NAMES)
    raise usage_errors.unknown_parameter(name, nearest(bare, allowed, 1), allowed, EXCLUDED)


def _check_period(selections: set[Selection]) -> None:
    """Check that no bound is given twice and that the period does not end before it begins."""
    for name in NAMES:
        if not BY_NAME[name].repeats and sum(chosen.name == name for chosen in selections) > 1:
            raise usage_errors.given_twice(name)
    bounds = {chosen.name: chosen.value for chosen in selections}
    first, last = bounds.get("from", ""), bounds.get("to", "")
    if first and last and first > last:
        raise usage_errors.period_reversed(first, last)


def _text(text: str) -> str:
    """Check the length of a question, and replace lone surrogates.

    Lone surrogates stand for what a command line could not decode; no answer could carry them.
    """
    check_length(text)
    return SURROGATES.sub("\ufffd", text)


def _sort(value: str) -> Sort:
    for known in _SORTS:
        if known == value.lower():
            return known
    raise usage_errors.no_order(value, _SORTS)


def _group(value: str) -> Group:
    for known in _GROUPS:
        if known == value.lower():
            return known
    raise usage_errors.no_group(value, _GROUPS)


def _truth(value: str) -> bool:
    if value.lower() not in _TRUTH:
        raise usage_errors.no_truth("translate", value, _TRUTH)
    return _TRUTH[value.lower()]


def _window(singles: dict[str, str]) -> tuple[int, int]:
    """Return the page and the hits on a page. Raises an error if they are not served."""
    page = _number("page", singles.get("page", "1"))
    per_page = _number("per_page", singles.get("per_page", str(_DEFAULT.per_page)))
    if per_page > MAX_PER_PAGE:
        raise usage_errors.page_too_long(per_page, MAX_PER_PAGE)
    if page * per_page > MAX_REACH:
        raise usage_errors.page_too_far(page, per_page, MAX_REACH)
    return page, per_page


def _number(name: str, value: str) -> int:
    """Read a whole number from 1.

    Only the first ten digits are read: a number of more than nine digits exceeds every limit anyway.
    """
    digits = narrow(value)
    if not re.fullmatch("[0-9]+", digits) or not (number := int(digits.lstrip("0")[:10] or "0")):
        raise usage_errors.no_number(name, value)
    return number


def order(chosen: Selection) -> tuple[int, bool, str]:
    """Return the key by which selections are sorted in addresses: filter, exclusion, value."""
    return _PLACES[chosen.name], chosen.excluded, chosen.value
