"""The class through which the commands and the web application use a library.

The methods that write, and those that need more modules, import them when they are called: a search then
starts faster.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.analysis import fingerprint
from indexer.answer import search_results
from indexer.answer.urls import Urls
from indexer.engines.base import Filter
from indexer.indexing.entries import HEAD_KIND
from indexer.library.bilingual_library import BilingualLibrary
from indexer.model.document import DEFAULT_LANGUAGE
from indexer.model.query import MAX_STATES, FilterName, Query, StateOrder, language_of
from indexer.model.results import Health
from indexer.model.shown_units import Cited
from indexer.names import symbols
from indexer.query.expressions import tokens_of
from indexer.query.highlight_terms import TokenTerm
from indexer.query.plan import plan
from indexer.query.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.answer.batch import BatchAnswers
    from indexer.model.batch import Batch
    from indexer.model.copies import CopyForms
    from indexer.model.document import Language
    from indexer.model.lists import Events, Roles, States, StateView
    from indexer.model.results import Documents, DocumentView, Results
    from indexer.model.shown_units import Hit, ParagraphView, Unit
    from indexer.model.stored import Head
    from indexer.query.clauses import Clause
    from indexer.query.document_query import DocumentQuery
    from indexer.query.event_query import EventQuery
    from indexer.query.highlight_terms import HighlightTerm


class Library(BilingualLibrary):
    """A library: its documents, its index and the questions that it answers.

    Many threads may use one object. Call `open`, or use it in a `with` statement, before you ask anything.
    Answers contain addresses: those of the API under the configured public address, or those of the `urls`
    that a caller passes.

        with Library(config.load()) as library:
            results = library.search(Query(text="assistance"))
    """

    def search(
        self,
        query: Query | Question,
        urls: Urls | None = None,
        reader: Language | None = None,
        *,
        every_year: bool = False,
        grouped: bool = False,
    ) -> Results:
        """Answer a question.

        Args:
            query: The question.
            urls: Makes the addresses in the results.
            reader: The language of labels; by default that of the question.
            every_year: Whether the facet of years has all its values. By default it has at most 50, as the
                other facets have.
            grouped: Whether a paragraph that is held in two languages is one hit, where the question does not
                say.

        """
        question = Question.of(query)
        reader = reader or language_of(question.query.text)
        context = self._context(urls, reader, every_year=every_year, grouped=grouped)
        return search_results.search(context, question)

    def hits(self, query: Query, urls: Urls | None = None, *, translated: bool = True) -> Iterator[Hit]:
        """Yield all hits of a question, without a limit by pages, from the library as it is now.

        Args:
            query: The question.
            urls: Makes the addresses in the hits.
            translated: Whether hits have their translations, which takes longer.

        """
        context = self._context(urls, language_of(query.text))
        return search_results.stream(context, query, translated=translated)

    def batch_answers(
        self, asked: Query | None = None, urls: Urls | None = None, reader: Language | None = None
    ) -> BatchAnswers:
        """Return what answers the lines of a batch one after another, from the library as it is now.

        Args:
            asked: What every question has beside its text: filters, and the order of hits.
            urls: Makes the addresses in the answers.
            reader: The language of labels; by default that of each question.

        """
        from indexer.answer.batch import BatchAnswers

        whole = self._context(urls)
        return BatchAnswers(lambda language: replace(whole, reader=language), asked or Query(), reader)

    def batch(self, lines: Iterable[str], urls: Urls | None = None, reader: Language | None = None) -> Batch:
        """Return the answers to the lines of a batch; for the arguments see `batch_answers`."""
        from indexer.answer.batch import batch

        return batch(self.batch_answers(urls=urls, reader=reader), lines)

    def documents(
        self,
        asked: DocumentQuery | None = None,
        urls: Urls | None = None,
        reader: Language = DEFAULT_LANGUAGE,
    ) -> Documents:
        """Return one page of the documents that a question finds, by default of all.

        Labels are in the reader's language.
        """
        from indexer.answer import document_list
        from indexer.query.document_query import DocumentQuery

        return document_list.documents(self._context(urls, reader), asked or DocumentQuery())

    def heads(self, asked: DocumentQuery | None = None) -> tuple[Head, ...]:
        """Return what is known of each document held, or of those that a question finds, without its units.

        They come in the order that the question asks for, by default in that of the symbols.
        """
        from indexer.answer import document_list
        from indexer.query.document_query import DocumentQuery

        return document_list.heads(self._context(), asked or DocumentQuery())

    def document(
        self, symbol: str, language: Language | None = None, urls: Urls | None = None
    ) -> DocumentView:
        """Return a whole document; if no language is given, in the first language held."""
        from indexer.answer import listing

        return listing.document(self._context(urls), symbol, language)

    def label(self, name: FilterName, value: str, reader: Language) -> str:
        """Return the name of a filter's value in the reader's language, as facets show it."""
        from indexer.answer import facets

        return facets.shown(self._context(reader=reader), name, value)

    def target(self, cited: Cited, reader: Language, urls: Urls | None = None) -> str | None:
        """Return the address at which a cited document can be read here, or None if it is not held."""
        from indexer.answer import link_targets

        return link_targets.target(self._context(urls), cited, reader)

    def finding(self, text: str) -> tuple[tuple[HighlightTerm, ...], ...]:
        """Return what to look for in a document, the best first; the next only where it is not there.

        Several words are looked for as they were typed, side by side, then each in all its forms but for
        those that say nothing alone ("of").

        Raises:
            UsageError: The text is too long.

        """
        tokens = tokens_of(text)
        words = tuple(dict.fromkeys(one for word in self._words(text) for one in word.highlight_terms))
        return ((TokenTerm(tokens),), words) if len(tokens) > 1 else (words,)

    def _words(self, text: str) -> tuple[Clause, ...]:
        return plan(Query(text=text), self._held).relaxation.words

    def languages(self, symbol: str) -> tuple[Language, ...]:
        """Return the languages in which a document is held."""
        return tuple(head.language for head in self._held.versions(symbols.parse(symbol)))

    def paragraph(
        self,
        symbol: str,
        language: Language | None,
        part: str | None,
        paragraph: str,
        urls: Urls | None = None,
    ) -> ParagraphView:
        """Return one unit of a document, by its part and its locator in that part."""
        from indexer.answer import listing

        return listing.paragraph(self._context(urls), symbol, language, part, paragraph)

    def copies(
        self,
        symbol: str,
        language: Language | None,
        part: str | None,
        paragraph: str,
        urls: Urls | None = None,
    ) -> CopyForms:
        """Return one unit of a document in every form in which it is copied."""
        from indexer.answer import copying

        return copying.forms(self._context(urls), symbol, language, part, paragraph)

    def states(
        self,
        page: int = 1,
        per_page: int = MAX_STATES,
        urls: Urls | None = None,
        *,
        order: StateOrder = "name",
        reader: Language = DEFAULT_LANGUAGE,
    ) -> States:
        """Return one page of the States that the library mentions.

        Args:
            page: The number of the page, from 1.
            per_page: How many States a page has.
            urls: Makes the addresses in the answer.
            order: Whether States are sorted by name or by count.
            reader: The language of the names.

        """
        from indexer.answer import state_pages

        return state_pages.mentioned(self._context(urls, reader), page, per_page, order)

    def state(
        self,
        code: str,
        query: Query | None = None,
        urls: Urls | None = None,
        reader: Language | None = None,
    ) -> StateView:
        """Return a State with what the documents say of it.

        Args:
            code: The code or the name of the State.
            query: Its filters and its page apply to the units shown.
            urls: Makes the addresses in the answer.
            reader: The language of labels. If it is given, a unit that is held in two languages is shown
                once, in this language.

        """
        from indexer.answer import state_pages

        context = self._context(urls, reader or DEFAULT_LANGUAGE)
        return state_pages.state(context, code, query or Query(), reader)

    def roles(
        self,
        code: str,
        query: Query | None = None,
        urls: Urls | None = None,
        reader: Language | None = None,
    ) -> Roles:
        """Return one page of the lists of States in which a State is named; for the arguments see `state`."""
        from indexer.answer import state_pages

        context = self._context(urls, reader or DEFAULT_LANGUAGE)
        return state_pages.listed(context, code, query or Query(), reader)

    def events(self, asked: EventQuery, urls: Urls | None = None) -> Events:
        """Return one page of the events that a question finds, sorted by date."""
        from indexer.answer import event_list

        return event_list.events(self._context(urls or self._urls.events()), asked)

    def every_event(self, asked: EventQuery, urls: Urls | None = None) -> Iterator[Unit]:
        """Yield all events that a question finds, without a limit by pages."""
        from indexer.answer import event_list

        return event_list.every(self._context(urls), asked)

    def health(self) -> Health:
        """Return the state of the library: versions, engine, and the numbers of documents and units."""
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
