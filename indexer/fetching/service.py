"""Ask the document service for documents: one request at a time, repeated where that may help, and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from msgspec import structs

from indexer.fetching.faults import FailedError, FetchError, TransientError
from indexer.fetching.formats import FORMATS
from indexer.fetching.pace import PATIENCE, Clock, Pace
from indexer.fetching.site import Site
from indexer.fetching.store import Record, Shelf
from indexer.fetching.transfer import Transfer
from indexer.runtime.config import FetchConfig
from indexer.runtime.errors import ConfigError

LONG = 10.0
"""From how many seconds on it is told that the next attempt is so far off."""
ENOUGH = 3
"""After how many failed documents in a row the service is asked for no more."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document in the folder of what has been fetched.

    `was_asked` tells whether the service was asked for it now, or it was there already.
    """

    path: Path
    record: Record
    was_asked: bool


class Service:
    """The document service, and the folder in which what it gave is kept. One process uses it at a time.

    Args:
        config: The address of the service, and how it is asked.
        format_: The format of the documents, a key of FORMATS.
        refresh: Whether the service is asked again for what has been fetched.
        clock: Time and chance.
        tell: Is called with a sentence when the next attempt is a long time off.

    Raises:
        ConfigError: The configuration names no contact.

    """

    def __init__(
        self,
        config: FetchConfig,
        format_: str,
        *,
        refresh: bool = False,
        clock: Clock | None = None,
        tell: Callable[[str], object] = lambda _: None,
    ) -> None:
        if not config.contact:
            raise ConfigError(
                "contact under [fetch] is not set, and the service wants to know who asks.",
                'Set it in config.toml to an address of yours: contact = "name@example.org".',
            )
        self._config = config
        self._format = format_
        self._refresh = refresh
        self._clock = clock or Clock()
        self._pace = Pace(config.pause, self._clock)
        self._site = Site(config.url, config.hosts)
        self._agent = f"juanzong/{version('juanzong')} (+{config.contact})"
        self._tell = tell
        self._failed = 0

    def fetch(self, symbol: str, language: str) -> Fetched:
        """Return a document, from the folder if it is there and need not be asked for again.

        Args:
            symbol: The symbol in its key form.
            language: The code of the language.

        Raises:
            MissingError: The service has no such document.
            UnfitError: What the service gives is no document.
            FailedError: The service does not answer, or refuses to.
            OSError: The disk refuses.

        """
        shelf = self._shelf(symbol, language)
        record = shelf.record()
        if record and not self._refresh:
            return Fetched(shelf.path, record, was_asked=False)
        self._refuse_more()
        try:
            found = self._repeated(shelf, record)
        except FailedError:
            self._failed += 1
            raise
        except FetchError:
            self._failed = 0
            raise
        self._failed = 0
        return Fetched(shelf.path, found, was_asked=True)

    def note_corrigenda(self, symbol: str, language: str, count: int) -> None:
        """Keep how many corrigenda a document has, so that they are not looked for each time."""
        shelf = self._shelf(symbol, language)
        if record := shelf.record():
            shelf.note(structs.replace(record, corrigenda=count))

    def _shelf(self, symbol: str, language: str) -> Shelf:
        return Shelf(self._config.folder, symbol, language, FORMATS[self._format].suffix)

    def _repeated(self, shelf: Shelf, record: Record | None) -> Record:
        """Ask for a document until it is there, or it has been asked for often enough."""
        failures = 0
        while True:
            try:
                return self._transfer(shelf, record).run()
            except TransientError as error:
                failures += 1
                self._pace.rest(self._delay(error, failures))
                if self._pace.left > PATIENCE:
                    raise self._told_to_wait() from error
                if failures == self._config.attempts:
                    raise FailedError(
                        f"{error.message} It was tried {failures} times.", error.advice
                    ) from error
                if self._pace.left >= LONG:
                    self._tell(f"{error.message} It is tried again in {self._pace.left:,.0f} seconds.")

    def _transfer(self, shelf: Shelf, record: Record | None) -> Transfer:
        url = self._site.address(shelf.symbol, shelf.language, self._format)
        return Transfer(
            url,
            shelf,
            record,
            FORMATS[self._format],
            self._config,
            self._site,
            self._pace,
            self._clock,
            self._agent,
        )

    def _delay(self, error: TransientError, failures: int) -> float:
        chosen = self._pace.delay(failures)
        return chosen if error.retry_after is None else max(error.retry_after, self._config.pause)

    def _refuse_more(self) -> None:
        """Raise FailedError if the service is to be asked for no more."""
        if self._pace.left > PATIENCE:
            raise self._told_to_wait()
        if self._failed >= ENOUGH:
            raise FailedError(
                f"{self._site.name} was not asked: the {ENOUGH} requests before this one failed.",
                "Try again later; what has been fetched is not fetched again.",
            )

    def _told_to_wait(self) -> FailedError:
        return FailedError(
            f"{self._site.name} asks to be left alone for {self._pace.left:,.0f} seconds.",
            "Try again after that; what has been fetched is not fetched again.",
        )
