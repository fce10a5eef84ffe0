"""Read two text files whose lines are translations of each other, and a third that names their documents.

`x.en` and `x.zh` have one sentence on each line. Each line of `x.ids`, if there is such a file, begins with
the document of the sentences on the same line; it may be empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from io import BufferedReader, FileIO
from pathlib import Path

from indexer.reading.bitext.pairs import LONGEST, Pair, clean, symbol_of, too_long
from indexer.reading.files import explained, open_regular
from indexer.runtime.errors import InputError

ENDINGS = (".en", ".zh")
IDS = ".ids"
_MARK = b"\xef\xbb\xbf"
_LONGEST_LINE = 4 * LONGEST
_TOGETHER = (
    "Their lines do not belong together: give files with as many lines each. Two documents end in .txt."
)


def files_of(path: Path) -> tuple[Path, Path, Path | None] | None:
    """Return the English file, the Chinese file, and that of the names, if a file is one of such a group."""
    if path.suffix not in (*ENDINGS, IDS):
        return None
    english, chinese, ids = (path.with_suffix(ending) for ending in (*ENDINGS, IDS))
    if not (english.is_file() and chinese.is_file()):
        return None
    return english, chinese, ids if ids.is_file() else None


def pairs(english: Path, chinese: Path, ids: Path | None) -> Iterator[Pair]:
    """Yield the pairs of sentences, line by line; lines that are empty in both files are passed over.

    Raises:
        InputError: A file cannot be read, is not in UTF-8, has a line that is too long, or has fewer lines
            than another.

    """
    paths = [english, chinese, *([ids] if ids else [])]
    with ExitStack() as opened:
        readers = [_lines(opened, path) for path in paths]
        number = 0
        while True:
            number += 1
            lines = [next(reader, None) for reader in readers]
            if None in lines:
                break
            en, zh, *name = map(str, lines)
            if en or zh:
                yield Pair(zh, en, _symbol(name[0]) if name else "")
        if any(line is not None for line in lines):
            ended, longer = (
                next(path for path, line in zip(paths, lines, strict=True) if (line is None) is end)
                for end in (True, False)
            )
            raise InputError(f"{ended} ends before line {number:,}, and {longer} has that line.", _TOGETHER)


def _symbol(line: str) -> str:
    return symbol_of(line) or symbol_of(line.partition(" ")[0])


def _lines(opened: ExitStack, path: Path) -> Iterator[str]:
    """Yield the lines of a file."""
    with explained(path):
        stream = opened.enter_context(BufferedReader(open_regular(path)))
    number = 0
    while line := _line(stream, path):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise too_long(str(path), f"line {number:,}")
        try:
            text = line.removeprefix(_MARK if number == 1 else b"").decode()
        except UnicodeDecodeError:
            raise InputError(
                f"Line {number:,} of {path} is not in UTF-8.", "Save the bitext in UTF-8."
            ) from None
        if len(text) > LONGEST + 2:
            raise too_long(str(path), f"line {number:,}")
        yield clean(text)


def _line(stream: BufferedReader[FileIO], path: Path) -> bytes:
    with explained(path):
        return stream.readline(_LONGEST_LINE + 1)
