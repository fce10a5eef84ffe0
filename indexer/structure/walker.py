"""The walk through the lines of a document: what each one begins, or goes on with.

A line is asked in turn whether it begins a part, its title, a table, a list of abbreviations, a footnote, a
heading, a numbered paragraph or an item; else it goes on with the text before it. A number is believed
where the text before it has ended for sure, or may have ended and the number is the one expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from indexer.model import Language, Line
from indexer.structure import abbreviations, footnotes, table, topics
from indexer.structure.drafts import Draft
from indexer.structure.layout import Layout, ended
from indexer.structure.numbering import Marker, choose_item, heading_marker, item_markers, paragraph_number
from indexer.structure.openings import Openings, is_letter
from indexer.structure.outline import Outline
from indexer.structure.parts import part_label
from indexer.structure.pieces import Block, Piece, Role, cut, whole
from indexer.structure.reflow import join
from indexer.structure.seam import Seam
from indexer.structure.sifting import Printed

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SEMICOLONS, _FULL_STOPS = ("；", ";"), ("。", ".")
_LONGEST_TITLE = 400
_LONGEST_HEADING = 200
_MAX_GAP = 20
"""How many numbers may be missing before a number is taken for something else."""


@dataclass(slots=True)
class Walker:
    """The state of a walk; `other` collects labels and noise, `doubts` what could not be decided."""

    lines: Sequence[Printed]
    layout: Layout
    language: Language
    outline: Outline
    openings: Openings
    other: list[Piece] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[footnotes.Note] = field(default_factory=list)
    at: int = 0
    untitled: bool = True  # the title of the part may come next
    block: Block = field(default_factory=list)  # the text that goes on
    last: Line | None = None  # its last line; None where no text is open
    interrupted: bool = False  # a footnote or the end of a page stands behind `last`
    alone: bool = False  # the open text has no number and but short lines
    semicolons: bool = False  # the item before the open one ends with a semicolon

    def walk(self) -> None:
        """Put all lines into the outline."""
        steps: tuple[Callable[[Printed], bool], ...] = (
            self._part, self._title, self._table, self._abbreviations, self._note, self._heading,
            self._paragraph, self._item, self._prose,
        )  # fmt: skip
        while self.at < len(self.lines):
            here = self.lines[self.at]
            self.interrupted = self.interrupted or here.page_top
            any(step(here) for step in steps)
        self.outline.sign()

    def _part(self, here: Printed) -> bool:
        label = part_label(here.line.text)
        if not label:
            return False
        self.outline.sign()
        self.outline.open_part(label)
        self.other.append(whole(here.line, "label"))
        self._close(1)
        self.untitled = True
        return True

    def _title(self, here: Printed) -> bool:
        if not self.untitled:
            return False
        self.untitled = False
        lines = self._title_lines(here.line)
        block = [whole(line, "heading") for line in lines]
        text = join(block, self.language)[0]
        if not lines or ended(text) or len(text) > _LONGEST_TITLE:
            return False
        self.outline.title(block, text)
        self.outline.letter = is_letter(text)
        self._close(len(lines))
        return True

    def _title_lines(self, first: Line) -> list[Line]:
        """Return the lines of a title: up to a blank line, or as far as lines are full."""
        lines: list[Line] = []
        for one in self._ahead(0):
            if self.openings.anything(one) or (
                lines and not self.openings.title_goes_on(first, lines[-1], one)
            ):
                break
            lines.append(one.line)
        return lines

    def _table(self, here: Printed) -> bool:
        if not table.is_header(here.line):
            return False
        lines = [here.line]
        for one in self._ahead(1):
            if self.openings.ends_table(one, tabbed="\t" in here.line.text):
                break
            lines.append(one.line)
        year = _YEAR.search((*reversed(self.outline.path), self.outline.caption)[0])
        parsed = table.parse(lines, int(year[0]) if year else None, self.outline.part)
        self.outline.leave()
        for row in parsed.rows:
            self.outline.row(row)
        for line in parsed.stray:
            self.outline.prose().append(whole(line, self._role))
        self.other += parsed.other
        self.doubts += parsed.doubts
        self._close(len(lines))
        return True

    def _abbreviations(self, here: Printed) -> bool:
        if not abbreviations.opens(here.line.text):
            return False
        lines = [here.line]
        for one in self._ahead(1):
            if not self.openings.abbreviations_go_on(lines[-1], one):
                break
            lines.append(one.line)
        found = abbreviations.parse(lines)
        for pair in found.pairs:
            self.outline.abbreviation(pair)
        self.other += found.labels
        self.outline.leave()
        self._close(len(lines))
        return True

    def _note(self, here: Printed) -> bool:
        opening = self.openings.note(here)
        if not opening:
            return False
        last = here.line
        block = [cut(last, opening.start, len(last.text), "footnote")]
        self.other.append(cut(last, 0, opening.start, "label"))
        self.at += 1
        while self.at < len(self.lines) and self.openings.note_goes_on(last, self.lines[self.at]):
            last = self.lines[self.at].line
            block.append(whole(last, "footnote"))
            self.at += 1
        self.outline.note(opening.number, block)
        self.notes.append(footnotes.Note(opening.number, (here.line.number, 0)))
        self.interrupted = self.openings.below_note = True
        return True

    def _heading(self, here: Printed) -> bool:
        text = here.line.text.strip()
        if ended(text) or len(text) > _LONGEST_HEADING:
            return False
        marker = heading_marker(text, self.outline.values)
        expected = marker and self.outline.values.get(marker.level, 0) + 1 == marker.value
        seam = self._seam(here)
        if not (seam.certain or (expected and seam.possible)) or not (marker or self._stands_above(here)):
            return False
        lines = self._heading_lines()
        block = [whole(line, "heading") for line in lines]
        self.outline.heading(block, join(block, self.language)[0], marker)
        self._close(len(lines))
        return True

    def _stands_above(self, here: Printed) -> bool:
        """Tell whether a line without a heading's number is one: by the number below it, or by its topic."""
        below = next(self._ahead(1), None)
        if self.outline.letter or not below or not self.layout.short(here.line) or self._is_listed(here):
            return False
        number = paragraph_number(below.line.text)
        if number and number[0] == self.outline.last_number + 1:
            return True
        isolated = Seam(self.layout, here.line, below.line, alone=True).certain
        return isolated and not paragraph_number(here.line.text) and topics.known(here.line.text) is not None

    def _is_listed(self, here: Printed) -> bool:
        """Tell whether a line is the next item of the open list, or the first below its lead-in.

        The last item of a list may end without a stop, and stands above the next paragraph as a heading does.
        One that is numbered like an item takes up the number of the heading before it.
        """
        levels, after_colon = self.outline.levels(), self._seam(here).after_colon
        above = {(one.style, one.value + 1) for one in item_markers("".join(self.outline.path[-1:]))}
        return any(
            levels.get(one.style) == one.value - 1 or (one.value == 1 and after_colon)
            for one in item_markers(here.line.text)
            if (one.style, one.value) not in above
        )

    def _heading_lines(self) -> list[Line]:
        lines = [self.lines[self.at].line]
        for one in self._ahead(1):
            if self.openings.anything(one) or not self.openings.heading_goes_on(lines[-1], one):
                break
            lines.append(one.line)
        return lines

    def _paragraph(self, here: Printed) -> bool:
        found = paragraph_number(here.line.text)
        if not found or not self._believed(found[0], here):
            return False
        self._open(self.outline.paragraph(found[0]), here.line, found[1])
        return True

    def _believed(self, number: int, here: Printed) -> bool:
        last, seam = self.outline.last_number, self._seam(here)
        if number == last + 1:
            return seam.possible
        return seam.certain and (number <= last + _MAX_GAP or not last)

    def _item(self, here: Printed) -> bool:
        seam = self._seam(here)
        markers = item_markers(here.line.text) if self.outline.root and seam.possible else ()
        levels = self.outline.levels()
        marker = choose_item(markers, levels, after_colon=seam.after_colon, certain=seam.certain)
        if marker:
            self.semicolons = self._last_sign() in _SEMICOLONS
            self._open(self.outline.item(marker), here.line, marker.end)
        return marker is not None

    def _open(self, draft: Draft, line: Line, end: int) -> None:
        """Begin a unit whose number ends at `end`; items may begin on the same line (`3. (a) ...`)."""
        self.other.append(cut(line, 0, end, "label"))
        while nested := self._nested(line, end):
            draft.blocks.append([])
            self.other.append(cut(line, end, nested.end, "label"))
            draft, end = self.outline.item(nested), nested.end
        self.block = [cut(line, end, len(line.text), "paragraph")]
        draft.blocks.append(self.block)
        self._went_on(line)

    def _nested(self, line: Line, start: int) -> Marker | None:
        """Return the number of a first item, at a level that is not open yet."""
        levels = self.outline.levels()
        found = (one for one in item_markers(line.text, start) if one.value == 1 and one.style not in levels)
        return next(found, None)

    def _prose(self, here: Printed) -> bool:
        alone = self.alone
        if self._seam(here).certain or self._list_over():
            self.block = self.outline.prose()
            alone = self.outline.root is not None and self.outline.root.number is None
        self.block.append(whole(here.line, self._role))
        self._went_on(here.line)
        self.alone = alone and self.layout.short(here.line)
        return True

    def _list_over(self) -> bool:
        """Tell whether a list has ended: its items end with semicolons, the last with a full stop.

        Asked only where neither blank lines nor spaces say it.
        """
        silent = self.layout.spread and not self.layout.spaces_end
        listed = bool(self.outline.items) and self.semicolons and silent
        return listed and self._last_sign() in _FULL_STOPS

    def _last_sign(self) -> str:
        """Return the last character of the open text."""
        return self.last.text.rstrip()[-1:] if self.last else ""

    @property
    def _role(self) -> Role:
        """Return what the open text counts as."""
        root = self.outline.root
        return "letter" if root and root.kind == "letter" and not self.outline.items else "paragraph"

    def _ahead(self, skip: int) -> Iterator[Printed]:
        """Yield the lines from `skip` lines behind the current one on."""
        return (self.lines[at] for at in range(self.at + skip, len(self.lines)))

    def _seam(self, here: Printed) -> Seam:
        return Seam(self.layout, self.last, here.line, interrupted=self.interrupted, alone=self.alone)

    def _went_on(self, line: Line) -> None:
        self.last = line
        self.interrupted = self.alone = self.untitled = self.openings.below_note = False
        self.at += 1

    def _close(self, lines: int) -> None:
        """Go on behind `lines` lines that leave no text open."""
        self.last = None
        self.interrupted = self.alone = self.openings.below_note = False
        self.at += lines
