"""Read a glossary that is a table: CSV with commas, semicolons, tabs or bars, in any usual encoding.

The columns are told by their heads (`en` and `zh`, or the names of the languages). A table without such heads
must have two columns, of which the one with Han characters is the Chinese one.
"""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from indexer.reading import encodings
from indexer.reading.bitext.pairs import language_of
from indexer.reading.glossaries.rows import is_chinese
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.model.document import Language
    from indexer.reading.glossaries.rows import Rows

_DELIMITERS = ",\t;|"
_SAMPLE = 50
"""Rows by which the delimiter and the order of the columns are told."""
_NAMES: dict[str, Language] = {
    **dict.fromkeys(("english", "英文", "英语"), "en"),
    **dict.fromkeys(("chinese", "中文", "汉语", "汉文"), "zh"),
}  # fmt: skip
_SAVE = "Save it as CSV in UTF-8, with the columns en and zh."

Row = tuple[int, list[str]]


def read(data: bytes, name: str, encoding: str | None, rows: Rows) -> None:
    """Read a table.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.
        encoding: Its encoding, where it is not certain.
        rows: Takes its rows.

    Raises:
        InputError: It is no table with an English and a Chinese column.

    """
    text = encodings.decode_as(data, encoding, name) if encoding else encodings.decode(data, name)[0]
    delimiter = _delimiter(text)
    sample = list(islice(_rows(text, delimiter, name), _SAMPLE))
    english, chinese, headed = _columns(sample, name)
    for line, cells in islice(_rows(text, delimiter, name), int(headed), None):
        one, other = (cells[at] if at < len(cells) else "" for at in (english, chinese))
        rows.take(line, one, other, name)


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    """Yield the rows that are not empty, each with the number of its last line."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from ((reader.line_num, cells) for cells in reader if any(map(str.strip, cells)))
    except csv.Error as error:
        raise InputError(f"{name} is no table: {error}, in line {reader.line_num:,}.", _SAVE) from None


def _delimiter(text: str) -> str:
    """Return the sign that stands in most of the first lines."""
    lines = [line for line in text[: 1 << 16].split("\n")[:_SAMPLE] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: sum(sign in line for line in lines))


def _columns(sample: Sequence[Row], name: str) -> tuple[int, int, bool]:
    """Return the places of the English and of the Chinese column, and whether the first row names them."""
    heads = [_language(cell) for cell in sample[0][1]] if sample else []
    if "en" in heads and "zh" in heads:
        return heads.index("en"), heads.index("zh"), True
    widths = {len(cells) for _, cells in sample}
    if widths != {2}:
        raise InputError(
            f"{name} does not tell which of its columns are English and Chinese.",
            "Give it a first row that names them en and zh.",
        )
    first, second = (sum(is_chinese(cells[at]) for _, cells in sample) for at in (0, 1))
    return (1, 0, False) if first > second else (0, 1, False)


def _language(head: str) -> Language | None:
    bare = head.strip().lower()
    return _NAMES.get(bare) or language_of(bare)
