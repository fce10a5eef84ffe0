"""Walk through the lines of a document and decide what each line begins or continues.

For each line the walker tries in turn: a part label, the title of a part, a table, a list of abbreviations, a
footnote, a heading, a numbered paragraph, an item. A line that begins none of these continues the text before
it.

A number at the start of a line is accepted in two cases: the text before it has certainly ended, or that text
may have ended and the number is the next one expected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from indexer.model.document import Language, Line
from indexer.structure import apart, captions, divisions, footnotes, lists, rows, titles, topics
from indexer.structure.articles import Articles
from indexer.structure.boilerplate import PrintedLine
from indexer.structure.boundaries import Boundaries, is_letter
from indexer.structure.breaks import ParagraphBreak
from indexer.structure.drafts import Draft
from indexer.structure.layout import Layout, ended
from indexer.structure.numbering import (
    HeadingMarker,
    Marker,
    choose_item,
    decimal_number,
    heading_marker,
    item_markers,
    known_markers,
    paragraph_number,
)
from indexer.structure.outline import Outline
from indexer.structure.part_labels import label_of_letter, part_label
from indexer.structure.pieces import Block, Piece, Role, cut, whole
from indexer.structure.profiles.base import REPORT, Profile, Step
from indexer.structure.reflow import join

_SEMICOLONS, _FULL_STOPS = ("；", ";"), ("。", ".")
_LONGEST_TITLE = 400
_LONGEST_HEADING = 200
_MAX_GAP = 20
"""How many paragraph numbers may be missing; with a larger gap, a number does not begin a paragraph."""

_FIRST_IS_YEAR = 1_000
"""From here on, a number that begins no series is rather a year."""


@dataclass(slots=True)
class Walker:
    """The state of a walk through the lines of a document.

    `other` collects labels and noise, `warnings` collects what could not be decided, `notes` the footnotes
    found.
    """

    lines: Sequence[PrintedLine]
    layout: Layout
    language: Language
    outline: Outline
    boundaries: Boundaries
    profile: Profile = REPORT
    other: list[Piece] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[footnotes.Note] = field(default_factory=list)
    at: int = 0
    untitled: bool = True  # the next line may be the title of the part
    block: Block = field(default_factory=list)  # the open text, which the next line may continue
    last: Line | None = None  # the last line of the open text; None if no text is open
    interrupted: bool = False  # a footnote or the end of a page comes after `last`
    alone: bool = False  # the open text has no number and only short lines
    semicolons: bool = False  # the item before the open one ends with a semicolon
    from_site: bool = False  # a website has put lines above the document
    adopted: date | None = None  # the day of adoption, as the text around the paragraphs tells
    day: date | None = None  # the day of a meeting, as the front page of its record tells
    quoted: int = -1  # the last paragraph number inside a quotation
    articles: Articles = field(init=False)
    at_end: list[Callable[[], None]] = field(
        default_factory=list
    )  # what the profile does below the last line

    def __post_init__(self) -> None:
        """Look for articles as soon as the lines are known."""
        self.articles = Articles(self)

    def walk(self) -> None:
        """Put all lines into the outline."""
        self.articles.look(self.lines, 0)
        steps: tuple[Step, ...] = (
            *self.profile.steps(self), self._part, self.articles.step, partial(divisions.division, self),
            partial(apart.summary, self), apart.Boxes(self).step, partial(apart.signed, self),
            self._title, partial(lists.events, self), partial(rows.table, self),
            partial(lists.abbreviated, self), partial(lists.endnotes, self), self._note,
            partial(divisions.lone_label, self), self._heading, partial(divisions.decimal, self),
            self._paragraph, self._item, self._prose,
        )  # fmt: skip
        while self.at < len(self.lines):
            here = self.lines[self.at]
            self.interrupted = self.interrupted or here.page_top
            any(step(here) for step in steps)
        for finish in self.at_end:
            finish()
        self.outline.sign()

    def _part(self, here: PrintedLine) -> bool:
        """Begin a part (`Annex II`) if the line is the label of one."""
        label, lines = part_label(here.line.text), [here.line]
        if not label and (label := label_of_letter(here.line.text)) and self.gap(here).possible:
            lines = self._title_lines(here.line) or lines
        elif not label:
            return False
        self.outline.sign()
        self.outline.open_part(label)
        self.boundaries.endnotes = False
        self.articles.look(self.lines, self.at + len(lines))
        self.other += (whole(line, "label") for line in lines)
        self.close(len(lines))
        self.untitled = True
        return True

    def _title(self, here: PrintedLine) -> bool:
        """Take the title of the part, which may come only directly below its label."""
        if not self.untitled or self.boundaries.note(here):
            return False
        self.untitled = False
        lines = self._title_lines(here.line)
        block = [whole(line, "heading") for line in lines]
        text = join(block, self.language)[0]
        if not lines or ended(text) or len(text) > _LONGEST_TITLE:
            return False
        named = titles.named_below(self, len(lines), text)
        self.outline.title(
            [*block, *(whole(line, "heading") for line in named)], titles.title(lines, named, self.language)
        )
        self.outline.letter = is_letter(text)
        self.close(len(lines) + len(named))
        return True

    def _title_lines(self, first: Line) -> list[Line]:
        """Return the lines of a title: up to a blank line, or for as long as lines are full."""
        lines: list[Line] = []
        for one in self.ahead(0):
            if self.boundaries.anything(one):
                break
            if lines and (
                not self.boundaries.title_goes_on(first, lines[-1], one)
                or captions.is_author(one.line.text)
                or captions.is_summary(one.line.text)
            ):
                break
            lines.append(one.line)
        return lines

    def _note(self, here: PrintedLine) -> bool:
        """Take a whole footnote if the line begins one."""
        opening = self.boundaries.note(here)
        if not opening:
            return False
        last = here.line
        block = [cut(last, opening.start, len(last.text), "footnote")]
        self.other.append(cut(last, 0, opening.start, "label"))
        self.at += 1
        while self.at < len(self.lines) and self.boundaries.note_goes_on(last, self.lines[self.at]):
            last = self.lines[self.at].line
            block.append(whole(last, "footnote"))
            self.at += 1
        self.outline.note(opening.sign, opening.number, block)
        self.notes.append(footnotes.Note(opening.sign, (here.line.number, 0)))
        self.interrupted = self.boundaries.below_note = True
        return True

    def _heading(self, here: PrintedLine) -> bool:
        """Take a heading: a short line, not a sentence, with a number or recognised by what follows."""
        text = here.line.text.strip()
        known = here.line.role == "heading"
        if not known and (here.line.role or here.line.label or ended(text) or len(text) > _LONGEST_HEADING):
            return False
        if captions.is_caption(text):
            return False
        marker = heading_marker(text, self.outline.values)
        if known or self._looks_like_heading(here, marker):
            lines = self._heading_lines()
            block = [whole(line, "heading") for line in lines]
            level = here.line.level if known else 0
            self.outline.heading(block, join(block, self.language)[0], marker, level)
            self.close(len(lines))
            return True
        return False

    def _looks_like_heading(self, here: PrintedLine, marker: HeadingMarker | None) -> bool:
        """Tell whether a short line that is no sentence is a heading, by what stands around it."""
        expected = marker and self.outline.values.get(marker.level, 0) + 1 == marker.value
        gap = self.gap(here)
        if gap.certain and not gap.after_colon and self._goes_back(here):
            return True
        return bool((gap.certain or (expected and gap.possible)) and (marker or self._stands_above(here)))

    def _goes_back(self, here: PrintedLine) -> bool:
        """Tell whether a line that stands alone has a number lower than the next: that of a heading."""
        number, below = paragraph_number(here.line.text), next(self.ahead(1), None)
        if not number or not below or number[0] > self.outline.last_number or not here.line.text[number[1] :]:
            return False
        return ParagraphBreak(self.layout, here.line, below.line, alone=True).certain

    def _stands_above(self, here: PrintedLine) -> bool:
        """Tell whether a line without a heading number is a heading.

        It is one if the next line has the next paragraph number, or if the line stands alone and names a
        known topic.
        """
        below = next(self.ahead(1), None)
        if self.outline.letter or not below or not self.layout.short(here.line) or self._is_listed(here):
            return False
        if self._is_next(below):
            return True
        isolated = ParagraphBreak(self.layout, here.line, below.line, alone=True).certain
        if not isolated or paragraph_number(here.line.text):
            return False
        return topics.known(here.line.text) is not None or self._heads_a_heading(below)

    def _heads_a_heading(self, below: PrintedLine) -> bool:
        """Tell whether the line below one that stands alone is a heading of the next numbered paragraph."""
        text, next_ = below.line.text, next(self.ahead(2), None)
        if not next_ or not divisions.may_be_title(text) or self.boundaries.anything(below):
            return False
        return below.line.role is None and self.layout.short(below.line) and self._is_next(next_)

    def _is_next(self, one: PrintedLine) -> bool:
        """Tell whether a line has the next paragraph number, or the next decimal one."""
        last = self.outline.last_number
        if number := paragraph_number(one.line.text):
            return number[0] == last + 1
        decimal = decimal_number(one.line.text)
        major, minor = self.outline.last_decimal
        return decimal is not None and decimal[:2] in ((last + 1, 1), (major, minor + 1))

    def _is_listed(self, here: PrintedLine) -> bool:
        """Tell whether a line is the next item of the open list, or the first item below a lead-in.

        The last item of a list may end without a full stop. It then stands above the next paragraph, just as
        a heading does. A line whose number continues the number of the current heading is not an item.
        """
        levels, after_colon = self.outline.levels(), self.gap(here).after_colon
        heading = self.outline.path[-1] if self.outline.path else ""
        above = {(one.style, one.value + 1) for one in item_markers(heading)}
        return any(
            levels.get(one.style) == one.value - 1 or (one.value == 1 and after_colon)
            for one in item_markers(here.line.text)
            if (one.style, one.value) not in above
        )

    def _heading_lines(self) -> list[Line]:
        """Return the lines of the heading that begins at the current line."""
        lines = [self.lines[self.at].line]
        for one in self.ahead(1):
            if self.boundaries.anything(one) or not self.boundaries.heading_goes_on(lines[-1], one):
                break
            lines.append(one.line)
        return lines

    def _paragraph(self, here: PrintedLine) -> bool:
        """Begin a numbered paragraph if the line starts with a number that is accepted."""
        found = paragraph_number(here.line.text)
        if not found or here.line.role == "row" or not self._believed(found[0], here):
            return False
        self.open(self.outline.paragraph(found[0]), here.line, found[1])
        return True

    def _believed(self, number: int, here: PrintedLine) -> bool:
        """Tell whether a number at the start of a line is accepted as a paragraph number."""
        last, gap = self.outline.last_number, self.gap(here)
        if here.line.label:
            return not self._is_item_of_list(number)
        if number == last + 1:
            return gap.possible
        if number == self.quoted + 1 or (number <= last and gap.after_colon):
            self.quoted = number
            return False
        return gap.certain and (number <= last + _MAX_GAP or (not last and number < _FIRST_IS_YEAR))

    def _is_item_of_list(self, number: int) -> bool:
        """Tell whether a number known to be one of a list is that of an item: not the next paragraph's."""
        listed = self.outline.levels().get("digit")
        goes_on = number == 1 if listed is None else number == listed + 1
        return self.outline.root is not None and goes_on and number != self.outline.last_number + 1

    def _item(self, here: PrintedLine) -> bool:
        """Begin an item if the line starts with the number of one."""
        gap = self.gap(here)
        open_to_items = self.outline.root and gap.possible and here.line.role != "row"
        label = here.line.label if open_to_items else 0
        markers = known_markers(here.line.text, label) if label else ()
        if open_to_items and not markers:
            markers = item_markers(here.line.text)
        levels = self.outline.levels()
        marker = choose_item(markers, levels, after_colon=gap.after_colon, certain=gap.certain)
        if marker:
            self.semicolons = self._last_sign() in _SEMICOLONS
            self.open(self.outline.item(marker), here.line, marker.end)
        return marker is not None

    def open(self, draft: Draft, line: Line, end: int) -> None:
        """Open a unit whose number ends at column `end`; items may begin on the same line (`3. (a) ...`)."""
        self.other.append(cut(line, 0, end, "label"))
        while nested := self._nested(line, end):
            draft.blocks.append([])
            self.other.append(cut(line, end, nested.end, "label"))
            draft, end = self.outline.item(nested), nested.end
        self.block = [cut(line, end, len(line.text), "paragraph")]
        draft.blocks.append(self.block)
        self.went_on(line)

    def _nested(self, line: Line, start: int) -> Marker | None:
        """Return the number of a first item at a level that is not open yet, None if there is none."""
        levels = self.outline.levels()
        found = (one for one in item_markers(line.text, start) if one.value == 1 and one.style not in levels)
        return next(found, None)

    def _prose(self, here: PrintedLine) -> bool:
        """Continue the open text with a line, or begin new text without a number."""
        alone = self.alone
        if self.gap(here).certain or self._list_over():
            self.block = self.outline.prose()
            alone = self.outline.root is not None and self.outline.root.number is None
        self.block.append(whole(here.line, self.prose_role))
        self.went_on(here.line)
        self.alone = alone and self.layout.short(here.line)
        return True

    def _list_over(self) -> bool:
        """Tell whether a list has ended: its items end with semicolons, and its last item with a full stop.

        This is used only where neither blank lines nor spaces at line ends mark the paragraphs.
        """
        silent = self.layout.spread and not self.layout.spaces_end
        listed = bool(self.outline.items) and self.semicolons and silent
        return listed and self._last_sign() in _FULL_STOPS

    def _last_sign(self) -> str:
        """Return the last character of the open text."""
        return self.last.text.rstrip()[-1:] if self.last else ""

    @property
    def prose_role(self) -> Role:
        """Return the role of the pieces of the open text."""
        root = self.outline.root
        return "letter" if root and root.kind == "letter" and not self.outline.items else "paragraph"

    def ahead(self, skip: int) -> Iterator[PrintedLine]:
        """Yield the lines from the one `skip` lines after the current line."""
        return (self.lines[at] for at in range(self.at + skip, len(self.lines)))

    def some_ahead(self, count: int) -> Sequence[PrintedLine]:
        """Return the current line and those below it, `count` in all."""
        return self.lines[self.at : self.at + count]

    def pairs_ahead(self, skip: int) -> Iterator[tuple[PrintedLine, PrintedLine | None]]:
        """Yield what `_ahead` does, each with the line below it, None below the last one."""
        for at in range(self.at + skip, len(self.lines)):
            yield self.lines[at], self.lines[at + 1] if at + 1 < len(self.lines) else None

    def gap(self, here: PrintedLine) -> ParagraphBreak:
        """Return the possible paragraph break between the open text and a line."""
        return ParagraphBreak(
            self.layout, self.last, here.line, interrupted=self.interrupted, alone=self.alone
        )

    def went_on(self, line: Line) -> None:
        """Note that a line has been added to the open text, and move past it."""
        self.last = line
        self.interrupted = self.alone = self.untitled = self.boundaries.below_note = False
        self.at += 1

    def close(self, lines: int) -> None:
        """Move past `lines` lines and leave no text open."""
        self.last = None
        self.interrupted = self.alone = self.boundaries.below_note = False
        self.at += lines
