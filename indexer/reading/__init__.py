"""A file becomes lines: found, decoded and cut, or refused with a reason and a next step."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.errors import InputError
from indexer.model import Source
from indexer.reading.encodings import decode
from indexer.reading.lines import split

__all__ = ["read"]


def read(path: Path) -> Source:
    """Read a text file in UTF-8, UTF-16 with a byte order mark, or GB18030.

    `Source.text` is the whole decoded text, without the byte order mark; `Source.lines` are its lines that
    are not blank. Raises InputError for a file that is missing, a directory, unreadable, empty, binary or
    in another encoding.
    """
    data = _bytes(path)
    text, encoding = decode(data, str(path))
    lines = split(text)
    if not lines:
        raise InputError(f"{path} holds no text.", "Give a file with the text of a document.")
    return Source(
        name=path.name, encoding=encoding, sha256=hashlib.sha256(data).hexdigest(), text=text, lines=lines
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the path.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a directory.", "Name the files in it.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by this user.", "Change its permissions.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Check the path.") from None
