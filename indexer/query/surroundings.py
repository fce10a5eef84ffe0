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
from indexer.names.speakers import is_presiding, speaker_key
from indexer.names.values import capitals
from indexer.text.folding import fold

_REACH = 40
"""How far before a symbol the words that introduce it may begin, in code points."""
_MOST_BEFORE = 6
_MOST_BEHIND = 5
_SPOKEN = 80
"""How long the printed name of a speaker may be in a citation, in code points."""
_OWN_ID = re.compile(
    r":(?P<language>[a-z]{2}):(?P<part>[a-z]{4,9}(?:-\d{1,3})?):(?P<locator>[a-z0-9.()]{1,40}(?:~\d{1,3})?)"
)
"""The rest of the id of a unit, behind the symbol: `:zh:annex:18(a)`."""

_WHOLE = re.compile(r"(?:p\.|letter\.|PP|OP)?\d{1,4}")
"""The pinpoint of a whole paragraph."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a symbol; `end` is where it ends, in code points.

    `part` and `pinpoint` are the place named, `language` the version, `day` the day of the document as ISO
    date, `speaker` the key of a speaker's name; None is what is not said.
    """

    end: int
    part: str | None = None
    pinpoint: str | None = None
    language: Language | None = None
    day: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class _OwnPlace:
    """A kind of unit whose number is ours, and the pattern of such a place in one language."""

    kind: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _Version:
    """A language version, and the pattern of what citations say of it."""

    language: Language
    pattern: str


_OWN_PLACES = tuple(
    _OwnPlace(kind, pattern) for written in (english, chinese) for kind, pattern in written.OWN_PLACES.items()
)
_VERSIONS = tuple(
    _Version(code, f"{chinese.VERSIONS[code]}|{english.VERSIONS[code]}") for code in CONVENTIONS
)


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
        language = next((code for code in CONVENTIONS if code == own["language"]), None)
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
    for version in _VERSIONS:
        if found := _version_pattern(version).match(folded, tail.end):
            return replace(tail, end=found.end(), language=version.language)
    if (found := _day().match(folded, tail.end)) and (day := _only_day(found["day"])):
        return replace(tail, end=found.end(), day=day)
    if _WHOLE.fullmatch(tail.pinpoint or "") and (items := pinpoints.items(folded, tail.end)):
        return replace(tail, end=items[1], pinpoint=f"{tail.pinpoint}{items[0]}")
    if tail.pinpoint is None:
        place = pinpoints.after(folded, tail.end)
        if place.pinpoint or (place.part and tail.part is None):
            return replace(tail, end=place.edge, part=place.part or tail.part, pinpoint=place.pinpoint)
        if found := _page().match(folded, tail.end):
            return replace(tail, end=found.end(), pinpoint=f"page.{found['page']}")
    return _speaker(folded, tail)


def _own_place(folded: str, tail: Tail) -> Tail | None:
    """Return the tail with a place whose number is ours, such as `ev.5`, or that is the only one."""
    for place in _OWN_PLACES:
        if found := _own_pattern(place).match(folded, tail.end):
            count = found.groupdict().get("count") or ""
            number = count if count.isdecimal() or not count else str(arabic(count))
            return replace(tail, end=found.end(), pinpoint=f"{place.kind}.{number}".rstrip("."))
    return None


def _speaker(folded: str, tail: Tail) -> Tail | None:
    """Return the tail with the speaker by whom a speech is cited where no page is printed."""
    found = _name().match(folded, tail.end)
    if not found or tail.pinpoint or tail.speaker:
        return None
    name = found["name"].rstrip()
    key = speaker_key(name)
    has_title = key != " ".join(name.split()) or is_presiding(name)
    return replace(tail, end=found.end(), speaker=key) if has_title else None


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
def _own_pattern(place: _OwnPlace) -> re.Pattern[str]:
    return re.compile(rf"\s*+(?:[,;]\s*+)?(?P<open>\[\s*+)?(?:{place.pattern})(?(open)\s*+\])(?![a-z\d])")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\s*+,\s*+(?P<name>[^\s,;()\[\]][^,;()\[\]]{{1,{_SPOKEN}}})(?![^(\[])")


@cache
def _version_pattern(version: _Version) -> re.Pattern[str]:
    return re.compile(rf"\s*+[(\[](?:{version.pattern})[)\]]")


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\s*+\((?P<day>[^()\[\]]{6,30})\)")


@cache
def _page() -> re.Pattern[str]:
    return re.compile(english.AT_PAGE)
