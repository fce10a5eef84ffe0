"""The labels in front of items, rows and paragraphs, in any language: `1.`, `(a)`, `II.`, a sign.

What a label means is told where texts are divided; a format only has to tell a label from text.
"""

from __future__ import annotations

import re

from indexer.language.zh.numerals import CIRCLED, LABEL

_LONGEST = 80
_VALUE = rf"(?:[0-9]{{1,4}}|[A-Za-z]|[ivxlcIVXLC]{{2,6}}|{LABEL})"
_SIGN = r"[•●○▪\-–—*·]"
_CLOSING = ".)）、．"
_CELL = re.compile(rf"[(（]?{_VALUE}[{_CLOSING}:/]{{0,2}}|{_SIGN}")
_CLOSED = re.compile(rf"[(（]?{_VALUE}[{_CLOSING}]{{1,2}}|{_SIGN}")
_ITEM = re.compile(rf"[(（]?{_VALUE}[{_CLOSING}](?=\D|$)|[{CIRCLED}\u2460-\u2473\u2474-\u2487]")
_PARAGRAPH = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.)．、]|[(（](?:\d{{1,3}}|[a-z]{{1,4}}|{LABEL})[)）]"
    rf"|[A-Z]\.|[IVX]{{1,5}}\.|{LABEL}[.、．]|[•●○▪–—·])"
)


def fills(text: str, *, closed: bool = False) -> bool:
    """Tell whether a text, such as the first cell of a row, is nothing but a label.

    Args:
        text: The text.
        closed: Whether a full stop or a bracket must close the label.

    """
    return len(text) <= _LONGEST and (_CLOSED if closed else _CELL).fullmatch(text) is not None


def begins_item(text: str) -> bool:
    """Tell whether a text begins with a closed label: the number of an item as it was typed."""
    return _ITEM.match(text) is not None


def begins_paragraph(text: str) -> bool:
    """Tell whether a line begins with the label of a paragraph, an item or a heading."""
    return _PARAGRAPH.match(text) is not None
