"""Read a file and recognise its document, for a catalog to keep both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from indexer.catalog import recognised
from indexer.indexing.accounting import account, doubts
from indexer.indexing.moved_units import moved
from indexer.model.additions import Taken
from indexer.model.document import Given
from indexer.model.stored import head_of
from indexer.names import annotate, file_names
from indexer.reading import begins_isolated, source, version_of
from indexer.reading.collecting import InputFile, content_of
from indexer.structure.assembly import structure, structured

if TYPE_CHECKING:
    from indexer.model.document import Document
    from indexer.model.holding import Holding


@dataclass(frozen=True, slots=True)
class ToPrepare:
    """A file to be read for a catalog: one that a user has named, or one of a document held.

    `kept` is the version of the reading that the catalog keeps, which is then used instead of the file.
    """

    given: Given
    file: InputFile | None = None
    held: Holding | None = None
    kept: str | None = None

    @property
    def label(self) -> str:
        """The name of the file as messages show it."""
        if self.file is not None:
            return self.file.name
        return str(self.held.path) if self.held else ""

    @property
    def size(self) -> int:
        """The size of the file in bytes, or 0 if it is not known."""
        if self.file is not None:
            return self.file.size or 0
        try:
            return self.held.path.stat().st_size if self.held else 0
        except OSError:
            return 0

    @property
    def is_read(self) -> bool:
        """Whether the bytes of the file are here already, and would be sent in vain."""
        return self.file is not None and self.file.data is not None

    @property
    def is_isolated(self) -> bool:
        """Whether a process of its own must read the file."""
        if self.file is not None:
            return self.file.isolated
        return self.kept is None and self.held is not None and begins_isolated(self.held.path)


class Prepared(Struct, frozen=True, gc=False):
    """What a catalog keeps of a file, and what is told of it.

    `content` is None for a document whose file is in the corpus already.
    """

    taken: Taken
    given: Given
    file_name: str
    sha256: str
    reading: str
    source: bytes
    document: bytes
    content: bytes | None


def prepare(job: ToPrepare, largest: int) -> Prepared:
    """Read a file, or take what the catalog keeps of it, and recognise its document.

    Args:
        job: The file and what is said of it.
        largest: The largest size of a document's text, in bytes of UTF-8.

    Raises:
        InputError: The file cannot be read as a document.

    """
    if job.file is not None:
        return _added(job.file, job.given, largest)
    if job.held is None:
        raise ValueError("A job has a file or a holding.")
    return _renewed(job.held, job.kept, largest)


def _added(file: InputFile, given: Given, largest: int) -> Prepared:
    """Prepare a file that a user has named."""
    content = content_of(file, largest)
    path = Path(file.name)
    found = source(path, content, largest, given.encoding)
    made = structured(found, given, file_names.proposed(file.file_name))
    document = annotate(made.document)
    return Prepared(
        taken=_taken(file.name, document, made.proposed),
        given=Given(
            *(document.symbol, document.language, document.edition),
            *(given.date, given.title, given.encoding),
        ),
        file_name=file.file_name,
        sha256=found.sha256,
        reading=version_of(content, path, given.encoding),
        source=recognised.packed(found),
        document=recognised.packed(document),
        content=content,
    )


def _renewed(held: Holding, kept: str | None, largest: int) -> Prepared:
    """Prepare a document that a catalog holds; its symbol, language and edition stay what they are.

    A manifest that was taken over did not tell what was given from what had been recognised: a title and a
    date that are recognised are taken as such.
    """
    said = held.given
    if kept is not None and held.number is not None:
        found, reading = recognised.source(held.corpus, held.number), kept
    else:
        content = content_of(InputFile(str(held.path), held.file, None, held.path), largest)
        found = source(held.path, content, largest, said.encoding)
        reading = version_of(content, held.path, said.encoding)
    own = Given(held.symbol, held.language, held.edition)
    document = annotate(structure(found, own))
    given = Given(
        *(held.symbol, held.language, held.edition),
        None if said.date == document.date else said.date,
        None if said.title == document.title else said.title,
        said.encoding,
    )
    document = structs.replace(
        document,
        date=given.date or document.date,
        title=given.title or document.title,
        moved=_moved(held, document),
    )
    return Prepared(
        taken=_taken(str(held.path), document, ()),
        given=given,
        file_name=held.file,
        sha256=found.sha256,
        reading=reading,
        source=recognised.packed(found),
        document=recognised.packed(document),
        content=None,
    )


def _moved(held: Holding, document: Document) -> tuple[tuple[str, str], ...]:
    """Return where the units went of what the catalog has kept of a document so far, if it kept it."""
    if held.number is None or not recognised.has(held.corpus, held.number):
        return ()
    return moved(recognised.document(held.corpus, held.number), document)


def _taken(file: str, document: Document, proposed: tuple[str, ...]) -> Taken:
    head = head_of(document)
    return Taken(
        file=file,
        symbol=document.symbol,
        language=document.language,
        edition=document.edition,
        title=document.title,
        date=document.date,
        paragraphs=head.units,
        events=head.events,
        proposed=proposed,
        doubts=tuple(doubts(account(document))),
        reissued=document.reissued,
        type=document.type,
    )
