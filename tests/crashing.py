"""Writing in a process of its own, which a test stops, or whose disk fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from indexer import engines
from indexer.catalog.database import NAME
from indexer.engines.base import Changes, Entry
from indexer.engines.index_directory import Generation, current
from indexer.library.index_state import writing
from indexer.library.library import Library
from indexer.library.manifest import MANIFEST
from indexer.model.document import Given
from indexer.model.results import Results
from indexer.query import arguments
from indexer.runtime.config import SearchConfig
from indexer.runtime.errors import IndexUnusableError
from tests.damage import lose
from tests.shelf import DIGEST, ENGLISH, REPORT, config, held, written

NEXT = REPORT.replace("S/2021/77", "S/2021/78")
CORPUS = """\
[[document]]
file = "digest.txt"
symbol = "S/2021/77"
language = "zh"
edition = "digest"
"""
QUESTIONS = ("", "智利", "委员会", "workshop", '"参加了"')
PROCESSES = get_context("forkserver")
"""Starts processes quickly: they are forked from one that has imported this module and runs nothing else."""
PROCESSES.set_forkserver_preload(
    ["tests.crashing", "indexer.library.writer", "indexer.engines.tantivy.writing"]
)


@dataclass(frozen=True, slots=True)
class View:
    """All that can be seen of a library: whether its index stands for its record, answers, the record."""

    fits: bool
    answers: tuple[Results, ...]
    documents: tuple[tuple[str, Given], ...]


def opened(place: Path, engine: str) -> Library:
    """Return the library of a place, not opened yet; it answers without what a lexicon may have learned."""
    settings = config(place, place / "corpus", engine=engine)
    return Library(replace(settings, search=SearchConfig(translate=False)))


def stock(place: Path, engine: str) -> None:
    """Make a library that holds a digest and an English text, and beside it the files to be added."""
    written(
        place / "config.toml",
        f'[library]\ncorpora = ["corpus", "added"]\nindex = "index"\nengine = "{engine}"\n',
    )
    written(place / "corpus" / "digest.txt", DIGEST)
    written(place / "corpus" / MANIFEST, CORPUS)
    library = opened(place, engine)
    library.add([written(place / "english.txt", ENGLISH)], Given())
    library.close()
    written(place / "english.txt", ENGLISH.replace("workshop", "seminar"))
    written(place / "report.txt", REPORT)
    written(place / "next.txt", NEXT)


def build(place: Path, engine: str) -> None:
    """Make the index anew, of another record than that which it stands for."""
    opened(place, engine).build()


def add(place: Path, engine: str) -> None:
    """Add two documents: one takes the place of the digest, the other that of an earlier text."""
    opened(place, engine).add([place / "report.txt", place / "english.txt"], Given())


def remove(place: Path, engine: str) -> None:
    """Remove a document."""
    opened(place, engine).remove("S/2021/77", "en")


CHANGES: dict[str, Callable[[Path, str], None]] = {"build": build, "add": add, "remove": remove}


def prepare(place: Path, engine: str, change: str) -> None:
    """Make a library that a change is then made to."""
    stock(place, engine)
    if change == "build":
        written(place / "corpus" / "digest.txt", DIGEST.replace("出席", "莅临"))


def view(place: Path, engine: str) -> View:
    """Look at a library as a new process would, mending included."""
    library = opened(place, engine)
    fits = True
    try:
        library.open()
    except IndexUnusableError as error:
        if "have changed" not in str(error):
            raise
        fits = False
        library.refresh()
    answers = tuple(
        library.search(arguments.parse([("q", question), ("per_page", "100")])) for question in QUESTIONS
    )
    library.close()
    return View(fits, answers, tuple((one.file, one.given) for one in held(place / "added")))


def litter(place: Path, engine: str, before: Generation | None) -> set[str]:
    """Return what lies about that belongs to neither of the last two states, nor to the record."""
    index = place / "index" / engine
    states = [state for state in (current(index), before) if state]
    named = {f"{state.folder}/{name}" for state in states for name in state.files}
    named |= {state.folder for state in states} | {"current", "lock"}
    found = {str(path.relative_to(index)) for path in index.rglob("*")} - named
    files = {NAME, *(one.file for one in held(place / "added"))}
    return found | ({path.name for path in (place / "added").iterdir()} - files)


def act(place: Path, engine: str, change: str, ready: Event) -> None:
    """Make a change, having said so first; what has to be loaded is loaded by then."""
    other = place.with_name(f"{place.name}-loaded")
    opened(other, engine).add([place / "next.txt"], Given())
    lose(other)
    ready.set()
    CHANGES[change](place, engine)


def hold(place: Path, ready: Event, leave: Event) -> None:
    """Be the one writer of a library until asked to leave."""
    with writing(config(place).library):
        ready.set()
        leave.wait(120)


def read(look: Callable[[], str], states: Collection[str], stop: Event, said: Queue[tuple[int, str]]) -> None:
    """Look at a library that somebody changes, until told to stop; say how often, and what was wrong."""
    count = 0
    wrong = ""
    try:
        while not (wrong or stop.is_set()):
            found = look()
            wrong = "" if found in states else found
            count += 1
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test is told
        wrong = repr(error)
    said.put((count, wrong))


def anew(place: Path, engine: str) -> str:
    """Open a library, as commands do, and ask it."""
    with opened(place, engine) as library:
        return shown(library)


def again(library: Library) -> str:
    """Ask a library that other threads ask too, as a server does."""
    library.refresh()
    return shown(library)


def shown(library: Library) -> str:
    """Write down an answer that several questions to the engine make, in whatever order."""
    results = library.search(
        arguments.parse([("q", "智利 OR Chile"), ("sort", "document"), ("per_page", "100")])
    )
    return repr((results.total, [(hit.id, hit.edition) for hit in results.hits], dict(results.facets)))


def units(document: str) -> list[Entry]:
    """Return the entries of a document for an engine that is written to directly."""
    return [
        Entry(f"{document}:{number:02}", document, f"{document}:{number:02}", "", {"exact": ("one",)}, {}, "")
        for number in range(20)
    ]


if __name__ == "__main__":
    try:
        engines.engine(sys.argv[2], Path(sys.argv[1])).write(Changes(units("last"), mark="last"))
    except IndexUnusableError:
        sys.exit(3)
