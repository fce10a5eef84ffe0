"""Open the index of a library, and change or verify the library.

The methods that write import what they need when they are called: a search then starts faster.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Self

from indexer import engines
from indexer.answer.documents import HeldDocuments
from indexer.engines.base import Filter
from indexer.indexing.entries import HEAD_KIND
from indexer.library.index_state import load_mark, mark, mend
from indexer.model.messages import message
from indexer.names import symbols
from indexer.runtime.errors import IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from indexer.engines.base import Engine
    from indexer.library.index_state import IndexMark
    from indexer.library.updating import Updated
    from indexer.model.account import DocumentAccount
    from indexer.model.additions import Progress, Refused, Report
    from indexer.model.document import Document, Given, Language
    from indexer.model.fetches import FetchOutcome, Wish
    from indexer.model.holding import Holding
    from indexer.reading.collecting import InputFile
    from indexer.runtime.config import Config

_LOOKS = 5
"""How often index and record are compared. A writer may change one and then the other during a comparison."""
REBUILD = message("Run `indexer build` to make it.")
UPDATE = message("Run `indexer build --if-stale`, which does again only what has changed.")


class OpenedLibrary:
    """The index of a library and what can be done to the library; `Library` adds what can be asked."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._accepted: str | None = None
        """The last mark that was checked: its index was made by this version."""

    @property
    def config(self) -> Config:
        """The configuration with which the library was opened."""
        return self._config

    @cached_property
    def _engine(self) -> Engine:
        shelf = self._config.library
        return engines.engine(shelf.engine, shelf.index / shelf.engine, self._config.opensearch)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        """Open the index for questions.

        Raises:
            IndexUnusableError: The index is missing, damaged, of another version, or older than the
                documents.

        """
        for _ in range(_LOOKS):
            found = self._mark()
            if mend(self._config.library, found.record):
                return
        place = self._config.library.index
        raise IndexUnusableError(
            message("The documents have changed since the index in {place} was made.", place=place),
            UPDATE,
        )

    def _mark(self) -> IndexMark:
        """Open the newest state of the index; return its mark.

        Raises:
            IndexUnusableError: The index is missing, damaged or of another version.

        """
        place = self._config.library.index
        text = self._engine.open()
        if text is None:
            raise _missing(place)
        found = load_mark(text)
        if found is None or found != mark(found.record):
            raise IndexUnusableError(
                message("The index in {place} was made by another version of this program.", place=place),
                UPDATE,
            )
        self._accepted = text
        return found

    def refresh(self) -> str | None:
        """Open the newest state if another process has changed the library; cheap if none has.

        Documents that were changed by hand are not noticed: the open index goes on answering.

        Returns:
            The mark of the open state, or None if there is no index any more. The mark changes whenever the
            library does.

        Raises:
            IndexUnusableError: The index is damaged or of another version.

        """
        text = self._engine.open()
        if text not in (None, self._accepted):
            self._mark()
        return text

    def close(self) -> None:
        """Close the index."""
        self._engine.close()

    # --- writing

    def build(self, wait: float = 0, progress: Progress | None = None) -> Updated:
        """Make the index again from all documents; see `writer.build`.

        All methods that write wait at most `wait` seconds for another writer.
        """
        from indexer.library import writer

        return writer.build(self._config.library, self._engine, wait, progress)

    def update(self, wait: float = 0, progress: Progress | None = None) -> Updated:
        """Do the least that makes the index correspond to the documents; see `writer.update`."""
        from indexer.library import writer

        return writer.update(self._config.library, self._engine, wait, progress)

    def add(
        self,
        paths: Iterable[Path],
        given: Given,
        wait: float = 0,
        *,
        whole: bool = True,
        progress: Progress | None = None,
    ) -> Report:
        """Add files, folders and archives: all or none, or (unless `whole`) each by itself.

        See `writer.add`.
        """
        from indexer.library import writer

        with self._collected(paths, given) as files:
            return writer.add(
                self._config.library, self._engine, files, given, whole=whole, wait=wait, progress=progress
            )

    def preview(self, paths: Iterable[Path], given: Given, progress: Progress | None = None) -> Report:
        """Return what would become of each file if it were added; nothing is changed."""
        from indexer.library import writer

        with self._collected(paths, given) as files:
            return writer.preview(self._config.library, files, given, progress)

    def fetch(
        self, wish: Wish, wait: float = 0, tell: Callable[[str], object] = lambda _: None
    ) -> Iterator[FetchOutcome]:
        """Fetch documents from the UN's document service and add them; see `acquisition.fetch`."""
        from indexer.library import acquisition

        return acquisition.fetch(self._config, self._engine, wish, wait, tell)

    @contextmanager
    def _collected(self, paths: Iterable[Path], given: Given) -> Iterator[list[InputFile | Refused]]:
        """Give the files that paths name."""
        from indexer.reading.collecting import collect, release

        stdin, largest = getattr(sys.stdin, "buffer", None), self._config.library.largest
        try:
            yield list(collect(paths, stdin, largest, given.symbol or ""))
        finally:
            release()

    def remove(self, symbol: str, language: Language | None = None, wait: float = 0) -> tuple[Holding, ...]:
        """Remove a document from the last corpus; see `writer.remove`."""
        from indexer.library import writer

        chosen = symbols.parse(symbol)
        return writer.remove(self._config.library, self._engine, chosen, language, wait)

    def verify(self) -> str:
        """Verify every byte of the index, and that the index corresponds to the documents.

        Returns:
            A sentence that says what was verified.

        Raises:
            IndexUnusableError: The index is missing, damaged, of another version or outdated.

        """
        from indexer.library import contents, record

        shelf = self._config.library
        contents.check(shelf.index)
        said = engines.verify(shelf.engine, shelf.index / shelf.engine, self._config.opensearch)
        if said is None:
            raise _missing(shelf.index)
        self.open()
        held, found = sum(1 for _ in record.shown(shelf)), self._count()
        if found != held:
            raise IndexUnusableError(
                message(
                    "The index in {index} has {found} documents instead of {held}.",
                    index=shelf.index,
                    found=found,
                    held=held,
                ),
                REBUILD,
            )
        return said

    def sources(self) -> Iterator[Document]:
        """Read every document of the record again, with its coverage; this needs no index."""
        from indexer.library import verifying

        return verifying.sources(self._config.library)

    def accounted(self) -> Iterator[tuple[Document, DocumentAccount]]:
        """Read every document of the record again, with its account; this needs no index."""
        from indexer.library import verifying

        return verifying.accounted(self._config.library)

    def altered(self) -> Iterator[tuple[Holding, str]]:
        """Yield the documents of catalogs whose files are no longer what was added, and what has happened.

        Raises:
            ConfigError: A catalog is damaged.

        """
        from indexer.library import verifying

        return verifying.altered(self._config.library)

    def hidden(self) -> tuple[tuple[Holding, Holding], ...]:
        """Return pairs of a holding that is not shown and the one of a later corpus that replaces it.

        See `manifest.hidden`.
        """
        from indexer.library import manifest, record

        return manifest.hidden(record.held(self._config.library))

    def _count(self) -> int:
        """Count the documents in the index."""
        return HeldDocuments(self._engine).count(Filter("kind", (HEAD_KIND,)))


def _missing(place: Path) -> IndexUnusableError:
    return IndexUnusableError(message("There is no index in {place}.", place=place), REBUILD)
