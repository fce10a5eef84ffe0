"""Turns the selections of a question into filters for the engine."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from indexer.engines.base import Filter, Key
from indexer.indexing.entries import HEAD_KIND
from indexer.model.fields import BOUNDS, BY_NAME, NAMES, Field
from indexer.query import periods

if TYPE_CHECKING:
    from collections.abc import Collection

    from indexer.model.query import Selection

UNASKED_KINDS = ("heading", "abbreviation")
"""Kinds of unit that are left out unless the question selects them."""


def filters(selections: tuple[Selection, ...], named: Collection[str] = ()) -> tuple[Filter, ...]:
    """Return the filters for the engine.

    Values of one name are alternatives; different names must all hold, and so must each exclusion.

    Args:
        selections: The filters of the question.
        named: Kinds of units that the question names in another way.

    """
    return (*selected(selections), *_days(selections), _unasked(selections, named))


def selected(selections: tuple[Selection, ...]) -> tuple[Filter, ...]:
    """Return the filters for selections alone, whatever kinds of units they let through; not for days."""
    chosen = sorted(
        (one for one in selections if one.name not in BOUNDS),
        key=lambda one: (NAMES.index(one.name), one.excluded),
    )
    return tuple(
        _filter(BY_NAME[name], [one.value for one in values], negated=excluded)
        for (name, excluded), values in groupby(chosen, attrgetter("name", "excluded"))
    )


def chosen_values(selections: tuple[Selection, ...]) -> dict[str, tuple[str, ...]]:
    """Return the values of each filter that is on, by its parameter's name, as answers tell them."""
    found: dict[str, tuple[str, ...]] = {}
    for one in selections:
        name = f"not.{one.name}" if one.excluded else one.name
        found[name] = (*found.get(name, ()), one.value)
    return found


def field_keys(selection: Selection) -> tuple[Key, ...]:
    """Return the keys for a filter within OR or brackets: one for each year of a range, or each day."""
    field = BY_NAME[selection.name]
    if field.form == "days":
        return tuple(Key(field.key, day) for day in periods.days(selection.value))
    if field.form == "years":
        first, last = year_range(selection.value)
        return tuple(Key(field.key, f"{year:04d}") for year in range(int(first), int(last) + 1))
    return (Key(field.key, selection.value),)


def year_range(value: str) -> tuple[str, str]:
    """Return the first and the last year of `2019` or `2018-2020`."""
    first, _, last = value.partition("-")
    return first, last or first


def _filter(field: Field, chosen: list[str], *, negated: bool) -> Filter:
    if field.form == "years":
        return Filter(field.key, ranges=tuple(map(year_range, chosen)), negated=negated)
    if field.form == "days":
        return Filter(field.key, ranges=tuple(map(periods.bounds, chosen)), negated=negated)
    return Filter(field.key, values=tuple(chosen), negated=negated)


def _days(selections: tuple[Selection, ...]) -> tuple[Filter, ...]:
    """Return the filter for events that take place on any day between `from` and `to`."""
    bounds = {one.name: one.value for one in selections if one.name in BOUNDS}
    if not bounds:
        return ()
    return (Filter("day", ranges=((bounds.get("from", ""), bounds.get("to", "")),)),)


def _unasked(selections: tuple[Selection, ...], named: Collection[str]) -> Filter:
    """Return the filter that leaves out document heads and the UNASKED_KINDS that were not selected."""
    asked = {*named, *(one.value for one in selections if one.name == "kind" and not one.excluded)}
    return Filter("kind", (HEAD_KIND, *(kind for kind in UNASKED_KINDS if kind not in asked)), negated=True)
