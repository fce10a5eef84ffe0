"""What units of different languages are compared by, and how much they resemble each other.

Nothing here knows a language: a text counts by its length, and by what is written or recognised alike in all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from math import log

from indexer.model.document import Paragraph
from indexer.model.query import HAN
from indexer.names import organizations, values
from indexer.text.folding import fold

FLOW = "text"
"""The group of the units of the running text; units of other kinds have only their own kind as partners."""
_OWN_GROUP = frozenset(("heading", "event", "row", "footnote", "abbreviation", "vote"))

_HAN_RUN = re.compile(f"[{HAN}]++")
_WORD = re.compile(r"[a-z][a-z0-9]*+|[0-9]++")
_SIGN = re.compile(r"[()]|[;:?!]|[\"“”「」『』]")
_ENDINGS = {"。": ".", "．": ".", "、": ",", "：": ":", "；": ";", "，": ",", "？": "?", "！": "!", "”": '"'}
_HAN_SIZE = 3.5
"""How many letters of an alphabet say as much as one Han character."""
_TOPIC = "topic:"
_LONG = 4_096
"""The longest beginning of a text that is looked at for values and words; its length counts whole."""

# Logarithms of how much likelier something is between partners than between units at random, measured on
# aligned sentences of the United Nations.
_SPREAD = 0.22
"""Standard deviation of the logarithm of the ratio of lengths, between long partners."""
_SHORT = 12.0
"""Letters added to both lengths: the ratio of short ones says less."""
_APART = 1.0
"""The same standard deviation between units that are no partners."""
_SAME_LENGTH = log(_APART / _SPREAD)
_BY_LENGTH = (1 / _SPREAD**2 - 1 / _APART**2) / 2
_ENDING = (0.5, -0.9)
"""Both end with the same sign, or with another."""
_NO_ENDING = -0.3
"""One ends with a sign, the other with a letter: some signs are left out, such as those of headings."""
_SHARED = 1.2
"""For each value or word that two units share, times the logarithm of how rare it is."""
_DIFFERENT = -1.1
"""For each value that one of two units has alone."""
_NO_WORD = -0.5
"""For each word that one could share and does not."""
_WORST = -12.0
"""The differences of values together count no more than this."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a unit is compared by.

    `size` is its length in letters of an alphabet. `values` are what must stand in both versions (numbers,
    dates, symbols, States), `words` what may (words in Latin letters, numbers as written, signs with how
    often they occur).
    """

    group: str
    numbered: bool
    size: float
    values: frozenset[str]
    words: frozenset[str]
    ending: str


def features(unit: Paragraph) -> Features:
    """Return what a unit is compared by."""
    text = unit.text[:_LONG]
    folded = fold(text)
    spans = tuple((cited.start, cited.end) for cited in unit.citations if cited.end <= len(text))
    found = {f"sym:{cited.symbol}" for cited in unit.citations}
    found |= {f"state:{mention.state}" for mention in unit.mentions}
    found |= {value.token for value in values.find(text, taken=spans) if not value.token.startswith("month:")}
    if unit.definition:
        found |= _organizations(unit.definition)
    if unit.kind == "footnote":
        found.add(unit.locator.partition("~")[0])
    signs = Counter(_SIGN.findall(folded))
    words = set(_WORD.findall(folded)) | {f"{sign}{count}" for sign, count in signs.items()}
    if unit.kind == "heading" and unit.topics:
        words.add(f"{_TOPIC}{unit.topics[-1]}")  # of a heading that is not in the table its own words
    return Features(
        group=unit.kind if unit.kind in _OWN_GROUP else FLOW,
        numbered=unit.number is not None,
        size=_size(unit.text),
        values=frozenset(found),
        words=frozenset(words),
        ending=_ending(folded),
    )


def is_topic(word: str) -> bool:
    """Tell whether a word of the features is the topic of a heading."""
    return word.startswith(_TOPIC)


def joined(several: Sequence[Features]) -> Features:
    """Return the features of neighbouring units together."""
    return reduce(_with, several)


def _with(first: Features, second: Features) -> Features:
    return Features(
        first.group,
        first.numbered or second.numbered,
        first.size + second.size,
        first.values | second.values,
        first.words | second.words,
        second.ending,
    )


class Resemblance:
    """Tells how much units of two versions resemble each other; what is rare in both counts most."""

    def __init__(self, left: Collection[Features], right: Collection[Features]) -> None:
        self._values = _rarity(left, right, lambda one: one.values)
        self._words = _rarity(left, right, lambda one: one.words)

    def of(self, one: Features, other: Features) -> float:
        """Return by how much two units resemble partners more than units at random (log of the odds)."""
        ratio = log((one.size + _SHORT) / (other.size + _SHORT))
        score = _SAME_LENGTH - _BY_LENGTH * ratio * ratio
        score += _by_ending(one.ending, other.ending)
        shared = one.values & other.values
        score += sum(map(self._values.__getitem__, shared))
        alone = len(one.values) + len(other.values) - 2 * len(shared)
        score += max(_DIFFERENT * alone, _WORST)
        return score + self._by_words(one.words, other.words)

    def _by_words(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = one & other
        possible = min(len(one), len(other))
        return sum(map(self._words.__getitem__, shared)) + _NO_WORD * (possible - len(shared))

    def is_shared(self, one: Features, other: Features) -> bool:
        """Tell whether two units have a value in common."""
        return not one.values.isdisjoint(other.values)


def _by_ending(one: str, other: str) -> float:
    if one != other and not (one and other):
        return _NO_ENDING
    return _ENDING[one != other]


def _rarity(
    left: Collection[Features], right: Collection[Features], of: Callable[[Features], Iterable[str]]
) -> Mapping[str, float]:
    """Return for each value in both versions what it counts: the fewer units have it, the more."""
    ours = Counter(value for one in left for value in of(one))
    theirs = Counter(value for one in right for value in of(one))
    units = max(len(left), len(right))
    return {
        value: _SHARED * log(1 + units / max(count, theirs[value]))
        for value, count in ours.items()
        if value in theirs
    }


def _organizations(forms: tuple[str, ...]) -> set[str]:
    """Return the known organizations that one of the forms names in full or in short."""
    known = _organization_names()
    return {f"organization:{known[name]}" for form in forms if (name := fold(form.strip())) in known}


@cache
def _organization_names() -> Mapping[str, str]:
    """Return for each folded name or short name of a known organization its English name."""
    return {
        fold(name): one.en
        for one in organizations.NAMES
        for name in (one.zh, *one.zh_short, one.en, *one.en_short)
    }


def _size(text: str) -> float:
    """Return the length of a text in letters of an alphabet, without white space."""
    han = sum(map(len, _HAN_RUN.findall(text)))
    return sum(map(len, text.split())) + (_HAN_SIZE - 1) * han


def _ending(folded: str) -> str:
    """Return the last sign of a text as a Latin one, or nothing where a letter comes last."""
    last = folded.rstrip()[-1:]
    return "" if last.isalnum() else _ENDINGS.get(last, last)
