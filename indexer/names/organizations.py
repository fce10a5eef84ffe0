"""Names and short names of organizations in UN documents, and the splitting of lists of organizers.

The table `organizations.tsv` is edited by hand. Its names have three uses: the segmenter learns them as
words, questions use them as synonyms, and a list of organizers is not split inside such a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.language.en import name_patterns as english
from indexer.language.zh import name_patterns as chinese
from indexer.model.document import Language
from indexer.model.query import language_of
from indexer.names import states
from indexer.text.folding import fold
from indexer.text.normalising import normalise
from indexer.text.spans import Span, Taken, enclosed

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
_AND = f"(?:{chinese.AND}|{english.AND})"
_SEPARATOR = rf"(?:(?<!\s)\s++)?[、/,，;；]\s*+(?:{_AND}\s*+)?|{chinese.AND}|{english.AND_ALONE}"
_KEPT_WHOLE = {"《": "》", "“": "”", "(": ")", "（": "）"}
"""Pairs of signs; the text between them is not split."""
_HAN_SPACE = r"(?<=[\u3400-\u9fff])\s++(?=[\u3400-\u9fff])"


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization with its full names and its short names, which may be missing."""

    zh: str
    zh_short: tuple[str, ...]
    en: str
    en_short: tuple[str, ...]


def __getattr__(name: str) -> tuple[Organization, ...]:
    """Provide the module attribute `NAMES`, the known organizations; the table is read at the first use."""
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

    Known names, names of States and text in quotes or brackets are not split. A space that a line break left
    between Han characters is removed, and so is a leading article.
    """
    cell = re.sub(_HAN_SPACE, "", text.strip())
    whole = tuple(_whole(cell, language))
    kept, begun = Taken(len(cell), whole), {start for start, _ in whole}
    pieces, last, before, is_open = [], 0, 0, False
    for sign in re.finditer(_SEPARATOR, cell):
        is_open = is_open or bool(re.search(english.OPEN_NAME, cell[before : sign.start()]))
        before = sign.end()
        if kept.is_free(*sign.span()) and (not is_open or before in begun or _begins(cell, before)):
            pieces.append(cell[last : sign.start()])
            last, is_open = before, False
    pieces.append(cell[last:])
    found = (_without_setting(piece.strip()).removeprefix(english.ARTICLE) for piece in pieces)
    return tuple(piece for piece in found if piece)


def _begins(cell: str, at: int) -> bool:
    """Tell whether an organization begins at an offset, after a name that might go on (`Ministry of`)."""
    return re.compile(english.ORGANIZATION).match(cell, at) is not None


def _without_setting(name: str) -> str:
    """Remove 在…框架下 from the end of an organizer."""
    if not name.endswith(chinese.SETTING_ENDS):
        return name
    end = len(name) - len(chinese.SETTING_ENDS[0])
    at = name.find(chinese.SETTING, max(name.rfind("、"), name.rfind(chinese.AND)) + 1, end)
    return name[:at] if 0 <= at < end - 1 else name


def _whole(cell: str, language: Language | None) -> Iterator[Span]:
    """Yield the spans that must not be split."""
    yield from ((start, end) for start, end in enclosed(cell, _KEPT_WHOLE) if end is not None)
    normalised = normalise(cell)
    yield from (normalised.span(*one.span()) for one in _known().finditer(fold(normalised.text)))
    yield from ((mention.start, mention.end) for mention in states.find(cell, language))


@cache
def _known() -> re.Pattern[str]:
    """Return the pattern of all known names in a folded text, the longest first."""
    known = sorted((fold(name) for name in (*names("zh"), *names("en"))), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(name)}\b" if language_of(name) == "en" else name for name in known)
    )


@cache
def _organizations() -> tuple[Organization, ...]:
    lines = Path(__file__).with_name("organizations.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(
        Organization(zh, _several(zh_short), en, _several(en_short)) for zh, zh_short, en, en_short in rows
    )


def _several(short: str) -> tuple[str, ...]:
    return tuple(short.split(";")) if short else ()
