"""Read the words around a symbol in a question: those that say nothing more, and those of our citations.

`UN Doc. S/2019/986` asks for the document, as the symbol alone does. A citation that was copied from an
answer may end in a place that no United Nations document prints (`[event 5]`), in the mark of a digest, in
the language version and in the day of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from indexer.language import CONVENTIONS
from indexer.language.arabic_numerals import arabic
from indexer.language.en import citation_patterns as english
from indexer.language.en import document_patterns as english_documents
from indexer.language.zh import citation_patterns as chinese
from indexer.language.zh import document_patterns as chinese_documents
from indexer.model.document import Language
from indexer.names import dates, pinpoints
from indexer.names.values import capitals
from indexer.text.folding import fold

_REACH = 40
"""How far before a symbol the words that introduce it may begin, in code points."""
_MOST_BEFORE = 6
_MOST_BEHIND = 5
_SPOKEN = 80
"""How long the printed name of a speaker may be in a citation, in code points."""
_RECORDED = ("turn", "vote", "proc")
"""The kinds of units of the record of a meeting."""
_OWN_ID = re.compile(
    r":(?P<language>[a-z]{2}):(?P<part>[a-z]{4,9}(?:-\d{1,3})?):(?P<locator>[a-z0-9.()]{1,40}(?:~\d{1,3})?)"
)
"""The rest of the id of a unit, behind the symbol: `:zh:annex:18(a)`."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a symbol; `end` is where it ends, in code points.

    `part` and `pinpoint` are the place named, `language` the version, `day` the day of the document as ISO
    date; None is what is not said.
    """

    end: int
    part: str | None = None
    pinpoint: str | None = None
    language: Language | None = None
    day: str | None = None


def begin(folded: str, start: int, since: int) -> int:
    """Return where the words begin that only say that a symbol follows; `start` where there are none.

    Args:
        folded: The folded question.
        start: Where the symbol begins, in code points.
        since: The offset before which no word is taken.

    """
    for _ in range(_MOST_BEFORE):
        found = _before().search(folded, max(since, start - _REACH), start)
        if not found:
            break
        start = found.start()
    return start


def after(folded: str, tail: Tail) -> Tail:
    """Return what stands behind a symbol and the place that is read already, which `tail` holds."""
    if own := _OWN_ID.match(folded, tail.end):
        language = next((code for code in _versions() if code == own["language"]), None)
        return Tail(own.end(), own["part"], own["locator"], language)
    for _ in range(_MOST_BEHIND):
        following = _following(folded, tail)
        if following is None:
            break
        tail = following
    return tail


def _following(folded: str, tail: Tail) -> Tail | None:
    """Return the tail with the next piece; None where no piece follows."""
    if found := _idle().match(folded, tail.end):
        return replace(tail, end=found.end())
    if placed := _own_place(folded, tail):
        return placed
    for language, pattern in _versions().items():
        if found := pattern.match(folded, tail.end):
            return replace(tail, end=found.end(), language=language)
    if (found := _day().match(folded, tail.end)) and (day := _only_day(found["day"])):
        return replace(tail, end=found.end(), day=day)
    if tail.pinpoint is None:
        place = pinpoints.after(folded, tail.end)
        if place.pinpoint or (place.part and tail.part is None):
            return replace(tail, end=place.edge, part=place.part or tail.part, pinpoint=place.pinpoint)
        if found := _page().match(folded, tail.end):
            return replace(tail, end=found.end(), pinpoint=f"page.{found['page']}")
    return None


def _own_place(folded: str, tail: Tail) -> Tail | None:
    """Return the tail with a place whose number is ours: `ev.5`, or `9~2` for the second paragraph 9."""
    for kind, pattern in _own_places():
        found = pattern.match(folded, tail.end)
        if not found:
            continue
        count = found["count"] or "1"
        number = count if count.isdecimal() else str(arabic(count))
        if kind:
            return replace(tail, end=found.end(), pinpoint=f"{kind}.{number}")
        if tail.pinpoint:
            return replace(tail, end=found.end(), pinpoint=f"{tail.pinpoint}~{number}")
    return None


def _only_day(text: str) -> str | None:
    """Return the day that a text is, None if it is anything else."""
    found = dates.find(capitals(text.strip()))
    if len(found) != 1 or found[0].end - found[0].start < len(text.strip()):
        return None
    spans = found[0].spans
    return spans[0].start.isoformat() if len(spans) == 1 and spans[0].start == spans[0].end else None


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"{chinese.BEFORE_DOCUMENT}|{english.BEFORE_DOCUMENT}")


@cache
def _idle() -> re.Pattern[str]:
    """Return the pattern of what says nothing: that it is a document, and the mark of a digest."""
    marks = {fold(mark) for mark in (*english_documents.MARKS, *chinese_documents.MARKS)}
    written = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    bracketed = rf"\s*+(?P<open>[(\[]\s*+)?(?:{written})(?(open)\s*+[)\]])"
    return re.compile(rf"\s*+(?:{chinese.AFTER_DOCUMENT}|(?:[,;]\s*+)?{bracketed})")


@cache
def _own_places() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds of places whose numbers are ours, each with its pattern in one language.

    The name of a speaker may stand before one in brackets. A kind without a name tells paragraphs apart.
    """
    found: list[tuple[str, re.Pattern[str]]] = []
    for language in (english, chinese):
        for kind, place in (*language.OWN_PLACES.items(), ("", language.REPEATED)):
            plain = rf"\s*+(?:[,;]\s*+)?(?P<open>\[\s*+)?(?:{place})(?(open)\s*+\])"
            found.append((kind, re.compile(plain)))
            if kind in _RECORDED:
                spoken = rf"\s*+,[^\[\]]{{1,{_SPOKEN}}}\[\s*+(?:{place})\s*+\]"
                found.append((kind, re.compile(spoken)))
    return tuple(found)


@cache
def _versions() -> dict[Language, re.Pattern[str]]:
    return {
        code: re.compile(rf"\s*+[(\[](?:{chinese.VERSIONS[code]}|{english.VERSIONS[code]})[)\]]")
        for code in CONVENTIONS
    }


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\s*+\((?P<day>[^()\[\]]{6,30})\)")


@cache
def _page() -> re.Pattern[str]:
    return re.compile(english.AT_PAGE)
