"""How dates are written in Chinese, as patterns for folded text: `7 月 29 日至 8 月 8 日`."""

from __future__ import annotations

from indexer.language.date_style import DateStyle

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
# Blanks are matched possessively (`*+`): what follows never begins with a blank, so each is read only once.
YEAR_SIGN = "年"
_YEAR = r"(?P<year>\d{4})"
_Y, _M, _D = r"\d{4}\s*+年\s*+", r"\d{1,2}\s*+月\s*+", r"\d{1,2}(?!\d)"
_RANGE = r"\s*+(?:至|到|[-‐‑–—~])\s*+"
_JOIN = rf"(?:{_RANGE}|\s*+(?:[、,]\s*+(?:(?:和|及|与)\s*+)?|(?:和|及|与|以及)\s*+))"
_RUN = rf"(?<!\d)(?:{_Y})?{_M}{_D}(?:(?:\s*+[日号])?{_JOIN}(?:(?:{_Y})?{_M})?{_D})*(?:\s*+[日号])?"
"""Pattern of days of which some may lack 日; the date ends with the last one that has it."""
_ITEM = rf"(?:(?:{_YEAR}\s*+年\s*+)?(?P<month>\d{{1,2}})\s*+月\s*+)?(?P<day>{_D})(?P<named>\s*+[日号])?"

STYLES = (DateStyle(_RUN, _ITEM, _RANGE),)
MONTH = rf"(?<!\d){_YEAR}\s*+年\s*+(?P<month>\d{{1,2}})\s*+月(?:份)?(?!\s*+\d{{1,2}}\s*+[日号])"
"""Pattern of a month that is named without a day."""
DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
"""Pattern of one day with its year, as a letter begins."""
ROW = (
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"(?:\s*(?:至|到|和|及|与|、|，|,|-|–|—|~|～)\s*(?:\d{4}\s*年\s*)?(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)*"
)
"""Pattern of the days with which a row of a table of events begins, in text that is not folded."""
YEARS_RANGE = "至"
"""The sign between the years of a period."""
