"""Write to a library: make its index from the record, and add or remove documents in both.

`add` and `remove` take these steps, so that a crash at any moment leaves the state before or after:

1. stage the change in the catalog of the last corpus, with its files;
2. write the index, with the digest of the new record as its mark;
3. make the change valid in the catalog;
4. remove the files that are no longer needed.

If a writer is stopped after step 2, `index_state.mend` does step 3. The next writer removes what is left
over.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from indexer.catalog.catalog import Catalog, NewDocument
from indexer.engines.base import Changes
from indexer.indexing.pipeline import prepare_all
from indexer.indexing.preparing import ToPrepare
from indexer.indexing.tasks import Failure
from indexer.library import index_state, lexicon_files, record, taking_over, updating
from indexer.library.doubles import Doubles, Takings
from indexer.library.index_state import load_mark, mark, writing
from indexer.library.manifest import MANIFEST, RANKS
from indexer.library.updating import READ
from indexer.model.additions import Refused, Report, Silent
from indexer.model.document import DEFAULT_LANGUAGE
from indexer.model.messages import listed, message
from indexer.names import symbols
from indexer.runtime.errors import ConfigError, IndexUnusableError, InputError, JuanzongError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from indexer.engines.base import Engine
    from indexer.indexing.preparing import Prepared
    from indexer.library.updating import Updated
    from indexer.model.additions import Progress, Taken
    from indexer.model.document import Given, Language
    from indexer.model.holding import Holding
    from indexer.reading.collecting import InputFile
    from indexer.runtime.config import LibraryConfig

_AT_FIRST, _AT_ONCE = 16 << 20, 512 << 10
"""How many bytes of prepared files are kept until the lock is taken, and from then on until they are staged.

Files are staged few at a time, so that the processes that read them need not wait.
"""
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
"""The file name endings that are kept when files are copied."""


def build(
    config: LibraryConfig, engine: Engine, wait: float = 0, progress: Progress | None = None
) -> Updated:
    """Make the index again from all corpora; the old index answers until the new one is complete.

    Args:
        config: The corpora and the folder of the index.
        engine: The engine that writes the index.
        wait: How many seconds to wait for another writer.
        progress: Is told how far the work has come.

    Raises:
        InputError: A file cannot be read as a document.
        ConfigError: A manifest or a catalog is wrong, or the disk refuses a change.
        BusyError: Another writer is still at work.

    """
    with writing(config, wait):
        with suppress(IndexUnusableError):  # a damaged index is a reason to build a new one
            _finish(config, engine)
        taking_over.take_over(config)
        return updating.build(config, engine, progress or Silent())


def update(
    config: LibraryConfig, engine: Engine, wait: float = 0, progress: Progress | None = None
) -> Updated:
    """Do the least that makes the index correspond to the corpora; arguments and errors are as in `build`."""
    with writing(config, wait):
        try:
            return _refresh(config, engine, progress or Silent())
        except IndexUnusableError:
            return updating.build(config, engine, progress or Silent())


def add(  # noqa: PLR0913 - each is an option of the command
    config: LibraryConfig,
    engine: Engine,
    files: Sequence[InputFile | Refused],
    given: Given,
    *,
    whole: bool = False,
    wait: float = 0,
    progress: Progress | None = None,
    verify: Callable[[Taken], Refused | None] = lambda _: None,
) -> Report:
    """Add files to the last corpus and to the index, in one change; each is taken or refused by itself.

    A file replaces the same edition of the same document. Files are read before the lock is taken, as far as
    they fit into memory, so other writers wait only while the library is changed.

    Args:
        config: The corpora and the folder of the index.
        engine: The engine that writes the index.
        files: The files to add, and those that have been refused already.
        given: What the caller says of the files, such as their symbol.
        whole: Whether to take all files or none.
        wait: How many seconds to wait for another writer.
        progress: Is told how far the work has come.
        verify: Refuses what has been recognised in a file but is not wanted.

    Returns:
        What was taken and what was refused.

    Raises:
        InputError: With `whole`, a file cannot be read as a document; nothing has been changed.
        ConfigError: A manifest or the catalog is wrong, or the disk refuses the change.
        BusyError: Another writer is still at work.

    """
    with _Addition(config, engine, wait, progress or Silent()) as addition:
        for outcome in read(files, given, config.largest, addition.progress, whole=whole):
            addition.take(outcome if isinstance(outcome, Refused) else verify(outcome.taken) or outcome)
        report = addition.commit()
    return replace(report, kept=lexicon_files.keep(config.corpora[-1], files))


def read(
    files: Sequence[InputFile | Refused],
    given: Given,
    largest: int,
    progress: Progress,
    *,
    whole: bool = False,
) -> Iterator[Prepared | Refused]:
    """Yield what each file would become, or why it is refused, in order; nothing is changed.

    Of two files of the same document in the same language, the second is refused. If it is the reissue of the
    first, it follows, and takes the place of that. Arguments and errors are those of `add`.
    """
    doubles = Doubles()
    files = [file for file in files if isinstance(file, Refused) or not file.pairs]
    progress.begin(READ, len(files))
    jobs = (ToPrepare(given, file) for file in files if not isinstance(file, Refused))
    with closing(prepare_all(jobs, largest=largest)) as made:
        for file in files:
            outcome = file if isinstance(file, Refused) else _judged(next(made), file.name, doubles)
            if whole and isinstance(outcome, Refused) and not outcome.superseded:
                raise InputError(outcome.reason, outcome.advice)
            yield outcome
            progress.advance()
    progress.end()


def _judged(outcome: Prepared | Failure, name: str, doubles: Doubles) -> Prepared | Refused:
    """Return an outcome; a document of which another file was taken is refused, unless it is its reissue."""
    if isinstance(outcome, Failure):
        return Refused(name, outcome.error.message, outcome.error.advice)
    return doubles.refusal(outcome.taken) or outcome


def preview(
    config: LibraryConfig,
    files: Sequence[InputFile | Refused],
    given: Given,
    progress: Progress | None = None,
) -> Report:
    """Return what would become of files if they were added; for the arguments see `add`."""
    takings = Takings()
    for outcome in read(files, given, config.largest, progress or Silent()):
        if isinstance(outcome, Refused):
            takings.refuse(outcome)
        else:
            takings.take(outcome.taken)
    return Report(takings.taken, takings.refused, lexicon_files.told(files))


class _Addition:
    """The change that an `add` makes; the lock is taken when the first files are staged."""

    def __init__(self, config: LibraryConfig, engine: Engine, wait: float, progress: Progress) -> None:
        self.progress = progress
        self._config = config
        self._engine = engine
        self._wait = wait
        self._open = ExitStack()
        self._catalog: Catalog | None = None
        self._waiting: list[Prepared] = []
        self._bytes = 0
        self._takings = Takings()

    def __enter__(self) -> Self:
        self._open.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def take(self, outcome: Prepared | Refused) -> None:
        """Keep a file for the change, or the reason why it is refused."""
        if isinstance(outcome, Refused):
            self._takings.refuse(outcome)
            return
        self._takings.take(outcome.taken)
        self._waiting.append(outcome)
        self._bytes += len(outcome.content or b"") + len(outcome.source) + len(outcome.document)
        if self._bytes > (_AT_ONCE if self._catalog else _AT_FIRST):
            self._stage()

    def commit(self) -> Report:
        """Make the change in the catalog and in the index, if there is any; tell what became of the files."""
        if self._takings.taken:
            catalog = self._stage()
            _commit(self._config, self._engine, catalog, self.progress)
        return Report(self._takings.taken, self._takings.refused)

    def _stage(self) -> Catalog:
        if self._catalog is None:
            self._catalog = self._open.enter_context(
                _changing(self._config, self._engine, self._wait, self.progress)
            )
        self._catalog.insert([_document(one) for one in self._waiting])
        self._waiting, self._bytes = [], 0
        return self._catalog


def _document(made: Prepared) -> NewDocument:
    """Return the document to be staged, with a file name that no other content has."""
    taken = made.taken
    stem = taken.symbol.replace("/", "-").replace("(", "-").replace(")", "")
    ending = SUFFIX.search(made.file_name)
    return NewDocument(
        symbol=taken.symbol,
        language=taken.language,
        edition=taken.edition,
        file=f"{stem}.{taken.language}.{made.sha256[:12]}{ending[0] if ending else '.txt'}",
        given=made.given,
        reading=updating.reading_of(made),
        content=made.content,
    )


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
        NotFoundError: The catalog of the last corpus does not hold the document.
        BusyError: Another writer is still at work.

    """
    with _changing(config, engine, wait, Silent()) as catalog:
        gone = _highest([one for one in catalog.held(symbol) if chosen in (None, one.language)])
        if not gone:
            raise _not_removable(config, symbol)
        catalog.retire(gone)
        _commit(config, engine, catalog, Silent())
        return gone


@contextmanager
def _changing(config: LibraryConfig, engine: Engine, wait: float, progress: Progress) -> Iterator[Catalog]:
    """Hold the library's lock, and give the catalog of the last corpus with a change that is staged.

    The index corresponds to the record then. If the change fails, it is taken back.

    Raises:
        ConfigError: The disk refuses the change.

    """
    with writing(config, wait):
        _refresh(config, engine, progress)
        with _telling(config.corpora[-1]), Catalog.writable(config.corpora[-1]) as catalog:
            catalog.stage()
            try:
                yield catalog
            except BaseException:
                _abandon(config, engine, catalog)
                raise


@contextmanager
def _telling(corpus: Path) -> Iterator[None]:
    """Say what to do where the disk refuses a change."""
    try:
        yield
    except OSError as error:
        raise ConfigError(
            f"{corpus} cannot be written: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk; the library is whole.",
        ) from error


def _abandon(config: LibraryConfig, engine: Engine, catalog: Catalog) -> None:
    """Take a change back, unless the index already corresponds to it: then `mend` finishes the change."""
    with suppress(JuanzongError, OSError):  # raise the first error; the next writer tries again
        found = load_mark(engine.open() or "")
        if not (found and index_state.is_due(config, found.record)):
            catalog.discard()


def _commit(config: LibraryConfig, engine: Engine, catalog: Catalog, progress: Progress) -> None:
    """Write the index for a staged change, then make the change valid."""
    keys, replaced = catalog.touched_keys()
    others = [one for one in record.others(config) if one.key in keys]
    gone = replaced | {one.key for one in others}
    found = index_state.digest(config, staged=True)
    shown = record.merged(others, catalog.touched())
    with updating.entries(shown, config.largest, progress, len(keys)) as added:
        removed = tuple(f"{symbol}:{tongue}" for symbol, tongue in gone)
        engine.write(Changes(added, removed, mark(found).dump()))
    catalog.settle()
    with suppress(JuanzongError):  # the change is made; the next writer removes what is left over
        catalog.tidy()


def _refresh(config: LibraryConfig, engine: Engine, progress: Progress) -> Updated:
    """Make the index correspond to the present record, before it is changed."""
    _finish(config, engine)
    taking_over.take_over(config)
    return updating.update(config, engine, progress)


def _finish(config: LibraryConfig, engine: Engine) -> None:
    """Finish the change of a writer that was stopped after it had written the index, or remove it."""
    found = load_mark(engine.open() or "")
    corpus = config.corpora[-1]
    with _telling(corpus):
        if found:
            index_state.settle(config, found.record)
        with suppress(ConfigError):  # what is left over does no harm
            if catalog := Catalog.opened(corpus):
                with catalog:
                    catalog.discard()


def _highest(held: Sequence[Holding]) -> tuple[Holding, ...]:
    """Return for each symbol and language the holding with the highest edition."""
    best: dict[tuple[str, Language], Holding] = {}
    for holding in sorted(held, key=lambda one: RANKS[one.edition]):
        best[holding.key] = holding
    return tuple(best.values())


def _not_removable(config: LibraryConfig, symbol: str) -> NotFoundError:
    shown = symbols.display(symbol, DEFAULT_LANGUAGE)
    corpus = config.corpora[-1]
    owners = tuple(dict.fromkeys(one.corpus for one in record.others(config) if one.symbol == symbol))
    if owners:
        manifests = [str(path / MANIFEST) for path in owners]
        named = listed(manifests, last="and")
        return NotFoundError(
            message("{shown} was not added, but is named in {manifests}.", shown=shown, manifests=named),
            message("Drop its table from {manifests} and run `indexer build`.", manifests=named),
        )
    return NotFoundError(
        message("{shown} is not in {corpus}.", shown=shown, corpus=corpus),
        message("`indexer list` names what is held."),
    )
