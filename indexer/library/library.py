"""The class through which the commands and the web application use a library.

The methods that write, and those that need more modules, import them when they are called: a search then
starts faster.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.analysis import fingerprint
from indexer.answer import search_results
from indexer.answer.alignments import Alignments
from indexer.answer.context import Context
from indexer.answer.documents import HeldDocuments
from indexer.answer.urls import Urls
from indexer.engines.base import Filter
from indexer.indexing.entries import HEAD_KIND
from indexer.library.kept_vectors import KeptVectors
from indexer.library.lexicon_layers import LexiconLayers
from indexer.library.opened_library import OpenedLibrary
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
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from indexer.answer.batch import BatchAnswers
    from indexer.answer.suggest_vocabulary import Vocabulary
    from indexer.lexicon.lexicon import Lexicon
    from indexer.library.lexicon_keeping import LexiconKeeping
    from indexer.library.vector_building import BuiltVectors
    from indexer.model.aligned_sentences import AlignedSentences
    from indexer.model.alignment import AlignedUnits
    from indexer.model.batch import Batch
    from indexer.model.copies import CopyForms
    from indexer.model.document import Language
    from indexer.model.document_glossary import DocumentGlossary
    from indexer.model.lists import Events, Roles, States, StateView
    from indexer.model.lookup import Lookup, SentenceLookup, SimilarUnits
    from indexer.model.results import Documents, DocumentView, Results
    from indexer.model.shown_units import Hit, ParagraphView, Unit
    from indexer.model.stored import Head
    from indexer.model.suggestions import Suggestions
    from indexer.model.terms import Terms
    from indexer.query.clauses import Clause
    from indexer.query.document_query import DocumentQuery
    from indexer.query.event_query import EventQuery
    from indexer.query.highlight_terms import HighlightTerm
    from indexer.runtime.config import Config


class Library(OpenedLibrary):
    """A library: its documents, its index and the questions that it answers.

    Many threads may use one object. Call `open`, or use it in a `with` statement, before you ask anything.
    Answers contain addresses: those of the API under the configured public address, or those of the `urls`
    that a caller passes.

        with Library(config.load()) as library:
            results = library.search(Query(text="assistance"))
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._urls = Urls(config.web.public_url)
        self._alignments = Alignments()
        self._layers = LexiconLayers(config.library)
        self._vectors = KeptVectors(config.library.index)
        self._vocabulary: tuple[str | None, Lexicon, Vocabulary] | None = None

    @property
    def _held(self) -> HeldDocuments:
        """The documents as they are now.

        They are read through a copy of the engine, so they stay the same if `refresh` opens a newer state.
        """
        return HeldDocuments(copy(self._engine))

    def _context(
        self,
        urls: Urls | None = None,
        reader: Language = DEFAULT_LANGUAGE,
        *,
        every_year: bool = False,
        grouped: bool = False,
    ) -> Context:
        """Return what is needed to make one answer, with the library as it is now (see `_held`)."""
        engine = copy(self._engine)
        held, translate = HeldDocuments(engine), self._config.search.translate
        return Context(
            engine,
            held,
            urls or self._urls,
            reader,
            every_year,
            translate,
            grouped,
            self._alignments,
            self.lexicon,
            self._vectors.newest,
        )

    def lexicon(self) -> Lexicon:
        """Return the words and phrases that are known in both languages, with their translations."""
        return self._layers.lexicon()

    def refresh(self) -> str | None:
        """Do what `OpenedLibrary.refresh` does; the mark changes when the lexicon does, too."""
        opened = super().refresh()
        return opened if opened is None else opened + self._layers.mark()

    @property
    def lexicon_files(self) -> LexiconKeeping:
        """What is done to the files of the lexicon."""
        from indexer.library.lexicon_keeping import LexiconKeeping

        return LexiconKeeping(self._config.library, self._context())

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

    def lookup(
        self, text: str, most: int, urls: Urls | None = None, reader: Language = DEFAULT_LANGUAGE
    ) -> Lookup:
        """Look up a text sentence by sentence: what is held that is like it, in both languages.

        Args:
            text: The text.
            most: How many of its sentences are looked up.
            urls: Makes the addresses in the answer.
            reader: The language of labels.

        """
        from indexer.answer.lookup import lookup

        return lookup(self._context(urls, reader), text, most)

    def sentence_lookups(self, texts: Iterable[str], urls: Urls | None = None) -> Iterator[SentenceLookup]:
        """Yield for each sentence of some texts what is held that is like it."""
        from indexer.answer.lookup import SentenceLookups
        from indexer.answer.lookup_sentences import sentences

        lookups = SentenceLookups(self._context(urls))
        return (lookups.of(*sentence) for text in texts for sentence in sentences(text))

    def similar(  # noqa: PLR0913, PLR0917 - the name of a unit, and for whom
        self,
        symbol: str,
        language: Language | None,
        part: str | None,
        paragraph: str,
        urls: Urls | None = None,
        reader: Language = DEFAULT_LANGUAGE,
    ) -> SimilarUnits:
        """Return the units that are most similar to one of a document, in both languages."""
        from indexer.answer import similar_units

        return similar_units.similar(self._context(urls, reader), symbol, language, part, paragraph)

    def build_vectors(self, told: Callable[[int, int], None] | None = None) -> BuiltVectors:
        """Make the vectors of all sentences, for looking up what shares no words; keep those that are there.

        Args:
            told: Is told how many of how many new sentences are done.

        Raises:
            CommandError: The extra `vectors` is not installed, or the file cannot be written.

        """
        from indexer.library import vector_building

        return vector_building.build(self._held, self._vectors, told)

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

    def aligned(self, symbol: str, left: Language, right: Language) -> tuple[AlignedUnits, ...]:
        """Return which units of two language versions of a document say the same.

        Returns:
            The units of both, by their ids, each once: see `AlignedUnits`.

        Raises:
            NotFoundError: The document is not held in both languages.

        """
        from indexer.answer import translations

        return translations.aligned(self._context(), symbol, left, right)

    def aligned_sentences(
        self,
        symbol: str,
        language: Language | None,
        part: str | None,
        paragraph: str,
        urls: Urls | None = None,
    ) -> AlignedSentences:
        """Return one unit of a document with what says the same in other languages, sentence by sentence."""
        from indexer.answer import aligned_sentences

        return aligned_sentences.aligned(self._context(urls), symbol, language, part, paragraph)

    def translation_memory(self, symbols: Sequence[str] = (), urls: Urls | None = None) -> Iterator[str]:
        """Return the lines of a translation memory (TMX 1.4b) of some documents, or of all.

        Args:
            symbols: The documents; none for all that are held in two languages.
            urls: Makes the addresses of the units, which are told where they have a host.

        Raises:
            NotFoundError: A document, or any, is not held in two languages.

        """
        from indexer.answer import translation_memory

        return translation_memory.lines(self._context(urls), symbols)

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

    def terms(self, text: str, urls: Urls | None = None) -> Terms:
        """Return how a term is said in the other language; see `answer.terms`."""
        from indexer.answer import terms

        return terms.terms(self._context(urls), text)

    def glossary(
        self,
        symbol: str,
        language: Language | None = None,
        urls: Urls | None = None,
        *,
        general: bool = False,
    ) -> DocumentGlossary:
        """Return the terms, names and titles in a document with those of the other language.

        See `answer.document_glossary`.
        """
        from indexer.answer import document_glossary

        return document_glossary.glossary(self._context(urls), symbol, language, general=general)

    def suggest(self, text: str, urls: Urls | None = None) -> Suggestions:
        """Return what may be meant by a question that is being typed; `urls` makes the addresses."""
        from indexer.answer.suggest import suggest

        context = self._context(urls, language_of(text))
        return suggest(context, self._words_for(context), text)

    def _words_for(self, context: Context) -> Vocabulary:
        """Return the words of the library as it is now, which are kept until it or its lexicon changes."""
        from indexer.answer.suggest_vocabulary import Vocabulary

        kept, lexicon = self._vocabulary, context.lexicon()
        if kept is None or kept[0] != self._accepted or kept[1] is not lexicon:
            kept = self._accepted, lexicon, Vocabulary(context.engine, lexicon)
            self._vocabulary = kept
        return kept[2]

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
