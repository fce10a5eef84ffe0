"""Recognise what a website puts above a document: its own title, links to the documents beside it, a card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from msgspec import structs

from indexer.language.en import masthead_patterns as english
from indexer.language.zh import masthead_patterns as chinese
from indexer.structure import adoption
from indexer.structure import masthead_items as items
from indexer.structure.boilerplate import PrintedLine
from indexer.structure.pieces import Piece
from indexer.text.folding import fold

MOST_LINES = 30
"""How many lines at the start of a source are looked at."""
_ARROW = re.compile(r"^\s*[←→«»<>]|\|\s*[→»]\s*$|\|\s*$")
_BULLET = re.compile(r"\s*[-–•*·](?=\s)")
_LONGEST = 400


def above(lines: Sequence[str]) -> int:
    """Return how many of the first lines of a source a website has put above the document; mostly 0.

    The document begins with the first line that can begin one. What stands above it is the website's if a
    line of it shows that: an arrow, a cell without an end, the name of a library or of the document.
    """
    start = next((at for at, line in enumerate(lines) if _begins(line)), 0)
    return start if any(map(_shows_site, lines[:start])) else 0


def without_bullets(text: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[Piece]]:
    """Take the signs away that a website puts before each paragraph.

    Args:
        text: The lines of a document of a website.

    Returns:
        The lines, with a blank for each sign, and the signs as `site` pieces.

    """
    kept: list[PrintedLine] = []
    noise: list[Piece] = []
    for one in text:
        found = _BULLET.match(one.line.text)
        if found:
            start = found.end() - 1
            noise.append(Piece(one.line, start, found.end(), "site"))
            blanked = f"{one.line.text[:start]} {one.line.text[found.end() :]}"
            kept.append(replace(one, line=structs.replace(one.line, text=blanked)))
        else:
            kept.append(one)
    return kept, noise


def _begins(line: str) -> bool:
    """Tell whether a line can begin a document."""
    if len(line) > _LONGEST:
        return False
    facts = items.Facts()
    masthead = items.read(line, facts) and bool(facts.symbols or facts.bodies or facts.distribution)
    return masthead or adoption.opening(line) or items.is_title(line)


def _shows_site(line: str) -> bool:
    """Tell whether a line stands only on the page of a website."""
    short = line[:_LONGEST]
    folded = fold(short).strip()
    return (
        _ARROW.search(short) is not None
        or _words().search(folded) is not None
        or (_naming().fullmatch("".join(folded.split())) is not None)
    )


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"{chinese.SITE}|{english.SITE}")


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(chinese.NAMING)
