"""The one grammar of addresses and options: pairs of a name and a value become a `Query`, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from indexer.engines.base import Sort
from indexer.nearest import nearest
from indexer.query import refusals
from indexer.query.forms import BOUNDS, NAMES, narrow, normal
from indexer.query.question import (
    MAX_PER_PAGE,
    MAX_REACH,
    MAX_SELECTIONS,
    MAX_TEXT,
    FilterName,
    Query,
    Selection,
)

SINGLE = ("q", "sort", "page", "per_page", "translate")
"""Names that are no filters; each may be given once."""

_SORTS: tuple[Sort, ...] = get_args(Sort)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_EXCLUDED = "not."
_DEFAULT = Query()
_SURROGATES = re.compile("[\ud800-\udfff]")


def parse(pairs: Iterable[tuple[str, str]]) -> Query:
    """Read a question from pairs of a name and a value, in any order.

    The names are `q sort page per_page translate`, the filters, and filters with `not.` in front. Empty
    values count as not given: so browsers send fields left empty. Raises UsageError (an unknown name, an
    impossible value, a value too many) and TooLargeError (a page that is not served).
    """
    singles: dict[str, str] = {}
    selections: set[Selection] = set()
    for name, value in pairs:
        field, excluded = _named(name)
        if not value.strip():
            continue
        if field is not None:
            selections.add(selection(field, value, excluded=excluded))
        elif name in singles:
            raise refusals.given_twice(name)
        else:
            singles[name] = value.strip()
    _check_period(selections)
    page, per_page = _window(singles)
    return Query(
        text=_text(singles.get("q", "")),
        selections=tuple(sorted(selections, key=order)),
        sort=_sort(singles.get("sort", _DEFAULT.sort)),
        page=page,
        per_page=per_page,
        translate=_truth(singles.get("translate", "true")),
    )


def pairs(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that `parse` reads as this query: in one order, without those that say the default."""
    chosen = sorted(set(query.selections), key=order)
    return (*leading(query), *map(pair, chosen), *trailing(query))


def leading(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that stand before those of the selections."""
    return (("q", query.text),) if query.text else ()


def pair(one: Selection) -> tuple[str, str]:
    """Return the pair of a selection."""
    return parameter(one.name, excluded=one.excluded), one.value


def parameter(name: FilterName, *, excluded: bool) -> str:
    """Return the name of the parameter that a filter is, or that excludes its value."""
    return f"{_EXCLUDED}{name}" if excluded else name


def trailing(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that stand behind those of the selections."""
    found: list[tuple[str, str]] = []
    if query.sort != _DEFAULT.sort:
        found.append(("sort", query.sort))
    if query.page != _DEFAULT.page:
        found.append(("page", str(query.page)))
    if query.per_page != _DEFAULT.per_page:
        found.append(("per_page", str(query.per_page)))
    if query.translate != _DEFAULT.translate:
        found.append(("translate", str(query.translate).lower()))
    return tuple(found)


def selection(name: FilterName, value: str, *, excluded: bool = False) -> Selection:
    """Return the selection of a filter's value, in its normal form.

    Raises UsageError: a value that the filter does not take, or a bound of a period that is excluded.
    """
    if excluded and name in BOUNDS:
        raise refusals.not_excludable(name)
    return Selection(name, normal(name, value), excluded)


def check_length(text: str) -> None:
    """Raise UsageError where a question is longer than MAX_TEXT code points."""
    if len(text) > MAX_TEXT:
        raise refusals.too_long(len(text), MAX_TEXT)


def check_number(selections: Sequence[Selection]) -> None:
    """Raise UsageError where a question has more than MAX_SELECTIONS filter values."""
    if len(selections) > MAX_SELECTIONS:
        raise refusals.too_many_values(len(selections), MAX_SELECTIONS)


def _named(name: str) -> tuple[FilterName | None, bool]:
    """Return the filter that a parameter names and whether it is excluded; None for the others."""
    bare = name.removeprefix(_EXCLUDED)
    for known in NAMES:
        if known == bare:
            return known, bare != name
    if name in SINGLE:
        return None, False
    allowed = (*SINGLE, *NAMES)
    raise refusals.unknown_parameter(name, nearest(bare, allowed, 1), allowed, _EXCLUDED)


def _check_period(selections: set[Selection]) -> None:
    for name in BOUNDS:
        if sum(chosen.name == name for chosen in selections) > 1:
            raise refusals.given_twice(name)
    bounds = {chosen.name: chosen.value for chosen in selections}
    first, last = bounds.get("from", ""), bounds.get("to", "")
    if first and last and first > last:
        raise refusals.period_reversed(first, last)


def _text(text: str) -> str:
    """Check a question; what a command line could not decode (lone surrogates) no answer could carry."""
    check_length(text)
    return _SURROGATES.sub("\ufffd", text)


def _sort(value: str) -> Sort:
    for known in _SORTS:
        if known == value.lower():
            return known
    raise refusals.no_order(value, _SORTS)


def _truth(value: str) -> bool:
    if value.lower() not in _TRUTH:
        raise refusals.no_truth("translate", value, _TRUTH)
    return _TRUTH[value.lower()]


def _window(singles: dict[str, str]) -> tuple[int, int]:
    page = _number("page", singles.get("page", "1"))
    per_page = _number("per_page", singles.get("per_page", str(_DEFAULT.per_page)))
    if per_page > MAX_PER_PAGE:
        raise refusals.page_too_long(per_page, MAX_PER_PAGE)
    if page * per_page > MAX_REACH:
        raise refusals.page_too_far(page, per_page, MAX_REACH)
    return page, per_page


def _number(name: str, value: str) -> int:
    """Numbers of more than nine digits are beyond every limit, however long they are."""
    digits = narrow(value)
    if not re.fullmatch("[0-9]+", digits) or not (number := int(digits.lstrip("0")[:10] or "0")):
        raise refusals.no_number(name, value)
    return number


def order(chosen: Selection) -> tuple[int, bool, str]:
    """Return what selections are sorted by in addresses."""
    return NAMES.index(chosen.name), chosen.excluded, chosen.value
