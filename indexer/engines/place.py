"""The folder of an embedded index: states in it, the pointer to the one that counts, and the writer's lock.

    current              JSON: folder, generation, files with sizes and checksums, mark; replaced in one step
    lock                 held by the one writer; the system lets go of it when that process ends
    000001/              the files of a state; a later state adds files to it, or has a folder of its own

Files that a state names are never changed. Whatever the pointer does not name is litter of a writer that was
stopped; the state before the current one is kept, since other processes may still be opening it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from zlib import crc32

from indexer import locks
from indexer.errors import IndexUnusableError
from indexer.locks import LOCK
from indexer.model import Both

POINTER = "current"
CHECKED = 4 << 20
"""The largest file, in bytes, that is read whole and compared with its checksum whenever it is opened."""


@dataclass(frozen=True, slots=True)
class State:
    """A state that was published: where it is, the sizes of its files, its mark, checksums of small files."""

    folder: str
    generation: int
    files: dict[str, int]
    mark: str
    sums: dict[str, int] = field(default_factory=dict)


def damaged(place: Path, reason: object) -> IndexUnusableError:
    """Return the error for an index that cannot be read."""
    return IndexUnusableError(
        Both(f"{place} 中的索引已损坏：{reason}。", f"The index in {place} is damaged: {reason}."),
        Both("请运行 `indexer build`。", "Run `indexer build`."),
    )


def unopened(place: Path) -> IndexUnusableError:
    """Return the error for a question before there is an index to ask."""
    return IndexUnusableError(
        Both(f"尚未打开 {place} 中的索引。", f"No index has been opened in {place}."),
        Both("请先建立索引。", "Build the index first."),
    )


def unwritable(place: Path, reason: Exception) -> IndexUnusableError:
    """Return the error for an index that the disk refuses to take."""
    return IndexUnusableError(
        Both(f"无法写入 {place} 中的索引：{reason}。", f"The index in {place} cannot be written: {reason}."),
        Both(
            "请检查该文件夹的权限和磁盘空间。",
            "Check the permissions of the folder and the space on its disk.",
        ),
    )


def current(place: Path) -> State | None:
    """Return the state that counts, or None where nothing has been published."""
    try:
        return State(**json.loads((place / POINTER).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise damaged(place, error) from error


def check(place: Path, state: State) -> None:
    """Compare the files of a state with what is known of them. Raises FileNotFoundError where one has gone.

    Large files are compared by their size only: reading them whole takes longer than answering.
    """
    for name, size in state.files.items():
        found = (place / state.folder / name).stat().st_size
        if found != size:
            raise damaged(place, f"{name} has {found} bytes instead of {size}")
    for name, checksum in state.sums.items():
        if crc32((place / state.folder / name).read_bytes()) != checksum:
            raise damaged(place, f"{name} is not as it was written")


def publish(place: Path, folder: str, generation: int, files: set[str], mark: str) -> State:
    """Bring the files of a state to the disk, then make it the one that counts."""
    home = place / folder
    sizes = {name: (home / name).stat().st_size for name in sorted(files)}
    for name in sizes:
        _sync(home / name)
    _sync(home)
    sums = {name: crc32((home / name).read_bytes()) for name, size in sizes.items() if size <= CHECKED}
    state = State(folder, generation, sizes, mark, sums)
    draft = place / f"{POINTER}.new"
    draft.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
    _sync(draft)
    draft.replace(place / POINTER)
    _sync(place)
    return state


def sweep(place: Path, *kept: State | None) -> None:
    """Remove all that belongs neither to the state that counts nor to one of those kept.

    Nothing is removed where nobody can tell which state counts. What cannot be removed does no harm: it waits
    for the next writer.
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
    """Make a folder for a fresh build."""
    taken = (int(path.name) for path in place.iterdir() if path.name.isdigit())
    name = f"{max(taken, default=0) + 1:06d}"
    (place / name).mkdir()
    return name


def write(place: Path, make: Callable[[State | None], State], *, fresh: bool) -> None:
    """Let `make` publish a new state, from the one that counts or (`fresh`) in its place.

    The current state stays as it is until then, and stays on the disk until the next write. Raises BusyError
    while another writer is at work, IndexUnusableError where the state to be changed is damaged; a fresh
    write does not mind.
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


def _replaced(place: Path) -> State | None:
    """Return the state that a fresh write takes the place of, if it can be read at all."""
    try:
        return current(place)
    except IndexUnusableError:
        return None


def _continued(place: Path) -> State | None:
    """Return the state that is to be changed, with all its files in place."""
    state = current(place)
    if state:
        try:
            check(place, state)
        except FileNotFoundError as error:
            raise damaged(place, error) from error
    return state


def lock(place: Path) -> AbstractContextManager[None]:
    """Be the one writer. Raises BusyError where there is another, in this process or elsewhere."""
    busy = Both(
        f"另一进程正在写入 {place} 中的索引。", f"Another process is writing to the index in {place}."
    )
    return locks.held(place, busy)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(folder: Path, names: set[str]) -> None:
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
