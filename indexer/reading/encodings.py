"""Decode bytes to text: UTF-8, UTF-16 with or without a byte order mark, GB18030, Big5 or Windows-1252.

Almost any bytes can be decoded in several encodings. The right one is told by what it gives: common Chinese
characters, or Western letters inside words. Where a text is too short to be certain it is refused, and a user
says the encoding.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from encodings.aliases import aliases
from functools import lru_cache

from indexer.language.zh.common_characters import COMMONEST
from indexer.runtime.errors import CommandError, InputError
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_WIDE = re.compile(r"[^\x00-\x7f]{1,4096}")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_MAX_CONTROLS = 0.01
_MIN_COMMON = 0.85
_FIRST_LEVEL = frozenset(bytes([lead]) for lead in range(0xB0, 0xD8))
_ADVICE = "Save the document as a text file in UTF-8 and give that."
_SAY = "Say the encoding with --encoding NAME, or save the text in UTF-8."

_CHINESE = ("gb18030", "big5hkscs")
_WESTERN = "cp1252"
_CJK_SIGNS = re.compile(
    "[\u00b7\u00d7\u2010-\u2030\u2160-\u217f\u2460-\u24ff\u3000-\u301f\u3200-\u33ff\uff01-\uff5e]"
)
"""Signs that Chinese texts have: punctuation, numerals in circles and brackets, characters of full width."""
_FOREIGN = re.compile("[\u00a0-\u00ff\u0152\u0153\u0400-\u045f\u0600-\u06ff\u3040-\u30ff]")
"""Letters of other scripts that a text in UTF-16 may have; Hangul is what GB 2312 looks like in UTF-16."""
_LETTER = re.compile(
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e]"
)
_JOINING = "\u2018\u2019\u2010-\u2015\u00ad\u00b7\u00aa\u00ba"
_HIGH_SIGN = re.compile(
    f"[^\x00-\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e{_JOINING}]"
)
_BEHIND = re.compile(
    "[\u00a2-\u00a6\u00a8\u00ac\u00af\u00b1-\u00b4\u00b6\u00b8\u00b9\u00bc-\u00be\u00d7\u00f7\u0192\u02c6\u02dc\u2020\u2021\u2030\u2122\u20ac]"
)
"""Signs that stand before no letter."""
_SAMPLE = 20_000
"""How many wide characters of a text are looked at."""
_SEEN = 1 << 17
"""How many characters or bytes from the first that is not ASCII are looked at."""
_SURE = 4
"""By how many common characters the right encoding must lead; see docs/documents.md for what was measured."""
_SHARE, _CLEAR_SHARE, _LEAD = 0.5, 0.8, 0.4
"""The least share of common characters in the right encoding; the same where the text may be Western too; and
the share of them by which it must lead."""
_MOST_HIGH, _MOST_ODD = 0.4, 0.1
"""The largest shares in Western text of letters beyond ASCII among letters, and of signs inside words."""
_MIN_UTF_16 = 0.8
_GUESSED = 1 << 16
"""How many bytes charset-normalizer is asked about."""
_ENOUGH = 64
"""How many bytes a text must have for its encoding to be guessed at in a message."""
_NOT_OF_FILES = {
    *("idna", "punycode", "undefined", "mbcs", "oem", "unicode_escape", "raw_unicode_escape"),
    *("utf_7", "hz"),  # every ASCII text is one of these too, and means something else then
}


@dataclass(frozen=True, slots=True)
class _Trial:
    """A text as one encoding gives it, with how many characters are telling and how many speak for it."""

    encoding: str
    text: str
    telling: int
    common: int

    @property
    def is_plausible(self) -> bool:
        """Whether the text may be in this encoding."""
        return self.telling > 0 and self.common >= _SHARE * self.telling


def known(name: str) -> str:
    """Return the name under which Python knows an encoding.

    Args:
        name: A name of it, such as `Big5`.

    Raises:
        CommandError: No encoding of texts has this name; the advice has similar ones.

    """
    try:
        found = codecs.lookup(name)
        b"    ".decode(found.name)
    except (LookupError, ValueError):
        found = None
    if found is None or found.name.replace("-", "_") in _NOT_OF_FILES:
        similar = nearest(name.replace("-", "_"), {*aliases, *aliases.values()} - _NOT_OF_FILES)
        advice = (
            f"Did you mean {' or '.join(similar)}?" if similar else "Known are utf-8, gb18030, big5, cp1252."
        )
        raise CommandError(f"There is no encoding {name}.", advice)
    return found.name


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Args:
        data: The bytes of the file.
        name: The name of the file, for messages.

    Raises:
        InputError: The file is empty, holds binary data, or cannot be decoded with certainty.

    """
    _refuse_empty(data, name)
    text, encoding = _decode(data, name)
    if _is_binary(text):
        raise InputError(f"{name} is not a text file: it holds binary data.", _ADVICE)
    return text, encoding


def decode_as(data: bytes, encoding: str, name: str) -> str:
    """Return the text of a file in an encoding that a user has named, without its byte order mark.

    Args:
        data: The bytes of the file.
        encoding: The encoding; see `known`.
        name: The name of the file, for messages.

    Raises:
        InputError: The file is empty or binary, or a byte cannot be decoded.

    """
    _refuse_empty(data, name)
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        place = f": byte {error.start} cannot be decoded" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(
            f"{name} is not in {encoding}{place}.", "Leave --encoding out, or name another."
        ) from None
    if _is_binary(text):
        raise InputError(f"{name} is not text in {encoding}: it holds binary data.", "Name another encoding.")
    return text


def is_wide(head: bytes) -> bool:
    """Tell whether a file begins as UTF-16 does, with a byte order mark or without."""
    return head[:2] in _UTF_16 or (b"\0" in head and bool(_wide_trials(head)))


def _refuse_empty(data: bytes, name: str) -> None:
    if not data.strip():
        raise InputError(f"{name} is empty.", "Give a file with the text of a document.")


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding; one that does not say its encoding must be plausible in just one."""
    if encoding := _UTF_16.get(data[:2]):
        return _strict(data[2:], encoding, name), encoding
    if b"\0" in data:
        for trial in _wide_trials(data):
            return _strict(data, trial.encoding, name), trial.encoding
        raise InputError(f"{name} is not a text file: it holds binary data.", _ADVICE)
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(data):
            raise InputError(
                f"{name} is UTF-8 text, but byte {error.start} cannot be decoded.", _ADVICE
            ) from None
    found = _chosen(data, name)
    return found.text, found.encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    """Decode bytes, and raise InputError if one of them cannot be decoded."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} looks like {encoding.upper()}, but byte {error.start} cannot be decoded.", _ADVICE
        ) from None


def _chosen(data: bytes, name: str) -> _Trial:
    """Return the only plausible trial.

    Raises:
        InputError: None or several are plausible; the message names those that are.

    """
    trials = [trial for encoding in _CHINESE if (trial := _chinese(data, encoding))]
    trials += _wide_trials(data)
    trials.sort(key=lambda trial: -trial.common)
    western = [*_western(data)]
    plausible = [*(trial for trial in trials if trial.is_plausible), *western]
    if not plausible:
        raise _unknown(data, name)
    best, *others = plausible
    if not others and western:
        return best
    rival = max((trial.common for trial in trials if trial is not best), default=0)
    certain = best.common - rival >= max(_SURE, _LEAD * best.common)
    if certain and best.common >= (_CLEAR_SHARE if western else _SHARE) * best.telling:
        return best
    names = dict.fromkeys(trial.encoding for trial in (plausible if others else trials))
    raise InputError(f"{name} is too short to tell its encoding: it may be {_either(names)}.", _SAY)


def _either(names: dict[str, None]) -> str:
    *first, last = (name.upper() for name in names)
    return f"{', '.join(first)} or {last}" if first else last


def _chinese(data: bytes, encoding: str) -> _Trial | None:
    """Try an encoding of Chinese, in which mostly common characters must come out."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    telling = common = 0
    for run in _WIDE.finditer(text):
        telling += len(run[0])
        common += sum(map(_is_chinese, fold(run[0]), run[0]))
        if telling >= _SAMPLE:
            break
    return _Trial(encoding, text, telling, common)


def _is_chinese(folded: str, char: str) -> bool:
    return folded in COMMONEST or bool(_CJK_SIGNS.match(char))


def _wide_trials(data: bytes) -> list[_Trial]:
    """Try UTF-16 without a byte order mark, in which nearly all characters must be usual ones."""
    if len(data) % 2:
        return []
    found: list[_Trial] = []
    for encoding in _UTF_16.values():
        sample = data[: 2 * _SAMPLE].decode(encoding, "replace")
        usual = sum(map(_is_usual, fold(sample), sample))
        if usual >= _MIN_UTF_16 * len(sample):
            found.append(_Trial(encoding, "", len(sample), usual))
    found.sort(key=lambda trial: -trial.common)
    try:
        return [_Trial(one.encoding, data.decode(one.encoding), one.telling, one.common) for one in found[:1]]
    except UnicodeDecodeError:
        return []


def _is_usual(folded: str, char: str) -> bool:
    return " " <= char <= "~" or char in "\t\n\r\f" or _is_chinese(folded, char) or bool(_FOREIGN.match(char))


def _western(data: bytes) -> Iterator[_Trial]:
    """Try Windows-1252: letters beyond ASCII are few, and signs do not stand inside words."""
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return
    sample = _from_first(_WIDE, text)
    letters = [letter[0] for letter in _LETTER.finditer(sample)]
    accented = sum(not letter.isascii() for letter in letters)
    high = sum(len(run[0]) for run in _WIDE.finditer(sample))
    odd = sum(_is_odd(sample, sign.start()) for sign in _HIGH_SIGN.finditer(sample))
    mostly_ascii = accented <= _MOST_HIGH * len(letters) and 2 * high <= len(letters)
    if mostly_ascii and odd <= _MOST_ODD * high:
        yield _Trial(_WESTERN, text, high, high - odd)


def _from_first(pattern: re.Pattern[str], text: str) -> str:
    """Return a stretch of a text around the first match; the rest is like it, and would take long."""
    first = pattern.search(text)
    start = max(0, first.start() - _SEEN) if first else 0
    return text[start : start + 2 * _SEEN]


def _is_odd(text: str, place: int) -> bool:
    """Tell whether the sign at `place` is before a letter where no sign of a text is: `¥Z`, `a³b`."""
    if not _LETTER.match(text, place + 1):
        return False
    return bool(_BEHIND.match(text, place) or (place and _LETTER.match(text, place - 1)))


def _is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether most of the bytes beyond ASCII are UTF-8."""
    first = _HIGH_BYTES.search(data)
    sample = data[first.start() : first.start() + _SEEN] if first else b""
    high = sum(len(run[0]) for run in _HIGH_BYTES.finditer(sample))
    text = sample.decode("utf-8", "ignore")
    return sum(len(run[0].encode()) for run in _WIDE.finditer(text)) > 0.6 * high


def _unknown(data: bytes, name: str) -> InputError:
    """Return the error for a text in another encoding, with the one that charset-normalizer takes it for."""
    from charset_normalizer import from_bytes  # slow to import

    found = from_bytes(data[:_GUESSED]).best() if len(data) >= _ENOUGH else None
    guess = f" It may be {found.encoding.upper()}." if found and found.encoding != "ascii" else ""
    return InputError(
        f"{name} is neither UTF-8, UTF-16, GB18030, Big5 nor Windows-1252 text.{guess}",
        f"{_SAY} A file that is no text must be saved as one.",
    )


def _is_binary(text: str) -> bool:
    controls = sum(1 for _ in _CONTROL.finditer(text))
    return "\0" in text or controls > _MAX_CONTROLS * len(text)


def is_plausible(text: str) -> bool:
    """Tell whether a text decoded as GB18030 really is GB18030, even one of few characters.

    Chinese texts mostly use the common characters: those of the first level of GB 2312 and their traditional
    forms. Bytes in another encoding give rare characters.
    """
    wide = common = 0
    for run in _WIDE.finditer(text):
        folded = [char for char in fold(run[0]) if not char.isascii()]
        wide += len(folded)
        common += sum(map(_is_common, folded))
    return common >= _MIN_COMMON * wide


@lru_cache(maxsize=65_536)
def _is_common(char: str) -> bool:
    """Tell whether a folded character is a common Han character, or an assigned character that is not Han."""
    if not "\u3400" <= char <= "\u9fff":
        return unicodedata.category(char) not in {"Co", "Cn", "Cc"}
    return char.encode("gb2312", errors="ignore")[:1] in _FIRST_LEVEL
