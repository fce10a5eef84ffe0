"""Read the pages of a PDF with PDFium: each character with its box, made into pieces of text.

PDFium reports the size of print as 1.0 where the text matrix makes it larger, so the matrix is asked for,
once for each text object.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indexer.reading.pdf.opening import damaged
from indexer.reading.pdf.pieces import WIDE_GAP, WORD_GAP, Blank, Page, Piece, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2

_BOLD = 600
_INVISIBLE = 3
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_HYPHENS = (0x2, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""
_FIRST, _DELETE, _LAST_CONTROL = 0x20, 0x7F, 0xA0
_NO_CHARACTERS = frozenset((*range(0xD800, 0xE000), 0xFFFF))
_OPENING = frozenset("（《〈「『【〔〖［｛")
_WIDE = "\u2e80"
"""The first of the characters that are as wide as high."""
_LEAST, _MOST = 2.0, 400.0
"""Sizes of print; others come from fonts that count in other units, and the height of a box tells better."""
_ON_LINE, _ALIKE, _COVERED = 0.05, 0.05, 0.8
"""How far baselines and sizes of one piece differ at most, and how far a character may cover the one before
it, in sizes of the print."""
_BACK = -0.5
_MOST_RULES = 1_000
_WIDEST = 20_000
"""How wide and high a page is at most."""
_THIN = 4.0
_LONG = 30.0
_TURNED: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda x, y: (x, y),
    1: lambda x, y: (y, -x),
    2: lambda x, y: (-x, -y),
    3: lambda x, y: (-y, x),
}


@dataclass(slots=True)
class _Style:
    """What one text object says of its characters; `rise` is from the lower end of a box to the baseline."""

    quarter: int
    size: float
    rise: float
    bold: bool
    hidden: bool


@dataclass(slots=True)
class Sheet:
    """A page as it was read. `turned` holds what runs in other directions than most of its text."""

    page: Page
    turned: list[Page]
    is_scan: bool  # a picture covers most of it
    has_image: bool
    hidden: bool  # it has text that is not seen
    characters: int


def sheets(document: pypdfium2.PdfDocument, name: str) -> Iterator[Sheet]:
    """Yield the pages of a document.

    Args:
        document: The document.
        name: The name of its file, for messages.

    Raises:
        InputError: A page is damaged.

    """
    from pypdfium2 import PdfiumError

    for number in range(len(document)):
        try:
            page = document[number]
        except PdfiumError:
            raise damaged(name, number + 1) from None
        try:
            left, bottom, right, top = page.get_bbox()
            if max(right - left, top - bottom) > _WIDEST:
                raise damaged(name, number + 1)
            yield _Reading(page, number).sheet()
        except PdfiumError:
            raise damaged(name, number + 1) from None
        finally:
            page.close()


class _Reading:
    """One page while it is read."""

    def __init__(self, page: pypdfium2.PdfPage, number: int) -> None:
        import pypdfium2.raw

        self._raw: Any = pypdfium2.raw
        self._page = page
        self._number = number
        self._box: tuple[float, float, float, float] = page.get_bbox()
        self._styles: dict[int, _Style] = {}
        self._scan = self._image = self._hidden = False
        self._rules: list[Rule] = []
        self._upright: list[tuple[float, float, float, float]] = []
        self._pieces: dict[int, list[Piece]] = {}
        self._last: Piece | None = None
        self._quarter = 0  # of the last piece
        self._spaced = self._worked_out = False  # whether a blank is after it, which PDFium has worked out

    def sheet(self) -> Sheet:
        self._graphics()
        text = self._page.get_textpage()
        try:
            characters = int(text.count_chars())
            self._characters(text.raw, characters)
        finally:
            text.close()
        quarters = sorted(self._pieces, key=lambda quarter: -sum(len(p.text) for p in self._pieces[quarter]))
        pages = [self._made(quarter) for quarter in quarters] or [self._made(0)]
        return Sheet(pages[0], pages[1:], self._scan, self._image, self._hidden, characters)

    def _made(self, quarter: int) -> Page:
        """Return the page as it is seen when text of one direction is upright."""
        left, bottom, right, top = self._box
        width, height = (right - left, top - bottom) if quarter % 2 == 0 else (top - bottom, right - left)
        rules = [rule for box in self._upright if (rule := _rule(box, quarter))]
        pieces = self._pieces.get(quarter, [])
        x, y = ((left, bottom), (bottom, -right), (-right, -top), (-top, left))[quarter]
        for piece in pieces:
            piece.left, piece.right, piece.base = piece.left - x, piece.right - x, piece.base - y
        for rule in rules:
            rule.left, rule.right, rule.base = rule.left - x, rule.right - x, rule.base - y
        return Page(self._number, width, height, pieces, rules)

    def _graphics(self) -> None:
        """Find the ruled lines of the page, and whether an image covers most of it."""
        left, bottom, right, top = self._box
        area = max((right - left) * (top - bottom), 1.0)
        edges = [ctypes.c_float() for _ in range(4)]
        raw = self._raw
        for index in range(raw.FPDFPage_CountObjects(self._page.raw)):
            item = raw.FPDFPage_GetObject(self._page.raw, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind not in (_PATH, _IMAGE, _FORM) or not raw.FPDFPageObj_GetBounds(item, *edges):
                continue
            box = (edges[0].value, edges[1].value, edges[2].value, edges[3].value)
            wide, high = box[2] - box[0], box[3] - box[1]
            if kind == _PATH and (wide <= _THIN or high <= _THIN) and max(wide, high) >= _LONG:
                if len(self._upright) < _MOST_RULES:
                    self._upright.append(box)
            elif kind != _PATH:
                self._image = True
                self._scan = self._scan or wide * high > area / 2

    def _characters(self, text: Any, count: int) -> None:  # noqa: ANN401 - a handle of PDFium
        """Add each character that is printed to the piece before it, or begin another piece with it."""
        raw = self._raw
        box = raw.FS_RECTF()
        here = ctypes.byref(box)
        unicode, loose, owner = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_GetTextObject,
        )
        left, bottom, right, top = self._box
        for index in range(count):
            letter = _letter(unicode(text, index))
            if letter == " ":
                self._spaced = True
                self._worked_out = raw.FPDFText_IsGenerated(text, index) == 1
                continue
            item = owner(text, index)
            key = ctypes.addressof(item.contents) if item else 0
            loose(text, index, here)
            style = self._styles.get(key)
            if style is None or key == 0:
                style = self._styles[key] = self._style(text, index, item, box)
            self._hidden = self._hidden or style.hidden
            outside = box.right < left or box.left > right or box.top < bottom or box.bottom > top
            if outside or (style.hidden and not self._scan):
                continue
            self._add(letter, box, style)

    def _add(self, letter: str, box: Any, style: _Style) -> None:  # noqa: ANN401 - a structure of PDFium
        if style.quarter == 0:
            start, end, base = box.left, box.right, box.bottom + style.rise
        else:
            x, y = _TURNED[style.quarter](box.left, box.bottom)
            u, v = _TURNED[style.quarter](box.right, box.top)
            start, end, base = min(x, u), max(x, u), min(y, v) + style.rise
        last, size = self._last, style.size
        if last is not None and last.text[-1] in _OPENING and abs(base - last.base) < 0.2 * size:
            empty = last.right - last.size, last.right - 0.3 * last.size
            if empty[0] <= start < end < empty[1]:  # the character stands on the empty half of the bracket
                self._narrow(last)
        if self._spaced and self._worked_out and last is not None and letter >= _WIDE <= last.text[-1]:
            self._spaced = False  # PDFium works out blanks between Han characters, of which gaps tell better
        if last is not None and self._quarter == style.quarter and abs(base - last.base) < _ON_LINE * size:
            if letter >= _WIDE and last.right - _COVERED * size < start < last.right < end:
                start = (
                    last.right
                )  # punctuation that is set close to the letter before it covers that in part
            gap = (start - last.right) / size
            alike = style.bold == last.bold and abs(size - last.size) < _ALIKE * size
            if alike and not self._spaced and _BACK < gap < (WIDE_GAP if letter >= _WIDE else WORD_GAP):
                last.text += letter
                last.right = max(end, last.right)
                return
        blank = (Blank.WORKED_OUT if self._worked_out else Blank.REAL) if self._spaced else Blank.NONE
        self._last = Piece(letter, start, end, base, size, style.bold, blank)
        self._quarter, self._spaced = style.quarter, False
        self._pieces.setdefault(style.quarter, []).append(self._last)

    def _narrow(self, last: Piece) -> None:
        """Make the opening bracket at the end of the last piece a piece of its own, half as wide."""
        left = last.right - last.size / 2
        if len(last.text) == 1:
            last.left = left
            return
        bracket = replace(last, text=last.text[-1], left=left, blank=Blank.NONE)
        last.text, last.right = last.text[:-1], last.right - last.size
        self._pieces[self._quarter].append(bracket)

    def _style(self, text: Any, index: int, item: Any, box: Any) -> _Style:  # noqa: ANN401 - handles of PDFium
        raw = self._raw
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        quarter = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
        corners = (_TURNED[quarter](box.left, box.bottom), _TURNED[quarter](box.right, box.top))
        low, high = sorted((corners[0][1], corners[1][1]))
        size = abs(raw.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
        if not _LEAST <= size <= _MOST:
            size = max((high - low) / 1.2, 1.0)
        rise = _TURNED[quarter](x.value, y.value)[1] - low
        hidden = bool(item) and raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
        return _Style(quarter, size, rise, raw.FPDFText_GetFontWeight(text, index) >= _BOLD, hidden)


def _letter(code: int) -> str:
    """Return a character as it is printed: a blank for what leaves no ink."""
    if code in _HYPHENS:
        return "-"
    if code <= _FIRST or _DELETE <= code <= _LAST_CONTROL:
        return " "
    letter = chr(code)
    if letter.isspace():
        return " "
    return "\ufffd" if code in _NO_CHARACTERS else letter


def _rule(box: tuple[float, float, float, float], quarter: int) -> Rule | None:
    x, y = _TURNED[quarter](box[0], box[1])
    u, v = _TURNED[quarter](box[2], box[3])
    if abs(v - y) > _THIN or abs(u - x) < _LONG:
        return None
    return Rule(min(x, u), max(x, u), (y + v) / 2)
