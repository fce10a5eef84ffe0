"""Find the part and the paragraph of a document that are named beside its symbol, in Chinese or English.

A *pinpoint* is a paragraph in its normal form, without spaces: `9`, `8(a)`, `26(a)(ii)`. (一) and ㈠ are on
the same level as (i). `OP12` is an operative and `PP3` a preambular paragraph, where the text says so. `fn.2`
is a footnote, `page.5` a page, `sect.2.b` a section, `art.41` an article and `art.2(3)` a paragraph of one,
`rule.39` a rule of procedure. A paragraph that bears no number is told by its place, `p.2` or, of a letter,
`letter.2`. Several paragraphs are written `1-3` and `9,11`. `II.3` is a paragraph of a section of a text, for
the numbers may begin anew in each; in other texts it is the paragraph with that number.

A *part* is `annex`, `enclosure` or `appendix`, with a number if one is given: `附件` is `annex`, `附件一` and
`annex I` are `annex-1`, `annex B` is `annex-2`.

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

from indexer.language.arabic_numerals import arabic
from indexer.language.en import citation_patterns as english
from indexer.language.en.numerals import VALUES
from indexer.language.zh import citation_patterns as chinese
from indexer.language.zh.numerals import BELOW_100, CIRCLED, ITEM
from indexer.names import resolution_parts, sections
from indexer.text.roman_numerals import ROMAN, roman

_REACH = 120
"""How far before a symbol the words for its paragraph may begin, in code points."""

_MOST = 50
"""How many paragraphs a citation may list after the first one.

There is a limit because each number of a list may be where another list begins.
"""
MANY = 500
"""How many paragraphs of one citation are enough: `expand` reads no further range then."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
PARTS = {**chinese.PARTS, **english.PARTS}
"""The kind of each part, by its name in either language."""
_PREFIXES = {**chinese.PREFIXES, **english.PREFIXES}
"""The prefix of a number, by how the words that introduce it begin; the first that fits counts."""

_WITH_PARAGRAPHS = ("art.", "rule.")
OWN_KINDS = ("ev", "row", "h", "abbr", "turn", "vote", "proc", "closing", "s")
"""The kinds of units whose numbers are ours; no text names a unit by them but a citation of ours."""
UNTOLD = ("closing", "s")
"""Those of them that are cited without any number."""
_KINDS = ("pp.", "letter.", "p.", "art.", "rule.", "page.", "fn.", *(f"{kind}." for kind in OWN_KINDS))
"""How the locators of what bears no number begin, behind the sign `#`; `page.` is for pages."""
_PAGES_BACK = 8
"""How many pages a speech may take up, so that it is looked for where it begins."""

_CIRCLED = f"[{CIRCLED}]"
# The letter A after a part may be an article: in an annex a list... So nothing may follow it but a sign.
_LETTERED = r"a(?=\s*+(?:[,.;:)]|$))|[b-h]"
_NUMERAL = rf"\d{{1,2}}|{BELOW_100}|[{''.join(chinese.PART_NUMERALS)}]|{ROMAN}"
_COUNTED = rf"(?:(?P<lettered>{_LETTERED})|{_NUMERAL})(?![a-z\d])"
_NAMED = rf"{'|'.join(chinese.PARTS)}|(?:{'|'.join(english.PARTS)})(?![a-z])"
_PART = rf"(?P<part>{_NAMED})(?:\s*+(?P<counted>{_COUNTED}))?"
_ITEM = rf"(?:\((?:[a-z]|[ivx]{{2,5}}|{ITEM})\)|{_CIRCLED})"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})?(?!\d|/\d)(?!\s?\(\s?\d{{3}})|{BELOW_100})"
# Blanks are matched possessively (`*+`): what follows never begins with a blank, so each is read only once.
_ITEMS = rf"{_ITEM}(?:\s?{_ITEM}){{0,5}}"
_LETTER = r"[a-z](?![a-z\d])"
"""Pattern of an item without its brackets, directly behind its paragraph: para. 18a."""
_PLACE = rf"{_NUMBER}(?:{_LETTER})?(?:\s?{_ITEMS})?"
_NEXT = rf"(?:{_PLACE}|{_ITEMS})"
_TO = rf"(?:[-–—{chinese.TO}]|{english.TO})"
_AND = rf"(?:,\s*+(?:{english.AND})|{chinese.AND}|[,、{chinese.AND_SIGNS}&]|{english.AND})"
_GAP = (
    rf"\s*+(?:[,、;]\s*+)?(?:\(\s*+)?{chinese.OF}"
    rf"(?:(?:{chinese.NOTABLY}|{english.NOTABLY})\s*+(?:,\s*+)?)?(?:{chinese.IN_IT}|{english.IN_IT})?\s*+"
)
_PLACED = rf"(?P<placed>{chinese.SOLE}|{english.PLACED})"
_IN_LETTER = rf"(?:(?P<letter>{chinese.LETTER}|{english.LETTER})\s*+,\s*+)?"
_MARK = (
    rf"(?P<mark>{chinese.PARAGRAPH}|{english.PARAGRAPH}"
    rf"|{chinese.FOOTNOTE}|#\s*+(?:(?P<within>[ivx]{{1,5}}|[a-h])\.)?"
    rf"(?:(?:op|pp|{'|'.join(map(re.escape, _KINDS))})\s*+)?(?=\d))"
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
    section, label = None, ""
    if (match := _section().match(folded, edge)) and not _onward().match(folded, match.end()):
        written = match["named"] or match["closed"]
        section, edge = sections.PREFIX + sections.normal(written), match.end()
        label = "" if written.isdecimal() else resolution_parts.label_of(section)
    found = _placed(_following_place().match(folded, edge)) or _pinpoint(
        folded, _following_mark().match(folded, edge), len(folded)
    )
    if found and not _onward().match(folded, found[1]):
        numbered = found[0].startswith((*digits, "OP", "PP"))
        return Place(part, resolution_parts.joined(label if numbered else "", found[0]), found[1])
    return Place(part, section, edge)


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
        found = _placed(mark) if mark["placed"] else _pinpoint(folded, mark, edge)
        if found and _link().fullmatch(folded, found[1], edge):
            return Place(part, found[0], mark.start())
    return Place(part, None, edge)


def items(folded: str, position: int) -> tuple[str, int] | None:
    """Return items that stand apart from their paragraph, and where they end: `second paragraph, (a)`."""
    match = _items_behind().match(folded, position)
    return ("".join(_levels(match["items"])), match.end()) if match else None


def part_names(part: str) -> tuple[str, ...]:
    """Return the names of a part: `annex` and `annex-1` may both name the first or only annex."""
    only = part.removesuffix("-1")
    return (part,) if "-" in only else (only, f"{only}-1")


def expand(pinpoint: str | None) -> tuple[str, ...]:
    """Return the paragraphs that a pinpoint names, each once: `1-3,9(a)` gives 1, 2, 3 and 9(a).

    An operative paragraph is named by its number alone, as it is printed: `OP5` gives 5.
    No document has more paragraphs than MANY: once MANY are found, no further range is read.
    """
    found: dict[str, None] = {}
    label, pinpoint = resolution_parts.split(pinpoint or "")
    for piece in dict.fromkeys(pinpoint.replace("OP", "").split(",") if pinpoint else ()):
        if len(found) >= MANY:
            break
        found |= dict.fromkeys(_range(*piece.partition("-")))
    return tuple(resolution_parts.joined(label, one) for one in found)


def locators(paragraph: str) -> tuple[str, ...]:
    """Return under which numbers and locators a paragraph may be held, those that fit best first.

    A paragraph that a text numbers may bear no number, and one that is told by its place may bear one. An
    item may be part of its paragraph, and what stands on a page may begin on one of the pages before it.

    >>> locators("2(a)"), locators("PP3")
    (('2(a)', 'p.2(a)', 'letter.2(a)', '2'), ('pp.3',))

    """
    label, paragraph = resolution_parts.split(paragraph)
    if label:
        return tuple(resolution_parts.joined(label, one) for one in locators(paragraph))
    kind, _, number = paragraph.rpartition(".")
    found: tuple[str, ...]
    if paragraph.startswith("PP"):
        found = (f"pp.{paragraph[2:]}",)
    elif kind == "page":
        page = int(number)
        found = tuple(f"page.{one}" for one in range(page, max(0, page - _PAGES_BACK), -1))
    elif kind in ("p", "letter"):
        found = (paragraph, f"letter.{number}", f"p.{number}", number)
    elif kind in ("art", "rule"):
        found = (paragraph, f"rule.{number}", f"art.{number}")
    elif kind == "fn" or kind in OWN_KINDS or paragraph in UNTOLD or paragraph.startswith(sections.PREFIX):
        found = (paragraph,)
    else:
        found = (paragraph, *(("op",) if paragraph == "1" else ()), f"p.{paragraph}", f"letter.{paragraph}")
    first, _, _ = found[0].partition("~")
    return tuple(dict.fromkeys((*found, first, first.partition("(")[0])))


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
    name = PARTS.get(match["part"], match["part"])
    if not (counted := match["counted"]):
        return name
    if match["lettered"]:
        return f"{name}-{_LETTERS.index(counted) + 1}"
    return f"{name}-{chinese.PART_NUMERALS.get(counted) or arabic(counted)}"


def _placed(match: re.Match[str] | None) -> tuple[str, int] | None:
    """Return the pinpoint of a paragraph that is told by its place, and where its words end."""
    if not match or not match["placed"]:
        return None
    if match["sole"] or match["placed"] == chinese.SOLE:
        return "OP1", match.end()
    words = (match["tens"], match["unit"], match["word"])
    number = int(match["digits"]) if match["digits"] else sum(VALUES[word] for word in words if word)
    unnumbered = "letter." if match.groupdict().get("letter") else "p."
    return f"{english.ORDERED.get(match['kind'], unnumbered)}{number}", match.end()


def _pinpoint(folded: str, mark: re.Match[str] | None, end: int) -> tuple[str, int] | None:
    """Return the pinpoint that a mark such as `paragraph` introduces and where it ends, or None."""
    if not mark:
        return None
    word = mark["mark"]
    ordinal = word.rstrip().endswith(chinese.ORDINAL)
    several = ordinal or mark["plural"] is not None or word[0] == "#"
    within = mark["within"] or ""
    prefix = "" if word[0] == "#" else _prefix(word)
    articles = prefix in _WITH_PARAGRAPHS
    match = _places(several=several, closed=ordinal, articles=articles).match(folded, mark.end(), end)
    if not match:
        return None
    prefix = _own_prefix(word[1:].strip().removeprefix(f"{within}.")) if word[0] == "#" else _prefix(word)
    if ordinal:
        prefix = prefix or chinese.CLOSINGS[match["closing"]]
    if mark.groupdict().get("letter"):
        prefix = prefix or "letter."
    found, edge = _normal(match["places"], prefix), match.end()
    found = resolution_parts.joined(within.upper(), found)
    if prefix != "art." or not (inner := _in_article().match(folded, edge, end)):
        return found, edge
    return f"{found}({arabic(inner['inner'] or inner['para'] or inner['bracketed'])})", inner.end()


def _own_prefix(kind: str) -> str:
    """Return the prefix of a number behind `#`, by the kind of the locator there."""
    return kind if kind in _KINDS and kind != "pp." else kind.rstrip(".").upper()


def _prefix(word: str) -> str:
    """Return the prefix of a number, by the words that introduce it."""
    return next((prefix for begins, prefix in _PREFIXES.items() if word.startswith(begins)), "")


def _normal(places: str, prefix: str) -> str:
    """Return the normal form of a list of paragraphs as written in the text."""
    pieces: list[str] = []
    last, end = "", 0
    for match in _place().finditer(places):
        between, end = places[end : match.start()], match.end()
        last = _inherited("".join(_levels(match[0])), last)
        joint = "-" if re.search(_TO, between) else ","
        pieces += [joint, prefix, last] if pieces else [prefix, last]
    return "".join(pieces)


def _levels(place: str) -> Iterator[str]:
    """Yield the levels of a paragraph in their normal form: `26`, `(a)`, `(ii)`."""
    for level in re.findall(rf"{_CIRCLED}|\([^()]*+\)|[a-z]|[^\sa-z(){CIRCLED}]++", place):
        if level in CIRCLED:
            yield f"({roman(CIRCLED.index(level) + 1)})"
        elif level[0] in _LETTERS:
            yield f"({level})"
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
    return re.compile(_GAP + _IN_LETTER + _MARK)


@cache
def _following_place() -> re.Pattern[str]:
    return re.compile(_GAP + _IN_LETTER + _PLACED)


@cache
def _items_behind() -> re.Pattern[str]:
    return re.compile(rf"\s*+,\s*+(?P<items>{_ITEMS})")


@cache
def _in_article() -> re.Pattern[str]:
    """Return the pattern of a paragraph of an article: `, paragraph 3`, `第三款`."""
    return re.compile(rf"\s*+(?:{chinese.IN_ARTICLE}|{english.IN_ARTICLE})")


@cache
def _section() -> re.Pattern[str]:
    """Return the pattern of a section behind a symbol: `, sect. II.B`, `第二.B节`."""
    labels = rf"{sections.LABEL}(?:\.{sections.LABEL}){{0,3}}(?![a-z\d]|\.\d)"
    closed = rf"{chinese.ORDINAL}\s?(?P<closed>{labels})\s?{chinese.SECTION_CLOSING}"
    return re.compile(rf"{_GAP}(?:{english.SECTION}\s?(?!\d{{1,3}}\.\d)(?P<named>{labels})|{closed})")


@cache
def _preceding_part() -> re.Pattern[str]:
    return re.compile(english.BEFORE_PART + _PART + english.AFTER_PART)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(english.LINK)


@cache
def _onward() -> re.Pattern[str]:
    return re.compile(rf"\s++{english.OF}")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(f"{_PLACED}|{_MARK}")


@cache
def _places(*, several: bool, closed: bool, articles: bool) -> re.Pattern[str]:
    """Return the pattern of one place or range, or with `several` of a list.

    With `closed` it ends in 段 or the like, with `articles` the paragraphs of articles stand in brackets.
    """
    joint = f"(?:{_TO}|{_AND})" if several else _TO
    inner = r"(?:\s?\(\d{1,2}\))?" if articles else ""
    following = rf"\s*+(?:{chinese.CLOSING}\s*+)?{joint}\s*+(?:{chinese.ORDINAL}\s*+)?{_NEXT}{inner}"
    repeated = f"{{0,{_MOST}}}" if several else "?"
    closing = rf"\s*+(?P<closing>{chinese.CLOSING})" if closed else ""
    return re.compile(rf"(?P<places>{_PLACE}{inner}(?:{following}){repeated}){closing}")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"{_NEXT}(?:\s?\(\d{{1,2}}\))?")
