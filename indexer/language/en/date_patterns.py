"""How dates are written in English, as patterns for folded text: `23-25 January 2019`."""

from __future__ import annotations

from indexer.language.date_style import DateStyle

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SHORT = ("sept", *(name[:3] for name in _MONTHS if name != "may"))
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
MONTHS |= {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
"""The number of each month, by its name and its short names."""

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
# Blanks are matched possessively (`*+`): what follows never begins with a blank, so each is read only once.
_YEAR = r"(?P<year>\d{4})"
_NAME = rf"(?:{'|'.join((*_MONTHS, *_SHORT))})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_RANGE = r"(?:\s*+[-‐‑–—~]\s*+|\s++(?:to|through|until)\s++)"
_JOIN = rf"(?:{_RANGE}|\s*+,\s*+(?:and\s++)?|\s++and\s++(?:from\s++)?)"
_DAY_FIRST_ITEM = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?P<named>\s++(?:of\s++)?(?P<month>{_NAME})(?:,?\s++{_YEAR}\b)?)?"
)
_DAY_FIRST = rf"{_DAY}(?:\s++(?:of\s++)?{_NAME}(?:,?\s++\d{{4}}\b)?)?"
_DAYS_FIRST = rf"(?<![\w./-]){_DAY_FIRST}(?:{_JOIN}{_DAY_FIRST})*"
"""Pattern of days of which some may lack a month; the date ends with the last one that has it."""
_MONTH_FIRST_ITEM = rf"(?:(?P<month>{_NAME})\s++)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s++{_YEAR}\b)?"
_MONTH_FIRST = rf"{_NAME}\s++{_DAY}(?:{_JOIN}{_DAY})*(?:,?\s++\d{{4}}\b)?"
_MONTHS_FIRST = rf"(?<![\w./-]){_MONTH_FIRST}(?:{_JOIN}{_MONTH_FIRST})*"

STYLES = (
    DateStyle(_DAYS_FIRST, _DAY_FIRST_ITEM, _RANGE, months_behind=True, years_behind=True),
    DateStyle(_MONTHS_FIRST, _MONTH_FIRST_ITEM, _RANGE, years_behind=True),
)
MONTH = rf"(?<![\w-])(?P<month>{_NAME}),?\s++(?:of\s++)?{_YEAR}\b"
"""Pattern of a month that is named without a day."""
