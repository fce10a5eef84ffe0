"""What is known of the block that a line stands in, and what is told of lines only beside others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from indexer.reading.composing import Draft, prefixed

_BREAK = re.compile(r"\r\n|[\n\r\f]")
_ENDED = tuple("。；：！？;:!?.”’」』)）]")
_FEWEST_PRINTED = 20
_FULL = 0.75
_PRINTED = 0.5
_LONGEST_PRINTED = 130
_FEWEST_LINKS = 2


@dataclass(slots=True)
class Block:
    """What the elements around a line say of the next one.

    `begins` tells that a block begins with it, `breaks` how many line breaks stand before it, `label` the
    number of its list, `level` the level of a heading. `goes_on` tells that something of the site's stands
    in the middle of a paragraph.
    """

    begins: bool = True
    goes_on: bool = False
    breaks: int = 0
    label: str = ""
    level: int = 0


@dataclass(slots=True)
class Note:
    """A note that is open, up to the end of `block`; `led_back` tells that a link back was left out."""

    mark: str
    block: etree._Element
    is_item: bool
    led_back: bool = False
    begun: bool = False

    def qualify(self, draft: Draft) -> None:
        """Make a line one of the note; the first bears the mark in front."""
        draft.role = "note"
        if self.begun:
            return
        self.begun = True
        own = _own_mark(draft, self.mark, plain=not (self.is_item or self.led_back))
        draft.text = draft.text[own:]
        draft.raised = tuple((start - own, end - own) for start, end in draft.raised if start >= own)
        prefixed(draft, self.mark)


def _own_mark(draft: Draft, mark: str, *, plain: bool) -> int:
    """Return the length of the mark at the start of a line, with the signs and the space around it.

    Args:
        draft: The line.
        mark: The mark of the note.
        plain: A mark without any sign counts too.

    """
    raised = draft.raised[:1] == ((0, len(mark)),)
    end = "" if plain or raised else r"(?=[\]).、:])"
    found = re.match(rf"[\[(]?{re.escape(mark)}(?![0-9]){end}[\]).、:]?\s?", draft.text)
    return found.end() if found else 0


def pre_lines(text: str, *, is_site: bool) -> list[Draft]:
    """Return the lines of preformatted text; where its paragraphs begin is not known."""
    found: list[Draft] = []
    blank = True
    for line in _BREAK.split(text):
        if line.strip():
            found.append(Draft(line.rstrip(), role="site" if is_site else None, blank_before=blank))
        blank = not line.strip()
    return found


def with_menus_told(drafts: list[Draft], linked: Mapping[int, int]) -> list[Draft]:
    """Return lines, those of menus at the start and the end having the role `site`.

    A menu is a run of lines that consist of links and have no digit, as the symbols of documents have.

    Args:
        drafts: The lines.
        linked: The lines, by id, that consist of links, and of how many.

    """
    for run in (_menu(drafts, linked), _menu(reversed(drafts), linked)):
        if sum(linked[id(draft)] for draft in run) >= _FEWEST_LINKS and len(run) < len(drafts):
            for draft in run:
                draft.role = "site"
    return drafts


def _menu(drafts: Iterable[Draft], linked: Mapping[int, int]) -> list[Draft]:
    """Return the lines of a menu with which lines begin, beside what is the site's already."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.role == "site":
            continue
        if id(draft) not in linked or any(map(str.isdigit, draft.text)):
            break
        found.append(draft)
    return found


def printed_lines(drafts: list[Draft]) -> list[Draft]:
    """Return lines; where each printed line has an element, it is unknown where paragraphs begin.

    Printed lines are mostly of the same length and mostly do not end a sentence.
    """
    plain = [one for one in drafts if one.role is None and one.begins and not one.label]
    if len(plain) >= _FEWEST_PRINTED and _are_printed([one.text for one in plain]):
        for one in plain:
            one.begins, one.blank_before = None, False
    return drafts


def _are_printed(texts: Sequence[str]) -> bool:
    lengths = sorted(map(len, texts))
    usual = lengths[len(lengths) * 9 // 10]
    if usual > _LONGEST_PRINTED:
        return False
    open_ended = sum(len(text) >= _FULL * usual and not text.endswith(_ENDED) for text in texts)
    return open_ended > _PRINTED * len(texts)
