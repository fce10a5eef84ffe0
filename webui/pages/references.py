"""The documents that a document cites: where each can be read, here or at the UN, and what else cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.model.query import Query, Selection
from indexer.names import symbols
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.model.document import Language
    from indexer.model.shown_units import Cited, Unit


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A cited document; `url` is its page here, None if it is not held."""

    number: int
    symbol: str
    url: str | None
    official_url: str
    citing_url: str


class References:
    """Finds where the citations of a document lead; `documents` lists what it cites, in reading order."""

    def __init__(self, units: Sequence[Unit], language: Language) -> None:
        self._language = language
        self._targets: dict[tuple[str, str | None, str | None], str] = {}
        cited = tuple(one for unit in units for one in unit.citations)
        self.documents = tuple(self._documents(dict.fromkeys(one.symbol for one in cited)))
        self._held = {one.symbol for one in self.documents if one.url}
        self._entries = {one.symbol: f"#cited-{one.number}" for one in self.documents}

    def held(self, cited: Cited) -> bool:
        """Tell whether the cited document is held."""
        return cited.symbol in self._held

    def url(self, cited: Cited) -> str:
        """Return the address of the cited place, or else that of its entry among the documents cited."""
        if not self.held(cited):
            return self._entries[cited.symbol]
        key = cited.symbol, cited.part, cited.pinpoint
        if key not in self._targets:
            found = service().library.target(cited, self._language, page_urls())
            self._targets[key] = found or self._entries[cited.symbol]
        return self._targets[key]

    def _documents(self, cited: Iterable[str]) -> Iterable[CitedDocument]:
        for number, symbol in enumerate(cited, 1):
            held = service().library.languages(symbol)
            version = self._language if self._language in held else next(iter(held), None)
            yield CitedDocument(
                number,
                symbol,
                page_urls().document(symbol, version) if version else None,
                symbols.official_url(symbol, self._language),
                citing_url(symbol),
            )


def citing_url(symbol: str) -> str:
    """Return the address of a search for what cites a document."""
    return page_urls().question(Query(selections=(Selection("cites", symbol),)))
