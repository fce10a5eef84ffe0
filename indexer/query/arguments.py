"""The one grammar of addresses and options: pairs of a name and a value become a `Query`, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from indexer.engines.base import Sort
from indexer.errors import TooLargeError, UsageError
from indexer.nearest import nearest
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
            raise UsageError(f"The parameter {name} is given twice.", "Give it once.")
        else:
            singles[name] = value.strip()
    _check_period(selections)
    page, per_page = _window(singles)
    return Query(
        text=_text(singles.get("q", "")),
        selections=tuple(sorted(selections, key=_order)),
        sort=_sort(singles.get("sort", _DEFAULT.sort)),
        page=page,
        per_page=per_page,
        translate=_truth(singles.get("translate", "true")),
    )


def pairs(query: Query) -> tuple[tuple[str, str], ...]:
    """Return the pairs that `parse` reads as this query: in one order, without those that say the default."""
    found = [("q", query.text)] if query.text else []
    chosen = sorted(set(query.selections), key=_order)
    found += [(f"{_EXCLUDED if one.excluded else ''}{one.name}", one.value) for one in chosen]
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

    Raises UsageError: a value that the filter does not take (UnknownValueError), or a bound of a period
    that is excluded.
    """
    if excluded and name in BOUNDS:
        raise UsageError(f"The filter {name} cannot be excluded.", "Give the period that you want instead.")
    return Selection(name, normal(name, value), excluded)


def check_length(text: str) -> None:
    """Raise UsageError where a question is longer than MAX_TEXT code points."""
    if len(text) > MAX_TEXT:
        message = f"The question has {len(text):,} characters; {MAX_TEXT:,} are the most."
        raise UsageError(message, "Shorten it, or ask for its most telling sentence.")


def check_number(selections: Sequence[Selection]) -> None:
    """Raise UsageError where a question has more than MAX_SELECTIONS filter values."""
    if len(selections) > MAX_SELECTIONS:
        message = f"The question has {len(selections):,} filter values; {MAX_SELECTIONS} are the most."
        raise UsageError(message, "Leave some out, or ask several questions.")


def _named(name: str) -> tuple[FilterName | None, bool]:
    """Return the filter that a parameter names and whether it is excluded; None for the others."""
    bare = name.removeprefix(_EXCLUDED)
    for known in NAMES:
        if known == bare:
            return known, bare != name
    if name in SINGLE:
        return None, False
    near = nearest(bare, (*SINGLE, *NAMES), 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    allowed = ", ".join((*SINGLE, *NAMES))
    advice = f"{meant}Allowed names: {allowed}; filters also with {_EXCLUDED} in front."
    raise UsageError(f"The parameter {name!r} is unknown.", advice)


def _check_period(selections: set[Selection]) -> None:
    for name in BOUNDS:
        if sum(chosen.name == name for chosen in selections) > 1:
            raise UsageError(f"The parameter {name} is given twice.", "Give it once.")
    bounds = {chosen.name: chosen.value for chosen in selections}
    first, last = bounds.get("from", ""), bounds.get("to", "")
    if first and last and first > last:
        raise UsageError(f"The period begins on {first}, after its end on {last}.", "Exchange from and to.")


def _text(text: str) -> str:
    """Check a question; what a command line could not decode (lone surrogates) no answer could carry."""
    check_length(text)
    return _SURROGATES.sub("\ufffd", text)


def _sort(value: str) -> Sort:
    for known in _SORTS:
        if known == value.lower():
            return known
    raise UsageError(f"{value!r} is no order.", f"Allowed values of sort: {', '.join(_SORTS)}.")


def _truth(value: str) -> bool:
    if value.lower() not in _TRUTH:
        raise UsageError(f"translate cannot be {value!r}.", f"Allowed values: {', '.join(_TRUTH)}.")
    return _TRUTH[value.lower()]


def _window(singles: dict[str, str]) -> tuple[int, int]:
    page = _number("page", singles.get("page", "1"))
    per_page = _number("per_page", singles.get("per_page", str(_DEFAULT.per_page)))
    if per_page > MAX_PER_PAGE:
        raise UsageError(f"per_page cannot be {per_page}.", f"Allowed values: 1 to {MAX_PER_PAGE}.")
    if page * per_page > MAX_REACH:
        message = f"Page {page:,} of {per_page} is beyond the first {MAX_REACH:,} hits."
        raise TooLargeError(message, "To have all hits, export them: search --all --format jsonl or csv.")
    return page, per_page


def _number(name: str, value: str) -> int:
    """Numbers of more than nine digits are beyond every limit, however long they are."""
    digits = narrow(value)
    if not re.fullmatch("[0-9]+", digits) or not (number := int(digits.lstrip("0")[:10] or "0")):
        raise UsageError(f"{name} cannot be {value!r}.", "Give a whole number from 1.")
    return number


def _order(chosen: Selection) -> tuple[int, bool, str]:
    return NAMES.index(chosen.name), chosen.excluded, chosen.value
