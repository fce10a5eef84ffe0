"""Take a vote out of a record: its lists, the sentence with its result, and the notes below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from indexer.structure import proceedings, votes
from indexer.structure.pieces import Block, whole
from indexer.structure.reflow import join
from indexer.structure.speakers import speaker

if TYPE_CHECKING:
    from indexer.model.document import Line
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.walker import Walker

Paragraphs: TypeAlias = "Callable[[int], tuple[list[Line], str]]"
"""Gives the lines and the text of the paragraph that begins at an index of the lines."""
_MOST_NOTES = 12
_SEPARATORS = (",", "，", "、", ";", "；")


@dataclass(slots=True)
class Ballot:
    """A vote as it is read, from index `at` of the walker's lines on.

    `said` is what was said before it: by the last speaker, then by the one who presides.
    """

    walker: Walker
    paragraph: Paragraphs
    said: tuple[str, ...]
    at: int
    lists: votes.Lists = field(default_factory=votes.Lists)
    blocks: list[Block] = field(default_factory=list)
    subject: str = ""
    after: str = ""  # what the one who presides says next
    totals: tuple[int, int, int] | None = None
    notes: list[str] = field(default_factory=list)

    def take(self) -> None:
        """Read the vote and add it to the outline."""
        while self._list():
            pass
        self._result()
        while len(self.notes) < _MOST_NOTES and self._note():
            pass
        draft = self.walker.outline.counted("vote")
        draft.blocks += self.blocks
        subject = self.subject or next(filter(None, map(votes.subject_said, (*self.said, self.after))), "")
        draft.vote = votes.vote(subject, self.lists, self.totals, self.notes)
        counted = self.lists.counted
        if not draft.vote.unrecorded and self.totals not in (None, counted):
            self.walker.warnings.append(
                f"In {draft.locator} the lists name {_written(counted)} States in favour, against and "
                f"abstaining, but the record states {_written(self.totals or counted)}."
            )

    def _list(self) -> bool:
        """Take a whole list, from its label on."""
        if self.at >= len(self.walker.lines):
            return False
        label = votes.list_label(self.walker.lines[self.at].line.text)
        if not label or label[0] in self.lists.texts:
            return False
        side, column = label
        first = self.walker.lines[self.at].line
        texts = [first.text[column:]]
        lines = [first]
        self.at += 1
        while self.at < len(self.walker.lines) and self._goes_on(texts, self.walker.lines[self.at]):
            lines.append(self.walker.lines[self.at].line)
            texts.append(lines[-1].text)
            self.at += 1
        self.lists.texts[side] = texts
        pieces = [whole(line, "vote") for line in lines]
        if any(sign in text for text in texts for sign in _SEPARATORS):
            self.blocks.append(pieces)
        else:
            self.blocks += ([piece] for piece in pieces)
        return True

    def _goes_on(self, texts: Sequence[str], one: PrintedLine) -> bool:
        """Tell whether a list goes on with a line."""
        text = one.line.text
        if votes.list_label(text) or speaker(text):
            return False
        last = texts[-1].strip()
        if last.endswith(_SEPARATORS):
            return True
        if not any(part.strip() for part in texts):
            return not proceedings.is_procedure(text)
        if one.line.begins is False:
            return True
        if last.endswith((".", "。")):
            return False
        named = votes.names_a_state(text) and not proceedings.is_procedure(text)
        # A name may be divided: the rest of it is no State, but no new paragraph begins with it.
        return named or (not one.line.begins and not one.line.blank_before and votes.is_divided(last, text))

    def _result(self) -> None:
        """Take the sentence that tells the result, or look for the totals in what the President says next."""
        if self.at >= len(self.walker.lines):
            return
        lines, text = self.paragraph(self.at)
        if found := speaker(text):
            if found.presiding:
                self.after, self.totals = text, votes.totals_in(text)
            return
        subject = proceedings.result_subject(text)
        if subject is not None:
            self.subject, self.totals = subject, votes.totals_in(text)
            self.blocks.append([whole(line, "vote") for line in lines])
            self.at += len(lines)

    def _note(self) -> bool:
        """Take a paragraph that tells how a delegation had meant to vote."""
        if self.at >= len(self.walker.lines):
            return False
        lines, text = self.paragraph(self.at)
        if not votes.is_note(text):
            return False
        block = [whole(line, "vote") for line in lines]
        self.blocks.append(block)
        self.notes.append(join(block, self.walker.language)[0])
        self.at += len(lines)
        return True


def _written(numbers: tuple[int, int, int]) -> str:
    """Write three numbers as in `13, 0 and 2`."""
    return f"{numbers[0]}, {numbers[1]} and {numbers[2]}"
