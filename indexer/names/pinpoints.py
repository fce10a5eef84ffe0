"""Find the part and the paragraph of a document that are named beside its symbol, in Chinese or English.

A *pinpoint* is a paragraph in its normal form, without spaces: `9`, `8(a)`, `26(a)(ii)`. (一) and ㈠ are on
the same level as (i). `OP12` is an operative and `PP3` a preambular paragraph, where the text says so. `fn.2`
is a footnote. Several paragraphs are written `1-3` and `9,11`.

A *part* is `annex`, `enclosure` or `appendix`, with a number if one is given: `附件` is `annex`, `附件一` and
`annex I` are `annex-1`.

Example:
    >>> after(",附件,第12段", 0)
    Place(part='annex', pinpoint='12', edge=8)

"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import digits

from indexer.text.numerals import HAN, ROMAN, arabic, roman

_REACH = 120
"""How far before a symbol the words for its paragraph may begin, in code points."""

_MOST = 50
"""How many paragraphs a citation may list after the first one.

There is a limit because each number of a list may be where another list begins.
"""
MANY = 500
"""How many paragraphs of one citation are enough: `expand` reads no further range then."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PARTS = {"附件": "annex", "附文": "enclosure", "附录": "appendix"}
_PREFIXES = {
    **dict.fromkeys(("执行", "op"), "OP"),
    **dict.fromkeys(("序言", "pp", "pr"), "PP"),
    **dict.fromkeys(("脚注", "fn", "fo"), "fn."),
}
"""The prefix of a paragraph's number, by the first two characters of the word that introduces it."""

_COUNTED = rf"(?:\d{{1,2}}|{HAN}|{ROMAN})(?![a-z\d])"
_PART = rf"(?P<part>附件|附文|附录|(?:annex|enclosure|appendix)(?![a-z]))(?:\s*+(?P<counted>{_COUNTED}))?"
_ITEM = r"(?:\((?:[a-z]|[ivx]{2,5}|十?[一二三四五六七八九]|十)\)|[㈠-㈩])"
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})?(?!\d)(?!\s?\(\s?\d)|" + HAN + ")"
# Blanks are matched possessively (`*+`): what follows never begins with a blank, so each is read only once.
_ITEMS = rf"{_ITEM}(?:\s?{_ITEM}){{0,5}}"
_PLACE = rf"{_NUMBER}(?:\s?{_ITEMS})?"
_NEXT = rf"(?:{_PLACE}|{_ITEMS})"
_TO = r"(?:[-–—至到]|to)"
_AND = r"(?:,\s*+(?:and|or)|以及|[,、和及与或&]|and|or)"
_GAP = (
    r"\s*+(?:[,、;]\s*+)?(?:\(\s*+)?(?:的|中)?"
    r"(?:(?:特别是|尤其是|in particular|notably|especially)\s*+(?:,\s*+)?)?(?:其中|其|its|in)?\s*+"
)
_MARK = (
    r"(?P<mark>(?:(?:执行部分|序言部分|序言)\s*+|(?<!\s)\s++)?第\s*+"
    r"|(?<![a-z])(?:(?:operative|preambular)\s++)?(?:(?P<plural>paragraphs|paras\.?|ops|pps|footnotes)"
    r"|paragraph|para\.?|op\.?|pp\.?|footnote|fn\.?)\s*+(?=\d)"
    r"|脚注\s*+(?=\d)|#\s*+(?:(?:op|pp)\s*+)?(?=\d))"
)
_WORDS = (
    r"(?:(?:the|its|his|their|this|un|unsc|unga|united|nations|security|general|economic|and|social|human"
    r"|rights|council|assembly|documents?|report|letter|note|contained|in)\s++){0,9}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The part and the pinpoint that some words name; either may be missing."""

    part: str | None
    pinpoint: str | None
    edge: int  # where the words begin or end, in code points; without words, the position given


def after(folded: str, position: int) -> Place:
    """Return the place named by the words that follow a symbol: `，附件，第12段`, `, annex, para. 18 (a)`.

    Words followed by `of` or `to` belong to the next document, as in
    `resolution 1540 (2004), annex to S/2019/986`.

    Args:
        folded: The folded text.
        position: The offset at which the symbol ends, in code points.

    Returns:
        The place; its `edge` is where the words end.

    """
    part, edge = None, position
    while (match := _following_part().match(folded, edge)) and not _onward().match(folded, match.end()):
        part, edge = _part(match), match.end()
    found = _pinpoint(folded, _following_mark().match(folded, edge), len(folded))
    if found and not _onward().match(folded, found[1]):
        return Place(part, *found)
    return Place(part, None, edge)


def before(folded: str, position: int, since: int) -> Place:
    """Return the place named by the words that precede a symbol: `paragraph 9 of `, `annex to `.

    Args:
        folded: The folded text.
        position: The offset at which the symbol begins, in code points.
        since: The offset before which the words may not begin.

    Returns:
        The place; its `edge` is where the words begin.

    """
    start = max(since, position - _REACH)
    part, edge = None, position
    if match := _preceding_part().search(folded, start, position):
        part, edge = _part(match), match.start()
    for mark in _mark().finditer(folded, start, edge):
        found = _pinpoint(folded, mark, edge)
        if found and _link().fullmatch(folded, found[1], edge):
            return Place(part, found[0], mark.start())
    return Place(part, None, edge)


def part_names(part: str) -> tuple[str, ...]:
    """Return the names of a part: `annex` and `annex-1` may both name the first or only annex."""
    only = part.removesuffix("-1")
    return (part,) if "-" in only else (only, f"{only}-1")


def expand(pinpoint: str | None) -> tuple[str, ...]:
    """Return the paragraphs that a pinpoint names, each once: `1-3,9(a)` gives 1, 2, 3 and 9(a).

    No document has more paragraphs than MANY: once MANY are found, no further range is read.
    """
    found: dict[str, None] = {}
    for piece in dict.fromkeys(pinpoint.split(",") if pinpoint else ()):
        if len(found) >= MANY:
            break
        found |= dict.fromkeys(_range(*piece.partition("-")))
    return tuple(found)


def _range(first: str, _: str, last: str) -> tuple[str, ...]:
    """Return the paragraphs of a range; if it cannot be counted through, only its two ends."""
    if not last:
        return (first,)
    before, start, behind = _counted(first)
    around, end, closing = _counted(last)
    if (before, behind) == (around, closing):
        # (i) is a numeral if the other end can be one too: (i)-(iv), but not (h)-(j).
        for places in map(_places_of, ("number", "roman", "letter")):
            if places.get(start, len(places)) <= places.get(end, -1):
                inside = list(places)[places[start] : places[end] + 1]
                return tuple(f"{before}{one}{behind}" for one in inside)
    return first, last


def _counted(place: str) -> tuple[str, str, str]:
    """Split a place into the text before, the number or letter that is counted, and a closing bracket."""
    behind = ")" if place.endswith(")") else ""
    inner = place.removesuffix(behind)
    before = min(inner.rstrip(digits), inner.rstrip(_LETTERS), key=len)
    return before, inner[len(before) :], behind


@cache
def _places_of(series: str) -> dict[str, int]:
    """Map each member of a series (numbers, small Roman numerals or letters) to its position in it."""
    members = {"number": map(str, range(1, 1000)), "roman": map(roman, range(1, 40)), "letter": _LETTERS}
    return {member: place for place, member in enumerate(members[series])}


def _part(match: re.Match[str]) -> str:
    name = _PARTS.get(match["part"], match["part"])
    return f"{name}-{arabic(match['counted'])}" if match["counted"] else name


def _pinpoint(folded: str, mark: re.Match[str] | None, end: int) -> tuple[str, int] | None:
    """Return the pinpoint that a mark such as `paragraph` introduces and where it ends, or None."""
    if not mark:
        return None
    word = mark["mark"].rstrip()
    chinese = word.endswith("第")
    several = chinese or mark["plural"] is not None or word[0] == "#"
    match = _places(several=several, closed=chinese).match(folded, mark.end(), end)
    if not match:
        return None
    return _normal(match["places"], _PREFIXES.get(word.lstrip("# ")[:2], "")), match.end()


def _normal(places: str, prefix: str) -> str:
    """Return the normal form of a list of paragraphs as written in the text."""
    pieces: list[str] = []
    last, end = "", 0
    for match in _place().finditer(places):
        between, end = places[end : match.start()], match.end()
        last = _inherited("".join(_levels(match[0])), last)
        joint = "-" if re.search(r"[-–—至到]|to", between) else ","
        pieces += [joint, prefix, last] if pieces else [prefix, last]
    return "".join(pieces)


def _levels(place: str) -> Iterator[str]:
    """Yield the levels of a paragraph in their normal form: `26`, `(a)`, `(ii)`."""
    for level in re.findall(r"[㈠-㈩]|\([^()]*+\)|[^\s()㈠-㈩]++", place):
        if "㈠" <= level <= "㈩":
            yield f"({roman(ord(level) - ord('㈠') + 1)})"
        elif level[0] == "(":
            yield f"({roman(arabic(level[1:-1]))})" if not level[1].isascii() else level
        else:
            yield level if level[0].isascii() else str(arabic(level))


def _inherited(place: str, last: str) -> str:
    """Complete an item from the place before it: `(e)` after `9(c)` is `9(e)`."""
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
    return re.compile(rf"(?:(?<![a-z])the\s++)?(?<![a-z]){_PART}\s++(?:of|to|in)\s++{_WORDS}$")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\s*+(?:,\s*+)?(?:of|in|to|from)\s++{_WORDS}")


@cache
def _onward() -> re.Pattern[str]:
    return re.compile(r"\s++(?:of|to)\s")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(_MARK)


@cache
def _places(*, several: bool, closed: bool) -> re.Pattern[str]:
    """Return the pattern of one place or range, or with `several` of a list; with `closed` it ends in 段."""
    joint = f"(?:{_TO}|{_AND})" if several else _TO
    following = rf"\s*+(?:段\s*+)?{joint}\s*+(?:第\s*+)?{_NEXT}"
    repeated = f"{{0,{_MOST}}}" if several else "?"
    return re.compile(rf"(?P<places>{_PLACE}(?:{following}){repeated})" + (r"\s*+段" if closed else ""))


@cache
def _place() -> re.Pattern[str]:
    return re.compile(_NEXT)
