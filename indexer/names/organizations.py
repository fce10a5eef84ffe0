"""Organizations: the names and short names of those that UN documents name, and lists of organizers.

`organizations.tsv` is kept by hand. Its names serve as words for the segmenter, as synonyms for questions,
and keep a list of organizers from being split inside a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.folding import fold
from indexer.model import Language
from indexer.names import states

# Patterns are strings: `re` compiles and keeps them when they are first used, and importing stays fast.
_SEPARATOR = r"\s*[、/,，;；]\s*(?:和|and\s)?\s*|和|\s+and\s+"
_KEPT_WHOLE = r"《[^》]*》|“[^”]*”|\([^)]*\)|（[^）]*）"
_FRAMEWORK = r"在[^、和]+框架(?:下|内)$"
"""The setting of an event behind its organizer is no part of the organizer's name."""
_HAN_SPACE = r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
_HEAD = (
    "Agency Assembly Association Authority Bureau Center Centre Commission Committee Community Council "
    "Department Directorate Force Forum Foundation Government Governments Group House Institute Ministries "
    "Ministry Office Organisation Organization Parliament Secretariat States Team Union Unit University"
)
_ANY_HEAD = rf"(?:{'|'.join(_HEAD.split())})"
_OPEN_NAME = rf"\b{_ANY_HEAD}\s+(?:of|for|on)\b"
_ORGANIZATION = rf"(?:the\s+)?(?:[A-Z][A-Z0-9-]+\b|(?:(?!and\b)[^\s,;/]+\s+){{0,6}}?{_ANY_HEAD}\b)"
"""How an organization begins that an `and` or a comma joins to one before it: with a short name, or with some
words up to what it is. `Ministry of Economy, Trade and Industry` is one name."""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization with its full names and its short names, which may be missing."""

    zh: str
    zh_short: tuple[str, ...]
    en: str
    en_short: tuple[str, ...]


def __getattr__(name: str) -> tuple[Organization, ...]:
    """Offer `NAMES`, the organizations known, read when first asked for."""
    if name == "NAMES":
        return _organizations()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def names(language: Language) -> tuple[str, ...]:
    """Return every full and short name in a language."""
    found = []
    for one in _organizations():
        found += [one.zh, *one.zh_short] if language == "zh" else [one.en, *one.en_short]
    return tuple(found)


def split(text: str, language: Language | None = None) -> tuple[str, ...]:
    """Split the organizers cell of a table of events into organizers, in order.

    Names that are known, States and what stands in quotes or brackets are not split; a space that a line
    break left between Han characters is taken out, and so is an article.
    """
    cell = re.sub(_HAN_SPACE, "", text.strip())
    kept = tuple(_whole(cell, language))
    pieces, last = [], 0
    for sign in re.finditer(_SEPARATOR, cell):
        if _parts(cell, last, sign, kept):
            pieces.append(cell[last : sign.start()])
            last = sign.end()
    pieces.append(cell[last:])
    found = (re.sub(_FRAMEWORK, "", piece.strip()).removeprefix("the ") for piece in pieces)
    return tuple(piece for piece in found if piece)


def _parts(cell: str, start: int, sign: re.Match[str], kept: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a sign parts two organizers, the first of which begins at `start`."""
    if any(first < sign.end() and sign.start() < end for first, end in kept):
        return False
    if not re.search(_OPEN_NAME, cell[start : sign.start()]):
        return True
    return any(first == sign.end() for first, _ in kept) or bool(re.match(_ORGANIZATION, cell[sign.end() :]))


def _whole(cell: str, language: Language | None) -> Iterator[tuple[int, int]]:
    """Yield the spans that are not split."""
    yield from (match.span() for match in re.finditer(_KEPT_WHOLE, cell))
    yield from (match.span() for match in _known().finditer(fold(cell)))
    yield from ((mention.start, mention.end) for mention in states.find(cell, language))


@cache
def _known() -> re.Pattern[str]:
    """Match a known name in a folded text, the longest first."""
    known = sorted((fold(name) for name in (*names("zh"), *names("en"))), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else name for name in known))


@cache
def _organizations() -> tuple[Organization, ...]:
    lines = Path(__file__).with_name("organizations.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(
        Organization(zh, _several(zh_short), en, _several(en_short)) for zh, zh_short, en, en_short in rows
    )


def _several(short: str) -> tuple[str, ...]:
    return tuple(short.split(";")) if short else ()
