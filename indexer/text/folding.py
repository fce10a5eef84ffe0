"""Fold a text for matching: script, width, case and accents; each character becomes one character.

Traditional characters and their Taiwan and Hong Kong variants become Simplified ones, by the character
dictionaries of OpenCC. For some Traditional characters OpenCC has two Simplified ones (着 and 著, 炼 and 链).
Such two fold to one character, so that a question means the same in every script.

The length of a text does not change. So an offset in the folded text is also an offset in the original text,
which is always the one that is shown.

Example:
    >>> fold("聯絡人 Ｃafé")
    '联络人 cafe'

"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from indexer.runtime.errors import ConfigError

_DICTIONARIES = ("STCharacters", "TWVariants", "HKVariants", "TWVariantsRev", "HKVariantsRev")
_LONG = 4_096
"""A text with more code points than this is long."""
_SECOND_LEVEL = b"\xd8"
"""The first byte, in GB 2312, of the characters of the second level."""

PHRASE_PAIRS = (
    "了瞭 仇讎 仿彷 借藉 具俱 吣唚 周賙 坐座 复覆 夫伕 并幷 待呆 戚鏚 抵牴 熏薰 穗繐 背揹 蔽庇 酰醯 链鍊"
)
"""Pairs that OpenCC's phrase dictionary (1 MB) joins and its character dictionaries do not.

The first character of each pair is kept. A test reads the pairs from that dictionary and compares.
"""

_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ƚ": "l"}
"""Small letters that Unicode does not take apart, with the letters that are typed for them."""
_KEPT_FORMS = frozenset({"<wide>", "<narrow>", "<compat>"})
"""Compatibility forms that fold to the plain character; superscripts and circled numbers do not."""


def fold(text: str) -> str:
    """Return a text folded, with the same length; folding it again changes nothing."""
    if text.isascii():
        return text.lower()
    return _folded(text) if len(text) <= _LONG else _folded_long(text)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """Fold a short text and cache it: each package that reads a paragraph folds it again."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _folded_long(text: str) -> str:
    """Fold a long text and cache only one: more would take more memory than the rest of a document."""
    return text.translate(_table())


@cache
def identity() -> str:
    """Return a digest of all that decides how characters fold: equal digests mean equal folding."""
    digest = hashlib.sha256(f"{unicodedata.unidata_version} {PHRASE_PAIRS} {_STROKED}".encode())
    for name in ("TSCharacters", *_DICTIONARIES):
        digest.update(_dictionary(name).read_bytes())
    return digest.hexdigest()[:16]


class _Table(dict[int, str]):
    """Folded characters by code point; each is computed when it is first needed."""

    def __init__(self, han: dict[str, str]) -> None:
        super().__init__()
        self._han = han

    def __missing__(self, code: int) -> str:
        char = _plain(chr(code))
        self[code] = folded = self._han.get(char, char)
        return folded


@cache
def _table() -> _Table:
    return _Table(_han())


def _plain(char: str) -> str:
    """Remove width, compatibility form, accent and case from a character."""
    form, _, parts = unicodedata.decomposition(char).rpartition(" ")
    if parts and (not form or form in _KEPT_FORMS):
        char = unicodedata.normalize("NFKC", char)
    letters = unicodedata.normalize("NFD", char)
    if letters[0].isascii() and all(map(unicodedata.combining, letters[1:])):
        char = letters[0]
    lower = char.lower()
    return _STROKED.get(lower, lower) if len(lower) == 1 else char


def _han() -> dict[str, str]:
    """Return the Simplified character for each Han character that folding changes.

    Characters that any conversion turns into one another form a class, and one of the class is kept.
    """
    kept = dict(character_pairs("TSCharacters"))

    def root(char: str) -> str:
        while (above := kept.get(char, char)) != char:
            char = above
        return char

    for first, second in _pairs():
        if kept.get(second) == first and first not in kept:  # true of most pairs
            continue
        one, other = root(first), root(second)
        if one != other:
            keep, drop = (one, other) if _rarity(one) <= _rarity(other) else (other, one)
            kept[drop] = keep
    return {char: root(target) for char, target in kept.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield the pairs of characters that must fold alike, the one to keep first."""
    yield from ((pair[0], pair[1]) for pair in PHRASE_PAIRS.split())
    for name in _DICTIONARIES:
        yield from character_pairs(name)


def _rarity(char: str) -> int:
    """Return the level of GB 2312 that holds a character, less one: 0 or 1, and 2 if none does."""
    try:
        return 0 if char.encode("gb2312") < _SECOND_LEVEL else 1
    except UnicodeEncodeError:
        return 2


def character_pairs(name: str) -> list[tuple[str, str]]:
    """Return the pairs of single characters in a dictionary; of several targets, only OpenCC's first."""
    return re.findall(r"^(.)\t(.)(?= |$)", _dictionary(name).read_text("utf-8"), re.MULTILINE)


@cache
def _dictionary(name: str) -> Path:
    """Return the path of a dictionary of OpenCC."""
    spec = find_spec("opencc")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder) / "dictionary" / f"{name}.txt").is_file():
            return path
    raise ConfigError(
        f"The dictionary {name} of opencc-python-reimplemented is not installed.",
        "Install the project's requirements again.",
    )
