"""Separate the text of a page from its boilerplate: link addresses, rules and page headers.

Boilerplate is kept as noise pieces, so that the coverage can count it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.model.document import Line, LineRole
from indexer.names import symbols
from indexer.structure.layout import ended
from indexer.structure.pieces import Noise, Piece, whole
from indexer.text.folding import fold

_LINK = re.compile(r"https?://\S+")
_RULE = re.compile(r"[_\-–—=*─━＿\s]{3,}")
_JOB = r"(?:GE\.)?\d{2}-\d{5}(?:\s*\([A-Z]\))?"
_PAGE = r"\d{1,3}\s*/\s*\d{1,3}"
_PAGE_NUMBER = re.compile(rf"{_PAGE}(?:\s+/)?\s+{_JOB}|{_JOB}(?:\s+(?:{_PAGE}|\d{{6}})){{0,20}}|\*\d{{7}}\*")
_JOB_NUMBER = re.compile(r"(?<!\d)\d{2}-\d{5}(?!\d)")
_PAGE_FOOT = re.compile(rf"/\s?(?:\.\s?){{3}}|/…|{english.PAGE}|{chinese.PAGE}|[-–—] ?\d{{1,3}} ?[-–—]")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d")
_BESIDE = re.compile(rf"{_PAGE}|\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d")
_RECORD = re.compile(r"/(?:PV|SR)\.\d")
_PAGE_ALONE = re.compile(r"\d{1,3}")
_LONGEST_SYMBOL = 40
_KNOWN: dict[LineRole | None, Noise] = {"head": "page_header", "foot": "page_header", "site": "site"}
"""What a format knows to be no text of the document."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text, and whether a rule or the end of a page came just before it."""

    line: Line
    after_rule: bool = False
    page_top: bool = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """The text and the noise of a source; `symbols` are those of its page headers, in key form.

    `job` is the number under which it was printed, such as `19-22564`, empty if there is none.
    """

    text: tuple[PrintedLine, ...]
    noise: tuple[Piece, ...]
    symbols: tuple[str, ...]
    job: str = ""


def sift(lines: Sequence[Line]) -> Sifted:
    """Separate the text of a source from its links, rules and page headers.

    A line that holds only a symbol is a page header if it is next to a page number or begins a page. Where
    the format knows the page headers, the symbols in them count.

    Args:
        lines: The lines of the source that are not blank, in order.

    """
    roles = [_KNOWN.get(line.role) or _role(line.text.strip()) for line in lines]
    for at in _wrapped_links(lines, roles):
        roles[at] = None
    _spread(lines, roles)
    for at in _pages_of_records(lines):
        roles[at] = "page_header"
    for at in _page_numbers(lines):
        roles[at] = roles[at] or "page_header"
    headers: list[str] = []
    for at, line in enumerate(lines):
        if line.role in ("head", "foot"):
            headers += (one.symbol for one in symbols.occurrences(line.text))
        beside = "page_header" in (roles[at - 1 : at] + roles[at + 1 : at + 2])
        if roles[at] is None and (beside or line.page_break_before) and (symbol := lone_symbol(line.text)):
            roles[at] = "page_header"
            headers.append(symbol)
    return Sifted(
        tuple(_printed(lines, roles)),
        tuple(whole(line, role) for line, role in zip(lines, roles, strict=True) if role),
        tuple(dict.fromkeys(headers)),
        _job(lines, roles),
    )


def _job(lines: Sequence[Line], roles: Sequence[Noise | None]) -> str:
    """Return the first job number in the page headers, empty if there is none."""
    headers = (line.text for line, role in zip(lines, roles, strict=True) if role == "page_header")
    return next((found[0] for text in headers if (found := _JOB_NUMBER.search(text))), "")


def drop_headers(text: Sequence[PrintedLine], symbol: str) -> tuple[list[PrintedLine], list[Piece]]:
    """Remove the remaining lines that hold only the document's own symbol.

    Args:
        text: The lines of text.
        symbol: The symbol of the document, in key form.

    Returns:
        The lines that stay, and the removed lines as `page_header` pieces.

    """
    kept: list[PrintedLine] = []
    noise: list[Piece] = []
    for one in text:
        if lone_symbol(one.line.text) == symbol:
            noise.append(whole(one.line, "page_header"))
        else:
            kept.append(one)
    return kept, noise


def lone_symbol(text: str) -> str | None:
    """Return the symbol in key form if a text holds nothing else, else None."""
    text = text.strip()
    if len(text) > _LONGEST_SYMBOL or "/" not in text or not symbols.is_symbol(text):
        return None
    return symbols.parse(text)


def _role(text: str) -> Noise | None:
    """Return which kind of noise a stripped line is, None if it is text."""
    if _LINK.fullmatch(text):
        return "link"
    if _PAGE_NUMBER.fullmatch(text) or _is_dated_symbol(text):
        return "page_header"
    if len(text) <= _LONGEST_SYMBOL and _PAGE_FOOT.fullmatch(fold(text)):
        return "page_header"
    return "rule" if _RULE.fullmatch(text) else None


def _spread(lines: Sequence[Line], roles: list[Noise | None]) -> None:
    """Take for page headers the numbers of pages and the days that stand alone beside the number of a job.

    A symbol alone on its line may stand between them.
    """
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        before: Noise | None = None
        for at in order:
            text = lines[at].text.strip()
            if roles[at] is None and before == "page_header":
                if len(text) <= _LONGEST_SYMBOL and _BESIDE.fullmatch(text):
                    roles[at] = "page_header"
                elif lone_symbol(text):
                    continue
            before = roles[at]


def _pages_of_records(lines: Sequence[Line]) -> list[int]:
    """Return the indices of page heads: the symbol of a record and, below it, the number of the page."""
    found: list[int] = []
    for at, (line, below) in enumerate(pairwise(lines)):
        symbol = lone_symbol(line.text)
        if symbol and _RECORD.search(symbol) and _PAGE_ALONE.fullmatch(below.text.strip()):
            found += (at, at + 1)
    return found


def _is_dated_symbol(text: str) -> bool:
    """Tell whether a line is the head of a page: its symbol beside a day (`5/03/2031 S/PV.9901`)."""
    if len(text) > 2 * _LONGEST_SYMBOL:
        return False
    days = _DAY.findall(text)
    rest = _DAY.sub(" ", text).strip()
    return len(days) == 1 and lone_symbol(rest) is not None and text.startswith((days[0], rest))


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Return the indices of lines that hold a number alone, beside a symbol alone that stands there again."""
    lone = [lone_symbol(line.text) for line in lines]
    times = Counter(filter(None, lone))
    return [
        at
        for at, line in enumerate(lines)
        if _BARE_NUMBER.fullmatch(line.text.strip())
        and any(one and times[one] > 1 for one in lone[max(0, at - 1) : at + 2])
    ]


def _wrapped_links(lines: Sequence[Line], roles: list[Noise | None]) -> list[int]:
    """Return the indices of links that belong to the sentence above them, and so are text.

    Such a link has no other link next to it and no gap before it, and the line above does not end a sentence.
    """
    return [
        at
        for at in range(1, len(lines))
        if roles[at] == "link"
        and "link" not in roles[at - 1 : at] + roles[at + 1 : at + 2]
        and not (lines[at].blank_before or lines[at].page_break_before or ended(lines[at - 1].text))
    ]


def _printed(lines: Sequence[Line], roles: Sequence[Noise | None]) -> list[PrintedLine]:
    """Return the lines that are text.

    The first line of text after a link or a page header counts as the first of a page.
    """
    kept: list[PrintedLine] = []
    rule = page = False
    for line, role in zip(lines, roles, strict=True):
        page = page or line.page_break_before
        if role is None:
            kept.append(PrintedLine(line, after_rule=rule, page_top=page))
            rule = page = False
        else:
            rule = rule or role == "rule"
            page = page or role != "rule"
    return kept
