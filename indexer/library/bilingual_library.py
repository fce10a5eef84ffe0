"""What a library answers of both languages: translations, terms, glossaries, texts looked up, suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.context import Context
from indexer.answer.urls import Urls
from indexer.library.context_library import ContextLibrary
from indexer.model.document import DEFAULT_LANGUAGE
from indexer.model.query import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from indexer.answer.suggest_vocabulary import Vocabulary
    from indexer.library.vector_building import BuiltVectors
    from indexer.model.aligned_sentences import AlignedSentences
    from indexer.model.alignment import AlignedUnits
    from indexer.model.document import Language
    from indexer.model.document_glossary import DocumentGlossary
    from indexer.model.lookup import Lookup, SentenceLookup, SimilarUnits
    from indexer.model.suggestions import Suggestions
    from indexer.model.terms import Terms


class BilingualLibrary(ContextLibrary):
    """Answers that need the other language, or the words of both."""

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
