"""Recognise pages of contents, so that their numbers and headings are nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.structure.boilerplate import PrintedLine
from indexer.structure.layout import ended
from indexer.structure.pieces import Piece, whole
from indexer.text.folding import fold

_LEADER = re.compile(r"(?:\.\s?){4}|…\s?…|(?:·\s?){4}|_{4}")
_LEADERS = ".…·_"
_AROUND_PAGES = "0123456789-–— \t\u00a0\u3000"
_LONGEST = 300
_MOST_BROKEN = 2
"""Over how many further lines an entry may be broken."""


def drop(text: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[Piece]]:
    """Set the pages of contents aside.

    A page of contents begins with the word for it. Its entries end with a page, or stand again below as
    headings; it ends before the first line that does neither.

    Args:
        text: The lines of the text.

    Returns:
        The lines that stay, and the others as `contents` pieces.

    """
    kept: list[PrintedLine] = []
    noise: list[Piece] = []
    last = _last_places(text)
    at = 0
    while at < len(text):
        end = _end(text, at, last) if _is_title(text[at].line.text) else at
        noise += (whole(one.line, "contents") for one in text[at:end])
        if end == at:
            kept.append(text[at])
            end += 1
        at = end
    return kept, noise


def _last_places(text: Sequence[PrintedLine]) -> dict[str, int]:
    """Return the index of the last line that holds each text, of those that may be headings."""
    return {_bare(one.line.text): at for at, one in enumerate(text) if len(one.line.text) <= _LONGEST}


def _end(text: Sequence[PrintedLine], at: int, last: dict[str, int]) -> int:
    """Return the index behind the contents whose title is at `at`; `at` itself if no entry follows."""
    end = at
    entries: set[str] = set()
    place = at + 1
    while place < len(text) and place - end <= _MOST_BROKEN + (end == at):
        one = text[place].line.text
        bare = _bare(one)
        paged = _is_paged(one)
        if _is_title(one) or (not paged and _columns().fullmatch(fold(one[:_LONGEST]).strip())):
            place += 1  # the head of another page of contents
            continue
        if bare in entries and not paged:
            break
        if paged or (len(one) <= _LONGEST and not ended(one) and last.get(bare, 0) > place):
            entries.add(bare)
            end = place
        elif ended(one):
            break
        place += 1
    return end + 1 if entries else at


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST and _titles().fullmatch(" ".join(fold(text).split())) is not None


def _is_paged(text: str) -> bool:
    """Tell whether a line ends with the page of an entry."""
    if len(text) > _LONGEST:
        return False
    if _LEADER.search(text):
        return True
    entry = text.rstrip().rstrip(_AROUND_PAGES)
    behind = text.rstrip()[len(entry) :]
    apart = behind[:1] == "\t" or behind[:2].isspace() or entry[-2:].strip(_LEADERS) == ""
    return bool(entry) and apart and any(map(str.isdigit, behind))


def _bare(text: str) -> str:
    """Return a heading without its pages, to compare it."""
    return "".join(fold(text[:_LONGEST].rstrip(_LEADERS + _AROUND_PAGES)).split())


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(f"(?:{chinese.CONTENTS}|{english.CONTENTS})(?: ?\\(续\\)| \\(continued\\))?")


@cache
def _columns() -> re.Pattern[str]:
    word = f"(?:{chinese.CONTENTS_COLUMNS}|{english.CONTENTS_COLUMNS})"
    return re.compile(rf"{word}(?:\s{{1,20}}{word}){{0,3}}")
