"""Decode bytes to text: UTF-8, UTF-16 with a byte order mark, or GB18030."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from indexer.runtime.errors import InputError
from indexer.text.folding import fold

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_WIDE = re.compile(r"[^\x00-\x7f]{1,4096}")
_MAX_CONTROLS = 0.01
_MIN_COMMON = 0.85
_FIRST_LEVEL = frozenset(bytes([lead]) for lead in range(0xB0, 0xD8))
_ADVICE = "Save the document as a text file in UTF-8 and give that."


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Args:
        data: The bytes of the file.
        name: The name of the file, for messages.

    Raises:
        InputError: The file is empty, holds binary data, or is in none of the encodings.

    """
    if not data.strip():
        raise InputError(f"{name} is empty.", "Give a file with the text of a document.")
    text, encoding = _decode(data, name)
    if _is_binary(text):
        raise InputError(f"{name} is not a text file: it holds binary data.", _ADVICE)
    return text, encoding


def is_wide(head: bytes) -> bool:
    """Tell whether a file begins with the byte order mark of UTF-16."""
    return head[:2] in _UTF_16


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding; a text that is neither UTF-16 nor UTF-8 must be plausible GB18030."""
    if encoding := _UTF_16.get(data[:2]):
        return _strict(data[2:], encoding, name), encoding
    if b"\0" in data:
        raise InputError(f"{name} is not a text file: it holds binary data.", _ADVICE)
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text = _strict(data, "gb18030", name)
    if not is_plausible(text):
        raise InputError(f"{name} is neither UTF-8, UTF-16 nor GB18030 text.", _ADVICE)
    return text, "gb18030"


def _strict(data: bytes, encoding: str, name: str) -> str:
    """Decode bytes, and raise InputError if one of them cannot be decoded."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is neither UTF-8, UTF-16 nor GB18030 text: byte {error.start} cannot be decoded.",
            _ADVICE,
        ) from None


def _is_binary(text: str) -> bool:
    controls = sum(1 for _ in _CONTROL.finditer(text))
    return "\0" in text or controls > _MAX_CONTROLS * len(text)


def is_plausible(text: str) -> bool:
    """Tell whether a text decoded as GB18030 really is GB18030.

    Almost any bytes can be decoded as GB18030. But Chinese texts mostly use the common characters: those of
    the first level of GB 2312 and their traditional forms. Bytes in another encoding give rare characters.
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
