"""Bring a text to plain letters for searching, with a map of offsets back to the text as shown.

What files of some formats put into words is undone: ligatures and presentation forms become letters, radicals
and compatibility ideographs Han characters, accents that follow their letter part of it; soft hyphens and
zero-width signs are left out; no-break hyphens, no-break and thin spaces become the usual ones. Letters that
are typed as two where a keyboard lacks them become these (ß, æ). Case, width and script stay: `folding`
unifies these. The text as shown is never changed.

A hyphen before a soft hyphen stands at the end of a printed line. `normalise` takes the word as broken
there and leaves the hyphen out (`international`); `normalise_hyphenated` keeps it. No word is broken between
a small letter and a capital, so there the hyphen always stays (`Asia-Pacific`).

Private-use characters: those of symbol fonts become spaces, old-style figures and small capitals their digits
and letters. Others stay; they are no letters, so they end a word, as what was printed is not known.

Example:
    >>> found = normalise("the ﬁrst")
    >>> found.text, found.span(4, 9), found.span(4, 5)
    ('the first', (4, 8), (4, 5))

"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.text.folding import fold
from indexer.text.spans import Span

SOFT_HYPHEN = "\u00ad"
_LONG = 4_096
"""A text with more code points than this is long."""
_LONGEST = 4
"""A character that stands for more characters than this, such as a whole Arabic blessing, stays."""

_INVISIBLE = (
    f"{SOFT_HYPHEN}\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e01ef"
)
"""Soft hyphen, zero-width signs, signs of direction and of variants: they are left out."""
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_SYMBOL_FONTS = "\uf000-\uf0ff"
"""Where Symbol and Wingdings have their bullets and arrows."""
_HYPHENS = "\u2010\u2011"
_SMALL_LETTERS = "\uf730-\uf739\uf761-\uf77a"
"""Old-style figures and small capitals of Adobe's fonts; the digit or letter is `_ASIDE` before it."""
_ASIDE = 0xF700
_RADICALS = "\u2e80-\u2fd5"
_FORMS = (
    "\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3"  # Latin digraphs
    "\u2160-\u217f"  # Roman numerals
    "\uf900-\ufaff\U0002f800-\U0002fa1f"  # compatibility ideographs
    "\ufb00-\ufdff\ufe70-\ufefc"  # ligatures and letters by their place in the word
    "\ufe10-\ufe18\ufe31-\ufe44\ufe47\ufe48\ufe50-\ufe6b"  # signs of vertical and small print
    "\U0001d400-\U0001d7ff"  # letters and digits by their typeface
)
"""What is replaced by its compatibility decomposition."""
_TYPED_AS_TWO = {
    "ß": "ss",
    "æ": "ae",
    "ǽ": "ae",
    "œ": "oe",
    "þ": "th",
    "ẞ": "SS",
    "Æ": "Ae",
    "Ǽ": "Ae",
    "Œ": "Oe",
    "Þ": "Th",
}
"""Letters for which two are typed where a keyboard lacks them; the others are folded to one."""
_MARKS = "\u0300-\u036f"
_TWO = "".join(_TYPED_AS_TWO)
_CHANGING = f"{_INVISIBLE}{_SPACES}{_SYMBOL_FONTS}{_HYPHENS}{_SMALL_LETTERS}{_RADICALS}{_FORMS}{_TWO}"
_LETTER = "[^\\W\\d_\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
"""A letter of a script that breaks words with hyphens."""
_BROKEN = f"(?:(?<={_LETTER})|(?<=[{_MARKS}]))[-{_HYPHENS}]{SOFT_HYPHEN}{{1,4}}(?={_LETTER})"
_ACCENTED = f"\\w?[{_MARKS}]{{1,8}}"
"""A letter with its accents, so few of them that putting them in order takes no time."""


class _Edit(NamedTuple):
    """A stretch of the text as shown, [start, end), and what it becomes; `breaks` a word at a line end."""

    start: int
    end: int
    new: str
    breaks: bool = False


class Normalised:
    """A text in plain letters, and where each of its characters stands in the text as shown.

    `breaks` are the offsets in `text` at which a hyphen at the end of a line was left out. `is_moved` tells
    whether an offset in `text` may differ from the one in the text as shown.
    """

    __slots__ = ("_ends", "_starts", "breaks", "is_moved", "text")

    def __init__(self, shown: str, edits: Sequence[_Edit] = ()) -> None:
        """Change a text.

        Args:
            shown: The text as shown.
            edits: What becomes of it, in order and without overlaps.

        """
        self.text = shown
        self.breaks: tuple[int, ...] = ()
        self.is_moved = False
        if edits:
            self.text = _edited(shown, edits)
            self.breaks = tuple(_breaks(edits))
            self.is_moved = any(len(one.new) != 1 or one.end - one.start != 1 for one in edits)
        if self.is_moved:
            self._starts, self._ends = _places(len(shown), edits)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the text as shown for which [start, end) of `text` stands.

        Part of a ligature, or of a letter with its accents, stands for all of it. An empty stretch is empty.
        """
        if not self.is_moved:
            return start, end
        if start < end:
            return self._starts[start], self._ends[end - 1]
        at = self._starts[start] if start < len(self._starts) else self._ends[-1] if self._ends else 0
        return at, at

    def inner(self, start: int, end: int) -> Span:
        """Return the stretch of `text` that stands for [start, end) of the text as shown."""
        if not self.is_moved:
            return start, end
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end))


def normalise(text: str) -> Normalised:
    """Return a text in plain letters; words broken at the end of a line are joined."""
    if text.isascii():
        return Normalised(text)
    return _remembered(text) if len(text) <= _LONG else _last(text)


def normalise_hyphenated(text: str) -> Normalised:
    """Return a text in plain letters; hyphens at the end of a line are taken as part of the word."""
    joined = normalise(text)
    if not joined.breaks:
        return joined
    return Normalised(text, [one._replace(new="-") if one.breaks else one for one in _edits(text)])


def readings(text: str) -> tuple[Normalised, ...]:
    """Return a text in plain letters: once, or twice where a hyphen at the end of a line may be a word's own.

    Words are joined in the first, and hyphenated in the second.
    """
    joined = normalise(text)
    return (joined, normalise_hyphenated(text)) if joined.breaks else (joined,)


def comparable(text: str) -> str:
    """Return a text normalised and folded, to compare it as a whole with another."""
    return fold(normalise(text).text)


def identity() -> str:
    """Return a digest of all that decides what becomes of a text: equal digests mean equal texts."""
    parts = (
        unicodedata.unidata_version,
        _CHANGING,
        _BROKEN,
        _ACCENTED,
        sorted(_TYPED_AS_TWO.items()),
        sorted(_radicals().items()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=256)
def _remembered(text: str) -> Normalised:
    """Normalise a short text and cache it: each package that reads a paragraph asks for it again."""
    return _found(text)


@lru_cache(maxsize=1)
def _last(text: str) -> Normalised:
    """Normalise a long text and cache only one."""
    return _found(text)


def _found(text: str) -> Normalised:
    return Normalised(text, tuple(_edits(text))) if _any_change().search(text) else Normalised(text)


def _edits(text: str) -> Iterator[_Edit]:
    """Yield what is to be changed in a text, in order."""
    for match in _changes().finditer(text):
        start, end = match.span()
        if match["broken"]:
            is_name = text[start - 1].islower() and text[end].isupper()
            yield _Edit(start, end, "-" if is_name else "", breaks=not is_name)
        elif (new := _accented(match[0]) if match["accented"] else _plain(match[0])) != match[0]:
            yield _Edit(start, end, new)


def _accented(written: str) -> str:
    """Return a letter with the accents after it as one character; accents that it cannot have are dropped."""
    letter = "" if re.match(f"[{_MARKS}]", written) else written[0]
    whole = unicodedata.normalize("NFC", _plain(letter) + written[len(letter) :])
    return re.sub(f"[{_MARKS}]", "", whole)


@lru_cache(maxsize=4_096)
def _plain(char: str) -> str:
    """Return what a single character becomes."""
    if not _one_that_changes().match(char):
        return char
    if char in _TYPED_AS_TWO:
        return _TYPED_AS_TWO[char]
    if char in _radicals():
        return _radicals()[char]
    if re.match(f"[{_SPACES}{_SYMBOL_FONTS}]", char):
        return " "
    if re.match(f"[{_SMALL_LETTERS}]", char):
        return chr(ord(char) - _ASIDE).upper()
    if re.match(f"[{_HYPHENS}]", char):
        return "-"
    if re.match(f"[{_INVISIBLE}]", char):
        return ""
    form = unicodedata.normalize("NFKC", char)
    return "".join(one for one in form if not unicodedata.combining(one)) if len(form) <= _LONGEST else char


def _edited(shown: str, edits: Sequence[_Edit]) -> str:
    pieces, at = [], 0
    for one in edits:
        pieces += [shown[at : one.start], one.new]
        at = one.end
    return "".join((*pieces, shown[at:]))


def _breaks(edits: Sequence[_Edit]) -> Iterator[int]:
    """Yield the offsets in the changed text at which a word was joined over the end of a line."""
    shift = 0
    for one in edits:
        if one.breaks and not one.new:
            yield one.start + shift
        shift += len(one.new) - (one.end - one.start)


def _places(length: int, edits: Sequence[_Edit]) -> tuple[array[int], array[int]]:
    """Return for each character of the changed text where what it stands for starts and ends in the other."""
    starts, ends, at = array("L"), array("L"), 0
    for one in edits:
        starts.extend(range(at, one.start))
        ends.extend(range(at + 1, one.start + 1))
        starts.extend([one.start] * len(one.new))
        ends.extend([one.end] * len(one.new))
        at = one.end
    starts.extend(range(at, length))
    ends.extend(range(at + 1, length + 1))
    return starts, ends


@cache
def _any_change() -> re.Pattern[str]:
    """Return the pattern of a character that may be changed; all others can be passed over quickly.

    It takes in all characters beyond the Basic Multilingual Plane: several ranges there would make it slow.
    """
    basic = re.sub("[\U00010000-\U0010ffff]-?", "", f"{_CHANGING}{_MARKS}")
    return re.compile(f"[{basic}\U00010000-\U0010ffff]")


@cache
def _one_that_changes() -> re.Pattern[str]:
    return re.compile(f"[{_CHANGING}]")


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(f"(?P<broken>{_BROKEN})|(?P<accented>{_ACCENTED})|[{_CHANGING}]")


@cache
def _radicals() -> dict[str, str]:
    """Return the Han character for each radical; `scripts/make_radicals.py` makes the table."""
    lines = Path(__file__).with_name("radicals.tsv").read_text("utf-8").splitlines()
    return {line[0]: line[2] for line in lines}
