"""The command of the benchmark: prepare, build and ask with all contenders, and write pages and picture."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from scripts.bench import (
    across_costs,
    across_report,
    bench_questions,
    cold_start,
    contenders,
    contest,
    corpus,
    costliest,
    document_report,
    document_sizes,
    report,
    rows,
    sentences,
    serving,
)
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_process import ROOT
from scripts.bench.contenders.contender import Ground
from scripts.bench.document_sizes import Scale
from scripts.bench.machine import machine
from scripts.bench.measured import BenchRun, Size
from scripts.bench.serving import Served
from scripts.opensearch import Cluster, MissingError, assemble

PAGE = "benchmarks.md"
SIZES = (4_000, 40_000, 200_000)
QUICK_SIZES = (200, 400)
DOCUMENTS = (100, 10_000, 100_000)
QUICK_DOCUMENTS = (20, 60, 200)
QUICK_QUESTIONS = 21
HEAP = 1024
"""The heap of the OpenSearch node, in MiB."""
FAST = "tantivy"
"""The engine of ours that is served over HTTP, gets a document added and is started cold."""
HALVES = ("engines", "documents", "across")
"""What is measured: our engines beside others, libraries of many documents, and asking across languages."""
ACROSS_UNITS = 40_000


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured; `budget` is in seconds for each contender, size and manner of asking."""

    halves: tuple[str, ...]
    sizes: tuple[int, ...]
    documents: Scale
    names: tuple[str, ...]
    questions: int
    rounds: int
    budget: float
    moments: int
    seconds: float
    place: Path
    out: Path
    opensearch: str


@dataclass(frozen=True, slots=True)
class Parts:
    """How many seconds each part of the run took; prints the parts as they begin."""

    taken: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Add the time of a `with` block to a part."""
        print(f"{name}...", flush=True)
        started = monotonic()
        yield
        self.taken[name] = self.taken.get(name, 0.0) + monotonic() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark, and write the pages and the picture."""
    options = _options(_parser().parse_args(arguments))
    options.out.mkdir(parents=True, exist_ok=True)
    if "engines" in options.halves:
        with ExitStack() as stack:
            run = measure(options, _node(options, stack))
        _write_page(options.out / PAGE, report.page(run), across_report.section_of(_read(options.out / PAGE)))
        (options.out / report.PICTURE).write_text(report.picture(run), encoding="utf-8")
        print(f"Written: {options.out / PAGE}")
    if "documents" in options.halves:
        _measure_documents(options)
    if "across" in options.halves:
        _measure_across(options)
    return 0


def _measure_across(options: Options) -> None:
    """Measure what asking across languages costs, and write the section of the page."""
    material = sentences.material()
    asked = bench_questions.draw(material, options.questions)
    units = min(ACROSS_UNITS, max(options.sizes))
    ground = _ground(options, units, "")
    run = across_costs.measure(ground, material, asked, options.rounds, Parts().part)
    page = options.out / PAGE
    _write_page(page, _read(page), across_report.section(run))
    print(f"Written: {page}")


def _write_page(page: Path, text: str, across: str) -> None:
    """Write a page with the section about asking across languages, if there is one."""
    page.write_text(across_report.placed(text, across) if across else text, encoding="utf-8")


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _measure_documents(options: Options) -> None:
    """Measure libraries of many documents, and write the section of their page."""
    if why := contenders.missing(contenders.kind(FAST), ""):
        print(f"Libraries of many documents are not measured: {FAST} takes no part: {why}.")
        return
    material = sentences.material()
    asked = bench_questions.draw(material, options.questions)
    place, page = options.place / "documents", options.out / document_report.PAGE
    run = document_sizes.measure(options.documents, place, material, asked, Parts().part, say=_say)
    section = document_report.section(run, len(asked))
    page.write_text(document_report.placed(_read(page), section), encoding="utf-8")
    print(f"Written: {page}")


def measure(options: Options, opensearch: str) -> BenchRun:
    """Measure our engines beside others.

    Args:
        options: How much is measured.
        opensearch: The address of an OpenSearch node, empty if there is none.

    """
    parts = Parts()
    material = sentences.material()
    asked = bench_questions.draw(material, options.questions)
    kinds = [contenders.kind(name) for name in options.names]
    missing = {kind.name: why for kind in kinds if (why := contenders.missing(kind, opensearch))}
    taking = tuple(kind for kind in kinds if kind.name not in missing)
    sizes = []
    for units in options.sizes:
        names = tuple(kind.name for kind in taking if kind.most >= units)
        ground = _ground(options, units, opensearch)
        corpus.write(ground.place, material, units)
        sizes.append(_size(options, parts, asked, ground, names))
    ground = _ground(options, options.sizes[-1], opensearch)
    names = tuple(kind.name for kind in taking)
    with parts.part("over HTTP"):
        served = _served(options, ground, asked, names)
    cold = added = None
    if FAST in names:
        with parts.part("one document added"):
            added = cold_start.added(contest.own(ground, FAST), FAST, options.moments)
        with parts.part("cold start"):
            cold = cold_start.cold(options.place / "cold", FAST, options.moments)
    return BenchRun(
        machine(),
        material.source,
        asked,
        tuple(sizes),
        missing,
        served,
        cold,
        added,
        tuple(parts.taken.items()),
    )


def _size(
    options: Options, parts: Parts, asked: tuple[BenchQuestion, ...], ground: Ground, names: tuple[str, ...]
) -> Size:
    """Measure one size: analysis, building, asking, and the costliest questions."""
    units = int(ground.place.name)
    with parts.part(f"analysis, {units:,}"):
        analysis = rows.analyse(ground.corpus, ground.rows)
    with parts.part(f"building, {units:,}"):
        built = contest.build(names, ground, _say)
    with parts.part(f"asking, {units:,}"):
        outcomes = contest.ask(built, ground, asked, options.rounds, options.budget)
    with parts.part(f"costliest questions, {units:,}"):
        costly = [
            one for name in names if name in costliest.ENGINES
            for one in costliest.measure(contest.own(ground, name), name)
        ]  # fmt: skip
    return Size(analysis.units, analysis, tuple(outcomes), tuple(costly))


def _served(
    options: Options, ground: Ground, asked: tuple[BenchQuestion, ...], names: tuple[str, ...]
) -> tuple[Served, ...]:
    """Measure over HTTP those servers whose contenders take part."""
    servers = {}
    with ExitStack() as stack:
        if FAST in names:
            address = stack.enter_context(serving.webui(contest.own(ground, FAST), FAST))
            servers[FAST] = (address, serving.our_calls(asked))
        if "direct-opensearch" in names:
            servers["direct-opensearch"] = (ground.opensearch, serving.their_calls(ground, asked))
        return serving.measure(servers, options.rounds, options.seconds, _say) if servers else ()


def _ground(options: Options, units: int, opensearch: str) -> Ground:
    place = options.place / str(units)
    return Ground(place / "corpus", place / rows.FILE, place, opensearch)


def _node(options: Options, stack: ExitStack) -> str:
    """Return the address of the given node, or of one that is started; empty if there is none."""
    wanted = any(contenders.kind(name).server for name in options.names)
    if options.opensearch or not wanted:
        return options.opensearch
    try:
        return stack.enter_context(Cluster(assemble(), nodes=1, full_jit=True, heap=HEAP)).urls[0]
    except MissingError as error:
        print(f"OpenSearch takes no part: {error}.")
        return ""


def _say(line: str) -> None:
    print(line, flush=True)


def _options(given: argparse.Namespace) -> Options:
    """Return the options of the command line, with defaults for a quick or a full run."""
    quick: bool = given.quick
    place: Path = given.place
    documents = tuple(sorted(given.documents or (QUICK_DOCUMENTS if quick else DOCUMENTS)))
    return Options(
        halves=(given.only,) if given.only else HALVES,
        documents=Scale(documents, rounds=given.rounds or (1 if quick else 7), reuse=given.reuse),
        sizes=tuple(sorted(given.sizes or (QUICK_SIZES if quick else SIZES))),
        names=tuple(given.contenders or contenders.NAMES),
        questions=QUICK_QUESTIONS if quick else 200,
        rounds=given.rounds or (1 if quick else 5),
        budget=given.budget or (5 if quick else 40),
        moments=2 if quick else 11,
        seconds=1 if quick else 10,
        place=place,
        out=given.out or (place / "quick" if quick else ROOT / "docs"),
        opensearch=given.opensearch,
    )


def _listed(kind: Callable[[str], int | str]) -> Callable[[str], list[int | str]]:
    return lambda text: [kind(one.strip()) for one in text.split(",")]


def _name(text: str) -> str:
    if text not in contenders.NAMES:
        raise argparse.ArgumentTypeError(
            f"no contender is called {text}; there are {', '.join(contenders.NAMES)}"
        )
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.bench", description="Measure our engines beside others, in one run."
    )
    parser.add_argument("--sizes", type=_listed(int), help="units, as in 4000,40000")
    parser.add_argument("--contenders", type=_listed(_name), help=f"of {','.join(contenders.NAMES)}")
    parser.add_argument("--documents", type=_listed(int), help="documents, as in 100,10000")
    parser.add_argument(
        "--reuse", action="store_true", help="take libraries of many documents that an earlier run made"
    )
    parser.add_argument("--only", choices=HALVES, help="this part of the benchmark")
    parser.add_argument("--rounds", type=int, help="how often each question is asked and counted")
    parser.add_argument("--budget", type=float, help="seconds for each contender, size and manner of asking")
    parser.add_argument("--quick", action="store_true", help="all parts at a few hundred units")
    parser.add_argument("--opensearch", default="", help="address of a node; without it one is started")
    parser.add_argument("--place", type=Path, default=ROOT / "var" / "bench", help="where it is done")
    parser.add_argument("--out", type=Path, help="where pages and picture go")
    return parser
