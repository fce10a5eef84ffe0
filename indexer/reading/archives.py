"""Read the members of ZIP archives, one by one, without unpacking them anywhere.

Nothing that an archive says of itself is believed: names are only shown, and a member is read no further than
a document may be long, whatever size is declared for it.
"""

from __future__ import annotations

import atexit
import os
import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from indexer.reading.encodings import is_plausible
from indexer.reading.files import explained, open_regular, read_within
from indexer.runtime.errors import InputError

HEADS = (b"PK\x03\x04", b"PK\x05\x06")
"""How a ZIP archive begins, with members and without."""
_OFFICE = ("[Content_Types].xml", "mimetype")
"""Members that only files of Office programs and EPUB books have; such a file is one document."""
_UTF_8 = 0x800
_ENCRYPTED = 0x1
_UNIX = 3
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNPACK = "Unpack it, and give its files."
_DAMAGE = (BadZipFile, zlib.error, EOFError, struct.error, ValueError, RuntimeError, OverflowError, OSError)
"""What zipfile raises where an archive is damaged or made to do harm."""


class Archive:
    """A ZIP archive that is open; `stamp` tells it from what may later have the same path."""

    def __init__(self, path: Path) -> None:
        with explained(path):
            stream = BufferedReader(open_regular(path))
        try:
            self.stamp = _stamp(os.fstat(stream.fileno()))
            with _damage_told(str(path)):
                self.zip = ZipFile(stream)
        except BaseException:
            stream.close()
            raise
        self._stream = stream

    @property
    def members(self) -> Sequence[ZipInfo]:
        """All members, folders included, in the order of the archive."""
        return self.zip.filelist

    @property
    def is_office(self) -> bool:
        """Tell whether this is a DOCX, an ODT or the like, and so one document."""
        return _is_office(self.zip)

    def close(self) -> None:
        """Close the file."""
        self.zip.close()
        self._stream.close()


class _Kept:
    """The archive that this process used last, still open: the next member is mostly in the same."""

    archive: Archive | None = None


def opened(path: Path) -> Archive:
    """Return an archive, which stays open until another is asked for or `close` is called.

    Raises:
        InputError: The file is missing, unreadable or damaged.

    """
    with explained(path):
        stamp = _stamp(path.stat())
    if _Kept.archive is None or _Kept.archive.stamp != stamp:
        close()
        _Kept.archive = Archive(path)
    return _Kept.archive


@atexit.register
def close() -> None:
    """Close the archive that was used last."""
    if _Kept.archive:
        _Kept.archive.close()
        _Kept.archive = None


def content(path: Path, number: int, name: str, largest: int) -> bytes:
    """Return the bytes of a member.

    Args:
        path: The archive.
        number: Which of its members is meant, from 0.
        name: The name of the member, as messages show it; it ends with what `parts_of` gives.
        largest: The limit for its text, in bytes of UTF-8.

    Raises:
        InputError: The archive or the member is damaged, is no longer there, or is an archive itself.
        OversizeError: The member is too large; at most one byte beyond the limit has been unpacked.

    """
    archive = opened(path)
    if number >= len(archive.members) or not name.endswith("/".join(parts_of(archive.members[number]))):
        raise InputError(f"{name} is no longer in its archive, which has changed.", "Give the archive again.")
    member = archive.members[number]
    refuse(name, member)
    with _damage_told(name), archive.zip.open(member) as stream:
        data = read_within(stream, name, largest, member.file_size)
    if is_archive(data):
        raise _nested(name)
    return data


def head(path: Path, number: int, size: int) -> bytes:
    """Return the first bytes of a member, none if it is damaged; for the arguments see `content`.

    Args:
        path: The archive.
        number: Which of its members is meant, from 0.
        size: How many bytes are wanted.

    """
    archive = opened(path)
    try:
        with archive.zip.open(archive.members[number]) as stream:
            return stream.read(size)
    except _DAMAGE:
        return b""


def refuse(name: str, member: ZipInfo) -> None:
    """Raise InputError if what the archive says of a member is enough to know that it cannot be read.

    Args:
        name: The name of the member, for messages.
        member: The member.

    """
    if member.flag_bits & _ENCRYPTED:
        raise InputError(f"{name} is encrypted.", "Unpack the archive with its password, and give its files.")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        method = _METHODS.get(member.compress_type, "a method of its own")
        raise InputError(f"{name} is packed with {method}, which is not read.", _UNPACK)
    if member.create_system == _UNIX and stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(f"{name} is a symbolic link, not a file.", "Give the file to which it leads.")
    if name.lower().endswith(".zip"):
        raise _nested(name)


def parts_of(member: ZipInfo) -> tuple[str, ...]:
    """Return the folders and the name of a member, as they can be shown."""
    name = _decoded(member).partition("\0")[0].replace("\\", "/")
    parts = (_CONTROLS.sub("\ufffd", part) for part in name.split("/"))
    return tuple(part for part in parts if part not in ("", ".")) or ("unnamed",)


def is_folder(member: ZipInfo) -> bool:
    """Tell whether a member is a folder; it has no text of its own."""
    return _decoded(member).endswith(("/", "\\"))


def is_archive(data: bytes) -> bool:
    """Tell whether these are the bytes of a ZIP archive of several files."""
    if not data.startswith(HEADS):
        return False
    try:
        with ZipFile(BytesIO(data)) as found:
            return not _is_office(found)
    except _DAMAGE:
        return False


def _is_office(archive: ZipFile) -> bool:
    return any(name in archive.NameToInfo for name in _OFFICE)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    """Return what tells a file from others.

    A forked process must open it anew: it would share with its parent the position in what is open.
    """
    return os.getpid(), status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Raise an InputError that names an archive or a member where it cannot be unpacked."""
    try:
        yield
    except _DAMAGE as error:
        reason = "it ends too early" if isinstance(error, EOFError) else str(error).rstrip(".")
        raise InputError(
            f"{name} is damaged: {_CONTROLS.sub(chr(0xFFFD), reason)}.",
            "Fetch it again, or unpack the archive and give the files in it.",
        ) from None


def _nested(name: str) -> InputError:
    return InputError(f"{name} is an archive inside an archive.", _UNPACK)


def _decoded(member: ZipInfo) -> str:
    """Return the name of a member.

    Only the newer archives say that a name is in UTF-8. Older programs wrote it in the encoding of their
    machine, which in China is GBK. zipfile then takes it for code page 437, which has a character for each
    byte.
    """
    name = member.orig_filename
    if name.isascii() or member.flag_bits & _UTF_8:
        return name
    data = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or is_plausible(text):
            return text
    return name
