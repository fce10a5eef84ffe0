"""Texts that slow recognisers down: pieces that begin something and never end it, repeated."""

from __future__ import annotations

LISTS = (
    "1月1, ", "1月1日、", "1月1至", "2019年3月", "1 January, ", "1 January 2019 to ", "1, ",
    "May 1, ", "March ",
    "paragraphs 1, ", "第1、", "第1至", "第1(", "第1段，", "9(a)", "1-999,", "附件一，", "annex 1, ",
    "resolutions 1, ", "resolution 1540 (2004), ", "1540(2004)、", "第1540号决议", "决议第1", "UNSCR 1",
    "安理会第1", "大会、", "decision 1/1, ", "第1/1号", "决议案三(五)、", "/SR.1、",
    "2019年1月1日第1(1999)号、", "and Add.1 ", "第三段", "third paragraph ", "sect. II.", "第二.",
    "annex b, ", "1 (1999) of 1 May ", "委员会", "committee on ", "committee on the a ",
    "智利、", "秘鲁和", "Chile, ", "Chile and the ", "智利", "Ministry of ", "Ministry of a, ", "在x框架下",
    "《a", "“a", "(a", "（a",
)  # fmt: skip
"""Beginnings of what recognisers look for."""
SYMBOLS = (
    "S/RES/", "S/RES/1 ", "S/2019/", "S/2019/1 ", "A/C.1/", "A/1/", "A /1 /1", "A/a.1(partii)/",
    "A/1(part i)/",
    "A/ES-10/", "undocs.org/", "https://", "http://a", "A/RES/1 (XX) ", "(XXVI) ",
)  # fmt: skip
SIGNS = (
    " ", "\u3000", "\t", "\n", "\r\n", "\u00a0", "1", "１", "0", ".", ",", "、", ";", "；", "/", "-", "–",
    "—", "~",
    "(", ")", "()", "（", "）", "[", "]", "《", "》", "“", "”", '"', "'", "「", "㈠", "#", "*", ":", "%20",
    "_", "…",
    "\u00ad", "a-\u00ad", "\u200b", "\u0301", "ﬁ", "⺠", "\u2009",
)  # fmt: skip
LETTERS = (
    "一", "十", "百", "千", "〇", "零", "二十", "年", "月", "日", "号", "第", "至", "和", "在", "人",
    "i", "x", "iv", "a",
    "A", "A.B.C.", "Á", "a\u0301", "and ", "or ", "the ", "of ", "in ", "twenty ", "first ",
    "70 997 ", "1.1",
    "111 ", "111,", "no. ", "st", "𠀀", "联合国", "不扩散",
)  # fmt: skip
PIECES = (*LISTS, *SYMBOLS, *SIGNS, *LETTERS)
BLANKS = 40
"""How many blanks stand between pieces that alternate with them."""
PAIRS = tuple(
    (piece, sign + blank * count)
    for piece in (*LISTS, *SYMBOLS)
    for sign in ("", "、", ",", "-")
    for blank, count in ((" ", BLANKS), ("\u3000", 2))
)
"""Pieces that alternate with a separator and a run of blanks."""


def endings() -> tuple[tuple[str, str], ...]:
    """Return pairs of a beginning that stands once and what is then repeated."""
    signs = (" ", "\u3000", "1", "(", "一", "/1", ", 1")
    return tuple((piece, sign) for piece in (*LISTS, *SYMBOLS) for sign in signs)
