"""The folder of an embedded index: its states, the pointer to the current state, and the writer's lock.

    current              JSON: folder, generation, files with sizes and checksums, mark; below it a checksum
                         of all that; replaced in one step
    lock                 held by the one writer; the system releases it when that process ends
    000001/              the files of a state; a later state adds files to it, or has a folder of its own

Files that a state names are never changed. A file that the pointer does not name was left by a writer that
was stopped, or belongs to the state before the current one. That state is kept until the next write, since
other processes may still be opening it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias
from zlib import crc32

from indexer.model.messages import message
from indexer.runtime import checked_line, locks
from indexer.runtime.durable import sync
from indexer.runtime.errors import IndexUnusableError
from indexer.runtime.locks import LOCK

POINTER = "current"
"""The file that names the current state."""
CHECKED = 4 << 20
"""The largest size, in bytes, of a file that is compared with its checksum at every opening."""
PIECE = 1 << 20
"""How many bytes of a file are read at once."""


Checked: TypeAlias = tuple[int, int, int, int]
"""A file that was read: its device, its inode, the time of its last change, and its checksum."""
Checks: TypeAlias = dict[str, Checked]
"""Files that were read, by their names."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state: its folder, its number, the sizes of its files, its mark and the files' checksums.

    `sums` are the checksums of small files (up to CHECKED bytes), which are compared at every opening.
    `large` are those of all other files.
    """

    folder: str
    generation: int
    files: dict[str, int]
    mark: str
    sums: dict[str, int] = field(default_factory=dict)
    large: dict[str, int] = field(default_factory=dict)


def damaged(place: Path, reason: object) -> IndexUnusableError:
    """Return the error for an index that cannot be read."""
    return IndexUnusableError(
        message("The index in {place} is damaged: {reason}.", place=place, reason=reason),
        message("Run `indexer build`."),
    )


def unopened(place: Path) -> IndexUnusableError:
    """Return the error for a question that comes before any index was opened."""
    return IndexUnusableError(
        message("No index has been opened in {place}.", place=place),
        message("Build the index first."),
    )


def unwritable(place: Path, reason: Exception) -> IndexUnusableError:
    """Return the error for an index that cannot be written to the disk."""
    return IndexUnusableError(
        message("The index in {place} cannot be written: {reason}.", place=place, reason=reason),
        message("Check the permissions of the folder and the space on its disk."),
    )


def current(place: Path) -> Generation | None:
    """Return the current state, or None if none has been published.

    Raises:
        IndexUnusableError: The pointer cannot be read, or is damaged.

    """
    try:
        content = (place / POINTER).read_bytes()
        # Earlier versions wrote no checksum below; their indexes are recognised by the mark.
        return Generation(**json.loads(checked_line.opened(content) if b"\n" in content else content))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise damaged(place, error) from error


def check(place: Path, state: Generation, known: Mapping[str, Checked] = MappingProxyType({})) -> Checks:
    """Compare the files of a state with the sizes and checksums that the state records.

    Large files are compared by size only: reading them whole would take longer than answering. `verification`
    reads them whole.

    Args:
        place: The folder of the index.
        state: The state.
        known: What an earlier check of another state has returned: a file that both share is not read again.

    Returns:
        What was read, by the names of the files.

    Raises:
        FileNotFoundError: A file is no longer there.
        IndexUnusableError: A file has another size or checksum.

    """
    checked: Checks = {}
    for name, size in state.files.items():
        path = place / state.folder / name
        status = path.stat()
        if status.st_size != size:
            raise damaged(place, f"{name} has {status.st_size} bytes instead of {size}")
        if (checksum := state.sums.get(name)) is not None:
            checked[name] = (status.st_dev, status.st_ino, status.st_mtime_ns, checksum)
            if known.get(name) != checked[name] and crc32(path.read_bytes()) != checksum:
                raise damaged(place, f"{name} is not as it was written")
    return checked


def checksum(path: Path) -> int:
    """Return the CRC-32 of a file, which is read in pieces."""
    found = 0
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            found = crc32(piece, found)
    return found


def publish(  # noqa: PLR0913 - the parts of a state
    place: Path, folder: str, generation: int, files: set[str], mark: str, *, known: Mapping[str, int]
) -> Generation:
    """Write the files of a state through to the disk, then make the state the current one.

    Args:
        place: The folder of the index.
        folder: The folder of the state, inside `place`.
        generation: The number of the state.
        files: The names of its files.
        mark: The text that `open` returns for it.
        known: Checksums of large files that the state before had too. Such files are never changed, so they
            are not read again. A newly computed checksum would also hide damage that has happened since.

    Returns:
        The state, which is now the current one.

    """
    home = place / folder
    sizes = {name: (home / name).stat().st_size for name in sorted(files)}
    for name in sizes:
        sync(home / name)
    sync(home)
    sums = {name: checksum(home / name) for name, size in sizes.items() if size <= CHECKED}
    large = {
        name: known[name] if name in known else checksum(home / name) for name in sizes if name not in sums
    }
    state = Generation(folder, generation, sizes, mark, sums, large)
    draft = place / f"{POINTER}.new"
    draft.write_bytes(checked_line.sealed(json.dumps(asdict(state)).encode()))
    sync(draft)
    draft.replace(place / POINTER)
    sync(place)
    return state


def sweep(place: Path, *kept: Generation | None) -> None:
    """Remove all files that belong neither to the current state nor to one of the states in `kept`.

    Nothing is removed if the pointer is unreadable, since then the current state is not known. A file that
    cannot be removed does no harm: the next writer tries again.
    """
    try:
        states = [state for state in (current(place), *kept) if state]
    except IndexUnusableError:
        return
    folders = {state.folder for state in states}
    _keep(place, {POINTER, LOCK} | folders)
    for folder in folders:
        _keep(place / folder, {name for state in states if state.folder == folder for name in state.files})


def new_folder(place: Path) -> str:
    """Make a folder for a fresh build; return its name, which is the next free number."""
    taken = (int(path.name) for path in place.iterdir() if path.name.isdigit())
    name = f"{max(taken, default=0) + 1:06d}"
    (place / name).mkdir()
    return name


def write(place: Path, make: Callable[[Generation | None], Generation], *, fresh: bool) -> None:
    """Let `make` publish a new state, while no other writer can work.

    The current state stays as it is until then, and its files stay on the disk until the next write.

    Args:
        place: The folder of the index.
        make: Makes and publishes the new state. It gets the current state, or None if there is none.
        fresh: Whether the new state replaces the current one instead of continuing it. Then the current state
            may be damaged.

    Raises:
        BusyError: Another writer is at work.
        IndexUnusableError: The state that is to be continued is damaged.

    """
    with lock(place):
        before = _replaced(place) if fresh else _continued(place)
        sweep(place, before)
        try:
            make(before)
        except BaseException:
            sweep(place, before)
            raise
        sweep(place, before)


def _replaced(place: Path) -> Generation | None:
    """Return the state that a fresh write replaces, or None if there is none that can be read."""
    try:
        return current(place)
    except IndexUnusableError:
        return None


def _continued(place: Path) -> Generation | None:
    """Return the state that a write continues, after a check that all its files are in place."""
    state = current(place)
    if state:
        try:
            check(place, state)
        except FileNotFoundError as error:
            raise damaged(place, error) from error
    return state


def lock(place: Path) -> AbstractContextManager[None]:
    """Hold the lock of the one writer.

    Raises:
        BusyError: Another writer holds it, in this process or in another.

    """
    busy = message("Another process is writing to the index in {place}.", place=place)
    return locks.held(place, busy)


def _keep(folder: Path, names: set[str]) -> None:
    """Remove all from a folder except the given names."""
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if path.name not in names]:
            _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            import shutil  # slow to import

            shutil.rmtree(path)
        else:
            path.unlink()
