"""Bytes become text: UTF-8, UTF-16 by its byte order mark, or GB18030."""

from __future__ import annotations

import codecs
import unicodedata

from indexer.errors import InputError
from indexer.folding import fold

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WHITE = frozenset("\t\n\v\f\r")
_MAX_CONTROLS = 0.01
_MIN_COMMON = 0.85
_FIRST_LEVEL = frozenset(bytes([lead]) for lead in range(0xB0, 0xD8))
_ADVICE = "Save the document as a text file in UTF-8 and give that."


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding. Raises InputError, naming the file `name`."""
    if not data.strip():
        raise InputError(f"{name} is empty.", "Give a file with the text of a document.")
    text, encoding = _decode(data, name)
    if _is_binary(text):
        raise InputError(f"{name} is not a text file: it holds binary data.", _ADVICE)
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if encoding := _UTF_16.get(data[:2]):
        return _strict(data[2:], encoding, name), encoding
    if b"\0" in data:
        raise InputError(f"{name} is not a text file: it holds binary data.", _ADVICE)
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text = _strict(data, "gb18030", name)
    if not _is_plausible(text):
        raise InputError(f"{name} is neither UTF-8, UTF-16 nor GB18030 text.", _ADVICE)
    return text, "gb18030"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is neither UTF-8, UTF-16 nor GB18030 text: byte {error.start} cannot be decoded.",
            _ADVICE,
        ) from None


def _is_binary(text: str) -> bool:
    controls = sum(1 for char in text if (char < " " and char not in _WHITE) or char == "\x7f")
    return "\0" in text or controls > _MAX_CONTROLS * len(text)


def _is_plausible(text: str) -> bool:
    """Tell whether a text decoded as GB18030 was meant so.

    Almost any bytes decode as GB18030. But what is written in Chinese is written with the common characters,
    those of the first level of GB 2312 and their traditional forms; other encodings give rare ones.
    """
    wide = [char for char in fold(text) if not char.isascii()]
    return sum(map(_is_common, wide)) >= _MIN_COMMON * len(wide)


def _is_common(char: str) -> bool:
    """Tell whether a folded character is a common Han character or some other character that is assigned."""
    if not "\u3400" <= char <= "\u9fff":
        return unicodedata.category(char) not in {"Co", "Cn", "Cc"}
    return char.encode("gb2312", errors="ignore")[:1] in _FIRST_LEVEL
