"""Write the page of the benchmark: tables in Markdown, made from the measurements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.bench import contenders
from scripts.bench.bench_questions import SHARES
from scripts.bench.contest import ContestTimes, Outcome, agreement
from scripts.bench.goals import GOALS, MIB
from scripts.bench.markdown import NONE, goal_row, table
from scripts.bench.measured import BenchRun, Size
from scripts.bench.measures import percentile, spread
from scripts.bench.plot import Panel, svg

PICTURE = "benchmarks.svg"
HOW = """\
## How it is measured
- Every contender has a process of its own. Questions go round in blocks of 20: each contender in turn answers
  a block, so that what disturbs the machine disturbs all. One round is not counted. Who took longer than its
  share of time was asked fewer rounds.
- *Full* answers have 20 units with facets, counted as our page shows them, and marks; *light* ones 20
  units and the total. Ours are `Library.search`, which also makes labels, addresses and citations; light is
  the plan and the engine alone. Opponents get the question planned beforehand, in the fewest words that match
  the same, and hold no headings.
- `bare-tantivy` counts no facets either way: it is the limit. `plain-whoosh` analyses texts and questions by
  itself, so its totals are its own; it makes no marks, and is left out where it would take too long.
- Ours build from the text (read, structured, annotated, cut into tokens, committed), the others from tokens
  that were made before. *Analysis alone* is the former without an engine.
- Memory is the most that the process has had (for OpenSearch that of its client), the disk that of the index.
"""
COSTLIEST = """\
## The costliest questions that are permitted

Processor time, nothing read beforehand: to answer one, and from a deadline, set at a quarter of that, to its
refusal.
"""
INTRODUCTION = """\
Measured on {date} by `make bench`: {machine}.

The documents are made, always the same, from {source}, with invented names, numbers, symbols, States and
citations; {questions} questions are drawn from them. Machines are noisy: trust the ratios, which are of one
run.

![Time of answers and of builds by size of the library]({picture})
"""


def page(run: BenchRun) -> str:
    """Return the page as Markdown."""
    return "\n".join(
        (
            "# Benchmarks\n",
            INTRODUCTION.format(
                date=run.machine.date,
                machine=run.machine.told,
                source=run.source,
                questions=len(run.questions),
                picture=PICTURE,
            ),
            *_who(run),
            *_missing(run),
            "## What is promised\n",
            table(
                ("figure", "goal", "measured", "units", "kept"),
                [goal_row(run, goal) for goal in GOALS],
                "llrrl",
            ),
            *(_size(run, size) for size in run.sizes),
            _kinds(run, run.sizes[-1]),
            _costliest(run),
            _growth(run),
            _served(run),
            _agreement(run),
            HOW,
            _parts(run),
        )
    )


def picture(run: BenchRun) -> str:
    """Return the picture of the page, as SVG."""
    slow = {
        name: {size.units: percentile(one.full.all, 0.95) for size in run.sizes if (one := size.of(name))}
        for name in _names(run)
    }
    built = {
        name: {size.units: one.built.seconds for size in run.sizes if (one := size.of(name))}
        for name in _names(run)
    }
    built["analysis alone"] = {size.units: size.analysis.seconds for size in run.sizes}
    told = "; ".join(
        f"{name}: {values[max(values)]:.1f} ms at {max(values):,} units" for name, values in slow.items()
    )
    return svg(
        "Time of answers and of builds by size of the library",
        f"95th percentile of full answers: {told}. Machine and date stand on the page benchmarks.md.",
        (
            Panel("Full answers: 95th percentile", "milliseconds", slow),
            Panel("Building the index", "seconds", built),
        ),
    )


def _names(run: BenchRun) -> tuple[str, ...]:
    taking = {one.name for size in run.sizes for one in size.outcomes}
    return tuple(name for name in contenders.NAMES if name in taking)


def _who(run: BenchRun) -> Iterable[str]:
    """Yield a line for each contender that says what it is."""
    for name in _names(run):
        yield f"- `{name}`: {contenders.kind(name).told}"
    yield ""


def _missing(run: BenchRun) -> Iterable[str]:
    """Yield a line for each contender that took no part."""
    for name, why in run.missing.items():
        yield f"`{name}` took no part: {why}.\n"


def _size(run: BenchRun, size: Size) -> str:
    """Return the section of one size."""
    heads = (
        "contender",
        "built",
        "units/s",
        "MiB",
        "disk",
        "opened",
        "full p50",
        "p95",
        "p99",
        "light p50",
        "p95",
    )
    rows = [("analysis alone", f"{size.analysis.seconds:.1f} s", f"{size.rate:,.0f}", *[NONE] * 8)]
    rows += [(*_outcome(size, one), *_spread(one.full), *_spread(one.light)[:2]) for one in size.outcomes]
    rounds = ", ".join(
        f"{one.name} {one.full.rounds} and {one.light.rounds}"
        for one in size.outcomes
        if one.full.rounds != one.light.rounds
        or one.full.rounds < max(each.light.rounds for each in size.outcomes)
    )
    words = ", ".join(f"{field} {count:,}" for field, count in size.analysis.vocabulary.items())
    left_out = ", ".join(
        kind.name for kind in contenders.TABLE if kind.most < size.units and kind.name not in run.missing
    )
    return "\n".join(
        (
            f"## {size.units:,} units\n",
            f"{size.analysis.entries:,} entries with heads and headings; distinct tokens: {words}.\n",
            "Answers and opening in a new process in ms, memory (building, asking) and disk in MiB.\n",
            table(heads, rows, "l" + "r" * 10),
            *([f"Fewer rounds (full and light): {rounds}.\n"] if rounds else []),
            *([f"Too slow to build at this size: {left_out}.\n"] if left_out else []),
        )
    )


def _outcome(size: Size, one: Outcome) -> Sequence[str]:
    """Return the cells of a contender for building, memory, disk and opening."""
    return (
        one.name,
        f"{one.built.seconds:.1f} s",
        f"{size.units / one.built.seconds:,.0f}",
        f"{one.built.peak / MIB:.0f}, {one.peak / MIB:.0f}",
        f"{one.built.disk / MIB:.1f}",
        f"{one.opened * 1000:.0f}" if contenders.kind(one.name).ours else NONE,  # others plan here too
    )


def _spread(asked: ContestTimes) -> Sequence[str]:
    found = spread(asked.all)
    return f"{found.p50:.2f}", f"{found.p95:.2f}", f"{found.p99:.2f}"


def _kinds(run: BenchRun, size: Size) -> str:
    """Return the table of full answers by kind of question."""
    rows = []
    for one in size.outcomes:
        cells = [one.name]
        for kind in SHARES:
            times = run.times(one.full, kind)
            cells.append(f"{percentile(times, 0.5):.2f} / {percentile(times, 0.95):.2f}")
        rows.append(cells)
    heads = ("p50 / p95, ms", *SHARES)
    return f"## Full answers by kind of question, {size.units:,} units\n\n" + table(
        heads, rows, "l" + "r" * 7
    )


def _costliest(run: BenchRun) -> str:
    """Return the table of the costliest questions, with all sizes; empty if they were not asked."""
    columns = [
        (size, engine) for size in run.sizes for engine in dict.fromkeys(c.engine for c in size.costliest)
    ]
    if not columns:
        return ""
    cells = {
        (size.units, one.engine, one.kind): f"{one.cpu:.0f} / {one.late:.0f}"
        for size in run.sizes
        for one in size.costliest
    }
    kinds = dict.fromkeys(one.kind for size in run.sizes for one in size.costliest)
    rows = [(kind, *(cells[size.units, engine, kind] for size, engine in columns)) for kind in kinds]
    heads = ("ms", *(f"{engine}, {size.units:,}" for size, engine in columns))
    return f"{COSTLIEST}\n" + table(heads, rows, "l" + "r" * len(columns))


def _growth(run: BenchRun) -> str:
    """Return the table of the vocabulary at each size."""
    heads = ("vocabulary", *(f"{size.units:,} units" for size in run.sizes))
    rows = [
        (field, *(f"{size.analysis.vocabulary[field]:,}" for size in run.sizes))
        for field in run.sizes[0].analysis.vocabulary
    ]
    return "## Growth of the vocabulary\n\n" + table(heads, rows, "l" + "r" * len(run.sizes))


def _served(run: BenchRun) -> str:
    """Return the table of the answers over HTTP; empty if none were measured."""
    if not run.served:
        return ""
    heads = ("over HTTP, full answers", "p50, ms", "p95", "p99", "requests/s")
    rows = [
        (one.name, f"{one.alone.p50:.2f}", f"{one.alone.p95:.2f}", f"{one.alone.p99:.2f}", f"{one.rate:.0f}")
        for one in run.served
    ]
    what = (
        f"{run.sizes[-1].units:,} units; one client for the times, four at once for the requests a second.\n"
    )
    return f"## Over HTTP\n\n{what}\n" + table(heads, rows, "lrrrr")


def _agreement(run: BenchRun) -> str:
    """Compare each contender that is asked the same questions with the first one, at every size."""
    rows = []
    for size in run.sizes:
        first, *others = size.outcomes
        for other in others:
            found = agreement(first, other, run.questions)
            if found.of.total():
                cells = [
                    f"{found.same[kind]} of {found.of[kind]}" if found.of[kind] else NONE for kind in SHARES
                ]
                rows.append((f"{size.units:,}", f"{first.name}, {other.name}", *cells))
    if not rows:
        return ""
    heads = ("units", "the same total", *SHARES)
    told = (
        "Of so many questions both found the same number of units: the opponents answer the same question.\n"
    )
    return f"## Agreement\n\n{told}\n" + table(heads, rows, "rl" + "r" * len(SHARES))


def _parts(run: BenchRun) -> str:
    """Return the line that says how long each part of the run took."""
    listed = ", ".join(f"{name} {seconds / 60:.1f}" for name, seconds in run.parts)
    total = sum(seconds for _, seconds in run.parts)
    return f"The run took {total / 60:.1f} minutes: {listed}.\n"
