"""Print what became of the files of one `add`: line by line where they are few, as counts where many."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from indexer.answer.facets import singular
from indexer.cli.command import typed
from indexer.cli.plain_tables import many, shortened, table
from indexer.cli.text import plain
from indexer.model.document import DEFAULT_LANGUAGE
from indexer.names import symbols
from indexer.names.document_types import VERBATIM_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.library.updating import Updated
    from indexer.model.additions import Refused, Report, Taken
    from indexer.model.results import DocumentHead
    from indexer.model.stored import Head

FEW = 20
"""Up to how many documents are told one by one."""
ROWS = 50
"""How many refused files are told one by one."""
REASONS = 10
"""How many reasons are told of the others."""
DOUBTFUL = 5
"""How many documents with doubts are named where documents are counted."""
LINE = 80
"""The columns of a terminal, for what has no other measure."""
_DIGITS = re.compile(r"\d[\d,.\u00a0]*")


def lines(report: Report, columns: int | None = None) -> Iterator[str]:
    """Yield the lines that tell what became of the files.

    Args:
        report: What became of each.
        columns: The width of the terminal; None where rows should be on one line each, for other programs.

    """
    if len(report.taken) <= FEW:
        for taken in report.taken:
            yield from added_lines(taken)
    else:
        yield from _summary(report.taken)
    yield from _kept(report, "Kept")
    yield from refusals(report.refused, columns)
    if len(report.taken) + len(report.refused) > 1:
        yield f"{len(report.taken):,} taken, {len(report.refused):,} refused."


def added_lines(taken: Taken, verb: str = "Added") -> Iterator[str]:
    """Yield the lines that tell of one document that was taken."""
    yield f"{verb} {_head(taken)}"
    yield from _remarks(taken)


def dry_run_lines(report: Report, columns: int | None = None) -> Iterator[str]:
    """Yield the lines that tell what would become of the files; see `lines`."""
    for taken in report.taken:
        yield f"Would add {_head(taken)}"
        yield f"  file: {_shown(taken.file)}"
        yield f"  type: {singular('type', taken.type, DEFAULT_LANGUAGE) if taken.type else 'unknown'}"
        yield f"  title: {shortened(_shown(taken.title), LINE - len('  title: '))}"
        yield from _remarks(taken)
    yield from _kept(report, "Would keep")
    yield from refusals(report.refused, columns)
    yield (
        f"{len(report.taken):,} would be taken, {len(report.refused):,} refused; the library was not changed."
    )


def _kept(report: Report, verb: str) -> Iterator[str]:
    """Yield a line for each bitext with pairs that belong to no document."""
    for one in report.kept:
        pairs = many(one.pairs, "pair")
        yield f"{verb} {pairs} of {_shown(one.file)} for the lexicon only: their document is unknown"


def update_lines(done: Updated) -> Iterator[str]:
    """Yield the lines that tell which documents were indexed."""
    if len(done.heads) <= FEW:
        for head in done.heads:
            yield head_line(head)
    counted = _counted((head.type, head.units) for head in done.heads)
    yield f"{many(len(done.heads), 'document')}, {counted} indexed."
    if not done.is_whole:
        yield f"{many(done.removed, 'document')} removed from the index; the others have not changed."


def refusals(refused: Sequence[Refused], columns: int | None = None) -> Iterator[str]:
    """Yield a table of refused files: which, why, and the next step; the rest as counts of reasons."""
    if not refused:
        return
    rows = [(_shown(one.file), _shown(_why(one)), _shown(one.advice)) for one in refused[:ROWS]]
    yield from table(("Refused", "Why", "Next step"), rows, columns)
    others = refused[ROWS:]
    if others:
        yield f"and {len(others):,} more, by reason:"
        yield from _reasons(others)


def _reasons(refused: Iterable[Refused]) -> Iterator[str]:
    """Yield how many files were refused for each reason; reasons that differ in a number only are one."""
    said: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in refused:
        why = _shown(_why(one))
        key = _DIGITS.sub("…", why)
        counts[key] += 1
        said[key] = why if said.get(key, why) == why else key
    told = counts.most_common(REASONS)
    size = len(f"{told[0][1]:,}")
    for key, count in told:
        yield f"  {count:>{size},}  {said[key]}"
    if rest := counts.total() - sum(count for _, count in told):
        yield f"  {rest:>{size},}  for other reasons"


def _why(refused: Refused) -> str:
    """Return the reason without the name of the file, which stands beside it."""
    why = refused.reason
    for name in (refused.file, refused.file.rpartition("/")[2]):
        if name and name in why:
            why = why.removeprefix(f"{name} ").replace(f" {name}.", ".").replace(name, "the file")
            break
    return why[:1].upper() + why[1:]


def _summary(every: Sequence[Taken]) -> Iterator[str]:
    """Yield counts of what was taken, and the first documents with doubts."""
    yield f"Added {many(len(every), 'document')}:"
    versions = Counter(f"{one.language}, {one.edition}" for one in every)
    size = len(f"{max(versions.values()):,}")
    for version, count in sorted(versions.items()):
        yield f"  {count:>{size},}  [{version}]"
    counted = _counted((one.type, one.paragraphs) for one in every)
    yield f"  {counted}, {many(sum(one.events for one in every), 'event')}"
    for field, count in sorted(Counter(field for one in every for field in one.proposed).items()):
        yield f"  {count:,} with their {field} from the file's name"
    yield from _doubts([one for one in every if one.doubts])


def _doubts(doubtful: Sequence[Taken]) -> Iterator[str]:
    if not doubtful:
        return
    yield f"  {len(doubtful):,} with doubts:"
    for one in doubtful[:DOUBTFUL]:
        yield f"    {_head(one)}"
        yield from (f"      {_shown(doubt)}" for doubt in one.doubts)
    if len(doubtful) > DOUBTFUL:
        yield f"    and {len(doubtful) - DOUBTFUL:,} more; `indexer check` tells of each"


def _remarks(taken: Taken) -> Iterator[str]:
    """Yield what is to be said of one document, indented below it."""
    if taken.proposed:
        yield f"  {' and '.join(taken.proposed)} from the file's name"
    yield from (f"  {_shown(doubt)}" for doubt in taken.doubts)


def _head(taken: Taken) -> str:
    return _line(taken, taken.paragraphs, taken.events)


def head_line(head: Head | DocumentHead) -> str:
    """Return the line that names a document, with its date and its numbers of paragraphs and events."""
    return _line(head, head.units, head.events)


def _line(named: Taken | Head | DocumentHead, paragraphs: int, events: int) -> str:
    day = named.date.isoformat() if named.date else "undated"
    name = symbols.display(named.symbol, DEFAULT_LANGUAGE)
    counts = f"{_counted(((named.type, paragraphs),))}, {many(events, 'event')}"
    return f"{name} [{named.language}, {named.edition}] {day}: {counts}"


def _counted(documents: Iterable[tuple[str | None, int]]) -> str:
    """Return the numbers of paragraphs and of statements: those of verbatim records are what was said.

    Args:
        documents: The type of each document, and the number of its paragraphs or statements.

    """
    numbers: Counter[str] = Counter()
    for type_, count in documents:
        numbers["statement" if type_ == VERBATIM_RECORD else "paragraph"] += count
    told = [many(numbers[noun], noun) for noun in ("paragraph", "statement") if numbers[noun]]
    return ", ".join(told) or many(0, "paragraph")


def _shown(text: str) -> str:
    """Return a text as it may be printed; it may hold the name of a file, or characters that command."""
    return plain(typed(text))
