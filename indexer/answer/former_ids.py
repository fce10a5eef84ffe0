"""Resolve the ids that units had when an earlier version divided documents otherwise.

A document that was divided anew tells itself where its units went (`Document.moved`). For one that does not
tell, since it was added again or is kept by hand, the numbering says what is most likely meant: the third
paragraph without a number is now the third of the preamble, or the third turn of a record.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from indexer.answer.urls import anchor
from indexer.names import resolution_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from indexer.model.shown_units import Unit
    from indexer.model.stored import Head

_SUCCESSORS = {"p": ("pp", "turn", "letter"), "letter": ("p",)}
"""Under which kinds of locators a unit may be held that bore another kind, the likeliest first."""


def places(moved: Mapping[str, str], parts: Iterable[str], locator: str) -> tuple[tuple[str, str], ...]:
    """Return under which parts and locators a unit may be held that no part has under this locator.

    Args:
        moved: Where units of the document went, `part:locator` of before by that of now.
        parts: The parts in which it may be.
        locator: The locator by which it was asked for.

    """
    if moved:
        now = (moved[name] for part in parts if (name := f"{part}:{locator}") in moved)
        return tuple((part, place) for part, _, place in (name.partition(":") for name in now))
    return tuple((part, place) for place in _successors(locator) for part in parts)


def whole(head: Head, moved: Mapping[str, str]) -> dict[str, str]:
    """Return what has moved in a document by whole ids."""
    document = f"{head.symbol}:{head.language}"
    return {f"{document}:{former}": f"{document}:{now}" for former, now in moved.items()}


def anchors(moved: Mapping[str, str], units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """Return for the anchors of units those by which addresses of before may name them.

    `moved` maps whole ids, as `whole` returns them.
    """
    held = {one.anchor: one for one in units}
    if moved:
        pairs = [(_anchor(former), _anchor(now)) for former, now in moved.items()]
    else:
        pairs = [
            (anchor(one.part, former), one.anchor)
            for one in held.values()
            for former in _formers(one.locator)
        ]
        pairs += _unlabelled(held.values())
    found: dict[str, tuple[str, ...]] = {}
    taken = set(held)
    for former, now in pairs:
        if former not in taken and now in held:
            taken.add(former)
            found[now] = (*found.get(now, ()), former)
    return found


def _unlabelled(units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Yield former and present anchors of the units in the parts of a resolution, which had no labels."""
    for part, members in groupby(units, lambda one: one.part):
        pairs = resolution_parts.former(one.locator for one in members)
        yield from ((anchor(part, former), anchor(part, present)) for present, former in pairs)


def _anchor(name: str) -> str:
    part, locator = name.split(":")[-2:]
    return anchor(part, locator)


def _successors(locator: str) -> tuple[str, ...]:
    kind, dot, number = locator.partition(".")
    return tuple(f"{now}.{number}" for now in _SUCCESSORS.get(kind, ()) if dot)


def _formers(locator: str) -> tuple[str, ...]:
    """Return the locators by which a unit may have been held before."""
    kind, dot, number = locator.partition(".")
    return tuple(f"{former}.{number}" for former, then in _SUCCESSORS.items() if dot and kind in then)
