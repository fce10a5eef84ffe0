"""Work out the automatic numbers of paragraphs, as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from indexer.reading.docx.names import attribute, child, children, number, switched
from indexer.reading.ordinals import written

_PLACE = re.compile("%([1-9])")
_LEVELS = 9
_MOST_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: where it starts, how its numbers are written, and after which level it begins anew.

    `text` has `%1` for the number of the first level, and so on. `restart` is None if each level above it
    restarts it.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    plain: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: its levels, what it shares its counters with, and where it starts anew."""

    counted_with: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a file, and how far each has been counted.

    Args:
        root: The root of the numbering part.
        list_of_style: Returns the list that a style of lists has.

    """

    def __init__(self, root: Element | None, list_of_style: Callable[[str], str]) -> None:
        self._abstract = {attribute(one, "abstractNumId"): one for one in children(root, "abstractNum")}
        self._elements = {attribute(one, "numId"): one for one in children(root, "num")}
        self._list_of_style = list_of_style
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, level: int | None, style: str) -> str:
        """Count a paragraph, and return its number as it is shown; empty for bullets and where there is none.

        Args:
            list_id: The list of the paragraph.
            level: Its level, from 0; None if only its style tells.
            style: The id of its style.

        """
        found = self._list(list_id)
        if found is None:
            return ""
        if level is None:
            level = next((at for at, one in found.levels.items() if style and one.style == style), 0)
        level = max(0, min(level, _LEVELS - 1))
        self._count(found, list_id, level)
        own = found.levels.get(level, _Level())
        if own.form == "bullet":
            return ""
        return " ".join(_PLACE.sub(lambda place: self._written(found, own, place), own.text).split())[
            :_MOST_LABEL
        ]

    def _count(self, found: _List, list_id: str, level: int) -> None:
        """Take the next number of a level, and let those below it begin anew."""
        counters = self._counters.setdefault(found.counted_with, {})
        start = found.levels.get(level, _Level()).start
        if level in found.starts and (list_id, level) not in self._begun:
            counters[level] = found.starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else found.starts.get(level, start)
        self._begun.add((list_id, level))
        for above in range(level):
            counters.setdefault(above, found.levels.get(above, _Level()).start)
        for below in [one for one in counters if one > level]:
            restart = found.levels.get(below, _Level()).restart
            if restart is None or level < restart:
                del counters[below]

    def _written(self, found: _List, own: _Level, place: re.Match[str]) -> str:
        level = int(place[1]) - 1
        one = found.levels.get(level, _Level())
        value = self._counters[found.counted_with].get(level, one.start)
        return written(value, "decimal" if own.plain else one.form)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str, *, linked: bool = False) -> _List | None:
        """Return a list; one that only names a style has the levels of that style's list."""
        element = self._elements.get(list_id)
        abstract_id = attribute(child(element, "abstractNumId"), "val")
        abstract = self._abstract.get(abstract_id)
        if element is None or abstract is None:
            return None
        link = attribute(child(abstract, "numStyleLink"), "val")
        if link and not linked and (found := self._read(self._list_of_style(link), linked=True)):
            return found
        levels = {number(one, "ilvl"): _level(one) for one in children(abstract, "lvl")}
        starts: dict[int, int] = {}
        for one in children(element, "lvlOverride"):
            at, start = number(one, "ilvl"), child(one, "startOverride")
            if (replaced := child(one, "lvl")) is not None:
                levels[at] = _level(replaced)
                starts[at] = levels[at].start
            if start is not None:
                starts[at] = number(start)
        return _List(abstract_id, levels, starts)


def _level(element: Element) -> _Level:
    restart = child(element, "lvlRestart")
    return _Level(
        start=number(child(element, "start"), default=1),
        form=attribute(child(element, "numFmt"), "val", "decimal"),
        text=attribute(child(element, "lvlText"), "val"),
        restart=None if restart is None else number(restart),
        plain=bool(switched(element, "isLgl")),
        style=attribute(child(element, "pStyle"), "val"),
    )
