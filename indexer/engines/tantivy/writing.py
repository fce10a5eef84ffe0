"""Change an index: tantivy writes beside the state before, whose files the new folder shares."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tantivy import Index, IndexWriter

from indexer.engines import place as places
from indexer.engines.base import Changes
from indexer.engines.place import State
from indexer.engines.tantivy.panics import PanicError, caught
from indexer.engines.tantivy.schema import COLUMNS, document, register, schema

_HEAP = 200_000_000
"""Bytes of postings that are gathered before they become a segment."""
_BLOCK = 4_096
"""Bytes of records that are compressed together, and read together for any of them: tantivy takes 16,384."""
_FAILURES = (OSError, ValueError, RuntimeError, PanicError)
"""What tantivy raises where the disk fails it."""
_CONTENTS = "meta.json"
_MANAGED = ".managed.json"


def change(place: Path, before: State | None, changes: Changes) -> State:
    """Apply changes in a folder of their own, and publish the result."""
    name = places.new_folder(place)
    folder = place / name
    if before and not changes.fresh:
        _share(place / before.folder, before, folder)
    with _writer(place, folder) as writer:
        for key in changes.remove:
            with _failing(place):
                writer.delete_documents_by_term("document", key)
        for entry in changes.add:
            made = document(entry)
            with _failing(place):
                writer.add_document(made)
    for private in (_CONTENTS, _MANAGED):
        (folder / private).chmod(folder.stat().st_mode & 0o666)  # who may read the folder may read the index
    return places.publish(place, name, 0, _files(folder), changes.mark)


def _share(source: Path, state: State, target: Path) -> None:
    """Give a folder the files of a state: tantivy replaces some of them, and changes none."""
    if _CONTENTS not in state.files:
        raise places.damaged(source.parent, f"{source.name} holds no index of tantivy")
    for name in state.files:
        try:
            os.link(source / name, target / name)
        except OSError:  # a file system without hard links
            shutil.copy2(source / name, target / name)


@contextmanager
def _writer(place: Path, folder: Path) -> Iterator[IndexWriter]:
    """Give a writer whose work is committed at the end, or undone; its threads are gone after that."""
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
    """Open the index of a folder, or make one, of whose records a single one is quick to read."""
    exists = (folder / _CONTENTS).exists()
    index = Index(schema(), str(folder), sort_by_field=COLUMNS["document"])
    if exists:
        return index
    contents = json.loads((folder / _CONTENTS).read_text("utf-8"))
    contents["index_settings"]["docstore_blocksize"] = _BLOCK  # the package has no parameter for it
    (folder / _CONTENTS).write_text(json.dumps(contents), "utf-8")
    return Index(schema(), str(folder), sort_by_field=COLUMNS["document"])


@contextmanager
def _failing(place: Path) -> Iterator[None]:
    """Say of whatever tantivy meets on the disk that the index cannot be written."""
    try:
        with caught():
            yield
    except _FAILURES as error:
        raise places.unwritable(place, error) from error


def _files(folder: Path) -> set[str]:
    """Return the names of the files that were committed.

    A merge that failed in the background leaves others, of a segment that the contents do not name.
    """
    contents = json.loads((folder / _CONTENTS).read_text("utf-8"))
    segments = {segment["segment_id"].replace("-", "") for segment in contents["segments"]}
    named = {path.name for path in folder.iterdir() if path.name.partition(".")[0] in segments}
    return named | {_CONTENTS, _MANAGED}
