"""Resolutions, decisions and drafts: opening, preambular and operative paragraphs, closing lines, annexes.

Below the closing lines the next part of a resolution (`B`) may begin, whose numbers start again at 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from indexer.language.en import clause_patterns as english
from indexer.language.zh import clause_patterns as chinese
from indexer.structure import adoption, masthead, masthead_items, table
from indexer.structure.drafts import Draft
from indexer.structure.layout import ended
from indexer.structure.numbering import han_number, heading_marker, item_markers, paragraph_number
from indexer.structure.part_labels import part_label
from indexer.structure.pieces import cut, whole
from indexer.structure.profiles import labels
from indexer.structure.reflow import join
from indexer.text.folding import fold

if TYPE_CHECKING:
    from indexer.model.document import Line
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.masthead import Masthead
    from indexer.structure.profiles.base import Step
    from indexer.structure.walker import Walker

Stage: TypeAlias = Literal["above", "preamble", "operative", "below"]
"""Where the walk stands: above the opening, in the preamble or the operative part, below the text."""

_LOOKED_AT = 60
_TAIL = 24
_LONGEST_OPENING = 80
_LONGEST_TITLE = 6
_COMMAS = (",", "，", ";", "；", "、")
_STOPS = (".", "。")
_MARKS = "0123456789/⁰¹²³⁴⁵⁶⁷⁸⁹[]* \t\u00a0"
_MOST_DIGITS = 3
"""How many digits the mark of a note has at most."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The kind of texts in which a body says what it recalls and what it decides."""

    name: str = "resolution"

    def accepts(self, _symbol: str, _head: Masthead, text: Sequence[PrintedLine]) -> bool:
        """Accept a text that opens with the name of a body, above its first numbered paragraph."""
        for one in text[:_LOOKED_AT]:
            if adoption.opening(one.line.text):
                return True
            if paragraph_number(one.line.text):
                return False
        return False

    def steps(self, walker: Walker) -> tuple[Step, ...]:
        """Return the steps of a walk through a resolution."""
        walk = _Walk(walker)
        walker.at_end.append(walk.settle)
        return (walk.step,)


RESOLUTION = Resolution()


@dataclass(slots=True)
class _Walk:
    """The state of a walk through a resolution; `clauses` are the preambular paragraphs of the open text."""

    walker: Walker
    stage: Stage = "above"
    clauses: list[Draft] = field(default_factory=list)
    closing: Draft | None = None
    open_brackets: int = 0
    texts: int = 0
    label: str = ""  # of the part or section above the next text, as printed
    section: str = ""  # the last section below the opening in which the numbers begin anew
    blanks: bool | None = None  # whether blank lines separate the clauses; None until that was looked at

    def step(self, here: PrintedLine) -> bool:
        """Take a line of which the shared steps know less."""
        if part_label(here.line.text):
            self.settle()
            self.stage = "above"
            return False
        if self.walker.articles.active:
            return False
        if adoption.opening(here.line.text):
            return self._open(here)
        match self.stage:
            case "above":
                return self._above(here)
            case "preamble":
                return self._preamble(here)
            case "operative":
                return self._operative(here)
        return self._below(here)

    def _open(self, here: PrintedLine) -> bool:
        """Take the opening: below it the preamble begins."""
        if self.stage in ("preamble", "operative") and not self._ended():
            return False
        self.settle()
        self._begin_text()
        self.walker.outline.unit("paragraph", [whole(here.line, "paragraph")])
        self.walker.untitled = False
        self.walker.close(1)
        self.stage = "preamble"
        return True

    def _begin_text(self) -> None:
        """Begin the numbers anew if the part holds a text already."""
        outline = self.walker.outline
        self.clauses, self.blanks = [], None
        again = self.texts and (outline.last_number or self.closing is not None)
        if self.label or again:
            outline.restart(self.label or str(self.texts + 1))
        self.closing, self.open_brackets = None, 0
        self.label = self.section = ""
        self.texts += 1

    def _above(self, here: PrintedLine) -> bool:
        """Take the heading with the number, and what stands between it and the opening."""
        walker, line = self.walker, here.line
        if walker.outline.part == "main":
            if (number := adoption.number_heading(line.text)) and not walker.outline.caption:
                self._number_heading(number.start)
                return True
            if walker.outline.caption and self._section(here):
                return True
            count, facts = masthead.item(walker.lines, walker.at, masthead_items.Facts(count=1))
            if count:
                walker.adopted = walker.adopted or facts.adopted or facts.date
                walker.other += (whole(one.line, "masthead") for one in walker.some_ahead(count))
                walker.close(count)
                return True
        return self._section(here)

    def _number_heading(self, start: int) -> None:
        """Take the heading with the number of the resolution; without a title the number stands for it."""
        walker = self.walker
        lines = [walker.lines[walker.at].line]
        for one in walker.ahead(1):
            stops = one.line.blank_before or adoption.opening(one.line.text) or len(lines) == _LONGEST_TITLE
            if stops or masthead_items.read(one.line.text, masthead_items.Facts(count=1)):
                break
            if walker.layout.hard and not masthead_items.goes_on(lines[-1].text, one.line.text):
                break
            lines.append(one.line)
        if len(lines) == 1 and start >= len(lines[0].text.rstrip()):
            start = 0
        walker.other.append(cut(lines[0], 0, start, "label"))
        block = [cut(lines[0], start, len(lines[0].text), "heading")]
        block += (whole(line, "heading") for line in lines[1:])
        walker.outline.title(block, join(block, walker.language)[0])
        walker.untitled = False
        walker.close(len(lines))

    def _section(self, here: PrintedLine) -> bool:
        """Take the letter of a part of the resolution with its title, on one line or on two."""
        walker = self.walker
        found = labels.labelled(here.line.text)
        if not found or not walker.outline.caption:
            return False
        lines = [here.line]
        if not found.title:
            below = next(walker.ahead(1), None)
            if below and not adoption.opening(below.line.text) and self._may_be_title(below):
                lines.append(below.line)
        blocks = [[whole(line, "heading")] for line in lines]
        words = " ".join(line.text.strip() for line in lines)
        marker = heading_marker(f"{found.label}. {found.title or 'A'}", walker.outline.values)
        walker.outline.heading(blocks[0], words, marker)
        walker.outline.drafts[-1].blocks = blocks
        walker.close(len(lines))
        self.label = found.label
        return True

    def _may_be_title(self, below: PrintedLine) -> bool:
        """Tell whether a line below a label may be its title."""
        return (
            not ended(below.line.text)
            and not self._ended_as_clause(below)
            and not paragraph_number(below.line.text)
        )

    def _ended_as_clause(self, one: PrintedLine) -> bool:
        return _unmarked(one.line.text).endswith(_COMMAS)

    def _inner_section(self, here: PrintedLine) -> bool:
        """Take the label of a section below the opening; the numbers of paragraphs may begin anew in it."""
        walker = self.walker
        found = labels.labelled(here.line.text)
        if not found or not self._ended() or ended(found.title):
            return False
        if self._another_text():
            self.settle()
            self.stage = "above"
            return self._section(here)
        if not labels.follows(found.label, self.section):
            return False
        anew = labels.begins_numbers_anew(walker.ahead(1), found.label, first=not self.section)
        if not (anew or self._number_goes_on()) or not self._section(here):
            return False
        self.stage = "operative"
        self.clauses, self.section, self.label = [], found.label, ""
        if anew:
            walker.outline.restart(found.label)
        return True

    def _number_goes_on(self) -> bool:
        """Tell whether the first paragraph number within a few lines is the next one."""
        ahead = (paragraph_number(one.line.text) for one in self.walker.some_ahead(_LONGEST_TITLE))
        found = next(filter(None, ahead), None)
        return found is not None and found[0] == self.walker.outline.last_number + 1

    def _preamble(self, here: PrintedLine) -> bool:
        """Take a line of the preamble: it begins a clause, or goes on with one."""
        walker, line = self.walker, here.line
        if walker.boundaries.note(here):
            return False
        if self._inner_section(here):
            return True
        number = paragraph_number(line.text)
        if number and number[0] == 1 and (not self.clauses or self._ended() or line.label):
            self.stage = "operative"
            walker.close(0)
            walker.outline.leave()
            return False
        if self._closes(here):
            return self._close(here)
        if self._han_paragraph(here):
            return True
        if table.is_header(line) or line.role in ("row", "heading"):
            return False
        if self._begins(here):
            walker.block = [whole(line, "preamble")]
            self.clauses.append(walker.outline.clause(walker.block))
        else:
            walker.block.append(whole(line, "preamble"))
        walker.went_on(line)
        return True

    def _begins(self, here: PrintedLine) -> bool:
        """Tell whether a clause begins with a line."""
        walker, line = self.walker, here.line
        if not self.clauses or walker.last is None:
            return True
        goes_on = line.text.strip()[:1].islower() and not self._ended()
        if line.begins is not None:
            return line.begins and not goes_on and not item_markers(line.text)
        if not self._ended() or item_markers(line.text):
            return False
        if walker.layout.hard:
            return not line.text.strip()[:1].islower()
        if self._have_blanks():
            return line.blank_before and not walker.interrupted
        return _opens_clause(line.text)

    def _have_blanks(self) -> bool:
        """Tell whether blank lines separate the clauses of this text."""
        if self.blanks is None:
            self.blanks = False
            for one in self.walker.some_ahead(_LOOKED_AT):
                if paragraph_number(one.line.text) or adoption.closing(one.line.text):
                    break
                if one.line.blank_before and not self.walker.layout.spread:
                    self.blanks = True
                    break
        return self.blanks

    def _ended(self) -> bool:
        """Tell whether the open text ends as a clause does; a note mark behind its comma is ignored."""
        last = self.walker.last
        if last is None:
            return True
        tail = _unmarked(last.text)
        return tail.endswith(_COMMAS) or ended(last.text) or tail.endswith(_STOPS)

    def _operative(self, here: PrintedLine) -> bool:
        """Take the closing lines; the rest of the operative part is divided as all numbered texts are."""
        if self._closes(here):
            return self._close(here)
        return self._inner_section(here) or self._han_paragraph(here)

    def _han_paragraph(self, here: PrintedLine) -> bool:
        """Begin an operative paragraph with a Chinese numeral (`一、`), as old resolutions have them."""
        walker = self.walker
        found = han_number(here.line.text)
        if not found or found[0] != walker.outline.last_number + 1 or not self._ended():
            return False
        if self.stage == "preamble":
            self.stage = "operative"
            walker.outline.leave()
        walker.open(walker.outline.paragraph(found[0]), here.line, found[1])
        return True

    def _closes(self, here: PrintedLine) -> bool:
        """Tell whether a line is the first below the text."""
        last = self.walker.last
        finished = last is None or _unmarked(last.text).endswith((*_STOPS, "”", '"', ":", "：", "]"))
        return finished and here.line.begins is not False and adoption.closing(here.line.text)

    def _close(self, here: PrintedLine) -> bool:
        """Take a line below the text; all of them are one unit."""
        self.settle()
        walker, line = self.walker, here.line
        block = [whole(line, "closing")]
        if self.section:
            self.section = walker.outline.series = ""
        if self.closing is None:
            self.closing = walker.outline.unit("closing", block)
        else:
            self.closing.blocks.append(block)
        self.open_brackets += line.text.count("[") - line.text.count("]")
        walker.adopted = walker.adopted or adoption.day_of_line(line.text)
        walker.close(1)
        self.stage = "below"
        return True

    def _below(self, here: PrintedLine) -> bool:
        """Take a line below the closing lines: another part of the resolution, or more of them."""
        walker = self.walker
        if walker.boundaries.note(here):
            return False
        if adoption.closing(here.line.text) or self._closing_goes_on(here.line):
            return self._close(here)
        if self._another_text():
            self.stage = "above"
            return self._section(here)
        if walker.from_site:
            walker.other.append(whole(here.line, "site"))
            walker.close(1)
            return True
        return False

    def _closing_goes_on(self, line: Line) -> bool:
        """Tell whether the closing lines go on: a bracket is open, as in lists of votes, or a line broken."""
        if self.closing is None:
            return False
        above = self.closing.blocks[-1][-1].text
        broken = not line.blank_before and not ended(above) and line.text.strip()[:1].islower()
        return self.open_brackets > 0 or broken

    def _another_text(self) -> bool:
        """Tell whether the opening of another text follows within a few lines."""
        return any(adoption.opening(one.line.text) for one in self.walker.some_ahead(_LONGEST_TITLE))

    def settle(self) -> None:
        """Tell the operative paragraphs without a number from the last preambular ones."""
        if self.stage != "preamble" or not self.clauses:
            return
        texts = [fold(join(one.blocks[0], self.walker.language)[0]) for one in self.clauses]
        first = next(
            (at for at, text in enumerate(texts) if at and _is_operative(text)),
            len(texts) - 1 if _unmarked(texts[-1]).endswith(_STOPS) else len(texts),
        )
        found = self.clauses[first:]
        for number, draft in enumerate(found, 1):
            draft.kind = "paragraph"
            draft.locator = self.walker.outline.free("op" if len(found) == 1 else f"op.{number}")
        self.clauses = []
        self.walker.outline.leave()


def _unmarked(text: str) -> str:
    """Return the end of a text without the mark of a note, which may stand behind its last sign."""
    tail = text[-_TAIL:].rstrip()
    bare = tail.rstrip(_MARKS)
    return tail if sum(map(str.isdigit, tail[len(bare) :])) > _MOST_DIGITS else bare


def _opens_clause(text: str) -> bool:
    return _openings().match(fold(text[:_LONGEST_OPENING]).strip()) is not None


def _is_operative(text: str) -> bool:
    return _operatives().match(text[:_LONGEST_OPENING]) is not None


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(
        f"[-–•]? ?(?:{chinese.PREAMBULAR}|{english.PREAMBULAR}|{chinese.OPERATIVE}|{english.OPERATIVE})"
    )


@cache
def _operatives() -> re.Pattern[str]:
    return re.compile(f"{chinese.OPERATIVE}|{english.OPERATIVE}")
