"""What the search page shows beside the answer: years as bars, hits by document, how words were read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, get_args

from flask import request
from flask_babel import gettext

from indexer.answer.results import Fragment
from indexer.engines.base import Sort
from indexer.query import arguments
from indexer.query.filters import year_range
from indexer.query.question import Query, Selection
from indexer.query.rewriting import without
from webui import localisation, refusals
from webui.addressing import GROUP, GROUPS, page_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.answer.results import Expansion, Highlight, Hit, Named, Results, Understood

FIRST, LAST = "first_year", "last_year"
PARAMETERS = (GROUP, FIRST, LAST)
"""Parameters of the search page that are not part of a question."""
UN_FOUNDED = 1945
"""Where a period begins that is given its last year only."""

STEPS = (1, 2, 5, 10, 20, 50)
MAX_BARS = 10
"""So that in a column of 240 pixels each bar is 24 wide, the least that is easy to hit (WCAG 2.2, 2.5.8)."""
WIDTH, WIDEST, HEIGHT = 240, 44, 48
"""Pixels: all bars, one bar, the highest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, or some years, of the histogram; `url` is None where there is nothing to see."""

    label: str
    count: int
    url: str | None
    selected: bool
    x: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a word was understood: what it names, with its page, and what else was searched for."""

    text: str
    kind: str | None
    name: str
    url: str | None
    expansion: Expansion | None


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of a page that stand in one language version of a document, the best first."""

    first: Hit
    hits: tuple[Hit, ...]


def check_group() -> None:
    """Raise UsageError where the page is to be grouped by what it cannot be grouped by."""
    if (asked := request.args.get(GROUP)) and asked not in GROUPS:
        raise refusals.no_group(asked, GROUPS)


def period(query: Query) -> Query | None:
    """Return the question within the years of the form of two years; None where that was not sent.

    Raises UsageError where they are no years.
    """
    first, last = request.args.get(FIRST, "").strip(), request.args.get(LAST, "").strip()
    if not (first or last):
        return None
    years = f"{first or UN_FOUNDED}-{last or datetime.now(UTC).year}"
    others = without(query, [one for one in query.selections if one.name == "year"])
    return replace(others, selections=(*others.selections, arguments.selection("year", years)))


def orders(query: Query) -> list[tuple[str, str, bool]]:
    """Return the orders of the answer: name, address, and whether it is the present one."""
    names: dict[Sort, str] = {
        "relevance": gettext("Relevance"),
        "-date": gettext("Newest"),
        "date": gettext("Oldest"),
        "document": gettext("Document"),
    }
    return [
        (names[sort], page_addresses().question(replace(query, sort=sort, page=1)), sort == query.sort)
        for sort in get_args(Sort)
    ]


def regrouped(query: Query, group: str | None) -> str:
    """Return the address of the answer with its hits grouped, or one by one."""
    kept = ((GROUP, group),) if group else ()
    return replace(page_addresses(), kept=kept).question(query)


def instead(query: Query, text: str) -> str:
    """Return the address of the first page of a suggestion, under the same filters."""
    return page_addresses().question(replace(query, text=text, page=1))


def groups(hits: Iterable[Hit]) -> list[Group]:
    """Group hits by document and language, in the order of the first of each."""
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        found.setdefault((hit.symbol, hit.language), []).append(hit)
    return [Group(members[0], tuple(members)) for members in found.values()]


def marked(text: str, highlights: Iterable[Highlight]) -> tuple[Fragment, ...]:
    """Cut a lead-in where what was asked for begins and ends."""
    pieces, at = [], 0
    for one in highlights:
        if one.field == "lead_in":
            pieces += [
                Fragment(text[at : one.start], match=False),
                Fragment(text[one.start : one.end], match=True),
            ]
            at = one.end
    return (*pieces, Fragment(text[at:], match=False))


def readings(understood: Understood) -> list[Reading]:
    """Return how words were read: the States and dates among them, and those that others were added to."""
    expansions = {one.word: one for one in understood.expansions}
    found = [_reading(one, expansions.pop(one.text, None)) for one in understood.named if one.kind in _KINDS]
    return found + [Reading(one.word, None, "", None, one) for one in expansions.values()]


_KINDS = ("state", "date", "month")
"""What a reader should know; numbers and ordinals are what they look like."""


def _reading(named: Named, expansion: Expansion | None) -> Reading:
    url = page_addresses().state(named.value) if named.kind == "state" else None
    return Reading(named.text, named.kind, _name(named), url, expansion)


def _name(named: Named) -> str:
    if named.kind == "date":
        return localisation.day(date.fromisoformat(named.value))
    if named.kind == "month":
        return localisation.month(date.fromisoformat(f"{named.value}-01"))
    return named.label


def years(results: Results, query: Query) -> tuple[Bar, ...]:
    """Return the histogram of an answer by year: every year, or so many together that few bars are needed.

    Empty where there are no two years to choose between.
    """
    counts = {int(value.value): value.count for value in results.facets["year"].values}
    if len(counts) < 2:  # noqa: PLR2004 - two, as the docstring says
        return ()
    first, last = min(counts), max(counts)
    step = next((step for step in STEPS if last // step - first // step < MAX_BARS), STEPS[-1])
    starts = range(first // step * step, last + 1, step)
    sums = [sum(counts.get(year, 0) for year in range(start, start + step)) for start in starts]
    chosen = [Selection("year", value) for value in results.query.filters.get("year", ())]
    width, highest = min(WIDTH // len(starts), WIDEST), max(*sums, 1)
    return tuple(
        _bar(query, chosen, (start, start + step - 1), total, (at * width, width, _height(total, highest)))
        for at, (start, total) in enumerate(zip(starts, sums, strict=True))
    )


def _height(count: int, highest: int) -> int:
    """Return a bar's height: of what there is, at least two pixels are seen."""
    return max(2, round(HEIGHT * count / highest)) if count else 0


def _bar(
    query: Query, chosen: Sequence[Selection], span: tuple[int, int], count: int, box: tuple[int, int, int]
) -> Bar:
    first, last = span
    selection = arguments.selection("year", f"{first}-{last}")
    others = without(query, chosen)
    on = selection in chosen
    url = page_addresses().question(others) if on else page_addresses().selecting(others, selection)
    label = str(first) if first == last else f"{first}–{last}"
    covered = any(_covers(one, first, last) for one in chosen)
    return Bar(label, count, url if count or on else None, covered, *box)


def _covers(one: Selection, first: int, last: int) -> bool:
    start, end = year_range(one.value)
    return int(start) <= first and last <= int(end)
