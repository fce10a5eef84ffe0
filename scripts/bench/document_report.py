"""Write what was measured by the number of documents into a page, between two markers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scripts.bench.document_goals import GOALS
from scripts.bench.document_service import PAGES
from scripts.bench.document_sizes import COLD, MOST_BARE, DocumentsRun, LibraryFigures
from scripts.bench.goals import MIB
from scripts.bench.markdown import NONE, goal_row, table
from scripts.bench.short_documents import PARAGRAPHS, SUBJECTS, YEARS

PAGE = "scaling.md"
BEGIN = "<!-- measured: written by `make bench` -->\n"
END = "<!-- measured: end -->\n"
INTRODUCTION = """\
Measured on {date} by `make bench` (`ARGS="--only documents"` does only this): {machine}.
Other programs used {others:.0f} % of the processors meanwhile{reused}.

The engine is tantivy. The documents are made, always the same, from {source}:
{paragraphs} numbered paragraphs under a heading, half of the documents in each language, {years} years, up to
{headings:,} different headings.
"""
HOW = """\
- *Bare analysis* reads, recognises and analyses the same files with as many worker processes and writes
  nothing: all that has to be computed for a document, once. One half of the files (at most {bare:,}) is
  analysed before all are added, the other (at most as many) afterwards.
- Commands are whole processes; of what is repeated the median counts ({rounds} rounds), and libraries take
  turns. Pages are asked over one connection; *after a change* is the first request after an `indexer add`.
- *A change noticed* is the processor time of `Library.refresh` after another process has added a document,
  as every request of a server begins with it.
- Memory of the web worker is its share of what it has in memory (PSS), with the mapped files of the index,
  after all these pages and {questions} questions; *without files* is the part that no file holds. The peak of
  a command adds up the peaks of its processes, with what they share and what they have mapped.
- *After an upgrade* everything is recognised anew from what the catalog keeps of the files, and indexed;
  the analysis stays the same.
"""


def placed(page: str, section: str) -> str:
    """Return a page in which a section stands between the markers; without them it is added at the end."""
    before, found, rest = page.partition(BEGIN)
    after = rest.partition(END)[2] if found else ""
    return f"{before}{BEGIN}{section}{END}{after}"


def section(run: DocumentsRun, questions: int) -> str:
    """Return what was measured as Markdown; `questions` is how many each server was asked."""
    heads = ("documents", *(f"{size.documents:,}" for size in run.sizes))
    goals = ("figure", "goal", "measured", "documents", "kept")
    introduction = INTRODUCTION.format(
        date=run.machine.date,
        machine=run.machine.told,
        others=100 * run.others,
        reused="; the documents were added in an earlier run" if run.scale.reuse else "",
        source=run.source,
        paragraphs=PARAGRAPHS,
        years=YEARS,
        headings=2 * SUBJECTS,
    )
    return "\n".join(
        (
            introduction,
            table(goals, [goal_row(run, goal) for goal in GOALS], "llrrl"),
            table(heads, list(_rows(run)), "l" + "r" * len(run.sizes)),
            HOW.format(bare=MOST_BARE, rounds=run.scale.rounds, questions=questions),
        )
    )


def _rows(run: DocumentsRun) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table: what was measured, and its value at each size."""
    told: dict[str, Callable[[LibraryFigures], str]] = {
        **{f"`search {asked}`, cold, s": _cold(asked) for asked in COLD},
        "`indexer add` of one file, s (processor time)": _added,
        "its memory at most, MiB": lambda size: f"{size.service.peak / MIB:.0f}",
        "a change noticed, ms of processor time": lambda size: f"{size.service.refreshed:.2f}",
        **{f"`{name}`, ms (after a change)": _page(name) for name in PAGES},
        "web worker, MiB (without files)": _worker,
        "all added in one command, s": lambda size: f"{size.bulk.added.seconds:.1f}",
        "documents a second (bare analysis)": _rate,
        "processor time for each document, ms (bare analysis)": _processor,
        "its memory at most, with workers, MiB": lambda size: f"{size.bulk.peak / MIB:.0f}",
        "disk for each document, kB: catalog + files + index": _disk,
        "`indexer build`, s": lambda size: f"{size.rebuilding.whole:.1f}",
        "`build --if-stale`, nothing changed, s": lambda size: f"{size.rebuilding.unchanged:.2f}",
        "`build --if-stale`, one file kept by hand changed, s": lambda size: (
            f"{size.rebuilding.one_changed:.2f}"
        ),
        "`build --if-stale`, after an upgrade of what is recognised, s": lambda size: (
            f"{size.rebuilding.upgraded:.1f}"
        ),
    }
    for name, value in told.items():
        yield name, *map(value, run.sizes)


def _cold(asked: str) -> Callable[[LibraryFigures], str]:
    return lambda size: f"{size.cold[asked]:.3f}"


def _added(size: LibraryFigures) -> str:
    return f"{size.service.added:.2f} ({size.service.processor:.2f})"


def _page(name: str) -> Callable[[LibraryFigures], str]:
    return lambda size: f"{size.service.pages[name].usual:.1f} ({size.service.pages[name].changed:.1f})"


def _worker(size: LibraryFigures) -> str:
    return f"{size.service.worker.total / MIB:.0f} ({size.service.worker.own / MIB:.0f})"


def _rate(size: LibraryFigures) -> str:
    return f"{size.bulk.added.rate:.0f} ({size.bulk.bare.rate:.0f})"


def _processor(size: LibraryFigures) -> str:
    added, bare = (f"{one.each:.2f}" if one.processor else NONE for one in (size.bulk.added, size.bulk.bare))
    return f"{added} ({bare})"


def _disk(size: LibraryFigures) -> str:
    disk = size.bulk.disk
    return " + ".join(
        f"{part / size.documents / 1000:.1f}" for part in (disk.catalog, disk.files, disk.index)
    )
