"""Read a glossary in both languages: a table (CSV) or TBX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.reading.files import content
from indexer.reading.glossaries import tables, tbx
from indexer.reading.glossaries.rows import Rows, Terms
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 32 << 20
"""The largest size of a glossary, in bytes."""


def read(path: Path, encoding: str | None = None) -> Terms:
    """Read the terms of a glossary.

    Args:
        path: The file.
        encoding: The encoding of a table, as `encodings.known` returns it, where it is not certain.

    Raises:
        InputError: The file cannot be read, is neither a table nor TBX, or has no pair of terms.
        OversizeError: It is too large.

    """
    data = content(path, LARGEST)
    rows = Rows()
    if tbx.is_tbx(data):
        tbx.read(data, str(path), rows)
    else:
        tables.read(data, str(path), encoding, rows)
    found = rows.terms()
    if not found.pairs:
        why = f" {found.skipped[0].reason}" if found.skipped else ""
        raise InputError(
            f"{path} has no pair of an English and a Chinese term.{why}",
            "Give a table with the columns en and zh, or TBX with terms in both languages.",
        )
    return found
