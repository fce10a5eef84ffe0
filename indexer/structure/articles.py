"""Take the articles and rules of an instrument: `Article 41`, 第四十一条, `Rule 39`, with their paragraphs.

A text is taken for an instrument if its articles follow one another and the numbers of paragraphs begin anew
in each. The preamble above its first article is divided into its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from indexer.language.en import clause_patterns as english_clauses
from indexer.language.en import document_patterns as english
from indexer.language.zh import clause_patterns as chinese_clauses
from indexer.language.zh import document_patterns as chinese
from indexer.structure import adoption, divisions
from indexer.structure.article_numbers import article
from indexer.structure.numbering import Marker, han_number, paragraph_number
from indexer.structure.part_labels import part_label
from indexer.structure.pieces import cut, whole
from indexer.text.folding import fold

if TYPE_CHECKING:
    from indexer.model.document import Line
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.drafts import Draft
    from indexer.structure.walker import Walker

_FEWEST = 2
"""How many articles an instrument has at least."""
_LONGEST_START = 80
_LOOKED_AT = 400
_COMMAS = (",", "，", ";", "；", "、")


@dataclass(slots=True)
class Articles:
    """The articles of the open part; `active` tells whether it is an instrument."""

    walker: Walker
    active: bool = False
    last: int = 0
    blanks: bool = False  # blank lines separate the paragraphs

    def look(self, lines: Sequence[PrintedLine], start: int) -> None:
        """Tell whether the part that begins at the line `start` is an instrument."""
        self.active, self.last = _is_instrument(lines, start), 0
        self.blanks = self.active and _have_blanks(lines, start)

    def step(self, here: PrintedLine) -> bool:
        """Take a line of an instrument of which the shared steps know less."""
        if not self.active:
            return False
        if self._begin(here):
            return True
        return self._paragraph(here) if self.last else self._preamble(here)

    def _begin(self, here: PrintedLine) -> bool:
        """Begin an article if the line is the next one's first."""
        walker, line = self.walker, here.line
        found = article(line.text)
        if not found or not (found.value == self.last + 1 or (self.last and walker.gap(here).certain)):
            return False
        if found.value <= self.last or not walker.gap(here).possible:
            return False
        self.last = found.value
        draft = walker.outline.named(f"{found.prefix}.{found.value}")
        walker.outline.numbers.add(walker.outline.part, f"{found.prefix}.", "paragraph", found.value)
        walker.other.append(cut(line, 0, found.end, "label"))
        walker.block = []
        if line.text[found.end :].strip():
            walker.block = [cut(line, found.end, len(line.text), "paragraph")]
            draft.blocks.append(walker.block)
        walker.went_on(line)
        if not walker.block:
            self._take_title(draft)
        return True

    def _take_title(self, draft: Draft) -> None:
        """Take the title of an article, which stands alone between its number and its text."""
        walker = self.walker
        walker.last = None
        first, second = ([*walker.some_ahead(2), None, None])[:2]
        if (
            not first
            or not second
            or article(second.line.text)
            or not divisions.may_be_title(first.line.text)
        ):
            return
        if not walker.layout.hard and not second.line.blank_before and not paragraph_number(second.line.text):
            return
        draft.blocks.append([whole(first.line, "paragraph")])
        walker.close(1)

    def _paragraph(self, here: PrintedLine) -> bool:
        """Begin a paragraph of the open article: its numbers are those of items."""
        walker, outline = self.walker, self.walker.outline
        found = paragraph_number(here.line.text) or han_number(here.line.text)
        if not found or outline.root is None or outline.root.number is None or here.line.role == "row":
            return False
        expected = outline.levels().get("digit", 0) + 1
        if found[0] != expected or not walker.gap(here).possible:
            return False
        outline.items = [one for one in outline.items if one.style == "digit"]
        walker.open(outline.item(Marker("digit", found[0], found[1])), here.line, found[1])
        return True

    def _preamble(self, here: PrintedLine) -> bool:
        """Take a paragraph of the preamble: it begins as such ones do and ends with a comma."""
        walker, line = self.walker, here.line
        last, root = walker.last, walker.outline.root
        if _preambles().fullmatch(fold(line.text[:_LONGEST_START]).strip()):
            walker.outline.heading([whole(line, "heading")], line.text, None)
            walker.close(1)
            return True
        after_clause = last is None or last.text.rstrip().endswith(_COMMAS) or walker.gap(here).certain
        if after_clause and _openings().match(fold(line.text[:_LONGEST_START]).strip()) and self._is_clause():
            walker.block = [whole(line, "preamble")]
            walker.outline.clause(walker.block)
        elif last is None or root is None or root.kind != "preamble":
            return False
        elif after_clause and self._parted(here):
            walker.close(0)
            walker.outline.leave()
            return False
        else:
            walker.block.append(whole(line, "preamble"))
        walker.went_on(line)
        return True

    def _parted(self, here: PrintedLine) -> bool:
        """Tell whether a printed paragraph begins with a line, as far as the layout shows it."""
        if here.line.begins is not None:
            return here.line.begins
        layout = self.walker.layout
        blank = here.line.blank_before and not layout.spread
        return blank if self.blanks else blank or layout.hard

    def _is_clause(self) -> bool:
        """Tell whether the printed paragraph at the current line ends with a comma or a semicolon."""
        walker = self.walker
        last: Line | None = None
        for one in walker.some_ahead(_LONGEST_START):
            if last is not None and self._parted(one):
                break
            last = one.line
            if walker.layout.spread and last.text.rstrip().endswith(_COMMAS):
                break
        return last is not None and last.text.rstrip().endswith(_COMMAS)


def _have_blanks(lines: Sequence[PrintedLine], start: int) -> bool:
    """Tell whether at least every fourth of the lines from `start` on stands below a blank line."""
    near = lines[start : start + _LOOKED_AT]
    return sum(one.line.blank_before for one in near) * 4 >= len(near)


def _is_instrument(lines: Sequence[PrintedLine], start: int) -> bool:
    """Tell whether a part has articles, in whose paragraphs the numbers begin anew."""
    count = last = highest = 0
    fresh = True
    for at in range(start, len(lines)):
        text = lines[at].line.text
        if part_label(text):
            break
        if (found := article(text)) and found.value == last + 1:
            last, count, fresh = found.value, count + 1, True
        elif number := paragraph_number(text):
            if count > 1 and fresh and number[0] > 1 and number[0] == highest + 1:
                return False
            highest, fresh = number[0], False
            if not count and at - start > 0 and number[0] > 1:
                return False
        elif not count and adoption.closing(text):
            return False
    return count >= _FEWEST


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(f"{chinese_clauses.PREAMBULAR}|{english_clauses.PREAMBULAR}")


@cache
def _preambles() -> re.Pattern[str]:
    return re.compile(f"{chinese.PREAMBLE}|{english.PREAMBLE}")
