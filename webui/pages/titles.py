"""The titles of documents as they stand below the hits of a page: in one language, and told apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile
from operator import eq
from typing import TYPE_CHECKING

from indexer.answer import facets
from indexer.language import CONVENTIONS
from indexer.model.messages import in_language
from indexer.names import values
from webui.request.localisation import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.model.document import Language
    from indexer.model.shown_units import Hit

FACTOR = 0.7
"""The longest title shown, as a share of the longest snippet of its language."""
BEGINNING = 3
"""Where the beginning of a title is shown with a later piece: it has the third part of the room."""


@dataclass(frozen=True, slots=True)
class ShownTitle:
    """A title as shown, the whole of it, its language, and whether what is shown says date and type."""

    text: str
    whole: str
    language: Language
    dated: bool
    typed: bool


def shown_titles(hits: Iterable[Hit]) -> Mapping[str, ShownTitle]:
    """Return the title of each document on a page by the id of its language version.

    It is in the reader's language if that version is held, and else as printed. Of a long title the beginning
    is shown and, where other titles begin alike, the place from which it differs.
    """
    versions = {f"{hit.symbol}:{hit.language}": hit for hit in hits}
    chosen = {name: _title(hit) for name, hit in versions.items()}
    alike = _alike({whole for whole, _ in chosen.values()})
    return {
        name: _shown(versions[name], whole, spoken, alike[whole]) for name, (whole, spoken) in chosen.items()
    }


def _alike(titles: Iterable[str]) -> Mapping[str, int]:
    """Count for each title the most characters with which another one begins alike."""
    found = dict.fromkeys(titles, 0)
    for one, next_one in pairwise(sorted(found)):
        same = _common(one, next_one)
        found[one], found[next_one] = max(found[one], same), same
    return found


def _title(hit: Hit) -> tuple[str, Language]:
    """Return the title of a hit's document, in the reader's language if it is held, and its language."""
    reader = language()
    own = in_language(hit.titles, reader) if hit.titles else ""
    return (own, reader) if own else (hit.title, hit.language)


def _common(title: str, other: str) -> int:
    """Count the characters with which two titles begin alike."""
    return sum(takewhile(bool, map(eq, title, other)))


def _shown(hit: Hit, whole: str, spoken: Language, alike: int) -> ShownTitle:
    text = _cut(whole, spoken, alike)
    when = hit.date or hit.adopted
    dated = when is not None and any(one.token == f"date:{when.isoformat()}" for one in values.find(text))
    typed = hit.type is not None and facets.singular("type", hit.type, spoken).lower() in text.lower()
    return ShownTitle(text, whole, spoken, dated, typed)


def _cut(whole: str, spoken: Language, alike: int) -> str:
    """Return a title, or its beginning and the place from which it differs from one that begins alike."""
    room = round(CONVENTIONS[spoken].snippet * FACTOR)
    if len(whole) <= room:
        return whole
    beginning = room // BEGINNING
    if alike <= room - beginning:
        return f"{whole[: _border(whole, room, spoken)].rstrip()} …"
    start = min(_border(whole, alike, spoken), max(0, len(whole) - (room - beginning)))
    rest = whole[start : start + room - beginning]
    ending = "" if start + len(rest) == len(whole) else " …"
    return f"{whole[: _border(whole, beginning, spoken)].rstrip()} … {rest.strip()}{ending}"


def _border(text: str, at: int, spoken: Language) -> int:
    """Return the last border of words at or before a place; Han characters have one everywhere."""
    if not CONVENTIONS[spoken].spaced_brackets:
        return at
    return text.rfind(" ", 0, at + 1) if " " in text[: at + 1] else at
