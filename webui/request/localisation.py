"""The reader's language: `lang=zh` or `lang=en` in the address, otherwise what the browser prefers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from flask import request
from flask_babel import format_date, get_locale

from indexer.answer import facets
from indexer.language import CONVENTIONS
from indexer.language.arabic_numerals import grouped
from indexer.model.document import DEFAULT_LANGUAGE
from indexer.model.fields import BY_NAME
from indexer.model.messages import in_language

if TYPE_CHECKING:
    from datetime import date

    from indexer.model.document import DateSpan, Language
    from indexer.model.messages import Bilingual
    from indexer.model.query import FilterName

PARAMETER = "lang"
LANGUAGES: tuple[Language, ...] = tuple(CONVENTIONS)
NAMES: dict[Language, str] = {code: one.own_name for code, one in CONVENTIONS.items()}
"""The name of each language in that language, for the switch between them."""
OTHERS = ("ar", "es", "fr", "ru")
"""The codes of the other official languages of the United Nations."""


_CODES: dict[str, Language] = {code: language for language, one in CONVENTIONS.items() for code in one.codes}
"""Languages by their codes in addresses; `ch` is the UN's own code for Chinese."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}")
"""Pattern of the code of a language, with its script and region: `zh`, `zh-TW`, `zh-Hant-HK`, `en_US`."""


def coded(code: str) -> Language | None:
    """Return which of our languages a code names, whatever script or region it adds, or None."""
    tag = _TAG.fullmatch(code)
    return _CODES.get(tag[1].lower()) if tag else None


def is_other(code: str) -> bool:
    """Tell whether a code names another official language of the UN, which we do not speak."""
    tag = _TAG.fullmatch(code)
    return tag is not None and tag[1].lower() in OTHERS


def asked() -> Language | None:
    """Return the language that the address names, or None."""
    return coded(request.args.get(PARAMETER, "").strip())


def language() -> Language:
    """Return the language of the interface."""
    return asked() or cast("Language", request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE))


def locale() -> str:
    """Return the Babel locale of the interface."""
    return CONVENTIONS[language()].locale


def either(text: Bilingual) -> str:
    """Return a text in the language of the interface."""
    return in_language(text, language())


def day(when: date) -> str:
    """Write a day as the UN does: `2019年12月23日`, `23 December 2019`."""
    return _part(when, "long")


def period(span: DateSpan) -> str:
    """Write the days of an event: `2019年4月25日至26日`, `25–26 April 2019`.

    A year or month that both days share is written once.
    """
    start, end = span.start, span.end
    if start == end:
        return day(start)
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    if language() == "zh":
        return f"{day(start)}至{_part(end, 'd日' if same_month else 'M月d日' if same_year else 'long')}"
    first = _part(start, "d" if same_month else "d MMMM" if same_year else "long")
    return f"{first}–{day(end)}" if same_month else f"{first} to {day(end)}"


def month(when: date) -> str:
    """Write a month with its year: `2019年4月`, `April 2019`."""
    return _part(when, CONVENTIONS[language()].month)


def spoken(code: str) -> str:
    """Return the name of a language by its ISO 639 code; what is no code stays."""
    found = get_locale()
    return str(found.languages.get(code, code)) if found else code


def column(when: date) -> str:
    """Write a month as the short head of a narrow column: `4`, `A`."""
    return _part(when, "LLLLL")


def _part(when: date, pattern: str) -> str:
    return cast("str", format_date(when, pattern))


def count(number: int) -> str:
    """Write a number as the UN does, in the language of the interface."""
    return grouped(number, language())


def label(name: FilterName, value: str) -> str:
    """Return the label of a value of a filter or facet, in the language of the interface."""
    return facets.label(name, value, language())


def singular(name: FilterName, value: str) -> str:
    """Return the name of a value of a filter as one document has it, in the language of the interface."""
    return facets.singular(name, value, language())


def field(name: str) -> str:
    """Return the name of a filter or facet."""
    return either(BY_NAME[name].label)
