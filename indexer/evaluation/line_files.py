"""Read files with one record on each line; an error names the number of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def numbered(path: Path, shape: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers from 1.

    Args:
        path: The file.
        shape: Describes a line, for the error message.

    Raises:
        InputError: The file cannot be read as UTF-8.

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
    """Return the error for a line, with its number and what is wrong with it."""
    return InputError(f"{path}, line {number}: {reason}.", advice)
