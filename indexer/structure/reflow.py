"""Join lines that were broken for the page, as the language demands.

Inside a line all spaces stay as printed. Between two lines nothing is inserted if either neighbour is Chinese
(`第` and `1540(2004)号` become `第1540(2004)号`). Between Latin words one space is inserted. A word that was
divided at a hyphen gets a soft hyphen behind it, as the sign that a line ended there: whether the hyphen
belongs to the word (`peace-keeping`) or not (`inter-national`) cannot be told.
"""

from __future__ import annotations

import re

from indexer.language import CONVENTIONS
from indexer.model.document import Language, Mark
from indexer.structure.pieces import Block, Piece

CJK = re.compile(r"[\u2e80-\u303f\u3100-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff]")
"""Han characters, their punctuation and full-width forms."""

_TIGHT_AFTER = frozenset("-–—/([{“‘‑\u00ad")
_TIGHT_BEFORE = frozenset(")]}”’,.;:!?%/")
_DIVIDED = re.compile(r"[^\W\d_]-")
SOFT_HYPHEN = "\u00ad"
_DIGIT_BEFORE_BRACKET = re.compile(r"\d\(")


def join(block: Block, language: Language) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of a block, and the footnote marks in it with their offsets in code points."""
    marks: list[Mark] = []
    parts: list[str] = []
    length = 0
    last: Piece | None = None
    for piece in block:
        if piece.role == "mark":
            marks.append(Mark(piece.note, length))
            continue
        if not (text := piece.text):
            continue
        if last is not None and last.line.number != piece.line.number:
            parts.append(glue(last.text[-2:], text[0], language))
            length += len(parts[-1])
        parts.append(text)
        length += len(text)
        last = piece
    return "".join(parts), tuple(marks)


def glue(left: str, right: str, language: Language) -> str:
    """Return what is inserted between two lines: nothing, one space or a soft hyphen.

    Args:
        left: The last two characters of the first line.
        right: The first character of the second line.
        language: The language of the document.

    """
    if _DIVIDED.fullmatch(left) and right.islower():
        return SOFT_HYPHEN
    end = left[-1:]
    if CJK.match(end) or CJK.match(right) or end in _TIGHT_AFTER or right in _TIGHT_BEFORE:
        return ""
    if not CONVENTIONS[language].spaced_brackets and _DIGIT_BEFORE_BRACKET.match(end + right):
        return ""
    return " "


def tidy(text: str) -> str:
    """Return a heading with single spaces (`E.  行政事项` becomes `E. 行政事项`)."""
    return " ".join(text.split())
