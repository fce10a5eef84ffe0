"""Turn one file into the entries of an engine. `pipeline` does it for many files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """Read a holding into a document, with its citations and mentions.

    Args:
        holding: The file and what the manifest says of it.
        largest: The largest size of a document's text, in bytes of UTF-8.

    Raises:
        InputError: The file cannot be read.

    """
    return annotate(structure(read(holding.path, largest), holding.given))


def analyse(holding: Holding, largest: int = LARGEST) -> DocumentEntries:
    """Read a holding and make its entries; arguments and errors are those of `load`."""
    return document_entries(load(holding, largest))


def document_entries(document: Document) -> DocumentEntries:
    """Make the entries of a document."""
    made = entries(document)
    return DocumentEntries(head_of(document), made if document.coverage.total >= _MANY else tuple(made))
