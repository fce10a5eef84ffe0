"""An opened library with what answers are made from: its engine, its lexicon, what is kept between them."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from indexer.answer.alignments import Alignments
from indexer.answer.context import Context
from indexer.answer.documents import HeldDocuments
from indexer.answer.urls import Urls
from indexer.library.opened_library import OpenedLibrary
from indexer.model.document import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from indexer.answer.suggest_vocabulary import Vocabulary
    from indexer.lexicon.lexicon import Lexicon
    from indexer.library.kept_vectors import KeptVectors
    from indexer.library.lexicon_keeping import LexiconKeeping
    from indexer.library.lexicon_layers import LexiconLayers
    from indexer.model.document import Language
    from indexer.runtime.config import Config
    from indexer.vectors.vector_file import VectorFile


class ContextLibrary(OpenedLibrary):
    """Gives what answers need, and keeps what is used again."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._urls = Urls(config.web.public_url)
        self._alignments = Alignments()
        self._vocabulary: tuple[str | None, Lexicon, Vocabulary] | None = None

    @cached_property
    def _layers(self) -> LexiconLayers:
        from indexer.library.lexicon_layers import LexiconLayers  # a question may need no other language

        return LexiconLayers(self._config.library)

    @cached_property
    def _vectors(self) -> KeptVectors:
        from indexer.library.kept_vectors import KeptVectors

        return KeptVectors(self._config.library.index)

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
            self._newest_vectors,
        )

    def _newest_vectors(self) -> VectorFile | None:
        return self._vectors.newest()

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
