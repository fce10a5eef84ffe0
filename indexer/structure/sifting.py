"""What a page carries beside its text is set aside: addresses of links, rules, page headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Line
from indexer.names import symbols
from indexer.structure.layout import ended
from indexer.structure.pieces import Noise, Piece, whole

_LINK = re.compile(r"https?://\S+")
_RULE = re.compile(r"[_\-–—=*─━＿\s]{3,}")
_JOB = r"\d{2}-\d{5}(?:\s*\([A-Z]\))?"
_PAGE = r"\d{1,3}\s*/\s*\d{1,3}"
_PAGE_NUMBER = re.compile(rf"{_PAGE}\s+{_JOB}|{_JOB}(?:\s+(?:{_PAGE}|\d{{6}}))*|\*\d{{7}}\*")
_LONGEST_SYMBOL = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text, with what stood before it: a rule, or the end of a page."""

    line: Line
    after_rule: bool = False
    page_top: bool = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """Text and noise apart; `symbols` are those of the page headers, in key form."""

    text: tuple[Printed, ...]
    noise: tuple[Piece, ...]
    symbols: tuple[str, ...]


def sift(lines: Sequence[Line]) -> Sifted:
    """Set aside links, rules and page headers.

    A symbol alone on a line is a page header where it neighbours a page number or begins a page.
    """
    roles = [_role(line.text.strip()) for line in lines]
    for at in _wrapped_links(lines, roles):
        roles[at] = None
    headers: list[str] = []
    for at, line in enumerate(lines):
        beside = "page_header" in (roles[at - 1 : at] + roles[at + 1 : at + 2])
        if roles[at] is None and (beside or line.page_break_before) and (symbol := lone_symbol(line.text)):
            roles[at] = "page_header"
            headers.append(symbol)
    return Sifted(
        tuple(_printed(lines, roles)),
        tuple(whole(line, role) for line, role in zip(lines, roles, strict=True) if role),
        tuple(dict.fromkeys(headers)),
    )


def drop_headers(text: Sequence[Printed], symbol: str) -> tuple[list[Printed], list[Piece]]:
    """Set aside further lines that hold nothing but the document's own symbol."""
    kept: list[Printed] = []
    noise: list[Piece] = []
    for one in text:
        if lone_symbol(one.line.text) == symbol:
            noise.append(whole(one.line, "page_header"))
        else:
            kept.append(one)
    return kept, noise


def lone_symbol(text: str) -> str | None:
    """Return the symbol that is all a text holds, in key form."""
    text = text.strip()
    if len(text) > _LONGEST_SYMBOL or "/" not in text or not symbols.is_symbol(text):
        return None
    return symbols.parse(text)


def _role(text: str) -> Noise | None:
    if _LINK.fullmatch(text):
        return "link"
    if _PAGE_NUMBER.fullmatch(text):
        return "page_header"
    return "rule" if _RULE.fullmatch(text) else None


def _wrapped_links(lines: Sequence[Line], roles: list[Noise | None]) -> list[int]:
    """Return the lines whose one link goes on with the sentence above: no run of links, no gap."""
    return [
        at
        for at in range(1, len(lines))
        if roles[at] == "link"
        and "link" not in roles[at - 1 : at] + roles[at + 1 : at + 2]
        and not (lines[at].blank_before or lines[at].page_break_before or ended(lines[at - 1].text))
    ]


def _printed(lines: Sequence[Line], roles: Sequence[Noise | None]) -> list[Printed]:
    """Return the lines that are text; after a link or a page header, a page begins."""
    kept: list[Printed] = []
    rule = page = False
    for line, role in zip(lines, roles, strict=True):
        page = page or line.page_break_before
        if role is None:
            kept.append(Printed(line, after_rule=rule, page_top=page))
            rule = page = False
        else:
            rule = rule or role == "rule"
            page = page or role != "rule"
    return kept
