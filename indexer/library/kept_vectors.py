"""Keeps the file of the vectors of a library's sentences open, and opens it anew when it was made anew."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from indexer.vectors import encoder

if TYPE_CHECKING:
    from indexer.vectors.vector_file import VectorFile

FILE = "sentences.vectors"
_Stamp = tuple[int, int, int]


class KeptVectors:
    """The vectors of one library; safe to use from many threads."""

    def __init__(self, index: Path) -> None:
        self.path = index / FILE
        self._lock = Lock()
        self._stamp: _Stamp | None = None
        self._file: VectorFile | None = None

    def newest(self) -> VectorFile | None:
        """Return the vectors as they are now; None where there are none, or none that can be used."""
        if not encoder.is_installed():
            return None
        stamp = self._found()
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._file = stamp, self._opened() if stamp else None
            return self._file

    def _found(self) -> _Stamp | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _opened(self) -> VectorFile | None:
        """Open the file; what is damaged is passed over, since answers do without."""
        from indexer.vectors.vector_file import VectorFile

        try:
            return VectorFile(self.path)
        except (OSError, ValueError, KeyError, TypeError):
            told = (
                "%s cannot be used: it is damaged or of another version. Make it again: indexer vectors build"
            )
            import logging  # a question that needs no vectors does without

            logging.getLogger(__name__).warning(told, self.path)
            return None
