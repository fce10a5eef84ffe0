"""Open a PDF, or say why it cannot be read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from indexer.language.arabic_numerals import grouped
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

MOST_PAGES = 5_000
_PASSWORD, _SECURITY = 4, 5
_AGAIN = "Get the file again, or save its text as a text file."


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Give the document of a PDF's bytes, and close it.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.

    Raises:
        InputError: It is encrypted, cut off or damaged, or has no page or too many.

    """
    import pypdfium2

    if data.rfind(b"startxref") < data.rfind(b"endobj"):
        raise InputError(f"{name} is cut off: the end of the PDF is missing.", _AGAIN)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(name, getattr(error, "err_code", None)) from None
    try:
        _check(len(document), name)
        yield document
    finally:
        document.close()


def damaged(name: str, page: int) -> InputError:
    """Return the error for a page that cannot be read; pages are counted from 1."""
    return InputError(f"{name} is damaged: its page {page} cannot be read.", _AGAIN)


def _check(pages: int, name: str) -> None:
    if pages < 1:
        raise InputError(f"{name} is damaged: it has no pages.", _AGAIN)
    if pages > MOST_PAGES:
        raise InputError(
            f"{name} has {grouped(pages, 'en')} pages; no more than {grouped(MOST_PAGES, 'en')} are read.",
            "Divide it into its documents.",
        )


def _refused(name: str, code: int | None) -> InputError:
    if code == _PASSWORD:
        return InputError(
            f"{name} is encrypted: it opens with a password only.", "Save it without its password."
        )
    if code == _SECURITY:
        return InputError(
            f"{name} is encrypted in a way that is not read.", "Save it without encryption, as a new PDF."
        )
    return InputError(f"{name} is damaged: it begins like a PDF and is none.", _AGAIN)
