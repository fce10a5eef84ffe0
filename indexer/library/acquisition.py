"""Fetch documents from the document service of the United Nations and add them to a library.

What comes goes the way of every file that is added: its text must bear the symbol that was asked for, and be
in that language.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from indexer.catalog.catalog import Catalog
from indexer.fetching.faults import FailedError, FetchError, MissingError, PageError
from indexer.fetching.service import Service
from indexer.fetching.store import digest
from indexer.library import writer
from indexer.model.additions import Refused, Silent
from indexer.model.document import Given
from indexer.model.fetches import FetchOutcome, FetchState, Wish
from indexer.model.messages import message
from indexer.names import file_names
from indexer.reading.collecting import InputFile
from indexer.runtime import locks
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from indexer.engines.base import Engine
    from indexer.fetching.service import Fetched
    from indexer.model.additions import Taken
    from indexer.model.document import Language
    from indexer.runtime.config import Config

CORRIGENDUM = "/Corr."
MOST_CORRIGENDA = 20
"""The largest number of a corrigendum that is looked for."""


def fetch(
    config: Config,
    engine: Engine,
    wish: Wish,
    wait: float = 0,
    tell: Callable[[str], object] = lambda _: None,
) -> Iterator[FetchOutcome]:
    """Fetch documents with their corrigenda, and yield what becomes of each once it is in the library.

    Args:
        config: The service, the corpora and the folder of the index.
        engine: The engine that writes the index.
        wish: What is wanted.
        wait: How many seconds to wait for another writer.
        tell: Is called with a sentence when the service has to be waited for.

    Raises:
        ConfigError: The configuration names no contact, or the disk refuses.
        BusyError: Another process fetches, or still writes.

    """
    service = Service(config.fetch, wish.format_, refresh=wish.refresh, tell=tell)
    acquisition = _Acquisition(config, engine, service, wish.refresh, wait)
    with _folder(config.fetch.folder, wait):
        for symbol in dict.fromkeys(wish.symbols):
            for language in dict.fromkeys(wish.languages):
                yield from acquisition.versions(symbol, language)


@contextmanager
def _folder(folder: Path, wait: float) -> Iterator[None]:
    """Hold the folder of what has been fetched for this process."""
    busy = message("Another process is fetching documents into {folder}.", folder=folder)
    try:
        with locks.held(folder, busy, wait):
            yield
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be written: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk.",
        ) from error


@dataclass(frozen=True, slots=True)
class _Acquisition:
    """Fetches single documents, and adds them."""

    config: Config
    engine: Engine
    service: Service
    refresh: bool
    wait: float

    def versions(self, symbol: str, language: Language) -> Iterator[FetchOutcome]:
        """Fetch a document in a language, and yield what becomes of it and of its corrigenda."""
        try:
            found = self.service.fetch(symbol, language)
        except FetchError as error:
            yield _outcome(symbol, language, error)
            return
        outcome = self._added(symbol, language, found)
        yield outcome
        if outcome.is_held and CORRIGENDUM not in symbol:
            yield from self._corrigenda(symbol, language, found)

    def _corrigenda(self, symbol: str, language: Language, found: Fetched) -> Iterator[FetchOutcome]:
        """Fetch corrigenda by their numbers, up to the first that does not exist."""
        known = None if self.refresh else found.record.corrigenda
        number = 0
        while number < (MOST_CORRIGENDA if known is None else known):
            name = f"{symbol}{CORRIGENDUM}{number + 1}"
            try:
                corrigendum = self.service.fetch(name, language)
            except (MissingError, PageError):
                break
            except FetchError as error:
                yield _outcome(name, language, error)
                return  # whether there are more is not known: they are looked for the next time
            number += 1
            yield self._added(name, language, corrigendum)
        if number != found.record.corrigenda:
            self.service.note_corrigenda(symbol, language, number)

    def _added(self, symbol: str, language: Language, found: Fetched) -> FetchOutcome:
        """Add a document that has been fetched, unless the library has it."""
        held = self._held(symbol, language)
        if held == found.record.sha256:
            return FetchOutcome(symbol, language, "unchanged")
        file = InputFile(str(found.path), found.path.name, found.path.stat().st_size, found.path)
        # Where the file's name tells the symbol, it is known whether the text bears it too.
        is_named = file_names.proposed(file.file_name).symbol == symbol
        report = writer.add(
            self.config.library,
            self.engine,
            [file],
            Given(None if is_named else symbol, language),
            wait=self.wait,
            progress=Silent(),
            verify=lambda taken: _refused_other(taken, symbol),
        )
        for refused in report.refused:
            advice = f"Look at {found.path}; `indexer add` takes it as what it is, --refresh asks again."
            return FetchOutcome(symbol, language, "refused", reason=refused.reason, advice=advice)
        (taken,) = report.taken
        if taken.proposed:
            doubts = "the text does not bear its symbol", *taken.doubts
            taken = structs.replace(taken, proposed=(), doubts=doubts)
        return FetchOutcome(symbol, language, "replaced" if held else "added", taken)

    def _held(self, symbol: str, language: Language) -> str | None:
        """Return the SHA-256 of the official text that was added to the library, None if there is none."""
        catalog = Catalog.opened(self.config.library.corpora[-1])
        if catalog is None:
            return None
        with catalog:
            for holding in catalog.held(symbol):
                if (holding.language, holding.edition) == (language, "official"):
                    return digest(holding.path) if holding.path.is_file() else None
        return None


def _refused_other(taken: Taken, symbol: str) -> Refused | None:
    """Refuse a document that bears another symbol; one whose signs alone differ has passed until here."""
    if taken.symbol == symbol:
        return None
    return Refused(taken.file, f"{taken.file} bears the symbol {taken.symbol}, not {symbol}.")


def _outcome(symbol: str, language: Language, error: FetchError) -> FetchOutcome:
    """Return what became of a document that could not be fetched."""
    state: FetchState = "refused"
    if isinstance(error, MissingError):
        state = "missing"
    elif isinstance(error, FailedError):
        state = "failed"
    return FetchOutcome(symbol, language, state, reason=error.message, advice=error.advice)
