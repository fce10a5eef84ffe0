"""Which part and which paragraph of a document are named beside its symbol, in either language.

Normal forms, without spaces: a paragraph is `9`, `8(a)`, `26(a)(ii)` ((一) and ㈠ are the level of (i)),
`OP12` in the operative and `PP3` in the preambular part where that is said, `fn.2` a footnote; several are
`1-3` and `9,11`. A part is `annex`, `enclosure` or `appendix`, with a number where one is given: `附件`
is `annex`, `附件一` and `annex I` are `annex-1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.numerals import HAN, ROMAN, arabic, roman

_REACH = 120
"""How far before a symbol its paragraph may begin, in code points."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PARTS = {"附件": "annex", "附文": "enclosure", "附录": "appendix"}
_PREFIXES = {
    **dict.fromkeys(("执行", "op"), "OP"),
    **dict.fromkeys(("序言", "pp", "pr"), "PP"),
    **dict.fromkeys(("脚注", "fn", "fo"), "fn."),
}
"""What stands before a paragraph's number, by how the words that introduce it begin."""

_COUNTED = rf"(?:\d{{1,2}}|{HAN}|{ROMAN})(?![a-z\d])"
_PART = rf"(?P<part>附件|附文|附录|(?:annex|enclosure|appendix)(?![a-z]))(?:\s*(?P<counted>{_COUNTED}))?"
_ITEM = r"(?:\((?:[a-z]|[ivx]{2,5}|十?[一二三四五六七八九]|十)\)|[㈠-㈩])"
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})?(?!\d)(?!\s?\(\s?\d)|" + HAN + ")"
_PLACE = rf"{_NUMBER}(?:\s?{_ITEM})*"
_NEXT = rf"(?:{_PLACE}|{_ITEM}(?:\s?{_ITEM})*)"
_TO = r"\s*(?:段\s*)?(?:[-–—至到]|to)\s*(?:第\s*)?"
_AND = r"\s*(?:段\s*)?(?:,\s*(?:and|or)|以及|[,、和及与或&]|and|or)\s*(?:第\s*)?"
_GAP = (
    r"\s*(?:[,、;]\s*)?\(?\s*(?:的|中)?"
    r"(?:(?:特别是|尤其是|in particular|notably|especially)\s*,?\s*)?(?:其中|其|its|in)?\s*"
)
_MARK = (
    r"(?P<mark>(?:执行部分|序言部分|序言)?\s*第\s*"
    r"|(?<![a-z])(?:(?:operative|preambular)\s+)?(?:(?P<plural>paragraphs|paras\.?|ops|pps|footnotes)"
    r"|paragraph|para\.?|op\.?|pp\.?|footnote|fn\.?)\s*(?=\d)"
    r"|脚注\s*(?=\d)|#\s*(?:op|pp)?\s*(?=\d))"
)
_WORDS = (
    r"(?:(?:the|its|his|their|this|un|unsc|unga|united|nations|security|general|economic|and|social|human"
    r"|rights|council|assembly|documents?|report|letter|note|contained|in)\s+){0,9}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A part and a pinpoint, either of which may be missing, and how far the words for them reach."""

    part: str | None
    pinpoint: str | None
    edge: int  # where the words begin or end, in code points; the position asked about where there are none


def after(folded: str, position: int) -> Place:
    """Return the place that the words from `position` on name: `，附件，第12段`, `, annex, para. 18 (a)`.

    What `of` or `to` follows belongs to the next document: `resolution 1540 (2004), annex to S/2019/986`.
    """
    part, edge = None, position
    while (match := _following_part().match(folded, edge)) and not _onward().match(folded, match.end()):
        part, edge = _part(match), match.end()
    found = _pinpoint(folded, _following_mark().match(folded, edge))
    if found and not _onward().match(folded, found[1]):
        return Place(part, *found)
    return Place(part, None, edge)


def before(folded: str, position: int, since: int) -> Place:
    """Return the place that the words between `since` and `position` name: `paragraph 9 of `, `annex to `."""
    start = max(since, position - _REACH)
    part, edge = None, position
    if match := _preceding_part().search(folded, start, position):
        part, edge = _part(match), match.start()
    for mark in _mark().finditer(folded, start, edge):
        found = _pinpoint(folded, mark)
        if found and _link().fullmatch(folded, found[1], edge):
            return Place(part, found[0], mark.start())
    return Place(part, None, edge)


def part_names(part: str) -> tuple[str, ...]:
    """Name the first of several annexes also as the only one, and the other way about."""
    only = part.removesuffix("-1")
    return (part,) if "-" in only else (only, f"{only}-1")


def expand(pinpoint: str | None) -> tuple[str, ...]:
    """Return every paragraph that a pinpoint names, if there is one: `1-3,9(a)` is 1, 2, 3 and 9(a)."""
    if pinpoint is None:
        return ()
    return tuple(one for piece in pinpoint.split(",") for one in _range(*piece.partition("-")))


def _range(first: str, _: str, last: str) -> tuple[str, ...]:
    ends = re.fullmatch(r"(.*?)(\d+|[a-z]+)(\)?)-\1(\d+|[a-z]+)\3", f"{first}-{last}")
    if not ends:
        return (first, last) if last else (first,)
    # (i) is a numeral where the other end may be one: (i)-(iv), but (h)-(j).
    numbers, romans = map(str, range(1, 1000)), map(roman, range(1, 40))
    for series in (tuple(numbers), tuple(romans), tuple(_LETTERS)):
        if ends[2] in series and ends[4] in series[series.index(ends[2]) :]:
            inside = series[series.index(ends[2]) : series.index(ends[4]) + 1]
            return tuple(f"{ends[1]}{one}{ends[3]}" for one in inside)
    return first, last


def _part(match: re.Match[str]) -> str:
    name = _PARTS.get(match["part"], match["part"])
    return f"{name}-{arabic(match['counted'])}" if match["counted"] else name


def _pinpoint(folded: str, mark: re.Match[str] | None) -> tuple[str, int] | None:
    """Return the pinpoint that a mark introduces and where it ends."""
    if not mark:
        return None
    word = mark["mark"].rstrip()
    chinese = word.endswith("第")
    several = chinese or mark["plural"] is not None or word[0] == "#"
    match = _places(several=several, closed=chinese).match(folded, mark.end())
    if not match:
        return None
    return _normal(match["places"], _PREFIXES.get(word.lstrip("# ")[:2], "")), match.end()


def _normal(places: str, prefix: str) -> str:
    """Put a list of paragraphs as written into its normal form."""
    normal, last, end = "", "", 0
    for match in _place().finditer(places):
        between, end = places[end : match.start()], match.end()
        last = _inherited("".join(_levels(match[0])), last)
        joint = "-" if re.search(r"[-–—至到]|to", between) else ","
        normal += f"{joint}{prefix}{last}" if normal else f"{prefix}{last}"
    return normal


def _levels(place: str) -> Iterator[str]:
    for level in re.findall(r"[㈠-㈩]|\([^)]*\)|[^\s()㈠-㈩]+", place):
        if "㈠" <= level <= "㈩":
            yield f"({roman(ord(level) - ord('㈠') + 1)})"
        elif level[0] == "(":
            yield f"({roman(arabic(level[1:-1]))})" if not level[1].isascii() else level
        else:
            yield level if level[0].isascii() else str(arabic(level))


def _inherited(place: str, last: str) -> str:
    """Complete `(e)` behind `9(c)` to `9(e)`."""
    if place[0] != "(":
        return place
    number, *items = last.split("(")
    kept = items[: max(0, len(items) - place.count("("))]
    return "(".join([number, *kept]) + place


@cache
def _following_part() -> re.Pattern[str]:
    return re.compile(_GAP + _PART)


@cache
def _following_mark() -> re.Pattern[str]:
    return re.compile(_GAP + _MARK)


@cache
def _preceding_part() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![a-z])the\s+)?(?<![a-z]){_PART}\s+(?:of|to|in)\s+{_WORDS}$")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:of|in|to|from)\s+{_WORDS}")


@cache
def _onward() -> re.Pattern[str]:
    return re.compile(r"\s+(?:of|to)\s")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(_MARK)


@cache
def _places(*, several: bool, closed: bool) -> re.Pattern[str]:
    """Return the pattern of one place or a range, or of several; `closed` ones end in 段."""
    joint = f"(?:{_TO}|{_AND})" if several else f"(?:{_TO})"
    repeated = "*" if several else "?"
    return re.compile(rf"(?P<places>{_PLACE}(?:{joint}{_NEXT}){repeated})" + (r"\s*段" if closed else ""))


@cache
def _place() -> re.Pattern[str]:
    return re.compile(_NEXT)
