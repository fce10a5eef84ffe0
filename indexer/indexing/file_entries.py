"""Turn one file into the entries of an engine. `pipeline` does it for many files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.catalog import recognised
from indexer.indexing.entries import entries
from indexer.model.stored import head_of
from indexer.names import annotate
from indexer.reading import read
from indexer.runtime.config import LARGEST
from indexer.structure.assembly import structure

if TYPE_CHECKING:
    from indexer.engines.base import Entry
    from indexer.model.document import Document
    from indexer.model.holding import Holding
    from indexer.model.stored import Head

_MANY = 1 << 18
"""The size of a large document, in characters without blanks: its entries are made one at a time."""


@dataclass(frozen=True, slots=True)
class DocumentEntries:
    """The entries of one document: first that of its head, then those of its units.

    The entries of a large document are made while they are iterated over, which is possible only once.
    """

    head: Head
    entries: Iterable[Entry]


def load(holding: Holding, largest: int = LARGEST) -> Document:
    """Read the file of a holding into a document, with its citations and mentions.

    Args:
        holding: The file and what the manifest says of it.
        largest: The largest size of a document's text, in bytes of UTF-8.

    Raises:
        InputError: The file cannot be read.

    """
    return annotate(structure(read(holding.path, largest, holding.given.encoding), holding.given))


def recognise(holding: Holding, largest: int = LARGEST) -> Document:
    """Recognise a document anew, in what its catalog keeps of the file, or else in the file; see `load`."""
    if holding.number is None or not recognised.has(holding.corpus, holding.number):
        return load(holding, largest)
    return annotate(structure(recognised.source(holding.corpus, holding.number), holding.given))


def analyse(holding: Holding, largest: int = LARGEST) -> DocumentEntries:
    """Make the entries of a holding, of what its catalog keeps, or else of its file.

    Arguments and errors are those of `load`.
    """
    if holding.number is None:
        return document_entries(load(holding, largest), holding.origin)
    return document_entries(recognised.document(holding.corpus, holding.number), holding.origin)


def document_entries(document: Document, origin: str = "") -> DocumentEntries:
    """Make the entries of a document; `origin` is that of its holding."""
    made = entries(document, origin)
    return DocumentEntries(head_of(document), made if document.coverage.total >= _MANY else tuple(made))
