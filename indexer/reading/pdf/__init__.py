"""Read PDF files: text by its position on the page, with what its place says of it."""

from indexer.reading.pdf.reader import Pdf

__all__ = ["Pdf"]
