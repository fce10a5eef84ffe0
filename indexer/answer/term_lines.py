"""What is said of a translation, on pages and in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Localised, message, plural
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.messages import Message
    from indexer.model.terms import TermOrigin, Terms, TermTranslation

ORIGINS: dict[TermOrigin, Message] = {
    "office": message("your glossary"),
    "documents": message("learned from this library"),
    "glossary": message("project glossary"),
    "names": message("table of names"),
    "shipped": message("counts from UN texts of 2015"),
    "general": message("general dictionary, not UN usage"),
}
"""What each origin of a translation is called."""


def is_found(one: TermTranslation) -> bool:
    """Tell whether sentences of the library hold a translation beside the term."""
    return bool(one.count or one.digests)


def is_general(one: TermTranslation) -> bool:
    """Tell whether a translation is known from general dictionaries alone."""
    return not is_found(one) and set(one.origins) <= {"general"}


def found(one: TermTranslation, answer: Terms) -> Iterator[Message]:
    """Yield how often sentences of the library hold a translation beside the term."""
    if one.count:
        yield message(
            "{percent}%: {count} of {pairs}",
            percent=round(100 * one.share),
            count=_number(one.count),
            pairs=plural("{number} pair of sentences", "{number} pairs of sentences", answer.pairs),
        )
        yield plural("in {number} document", "in {number} documents", one.documents)
    if one.digests:
        yield plural(
            "{number} pair in digests of this project, not UN texts",
            "{number} pairs in digests of this project, not UN texts",
            one.digests,
        )


def attested(one: TermTranslation) -> Message | None:
    """Return where the project's glossary has a pair from, or that it is not attested."""
    if one.attested is None:
        return message("glossary pair without a source") if "glossary" in one.origins else None
    said = one.attested
    symbol = Localised(symbols.display, said.symbol)
    if said.both:
        return message("glossary pair attested in both languages, as in {symbol}", symbol=symbol)
    return message("glossary pair attested in Chinese only, as in {symbol}", symbol=symbol)


def looked_at(answer: Terms) -> Message:
    """Return how many units have the term, and how many of them were looked at."""
    units = plural("{number} paragraph has the term", "{number} paragraphs have the term", answer.units)
    if answer.looked_at < answer.units:
        return message(
            "{units}, of which {number} were looked at", units=units, number=_number(answer.looked_at)
        )
    return units


def _number(number: int) -> Localised:
    return Localised(grouped, number)
