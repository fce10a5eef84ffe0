"""Take what stands apart from the numbered text: the summary, boxes, and the lines of who signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.structure import captions
from indexer.structure.divisions import may_be_title
from indexer.structure.layout import ended
from indexer.structure.numbering import heading_marker, paragraph_number
from indexer.structure.outline import Section
from indexer.structure.part_labels import part_label
from indexer.structure.pieces import whole
from indexer.structure.reflow import join

if TYPE_CHECKING:
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.walker import Walker

_LOOKED_AT = 60
_MOST_SIGNED = 4
"""How many lines are below the name of who signed."""


def summary(walker: Walker, here: PrintedLine) -> bool:
    """Take the heading of the summary, which may stand directly above its text."""
    if here.line.role or not captions.is_summary(here.line.text) or not walker.gap(here).possible:
        return False
    walker.outline.heading([whole(here.line, "heading")], here.line.text, None)
    walker.untitled = False
    walker.close(1)
    return True


def signed(walker: Walker, here: PrintedLine) -> bool:
    """Take the lines of who signed a text that is no letter; they are closing lines."""
    outline = walker.outline
    if outline.letter or here.line.role in ("row", "note") or not walker.gap(here).possible:
        return False
    lines = [one.line for one in walker.some_ahead(_MOST_SIGNED)]
    first = 1 if captions.is_office(lines[0].text) and len(lines) > 1 else 0
    if not captions.is_signed(lines[first].text):
        return False
    count = first + 1
    while count < len(lines) and may_be_title(lines[count].text) and not part_label(lines[count].text):
        count += 1
    outline.unit("closing", [whole(line, "closing") for line in lines[:count]])
    walker.close(count)
    return True


@dataclass(slots=True)
class Boxes:
    """The boxes of a text: a box has its heading and paragraphs without a number, whatever stands in it.

    It ends with the next paragraph number or the next numbered heading of the text around it.
    """

    walker: Walker
    around: list[Section] | None = None  # the sections of the text around the open box
    last: int = 0  # the last number in the open box

    def step(self, here: PrintedLine) -> bool:
        """Take the first line of a box, or a line inside one."""
        if label := self._label(here):
            return self._begin(here, label)
        if self.around is None:
            return False
        if self._ends(here):
            self._leave()
            return False
        return self._text(here)

    def _label(self, here: PrintedLine) -> captions.BoxLabel | None:
        """Return the label of a box that begins at a line, or None."""
        label = captions.box(here.line.text)
        if not label or here.line.role in ("row", "note") or ended(here.line.text):
            return None
        return label if self.walker.gap(here).possible else None

    def _begin(self, here: PrintedLine, label: captions.BoxLabel) -> bool:
        walker = self.walker
        self._leave()
        around = list(walker.outline.sections)
        lines = [here.line]
        below = next(walker.ahead(1), None)
        alone = not here.line.text[label.title :].strip()
        if alone and below and may_be_title(below.line.text):
            lines.append(below.line)
        block = [whole(line, "heading") for line in lines]
        walker.outline.heading(block, join(block, walker.language)[0], None)
        walker.untitled = False
        walker.close(len(lines))
        self.around, self.last = around, 0
        return True

    def _ends(self, here: PrintedLine) -> bool:
        """Tell whether the text around the box goes on with a line."""
        walker, text = self.walker, here.line.text
        if part_label(text) or walker.boundaries.note(here) or here.line.role in ("row", "heading", "note"):
            return True
        number = paragraph_number(text)
        if number and number[0] == walker.outline.last_number + 1 and walker.gap(here).possible:
            return not (number[0] == self.last + 1 and self._comes_again(number[0]))
        marker = heading_marker(text, walker.outline.values)
        expected = marker and walker.outline.values.get(marker.level, 0) + 1 == marker.value
        return bool(expected and not ended(text) and walker.gap(here).possible)

    def _comes_again(self, number: int) -> bool:
        """Tell whether the next numbered line bears the same number: then this one is the box's."""
        ahead = (paragraph_number(one.line.text) for one in self.walker.some_ahead(_LOOKED_AT)[1:])
        found = next(filter(None, ahead), None)
        return found is not None and found[0] == number

    def _leave(self) -> None:
        """Go back to the sections of the text around the box."""
        if self.around is not None:
            self.walker.outline.return_to(self.around)
            self.walker.close(0)
            self.around = None

    def _text(self, here: PrintedLine) -> bool:
        """Take a line of the box; its numbers are part of its text."""
        walker = self.walker
        number = paragraph_number(here.line.text)
        numbered = number is not None and walker.gap(here).possible
        self.last = number[0] if number and numbered else self.last
        if walker.last is None or numbered or walker.gap(here).certain:
            walker.outline.leave()
            walker.block = walker.outline.prose()
        walker.block.append(whole(here.line, "paragraph"))
        walker.went_on(here.line)
        return True
