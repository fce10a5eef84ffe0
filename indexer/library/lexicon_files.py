"""Keep the pairs of bitexts that belong to no document, for the lexicon: a file for each bitext.

The files lie in the folder `bitext` of the last corpus. Each is named by the bitext and by the hash of its
content, and has a line for each pair: the English sentence, a tab, the Chinese one.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from indexer.model.additions import Kept, Refused
from indexer.reading.bitext import grouping
from indexer.runtime import durable
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indexer.reading.collecting import InputFile

FOLDER = "bitext"
_HASH = 12


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
        draft.replace(folder / f"{stem}.{digest.hexdigest()[:_HASH]}.tsv")
        durable.sync(folder)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
