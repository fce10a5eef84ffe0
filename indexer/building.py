"""Writing to a library: making its index from the record, adding documents to both, removing them from both.

The order of `add` and `remove`, so that a crash at any moment leaves the state before or after: the new
manifest is staged beside the old one, the files are copied, the index is committed with the digest of the
record to come, the staged manifest takes the old one's place, files that it no longer names go.
`freshness.mend` finishes what comes after the commit where it was cut off, the next writer removes what is
left over.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer import holdings
from indexer.analysis import analysed
from indexer.engines.base import Changes
from indexer.errors import ConfigError, IndexUnusableError, InputError, NotFoundError
from indexer.freshness import is_due, load_mark, mark, writing
from indexer.holdings import MANIFEST, RANKS, Holding
from indexer.model import Both, Given
from indexer.names import annotate, symbols
from indexer.reading import read
from indexer.structure.assembly import structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from indexer.config import LibraryConfig
    from indexer.engines.base import Engine, Entry
    from indexer.freshness import IndexMark
    from indexer.model import Document, Language, Source
    from indexer.record import Head

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
"""What endings of names are kept when files are copied."""


def build(config: LibraryConfig, engine: Engine, wait: float = 0) -> tuple[Head, ...]:
    """Make the index anew from all corpora; the old one serves until the new one is whole.

    Returns the heads of the documents indexed. Raises InputError, ConfigError, BusyError (where another
    writer is still at work after `wait` seconds).
    """
    with writing(config, wait):
        with suppress(IndexUnusableError):  # that is what it is made anew for
            _finish(config, engine)
        return _rebuild(config, engine)


def _rebuild(config: LibraryConfig, engine: Engine) -> tuple[Head, ...]:
    """Read document by document: a library need not fit into memory."""
    heads: list[Head] = []
    record = holdings.digest(config.corpora)
    with _all_entries(holdings.shown(holdings.read_all(config.corpora)), heads.append) as found:
        engine.write(Changes(found, mark=mark(record).dump(), fresh=True))
    return tuple(heads)


def add(
    config: LibraryConfig, engine: Engine, paths: Sequence[Path], given: Given, wait: float = 0
) -> tuple[Document, ...]:
    """Add files to the last corpus and to the index, all or none; each replaces the same edition of itself.

    Raises InputError where a file cannot be read as a document, before anything is changed; BusyError where
    another writer is still at work after `wait` seconds.
    """
    with writing(config, wait):
        corpus = config.corpora[-1]
        files = tuple(map(_read, paths))
        documents = tuple(annotate(structure(file.source, given)) for file in files)
        _refuse_doubles(documents, paths)
        added = tuple(_name(corpus, file, document) for file, document in zip(files, documents, strict=True))
        replaced = {(holding.key, holding.edition) for holding in added}
        _refresh(config, engine)
        held = [one for one in holdings.read(corpus) if (one.key, one.edition) not in replaced]
        with _changing(config, engine):
            corpus.mkdir(parents=True, exist_ok=True)
            holdings.stage(corpus, (*held, *added))
            for file, holding in zip(files, added, strict=True):
                if not holding.path.exists():
                    holdings.put(holding.path, file.content)
            _commit(config, engine, (*held, *added), {holding.key for holding in added})
        return documents


def remove(
    config: LibraryConfig, engine: Engine, symbol: str, chosen: Language | None, wait: float = 0
) -> tuple[Holding, ...]:
    """Remove a document from the last corpus and from the index; a lower edition of it is shown again.

    Returns what was removed. Raises NotFoundError where the last corpus does not hold it, BusyError where
    another writer is still at work after `wait` seconds.
    """
    with writing(config, wait):
        corpus = config.corpora[-1]
        _refresh(config, engine)
        held = holdings.read(corpus)
        gone = _highest([one for one in held if one.symbol == symbol and chosen in (None, one.language)])
        if not gone:
            raise _not_removable(config, symbol, corpus)
        left = [one for one in held if one not in gone]
        with _changing(config, engine):
            holdings.stage(corpus, left)
            _commit(config, engine, left, {one.key for one in gone})
        return gone


@contextmanager
def _changing(config: LibraryConfig, engine: Engine) -> Iterator[None]:
    """Leave the last corpus as it was when a change fails. Raises ConfigError where the disk refuses."""
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
    """Remove what was staged, unless the index stands for it already: then `mend` finishes the change."""
    with suppress(IndexUnusableError):  # what went wrong first is told; the next writer comes back to this
        found = load_mark(engine.open() or "")
        if not (found and is_due(config, found.record)):
            holdings.tidy(config.corpora[-1])


@contextmanager
def _all_entries(
    held: Sequence[Holding], told: Callable[[Head], object] = lambda _: None
) -> Iterator[Iterator[Entry]]:
    """Give the entries of holdings; whoever helps to make them is gone after that. `told` gets the heads."""
    with closing(analysed(held)) as documents:

        def found() -> Iterator[Entry]:
            for document in documents:
                told(document.head)
                yield from document.entries

        yield found()


def _commit(
    config: LibraryConfig, engine: Engine, held: Sequence[Holding], touched: set[tuple[str, Language]]
) -> None:
    """Make what is staged hold: `held`. The index shows it; `touched` are the versions that may change."""
    corpus = config.corpora[-1]
    others = holdings.read_all(config.corpora[:-1])
    shown = [one for one in holdings.shown((*others, *held)) if one.key in touched]
    gone = tuple(f"{symbol}:{tongue}" for symbol, tongue in touched)
    record = holdings.digest(config.corpora, corpus)
    with _all_entries(shown) as found:
        engine.write(Changes(found, gone, mark(record).dump()))
    holdings.settle(corpus)
    holdings.tidy(corpus)


def _refresh(config: LibraryConfig, engine: Engine) -> None:
    """Make the index anew, before it is changed, where it does not stand for the present record."""
    found = _finish(config, engine)
    if found is None or found != mark(found.record) or holdings.digest(config.corpora) != found.record:
        _rebuild(config, engine)


def _finish(config: LibraryConfig, engine: Engine) -> IndexMark | None:
    """Finish or clear away what a writer that was stopped has left; return the mark of the index."""
    found = load_mark(engine.open() or "")
    with _changing(config, engine):
        if found and is_due(config, found.record):
            holdings.settle(config.corpora[-1])
        holdings.tidy(config.corpora[-1])
    return found


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
            Both(
                f"{shown} 属于 {bundled[0].corpus}，不属于 {corpus}。",
                f"{shown} belongs to {bundled[0].corpus}, not to {corpus}.",
            ),
            Both(
                f"请从 {bundled[0].corpus / MANIFEST} 中删去其条目，再运行 `indexer build`。",
                f"Drop its table from {bundled[0].corpus / MANIFEST} and run `indexer build`.",
            ),
        )
    return NotFoundError(
        Both(f"{corpus} 中没有 {shown}。", f"{shown} is not in {corpus}."),
        Both("`indexer list` 列出收录的文件。", "`indexer list` names what is held."),
    )
