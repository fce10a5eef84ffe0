"""Measure how the work with a library grows with the number of its documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

from msgspec import json

from scripts.bench import document_service, short_documents
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.document_library import Disk, DocumentLibrary, Spent
from scripts.bench.document_service import Service
from scripts.bench.machine import Machine, OtherWork, machine
from scripts.bench.sentences import Material
from scripts.figures import BIN, timed

Part: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""Begins a part of the run, which takes as long as a `with` block."""
COLD = ("委员会", short_documents.symbol(0))
"""What the command `search` is asked: a word that a tenth of the paragraphs have, and a symbol."""

KEPT = "bulk.json"
"""The name of the file that says what it took to make a library."""
MOST_BARE = 10_000
"""How many documents are analysed bare at most, each before and after all are added."""
MOST_CHANGES = 3
"""How often the document that is kept by hand is changed at most."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: the numbers of documents, and how often what is short is repeated.

    With `reuse`, libraries that an earlier run has made are taken, and what it took to make them.
    """

    sizes: tuple[int, ...]
    rounds: int
    reuse: bool = False


@dataclass(frozen=True, slots=True)
class Bulk:
    """What adding all documents in one command took, and bare analysis; the peak is in bytes."""

    added: Spent
    bare: Spent
    peak: int
    disk: Disk


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """Seconds that `indexer build` took, and with --if-stale after no change, one change and an upgrade."""

    whole: float
    unchanged: float
    one_changed: float
    upgraded: float


@dataclass(frozen=True, slots=True)
class LibraryFigures:
    """All that was measured at one number of documents; `cold` has the seconds of each of COLD."""

    documents: int
    bulk: Bulk
    cold: dict[str, float]
    service: Service
    rebuilding: Rebuilding


@dataclass(frozen=True, slots=True)
class DocumentsRun:
    """What was measured in one run; `others` is the share of the processors that other programs used."""

    machine: Machine
    source: str
    scale: Scale
    sizes: tuple[LibraryFigures, ...]
    others: float


def measure(  # noqa: PLR0913 - all that a run is made of
    scale: Scale,
    place: Path,
    material: Material,
    questions: Sequence[BenchQuestion],
    part: Part,
    *,
    say: Callable[[str], None],
) -> DocumentsRun:
    """Make libraries of all sizes, and measure them.

    Args:
        scale: How much is measured.
        place: A folder for the libraries.
        material: The sentences of which documents are made.
        questions: What servers are asked before their memory is read.
        part: Is told which part of the run begins.
        say: Prints what was measured.

    """
    others = OtherWork()
    libraries = [DocumentLibrary(place.resolve() / str(size), size) for size in scale.sizes]
    bulks = {}
    for library in libraries:
        with part(f"adding, {library.documents:,} documents"):
            bulks[library.documents] = _kept(library, scale) or _bulk(library, material)
        say(f"  {bulks[library.documents]}")
    with part("cold start by documents"):
        cold = _cold(libraries, scale.rounds)
    say(f"  {cold}")
    with part("documents added one by one"):
        services = document_service.measure(libraries, questions, scale.rounds)
    say(f"  {services}")
    sizes = []
    for library in libraries:
        with part(f"rebuilding, {library.documents:,} documents"):
            size = library.documents
            rebuilding = _rebuilding(library, scale.rounds)
            sizes.append(LibraryFigures(size, bulks[size], cold[size], services[size], rebuilding))
        say(f"  {rebuilding}")
    return DocumentsRun(machine(), material.source, scale, tuple(sizes), others.share)


def _kept(library: DocumentLibrary, scale: Scale) -> Bulk | None:
    """Return what an earlier run has measured, if it is to be used and there is any."""
    kept = library.place / KEPT
    if not scale.reuse or not kept.exists():
        return None
    library.indexer("build", "--if-stale")  # the earlier run has left it as of a later version
    return json.decode(kept.read_bytes(), type=Bulk)


def _bulk(library: DocumentLibrary, material: Material) -> Bulk:
    """Add all documents; the first of them are analysed bare before, and the last ones afterwards."""
    (library.place / KEPT).unlink(missing_ok=True)
    texts = library.begin(material)
    count = min(library.documents // 2, MOST_BARE)
    before = library.bare_analysis(0, count)
    ran = library.indexer("add", str(texts))
    after = library.bare_analysis(library.documents - count, library.documents)
    added = Spent(library.documents, ran.seconds, ran.processor)
    made = Bulk(added, before + after, ran.peak, library.disk())
    (library.place / KEPT).write_bytes(json.encode(made))
    return made


def _cold(libraries: Sequence[DocumentLibrary], rounds: int) -> dict[int, dict[str, float]]:
    """Time `search` in new processes, each library in turn; the first round is left out."""
    times: dict[int, dict[str, list[float]]] = {
        library.documents: {asked: [] for asked in COLD} for library in libraries
    }
    for _ in range(rounds + 1):
        for asked in COLD:
            for library in libraries:
                taken = timed([str(BIN / "search"), asked], library.environment)
                times[library.documents][asked].append(taken)
    return {size: {asked: median(taken[1:]) for asked, taken in each.items()} for size, each in times.items()}


def _rebuilding(library: DocumentLibrary, rounds: int) -> Rebuilding:
    """Time the ways to make the index correspond; afterwards the library is one of the later version."""
    stale = ("build", "--if-stale")
    unchanged = median(library.indexer(*stale).seconds for _ in range(rounds))
    changed = []
    for number in range(1, min(rounds, MOST_CHANGES) + 1):
        library.change_kept(number)
        changed.append(library.indexer(*stale).seconds)
    whole = library.indexer("build").seconds
    return Rebuilding(whole, unchanged, median(changed), library.upgraded_indexer(*stale).seconds)
