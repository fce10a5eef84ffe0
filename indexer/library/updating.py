"""Make the index correspond to the record, wholly or as far as it does not.

The index keeps for each document its origin: a digest of all from which the document was made. Where it
differs from the origin in the record, the document is indexed again.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.catalog.catalog import Catalog, Reading
from indexer.catalog.database import NAME
from indexer.engines.base import And, Changes, Filter, Request
from indexer.indexing.entries import HEAD_KIND
from indexer.indexing.pipeline import analyse_all, prepare_all
from indexer.indexing.preparing import ToPrepare
from indexer.indexing.tasks import Failure
from indexer.library import record
from indexer.library.index_state import digest, load_mark, mark
from indexer.model.additions import Refused
from indexer.model.stored import load_stored_head
from indexer.model.versions import RECOGNITION
from indexer.reading import present_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from indexer.engines.base import Engine, Entry
    from indexer.indexing.preparing import Prepared
    from indexer.library.index_state import IndexMark
    from indexer.model.additions import Progress
    from indexer.model.holding import Holding
    from indexer.model.stored import Head
    from indexer.runtime.config import LibraryConfig

READ = "Recognising"
INDEX = "Indexing"
_MOST = 0.5
"""The share of changed documents from which the whole index is written anew, which is faster then."""
_AT_ONCE = 500
"""How many documents are renewed in one transaction."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What was done to an index.

    `heads` are those of the documents that were indexed, `is_whole` tells whether these are all, and `kept`
    names the files that could not be recognised anew.
    """

    heads: tuple[Head, ...] = ()
    removed: int = 0
    is_whole: bool = False
    kept: tuple[Refused, ...] = ()


def build(config: LibraryConfig, engine: Engine, progress: Progress) -> Updated:
    """Make the whole index from the record, document by document, since a library need not fit into memory.

    The caller holds the library's lock.

    Raises:
        InputError: A file cannot be read as a document.
        ConfigError: A manifest or a catalog is wrong, or the disk refuses a change.

    """
    kept = renew(config, progress)
    return _written(config, engine, progress, sum(1 for _ in record.shown(config)), kept)


def _written(
    config: LibraryConfig, engine: Engine, progress: Progress, count: int, kept: tuple[Refused, ...]
) -> Updated:
    """Write the index anew, of `count` documents."""
    found = digest(config)
    heads: list[Head] = []
    with entries(record.shown(config), config.largest, progress, count, heads.append) as added:
        engine.write(Changes(added, mark=mark(found).dump(), fresh=True))
    return Updated(tuple(heads), is_whole=True, kept=kept)


def update(config: LibraryConfig, engine: Engine, progress: Progress) -> Updated:
    """Do the least that makes the index correspond to the record; the errors are those of `build`."""
    found = load_mark(engine.open() or "")
    now = mark(digest(config))
    if found == now:
        return Updated()
    if found is None or not _is_comparable(found, now):
        return build(config, engine, progress)
    kept = renew(config, progress)
    indexed, held = _origins(engine), {_name(one): one for one in record.shown(config)}
    changed = [one for name, one in held.items() if indexed.get(name) != one.origin]
    if len(changed) > len(held) * _MOST:
        return _written(config, engine, progress, len(held), kept)
    gone = [name for name, origin in indexed.items() if name not in held or held[name].origin != origin]
    heads: list[Head] = []
    with entries(changed, config.largest, progress, len(changed), heads.append) as added:
        engine.write(Changes(added, tuple(gone), now.dump()))
    return Updated(tuple(heads), len(indexed.keys() - held.keys()), kept=kept)


def _is_comparable(found: IndexMark, now: IndexMark) -> bool:
    """Tell whether an index has entries of the form and the analysis of this version."""
    return (found.schema, found.keys, found.fingerprint) == (now.schema, now.keys, now.fingerprint)


def _origins(engine: Engine) -> dict[str, str]:
    """Return the origin of each document in the index."""
    answer = engine.search(Request(And(()), (Filter("kind", (HEAD_KIND,)),), sort="document", limit=None))
    stored = (load_stored_head(found.stored) for found in answer.found)
    return {f"{one.head.symbol}:{one.head.language}": one.origin for one in stored}


def _name(holding: Holding) -> str:
    return f"{holding.symbol}:{holding.language}"


@contextmanager
def entries(
    held: Iterable[Holding],
    largest: int,
    progress: Progress,
    count: int,
    told: Callable[[Head], object] = lambda _: None,
) -> Iterator[Iterator[Entry]]:
    """Give an iterator over the entries of holdings; the worker processes are stopped at the end.

    Args:
        held: The holdings to read.
        largest: The largest size of a document's text, in bytes of UTF-8.
        progress: Is told of each document.
        count: How many holdings there are.
        told: Is called with the head of each document.

    """
    with closing(analyse_all(held, largest=largest)) as documents:

        def found() -> Iterator[Entry]:
            for document in documents:
                told(document.head)
                yield from document.entries
                progress.advance()

        progress.begin(INDEX, count)
        yield found()
        progress.end()


def renew(config: LibraryConfig, progress: Progress) -> tuple[Refused, ...]:
    """Read and recognise again what was made by other versions of the readers or of the recognition.

    Returns:
        The files that cannot be read any more, and the catalogs that may only be read: their documents stay
        as they were.

    Raises:
        InputError: A file cannot be read that has never been read for the catalog.

    """
    return tuple(one for corpus in config.corpora for one in _renew(corpus, config.largest, progress))


def _renew(corpus: Path, largest: int, progress: Progress) -> Iterator[Refused]:
    catalog = Catalog.opened(corpus)
    if catalog is None:
        return
    with catalog:
        stale = list(catalog.stale(present_versions(), RECOGNITION))
        if not stale:
            return
        if not all(os.access(path, os.W_OK) for path in (corpus, corpus / NAME)):
            yield _not_renewed(corpus / NAME)
            return
        progress.begin(READ, len(stale))
        jobs = (ToPrepare(holding.given, held=holding, kept=kept) for holding, kept in stale)
        with closing(prepare_all(jobs, largest=largest)) as outcomes:
            yield from _renewed(catalog, [holding for holding, _ in stale], outcomes, progress)
        progress.end()


def _not_renewed(path: Path) -> Refused:
    return Refused(
        str(path),
        f"{path} may only be read: what an earlier version recognised is not recognised anew.",
        "Run `indexer build --if-stale` as a user who may write to it and to its folder.",
    )


def _renewed(
    catalog: Catalog, held: list[Holding], outcomes: Iterable[Prepared | Failure], progress: Progress
) -> Iterator[Refused]:
    """Write what was made anew into the catalog; yield the files that were refused."""
    made: list[tuple[int, Prepared]] = []
    for holding, outcome in zip(held, outcomes, strict=True):
        number = holding.number or 0
        if isinstance(outcome, Failure):
            if catalog.sha256(number) is None:
                raise outcome.error
            catalog.accept(number, present_versions()[0], RECOGNITION)
            yield Refused(str(holding.path), outcome.error.message, outcome.error.advice)
        else:
            made.append((number, outcome))
        if len(made) >= _AT_ONCE:
            _put(catalog, made)
            made = []
        progress.advance()
    _put(catalog, made)


def _put(catalog: Catalog, made: list[tuple[int, Prepared]]) -> None:
    catalog.renew([(number, reading_of(one), one.given) for number, one in made])


def reading_of(made: Prepared) -> Reading:
    """Return what the catalog keeps of a file."""
    return Reading(made.sha256, made.reading, made.source, RECOGNITION, made.document)
