"""Write the body of an answer to a file, within a limit of size, and see that it is whole and a document."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from indexer.fetching import formats
from indexer.fetching.exchange import Answer
from indexer.fetching.faults import MissingError, TransientError, UnfitError
from indexer.fetching.formats import Format
from indexer.fetching.store import Shelf

_GZIP = 32
"""What lets zlib tell from its head whether a stream is gzip or deflate."""
_NO_RESUMING = "What came is not used; try again later."


@dataclass(frozen=True, slots=True)
class Download:
    """A transfer into a shelf.

    `start` is the number of bytes that are there already, and `largest` the largest size of a document.
    """

    answer: Answer
    shelf: Shelf
    wanted: Format
    start: int
    largest: int

    def run(self) -> None:
        """Write the body to the shelf's `part`, behind what is there.

        Raises:
            MissingError: The body is empty.
            UnfitError: It is no document of the format, or too large.
            FailedError: It is a page that asks for a sign-in or a captcha.
            TransientError: The connection failed before the end.
            OSError: The disk refuses.

        """
        announced = self.answer.length
        if announced is not None and self.start + announced > self.largest:
            raise self._too_large()
        with self.shelf.part.open("ab" if self.start else "wb") as stream:
            size = self._written(stream)
        if size == 0:
            raise MissingError(f"{self.answer.url} is empty.", "The service holds no such document.")
        if self.start:  # perhaps less had come than shows whether it is a document
            with self.shelf.part.open("rb") as stream:
                self._check(stream.read(formats.HEAD))
        if not self.wanted.is_whole(self.shelf.part):
            if not self.answer.is_ended:
                raise TransientError(f"{self.answer.url} was cut off.", _NO_RESUMING)
            raise formats.torn(self.wanted, self.answer.url)

    def _written(self, stream: IO[bytes]) -> int:
        """Write what comes; return how large the document is then."""
        size, head = self.start, b""
        is_checked = self.start > 0
        for block in self._plain():
            size += len(block)
            if size > self.largest:
                raise self._too_large()
            stream.write(block)
            if not is_checked:
                head += block
                is_checked = len(head) >= formats.HEAD
                if is_checked:
                    self._check(head)
        if head and not is_checked:
            self._check(head)
        return size

    def _check(self, head: bytes) -> None:
        if not self.wanted.begins(head[: formats.HEAD]):
            raise formats.misfit(head, self.wanted, self.answer.url)

    def _plain(self) -> Iterator[bytes]:
        """Yield the body without the compression that was not asked for."""
        encoding = self.answer.header("Content-Encoding").strip().lower()
        if encoding in ("", "identity"):
            yield from self._whole()
        elif encoding in ("gzip", "x-gzip", "deflate"):
            yield from self._decompressed()
        else:
            raise UnfitError(f"{self.answer.url} is sent as {encoding[:40]!r}.", "It cannot be read.")

    def _decompressed(self) -> Iterator[bytes]:
        stream = zlib.decompressobj(_GZIP + zlib.MAX_WBITS)
        try:
            for block in self._whole():
                left = block
                while left:
                    yield stream.decompress(left, formats.HEAD * 16)
                    left = stream.unconsumed_tail
            yield stream.flush()
        except zlib.error as error:
            raise UnfitError(
                f"{self.answer.url} is damaged: it cannot be decompressed.", _NO_RESUMING
            ) from error
        if not stream.eof:
            raise TransientError(f"{self.answer.url} was cut off.", _NO_RESUMING)

    def _whole(self) -> Iterator[bytes]:
        """Yield the body as it is sent; a body shorter than announced is an error."""
        size = 0
        for block in self.answer.blocks():
            size += len(block)
            yield block
        announced = self.answer.length
        if announced is not None and size < announced:
            raise TransientError(
                f"{self.answer.url} was cut off after {size:,} of {announced:,} bytes.",
                "Try again later; what has come is kept if the service can send the rest.",
            )

    def _too_large(self) -> UnfitError:
        return UnfitError(
            f"{self.answer.url} is larger than {self.largest:,} bytes.",
            "If it is a document, raise largest under [fetch] in config.toml.",
        )
