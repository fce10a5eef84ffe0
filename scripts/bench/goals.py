"""Compare the promised figures with the measured ones; ratios use measurements of the same run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from scripts.bench.contest import Outcome
from scripts.bench.measured import BenchRun, Size
from scripts.bench.measures import fit, percentile

LARGEST, MIDDLE, SMALLEST = 200_000, 40_000, 4_000
MIB = 2**20
Run = TypeVar("Run")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, its explanation, and the size at which it was measured."""

    value: float
    told: str
    units: int | None = None


@dataclass(frozen=True, slots=True)
class Goal(Generic[Run]):
    """A promise: the figure is at least the limit, or with `most` at most the limit; `unit` is its unit."""

    name: str
    limit: float
    measure: Callable[[Run], Figure | None]
    most: bool = False
    unit: str = ""

    @property
    def wanted(self) -> str:
        """The promise in words."""
        return f"at {'most' if self.most else 'least'} {self.limit:g}{self.unit}"

    def kept(self, figure: Figure) -> bool:
        """Tell whether a figure keeps the promise."""
        return figure.value <= self.limit if self.most else figure.value >= self.limit


def ratio(above: float, below: float, form: str, units: int | None) -> Figure:
    """Return the ratio of two measured values, which are told in the format `form`."""
    told = f"{above:{form}} / {below:{form}} = {above / below:.2f}"
    return Figure(above / below, told, units)


def _percentile(one: Outcome, share: float) -> float:
    return percentile(one.full.all, share)


def _than_fts5(run: BenchRun) -> Figure | None:
    size = run.at(LARGEST)
    ours, fts5 = size.of("tantivy"), size.of("fts5")
    if not (ours and fts5):
        return None
    return ratio(_percentile(fts5, 0.95), _percentile(ours, 0.95), ".2f", size.units)


def _than_bare(run: BenchRun) -> Figure | None:
    """Return how much longer our median answer takes than that of bare tantivy, in milliseconds."""
    size = run.at(LARGEST)
    ours, bare = size.of("tantivy"), size.of("bare-tantivy")
    if not (ours and bare):
        return None
    mine, limit = _percentile(ours, 0.5), _percentile(bare, 0.5)
    return Figure(mine - limit, f"{mine:.2f} - {limit:.2f} = {mine - limit:.2f} ms", size.units)


def _than_opensearch(run: BenchRun) -> Figure | None:
    served = {one.name: one.alone.p95 for one in run.served}
    if not {"tantivy", "direct-opensearch"} <= served.keys():
        return None
    return ratio(served["tantivy"], served["direct-opensearch"], ".2f", run.sizes[-1].units)


def _requests(run: BenchRun) -> Figure | None:
    rates = [one.rate for one in run.served if one.name == "tantivy"]
    return Figure(rates[0], f"{rates[0]:.0f}", run.sizes[-1].units) if rates else None


def _whoosh(share: float, run: BenchRun) -> Figure | None:
    size = run.at(SMALLEST)
    if not (ours := size.of("whoosh")):
        return None
    taken = _percentile(ours, share)
    return Figure(taken, f"{taken:.2f} ms", size.units)


def _native_facets(run: BenchRun) -> Figure | None:
    """Compare our counting of facets with whoosh's own, by the median of rare words."""
    size = run.at(MIDDLE)
    ours, native = size.of("whoosh"), size.of("plain-whoosh")
    if not (ours and native):
        return None
    mine, theirs = (percentile(run.times(one.full, "rare word"), 0.5) for one in (ours, native))
    return ratio(theirs, mine, ".2f", size.units)


def _share_of_analysis(run: BenchRun) -> Figure | None:
    """Compare the rate of building with the rate of the analysis alone."""
    size = run.at(LARGEST)
    ours = size.of("tantivy")
    return ratio(size.units / ours.built.seconds, size.rate, ".0f", size.units) if ours else None


def _than_whoosh(run: BenchRun) -> Figure | None:
    size = run.at(LARGEST)
    ours, whoosh = size.of("tantivy"), size.of("whoosh")
    if not (ours and whoosh):
        return None
    return ratio(size.units / ours.built.seconds, size.units / whoosh.built.seconds, ".0f", size.units)


def _growth(contender: str, run: BenchRun) -> Figure | None:
    """Return how far build times deviate from a straight line, in percent."""
    seconds = {size.units: one.built.seconds for size in run.sizes if (one := size.of(contender))}
    if len(seconds) <= 1:
        return None
    line = fit(seconds)
    return Figure(100 * line.off, f"{100 * line.off:.0f} % ({line.slope * 1000:.2f} ms a unit)", max(seconds))


def _memory(contender: str, run: BenchRun) -> Figure | None:
    """Return the peak memory of building and asking, in MiB."""
    size: Size = run.at(LARGEST)
    one = size.of(contender)
    if not one:
        return None
    peaks = (one.built.peak / MIB, one.peak / MIB)
    return Figure(max(peaks), f"{peaks[0]:.0f} MiB to build, {peaks[1]:.0f} MiB to ask", size.units)


def _added(run: BenchRun) -> Figure | None:
    return None if run.added is None else Figure(run.added, f"{run.added:.0f} ms", run.sizes[-1].units)


def _late(contender: str, run: BenchRun) -> Figure | None:
    """Return the latest refusal among sizes of MIDDLE units or more, or else at the largest size."""
    sizes = [size for size in run.sizes if size.units >= MIDDLE] or run.sizes[-1:]
    late = [(one, size) for size in sizes for one in size.costliest if one.engine == contender]
    if not late:
        return None
    one, size = max(late, key=lambda pair: pair[0].late)
    return Figure(one.late, f"{one.late:.0f} ms ({one.kind})", size.units)


def _cold(run: BenchRun) -> Figure | None:
    return ratio(run.cold.search, run.cold.jieba, ".3f", None) if run.cold else None


GOALS = (
    Goal("full question, tantivy: p95 of SQLite FTS5 / p95", 10, _than_fts5),
    Goal("full question, tantivy: median less that of bare tantivy", 1.5, _than_bare, most=True, unit=" ms"),
    Goal("over HTTP, tantivy, 2 workers: p95 / p95 of OpenSearch", 1, _than_opensearch, most=True),
    Goal("over HTTP, tantivy, 2 workers: requests a second", 300, _requests),
    Goal("full question, whoosh: p50", 3, partial(_whoosh, 0.5), most=True, unit=" ms"),
    Goal("full question, whoosh: p95", 12, partial(_whoosh, 0.95), most=True, unit=" ms"),
    Goal("rare words, whoosh: median with its native facets / ours", 10, _native_facets),
    Goal("build with tantivy, from text: rate / rate of bare analysis", 0.6, _share_of_analysis),
    Goal("build with tantivy, from text: rate / rate with whoosh", 4, _than_whoosh),
    Goal("build with tantivy: off a straight line", 15, partial(_growth, "tantivy"), most=True, unit=" %"),
    Goal("build with whoosh: off a straight line", 15, partial(_growth, "whoosh"), most=True, unit=" %"),
    Goal("peak memory, tantivy", 600, partial(_memory, "tantivy"), most=True, unit=" MiB"),
    Goal("peak memory, whoosh", 600, partial(_memory, "whoosh"), most=True, unit=" MiB"),
    Goal("one document added, tantivy: found after", 300, _added, most=True, unit=" ms"),
    Goal("refused after the deadline, tantivy", 1000, partial(_late, "tantivy"), most=True, unit=" ms"),
    Goal("refused after the deadline, whoosh", 1000, partial(_late, "whoosh"), most=True, unit=" ms"),
    Goal("cold `search 联络人`, tantivy / loading jieba", 0.35, _cold, most=True),
)
"""The promised figures; those of a question hold at the largest size unless they say otherwise."""
