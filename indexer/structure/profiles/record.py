"""Verbatim and summary records of meetings.

A verbatim record is divided into its front page, headings, the turns of its speakers, procedure and votes. A
turn goes on until another speaker is named: procedure that is printed inside it, a page end and a vote do not
end it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.model.document import Speech
from indexer.names.speakers import speaker_key
from indexer.structure import proceedings, votes
from indexer.structure.layout import ended
from indexer.structure.masthead import day_of
from indexer.structure.numbering import han_number, paragraph_number
from indexer.structure.part_labels import part_label
from indexer.structure.pieces import Block, cut, whole
from indexer.structure.profiles.ballot import Ballot
from indexer.structure.profiles.base import Step
from indexer.structure.reflow import join
from indexer.structure.speakers import LONGEST, Speaker, speaker

if TYPE_CHECKING:
    from indexer.model.document import Line
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.drafts import Draft
    from indexer.structure.masthead import Masthead
    from indexer.structure.walker import Walker

_VERBATIM = re.compile(r"/PV\.\d+(?!.*/(?:Corr|Add)\.)")
_SUMMARY = re.compile(r"/SR\.\d+(?!.*/(?:Corr|Add)\.)")
_MOST_LINES = 12
"""How many lines a paragraph of procedure, a heading or the name of a speaker has at most."""
_MOST_HEADINGS = 14
"""How many headings may stand above one another."""
_LONGEST_HEADING = 400
_LOWEST = 3
_SUB_ITEM = re.compile(r"[(（][a-z]{1,4}[)）]")
_RUNNING_HEAD = re.compile(r"[(（]([^(),，（）]{2,60})(?:[,，][^()（）]{1,80})?[)）]")
_NAME_AND_STATE = re.compile(r"[^。！？]{1,120}[)）]")
_GOES_ON = ("-", "–", "—", ",", ":", ";", "，", "：", "；", "、", "”", '"', "…")
"""How no heading ends."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The records that hold what was said."""

    name: str = "verbatim-record"

    def accepts(self, symbol: str, _head: Masthead, text: Sequence[PrintedLine]) -> bool:
        """Accept what bears the symbol of a verbatim record and names a speaker or tells of procedure."""
        return _VERBATIM.search(symbol) is not None and any(
            speaker(one.line.text) or proceedings.is_procedure(one.line.text) for one in text
        )

    def steps(self, walker: Walker) -> tuple[Step, ...]:
        """Return the one step that takes all lines of a record but its annexes."""
        return (RecordWalk(walker).step,)


@dataclass(frozen=True, slots=True)
class Summary:
    """The records that report what was said, in numbered paragraphs; nothing in them is a speech."""

    name: str = "summary-record"

    def accepts(self, symbol: str, _head: Masthead, _text: Sequence[PrintedLine]) -> bool:
        """Accept what bears the symbol of a summary record."""
        return _SUMMARY.search(symbol) is not None

    def steps(self, walker: Walker) -> tuple[Step, ...]:
        """Return the step that sets procedure apart."""
        return (RecordWalk(walker).procedure_only,)


@dataclass(slots=True)
class RecordWalk:
    """The state of a walk through a record.

    `turn` is the open turn, `known` for whom the speakers named so far speak, `inside` whether the open text
    is that of the turn.
    """

    walker: Walker
    front: Draft | None = None
    begun: bool = False  # the front page has ended
    turn: Draft | None = None
    chair: Draft | None = None  # the last turn of the one who presides
    inside: bool = False
    heard: set[str] = field(default_factory=set)  # the names of all speakers so far, as they are compared
    known: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    presiding: str | None = None  # the State of the one who presides
    tail: str = ""  # the last line of the turn, for words that go over a line's end
    voting: bool = False  # the procedure last taken says that a vote was taken
    headings_end: int = 0  # up to which line the headings that were found reach

    def step(self, here: PrintedLine) -> bool:
        """Take the line, and those that belong to it."""
        outline = self.walker.outline
        if outline.part != "main" or part_label(here.line.text):
            return False
        if self._running_head(here) or self._vote(here):
            return True
        starts = self._starts(here)
        if starts and (self._speaker(here) or self._procedure()):
            return True
        if not self.begun:
            return self._front(here)
        if starts and self._headings(here):
            return True
        return self._text(here)

    def procedure_only(self, here: PrintedLine) -> bool:
        """Take a paragraph of procedure; above the first one the day of the meeting is told."""
        walker = self.walker
        if not self.begun and walker.day is None and proceedings.names_day(here.line.text):
            walker.day = day_of(here.line.text)
        return self.walker.outline.part == "main" and self._starts(here) and self._procedure()

    def _running_head(self, here: PrintedLine) -> bool:
        """Take the line at the top of a page that names who is speaking: `(Mr. X, State)`."""
        found = _RUNNING_HEAD.fullmatch(here.line.text.strip()) if here.page_top else None
        if not found or speaker_key(found[1]) not in self.heard:
            return False
        self.walker.other.append(whole(here.line, "page_header"))
        self.walker.at += 1
        return True

    def _starts(self, here: PrintedLine) -> bool:
        """Tell whether a paragraph may begin with a line."""
        return self.walker.gap(here).possible

    def _paragraph(self, at: int) -> tuple[list[Line], str]:
        """Return the lines of the paragraph at an index of the lines, at most _MOST_LINES, and its text."""
        lines = [self.walker.lines[at].line]
        for one in self.walker.lines[at + 1 : at + _MOST_LINES]:
            if self._separate(lines[-1], one):
                break
            lines.append(one.line)
        return lines, join([whole(one, "paragraph") for one in lines], self.walker.language)[0]

    def _separate(self, last: Line, one: PrintedLine) -> bool:
        """Tell whether a new paragraph begins with a line below `last`."""
        line = one.line
        if line.begins is not None:
            return line.begins
        if not ended(last.text) and line.text.lstrip()[:1].islower() and not line.blank_before:
            return False
        if votes.list_label(line.text) or (ended(last.text) and speaker(line.text)):
            return True
        if not ended(last.text) and self.walker.layout.short(last) and proceedings.is_procedure(line.text):
            return True
        full = self.walker.layout.full(last, line) or proceedings.is_cut(last.text)
        if ended(last.text):
            return (
                self.walker.layout.hard or not full or (line.blank_before and not self.walker.layout.spread)
            )
        if line.blank_before and not one.page_top and not self.walker.layout.spread:
            return True
        # Where lines are not known to be wrapped, the capitals of headings tell them apart.
        return not full if not self.walker.layout.hard else not line.text.lstrip()[:1].islower()

    def _speaker(self, here: PrintedLine) -> bool:
        """Begin a turn if the paragraph names a speaker."""
        lines, end, found = self._named(here)
        if not found or (not self.begun and found.presiding and _is_front(lines[-1].text[found.end :])):
            return False
        draft = self.walker.outline.counted("speech")
        draft.speech = self._speech(found)
        number = paragraph_number(here.line.text) or han_number(here.line.text)
        draft.number = str(number[0]) if number else None
        self.chair = draft if found.presiding else self.chair
        self.turn, self.inside, self.begun, self.tail, self.voting = draft, True, True, "", False
        block: Block = []
        for line in lines:
            width = len(line.text)
            self.walker.other.append(cut(line, 0, min(end, width), "label"))
            if end < width:
                block.append(cut(line, end, width, "speech"))
            end = max(0, end - width - 1)
            self.walker.went_on(line)
        draft.blocks.append(block)
        self.walker.block = block
        return True

    def _named(self, here: PrintedLine) -> tuple[list[Line], int, Speaker | None]:
        """Return the lines over which a speaker is named, where that ends in their text, and the speaker."""
        lines, text = [here.line], here.line.text
        for one in self.walker.lines[self.walker.at + 1 : self.walker.at + _MOST_LINES]:
            if ":" in text or "：" in text:
                found = speaker(text)
                if found and not text[found.end :].lstrip().startswith(("(", "（")):
                    return lines, found.end, found
                if not found and not text.rstrip().endswith((":", "：")):
                    return lines, 0, None
            if len(text) > LONGEST or self._separate(lines[-1], one):
                break
            lines.append(one.line)
            text += "\n" + one.line.text
        found = speaker(text)
        return lines, found.end if found else 0, found

    def _speech(self, found: Speaker) -> Speech:
        """Return for whom a speaker speaks; a later turn of the same name need not say it again."""
        parties = found.state, found.organization, found.printed
        self.heard.add(speaker_key(found.name))
        if not found.presiding:
            if any(parties):
                self.known.setdefault(found.name, parties)
            else:
                parties = self.known.get(found.name, parties)
        state, organization, printed = parties
        return Speech(found.name, state, organization, found.spoken_in, printed)

    def _procedure(self) -> bool:
        """Take the paragraph if it tells what happened in the meeting."""
        lines, text = self._paragraph(self.walker.at)
        if not proceedings.is_procedure(text):
            return False
        self.begun = self.begun or not self.front or proceedings.begins_meeting(text)
        if proceedings.result_subject(text) and votes.totals_in(text):
            self._ballot()  # a vote of which the record has no lists
            return True
        draft = self.walker.outline.counted("procedure")
        draft.blocks.append([whole(one, "procedure") for one in lines])
        self.voting = proceedings.tells_of_vote(text)
        if proceedings.adopts_agenda(text):
            self.walker.outline.end_sections()  # what follows is no part of the item by which it was adopted
        self._after(len(lines))
        return True

    def _after(self, lines: int) -> None:
        """Move past what is no part of a turn."""
        self.walker.close(lines)
        self.walker.untitled = False
        self.inside = False

    def _front(self, here: PrintedLine) -> bool:
        """Take a line of the front page: the number of the meeting, the members, the agenda."""
        walker = self.walker
        text = here.line.text
        self.presiding = self.presiding or proceedings.state_presiding(text)
        walker.day = walker.day or (None if self.presiding else day_of(text))
        if proceedings.names_meeting(text) and not walker.outline.titles["main"]:
            walker.outline.title([whole(here.line, "heading")], text)
        else:
            self.front = self.front or walker.outline.counted("procedure")
            if here.line.begins is False and self.front.blocks:
                self.front.blocks[-1].append(whole(here.line, "procedure"))
            else:
                self.front.blocks.append([whole(here.line, "procedure")])
        self._after(1)
        return True

    def _headings(self, here: PrintedLine) -> bool:
        """Take a heading: a paragraph that is no sentence, above a speaker, procedure or a heading."""
        walker = self.walker
        lines, text = self._paragraph(walker.at)
        first = walker.last is not None or not self._follows_heading()
        if proceedings.is_agenda_item(here.line.text):
            lines, text = [here.line], here.line.text
        elif not (self._heads_turn(here) if first else _may_be_heading(text)):
            return False
        level = 1 if first else min(len(walker.outline.sections) + 1, self._lowest())
        if first and walker.outline.sections and _SUB_ITEM.match(text):
            level = self._lowest()
        walker.outline.heading([whole(one, "heading") for one in lines], text, None, level)
        self._after(len(lines))
        self.turn = None
        return True

    def _heads_turn(self, here: PrintedLine) -> bool:
        """Tell whether headings begin with a line: the text above has ended, and they stand above a turn."""
        last = self.walker.last
        if last and not ended(last.text) and not (here.line.begins or here.line.blank_before):
            return False
        return self.walker.at < self.headings_end or self._above_turn(self.walker.at)

    def _follows_heading(self) -> bool:
        """Tell whether the unit above is a heading of this run."""
        drafts = self.walker.outline.drafts
        return bool(drafts) and drafts[-1].kind == "heading" and bool(self.walker.outline.sections)

    def _lowest(self) -> int:
        """Return the level of the headings below the title of an item of the agenda."""
        top = self.walker.outline.sections[0].text if self.walker.outline.sections else ""
        return _LOWEST if proceedings.is_agenda_item(top) else _LOWEST - 1

    def _above_turn(self, at: int) -> bool:
        """Tell whether headings stand from an index on down to a speaker or to procedure."""
        for _ in range(_MOST_HEADINGS):
            if at >= len(self.walker.lines):
                return False
            lines, text = self._paragraph(at)
            if speaker(text) or proceedings.is_procedure(text):
                self.headings_end = at
                return True
            if not _may_be_heading(text):
                return False
            at += len(lines)
        return False

    def _text(self, here: PrintedLine) -> bool:
        """Continue the open turn; text below a heading that no one is named to have said is procedure."""
        walker = self.walker
        certain = walker.gap(here).certain
        if self.turn is None:
            if certain or not walker.outline.drafts or walker.outline.drafts[-1].kind != "procedure":
                walker.outline.counted("procedure").blocks.append([])
            walker.outline.drafts[-1].blocks[-1].append(whole(here.line, "procedure"))
            walker.went_on(here.line)
            return True
        if certain or not self.inside or not self.turn.blocks:
            walker.block = []
            self.turn.blocks.append(walker.block)
        walker.block.append(whole(here.line, "speech"))
        self.inside = True
        self._capacity(here.line.text)
        walker.went_on(here.line)
        return True

    def _capacity(self, text: str) -> None:
        """Count the turn of one who presides for a State once that is announced."""
        said = self.turn and self.turn.speech
        if self.turn and said and said.state is None and said.organization is None:
            national, state = proceedings.national_capacity(f"{self.tail} {text}"[-LONGEST:])
            if national:
                self.turn.speech = Speech(said.speaker, state or self.presiding, None, said.spoken_in)
        self.tail = text

    def _vote(self, here: PrintedLine) -> bool:
        """Take the lists of a vote, with the result and the notes below them."""
        label = votes.list_label(here.line.text)
        if not label or not self._is_list(here, *label):
            return False
        self._ballot()
        return True

    def _is_list(self, here: PrintedLine, side: votes.Side, column: int) -> bool:
        """Tell whether a label begins the lists of a vote: below word of a vote, or above States."""
        if not self.walker.gap(here).possible:
            return False
        if self.voting:
            return True
        rest = here.line.text[column:]
        below = next(self.walker.ahead(1), None)
        text = rest if rest.strip() else below.line.text if below else ""
        return side == "in_favour" and votes.names_a_state(text)

    def _said(self, turn: Draft) -> str:
        """Return the last paragraphs of a turn."""
        return "\n".join(join(block, self.walker.language)[0] for block in turn.blocks[-_MOST_LINES:])

    def _ballot(self) -> None:
        """Take a vote that begins at the current line."""
        said = tuple(self._said(one) for one in (self.turn, self.chair) if one)
        ballot = Ballot(self.walker, self._paragraph, said, self.walker.at)
        ballot.take()
        self._after(ballot.at - self.walker.at)
        self.begun, self.voting = True, False


def _is_front(rest: str) -> bool:
    """Tell whether what follows the word for the one who presides is a name and a State."""
    return _NAME_AND_STATE.fullmatch(rest.strip()) is not None


def _may_be_heading(text: str) -> bool:
    """Tell whether a paragraph may be a heading: it is short, and neither a sentence nor a quotation."""
    stripped = text.strip()
    return (
        len(stripped) <= _LONGEST_HEADING
        and not stripped[:1].islower()
        and not stripped.endswith(_GOES_ON)
        and (
            not ended(stripped) or stripped[-1] in ")）" or stripped[-1].isdigit()
        )  # `(A/99/448)`, `A/99/L.7`
        and votes.list_label(stripped) is None
    )
