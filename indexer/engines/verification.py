"""Verify an embedded index: read every byte of every file of its current state, and compare checksums.

Files are read in pieces. The checksums are Juanzong's own: they cover all files of both embedded engines,
also those that the checksums of whoosh and tantivy leave out. This is no method of an engine, since an index
that no engine can open can still be verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from indexer.engines import index_directory as places
from indexer.engines.index_directory import POINTER, Generation

_ATTEMPTS = 5
"""How often the index is read again if a writer replaces it while it is being read."""
_NAMED = 5
"""The largest number of damaged files that an error names."""


def verify(place: Path) -> str | None:
    """Read all files of the index in a folder, and compare them with what was written.

    Returns:
        A sentence that says what was verified, or None if there is no index.

    Raises:
        IndexUnusableError: A file is missing or has changed; the message names up to five such files.

    """
    faults: list[str] = []
    for _ in range(_ATTEMPTS):
        state = places.current(place)
        if state is None:
            return None
        faults = list(_faults(place, state))
        if not faults:
            return _whole(place, state)
        if places.current(place) == state:
            break
    more = f"; {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
    raise places.damaged(place, "; ".join(faults[:_NAMED]) + more)


def _whole(place: Path, state: Generation) -> str:
    """Return the sentence for an index without a fault."""
    size = sum(state.files.values()) + (place / POINTER).stat().st_size
    return f"{len(state.files) + 1} files, {size:,} bytes: all as they were written.{_others(place, state)}"


def _faults(place: Path, state: Generation) -> Iterator[str]:
    """Yield a description of each file of a state that is missing, unreadable or changed."""
    if not (place / POINTER).read_bytes().endswith(b"\n"):
        yield f"{POINTER} lacks its checksum (it was cut short, or an earlier version wrote it)"
    sums = state.sums | state.large
    for name, size in state.files.items():
        told = f"{state.folder}/{name}"
        try:
            found = (place / told).stat().st_size
            if found != size:
                yield f"{told} has {found} bytes instead of {size}"
            elif sums.get(name) != places.checksum(place / told):
                yield f"{told} is not as it was written"
        except OSError as error:
            yield f"{told} cannot be read ({error.strerror})"


def _others(place: Path, state: Generation) -> str:
    """Return a sentence on files that do not belong to the state, or an empty text if there are none.

    Such files belong to the state before, or were left by a writer that was stopped.
    """
    named = {place / POINTER, *(place / state.folder / name for name in state.files)}
    others = 0
    for path in place.rglob("*"):
        with suppress(OSError):  # removed by a writer meanwhile
            others += path not in named and path.is_file() and path.stat().st_size > 0  # locks are empty
    return f" {others} more are no part of it: the next write removes them." if others else ""
