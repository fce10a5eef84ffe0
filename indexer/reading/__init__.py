"""Turn a file into lines: check it, recognise its format, and read it, or refuse it with a reason.

Example:
    >>> read(Path("corpus/S-2019-986.en.txt")).lines[0].text
    'S/2019/986'

"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import structs

from indexer.model.document import Source
from indexer.model.versions import reading
from indexer.reading.base import HEAD, READERS, chosen, is_isolated
from indexer.reading.bitext.tmx import is_tmx
from indexer.reading.encodings import decode_as
from indexer.reading.files import BYTES_A_LINE, content, open_regular, oversize, too_many_lines
from indexer.reading.signatures import looks_like
from indexer.runtime.config import LARGEST
from indexer.runtime.errors import InputError

_UTF_8_MARK = b"\xef\xbb\xbf"
"""Before a text that was decoded for a reader: it tells any of them the encoding, whatever the text says."""
__all__ = ["begins_isolated", "content", "present_versions", "read", "source", "version_of"]


def read(path: Path, largest: int = LARGEST, encoding: str | None = None) -> Source:
    """Read a file of any supported format; see `base.READERS`.

    Args:
        path: The file.
        largest: The limit for the text, in bytes of UTF-8; the text may have one line for every BYTES_A_LINE
            bytes of it.
        encoding: The encoding that the user has said, for a file of text.

    Returns:
        The source: its `text` is the whole text, its `lines` are the lines that are not blank.

    Raises:
        InputError: The file is missing, not a regular file, unreadable, empty or of an unsupported format.
        OversizeError: The file is too large.

    """
    return source(path, content(path, largest), largest, encoding)


def source(path: Path, data: bytes, largest: int = LARGEST, encoding: str | None = None) -> Source:
    """Return the source of a file whose bytes have been read already; raises the same errors as `read`."""
    _refuse_bitext(data, path)
    if encoding is not None and _is_text(data):
        recoded = _UTF_8_MARK + decode_as(data, encoding, str(path)).encode("utf-8", "replace")
        found = structs.replace(
            chosen(recoded[:HEAD], path).read(recoded, path, largest),
            encoding=encoding,
            sha256=hashlib.sha256(data).hexdigest(),
        )
    else:
        found = chosen(data[:HEAD], path).read(data, path, largest)
    if _may_exceed(found.text, largest) and (size := len(found.text.encode())) > largest:
        raise oversize(str(path), size, largest)
    most = largest // BYTES_A_LINE
    if len(found.lines) > most:
        raise too_many_lines(str(path), most)
    if not found.lines:
        raise InputError(f"{path} holds no text.", "Give a file with the text of a document.")
    return found


def begins_isolated(path: Path) -> bool:
    """Tell from the first bytes of a file whether a process of its own must read it."""
    try:
        with open_regular(path) as stream:
            return is_isolated(stream.read(HEAD) or b"", path.name)
    except (OSError, ValueError, InputError):  # reading it will say why
        return False


def version_of(data: bytes, path: Path, encoding: str | None = None) -> str:
    """Return the version of what a reader makes of a file, such as `txt-1`; for arguments see `source`."""
    head = data[:HEAD]
    if encoding is not None and _is_text(head):
        head = head.decode(encoding, "replace").encode("utf-8", "replace")
    return reading(chosen(head, path).suffixes[0])


def present_versions() -> tuple[str, ...]:
    """Return the present versions of all readers."""
    return tuple(reading(reader.suffixes[0]) for reader in READERS)


def _refuse_bitext(data: bytes, path: Path) -> None:
    """Raise InputError for a bitext inside an archive or on standard input, where it cannot be divided."""
    if is_tmx(data[:HEAD]):
        raise InputError(f"{path} is a bitext, not one document.", "Save it as a file, and give that to add.")


def _is_text(data: bytes) -> bool:
    """Tell whether a file may be text in an encoding that was said: of other formats it says nothing."""
    return looks_like(data[:HEAD]) is None


def _may_exceed(text: str, largest: int) -> bool:
    """Tell whether a text must be encoded to know its size: a character has at most four bytes."""
    return 4 * len(text) > largest
