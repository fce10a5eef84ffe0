"""How dates are written in Chinese, as patterns for folded text: `7 月 29 日至 8 月 8 日`."""

from __future__ import annotations

from indexer.language.date_style import DateStyle
from indexer.language.zh.numerals import BELOW_100, POSITIONAL

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
# Blanks are matched possessively (`*+`): what follows never begins with a blank, so each is read only once.
YEAR_SIGN = "年"
MONTH_SIGN = "月"
_FIRST = r"(?<![\d一二三四五六七八九十〇零○])"
_FOUR_DIGITS = rf"(?:\d{{4}}|{POSITIONAL}{{4}})"
_YEAR = rf"(?P<year>{_FOUR_DIGITS})"
_COUNT = rf"(?:\d{{1,2}}|{BELOW_100})"
_Y, _M, _D = rf"{_FOUR_DIGITS}\s*+年\s*+", rf"{_COUNT}\s*+月\s*+", rf"(?:\d{{1,2}}(?!\d)|{BELOW_100})"
_RANGE = r"\s*+(?:至|到|[-‐‑–—~])\s*+"
_JOIN = rf"(?:{_RANGE}|\s*+(?:[、,]\s*+(?:(?:和|及|与)\s*+)?|(?:和|及|与|以及)\s*+))"
_RUN = rf"{_FIRST}(?:{_Y})?{_M}{_D}(?:(?:\s*+[日号])?{_JOIN}(?:(?:{_Y})?{_M})?{_D})*(?:\s*+[日号])?"
"""Pattern of days of which some may lack 日; the date ends with the last one that has it."""
_ITEM = rf"(?:(?:{_YEAR}\s*+年\s*+)?(?P<month>{_COUNT})\s*+月\s*+)?(?P<day>{_D})(?P<named>\s*+[日号])?"

STYLES = (DateStyle(_RUN, _ITEM, _RANGE),)
MONTH = rf"{_FIRST}{_YEAR}\s*+年\s*+(?P<month>{_COUNT})\s*+月(?:份)?(?!\s*+{_COUNT}\s*+[日号])"
"""Pattern of a month that is named without a day."""
DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
"""Pattern of one day with its year, as a letter begins."""
ROW = (
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"(?:\s*(?:至|到|和|及|与|、|，|,|-|–|—|~|～)\s*(?:\d{4}\s*年\s*)?(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)*"
)
"""Pattern of the days with which a row of a table of events begins, in text that is not folded."""
YEAR_ALONE = rf"{_FIRST}(?P<year>{POSITIONAL}{{4}}){YEAR_SIGN}(?!\s?{_COUNT}\s?月)"
"""Pattern of a year digit by digit: 二〇一九年."""
YEARS_RANGE = "至"
"""The sign between the years of a period."""
