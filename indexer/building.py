"""Writing to a library: making its index from the record, adding documents to both, removing them from both.

The order of `add` and `remove`, so that a crash at any moment leaves the state before or after: the new
manifest is staged beside the old one, the index is committed with the digest of the record to come, the
staged manifest takes the old one's place. `freshness.mend` finishes the last step where it was cut off.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from indexer import holdings
from indexer.engines.base import Changes
from indexer.entries import entries
from indexer.errors import BusyError, ConfigError, IndexUnusableError, InputError, NotFoundError
from indexer.freshness import load_mark, mark, mend
from indexer.holdings import MANIFEST, RANKS, STAGED, Holding
from indexer.model import Given
from indexer.names import annotate, symbols
from indexer.reading import read
from indexer.record import Head, head_of
from indexer.structure.assembly import structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from indexer.config import LibraryConfig
    from indexer.engines.base import Engine, Entry
    from indexer.model import Document, Language, Source

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
"""What endings of names are kept when files are copied."""


def load(holding: Holding) -> Document:
    """Read a holding into a document. Raises InputError where its file cannot be read."""
    return annotate(structure(read(holding.path), holding.given))


def build(config: LibraryConfig, engine: Engine) -> tuple[Head, ...]:
    """Make the index anew from all corpora; the old one serves until the new one is whole.

    Returns the heads of the documents indexed. Raises InputError, ConfigError, BusyError.
    """
    with writing(config):
        return _rebuild(config, engine)


def _rebuild(config: LibraryConfig, engine: Engine) -> tuple[Head, ...]:
    """Read document by document: a library need not fit into memory."""
    heads: list[Head] = []

    def documents() -> Iterator[Document]:
        for holding in holdings.shown(holdings.read_all(config.corpora)):
            document = load(holding)
            heads.append(head_of(document))
            yield document

    record = holdings.digest(config.corpora)
    engine.write(Changes(_all_entries(documents()), mark=mark(record).dump(), fresh=True))
    return tuple(heads)


def add(config: LibraryConfig, engine: Engine, paths: Sequence[Path], given: Given) -> tuple[Document, ...]:
    """Add files to the last corpus and to the index, all or none; each replaces the same edition of itself.

    Raises InputError where a file cannot be read as a document, before anything is changed.
    """
    with writing(config):
        corpus = config.corpora[-1]
        files = tuple(map(_read, paths))
        documents = tuple(annotate(structure(file.source, given)) for file in files)
        _refuse_doubles(documents, paths)
        added = tuple(_name(corpus, file, document) for file, document in zip(files, documents, strict=True))
        replaced = {(holding.key, holding.edition) for holding in added}
        _refresh(config, engine)
        kept = [one for one in holdings.read(corpus) if (one.key, one.edition) not in replaced]
        with _changing(config, engine, added):
            corpus.mkdir(parents=True, exist_ok=True)
            for file, holding in zip(files, added, strict=True):
                if not holding.path.exists():
                    holdings.put(holding.path, file.content)
            _commit(config, engine, (*kept, *added), {holding.key for holding in added})
        return documents


def remove(
    config: LibraryConfig, engine: Engine, symbol: str, chosen: Language | None
) -> tuple[Holding, ...]:
    """Remove a document from the last corpus and from the index; a lower edition of it is shown again.

    Returns what was removed. Raises NotFoundError where the last corpus does not hold it.
    """
    with writing(config):
        corpus = config.corpora[-1]
        _refresh(config, engine)
        held = holdings.read(corpus)
        gone = _highest([one for one in held if one.symbol == symbol and chosen in (None, one.language)])
        if not gone:
            raise _not_removable(config, symbol, corpus)
        with _changing(config, engine):
            _commit(config, engine, [one for one in held if one not in gone], {one.key for one in gone})
        return gone


@contextmanager
def writing(config: LibraryConfig) -> Iterator[None]:
    """Hold the library's lock. Raises BusyError while another process holds it."""
    with _lock_file(config.index) as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                "Another process is writing to this library.", "Wait until it has finished and try again."
            ) from error
        yield


def _lock_file(index: Path) -> IO[str]:
    try:
        index.mkdir(parents=True, exist_ok=True)
        return (index / "lock").open("a")
    except OSError as error:
        raise IndexUnusableError(
            f"The index in {index} cannot be written: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk, or name another in config.toml.",
        ) from error


@contextmanager
def _changing(config: LibraryConfig, engine: Engine, added: tuple[Holding, ...] = ()) -> Iterator[None]:
    """Leave the last corpus as it was when a change fails. Raises ConfigError where the disk refuses."""
    try:
        yield
    except OSError as error:
        _abandon(config, engine, added)
        raise ConfigError(
            f"{config.corpora[-1]} cannot be written: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk; nothing has been changed.",
        ) from error
    except BaseException:
        _abandon(config, engine, added)
        raise


def _abandon(config: LibraryConfig, engine: Engine, added: tuple[Holding, ...]) -> None:
    """Remove what was staged, unless the index stands for it already: then `mend` finishes the change."""
    corpus = config.corpora[-1]
    found = load_mark(engine.open() or "")
    if found and (corpus / STAGED).exists() and holdings.digest(config.corpora, corpus) == found.record:
        return
    with suppress(OSError):  # litter that cannot be removed does no harm
        (corpus / STAGED).unlink(missing_ok=True)
        named = {one.file for one in holdings.read(corpus)}
        for holding in added:
            if holding.file not in named:
                holding.path.unlink(missing_ok=True)


def _all_entries(documents: Iterable[Document]) -> Iterator[Entry]:
    for document in documents:
        yield from entries(document)


def _commit(
    config: LibraryConfig, engine: Engine, held: Sequence[Holding], touched: set[tuple[str, Language]]
) -> None:
    """Make the last corpus hold `held`, and the index show it; `touched` are the versions that may change."""
    corpus = config.corpora[-1]
    before = holdings.read(corpus)
    holdings.write(corpus / STAGED, held)
    others = holdings.read_all(config.corpora[:-1])
    shown = [one for one in holdings.shown((*others, *held)) if one.key in touched]
    gone = tuple(f"{symbol}:{tongue}" for symbol, tongue in touched)
    record = holdings.digest(config.corpora, corpus)
    engine.write(Changes(_all_entries(map(load, shown)), gone, mark(record).dump()))
    (corpus / STAGED).replace(corpus / MANIFEST)
    kept = {one.file for one in held}
    for holding in before:
        if holding.file not in kept:
            with suppress(OSError):  # no manifest names it any more
                holding.path.unlink(missing_ok=True)


def _refresh(config: LibraryConfig, engine: Engine) -> None:
    """Make the index anew, before it is changed, where it does not stand for the present record."""
    found = load_mark(engine.open() or "")
    if found is None or found != mark(found.record) or not mend(config, found.record):
        _rebuild(config, engine)


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be added: what it holds, and that as lines."""

    content: bytes
    source: Source


def _read(path: Path) -> _File:
    """Read a file once as lines and once as it is. Raises InputError where the two differ, as in a pipe."""
    source = read(path)
    with suppress(OSError):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == source.sha256:
            return _File(content, source)
    raise InputError(f"{path} changed while it was read.", "Save it as a file, and give that.")


def _name(corpus: Path, file: _File, document: Document) -> Holding:
    """Give a file a name of its own in the corpus, which no manifest in force has for anything else."""
    stem = document.symbol.replace("/", "-").replace("(", "-").replace(")", "")
    ending = SUFFIX.search(file.source.name)
    name = f"{stem}.{document.language}.{file.source.sha256[:12]}{ending[0] if ending else '.txt'}"
    given = Given(document.symbol, document.language, document.edition, document.date, document.title)
    return Holding(corpus, name, document.symbol, document.language, document.edition, given)


def _refuse_doubles(documents: Sequence[Document], paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for document, path in zip(documents, paths, strict=True):
        if document.key in seen:
            raise InputError(
                f"{seen[document.key]} and {path} are both {document.symbol} in {document.language}.",
                "Add one of them, or say with --symbol and --language which is which.",
            )
        seen[document.key] = path


def _highest(held: Sequence[Holding]) -> tuple[Holding, ...]:
    best: dict[tuple[str, Language], Holding] = {}
    for holding in sorted(held, key=lambda one: RANKS[one.edition]):
        best[holding.key] = holding
    return tuple(best.values())


def _not_removable(config: LibraryConfig, symbol: str, corpus: Path) -> NotFoundError:
    shown = symbols.display(symbol, "en")
    bundled = [one for one in holdings.read_all(config.corpora[:-1]) if one.symbol == symbol]
    if bundled:
        return NotFoundError(
            f"{shown} belongs to {bundled[0].corpus}, not to {corpus}.",
            f"Drop its table from {bundled[0].corpus / MANIFEST} and run `indexer build`.",
        )
    return NotFoundError(f"{shown} is not in {corpus}.", "`indexer list` names what is held.")
