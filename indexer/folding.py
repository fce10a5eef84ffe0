"""Fold a text for matching: script, width, case and accents, one character for one character.

Traditional characters and their Taiwan and Hong Kong variants become Simplified ones, by the character
dictionaries of OpenCC. Where OpenCC writes two Simplified characters with one Traditional character (着 and
著, 炼 and 链), the two fold to one, so that a question asks the same in every script. Since lengths are
kept, an offset into the folded text is an offset into the text as shown, which is never rewritten.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from indexer.errors import ConfigError

_DICTIONARIES = ("STCharacters", "TWVariants", "HKVariants", "TWVariantsRev", "HKVariantsRev")
_SECOND_LEVEL = b"\xd8"

PHRASE_PAIRS = (
    "了瞭 仇讎 仿彷 借藉 具俱 吣唚 周賙 坐座 复覆 夫伕 并幷 待呆 戚鏚 抵牴 熏薰 穗繐 背揹 蔽庇 酰醯 链鍊"
)
"""What OpenCC's phrase dictionary (1 MB) does that its character dictionaries do not: the first of each
pair is kept. A test takes them from that dictionary anew."""

_KEPT_FORMS = frozenset({"<wide>", "<narrow>", "<compat>"})
"""Compatibility forms that are the same character; superscripts and circled numbers are not."""


def fold(text: str) -> str:
    """Return `text` folded, of the same length; folding twice changes nothing more."""
    return text.lower() if text.isascii() else _folded(text)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """Remember the last texts: every room that reads a paragraph folds it for itself."""
    return text.translate(_table())


@cache
def identity() -> str:
    """Return a digest of all that decides how characters fold; equal digests fold alike."""
    digest = hashlib.sha256(f"{unicodedata.unidata_version} {PHRASE_PAIRS}".encode())
    for name in ("TSCharacters", *_DICTIONARIES):
        digest.update(_dictionary(name).read_bytes())
    return digest.hexdigest()[:16]


class _Table(dict[int, str]):
    """Folded characters by code point, worked out when first met."""

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
    """Take width, compatibility form, accent and case off a character."""
    form, _, parts = unicodedata.decomposition(char).rpartition(" ")
    if parts and (not form or form in _KEPT_FORMS):
        char = unicodedata.normalize("NFKC", char)
    letters = unicodedata.normalize("NFD", char)
    if letters[0].isascii() and all(map(unicodedata.combining, letters[1:])):
        char = letters[0]
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _han() -> dict[str, str]:
    """Join characters that any conversion turns into one another; each class keeps one of its own."""
    kept = dict(_rows("TSCharacters"))

    def root(char: str) -> str:
        while (above := kept.get(char, char)) != char:
            char = above
        return char

    for first, second in _pairs():
        if kept.get(second) == first and first not in kept:  # as most of them are
            continue
        one, other = root(first), root(second)
        if one != other:
            keep, drop = (one, other) if _rarity(one) <= _rarity(other) else (other, one)
            kept[drop] = keep
    return {char: root(target) for char, target in kept.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield pairs of characters that are to fold alike, the one to keep first."""
    yield from ((pair[0], pair[1]) for pair in PHRASE_PAIRS.split())
    for name in _DICTIONARIES:
        yield from _rows(name)


def _rarity(char: str) -> int:
    """Rank a character by the level of GB 2312 that holds it: 0, 1, or 2 where none does."""
    try:
        return 0 if char.encode("gb2312") < _SECOND_LEVEL else 1
    except UnicodeEncodeError:
        return 2


def _rows(name: str) -> list[tuple[str, str]]:
    """Return the pairs of characters of a dictionary that are single; of several targets, OpenCC's first."""
    return re.findall(r"^(.)\t(.)(?= |$)", _dictionary(name).read_text("utf-8"), re.MULTILINE)


@cache
def _dictionary(name: str) -> Path:
    spec = find_spec("opencc")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder) / "dictionary" / f"{name}.txt").is_file():
            return path
    raise ConfigError(
        f"The dictionary {name} of opencc-python-reimplemented is not installed.",
        "Install the project's requirements again.",
    )
