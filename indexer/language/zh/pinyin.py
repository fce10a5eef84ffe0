"""Pinyin as people type it: which characters and which words are read so.

People type whole syllables of which the last may be unfinished (`lianluor`), with or without blanks and
apostrophes between them, or the first letter of every syllable (`llr`). Tones are ignored, and ü is typed as
v or u. Han characters may stand among the letters. `scripts/make_pinyin.py` makes the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("pinyin_syllables.tsv")
LONGEST = 60
"""How many code points are read as pinyin; more are none."""
_TONES = re.compile("[\u0300\u0301\u0304\u030c]|(?<=[a-z:])[1-5]")
_EDGE = "'"
_EDGES = re.compile(r"[\s'\u2019-]+")
_TYPED = re.compile("[a-z'\u4e00-\u9fff]*[a-z]")
_INITIALS = re.compile("[a-hj-tw-z]{2,8}")
"""First letters of syllables; few syllables begin with a vowel, none with i, u or v."""
_LONGEST_SYLLABLE = 6
_TWO_LETTERS = ("zh", "ch", "sh")
"""Beginnings of syllables that may be typed with both letters where only beginnings are typed."""
_SECOND_LEVEL = b"\xd8"
"""Where the rarer characters begin in GB 2312."""


@dataclass(frozen=True, slots=True)
class Pinyin:
    """What was typed, in lower case, with an apostrophe for each edge; `initials`: only first letters."""

    letters: str
    initials: bool


def typed_pinyin(text: str) -> Pinyin | None:
    """Read what was typed as pinyin; None if it can be none, or is too long.

    >>> typed_pinyin("Lián luò-rén"), typed_pinyin("llr"), typed_pinyin("3 years")
    (Pinyin(letters="lian'luo'ren", initials=False), Pinyin(letters='llr', initials=True), None)

    """
    if len(text) > LONGEST:
        return None
    toneless = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", text.lower())))
    plain = _EDGES.sub(_EDGE, toneless.replace("u:", "v").replace("ü", "v")).strip(_EDGE)
    if not _TYPED.fullmatch(plain):
        return None
    if _is_syllables(plain):
        return Pinyin(plain, initials=False)
    return Pinyin(plain, initials=True) if _INITIALS.fullmatch(plain) else None


def is_read(word: str, typed: Pinyin) -> bool:
    """Tell whether the reading of a word in simplified characters begins with what was typed."""
    after = _after_initial if typed.initials else _after_syllable
    places = {0}
    for character in word:
        if len(typed.letters) in places:
            return True
        ends = {end for place in places for end in after(character, typed.letters, place)}
        places = {end + typed.letters.startswith(_EDGE, end) for end in ends}
    return len(typed.letters) in places


@lru_cache(maxsize=512)
def first_characters(typed: Pinyin) -> tuple[str, ...]:
    """Return the common characters with which a word may begin that is read as typed."""
    letters = typed.letters
    if letters[0] > "z":
        return (letters[0],)
    found = dict.fromkeys(
        character
        for syllable, characters in _characters().items()
        if (syllable[0] == letters[0] if typed.initials else _meet(syllable, letters))
        for character in characters
        if _is_common(character)
    )
    return tuple(found)


def _meet(syllable: str, letters: str) -> bool:
    """Tell whether a syllable may be the first of what was typed, the last of which may be unfinished."""
    return letters.startswith(syllable) or syllable.startswith(letters)


def _is_syllables(letters: str) -> bool:
    """Tell whether letters are syllables and Han characters, but for the last, which may be unfinished."""
    places = {0}
    for place in range(len(letters)):
        if place not in places:
            continue
        if letters[place] > "z" or letters[place] == _EDGE:
            places.add(place + 1)
        rest = letters[place : place + _LONGEST_SYLLABLE]
        places.update(place + size for size in range(1, len(rest) + 1) if rest[:size] in _characters())
        if place + len(rest) == len(letters) and rest in _beginnings() and (place or len(rest) > 1):
            return True
    return len(letters) in places


def _after_syllable(character: str, typed: str, place: int) -> Iterator[int]:
    if typed.startswith(character, place):
        yield place + 1
    for syllable in _syllables().get(character, ()):
        if typed.startswith(syllable, place):
            yield place + len(syllable)
        elif syllable.startswith(typed[place:]):
            yield len(typed)


def _after_initial(character: str, typed: str, place: int) -> Iterator[int]:
    if typed.startswith(character, place):
        yield place + 1
    for syllable in _syllables().get(character, ()):
        if typed.startswith(syllable[0], place):
            yield place + 1
            if syllable.startswith(_TWO_LETTERS) and typed.startswith(syllable[:2], place):
                yield place + 2


def _is_common(character: str) -> bool:
    return character.encode("gb2312", "replace") < _SECOND_LEVEL


@cache
def _beginnings() -> frozenset[str]:
    """Return the beginnings of all syllables."""
    return frozenset(one[:size] for one in _characters() for size in range(1, len(one) + 1))


@cache
def _characters() -> dict[str, tuple[str, ...]]:
    """Return the characters of each syllable; one with ü is listed with u too."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for line in TABLE.read_text("utf-8").splitlines():
        syllable, characters = line.split("\t")
        for spelt in dict.fromkeys((syllable, syllable.replace("v", "u"))):
            found[spelt] += tuple(characters)
    return dict(found)


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each character."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for syllable, characters in _characters().items():
        for character in characters:
            found[character].append(syllable)
    return {character: tuple(syllables) for character, syllables in found.items()}
