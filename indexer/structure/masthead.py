"""Read the lines above a document's text: its symbols, its date, its body, its session, the mark of a digest.

The items may come in any order, one or several to a line, spaced out, in capitals or broken over lines. The
first line that is no item ends the masthead, unless an item that stands nowhere else follows soon after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.names import dates
from indexer.names.document_types import type_of
from indexer.structure import masthead_items as items
from indexer.structure import site_heads
from indexer.structure.boilerplate import PrintedLine
from indexer.structure.layout import ended
from indexer.structure.numbering import paragraph_number
from indexer.structure.pieces import Piece, Role, whole

_MOST_JOINED = 8
"""Over how many lines an item may be broken."""
_MOST_UNKNOWN = 4
"""How many lines in a row may be no known item, where one follows that stands only in a masthead."""
_LONGEST = 160
"""How long a line of a masthead may be, in code points."""
_MOST_NOTES = 2


@dataclass(slots=True)
class Masthead:
    """What the lines above the text say.

    `rest` are the lines that are not part of it, in order. `symbols` are all that name the document; the ones
    in `named` stand only in what a website says of it. `draft_title` is the line that says what a
    draft is and who submits it, for want of another title.
    """

    facts: items.Facts = field(default_factory=items.Facts)
    digest: bool = False
    noise: list[Piece] = field(default_factory=list)
    rest: list[PrintedLine] = field(default_factory=list)
    from_site: bool = False
    draft_title: str = ""

    @property
    def symbols(self) -> list[str]:
        """The symbols that the masthead bears, in key form."""
        return self.facts.symbols

    @property
    def date(self) -> date | None:
        """The date of the document, None if the masthead bears none."""
        return self.facts.date


def masthead(text: Sequence[PrintedLine]) -> Masthead:
    """Read the lines from the start of a source up to its first line of text."""
    head = Masthead()
    at = _site(text, head)
    while at < len(text):
        if is_mark(text[at].line.text):
            head.digest = True
            head.noise.append(whole(text[at].line, "edition_mark"))
            at += 1
        elif items.opens(text[at].line.text):
            break
        elif taken := _taken(text, at, head):
            _drop(text[at : at + taken], "masthead", head)
            at += taken
        elif _is_note(text[at], head):
            head.rest.append(text[at])
            at += 1
        else:
            break
    head.rest += text[at:]
    return head


def is_mark(text: str) -> bool:
    """Tell whether a line marks the document as a digest."""
    return items.is_mark(text)


def day_of(text: str) -> date | None:
    """Return the first date with a year in a text (`2019年12月23日`, `dated 23 December 2019`), or None."""
    return next((span.start for found in dates.find(text) for span in found.spans), None)


def _site(text: Sequence[PrintedLine], head: Masthead) -> int:
    """Set the lines that a website puts above a document aside; return how many they are."""
    count = site_heads.above([one.line.text for one in text[: site_heads.MOST_LINES]])
    head.from_site = count > 0
    for one in text[:count]:
        head.facts.add_site(one.line.text)
    _drop(text[:count], "site", head)
    return count


def _taken(text: Sequence[PrintedLine], at: int, head: Masthead) -> int:
    """Return how many lines from the one at `at` on belong to the masthead, and note what they say."""
    known, facts = item(text, at, head.facts)
    below = text[at + known].line.text if at + known < len(text) else ""
    if known and facts.treaty_last and (items.opens(below) or not item(text, at + known, facts)[0]):
        return 0  # the name of a treaty below all other items is the title of the treaty itself
    if known:
        if facts.draft and not head.facts.draft:
            head.draft_title = " ".join(one.line.text.strip() for one in text[at : at + known])
        head.facts = facts
        return known + _agenda_title(text, at + known, head)
    for count in range(1, _MOST_UNKNOWN + 1):
        if at + count >= len(text) or not _may_belong(text[at + count - 1]):
            return 0
        if items.stands_only_above(text[at + count].line.text):
            return count
    return 0


def _may_belong(one: PrintedLine) -> bool:
    """Tell whether a line that is no known item may belong to a masthead."""
    text = one.line.text.strip()
    return (
        len(text) <= _LONGEST
        and not ended(text)
        and one.line.role is None
        and not (paragraph_number(text) or items.opens(text) or items.is_title(text))
    )


def item(text: Sequence[PrintedLine], at: int, facts: items.Facts) -> tuple[int, items.Facts]:
    """Read the item or items of a masthead that begin with the line at `at`.

    Args:
        text: The lines of the text.
        at: The index of the line.
        facts: What is known so far.

    Returns:
        Over how many lines they reach, 0 if there are none, and what is known with them.

    """
    if at >= len(text) or text[at].line.role in ("heading", "note") or text[at].line.label:
        return 0, facts
    joined = ""
    best, known = 0, facts
    for count, one in enumerate(text[at : at + _MOST_JOINED], 1):
        if count > 1 and best and not items.goes_on(joined, one.line.text):
            break
        joined = f"{joined} {one.line.text.strip()}" if joined else one.line.text.strip()
        if len(joined) > _LONGEST * _MOST_JOINED:
            break
        tried = facts.copy()
        if items.read(joined, tried):
            best, known = count, tried
        elif count == 1 and not items.may_be_broken(joined):
            break
    return best, known


def _agenda_title(text: Sequence[PrintedLine], at: int, head: Masthead) -> int:
    """Return how many lines below an agenda item are its title: those down to the next blank line."""
    if not head.facts.agenda_last:
        return 0
    head.facts.agenda_last = False
    for count, one in enumerate(text[at : at + _MOST_UNKNOWN + 1]):
        if one.line.blank_before or (count and type_of("", one.line.text)):
            return count
        if one.line.role or not _may_belong(one) or items.read(one.line.text, items.Facts()):
            break
    return 0


def _is_note(one: PrintedLine, head: Masthead) -> bool:
    """Tell whether a line among the items is a note to one of them (`* Reissued for technical reasons`).

    A note that says something else is what the star behind the symbol means.
    """
    if not items.is_note(one.line.text) or len(head.rest) >= _MOST_NOTES:
        return False
    head.facts.reissued = head.facts.reissued and items.tells_of_reissue(one.line.text)
    return True


def _drop(lines: Sequence[PrintedLine], role: Role, head: Masthead) -> None:
    head.noise += (whole(one.line, role) for one in lines)
