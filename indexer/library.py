"""The library, opened through one object: what the commands and the web call."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from indexer import engines
from indexer.answer import answering
from indexer.answer.addresses import Addresses
from indexer.answer.context import Context
from indexer.answer.held import Held
from indexer.answer.results import Cited, Health
from indexer.engines.base import Filter
from indexer.entries import HEAD_KIND
from indexer.errors import IndexUnusableError
from indexer.freshness import load_mark, mark, mend
from indexer.language import fingerprint
from indexer.model import Both
from indexer.names import symbols
from indexer.query.plan import plan
from indexer.query.question import MAX_STATES, Query, StateOrder, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from indexer.answer.lists import Events, Roles, States, StateView
    from indexer.answer.results import Documents, DocumentView, Hit, Results, Unit
    from indexer.config import Config
    from indexer.engines.base import Engine
    from indexer.freshness import IndexMark
    from indexer.holdings import Holding
    from indexer.model import Document, Given, Language
    from indexer.query.events import EventQuery
    from indexer.query.needles import Needle
    from indexer.record import Head

_LOOKS = 5
"""How often index and record are compared: a writer may change one and then the other meanwhile."""
REBUILD = Both("请运行 `indexer build` 建立索引。", "Run `indexer build` to make it.")


class Library:
    """Documents, index and questions. Safe to use from many threads; `open` it before asking.

    What it answers carries addresses: those of the API under the configured public address, or those of the
    `addresses` that a caller gives.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._addresses = Addresses(config.web.public_url)

    @property
    def config(self) -> Config:
        """What the library was opened with."""
        return self._config

    @cached_property
    def _engine(self) -> Engine:
        shelf = self._config.library
        return engines.engine(shelf.engine, shelf.index / shelf.engine, self._config.opensearch)

    @property
    def _held(self) -> Held:
        """What is held now: the copy stays with it when `refresh` opens something newer meanwhile."""
        return Held(copy(self._engine))

    def _context(self, addresses: Addresses | None = None, reader: Language = "en") -> Context:
        """Return what one answer is made with: the library as it is now, as for `_held`."""
        engine = copy(self._engine)
        return Context(engine, Held(engine), addresses or self._addresses, reader)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        """Open the index for questions. Raises IndexUnusableError where it is missing or outdated."""
        for _ in range(_LOOKS):
            found = self._mark()
            if mend(self._config.library, found.record):
                return
        place = self._config.library.index
        raise IndexUnusableError(
            Both(
                f"{place} 中的索引建立以后，文件已有变动。",
                f"The documents have changed since the index in {place} was made.",
            ),
            REBUILD,
        )

    def _mark(self) -> IndexMark:
        """Open the newest state of the index; return its mark."""
        place = self._config.library.index
        text = self._engine.open()
        if text is None:
            raise IndexUnusableError(Both(f"{place} 中没有索引。", f"There is no index in {place}."), REBUILD)
        found = load_mark(text)
        if found is None or found != mark(found.record):
            raise IndexUnusableError(
                Both(
                    f"{place} 中的索引是由本程序的另一版本建立的。",
                    f"The index in {place} was made by another version of this program.",
                ),
                REBUILD,
            )
        return found

    def refresh(self) -> str | None:
        """Follow a library that another process has changed; cheap where it has not.

        Returns the mark of what is open now: it changes whenever the library does.
        """
        return self._engine.open()

    def close(self) -> None:
        """Let go of the index."""
        self._engine.close()

    # --- writing

    def build(self, wait: float = 0) -> tuple[Head, ...]:
        """Make the index anew; see `building.build`. All three wait for another writer, so many seconds."""
        from indexer import building

        return building.build(self._config.library, self._engine, wait)

    def add(self, paths: Sequence[Path], given: Given, wait: float = 0) -> tuple[Document, ...]:
        """Add files, all or none; see `building.add`."""
        from indexer import building

        return building.add(self._config.library, self._engine, paths, given, wait)

    def remove(self, symbol: str, language: Language | None = None, wait: float = 0) -> tuple[Holding, ...]:
        """Remove a document that was added; see `building.remove`."""
        from indexer import building

        chosen = symbols.parse(symbol)
        return building.remove(self._config.library, self._engine, chosen, language, wait)

    def sources(self) -> Iterator[Document]:
        """Read every document of the record anew, with its account; needs no index."""
        from indexer import analysis, holdings

        return map(analysis.load, holdings.read_all(self._config.library.corpora))

    # --- asking

    def search(
        self,
        query: Query,
        addresses: Addresses | None = None,
        reader: Language | None = None,
        *,
        every_year: bool = False,
    ) -> Results:
        """Answer a question; labels are in the reader's language, or else in that of the question.

        With `every_year` the facet of years is whole; else it has 50 values at most, as the others have.
        """
        context = self._context(addresses, reader or language_of(query.text))
        return answering.search(replace(context, every_year=every_year), query)

    def hits(self, query: Query, addresses: Addresses | None = None) -> Iterator[Hit]:
        """Yield every hit of a question, beyond any page, as the library is now."""
        return answering.stream(self._context(addresses, language_of(query.text)), query)

    def documents(self, page: int = 1, per_page: int = 20, addresses: Addresses | None = None) -> Documents:
        """Return one page of the documents held."""
        from indexer.answer import listing

        return listing.documents(self._context(addresses), page, per_page)

    def document(
        self, symbol: str, language: Language | None = None, addresses: Addresses | None = None
    ) -> DocumentView:
        """Return a document whole; in the first language held where none is asked for."""
        from indexer.answer import listing

        return listing.document(self._context(addresses), symbol, language)

    def target(self, cited: Cited, reader: Language, addresses: Addresses | None = None) -> str | None:
        """Return where a cited document is read here, None where it is not held; see `targets.target`."""
        from indexer.answer import targets

        return targets.target(self._context(addresses), cited, reader)

    def needles(self, text: str) -> tuple[Needle, ...]:
        """Return what a question would mark in a text. Raises UsageError where it is too long."""
        return plan(Query(text=text), self._held).needles

    def languages(self, symbol: str) -> tuple[Language, ...]:
        """Return the languages in which a document is held."""
        return tuple(head.language for head in self._held.versions(symbols.parse(symbol)))

    def paragraph(
        self,
        symbol: str,
        language: Language | None,
        part: str | None,
        paragraph: str,
        addresses: Addresses | None = None,
    ) -> Unit:
        """Return one unit of a document by its part and locator."""
        from indexer.answer import listing

        return listing.paragraph(self._context(addresses), symbol, language, part, paragraph)

    def states(
        self,
        page: int = 1,
        per_page: int = MAX_STATES,
        addresses: Addresses | None = None,
        *,
        order: StateOrder = "name",
        reader: Language = "en",
    ) -> States:
        """Return the States that the library mentions, by names in the reader's language or by count."""
        from indexer.answer import mentions

        return mentions.mentioned(self._context(addresses, reader), page, per_page, order)

    def state(
        self,
        code: str,
        query: Query | None = None,
        addresses: Addresses | None = None,
        reader: Language | None = None,
    ) -> StateView:
        """Return a State by its code or name, with what is said of it; the query's filters and page hold.

        For a reader, labels are in their language, and what two language versions say is there once, in it.
        """
        from indexer.answer import mentions

        return mentions.state(self._context(addresses, reader or "en"), code, query or Query(), reader)

    def roles(
        self,
        code: str,
        query: Query | None = None,
        addresses: Addresses | None = None,
        reader: Language | None = None,
    ) -> Roles:
        """Return one page of the lists of States in which a State stands; see `state`."""
        from indexer.answer import mentions

        return mentions.listed(self._context(addresses, reader or "en"), code, query or Query(), reader)

    def events(self, asked: EventQuery, addresses: Addresses | None = None) -> Events:
        """Return one page of the events that a question finds, by date."""
        from indexer.answer import events

        return events.events(self._context(addresses or self._addresses.events()), asked)

    def every_event(self, asked: EventQuery, addresses: Addresses | None = None) -> Iterator[Unit]:
        """Yield all events that a question finds, beyond any page."""
        from indexer.answer import events

        return events.every(self._context(addresses), asked)

    def health(self) -> Health:
        """Return what is being served."""
        from importlib.metadata import version

        held = self._held
        return Health(
            status="ok",
            version=version("juanzong"),
            engine=self._config.library.engine,
            documents=held.count(Filter("kind", (HEAD_KIND,))),
            units=held.count(Filter("kind", (HEAD_KIND,), negated=True)),
            fingerprint=fingerprint(),
        )
