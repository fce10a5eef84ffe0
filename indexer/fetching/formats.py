"""The formats that are asked for, and whether what came is a whole document in one of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.fetching.faults import FailedError, FetchError, PageError, UnfitError
from indexer.reading.signatures import looks_like

HEAD = 4096
"""How many bytes show whether a body begins like a document of a format."""
_PDF = b"%PDF-"
_PDF_BEGINS, _PDF_ENDS = 1024, 8192
"""Within how many bytes a PDF begins, and its end is marked: some programs write a little around it."""
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|script|meta|title|\?xml)\b", re.IGNORECASE)
_BARRIER = re.compile(
    rb"captcha|type=[\"']?password|log ?in\b|sign ?in\b|access denied|unusual traffic|verify you are"
    rb"|cf-challenge|just a moment",
    re.IGNORECASE,
)
_WITHIN_PAGE = 512


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents.

    `suffix` is that of its files, and `accept` its media type. `begins` tells whether the first HEAD bytes of
    a body are of this format, and `is_whole` whether a file is a whole document of it.
    """

    name: str
    suffix: str
    accept: str
    begins: Callable[[bytes], bool]
    is_whole: Callable[[Path], bool]


def _begins_pdf(head: bytes) -> bool:
    return _PDF in head[: _PDF_BEGINS + len(_PDF)]


def _is_whole_pdf(path: Path) -> bool:
    """Tell whether the end of a PDF is marked."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _PDF_ENDS))
        return b"%%EOF" in stream.read()


def _begins_zip(head: bytes) -> bool:
    return head.startswith(_ZIP)


def _is_whole_word(path: Path) -> bool:
    """Tell whether a file is a ZIP archive with the parts of a Word document."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("word/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


FORMATS = {
    "pdf": Format("PDF", ".pdf", "application/pdf", _begins_pdf, _is_whole_pdf),
    "docx": Format(
        "Word",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _begins_zip,
        _is_whole_word,
    ),
}
"""The formats that can be asked for, by the name that the address of the service has for them."""


def misfit(head: bytes, wanted: Format, url: str) -> FetchError:
    """Return the error for a body that does not begin like a document of the format.

    Args:
        head: The beginning of the body, which is not empty.
        wanted: The format that was asked for.
        url: Where the body came from.

    """
    page = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:_WITHIN_PAGE]
    if _PAGE.search(page):
        if _BARRIER.search(head):
            return FailedError(
                f"{url} gives a page that asks for a sign-in or a captcha, not a document.",
                "Open the address in a browser; save the document there and use `indexer add`.",
            )
        return PageError(
            f"{url} gives a web page, not a document.",
            "The service may not hold this symbol in this language; open the address in a browser.",
        )
    found = looks_like(head) or "something else"
    return UnfitError(
        f"{url} gives {found}, not a document in {wanted.name}.",
        f"Ask for another format with --format: {' or '.join(FORMATS)}.",
    )


def torn(wanted: Format, url: str) -> UnfitError:
    """Return the error for a file that begins like a document but is not a whole one."""
    return UnfitError(
        f"What {url} gives begins like a document in {wanted.name} but is not a whole one.",
        f"Try again later, or ask for another format with --format: {' or '.join(FORMATS)}.",
    )
