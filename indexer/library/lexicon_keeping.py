"""What the commands do to the files of a library's lexicon: learn, import, list, remove, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import language_pairs, term_forms
from indexer.library import glossaries, glossary_import, learned_lexicon, lexicon_entries, lexicon_layers
from indexer.library.index_state import writing
from indexer.library.whole_files import replace_file
from indexer.model.additions import Silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from indexer.answer.context import Context
    from indexer.model.additions import Progress
    from indexer.model.document import Language
    from indexer.model.lexicon import Entry, Imported, Learned, Part
    from indexer.runtime.config import LibraryConfig

QUICK = 2_000
"""Up to how many pairs of sentences are learned from again at the end of another command: it takes 4 s."""


class LexiconKeeping:
    """The files of a library's lexicon. The index of `context` has been opened, except for an import."""

    def __init__(self, config: LibraryConfig, context: Context) -> None:
        self._config = config
        self._context = context
        self._held = context.held

    def build(self, wait: float = 0, progress: Progress | None = None) -> Learned:
        """Learn from all that the library holds in both languages, and renew the tables of glossaries.

        Args:
            wait: How many seconds to wait for another writer.
            progress: Is told how far the work has come.

        Raises:
            ConfigError: The disk refuses, or a file cannot be read.
            BusyError: Another writer is still at work.

        """
        with writing(self._config, wait):
            glossary_import.renew(self._config.corpora[-1])
            sources = learned_lexicon.sources(self._config, self._held)
            return learned_lexicon.learn(self._config, self._held, sources, progress or Silent())

    def follow(self, wait: float = 0, progress: Progress | None = None) -> Learned | Part:
        """Learn again if documents have changed, unless there is so much that it takes long.

        For the arguments and errors see `build`.

        Returns:
            What was learned, or what state that is in which is in use.

        """
        with writing(self._config, wait):
            sources = learned_lexicon.sources(self._config, self._held)
            found = lexicon_layers.learned(self._config, sources)
            if found.state in ("current", "nothing") or sources.most_pairs > QUICK:
                return found
            return learned_lexicon.learn(self._config, self._held, sources, progress or Silent())

    def is_concerned(self, touched: Iterable[tuple[str, Language]]) -> bool:
        """Tell whether what was learned depends on documents that were added or removed.

        Args:
            touched: The symbol and the language of each, digests left out.

        """
        return language_pairs.are_in_both(self._held, touched)

    def parts(self) -> tuple[Part, ...]:
        """Return the imported glossaries and what was learned, and why one of them is not in use.

        Raises:
            ConfigError: A glossary cannot be read.

        """
        sources = learned_lexicon.sources(self._config, self._held)
        return tuple(lexicon_layers.parts(self._config, sources))

    def import_file(self, path: Path, encoding: str | None = None, wait: float = 0) -> Imported:
        """Import the glossary of an office; see `glossary_import.import_file`."""
        with writing(self._config, wait):
            return glossary_import.import_file(self._config.corpora[-1], path, encoding)

    def remove(self, name: str, wait: float = 0) -> None:
        """Remove an imported glossary; see `glossaries.remove`."""
        with writing(self._config, wait):
            glossaries.remove(self._config.corpora[-1], name)

    def entries(self, *, general: bool = False) -> Iterator[Entry]:
        """Yield the terms that are exported; see `lexicon_entries.entries`."""
        return lexicon_entries.entries(self._config, self._context, general=general)

    def written(self, phrase: str, language: Language) -> str:
        """Return a phrase of the lexicon as readers write it; see `term_forms.written`."""
        return term_forms.written(self._context, phrase, language)

    def write(self, path: Path, lines: Iterable[str]) -> None:
        """Write an export as a whole: a file of this name is replaced when everything has been written.

        Raises:
            ConfigError: The disk refuses.

        """
        replace_file(path.absolute(), "".join(lines).encode())
