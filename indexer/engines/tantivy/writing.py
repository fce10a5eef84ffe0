"""Change an index: tantivy writes the new state into a new folder, beside the files of the state before.

The two folders share the files that do not change.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tantivy import Index, IndexWriter

from indexer.engines import index_directory as places
from indexer.engines.base import Changes
from indexer.engines.index_directory import Generation
from indexer.engines.tantivy import meta
from indexer.engines.tantivy.meta import BLOCK_SIZE, CONTENTS
from indexer.engines.tantivy.panics import PanicError, caught
from indexer.engines.tantivy.schema import COLUMNS, document, register, schema

_HEAP = 200_000_000
"""How many bytes of postings are collected before they become a segment."""
_BLOCK = 4_096
"""How many bytes of stored records are compressed as one block, which is read whole for any of its records.

Tantivy's own default is 16,384.
"""
_FAILURES = (OSError, ValueError, RuntimeError, PanicError)
"""The exceptions that tantivy raises if the disk fails."""
_MANAGED = ".managed.json"
_PRIVATE = (CONTENTS, _MANAGED)
"""The files that tantivy replaces at every change and makes readable only to their owner.

All other files never change.
"""


def change(place: Path, before: Generation | None, changes: Changes) -> Generation:
    """Apply changes in a new folder, and publish the result.

    Args:
        place: The folder of the index.
        before: The current state, if there is one.
        changes: The changes.

    Returns:
        The new state.

    """
    name = places.new_folder(place)
    folder = place / name
    known: dict[str, int] = {}
    if before and not changes.fresh:
        _share(place / before.folder, before, folder)
        known = {file: checksum for file, checksum in before.large.items() if file not in _PRIVATE}
    with _writer(place, folder) as writer:
        for key in changes.remove:
            with _failing(place):
                writer.delete_documents_by_term("document", key)
        for entry in changes.add:
            made = document(entry)
            with _failing(place):
                writer.add_document(made)
    for private in _PRIVATE:
        (folder / private).chmod(folder.stat().st_mode & 0o666)  # readable for those who can read the folder
    return places.publish(place, name, 0, _files(folder), changes.mark, known=known)


def _share(source: Path, state: Generation, target: Path) -> None:
    """Put the files of a state into a new folder, as links if possible.

    That is safe, since tantivy replaces files but never changes one.
    """
    if CONTENTS not in state.files:
        raise places.damaged(source.parent, f"{source.name} holds no index of tantivy")
    for name in state.files:
        try:
            os.link(source / name, target / name)
        except OSError:  # a file system without hard links
            shutil.copy2(source / name, target / name)


@contextmanager
def _writer(place: Path, folder: Path) -> Iterator[IndexWriter]:
    """Give a writer, whose threads have ended afterwards.

    At the end its work is committed, or undone after an error.
    """
    with _failing(place):
        index = _index(folder)
        register(index)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
    try:
        yield writer
        with _failing(place):
            writer.commit()
            writer.wait_merging_threads()
    except BaseException:
        with suppress(*_FAILURES), caught():
            writer.rollback()
            writer.wait_merging_threads()
        raise


def _index(folder: Path) -> Index:
    """Open the index of a folder, or make one.

    A new index has blocks of _BLOCK bytes, so that a single record is quick to read.
    """
    exists = (folder / CONTENTS).exists()
    index = Index(schema(), str(folder), sort_by_field=COLUMNS["document"])
    if exists:
        return index
    found = meta.read(folder)
    found["index_settings"][BLOCK_SIZE] = _BLOCK  # the package has no parameter for it
    (folder / CONTENTS).write_text(json.dumps(found), "utf-8")
    return Index(schema(), str(folder), sort_by_field=COLUMNS["document"])


@contextmanager
def _failing(place: Path) -> Iterator[None]:
    """Turn an exception of tantivy into the error for an index that cannot be written."""
    try:
        with caught():
            yield
    except _FAILURES as error:
        raise places.unwritable(place, error) from error


def _files(folder: Path) -> set[str]:
    """Return the names of the files that were committed.

    A merge that failed in the background leaves files of a segment that `meta.json` does not name.
    """
    segments = {segment["segment_id"].replace("-", "") for segment in meta.read(folder)["segments"]}
    named = {path.name for path in folder.iterdir() if path.name.partition(".")[0] in segments}
    return named | {CONTENTS, _MANAGED}
