"""Keep the pairs of bitexts that belong to no document, for the lexicon: a file for each bitext.

The files lie in the folder `bitext` of the last corpus. Each is named by the bitext and by the hash of its
content, and has a line for each pair: the English sentence, a tab, the Chinese one.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from indexer.model.additions import Kept, Refused
from indexer.reading.bitext import grouping
from indexer.runtime import durable
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from indexer.reading.collecting import InputFile

FOLDER = "bitext"
_ENDING = ".tsv"
_HASH = 12
_BLOCK = 1 << 20


def told(files: Sequence[InputFile | Refused]) -> tuple[Kept, ...]:
    """Return which of the files have pairs for the lexicon only."""
    return tuple(
        Kept(file.name, file.pairs) for file in files if not isinstance(file, Refused) and file.pairs
    )


def keep(corpus: Path, files: Sequence[InputFile | Refused]) -> tuple[Kept, ...]:
    """Write the pairs of files that are for the lexicon only into a corpus, and tell of them.

    Raises:
        ConfigError: The disk refuses.

    """
    for file in files:
        if not isinstance(file, Refused) and file.pairs:
            try:
                _write(corpus / FOLDER, file)
            except OSError as error:
                raise ConfigError(
                    f"{corpus / FOLDER} cannot be written: {error.strerror}.",
                    "Check the folder, its permissions and the space on its disk.",
                ) from error
    return told(files)


def _write(folder: Path, file: InputFile) -> None:
    """Write the pairs of one bitext under a name that no other content has."""
    durable.make(folder)
    draft = folder / f".{os.getpid()}.part"
    try:
        digest = hashlib.sha256()
        with draft.open("wb") as stream:
            for pair in grouping.unplaced(file.path):
                line = "\t".join(pair).encode() + b"\n"
                digest.update(line)
                stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        stem = file.file_name.rpartition(".")[0] or file.file_name
        draft.replace(folder / f"{stem}.{digest.hexdigest()[:_HASH]}{_ENDING}")
        durable.sync(folder)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def files(corpus: Path) -> tuple[Path, ...]:
    """Return the files that are kept in a corpus, by their names."""
    return tuple(sorted((corpus / FOLDER).glob(f"[!.]*{_ENDING}")))


def shown(file: Path) -> str:
    """Return the name of the bitext of which a file was made."""
    return file.name.removesuffix(_ENDING).rpartition(".")[0]


def count(file: Path) -> int:
    """Return how many pairs a file has.

    Raises:
        ConfigError: It cannot be read.

    """
    with _reading(file), file.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(_BLOCK), b""))


def pairs(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a file, English and Chinese; lines that are no pair are passed over.

    Raises:
        ConfigError: It cannot be read.

    """
    with _reading(file), file.open(encoding="utf-8", errors="replace") as stream:
        for line in stream:
            english, _, chinese = line.rstrip("\n").partition("\t")
            if english and chinese:
                yield english, chinese


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be read: {error.strerror}.", "Check its permissions and its disk."
        ) from error
