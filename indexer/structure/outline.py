"""The position of the walker in a document: its part, its headings, its open paragraph and open items.

All units are created here, because a unit's locator, its section and the items above it follow from that
position.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from indexer.model.document import Kind
from indexer.names import resolution_parts
from indexer.structure.coverage import Numbers
from indexer.structure.drafts import Draft, DraftRow
from indexer.structure.layout import ended
from indexer.structure.numbering import HeadingMarker, Marker, Style, written
from indexer.structure.part_labels import PartLabel, part_name
from indexer.structure.pieces import Block
from indexer.structure.reflow import tidy

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LOWEST = 3
"""The level of headings without a number; they come below level 2 (`A.`)."""

_PREFIXES: dict[Kind, str] = {
    "heading": "h", "event": "ev", "abbreviation": "abbr", "letter": "letter", "paragraph": "p",
    "speech": "turn", "procedure": "proc", "vote": "vote",
    "preamble": "pp", "closing": "closing", "row": "row",
}  # fmt: skip

_OF_TEXT: tuple[Kind, ...] = ("paragraph", "closing")
"""The kinds of units that are counted anew in each labelled text of a part."""


@dataclass(slots=True)
class Section:
    """A heading above the current position: its level, the value of its number, and its text.

    `known` is the level that the format tells, 0 if it tells none.
    """

    level: int
    value: int
    text: str
    known: int = 0


@dataclass(slots=True)
class Item:
    """An open item at its level."""

    style: Style
    value: int
    draft: Draft


@dataclass(slots=True)
class Outline:
    """All units created so far, and the position of the next one."""

    part: str = "main"
    drafts: list[Draft] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    sections: list[Section] = field(default_factory=list)
    path: tuple[str, ...] = ()  # the texts of the headings above, outermost first
    year: int | None = None  # the year in the innermost heading, or in the title if there is no heading
    values: dict[int, int] = field(default_factory=dict)  # the last heading number at each level
    titles: dict[str, str] = field(default_factory=lambda: {"main": ""})  # by part; empty if it has none
    letter: bool = False
    root: Draft | None = None
    items: list[Item] = field(default_factory=list)
    last_number: int = 0
    last_decimal: tuple[int, int] = (0, 0)
    last_note: int = 0
    note_part: str = ""
    series: str = ""  # which of several texts of a part, each with numbers of its own, is open: `A`, `B`, `2`
    letter_of_symbol: str = ""  # of which part of a resolution the document is, as its symbol tells
    _parts: Counter[str] = field(default_factory=Counter)
    _pending: list[Block] = field(default_factory=list)  # text after items, last in the root's `closing`
    _taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    _counts: Counter[tuple[str, Kind]] = field(default_factory=Counter)

    def open_part(self, label: PartLabel) -> None:
        """Begin a part; its paragraph numbers start again.

        The first annex has the key `annex`, the others `annex-2` and so on. The number in the key is the
        printed one, or the next free one if none is printed or the printed one is in use.
        """
        self._parts[label.base] += 1
        number = label.number
        if not number or part_name(label.base, number) in self.titles:
            number = self._parts[label.base]
        while part_name(label.base, number) in self.titles:
            number += 1
        self.part = part_name(label.base, number)
        self.sections, self.values, self.letter = [], {}, False
        self.path, self.year = (), None
        self.titles[self.part] = ""
        self.series = ""
        self.last_number, self.last_decimal = 0, (0, 0)
        self.leave()

    def restart(self, series: str) -> None:
        """Begin another text of the part, whose numbers start again: part B of a resolution.

        Args:
            series: Its label, with which the locators of its units begin (`B.2`), or its count in digits if
                it bears no label.

        """
        self.series = "" if series == self.letter_of_symbol else series
        self.last_number = 0
        self._counts[self._numbered_part, "preamble"] = 0
        self.leave()

    def clause(self, block: Block) -> Draft:
        """Add a preambular paragraph and open it."""
        self.leave()
        counted: tuple[str, Kind] = (self._numbered_part, "preamble")
        self._counts[counted] += 1
        locator = self.free(f"pp.{self._counts[counted]}")
        self.root = self._add(Draft("preamble", self.part, locator, section=self.path, blocks=[block]))
        return self.root

    def unit(self, kind: Kind, block: Block) -> Draft:
        """Add a unit that is counted among those of its kind in the part, and leave no text open."""
        self.leave()
        return self._add(self._counted(kind, block))

    def free(self, locator: str) -> str:
        """Return the locator of a unit of the open text, unique in its part, and take it."""
        return self._free(resolution_parts.joined(self._label, locator))

    @property
    def _label(self) -> str:
        """Return the label of the open text, empty if it bears none."""
        return "" if self.series.isdecimal() else self.series

    @property
    def _numbered_part(self) -> str:
        """Return the name under which the numbers of the open text are kept."""
        return f"{self.part} {self.series}" if self.series else self.part

    def leave(self) -> None:
        """Close the open paragraph and its items."""
        self.root, self.items = None, []
        self._pending = []

    def title(self, block: Block, text: str) -> None:
        """Add the title of the part: a heading that belongs to no section."""
        self._add(self._counted("heading", block, section=()))
        self.titles[self.part] = tidy(text)
        self._look_for_year()

    def heading(self, block: Block, text: str, marker: HeadingMarker | None, known: int = 0) -> None:
        """Add a heading and make it the current section.

        Args:
            block: The pieces of the heading.
            text: The text of the heading.
            marker: The number in front of it, None if it has none.
            known: The level of the heading as the format tells it, 0 if it tells none.

        """
        level = marker.level if marker else LOWEST
        self.leave()
        self.sections = [one for one in self.sections if _stands_above(one, level, known)]
        if known and not marker:
            level = max((one.level for one in self.sections), default=0) + 1
        self.values = {one: value for one, value in self.values.items() if one <= level}
        if marker:
            self.values[level] = marker.value
        self.sections.append(Section(level, marker.value if marker else 0, tidy(text), known))
        self.path = tuple(one.text for one in self.sections)
        self._look_for_year()
        self._add(self._counted("heading", block))

    def paragraph(self, number: int) -> Draft:
        """Add a numbered paragraph and open it."""
        self.leave()
        self.numbers.add(self._numbered_part, "", "paragraph", number)
        self.last_number = max(number, self.last_number)
        self.root = self._add(Draft("paragraph", self.part, self.free(str(number)), str(number), self.path))
        return self.root

    def item(self, marker: Marker) -> Draft:
        """Add an item to the open paragraph, or to one of its items, and open it."""
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
        self.numbers.add(self._numbered_part, parent.number or parent.locator, marker.style, marker.value)
        self.items = [*kept, Item(marker.style, marker.value, draft)]
        return self._add(draft)

    def prose(self) -> Block:
        """Return a block for text without a number.

        In an open numbered paragraph the block continues that paragraph. If the paragraph has items, the
        block comes after them; if the list then continues, the block moves to the item before it. Elsewhere
        the block is a unit of its own.
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

    def note(self, sign: str, number: int, block: Block) -> None:
        """Add a footnote; when footnote numbers start again, a new list of numbers begins.

        Args:
            sign: Its number or another sign, as printed.
            number: Its number, 0 if it has another sign.
            block: The pieces of its text.

        """
        if number:
            if number <= self.last_note or not self.note_part:
                self.note_part = self.part
            self.last_note = number
            self.numbers.add(self.note_part, "", "note", number)
        locator = self._free(written("note", number) if number else f"fn.{sign}")
        self._add(Draft("footnote", self.part, locator, section=self.path, blocks=[block]))

    def row(self, row: DraftRow) -> None:
        """Add an event; if no heading is above its table, the table's caption is the section of the event."""
        draft = self._counted(
            "event", row.date, section=self.path or ((self.caption,) if self.caption else ())
        )
        draft.blocks = [row.date, row.description, row.organizers, row.place]
        draft.row = row
        self._add(draft)

    def table_row(self, cells: list[Block], head: Draft | None) -> Draft:
        """Add a row of a table; the text before the table stays open, since it may go on below.

        Args:
            cells: The cells of the row.
            head: The row with the heads of the columns, None if this is it.

        """
        draft = self._counted("row", [])
        draft.blocks = list(cells)
        draft.above = (head,) if head else ()
        return self._add(draft)

    def decimal(self, major: int, minor: int) -> Draft:
        """Add a paragraph with a decimal number and open it."""
        self.leave()
        self.numbers.add(self._numbered_part, f"{major}.", "paragraph", minor)
        if major > self.last_number:
            self.numbers.add(self._numbered_part, "", "paragraph", major)
            self.last_number = major
        self.last_decimal = (major, minor)
        number = f"{major}.{minor}"
        self.root = self._add(Draft("paragraph", self.part, self._free(number), number, self.path))
        return self.root

    def named(self, locator: str) -> Draft:
        """Add a paragraph that is cited by a name and a number (`art.41`) and open it."""
        self.leave()
        self.root = self._add(Draft("paragraph", self.part, self._free(locator), locator, self.path))
        return self.root

    def abbreviation(self, block: Block) -> None:
        """Add an abbreviation."""
        self._add(self._counted("abbreviation", block))

    def end_sections(self) -> None:
        """End all sections: what follows belongs to none until the next heading."""
        self.sections, self.path = [], ()

    def return_to(self, sections: list[Section]) -> None:
        """Go back to the sections of the text around a box."""
        self.leave()
        self.sections = sections
        self.path = tuple(one.text for one in sections)
        self._look_for_year()

    def counted(self, kind: Kind) -> Draft:
        """Add an empty unit of a kind, whose locator is its count among units of the kind (`turn.2`)."""
        self.leave()
        draft = self._counted(kind, [])
        draft.blocks.clear()
        return self._add(draft)

    def sign(self) -> None:
        """Join the signature of a letter into one unit: the last units, which do not end as sentences do."""
        tail: list[Draft] = []
        while self.drafts and self.drafts[-1].kind == "letter" and not _complete(self.drafts[-1]):
            tail.append(self.drafts.pop())
        if tail:
            signature = tail.pop()
            signature.blocks += (block for draft in reversed(tail) for block in draft.blocks)
            self._add(signature)

    @property
    def caption(self) -> str:
        """Return the title of the part, empty if it has none."""
        return self.titles[self.part]

    def levels(self) -> dict[Style, int]:
        """Return the last number of each open level of items, outermost first."""
        return {one.style: one.value for one in self.items}

    def _look_for_year(self) -> None:
        """Set the year from the innermost heading, or from the title of the part."""
        found = _YEAR.search((*reversed(self.path), self.caption)[0])
        self.year = int(found[0]) if found else None

    def _settle(self, marker: Marker) -> None:
        """Move text that turns out to be inside a list to the item before it."""
        pending, self._pending = self._pending, []
        if pending and self.root and self.levels().get(marker.style) == marker.value - 1:
            self.items[-1].draft.blocks += pending
            del self.root.closing[-len(pending) :]

    def _counted(self, kind: Kind, block: Block, section: tuple[str, ...] | None = None) -> Draft:
        """Return a new unit whose locator is its count among units of its kind in the part (`h.2`)."""
        label = self._label if kind in _OF_TEXT else ""
        counted = (self._numbered_part if label else self.part, kind)
        self._counts[counted] += 1
        locator = resolution_parts.joined(label, f"{_PREFIXES[kind]}.{self._counts[counted]}")
        return Draft(
            kind, self.part, locator, section=self.path if section is None else section, blocks=[block]
        )

    def _free(self, locator: str) -> str:
        """Return a locator that is unique in its part: a repeated one gets `~2`, `~3` and so on."""
        self._taken[self.part, locator] += 1
        times = self._taken[self.part, locator]
        return locator if times == 1 else f"{locator}~{times}"

    def _add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft


def _stands_above(section: Section, level: int, known: int) -> bool:
    """Tell whether a section goes on below a new heading; levels that the format tells decide."""
    return section.known < known if section.known and known else section.level < level


def _complete(draft: Draft) -> bool:
    """Tell whether a unit ends as a sentence does."""
    last = (piece for block in reversed(draft.blocks) for piece in reversed(block) if piece.is_printed)
    return any(ended(piece.tail) for piece in islice(last, 1))
