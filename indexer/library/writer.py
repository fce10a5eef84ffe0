"""Write to a library: make its index from the record, and add or remove documents in both.

`add` and `remove` take these steps, so that a crash at any moment leaves the state before or after:

1. stage the new manifest beside the present one;
2. copy the files into the corpus;
3. write the index, with the digest of the new record as its mark;
4. replace the present manifest by the staged one;
5. remove the files that the manifest no longer names.

If a writer is stopped after step 3, `index_state.mend` does step 4. The next writer removes what is left
over.
"""

from __future__ import annotations

import re
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.engines.base import Changes
from indexer.indexing.pipeline import analyse_all
from indexer.library import manifest
from indexer.library.index_state import is_due, load_mark, mark, record, writing
from indexer.library.manifest import MANIFEST, RANKS
from indexer.model.document import DEFAULT_LANGUAGE, Given
from indexer.model.holding import Holding
from indexer.model.messages import listed, message
from indexer.names import annotate, symbols
from indexer.reading import content, source
from indexer.runtime import durable
from indexer.runtime.errors import ConfigError, IndexUnusableError, InputError, NotFoundError
from indexer.structure.assembly import structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from indexer.engines.base import Engine, Entry
    from indexer.library.index_state import IndexMark
    from indexer.model.document import Document, Language
    from indexer.model.stored import Head
    from indexer.runtime.config import LibraryConfig

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
"""The file name endings that are kept when files are copied."""


def build(config: LibraryConfig, engine: Engine, wait: float = 0) -> tuple[Head, ...]:
    """Make the index again from all corpora; the old index answers until the new one is complete.

    Args:
        config: The corpora and the folder of the index.
        engine: The engine that writes the index.
        wait: How many seconds to wait for another writer.

    Returns:
        The heads of the documents in the index.

    Raises:
        InputError: A file cannot be read as a document.
        ConfigError: A manifest is wrong, or the disk refuses a change.
        BusyError: Another writer is still at work.

    """
    with writing(config, wait):
        with suppress(IndexUnusableError):  # a damaged index is a reason to build a new one
            _finish(config, engine)
        return _rebuild(config, engine)


def _rebuild(config: LibraryConfig, engine: Engine) -> tuple[Head, ...]:
    """Make the index from the record, document by document, since a library need not fit into memory."""
    heads: list[Head] = []
    digest = record(config)
    shown = manifest.shown(manifest.read_all(config.corpora))
    with _all_entries(shown, config.largest, heads.append) as found:
        engine.write(Changes(found, mark=mark(digest).dump(), fresh=True))
    return tuple(heads)


def add(
    config: LibraryConfig, engine: Engine, paths: Sequence[Path], given: Given, wait: float = 0
) -> tuple[Document, ...]:
    """Add files to the last corpus and to the index, all of them or none.

    A file replaces the same edition of the same document. Files are read before the lock is taken, so other
    writers wait only while the library is changed.

    Args:
        config: The corpora and the folder of the index.
        engine: The engine that writes the index.
        paths: The files to add.
        given: What the caller says of the files, such as their symbol.
        wait: How many seconds to wait for another writer.

    Returns:
        The documents, in the order of the files.

    Raises:
        InputError: A file cannot be read as a document; nothing has been changed.
        ConfigError: A manifest is wrong, or the disk refuses the change.
        BusyError: Another writer is still at work.

    """
    corpus = config.corpora[-1]
    files = tuple(_read(path, given, config.largest) for path in paths)
    _refuse_doubles(files, paths)
    added = {_holding(corpus, file): file for file in files}
    replaced = {(holding.key, holding.edition) for holding in added}
    with writing(config, wait):
        _refresh(config, engine)
        held = [one for one in manifest.read(corpus) if (one.key, one.edition) not in replaced]
        with _changing(config, engine):
            durable.make(corpus)
            manifest.stage(corpus, (*held, *added))
            for holding, file in added.items():
                if not holding.path.exists():
                    manifest.put(holding.path, file.content)
            _commit(config, engine, (*held, *added), {holding.key for holding in added})
    return tuple(file.document for file in files)


def remove(
    config: LibraryConfig, engine: Engine, symbol: str, chosen: Language | None, wait: float = 0
) -> tuple[Holding, ...]:
    """Remove a document from the last corpus and from the index; a lower edition of it is then shown again.

    Args:
        config: The corpora and the folder of the index.
        engine: The engine that writes the index.
        symbol: The symbol of the document.
        chosen: The language version to remove; by default all of them.
        wait: How many seconds to wait for another writer.

    Returns:
        What was removed.

    Raises:
        NotFoundError: The last corpus does not hold the document.
        BusyError: Another writer is still at work.

    """
    with writing(config, wait):
        corpus = config.corpora[-1]
        _refresh(config, engine)
        held = manifest.read(corpus)
        gone = _highest([one for one in held if one.symbol == symbol and chosen in (None, one.language)])
        if not gone:
            raise _not_removable(config, symbol, corpus)
        left = [one for one in held if one not in gone]
        with _changing(config, engine):
            manifest.stage(corpus, left)
            _commit(config, engine, left, {one.key for one in gone})
        return gone


@contextmanager
def _changing(config: LibraryConfig, engine: Engine) -> Iterator[None]:
    """Restore the last corpus if a change fails.

    Raises:
        ConfigError: The disk refuses the change.

    """
    try:
        yield
    except OSError as error:
        _abandon(config, engine)
        raise ConfigError(
            f"{config.corpora[-1]} cannot be written: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk; the library is whole.",
        ) from error
    except BaseException:
        _abandon(config, engine)
        raise


def _abandon(config: LibraryConfig, engine: Engine) -> None:
    """Remove what was staged, unless the index already corresponds to it: then `mend` finishes the change."""
    with suppress(IndexUnusableError):  # raise the first error; the next writer tries again
        found = load_mark(engine.open() or "")
        if not (found and is_due(config, found.record)):
            manifest.tidy(config.corpora[-1])


@contextmanager
def _all_entries(
    held: Sequence[Holding], largest: int, told: Callable[[Head], object] = lambda _: None
) -> Iterator[Iterator[Entry]]:
    """Give an iterator over the entries of holdings; the worker processes are stopped at the end.

    Args:
        held: The holdings to read.
        largest: The largest size of a document's text, in bytes of UTF-8.
        told: Is called with the head of each document.

    """
    with closing(analyse_all(held, largest=largest)) as documents:

        def found() -> Iterator[Entry]:
            for document in documents:
                told(document.head)
                yield from document.entries

        yield found()


def _commit(
    config: LibraryConfig, engine: Engine, held: Sequence[Holding], touched: set[tuple[str, Language]]
) -> None:
    """Write the index, then replace the present manifest by the staged one.

    Args:
        config: The corpora and the folder of the index.
        engine: The engine that writes the index.
        held: What the last corpus holds by the staged manifest.
        touched: The symbols and languages of which the index may have to show another holding.

    """
    corpus = config.corpora[-1]
    others = manifest.read_all(config.corpora[:-1])
    shown = [one for one in manifest.shown((*others, *held)) if one.key in touched]
    gone = tuple(f"{symbol}:{tongue}" for symbol, tongue in touched)
    digest = record(config, corpus)
    with _all_entries(shown, config.largest) as found:
        engine.write(Changes(found, gone, mark(digest).dump()))
    manifest.settle(corpus)
    manifest.tidy(corpus)


def _refresh(config: LibraryConfig, engine: Engine) -> None:
    """Make the index again, before it is changed, if it does not correspond to the present record."""
    found = _finish(config, engine)
    if found is None or found != mark(found.record) or record(config) != found.record:
        _rebuild(config, engine)


def _finish(config: LibraryConfig, engine: Engine) -> IndexMark | None:
    """Finish or remove the change of a writer that was stopped; return the mark of the index."""
    found = load_mark(engine.open() or "")
    with _changing(config, engine):
        if found and is_due(config, found.record):
            manifest.settle(config.corpora[-1])
        manifest.tidy(config.corpora[-1])
    return found


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be added: its name, its bytes, their SHA-256, and the document that they hold."""

    name: str
    content: bytes
    sha256: str
    document: Document


def _read(path: Path, given: Given, largest: int) -> _File:
    """Read a file once, into a document.

    Raises:
        InputError: The file cannot be read as a document.

    """
    data = content(path, largest)
    lines = source(path, data, largest)
    return _File(path.name, data, lines.sha256, annotate(structure(lines, given)))


def _holding(corpus: Path, file: _File) -> Holding:
    """Return the holding for a file, with a name that the present manifest has for no other content."""
    document = file.document
    stem = document.symbol.replace("/", "-").replace("(", "-").replace(")", "")
    ending = SUFFIX.search(file.name)
    name = f"{stem}.{document.language}.{file.sha256[:12]}{ending[0] if ending else '.txt'}"
    given = Given(document.symbol, document.language, document.edition, document.date, document.title)
    return Holding(corpus, name, document.symbol, document.language, document.edition, given)


def _refuse_doubles(files: Sequence[_File], paths: Sequence[Path]) -> None:
    """Raise InputError if two of the files are the same document in the same language."""
    seen: dict[str, Path] = {}
    for file, path in zip(files, paths, strict=True):
        document = file.document
        if document.key in seen:
            raise InputError(
                f"{seen[document.key]} and {path} are both {document.symbol} in {document.language}.",
                "Add one of them, or say with --symbol and --language which is which.",
            )
        seen[document.key] = path


def _highest(held: Sequence[Holding]) -> tuple[Holding, ...]:
    """Return for each symbol and language the holding with the highest edition."""
    best: dict[tuple[str, Language], Holding] = {}
    for holding in sorted(held, key=lambda one: RANKS[one.edition]):
        best[holding.key] = holding
    return tuple(best.values())


def _not_removable(config: LibraryConfig, symbol: str, corpus: Path) -> NotFoundError:
    shown = symbols.display(symbol, DEFAULT_LANGUAGE)
    held = manifest.read_all(config.corpora[:-1])
    owners = tuple(dict.fromkeys(one.corpus for one in held if one.symbol == symbol))
    if owners:
        names, manifests = ([str(path) for path in owners], [str(path / MANIFEST) for path in owners])
        return NotFoundError(
            message(
                "{shown} belongs to {names}, not to {corpus}.",
                shown=shown,
                names=listed(names, last="and"),
                corpus=corpus,
            ),
            message(
                "Drop its table from {manifests} and run `indexer build`.",
                manifests=listed(manifests, last="and"),
            ),
        )
    return NotFoundError(
        message("{shown} is not in {corpus}.", shown=shown, corpus=corpus),
        message("`indexer list` names what is held."),
    )
