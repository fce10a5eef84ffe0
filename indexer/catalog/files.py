"""Write and remove the files of the documents of a catalog, and verify what names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from indexer.runtime import durable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Choice = TypeVar("Choice")


def write(corpus: Path, contents: Sequence[tuple[str, bytes]]) -> None:
    """Write files durably: first all contents, then all names, so that the disk works once for many.

    Raises:
        OSError: The disk refuses.

    """
    written = []
    for file, content in contents:
        path = corpus / file
        if not holds(path, content):
            _partial(path).write_bytes(content)
            written.append(path)
    durable.sync_all([_partial(path) for path in written])
    for path in written:
        _partial(path).replace(path)
    if written:
        durable.sync(corpus)


def remove(path: Path, *, only_partial: bool) -> bool:
    """Remove a file, or only what a stopped process has written of it; return False if that fails."""
    try:
        _partial(path).unlink(missing_ok=True)
        if not only_partial:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file has this content already."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def name(value: object) -> str:
    """Return a value of the database that is the name of a file in the corpus.

    Raises:
        ValueError: It is none; the database is damaged.

    """
    if not is_name(value):
        raise ValueError(f"{value!r} is no name of a file")
    return str(value)


def is_name(value: object) -> bool:
    """Tell whether a value of the database is the name of a file in the corpus."""
    return isinstance(value, str) and bool(value.strip(".")) and not {"/", "\0"} & set(value)


def one_of(value: object, allowed: tuple[Choice, ...]) -> Choice:
    """Return a value of the database that is one of a few.

    Raises:
        ValueError: It is none of them; the database is damaged.

    """
    for one in allowed:
        if value == one:
            return one
    raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".part")
