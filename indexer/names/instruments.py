"""Find the articles and rules of instruments that are cited by name: "Article 41 of the Charter".

An instrument bears no symbol where it is cited, so a text alone does not say which document is meant. The
library tells which instruments it holds, with their names. A name may be shortened: in English to some of its
words, in Chinese to its end, or between the signs of a title to some of its characters. A name that fits
several instruments is taken for the one of which it is the whole name, or else for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.language.en import closed_classes
from indexer.language.en import instrument_patterns as english
from indexer.language.zh import instrument_patterns as chinese
from indexer.model.document import Citation
from indexer.names import organizations, pinpoints
from indexer.text.folding import fold
from indexer.text.normalising import Normalised, normalise

_MOST_WORDS = 12
"""How many words of a name stand before or behind its noun."""
_MOST_HAN = 40
_LONGEST_NAME = 200
_AROUND = f"{chinese.OPENING}{chinese.CLOSING} "
_KINDS = ("art.", "rule.")
_WORD = re.compile(r"[a-z]+")
_COMMON = closed_classes.WORDS
_WORDS_BACK = 120
"""How far before its noun the words of a name may begin, in code points."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that is held: its symbol, its body, and its names in both languages, folded."""

    symbol: str
    organ: str
    names: tuple[str, ...]


class _Name(NamedTuple):
    """A name in a text: its span, its noun, whether it is nothing else, and the instruments that it fits."""

    start: int
    end: int
    noun: str
    fitting: tuple[tuple[Instrument, bool], ...]

    @property
    def bare(self) -> bool:
        """Tell whether the name is its noun alone."""
        return self.end - self.start == len(self.noun)


def instrument(symbol: str, organ: str, titles: Iterable[str]) -> Instrument:
    """Return an instrument with its titles, and with the names of it that are known in both languages."""
    names: dict[str, None] = {}
    for title in titles:
        known = organizations.lookup(title)
        forms = (name for name, _ in organizations.forms(known)) if known else ()
        names |= dict.fromkeys(fold(name[:_LONGEST_NAME]).strip(_AROUND) for name in (title, *forms))
    return Instrument(symbol, organ, tuple(names))


def may_name(text: str) -> bool:
    """Tell whether a text may cite an article or a rule of an instrument."""
    return _noun().search(fold(text)) is not None


def find(text: str, held: Sequence[Instrument], organ: str | None = None) -> tuple[Citation, ...]:
    """Return the articles and rules cited by the name of an instrument held, in the order of the text.

    Args:
        text: The text.
        held: The instruments that are held.
        organ: The body of the document in which the text stands; None for a question. In a document a name
            that is nothing but a noun ("the Convention") means the Charter of the United Nations or the rules
            of the body, and else no instrument; in a question it means the only one that fits.

    """
    normalised = normalise(text)
    folded = fold(normalised.text)
    found: list[Citation] = []
    since = 0
    for name in _names(folded, held):
        symbol = _meant(name, organ)
        cited = _cited(folded, name, since, symbol) if symbol and name.start >= since else None
        if cited:
            since = cited.end
            found.append(cited)
    return tuple(_shown(one, normalised) for one in found)


def _shown(one: Citation, normalised: Normalised) -> Citation:
    start, end = normalised.span(one.start, one.end)
    return Citation(one.symbol, start, end, one.pinpoint)


def _cited(folded: str, name: _Name, since: int, symbol: str) -> Citation | None:
    """Return the citation of the article that the words around a name tell, None if they tell none."""
    start, end = name.start, name.end
    if folded.startswith(chinese.CLOSING, end):
        start, end = max(0, start - 1), end + 1
    before = pinpoints.before(folded, start, since)
    if before.pinpoint and before.pinpoint.startswith(_KINDS):
        return Citation(symbol, before.edge, end, before.pinpoint)
    after = pinpoints.after(folded, end)
    if after.pinpoint and after.pinpoint.startswith(_KINDS):
        return Citation(symbol, start, after.edge, after.pinpoint)
    return None


def _meant(name: _Name, organ: str | None) -> str | None:
    """Return the symbol of the only instrument that a name can mean, None if it may mean several."""
    fitting = name.fitting
    if name.bare and organ is not None:
        fitting = tuple(one for one in fitting if _goes_without_saying(name.noun, one[0], organ))
    exactly = tuple(one for one in fitting if one[1])
    meant = {one.symbol for one, _ in exactly or fitting}
    return meant.pop() if len(meant) == 1 else None


def _goes_without_saying(noun: str, one: Instrument, organ: str) -> bool:
    """Tell whether a noun alone means an instrument in the documents of a body."""
    if noun in (english.OF_A_BODY, chinese.OF_A_BODY):
        return bool(organ) and one.organ == organ
    if noun not in (english.OF_THE_UNITED_NATIONS, chinese.OF_THE_UNITED_NATIONS):
        return False
    return english.CHARTER in one.names or chinese.CHARTER in one.names


def _names(folded: str, held: Sequence[Instrument]) -> Iterator[_Name]:
    """Yield the names of instruments that are held."""
    for noun in _noun().finditer(folded) if held else ():
        found = _latin(folded, noun, held) if noun[0].isascii() else _han(folded, noun, held)
        if found:
            yield found


def _latin(folded: str, noun: re.Match[str], held: Sequence[Instrument]) -> _Name | None:
    """Return the longest name around a noun that is made of the words of an instrument's name."""
    start, end = noun.span()
    left = [one.span() for one in _words_before(folded, start)]
    right = [one.span() for one in _words_behind(folded, end)]
    adjacent = "" if not left or folded[left[0][1] : start].strip() else folded[slice(*left[0])]
    best: dict[tuple[int, int], list[tuple[Instrument, bool]]] = {}
    for one in held:
        for name in filter(str.isascii, one.names):
            words = _words_of(name)
            if not words.issuperset(_words_of(noun[0])):
                continue
            at = _reach(folded, left, words, start, 0), _reach(folded, right, words, end, 1)
            if (at[0] == start and _names_another(adjacent)) or _of_another(folded, at[1], words):
                continue
            exact = _words_of(folded[at[0] : at[1]]) == words
            best.setdefault(at, []).append((one, exact))
    if not best:
        return None
    at = max(best, key=lambda span: span[1] - span[0])
    return _Name(*at, noun[0], tuple(best[at]))


def _names_another(adjacent: str) -> bool:
    """Tell whether the word before a noun makes it the name of another instrument: the Lamp Charter."""
    return bool(adjacent) and adjacent not in _COMMON and adjacent not in english.MARKING


def _of_another(folded: str, end: int, words: frozenset[str]) -> bool:
    """Tell whether a name goes on with words that are not of the instrument: the Charter of Lamps."""
    behind = re.match(r"\s(?:of|on)\s(?:the\s)?([a-z]+)", folded[end : end + _WORDS_BACK])
    return behind is not None and behind[1] not in _COMMON and not words.issuperset(_words_of(behind[1]))


def _reach(folded: str, near: Sequence[tuple[int, int]], words: frozenset[str], edge: int, side: int) -> int:
    """Return how far a name reaches to one side: as far as the words are those of the instrument."""
    for span in near:
        word = folded[slice(*span)]
        if word in english.LITTLE:
            continue
        if not words.issuperset(english.SHORT.get(word, (word,))):
            break
        edge = span[side]
    return edge


def _words_before(folded: str, start: int) -> list[re.Match[str]]:
    """Return the words before a noun up to a sign, the nearest first."""
    near = folded[max(0, start - _WORDS_BACK) : start]
    begins = max(map(near.rfind, ',;.:()\n"“”')) + 1
    found = list(_WORD.finditer(folded, max(0, start - _WORDS_BACK) + begins, start))
    return found[::-1][:_MOST_WORDS]


def _words_behind(folded: str, end: int) -> list[re.Match[str]]:
    """Return the words behind a noun up to a sign, the nearest first."""
    near = folded[end : end + _WORDS_BACK]
    stops = [at for at in map(near.find, ';.:()\n"“”') if at >= 0]
    return list(_WORD.finditer(folded, end, end + min([len(near), *stops])))[:_MOST_WORDS]


@cache
def _words_of(name: str) -> frozenset[str]:
    """Return the words of an English name by which it is told from others."""
    found: list[str] = []
    for word in _WORD.findall(name):
        found += english.SHORT.get(word, (word,))
    return frozenset(found) - english.LITTLE


def _han(folded: str, noun: re.Match[str], held: Sequence[Instrument]) -> _Name | None:
    """Return the longest name that ends with a Chinese noun and is that of an instrument, or its end."""
    start, end = noun.span()
    near = folded[max(0, start - _MOST_HAN) : start]
    quoted = near.rpartition(chinese.OPENING)[2] if chinese.OPENING in near else None
    closed = folded.startswith(chinese.CLOSING, end)
    best: dict[int, list[tuple[Instrument, bool]]] = {}
    for one in held:
        for name in one.names:
            if name.isascii() or not name.endswith(noun[0]):
                continue
            own = name.removesuffix(noun[0])
            if closed and quoted is not None:
                length = len(quoted) if _is_within(quoted, own) else -1
            else:
                length = _common_end(near, own)
                if length < len(own) and near[: len(near) - length][-1:] not in chinese.BEFORE:
                    continue
            if length >= 0:
                best.setdefault(start - length, []).append((one, length == len(own)))
    if not best:
        return None
    first = min(best)
    return _Name(first, end, noun[0], tuple(best[first]))


def _is_within(short: str, name: str) -> bool:
    """Tell whether the characters of a short form stand in a name in this order."""
    rest = iter(name)
    return all(char in rest for char in short)


def _common_end(text: str, name: str) -> int:
    """Return how many characters at the end two texts have in common."""
    most = min(len(text), len(name))
    return next((at for at in range(most) if text[-1 - at] != name[-1 - at]), most)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{english.NOUNS})(?![a-z])|{chinese.NOUNS}")
