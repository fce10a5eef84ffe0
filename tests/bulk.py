"""Changes of many documents at once, in a process of its own that a test stops, or whose disk fails."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec import structs

from indexer.catalog import files
from indexer.catalog.catalog import Catalog
from indexer.catalog.database import NAME
from indexer.cli import indexer as commands
from indexer.engines.index_directory import Generation, current
from indexer.indexing import preparing
from indexer.library import index_state, manifest, taking_over, updating, writer
from indexer.library.library import Library
from indexer.model import versions
from indexer.model.document import Document, Given
from indexer.names import annotate
from indexer.query import arguments
from indexer.runtime import durable
from indexer.runtime.config import load
from indexer.runtime.errors import IndexUnusableError
from tests.damage import lose
from tests.old_library import HEAD
from tests.shelf import DIGEST, MANIFEST, held, written

TEXT = """\
S/{year}/{number}

Letter dated {day} February {year} from the Chair of a committee addressed to the President of the Council

1. Chile and Peru took part in workshop {number}, which was {word}.
"""
ROW = '\n[[document]]\nfile = "{file}"\nsymbol = "{symbol}"\nlanguage = "en"\nedition = "official"\n'
HELD, NEW, REFUSED = range(101, 113), range(1, 41), range(10)
SMALL = 4_000
"""How many bytes of prepared files are staged together here, so that a change is many transactions."""


def text(number: int, year: int = 2021, word: str = "the first") -> str:
    """Return a document, no two alike."""
    return TEXT.format(number=number, year=year, day=number % 28 + 1, word=word)


def settings(place: Path, engine: str) -> None:
    """Write the configuration, a corpus that is kept by hand, and what is to be added."""
    written(
        place / "config.toml",
        f'[library]\ncorpora = ["corpus", "added"]\nindex = "index"\nengine = "{engine}"\n',
    )
    written(place / "corpus" / "digest.txt", DIGEST)
    written(place / "corpus" / manifest.MANIFEST, MANIFEST)
    for number in NEW:
        written(place / "given" / f"new-{number}.txt", text(number, 2022))
    for number in HELD[:10]:
        written(place / "given" / f"again-{number}.txt", text(number, word="held again"))
    for number in REFUSED:
        written(place / "given" / f"refused-{number}.txt", "1. A text without a symbol.\n")
    for number in HELD[:3]:
        written(place / "few" / f"again-{number}.txt", text(number, word="held again"))
        written(place / "few" / f"new-{number}.txt", text(number, 2022))
    written(place / "next.txt", text(1, 2023))


def stock(place: Path, engine: str) -> None:
    """Make a library of a dozen documents."""
    settings(place, engine)
    for number in HELD:
        written(place / "first" / f"{number}.txt", text(number))
    with library(place) as opened:
        opened.add([place / "first"], Given())


def old_stock(place: Path, engine: str) -> None:
    """Make the same library as the version before left it: with a manifest, and an index of that version."""
    settings(place, engine)
    rows = []
    for number in HELD:
        file = written(place / "added" / f"S-2021-{number}.en.000000000000.txt", text(number)).name
        rows.append(ROW.format(file=file, symbol=f"S/2021/{number}"))
    written(place / "added" / manifest.MANIFEST, HEAD + "".join(rows))
    with (
        patch.object(index_state, "SCHEMA", index_state.SCHEMA - 1),
        patch.object(taking_over, "take_over", lambda _: 0),
        library(place) as opened,
    ):
        opened.build()


@contextmanager
def library(place: Path) -> Iterator[Library]:
    """Give the library of a place, which need not have an index yet."""
    made = Library(load(place / "config.toml"))
    try:
        yield made
    finally:
        made.close()


@contextmanager
def newer(*, is_newer: bool = True) -> Iterator[None]:
    """Be a version of the program that recognises other titles."""
    if not is_newer:
        yield
        return

    def otherwise(document: Document) -> Document:
        return structs.replace(annotate(document), title="A title")

    number = versions.RECOGNITION + 1
    with (
        patch.object(versions, "RECOGNITION", number),
        patch.object(updating, "RECOGNITION", number),
        patch.object(updating, "_AT_ONCE", 3),
        patch.object(preparing, "annotate", otherwise),
    ):
        yield


def add(place: Path, given: str = "given") -> None:
    """Add some 60 files: new ones, ones that replace others, and ones that are refused."""
    with patch.object(writer, "_AT_ONCE", SMALL), library(place) as opened:
        opened.add([place / given], Given(), whole=False)


def build(place: Path) -> None:
    """Make the index anew."""
    with library(place) as opened:
        opened.build()


def update(place: Path) -> None:
    """Make anew what another version made."""
    with library(place) as opened:
        opened.update()


def remove(place: Path) -> None:
    """Remove a document."""
    with library(place) as opened:
        opened.remove("S/2021/101")


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the library that it is made to, how, and as which command."""

    stock: Callable[[Path, str], None]
    make: Callable[[Path], None]
    command: tuple[str, ...] = ()
    is_newer: bool = False


CHANGES = {
    "add": Change(stock, add, ("add", "few")),
    "remove": Change(stock, remove, ("remove", "S/2021/101")),
    "take over and build": Change(old_stock, build, ("build",)),
    "take over and add": Change(old_stock, partial(add, given="few"), ("add", "few")),
    "take over and remove": Change(old_stock, remove, ("remove", "S/2021/101")),
    "renew": Change(stock, update, is_newer=True),
}


@dataclass(frozen=True, slots=True)
class View:
    """All that can be seen of a library."""

    fits: bool
    units: tuple[str, ...]
    documents: frozenset[tuple[str, str, str]]


def view(place: Path) -> View:
    """Look at a library as a new process would, mending included; its catalog and its files are whole."""
    added = place / "added"
    with library(place) as opened:
        try:
            opened.open()
        except IndexUnusableError as error:
            assert "another version" in str(error) or "have changed" in str(error), error  # noqa: PT017
            units: tuple[str, ...] = ()
            fits = False
        else:
            units, fits = tuple(shown(opened)), True
            opened.verify()
    if catalog := Catalog.opened(added):
        with catalog:
            catalog.verify()
    documents = (*manifest.read(added), *held(added))
    return View(fits, units, frozenset((one.symbol, one.edition, _hash(one.path)) for one in documents))


def shown(opened: Library) -> Iterator[str]:
    """Yield every unit that an open library shows."""
    for hit in opened.hits(arguments.parse([])):
        yield f"{hit.id} {hit.edition} {hit.title} {hit.text}"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def litter(place: Path, before: Generation | None) -> set[str]:
    """Return what lies about that belongs to neither of the last two states, nor to the record."""
    (index,) = (path for path in (place / "index").iterdir() if path.is_dir())
    states = [state for state in (current(index), before) if state]
    named = {f"{state.folder}/{name}" for state in states for name in state.files}
    named |= {state.folder for state in states} | {"current", "lock"}
    left = {str(path.relative_to(index)) for path in index.rglob("*")} - named
    files = {NAME, taking_over.COPY, *(one.file for one in held(place / "added"))}
    return left | ({path.name for path in (place / "added").iterdir()} - files)


# --- being stopped

STEPS: tuple[tuple[Any, str], ...] = (
    *((Catalog, name) for name in ("stage", "insert", "_insert", "retire", "settle")),
    *((Catalog, name) for name in ("discard", "tidy", "_unlink", "adopt", "renew")),
    *((Path, name) for name in ("replace", "rename", "unlink")),
    (files, "write"),
    (durable, "sync"),
    (durable, "make"),
    (updating, "update"),
    (updating, "build"),
    (writer, "_commit"),
)
"""Functions before and after which a process is stopped."""


def act(place: Path, change: str, ready: Event) -> None:
    """Make a change, having said so first; what has to be loaded is loaded by then."""
    other = place.with_name(f"{place.name}-loaded")
    settings(other, load(place / "config.toml").library.engine)
    with library(other) as opened:
        opened.add([other / "next.txt"], Given())
        opened.remove("S/2023/1")
    lose(other)
    ready.set()
    with newer(is_newer=CHANGES[change].is_newer):
        CHANGES[change].make(place)


def act_until(place: Path, change: str, step: tuple[str, int, bool] | None, log: Path) -> None:
    """Make a change, and end without a word at a call of a step, before or after it; write the calls down.

    Args:
        place: The library.
        change: The name of the change.
        step: The name of a function, the number of its call, and whether to end after it.
        log: Gets a line for each call.

    """
    counts: Counter[str] = Counter()

    def stopping(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            counts[name] += 1
            number = counts[name]
            if step == (name, number, False):
                os.kill(os.getpid(), signal.SIGKILL)
            done = real(*given, **named)
            if step == (name, number, True):
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return call

    for owner, name in STEPS:
        called = f"{owner.__name__.rpartition('.')[2]}.{name}"
        setattr(owner, name, stopping(called, getattr(owner, name)))
    with newer(is_newer=CHANGES[change].is_newer):
        CHANGES[change].make(place)
    log.write_text("\n".join(f"{name} {count}" for name, count in counts.items()), "utf-8")


def flip(place: Path, word: str) -> None:
    """Bring another version of every document into the library, in many transactions."""
    for number in HELD:
        written(place / word / f"{number}.txt", text(number, word=word))
    with patch.object(writer, "_AT_ONCE", SMALL), library(place) as opened:
        opened.add([place / word], Given())
    shutil.rmtree(place / word)


def look(place: Path) -> str:
    """Open a library, as commands do, and return all that it shows."""
    with library(place) as opened:
        opened.open()
        return "\n".join(shown(opened))


if __name__ == "__main__":
    writer._AT_ONCE = SMALL
    sys.argv[0] = "indexer"
    commands.main()
