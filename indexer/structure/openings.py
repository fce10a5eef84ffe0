"""What a line looks like the beginning of, and how far titles, headings, notes and lists go on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.model import Line
from indexer.structure import abbreviations, footnotes, table
from indexer.structure.layout import Layout, ended
from indexer.structure.numbering import heading_marker, paragraph_number
from indexer.structure.outline import Outline
from indexer.structure.parts import part_label
from indexer.structure.seam import Seam
from indexer.structure.sifting import Printed

_CHINESE_LETTER = re.compile(r".*(?:[的文来來]信|普通照[会會])")
_ENGLISH_LETTER = re.compile(r"(?:identical )?letters? dated .*|notes? verbales? dated .*", re.IGNORECASE)
_LETTER_BEGINS = re.compile(r"\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")


@dataclass(slots=True)
class Openings:
    """Looks at lines from where the reader stands; `below_note`: the line above is a footnote's."""

    layout: Layout
    outline: Outline
    below_note: bool = False

    def note(self, one: Printed) -> footnotes.Opening | None:
        """Return the footnote that a line begins; in another part, numbers may begin anew."""
        after_rule = one.after_rule or (self.below_note and not one.page_top)
        found = footnotes.opening(one.line, self.outline.last_note, after_rule=after_rule)
        if found or self.outline.part == self.outline.note_part:
            return found
        anew = footnotes.opening(one.line, 0, after_rule=after_rule)
        return anew if anew and anew.number == 1 else None

    def anything(self, one: Printed) -> bool:
        """Tell whether a line looks like the beginning of something other than a title."""
        text = one.line.text
        return (
            self._new_ground(one)
            or table.is_header(one.line)
            or paragraph_number(text) is not None
            or heading_marker(text, self.outline.values) is not None
        )

    def ends_table(self, one: Printed, *, tabbed: bool) -> bool:
        """Tell whether a table has ended before a line."""
        return self._new_ground(one) or (tabbed and table.ends_tabbed(one.line))

    def abbreviations_go_on(self, last: Line, one: Printed) -> bool:
        """Tell whether a list of abbreviations goes on behind its line `last`."""
        if abbreviations.closes(last.text) or one.page_top or self._new_ground(one):
            return False
        return self.layout.spread or not one.line.blank_before

    def title_goes_on(self, first: Line, last: Line, one: Printed) -> bool:
        """Tell whether a title goes on: to a space at a line's end, to a blank line, or while lines are full.

        The title of a Chinese letter, which begins with its date, goes on to the line that says it is one.
        """
        if _LETTER_BEGINS.match(first.text):
            if _CHINESE_LETTER.fullmatch(last.text.strip()):
                return False
            if _CHINESE_LETTER.fullmatch(one.line.text.strip()):
                return True
        if self.layout.spaces_end:
            return last.trailing == 0
        if self.layout.spread:
            return self.layout.full(last, one.line)
        return not one.line.blank_before and not one.page_top and not ended(one.line.text)

    def heading_goes_on(self, last: Line, one: Printed) -> bool:
        """Tell whether a heading goes on behind its line `last`."""
        if self.layout.spaces_end:
            return last.trailing == 0
        if self.layout.spread:
            return self.layout.full(last, one.line)
        if self.layout.hard or one.line.blank_before:
            return False
        return self.layout.full(last, one.line) or (self.layout.short(one.line) and not ended(one.line.text))

    def note_goes_on(self, last: Line, one: Printed) -> bool:
        """Tell whether a footnote goes on behind its line `last`."""
        if one.page_top or self.layout.hard or self._new_ground(one):
            return False
        if one.line.blank_before and not self.layout.spread:
            return False
        return not Seam(self.layout, last, one.line).certain

    def _new_ground(self, one: Printed) -> bool:
        """Tell whether a line begins a part, a list of abbreviations or a footnote."""
        text = one.line.text
        return part_label(text) is not None or abbreviations.opens(text) or self.note(one) is not None


def is_letter(title: str) -> bool:
    """Tell whether a title is that of a letter or a note verbale."""
    return (_CHINESE_LETTER.fullmatch(title) or _ENGLISH_LETTER.fullmatch(title)) is not None
