"""Tell a page from plain text, and decode it."""

from __future__ import annotations

import codecs
import re

from indexer.reading.encodings import decode, is_wide

_FIRST = re.compile(r"<(?:!doctype\s{1,9}html|html)(?=[\s>/])", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(head|title|meta|link|style|script|body|header|nav|main|article|section|div|center|font|span|table|"
    r"h[1-6]|p|pre|ul|ol|dl|blockquote|hr|br)(?=[\s>/])[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?([a-z][a-z0-9]{0,15})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INSTRUCTION = re.compile(r"<\?[^<>]*\?>")
_TAGS_OF_A_FRAGMENT = 2
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\s[^<>]*?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.IGNORECASE
)
_META_WITHIN = 4096
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "chinese"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
"""Encodings that pages name, and the wider ones in which browsers read them."""
_TEXTS = frozenset(
    (
        *(
            "utf-8",
            "gb18030",
            "big5hkscs",
            "cp1252",
            "cp1250",
            "cp1251",
            "cp1256",
            "koi8-r",
            "iso8859-2",
            "iso8859-5",
        ),
        *("iso8859-15", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"),
    )
)


def is_html(head: bytes) -> bool:
    """Tell whether a file with these first bytes is a page.

    Blanks, comments and an XML declaration may stand before its document type. A page without one must begin
    with an element of pages, and have several.
    """
    text = _begun(head)
    if _FIRST.match(text):
        return True
    return bool(_FRAGMENT.match(text)) and sum(1 for _ in _TAG.finditer(text)) >= _TAGS_OF_A_FRAGMENT


def _begun(head: bytes) -> str:
    """Return the beginning of a file without blanks, comments and instructions before the first element."""
    if is_wide(head):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else len(text)
        elif found := _INSTRUCTION.match(text, at):
            at = found.end()
        else:
            return text[at:]


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a page and the name of its encoding.

    A byte order mark decides, and UTF-8 that is right; then what the page says of itself; then what plain
    text would be read as.

    Raises:
        InputError: The page is empty, or in no encoding that is read.

    """
    if not is_wide(data) and not _is_utf_8(data):
        found = _CHARSET.search(data[:_META_WITHIN])
        encoding = _python_name(found[1].decode("ascii", "replace")) if found else ""
        if encoding:
            try:
                return data.decode(encoding), encoding
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data, name)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _python_name(charset: str) -> str:
    """Return Python's name of an encoding that a page names, empty for one in which no page is."""
    name = _WIDER.get(charset.lower(), charset)
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    return found if found in _TEXTS else ""
