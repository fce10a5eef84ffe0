"""Opens the library of a worker as soon as that is possible, and follows its changes from request to request.

A worker starts in any state of the library. While the library cannot be opened, requests are answered with
the reason, and from time to time one of them tries again.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from threading import Lock
from time import monotonic

from indexer.library.library import Library
from indexer.model.messages import message
from indexer.runtime.errors import IndexUnusableError, JuanzongError, ReaderError, TooCostlyError

LOG = logging.getLogger("juanzong.webui")
REST = 10
"""After a failed attempt, none is made for REST times as long as it took.

So attempts take at most a tenth of a worker's time, and a quick attempt is soon repeated.
"""
LONGEST = 10
"""The next attempt is made after this many seconds in any case."""

UNUSABLE = (IndexUnusableError, TooCostlyError, OSError)
"""Errors that are expected when an open library is followed; any other error is a fault of this service."""


class LibraryOpening:
    """Opens a library and follows it, for many threads; after a failure one thread at a time tries again.

    `opened` says that the library is open already, or that its owner opens it.
    """

    def __init__(self, library: Library, *, opened: bool) -> None:
        self.library = library
        self._opened = opened
        self._trying = Lock()
        self._next = 0.0
        self._fault: ReaderError | None = None

    def begin(self) -> None:
        """Open the library now if possible; otherwise requests say why it is not open.

        This also reads what the first answer needs, so that no client waits for it.
        """
        try:
            self.mark()
            self.library.health()
        except IndexUnusableError:
            pass  # it is in the log
        except Exception:  # if a worker did not start, the service would end
            LOG.exception("The library cannot be opened.")

    def mark(self) -> str:
        """Return the mark of the library's present state; open the library first if needed.

        Raises:
            IndexUnusableError: The index is missing, damaged or of another version. If the library is not
                open yet, also: the index is older than the documents, or these cannot be read.

        """
        if self._opened and self._fault is None:
            with suppress(*UNUSABLE):  # tried again below, by one thread only
                if (mark := self.library.refresh()) is not None:
                    return mark
        known = self._fault
        if not self._trying.acquire(blocking=known is None) and known:
            raise _again(known)
        try:
            if self._fault and monotonic() < self._next:
                raise _again(self._fault)
            return self._attempt()
        finally:
            self._trying.release()

    def _attempt(self) -> str:
        """Follow the library once; after a failure, keep the error and set the time of the next attempt."""
        begun = monotonic()
        try:
            mark = self._follow()
        except (JuanzongError, OSError) as error:
            if self._opened and not isinstance(error, UNUSABLE):
                raise
            self._next = monotonic() + min(LONGEST, REST * (monotonic() - begun))
            raise _again(self._note(error)) from error
        if self._fault:
            self._fault = None
            LOG.warning("The library is open again.")
        return mark

    def _follow(self) -> str:
        """Return the mark of the library; open it first if it is closed, and again if its index has gone."""
        mark = self.library.refresh() if self._opened else None
        while mark is None:
            self._opened = False  # so that the next index is compared with the documents
            self.library.open()
            self._opened = True
            mark = self.library.refresh()
        return mark

    def _note(self, error: Exception) -> ReaderError:
        """Keep an error in the form that requests report, and log it once."""
        before, self._fault = self._fault, _described(error)
        if before is None or str(before) != str(self._fault):
            LOG.error("The library cannot be opened: %s", error)
        return self._fault


def _again(fault: ReaderError) -> IndexUnusableError:
    """Return a copy of an error: one error raised in many threads would collect all their traces."""
    return IndexUnusableError(fault.told, fault.advised)


def _described(error: Exception) -> ReaderError:
    """Return a new error for the reader; the old one would keep the objects of its traceback alive."""
    if isinstance(error, IndexUnusableError):
        return _again(error)
    return IndexUnusableError(
        message("The library cannot be opened: {error}", error=error),
        message("Correct the file or the setting that the log names."),
    )
