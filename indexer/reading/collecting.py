"""Turn what a user names on the command line into the files to read: files, folders, ZIP archives, `-`.

Files are found one after the other, as they are asked for, so that a folder or an archive may hold any number
of them. What cannot be read becomes a refusal, and the rest goes on.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from indexer.model.additions import Refused
from indexer.names import file_names
from indexer.reading import archives
from indexer.reading.base import HEAD, is_isolated
from indexer.reading.bitext import grouping, moses, tmx
from indexer.reading.bitext.excerpt_file import ENDING
from indexer.reading.files import content, explained, open_regular, read_within, refuse_irregular
from indexer.runtime.errors import InputError

STDIN = Path("-")
STDIN_NAME = "standard input"
_TMX_HEAD = 4096
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOT_DOCUMENTS = {
    *("thumbs.db", "desktop.ini", "__macosx"),  # of Windows and macOS
}
"""Names, in lower case, that are passed over in folders and archives, as hidden ones are."""
_OF_A_CORPUS = ("manifest.toml", "catalog.sqlite")
"""How names begin, in lower case, of what a corpus has beside its documents."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read; it is cheap to send to another process, except for standard input.

    `name` is its name as messages show it, and `file_name` the last part of that. `size` is how many bytes it
    is said to have. `path` is the file itself, or the archive of which it is a member, and `member` the
    number of that. `data` is what was read already, from standard input. `isolated` tells whether a process
    of its own must read it. `pairs` is how many pairs of sentences without a document it has, for the lexicon
    only; 0 for a document.
    """

    name: str
    file_name: str
    size: int | None
    path: Path
    member: int | None = None
    data: bytes | None = None
    isolated: bool = False
    pairs: int = 0


def collect(
    paths: Iterable[Path], stdin: BinaryIO | None, largest: int, symbol: str = ""
) -> Iterator[InputFile | Refused]:
    """Yield the files that the paths name, each once, and a refusal for whatever cannot be read.

    Of a folder these are all files in it and below, by name. Hidden files, and those that systems and Office
    programs leave in folders, are passed over. Of a ZIP archive they are its members. Of a bitext they are
    the sentences of each document in each language, and the pairs of which no document is known.

    Args:
        paths: Files, folders and archives; `-` stands for standard input.
        stdin: Standard input; None if it is closed.
        largest: The limit for the text of a document, in bytes of UTF-8.
        symbol: The document of a bitext that does not name it.

    """
    collection = _Collection(stdin, largest, symbol)
    for path in paths:
        yield from collection.read_stdin() if path == STDIN else collection.found(path)


def content_of(file: InputFile, largest: int) -> bytes:
    """Return the bytes of a file that `collect` found.

    Raises:
        InputError: The file is missing, not a regular file, unreadable, damaged, or an archive in an archive.
        OversizeError: The file is too large.

    """
    if file.data is not None:
        return file.data
    if file.member is None:
        return content(file.path, largest)
    if grouping.is_group(file.path):
        return grouping.content(file.path, file.member, file.name, largest)
    return archives.content(file.path, file.member, file.name, largest)


def release() -> None:
    """Close the archive that is kept open for the next member, and remove what bitexts were sorted into."""
    archives.close()
    grouping.release()


@dataclass(slots=True)
class _Collection:
    """What was found so far: each file and folder by its device and its number there."""

    stdin: BinaryIO | None
    largest: int
    symbol: str
    stdin_read: bool = False
    seen: set[tuple[int, int]] = field(default_factory=set)

    def read_stdin(self) -> Iterator[InputFile | Refused]:
        """Yield standard input, which can be read only once."""
        if self.stdin_read:
            yield Refused(STDIN_NAME, "Standard input, -, was named twice.", "Name it once.")
            return
        self.stdin_read = True
        try:
            data = self._stdin_content()
        except InputError as error:
            yield _refused(STDIN_NAME, error)
            return
        isolated = is_isolated(data[:HEAD], STDIN_NAME)
        yield InputFile(STDIN_NAME, STDIN_NAME, len(data), STDIN, data=data, isolated=isolated)

    def _stdin_content(self) -> bytes:
        if self.stdin is None:
            raise InputError("Standard input is closed.", "Name a file.")
        with explained(Path(STDIN_NAME)):
            data = read_within(self.stdin, STDIN_NAME, self.largest)
        if archives.is_archive(data):
            raise InputError(f"{STDIN_NAME} is an archive.".capitalize(), "Save it as a file, and name that.")
        return data

    def found(self, path: Path) -> Iterator[InputFile | Refused]:
        """Yield the files that a path names; of a folder, those in it and below."""
        try:
            status = _status(path)
        except InputError as error:
            yield _refused(_printable(path), error)
            return
        if not self._is_new(status):
            return
        if not stat.S_ISDIR(status.st_mode):
            yield from self._file(path, status)
            return
        empty = True
        for one in self._below(path):
            empty = False
            if one:
                yield one
        if empty:
            yield Refused(
                _printable(path),
                f"{_printable(path)} holds no files.",
                "Name a folder that holds documents.",
            )

    def _below(self, folder: Path) -> Iterator[InputFile | Refused | None]:
        """Yield the files in a folder and below; None for what was found before.

        Folders may lie in one another more deeply than functions may call one another.
        """
        waiting = [_listed(folder)]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif isinstance(one, Refused):
                yield one
            else:
                path, status = one
                if not self._is_new(status):
                    yield None
                elif stat.S_ISDIR(status.st_mode):
                    waiting.append(_listed(path))
                else:
                    yield from self._file(path, status)

    def _file(self, path: Path, status: os.stat_result) -> Iterator[InputFile | Refused]:
        """Yield a file, or the members of an archive."""
        name = _printable(path)
        try:
            if bitext := self._bitext(path):
                yield from bitext
                return
            archive, head = _archive(path, status)
        except InputError as error:
            yield _refused(name, error)
            return
        if archive:
            yield from _members(path, archive)
        else:
            isolated = is_isolated(head, path.name)
            yield InputFile(name, _printable(path.name), status.st_size, path, isolated=isolated)

    def _bitext(self, path: Path) -> list[InputFile] | None:
        """Return the documents of a bitext if a file is one; the other files of it are then known."""
        if group := moses.files_of(path):
            english, chinese, ids = group
            for one in filter(None, group):
                self._is_new(_status(one))
            found = moses.pairs(english, chinese, ids)
            path = english
        elif _is_tmx(path):
            found = tmx.pairs(path)
        else:
            return None
        symbol = self.symbol or file_names.proposed(path.name).symbol or ""
        return _documents(path, grouping.grouped(found, symbol))

    def _is_new(self, status: os.stat_result) -> bool:
        """Tell whether a file or folder was not found before; links may lead to it again, and in circles."""
        key = status.st_dev, status.st_ino
        new = key not in self.seen
        self.seen.add(key)
        return new


def _listed(folder: Path) -> Iterator[tuple[Path, os.stat_result] | Refused]:
    """Yield what is in a folder, by name."""
    try:
        with explained(folder):
            names = sorted(filter(_is_shown, os.listdir(folder)))  # noqa: PTH208 - paths take more memory
    except InputError as error:
        yield _refused(_printable(folder), error)
        return
    for name in names:
        path = folder / name
        try:
            yield path, _status(path)
        except InputError as error:
            yield _refused(_printable(path), error)


def _archive(path: Path, status: os.stat_result) -> tuple[archives.Archive | None, bytes]:
    """Return the archive of several files that a file is, if it is one, and the first bytes of the file."""
    with explained(path):
        refuse_irregular(path, status.st_mode)
        with open_regular(path) as stream:
            head = stream.read(HEAD) or b""
    if not head.startswith(archives.HEADS):
        return None, head
    archive = archives.opened(path)
    return (None if archive.is_office else archive), head


def _is_tmx(path: Path) -> bool:
    with explained(path), open_regular(path) as stream:
        return tmx.is_tmx(stream.read(_TMX_HEAD))


def _documents(path: Path, sorted_into: Path) -> list[InputFile]:
    """Return the documents of a bitext; those that have no symbol are one file, of pairs for the lexicon."""
    found: list[InputFile] = []
    pairs = 0
    for group in grouping.groups(sorted_into):
        if not group.symbol:
            pairs = pairs or sum(1 for _ in grouping.unplaced(sorted_into))
            continue
        stem = f"{group.symbol.replace('/', '-')}.{group.language}{ENDING}"
        name = f"{_printable(path)} ({stem})"
        found.append(InputFile(name, stem, group.size, sorted_into, grouping.member(group)))
    if pairs:
        found.append(InputFile(_printable(path), _printable(path.name), None, sorted_into, pairs=pairs))
    if not found:
        raise InputError(
            f"{_printable(path)} is a bitext without pairs in Chinese and English.",
            "Give one that has sentences in both languages.",
        )
    return found


def _members(path: Path, archive: archives.Archive) -> Iterator[InputFile | Refused]:
    """Yield the members of an archive, in its order; by the next one it may have been closed."""
    empty, shown = True, _printable(path)
    for number, member in enumerate(archive.members):
        parts = archives.parts_of(member)
        if archives.is_folder(member) or not all(map(_is_shown, parts)):
            continue
        empty = False
        name = "/".join((shown, *parts))
        try:
            archives.refuse(name, member)
        except InputError as error:
            yield _refused(name, error)
        else:
            isolated = is_isolated(archives.head(path, number, HEAD), name)
            yield InputFile(name, parts[-1], member.file_size, path, number, isolated=isolated)
    if empty:
        yield Refused(shown, f"{shown} holds no files.", "Name an archive that holds documents.")


def _status(path: Path) -> os.stat_result:
    with explained(path):
        return path.stat()


def _is_shown(name: str) -> bool:
    """Tell whether a name in a folder or an archive may be that of a document, or of a folder of them."""
    hidden = name.startswith(".") and name != ".."
    lower = name.lower()
    return not (hidden or name.startswith("~$") or lower in _NOT_DOCUMENTS or lower.startswith(_OF_A_CORPUS))


def _printable(name: str | Path) -> str:
    """Return a name as it can be printed, whatever bytes it has."""
    text = str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _CONTROLS.sub("\ufffd", text)


def _refused(name: str, error: InputError) -> Refused:
    return Refused(name, error.message, error.advice)
