"""Follow libraries of different sizes from running servers, while documents are added one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from urllib.parse import quote

from indexer.library.library import Library
from indexer.runtime import config
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.document_library import DocumentLibrary
from scripts.bench.process_memory import ProcessMemory, Ran, children, memory
from scripts.bench.serving import Call, Client, our_calls, served

WORD = "委员会"
FACETS = f"/?q={quote(WORD)}"
PAGES = {
    "/documents": "/documents",
    "/states": "/states",
    f"/?q={WORD}": FACETS,
    "/api/v1/documents": "/api/v1/documents",
    "/api/v1/states": "/api/v1/states",
    f"/api/v1/search?q={WORD}": f"/api/v1/search?q={quote(WORD)}",
}
"""The addresses of the first pages, by the names under which they are reported."""


@dataclass(frozen=True, slots=True)
class PageTimes:
    """Milliseconds until a page was read: medians of all but the first, and after a change each time."""

    usual: float
    changed: float


@dataclass(frozen=True, slots=True)
class Service:
    """What was measured at one size.

    `added` is the median of seconds that `indexer add` of one file took, `processor` that of its processor
    time, `peak` the most memory of it;
    `refreshed` the median of milliseconds of processor time in which an open library notices it. `worker` is
    the memory of a web worker that has answered pages and questions.
    """

    added: float
    processor: float
    peak: int
    refreshed: float
    pages: dict[str, PageTimes]
    worker: ProcessMemory


@dataclass(frozen=True, slots=True)
class _Follower:
    """A server and a reader of one library, and what they have shown so far."""

    library: DocumentLibrary
    address: str
    worker: int
    reader: Library
    usual: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PAGES})
    changed: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PAGES})
    added: list[Ran] = field(default_factory=list)
    refreshed: list[float] = field(default_factory=list)

    def ask(self, times: dict[str, list[float]]) -> None:
        """Ask for each page once, over a new connection, and note how long it took."""
        with closing(Client(self.address)) as client:
            for name, path in PAGES.items():
                times[name].append(client.call(Call("GET", path)))

    def add(self, number: int) -> None:
        """Add a document by the command, and notice the change."""
        before = self.reader.refresh()
        self.added.append(self.library.indexer("add", str(self.library.new_file(number))))
        started = process_time()
        mark = self.reader.refresh()
        self.refreshed.append((process_time() - started) * 1000)
        if mark == before:
            raise RuntimeError("The document that was added is not noticed.")
        self.ask(self.changed)

    def service(self, worker: ProcessMemory) -> Service:
        """Return what was measured."""
        pages = {name: PageTimes(median(self.usual[name]), median(self.changed[name])) for name in PAGES}
        return Service(
            median(one.seconds for one in self.added),
            median(one.processor for one in self.added),
            max(one.peak for one in self.added),
            median(self.refreshed),
            pages,
            worker,
        )


def measure(
    libraries: Sequence[DocumentLibrary], questions: Sequence[BenchQuestion], rounds: int
) -> dict[int, Service]:
    """Measure all libraries in turn; return the results by the number of documents.

    Args:
        libraries: The libraries, which hold their documents.
        questions: What each server is asked before its memory is read.
        rounds: How many documents are added to each.

    """
    with ExitStack() as stack:
        followers = [stack.enter_context(_follower(library)) for library in libraries]
        memories = [_warmed(follower, questions, rounds) for follower in followers]
        for number in range(1, rounds + 1):
            for follower in followers:
                follower.add(number)
        return {
            follower.library.documents: follower.service(worker)
            for follower, worker in zip(followers, memories, strict=True)
        }


@contextmanager
def _follower(library: DocumentLibrary) -> Iterator[_Follower]:
    """Serve a library with one worker, and open it in this process too."""
    with (
        Library(config.load(library.config)) as reader,
        served(library.config, 1) as (address, server),
    ):
        with closing(Client(address)) as client:
            client.call(Call("GET", "/api/v1/health"))  # answered when there is a worker
        (worker,) = children(server)
        yield _Follower(library, address, worker, reader)


def _warmed(follower: _Follower, questions: Sequence[BenchQuestion], rounds: int) -> ProcessMemory:
    """Ask pages and questions; return the memory of the worker then."""
    follower.ask({name: [] for name in PAGES})
    with closing(Client(follower.address)) as client:
        for call in our_calls(questions):
            client.call(call)
    for _ in range(rounds):
        follower.ask(follower.usual)
    return memory(follower.worker)
