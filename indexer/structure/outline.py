"""Where the reader stands: the part, the headings above, the open paragraph and its items.

Every unit is made here, and gets its locator, its section and the items above it from that place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from indexer.model import Kind
from indexer.structure.account import Numbers
from indexer.structure.drafts import Draft, Row
from indexer.structure.layout import ended
from indexer.structure.numbering import HeadingMarker, Marker, Style, written
from indexer.structure.parts import PartLabel, part_name
from indexer.structure.pieces import Block, printed
from indexer.structure.reflow import tidy

LOWEST = 3
"""The level of headings without a number of their own: below `A.`."""

_PREFIXES: dict[Kind, str] = {
    "heading": "h", "event": "ev", "abbreviation": "abbr", "letter": "letter", "paragraph": "p",
}  # fmt: skip


@dataclass(slots=True)
class Section:
    """A heading above: its level, its value in its list, and its text."""

    level: int
    value: int
    text: str


@dataclass(slots=True)
class Item:
    """An item that is open, at its level."""

    style: Style
    value: int
    draft: Draft


@dataclass(slots=True)
class Outline:
    """All units so far, and the place where the next one comes."""

    part: str = "main"
    drafts: list[Draft] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    sections: list[Section] = field(default_factory=list)
    values: dict[int, int] = field(default_factory=dict)  # the last value of headings by level
    titles: dict[str, str] = field(default_factory=lambda: {"main": ""})  # by part, empty where it has none
    letter: bool = False
    root: Draft | None = None
    items: list[Item] = field(default_factory=list)
    last_number: int = 0
    last_note: int = 0
    note_part: str = ""
    _parts: Counter[str] = field(default_factory=Counter)
    _pending: list[Block] = field(default_factory=list)  # text behind items, last in the root's `closing`
    _taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    _counts: Counter[tuple[str, Kind]] = field(default_factory=Counter)

    def open_part(self, label: PartLabel) -> None:
        """Begin a part; its numbering begins anew.

        The first annex is `annex`, the others `annex-2` and so on: by the number printed, or else by the next
        one that is free.
        """
        self._parts[label.base] += 1
        number = label.number
        if not number or part_name(label.base, number) in self.titles:
            number = self._parts[label.base]
        while part_name(label.base, number) in self.titles:
            number += 1
        self.part = part_name(label.base, number)
        self.sections, self.values, self.letter = [], {}, False
        self.titles[self.part] = ""
        self.last_number = 0
        self.leave()

    def leave(self) -> None:
        """Close the open paragraph."""
        self.root, self.items = None, []
        self._pending = []

    def title(self, block: Block, text: str) -> None:
        """Add the title of the part: a heading that stands above no section."""
        self._add(self._counted("heading", block, section=()))
        self.titles[self.part] = tidy(text)

    def heading(self, block: Block, text: str, marker: HeadingMarker | None) -> None:
        """Add a heading and go below it."""
        level = marker.level if marker else LOWEST
        self.leave()
        self.sections = [one for one in self.sections if one.level < level]
        self.values = {one: value for one, value in self.values.items() if one <= level}
        if marker:
            self.values[level] = marker.value
        self.sections.append(Section(level, marker.value if marker else 0, tidy(text)))
        self._add(self._counted("heading", block))

    def paragraph(self, number: int) -> Draft:
        """Add a numbered paragraph and open it."""
        self.leave()
        self.numbers.add(self.part, "", "paragraph", number)
        self.last_number = max(number, self.last_number)
        self.root = self._add(Draft("paragraph", self.part, self._free(str(number)), str(number), self.path))
        return self.root

    def item(self, marker: Marker) -> Draft:
        """Add an item below the open paragraph, or below one of its items, and open it."""
        levels = [one.style for one in self.items]
        kept = self.items[: levels.index(marker.style)] if marker.style in levels else self.items
        parent = kept[-1].draft if kept else cast("Draft", self.root)
        self._settle(marker)
        number = written(marker.style, marker.value)
        draft = Draft(
            kind="paragraph",
            part=self.part,
            locator=self._free(parent.locator + number),
            number=parent.number + number if parent.number else None,
            section=self.path,
            above=(*parent.above, parent),
        )
        self.numbers.add(self.part, parent.number or parent.locator, marker.style, marker.value)
        self.items = [*kept, Item(marker.style, marker.value, draft)]
        return self._add(draft)

    def prose(self) -> Block:
        """Return a block for text without a number.

        It goes on with the open numbered paragraph, behind its items where it has any (it goes to the last
        item instead where the list goes on afterwards); elsewhere it is a unit of its own.
        """
        block: Block = []
        if self.root is None or self.root.number is None:
            self.leave()
            self.root = self._add(self._counted("letter" if self.letter else "paragraph", block))
        elif self.items:
            self.root.closing.append(block)
            self._pending.append(block)
        else:
            self.root.blocks.append(block)
        return block

    def note(self, number: int, block: Block) -> None:
        """Add a footnote; numbers that begin anew begin a new list."""
        if number <= self.last_note or not self.note_part:
            self.note_part = self.part
        self.last_note = number
        self.numbers.add(self.note_part, "", "note", number)
        locator = self._free(written("note", number))
        self._add(Draft("footnote", self.part, locator, section=self.path, blocks=[block]))

    def row(self, row: Row) -> None:
        """Add an event; the table's caption is its section where no heading stands above it."""
        draft = self._counted(
            "event", row.date, section=self.path or ((self.caption,) if self.caption else ())
        )
        draft.blocks = [row.date, row.description, row.organizers, row.place]
        draft.row = row
        self._add(draft)

    def abbreviation(self, block: Block) -> None:
        """Add an abbreviation."""
        self._add(self._counted("abbreviation", block))

    def sign(self) -> None:
        """Make one unit of a letter's signature: the units at its end that do not end as sentences do."""
        tail: list[Draft] = []
        while self.drafts and self.drafts[-1].kind == "letter" and not _complete(self.drafts[-1]):
            tail.append(self.drafts.pop())
        if tail:
            signature = tail.pop()
            signature.blocks += (block for draft in reversed(tail) for block in draft.blocks)
            self._add(signature)

    @property
    def caption(self) -> str:
        """Return the title of the part, empty where it has none."""
        return self.titles[self.part]

    @property
    def path(self) -> tuple[str, ...]:
        """Return the headings above, outermost first."""
        return tuple(one.text for one in self.sections)

    def levels(self) -> dict[Style, int]:
        """Return the last numbers of the open levels of items, outermost first."""
        return {one.style: one.value for one in self.items}

    def _settle(self, marker: Marker) -> None:
        """Give text that stands inside a list to the item before it."""
        pending, self._pending = self._pending, []
        if pending and self.root and self.levels().get(marker.style) == marker.value - 1:
            self.items[-1].draft.blocks += pending
            del self.root.closing[-len(pending) :]

    def _counted(self, kind: Kind, block: Block, section: tuple[str, ...] | None = None) -> Draft:
        """Return a unit whose locator counts those of its kind in the part."""
        self._counts[self.part, kind] += 1
        locator = f"{_PREFIXES[kind]}.{self._counts[self.part, kind]}"
        return Draft(
            kind, self.part, locator, section=self.path if section is None else section, blocks=[block]
        )

    def _free(self, locator: str) -> str:
        """Return a locator, with `~2` behind it where the part has it already."""
        self._taken[self.part, locator] += 1
        times = self._taken[self.part, locator]
        return locator if times == 1 else f"{locator}~{times}"

    def _add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft


def _complete(draft: Draft) -> bool:
    """Tell whether a unit ends as a sentence does."""
    pieces = [piece for block in draft.blocks for piece in printed(block)]
    return bool(pieces) and ended(pieces[-1].text)
