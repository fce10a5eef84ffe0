"""Names documents as editors of the United Nations do: "Security Council resolution 1540 (2004)".

Resolutions and decisions are named by their body, the Charter and the Statute of the Court by their titles.
Any other document is named by its symbol alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from indexer.answer.citation_forms import mark, place, printed_of
from indexer.language import CONVENTIONS
from indexer.model.messages import Localised, Message, both, in_language, message
from indexer.text.normalising import comparable

if TYPE_CHECKING:
    from indexer.model.document import Both, Language
    from indexer.model.shown_units import Unit

SECURITY_COUNCIL = message("Security Council")
GENERAL_ASSEMBLY = message("General Assembly")
COUNCIL = message("Economic and Social Council")
HUMAN_RIGHTS_COUNCIL = message("Human Rights Council")
COMMISSION = message("Commission on Human Rights")
SERIES: tuple[tuple[str, Message], ...] = (
    ("S", SECURITY_COUNCIL),
    ("A", GENERAL_ASSEMBLY),
    ("E", COUNCIL),
    ("A/HRC", HUMAN_RIGHTS_COUNCIL),
    ("E/CN.4", COMMISSION),
)
"""How the symbols of the resolutions and decisions of a body begin, and the body."""
INSTRUMENTS = (
    message("the Charter of the United Nations"),
    message("the Statute of the International Court of Justice"),
)
"""Instruments whose articles are cited by the title alone."""
ARTICLE = "art."


def editorial_citation(unit: Unit) -> Both | None:
    """Return the citation of a unit by the name of its document; None where its symbol is its only name.

    That of a digest ends with the mark of a digest.
    """
    if instrument := _instrument(unit.title):
        cited = _of_article(instrument, unit.locator) if unit.part == "main" else None
    else:
        cited = _of_resolution(unit.symbol, place(unit.part, unit.locator, printed_of(unit)))
    if cited is None:
        return None
    whole = cited

    def marked(language: Language) -> str:
        digest = mark(unit.edition, language)
        said = in_language(whole, language)
        return said + CONVENTIONS[language].aside.format(digest) if digest else said

    return both(marked)


def _of_resolution(symbol: str, where: Both) -> Both | None:
    named = _name(symbol)
    if named is None:
        return None
    return both(
        lambda language: CONVENTIONS[language].separator.join(
            filter(None, (named.text(language), in_language(where, language)))
        )
    )


def _name(symbol: str) -> Message | None:
    """Return the name of a resolution or decision by its symbol, None for any other document."""
    found = _pattern().fullmatch(symbol)
    if not found:
        return None
    body = dict(SERIES)[found["series"]]
    number = Localised(_spaced, _lettered(found["number"]))
    if found["kind"] == "RES":
        return message("{body} resolution {number}", body=body, number=number)
    return message("{body} decision {number}", body=body, number=number)


def _lettered(number: str) -> str:
    """Return a number with its letter as it is printed: `48/246 A`, `2603 A(XXIV)`."""
    found = re.fullmatch(r"(\d+)(\([^()]+\))?([A-Z])", number.replace("/", "\0"))
    if found:
        return f"{found[1]} {found[3]}{found[2] or ''}"
    return re.sub(r"(?<=\d)(?=[A-Z]$)", " ", number)


def _spaced(number: str, language: Language) -> str:
    """Write the number of a resolution: `1540 (2004)`, `1540(2004)`."""
    return number.replace("(", " (") if CONVENTIONS[language].spaced_brackets else number


def _instrument(title: str) -> Message | None:
    """Return the instrument that a title names, None if it is none of the table."""
    return _instruments().get(_bare(title))


def _of_article(instrument: Message, locator: str) -> Both | None:
    """Return the citation of an article of an instrument, as its own language numbers it."""
    kind, _, number = locator.partition("~")[0].partition(".")
    if f"{kind}." != ARTICLE:
        return None
    article, _, rest = number.partition("(")
    paragraph, _, items = rest.partition(")")
    if not article.isdecimal() or not (paragraph.isdecimal() or not paragraph):
        return None
    ordinal = Localised(_ordinal, article)
    if not paragraph:
        return _both(message("Article {article} of {instrument}", article=ordinal, instrument=instrument))
    inner = Localised(_ordinal, paragraph)
    named = message(
        "Article {article}, paragraph {paragraph}{items}, of {instrument}",
        article=ordinal,
        paragraph=inner,
        items=Localised(_spaced, items),
        instrument=instrument,
    )
    return _both(named)


def _both(named: Message) -> Both:
    return both(named.text)


def _ordinal(number: str, language: Language) -> str:
    return CONVENTIONS[language].article(int(number))


def _bare(title: str) -> str:
    return comparable(title).strip(" 《》.*").removeprefix("the ")


@cache
def _instruments() -> dict[str, Message]:
    return {_bare(in_language(one, language)): one for one in INSTRUMENTS for language in CONVENTIONS}


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of the symbol of a resolution or a decision, in key form."""
    series = "|".join(sorted((re.escape(one) for one, _ in SERIES), key=len, reverse=True))
    number = r"(?:(?:E?S-)?\d{1,4}/\d{1,4}[A-Z]?|\d{1,4}\([^()/]{1,12}\)[A-Z]?)"
    return re.compile(rf"(?P<series>{series})/(?P<kind>RES|DEC)/(?P<number>{number})")
