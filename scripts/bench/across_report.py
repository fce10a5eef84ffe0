"""Write what asking across languages costs as a section of the page of benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from scripts.bench.across_costs import AcrossRun, EngineCosts, Pair
from scripts.bench.goals import MIB, Figure, Goal
from scripts.bench.markdown import goal_row, table
from scripts.bench.measures import percentile

BEGIN = "<!-- across languages: written by `make bench` -->\n"
END = "<!-- across languages: end -->\n"
INTRODUCTION = """\
## Across languages
Measured on {date} (`ARGS="--only across"` does only this): {machine}.
Other programs used {others:.0f} % of the processors meanwhile.

{units:,} units, half of them in each language, made from {source}. Each question is asked with
`translate=false` and with `translate=true` in turn, by the same process; the medians of its rounds count.
Questions that have no translation, such as symbols, are left out.
"""
HOW = """\
Memory is that of the process (PSS), with the mapped files of the index and of the lexicon. The lexicon that
comes with the program is not a part of the index.
"""

MOMENTS = {
    "before": "before the first question across",
    "first": "after it",
    "after": "after all of them",
}
"""The moments at which the memory of a process is read."""


def placed(page: str, section: str) -> str:
    """Return a page in which a section stands between the markers; without them it is added at the end."""
    before, found, rest = page.partition(BEGIN)
    after = rest.partition(END)[2] if found else ""
    gap = "" if found or before.endswith("\n\n") or not before else "\n"
    return f"{before}{gap}{BEGIN}{section}{END}{after}"


def section_of(page: str) -> str:
    """Return the section that stands between the markers of a page; empty if there is none."""
    return page.partition(BEGIN)[2].partition(END)[0]


def section(run: AcrossRun) -> str:
    """Return what was measured as Markdown."""
    introduction = INTRODUCTION.format(
        date=run.machine.date,
        machine=run.machine.told,
        others=100 * run.others,
        units=run.units,
        source=run.source,
    )
    goals = table(
        ("figure", "goal", "measured", "units", "kept"), [goal_row(run, goal) for goal in GOALS], "llrrl"
    )
    heads = ("", *(one.engine for one in run.engines))
    figures = table(heads, list(_rows(run)), "l" + "r" * len(run.engines))
    return f"{introduction}\n{goals}\n{figures}\n{HOW}"


def _more(pair: Pair) -> float:
    return pair.across - pair.alone


def _alone(pair: Pair) -> float:
    return pair.alone


def _across(pair: Pair) -> float:
    return pair.across


def _at(share: float, pairs: Sequence[Pair], value: Callable[[Pair], float]) -> float:
    """Return a percentile over questions of a value in milliseconds."""
    return percentile([value(pair) for pair in pairs], share)


def _rows(run: AcrossRun) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table: what was measured, and its value with each engine."""
    yield "questions", *(str(len(one.taken.wall)) for one in run.engines)
    told = {"without translations": _alone, "with translations": _across, "difference": _more}
    for name, value in told.items():
        yield f"{name}: p50 / p95, ms", *(_percentiles(one.taken.wall, value) for one in run.engines)
    for name, value in told.items():
        cells = (_percentiles(one.taken.processor, value) for one in run.engines)
        yield f"{name}, processor time: p50 / p95, ms", *cells
    for name in ("before", "first", "after"):
        cells = (f"{getattr(one.taken.memory, name) / MIB:.0f}" for one in run.engines)
        yield f"memory, MiB: {MOMENTS[name]}", *cells
    yield "index, MiB", *(f"{one.disk / MIB:.1f}" for one in run.engines)
    yield "of it the learned lexicon, MiB", *(f"{one.lexicon / MIB:.1f}" for one in run.engines)


def _percentiles(pairs: Sequence[Pair], value: Callable[[Pair], float]) -> str:
    return f"{_at(0.5, pairs, value):.1f} / {_at(0.95, pairs, value):.1f}"


def _slower(engine: str, run: AcrossRun) -> Figure | None:
    return _figure(run, engine, lambda one: _at(0.5, one.taken.wall, _more), "{:.1f} ms")


def _slowest(engine: str, run: AcrossRun) -> Figure | None:
    return _figure(run, engine, lambda one: _at(0.95, one.taken.wall, _across), "{:.1f} ms")


def _larger(engine: str, run: AcrossRun) -> Figure | None:
    return _figure(run, engine, lambda one: one.disk / (one.disk - one.lexicon), "{:.2f}")


def _memory(engine: str, run: AcrossRun) -> Figure | None:
    """Return by how many MiB a process has grown after all questions across."""
    return _figure(
        run, engine, lambda one: (one.taken.memory.after - one.taken.memory.before) / MIB, "{:.0f} MiB"
    )


def _figure(run: AcrossRun, engine: str, value: Callable[[EngineCosts], float], form: str) -> Figure | None:
    costs = run.of(engine)
    if costs is None:
        return None
    measured = value(costs)
    return Figure(measured, form.format(measured), run.units)


GOALS = (
    *(
        Goal(f"{engine}: median of the difference", 12, partial(_slower, engine), most=True, unit=" ms")
        for engine in ("whoosh", "tantivy")
    ),
    Goal("tantivy: p95 with translations", 40, partial(_slowest, "tantivy"), most=True, unit=" ms"),
    *(
        Goal(f"{engine}: memory more after all", 60, partial(_memory, engine), most=True, unit=" MiB")
        for engine in ("whoosh", "tantivy")
    ),
    *(
        Goal(f"{engine}: index / index without lexicon", 1.25, partial(_larger, engine), most=True)
        for engine in ("whoosh", "tantivy")
    ),
)
"""The promised figures."""
