"""The registry of readers: one reader for each format, chosen by a file's content and not by its suffix."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Protocol

from indexer.model.document import Source
from indexer.model.messages import Bilingual
from indexer.reading.bitext.excerpt_file import ExcerptFile
from indexer.reading.docx import Docx
from indexer.reading.html import Html
from indexer.reading.pdf import Pdf
from indexer.reading.plain_text import PlainText
from indexer.reading.signatures import signature
from indexer.runtime.errors import InputError

HEAD = 4096
"""How many bytes from the start of a file are used to choose its reader."""


class Reader(Protocol):
    """Reads the files of one format.

    If a format knows more about a line than its text, that goes into fields of `Line`. Each such field has a
    default for the formats that do not know it.
    """

    @property
    def name(self) -> Bilingual:
        """The name of the format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The usual suffixes of the format, for messages; files are recognised by their content.

        The first one names the format in `model.versions.READINGS`, when what `read` makes has changed.
        """

    @property
    def isolated(self) -> bool:
        """Whether files are read in a process of their own, since a native library may crash on one."""

    def accepts(self, head: bytes, name: str, /) -> bool:
        """Tell whether a file is of this format.

        Args:
            head: The first bytes of the file, at most HEAD of them.
            name: The file's name, which may decide between formats that begin alike.

        """

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        """Return the text and the lines of a file.

        Args:
            data: The bytes of the file.
            path: The path of the file, for messages and for `Source.name`; it is not opened.
            largest: The limit for the text of a document, in bytes of UTF-8; the reader may stop beyond it.

        Raises:
            InputError: The file cannot be read; the error gives the reason and a next step.

        """


READERS: tuple[Reader, ...] = (
    ExcerptFile(),
    # The first reader that accepts a file reads it. Plain text accepts all the rest, so it comes last.
    Pdf(),
    Docx(),
    Html(),
    PlainText(),
)


def is_isolated(head: bytes, name: str) -> bool:
    """Tell whether a file is read in a process of its own; False for one that no reader accepts.

    Args:
        head: The first bytes of the file, at most HEAD of them.
        name: Its name.

    """
    return next((reader.isolated for reader in READERS if reader.accepts(head, name)), False)


def chosen(head: bytes, path: Path) -> Reader:
    """Return the reader for a file.

    Args:
        head: The first bytes of the file, at most HEAD of them.
        path: The path of the file.

    Raises:
        InputError: No reader accepts the file.

    """
    for reader in READERS:
        if reader.accepts(head, path.name):
            return reader
    raise _refusal(head, path)


def _refusal(head: bytes, path: Path) -> InputError:
    """Return the error for a file that no reader accepts: what it looks like, what to do, what is read."""
    formats = "; ".join(f"{reader.name.en} ({', '.join(reader.suffixes)})" for reader in READERS)
    read = f"Formats that are read: {formats}."
    if found := signature(head):
        advice = found.advice.format(file=quote(str(path)))
        return InputError(
            f"{path} looks like {found.name}, which is not read.", f"{advice.rstrip('.')}. {read}"
        )
    return InputError(
        f"{path} is not a text file: it holds binary data, and no format that is known.",
        f"Save the document as a text file in UTF-8 and give that. {read}",
    )
