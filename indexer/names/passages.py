"""Find the passages of a text that are named by a number: 第四十一条 or 第41条, 第七章 or `Chapter VII`.

A *passage* is told by its kind and number: `art.41` is an article (or a rule of procedure, which is 条 too),
`chap.7` a chapter, `para.26` a paragraph, `sect.2` a section, `part.3` a part, `annex.2` an annex. Its items
follow in brackets: 第26(一)段, 第26㈠段 and `paragraph 26 (i)` are `para.26(i)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.language.arabic_numerals import arabic
from indexer.language.en import numerals as english
from indexer.language.zh import numerals as chinese
from indexer.text.folding import fold
from indexer.text.normalising import normalise_hyphenated
from indexer.text.roman_numerals import roman

_MOST = 30
"""How many further numbers a list may have."""
_NUMERAL = rf"(?:\d{{1,4}}|{chinese.DIGIT}{{1,8}}|[ivxl]{{1,7}})"
_SUB = rf"(?:\((?:[a-z]{{1,4}}|\d{{1,2}}|{chinese.LABEL})\)|[{chinese.CIRCLED}])"
_SUBS = rf"(?: ?{_SUB}){{1,5}}+"
_AND_SUBS = rf"(?:,? (?:and|or)|[{chinese.AND}]){_SUBS}"
"""Pattern of further items of the same paragraph: 10(c)和(d), `10 (c) and (d)`."""
_ITEM = rf"{_NUMERAL}(?:{_SUBS}(?:{_AND_SUBS}){{0,{_MOST}}}+)?"


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A passage that is named, and where; `keys` are the passage without and with its items.

    Offsets are half-open, in code points.
    """

    start: int
    end: int
    keys: tuple[str, ...]


def find(text: str) -> tuple[PassageFound, ...]:
    """Find the passages that a text names, in order and without overlaps; a list names each of its own."""
    normalised = normalise_hyphenated(text)
    plain = fold(normalised.text)
    return tuple(
        PassageFound(*normalised.span(start, end), keys)
        for match in _passages().finditer(plain)
        if match["unit"] or not match["closed"]
        for start, end, keys in _each(match)
    )


def _each(match: re.Match[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the span and the keys of each passage of a list; the words around it belong to the outer ones."""
    group = next(name for name in ("named", "closed", "annexed") if match[name])
    kind = _kind(match)
    items = [one for one in re.finditer(_ITEM, match[group]) if _number(one[0])]
    offset = match.start(group)
    for one in items:
        start = match.start() if one is items[0] else offset + one.start()
        end = match.end() if one is items[-1] else offset + one.end()
        yield start, end, tuple(f"{kind}.{key}" for key in _keys(one[0]))


def _kind(match: re.Match[str]) -> str:
    if match["word"]:
        return english.PASSAGES[match["word"]]
    return chinese.PASSAGES[match["unit"]] if match["unit"] else "annex"


def _number(item: str) -> int:
    return arabic(re.split(rf"[ ({chinese.CIRCLED}]", item, maxsplit=1)[0])


def _keys(item: str) -> tuple[str, ...]:
    """Return the number of a passage, and the number with its items if it has any: `26`, `26(i)`.

    Of several items the later ones take the place of the last of the first: `10(a)(i) and (ii)`.
    """
    number = str(_number(item))
    runs = [tuple(_below(one[0])) for one in re.finditer(_SUBS, item)]
    wholes = dict.fromkeys((*runs[0][: max(0, len(runs[0]) - len(run))], *run) for run in runs)
    return (number, *(number + "".join(whole) for whole in wholes))


def _below(items: str) -> Iterator[str]:
    """Yield items in brackets in their normal form; (一) and ㈠ are on the level of (i)."""
    for one in re.finditer(_SUB, items):
        label = one[0].strip("()")
        if label in chinese.CIRCLED:
            yield f"({roman(chinese.CIRCLED.index(label) + 1)})"
        else:
            yield f"({label})" if label.isascii() else f"({roman(arabic(label))})"


@cache
def _passages() -> re.Pattern[str]:
    """Return the pattern of a list of passages in folded text.

    Behind an English word a small Roman letter is a number too, but not where a word may begin with it.
    """
    words = "|".join(re.escape(word) for word in sorted(english.PASSAGES, key=len, reverse=True))
    joint = rf"(?:,? and |, | or | to |[-–]){_ITEM}(?![a-z\d.]*[a-z\d])"
    named = rf"(?<![a-z\d])(?P<word>{words}) (?P<named>{_ITEM}(?![a-z\d])(?:{joint}){{0,{_MOST}}}+)"
    joined = rf" ?[{chinese.AND}] ?(?:{chinese.NUMBERED})?{_ITEM}"
    # A list without the word that closes it is read too, so that no list begins anew within it.
    closed = (
        rf"{chinese.NUMBERED}(?P<closed>{_ITEM}(?:{joined}){{0,{_MOST}}}+)(?: ?(?P<unit>{chinese.CLOSING}))?"
    )
    annexed = rf"{chinese.ANNEX} ?(?P<annexed>{_NUMERAL})(?![a-z\d.]|{chinese.COUNTERS})"
    return re.compile(f"{named}|{closed}|{annexed}")
