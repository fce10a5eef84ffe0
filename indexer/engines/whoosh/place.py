"""The folder of an index: states in it, the pointer to the one that counts, and the writer's lock.

    current              JSON: folder, generation, files with sizes, mark; replaced in one step
    lock                 held by the one writer
    000001/              made by one fresh build; later changes add segments and a generation
        MAIN_<id>.seg    a segment, never changed
        _MAIN_<n>.toc    which segments, and which entries of them, make up generation n

Whatever the pointer does not name is litter of a writer that was stopped; the state before the current one is
kept, since other processes may still be opening it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from whoosh.util.filelock import FileLock

from indexer.errors import BusyError, IndexUnusableError

POINTER = "current"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class State:
    """A state that was published: where it is, the sizes of its files, and its mark."""

    folder: str
    generation: int
    files: dict[str, int]
    mark: str


def damaged(place: Path, reason: object) -> IndexUnusableError:
    """Return the error for an index that cannot be read."""
    return IndexUnusableError(f"The index in {place} is damaged: {reason}.", "Run `indexer build`.")


def current(place: Path) -> State | None:
    """Return the state that counts, or None where nothing has been published."""
    try:
        return State(**json.loads((place / POINTER).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise damaged(place, error) from error


def check(place: Path, state: State) -> None:
    """Compare the files of a state with their sizes. Raises FileNotFoundError where one has gone."""
    for name, size in state.files.items():
        found = (place / state.folder / name).stat().st_size
        if found != size:
            raise damaged(place, f"{name} has {found} bytes instead of {size}")


def publish(place: Path, folder: str, generation: int, files: set[str], mark: str) -> State:
    """Bring the files of a state to the disk, then make it the one that counts."""
    home = place / folder
    sizes = {name: (home / name).stat().st_size for name in sorted(files)}
    for name in sizes:
        _sync(home / name)
    _sync(home)
    state = State(folder, generation, sizes, mark)
    draft = place / f"{POINTER}.new"
    draft.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
    _sync(draft)
    draft.replace(place / POINTER)
    _sync(place)
    return state


def sweep(place: Path, *kept: State | None) -> None:
    """Remove all that belongs to none of the states kept; what another process holds open stays for now."""
    states = [state for state in kept if state]
    folders = {state.folder for state in states}
    for path in place.iterdir():
        if path.name not in {POINTER, LOCK} | folders:
            _remove(path)
    for folder in folders:
        files = {name for state in states if state.folder == folder for name in state.files}
        for path in (place / folder).iterdir():
            if path.name not in files:
                _remove(path)


def new_folder(place: Path) -> str:
    """Make a folder for a fresh build."""
    taken = (int(path.name) for path in place.iterdir() if path.name.isdigit())
    name = f"{max(taken, default=0) + 1:06d}"
    (place / name).mkdir()
    return name


@contextmanager
def lock(place: Path) -> Iterator[None]:
    """Be the one writer. Raises BusyError where there is another, in this process or elsewhere."""
    place.mkdir(parents=True, exist_ok=True)
    held = FileLock(str(place / LOCK))
    if not held.acquire(blocking=False):
        raise BusyError(f"Another process is writing to the index in {place}.", "Try again when it is done.")
    try:
        yield
    finally:
        held.release()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
