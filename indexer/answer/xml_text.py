"""Writes texts into XML: what it does not allow is replaced, what means something to it is escaped."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Pattern of a character that XML does not allow."""


def escaped(text: str) -> str:
    """Return a text as it stands between two tags."""
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return quoteattr(_NO_XML.sub("\ufffd", text))
