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
            "{percent}%: {count} of {paragraphs}",
            percent=round(100 * one.share),
            count=_number(one.count),
            paragraphs=plural("{number} paragraph", "{number} paragraphs", answer.pairs),
        )
        yield plural("in {number} document", "in {number} documents", one.documents)
    if one.digests:
        yield plural(
            "{number} paragraph of digests of this project, not UN texts",
            "{number} paragraphs of digests of this project, not UN texts",
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


def looked_at(answer: Terms) -> Iterator[Message]:
    """Yield how many paragraphs have the term, and what was found beside them."""
    yield plural("{number} paragraph has the term", "{number} paragraphs have the term", answer.units)
    if answer.looked_at < answer.units:
        yield message("{number} of them were looked at", number=_number(answer.looked_at))
    if answer.pairs:
        yield plural(
            "{number} is held in both languages", "{number} are held in both languages", answer.pairs
        )
    if answer.unknown:
        yield plural(
            "{number} has none of these translations",
            "{number} have none of these translations",
            answer.unknown,
        )


def _number(number: int) -> Localised:
    return Localised(grouped, number)
