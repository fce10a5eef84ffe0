"""What is held of a text beside a document: what corrects or replaces it, and as what a draft was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.model.messages import Localised, both, in_language, message
from indexer.model.shown_units import Caveat
from indexer.names import families, symbols

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.answer.documents import HeldDocuments
    from indexer.model.document import Both, Language
    from indexer.model.stored import Head

DRAFT = "draft"
"""The type of a draft."""
REISSUED = message("reissued")
"""The mark of a text that was issued again, with a star behind its symbol."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands to others held; see the fields of `Hit` of the same names."""

    versions: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    outcome: str | None = None
    titles: Both | None = None

    @property
    def told(self) -> tuple[tuple[str, ...], tuple[Caveat, ...], str | None]:
        """Return what is told, in the order of the fields of `Hit` and `ParagraphView`."""
        return self.versions, self.caveats, self.outcome


ALONE = Standing()


def standings(held: HeldDocuments, heads: Iterable[Head]) -> Mapping[str, Standing]:
    """Return the standing of each of some documents by its symbol, by two requests for all of them."""
    documents = {head.symbol: head for head in heads}
    named = tuple(symbol for head in documents.values() for symbol in _symbols(head))
    family = held.family(named)
    members = [symbol for head in family for symbol in _symbols(head)]
    outcomes = held.outcomes(head.symbol for head in documents.values() if head.type == DRAFT)
    by_base: dict[str, list[str]] = {}
    for member in members:
        by_base.setdefault(families.base(member), []).append(member)
    return {
        symbol: _standing(head, _versions(head, by_base), outcomes.get(symbol), _titles(symbol, family))
        for symbol, head in documents.items()
    }


def _standing(head: Head, versions: tuple[str, ...], outcome: str | None, titles: Both | None) -> Standing:
    return Standing(versions, caveats(head.symbol, versions) if versions else (), outcome, titles)


def _versions(head: Head, by_base: Mapping[str, list[str]]) -> tuple[str, ...]:
    own = _symbols(head)
    others = (other for symbol in own for other in by_base.get(families.base(symbol), ()))
    return tuple(families.related(own, others))


def _titles(symbol: str, family: Iterable[Head]) -> Both | None:
    """Return the titles of the language versions of a document, None where only one is held."""
    held = {head.language: head.title for head in family if head.symbol == symbol}
    return both(lambda language: held.get(language, "")) if len(held) > 1 else None


def _symbols(head: Head) -> tuple[str, ...]:
    return (head.symbol, *head.symbols)


def caveats(own: str, versions: Iterable[str]) -> tuple[Caveat, ...]:
    """Return what is held that corrects, amends or replaces a document.

    Of several revisions only the last is told.

    Args:
        own: The symbol of the document.
        versions: The symbols of the other versions held.

    """
    related = families.related((own,), versions)
    changes = [symbol for symbol, what in related.items() if what in ("correction", "amendment")]
    told = [(symbol, message("{symbol} is held", symbol=_shown(symbol))) for symbol in changes]
    last = [symbol for symbol, what in related.items() if what == "replacement"][:1]
    told += [(symbol, message("replaced by {symbol}", symbol=_shown(symbol))) for symbol in last]
    return tuple(Caveat(symbol, both(text.text)) for symbol, text in told)


def with_caveats(citation: Both, told: Sequence[Caveat]) -> Both:
    """Return a citation that says, behind it, what corrects or replaces what is cited."""
    if not told:
        return citation

    def said(language: Language) -> str:
        conventions = CONVENTIONS[language]
        notes = conventions.separator.join(in_language(one.text, language) for one in told)
        return in_language(citation, language) + conventions.aside.format(notes)

    return both(said)


def _shown(symbol: str) -> Localised:
    return Localised(symbols.display, symbol)
