"""Decide what a line seems to begin, and where titles, headings, footnotes and lists end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.date_patterns import DAY
from indexer.model.document import Line
from indexer.structure import abbreviations, adoption, footnotes, table
from indexer.structure.boilerplate import PrintedLine
from indexer.structure.breaks import ParagraphBreak
from indexer.structure.layout import Layout, ended
from indexer.structure.numbering import heading_marker, paragraph_number
from indexer.structure.outline import Outline
from indexer.structure.part_labels import part_label
from indexer.text.folding import fold

_CHINESE_LETTER = re.compile(f".*(?:{chinese.LETTER})")
_ENGLISH_LETTER = re.compile(english.LETTER, re.IGNORECASE)
_NOTES = re.compile(f"{chinese.NOTES}|{english.NOTES}")
_LONGEST_LABEL = 30
_LETTER_BEGINS = re.compile(rf"\s*{DAY}")


@dataclass(slots=True)
class Boundaries:
    """Looks at lines from the current position.

    With `below_note`, the line above belongs to a footnote; with `endnotes`, a list of notes has begun.
    `stars` stand in the text as marks of notes.
    """

    layout: Layout
    outline: Outline
    below_note: bool = False
    endnotes: bool = False
    stars: frozenset[str] = frozenset()

    def begins_endnotes(self, one: PrintedLine, below: PrintedLine) -> bool:
        """Tell whether a line is the heading of a list of notes, of which the first stands below it."""
        text = one.line.text
        if len(text) > _LONGEST_LABEL or not _NOTES.fullmatch(fold(text).strip()):
            return False
        first = footnotes.opening(below.line, 0, after_rule=True)
        return first is not None and first.number == 1

    def note(self, one: PrintedLine) -> footnotes.NoteOpening | None:
        """Return the footnote that a line begins, or None; in a new part, numbers may start again at 1."""
        after_rule = self.endnotes or one.after_rule or (self.below_note and not one.page_top)
        found = footnotes.opening(one.line, self.outline.last_note, after_rule=after_rule, stars=self.stars)
        if found or self.outline.part == self.outline.note_part:
            return found
        anew = footnotes.opening(one.line, 0, after_rule=after_rule)
        return anew if anew and anew.number == 1 else None

    def anything(self, one: PrintedLine) -> bool:
        """Tell whether a line seems to begin something other than a title."""
        text = one.line.text
        return (
            self._new_ground(one)
            or one.line.label > 0
            or one.line.role in ("note", "row")
            or table.is_header(one.line)
            or adoption.opening(text)
            or paragraph_number(text) is not None
            or heading_marker(text, self.outline.values) is not None
        )

    def ends_table(self, one: PrintedLine, *, tabbed: bool) -> bool:
        """Tell whether a table ends before a line."""
        if one.line.role in ("heading", "note"):
            return True
        return self._new_ground(one) or (tabbed and table.ends_tabbed(one.line))

    def abbreviations_go_on(self, last: Line, one: PrintedLine) -> bool:
        """Tell whether a list of abbreviations continues after its line `last`."""
        if abbreviations.closes(last.text) or one.page_top or self._new_ground(one):
            return False
        if one.line.begins is not None:
            return not one.line.begins
        return self.layout.spread or not one.line.blank_before

    def title_goes_on(self, first: Line, last: Line, one: PrintedLine) -> bool:
        """Tell whether a title continues with a line.

        A title ends at a space at a line's end, at a blank line, or after a line that is not full, whichever
        the layout uses. The title of a Chinese letter begins with its date and ends with the line that says
        it is a letter.

        Args:
            first: The first line of the title.
            last: The last line of the title so far.
            one: The line in question.

        """
        if _LETTER_BEGINS.match(first.text):
            if _CHINESE_LETTER.fullmatch(last.text.strip()):
                return False
            if _CHINESE_LETTER.fullmatch(one.line.text.strip()):
                return True
        if one.line.begins is not None or one.line.role == "heading":
            return _is_known_to_go_on(last, one.line)
        if self.layout.spaces_end:
            return last.trailing == 0
        if self.layout.spread:
            return self.layout.full(last, one.line)
        return not one.line.blank_before and not one.page_top and not ended(one.line.text)

    def heading_goes_on(self, last: Line, one: PrintedLine) -> bool:
        """Tell whether a heading continues after its line `last`."""
        if one.line.begins is not None or one.line.role == "heading":
            return _is_known_to_go_on(last, one.line)
        if self.layout.spaces_end:
            return last.trailing == 0
        if self.layout.spread:
            return self.layout.full(last, one.line)
        if self.layout.hard or one.line.blank_before:
            return False
        return self.layout.full(last, one.line) or (self.layout.short(one.line) and not ended(one.line.text))

    def note_goes_on(self, last: Line, one: PrintedLine) -> bool:
        """Tell whether a footnote continues after its line `last`."""
        if "note" in (last.role, one.line.role):
            return last.role == one.line.role and not one.line.label
        if one.page_top or self.layout.hard or self._new_ground(one):
            return False
        if one.line.blank_before and not self.layout.spread:
            return False
        return not ParagraphBreak(self.layout, last, one.line).certain

    def _new_ground(self, one: PrintedLine) -> bool:
        """Tell whether a line begins a part, a list of abbreviations or a footnote."""
        text = one.line.text
        return part_label(text) is not None or abbreviations.opens(text) or self.note(one) is not None


def _is_known_to_go_on(last: Line, line: Line) -> bool:
    """Tell whether a title or a heading goes on with a line of which the format knows more than its text."""
    alike = (line.role, line.level) == (last.role, last.level)
    return line.begins is False if line.begins is not None else alike


def is_letter(title: str) -> bool:
    """Tell whether a title is the title of a letter or a note verbale."""
    return (_CHINESE_LETTER.fullmatch(title) or _ENGLISH_LETTER.fullmatch(title)) is not None
