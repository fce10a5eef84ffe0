"""Compare what is promised of large libraries with what was measured; ratios are of the same run."""

from __future__ import annotations

from functools import partial

from scripts.bench.document_service import WORD
from scripts.bench.document_sizes import DocumentsRun
from scripts.bench.goals import MIB, Figure, Goal, ratio


def _cold(run: DocumentsRun) -> Figure:
    """Return the question of which the time grows most."""
    least, most = run.sizes[0], run.sizes[-1]
    return max(
        (ratio(most.cold[asked], least.cold[asked], ".3f", most.documents) for asked in most.cold),
        key=lambda figure: figure.value,
    )


def _added(run: DocumentsRun) -> Figure:
    one = run.sizes[-1]
    return Figure(one.service.added, f"{one.service.added:.2f} s", one.documents)


def _page(name: str, run: DocumentsRun) -> Figure:
    """Return the longer of two times of a page: usually, and after each change."""
    one = run.sizes[-1]
    times = one.service.pages[name]
    told = f"{times.usual:.1f} ms; {times.changed:.1f} ms after a change"
    return Figure(max(times.usual, times.changed), told, one.documents)


def _refreshed(run: DocumentsRun) -> Figure:
    one = run.sizes[-1]
    return Figure(one.service.refreshed, f"{one.service.refreshed:.2f} ms", one.documents)


def _bulk(run: DocumentsRun) -> Figure:
    one = run.sizes[-1]
    return ratio(one.bulk.added.rate, one.bulk.bare.rate, ".0f", one.documents)


def _memory(run: DocumentsRun) -> Figure:
    """Return the memory with the mapped files of the index; what no file holds is told beside it."""
    least, most = run.sizes[0].service.worker, run.sizes[-1].service.worker
    more = (most.total - least.total) / MIB
    told = f"{most.total / MIB:.0f} - {least.total / MIB:.0f} = {more:.0f} MiB"
    without = f"{(most.own - least.own) / MIB:.0f} MiB without files"
    return Figure(more, f"{told}; {without}", run.sizes[-1].documents)


GOALS: tuple[Goal[DocumentsRun], ...] = (
    Goal("cold `search`: time / time with the fewest documents", 1.5, _cold, most=True),
    Goal("`indexer add` of one file", 0.5, _added, most=True, unit=" s"),
    Goal("first page of `/documents`", 50, partial(_page, "/documents"), most=True, unit=" ms"),
    Goal("first page of `/states`", 50, partial(_page, "/states"), most=True, unit=" ms"),
    Goal(f"first page of `/?q={WORD}` with facets", 50, partial(_page, f"/?q={WORD}"), most=True, unit=" ms"),
    Goal("a change noticed: processor time", 5, _refreshed, most=True, unit=" ms"),
    Goal("all added in one command: rate / rate of bare analysis", 0.6, _bulk),
    Goal("memory of a web worker: more than with the fewest documents", 40, _memory, most=True, unit=" MiB"),
)
"""The promised figures, which hold at the largest size."""
