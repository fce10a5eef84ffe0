"""Files of one record a line: read whole, or refused with the number of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def numbered(path: Path, shape: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, numbered from 1; `shape` tells what should stand in a line.

    Raises InputError where the file cannot be read as UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {reason}.", f"Give a UTF-8 file of {shape}.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def refusal(path: Path, number: int, reason: str, advice: str) -> InputError:
    """Return the error that names a line and what is wrong with it."""
    return InputError(f"{path}, line {number}: {reason}.", advice)
