"""From what a reader selects to the filters of an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.engines.base import Filter, Key, KeyField
from indexer.entries import HEAD_KIND

if TYPE_CHECKING:
    from indexer.query.question import FilterName, Selection

UNASKED_KINDS = ("heading", "abbreviation")
"""Kinds that are left out unless asked for."""
KEYS: dict[FilterName, KeyField] = {
    "year": "year",
    "section": "section",
    "state": "state",
    "language": "language",
    "symbol": "symbol",
    "cites": "cites",
    "kind": "kind",
    "part": "part",
    "edition": "edition",
    "para": "para",
}


def filters(selections: tuple[Selection, ...]) -> tuple[Filter, ...]:
    """Return the filters: values of one name are alternatives, names all hold, exclusions each hold."""
    found: list[Filter] = []
    for name, field in KEYS.items():
        for excluded in (False, True):
            chosen = [one.value for one in selections if one.name == name and one.excluded == excluded]
            if chosen:
                found.append(_filter(field, chosen, negated=excluded))
    return (*found, *_days(selections), _unasked(selections))


def field_keys(selection: Selection) -> tuple[Key, ...]:
    """Return the keys of a filter that stands inside OR or brackets; a range of years is each year of it."""
    if selection.name == "year":
        first, last = year_range(selection.value)
        return tuple(Key("year", f"{year:04d}") for year in range(int(first), int(last) + 1))
    return (Key(KEYS[selection.name], selection.value),)


def year_range(value: str) -> tuple[str, str]:
    """Return the first and the last year of `2019` or `2018-2020`."""
    first, _, last = value.partition("-")
    return first, last or first


def _filter(field: KeyField, chosen: list[str], *, negated: bool) -> Filter:
    if field == "year":
        return Filter(field, ranges=tuple(map(year_range, chosen)), negated=negated)
    return Filter(field, values=tuple(chosen), negated=negated)


def _days(selections: tuple[Selection, ...]) -> tuple[Filter, ...]:
    """Events that take place on any day between `from` and `to`."""
    bounds = {one.name: one.value for one in selections if one.name in ("from", "to")}
    if not bounds:
        return ()
    return (Filter("day", ranges=((bounds.get("from", ""), bounds.get("to", "")),)),)


def _unasked(selections: tuple[Selection, ...]) -> Filter:
    asked = {one.value for one in selections if one.name == "kind" and not one.excluded}
    return Filter("kind", (HEAD_KIND, *(kind for kind in UNASKED_KINDS if kind not in asked)), negated=True)
