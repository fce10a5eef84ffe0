"""Put together the lexicon of a library: imported glossaries, what was learned, and what is shipped.

A file that is missing or cannot be used is left out: questions are answered by the others.
"""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Literal

from indexer.analysis.analyser_version import forms_fingerprint
from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.shipped_layers import shipped, shipped_lexicon
from indexer.library import glossaries
from indexer.model.lexicon import Part
from indexer.runtime.errors import IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.library.learned_lexicon import Sources
    from indexer.runtime.config import LibraryConfig

NAME = "documents.lexicon"
"""The name of the file that was learned, in the folder of the index."""
LEARNED: Literal["documents"] = "documents"
"""The name of the part that was learned from the documents."""

_Stamp = tuple[tuple[str, int, int, int], ...]


def place(config: LibraryConfig) -> Path:
    """Return the path of the file that was learned."""
    return config.index / NAME


class LexiconLayers:
    """Opens the files of a library's lexicon, and again when one is replaced; threads may share it."""

    def __init__(self, config: LibraryConfig) -> None:
        self._config = config
        self._lock = Lock()
        self._stamp: _Stamp = ()
        self._lexicon: Lexicon | None = None

    def lexicon(self) -> Lexicon:
        """Return the lexicon of the files as they are now."""
        stamp = _stamp(self._config)
        with self._lock:
            if self._lexicon is None or stamp != self._stamp:
                layers = tuple(_layers(self._config))
                self._lexicon = Lexicon((*layers, *shipped())) if layers else shipped_lexicon()
                self._stamp = stamp
            return self._lexicon

    def mark(self) -> str:
        """Return a text that changes when a file of the lexicon does; it is empty where there is none."""
        stamp = _stamp(self._config)
        return repr(stamp) if stamp else ""


def parts(config: LibraryConfig, sources: Sources) -> Iterator[Part]:
    """Yield whether each imported glossary and what was learned can be used, and why not.

    Args:
        config: The corpora and the folder of the index.
        sources: What there is to learn from now.

    Raises:
        ConfigError: A glossary cannot be read.

    """
    for name in glossaries.names(config.corpora[-1]):
        yield glossaries.part(config.corpora[-1], name)
    yield learned(config, sources)


def learned(config: LibraryConfig, sources: Sources) -> Part:
    """Return whether what was learned can be used, and stands for the documents."""
    is_empty = not (sources.documents or sources.bitexts)
    try:
        table = PhraseTable(place(config))
        table.verify()
    except FileNotFoundError:
        if is_empty:
            return Part(LEARNED, LEARNED, "nothing", 0, "No document is held in both languages.")
        return Part(LEARNED, LEARNED, "missing", 0, "It has not been made.")
    except (IndexUnusableError, OSError) as error:
        return Part(LEARNED, LEARNED, "unusable", 0, str(error))
    pairs = sum(1 for _ in table.pairs())
    if table.mark != sources.mark:
        return Part(LEARNED, LEARNED, "older", pairs, "Documents held in both languages have changed since.")
    if table.forms != forms_fingerprint():
        return Part(LEARNED, LEARNED, "older", pairs, "It was made by another version.")
    return Part(LEARNED, LEARNED, "current", pairs)


def _layers(config: LibraryConfig) -> Iterator[Layer]:
    yield from glossaries.layers(config.corpora[-1])
    with suppress(IndexUnusableError, OSError):
        table = PhraseTable(place(config))
        table.verify()
        yield Layer("documents", table)


def _stamp(config: LibraryConfig) -> _Stamp:
    """Return what tells whether a file has been replaced."""
    paths = (*glossaries.tables(config.corpora[-1]), place(config))
    return tuple(one for one in map(_stamp_of, paths) if one is not None)


def _stamp_of(path: Path) -> tuple[str, int, int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - this is asked for with every question
    except OSError:
        return None
    return path.name, status.st_ino, status.st_size, status.st_mtime_ns
