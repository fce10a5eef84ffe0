"""What the search page shows besides the answer: a histogram of years, grouped hits, how words were read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal, get_args

from flask import request
from flask_babel import gettext, pgettext

from indexer.answer import query_lines
from indexer.answer.term_lines import ORIGINS
from indexer.model.query import Query, Selection, Sort
from indexer.model.shown_units import Fragment
from indexer.query import arguments
from indexer.query.filters import year_range
from indexer.query.question import Question
from webui.pages.titles import shown_titles
from webui.request import invalid_requests, localisation
from webui.request.site_urls import GROUP, GROUPS, page_urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.model.query import Reason
    from indexer.model.results import Expansion, NameMatch, QueryInfo, Relaxed, Results, WordTranslation
    from indexer.model.shown_units import Highlight, Hit

__all__ = [
    "check_group",
    "groups",
    "has_versions",
    "instead",
    "marked",
    "orders",
    "origins",
    "period",
    "readings",
    "regrouped",
    "shown_titles",
    "years",
]

FIRST, LAST = "first_year", "last_year"
PARAMETERS = (GROUP, FIRST, LAST)
"""Parameters of the search page that are not part of a question."""
UN_FOUNDED = 1945
"""First year of a period for which only the last year is given."""

STEPS = (1, 2, 5, 10, 20, 50)
MAX_BARS = 10
"""How many bars the histogram may have.

In a column of 240 pixels each bar is then at least 24 wide, the minimum that is easy to hit (WCAG 2.2,
2.5.8).
"""
WIDTH, WIDEST, HEIGHT = 240, 44, 48
"""In pixels: the width of all bars, the greatest width of one bar, the height of the highest bar."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar of the histogram, for one year or several; `url` is None if there is nothing to show."""

    label: str
    count: int
    url: str | None
    selected: bool
    x: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class WordReading:
    """How a word was understood: what it names, the page about that, and the other forms searched for."""

    text: str
    kind: str | None
    name: str
    url: str | None
    expansion: Expansion | None


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of a page that are in one language version of a document; the first is the best."""

    first: Hit
    hits: tuple[Hit, ...]


def check_group() -> None:
    """Raise UsageError if the results cannot be grouped as the address asks."""
    if (asked := request.args.get(GROUP)) and asked not in GROUPS:
        raise invalid_requests.no_group(asked, GROUPS)


def period(query: Query) -> Query | None:
    """Return the question limited to the years of the form; None if the form was not sent.

    Raises UsageError if the texts in the form are not years.
    """
    first, last = request.args.get(FIRST, "").strip(), request.args.get(LAST, "").strip()
    if not (first or last):
        return None
    years = f"{first or UN_FOUNDED}-{last or datetime.now(UTC).year}"
    others = Question.of(query).without([one for one in query.selections if one.name == "year"])
    return replace(others, selections=(*others.selections, arguments.selection("year", years)))


def orders(query: Query) -> list[tuple[str, str, bool]]:
    """Return the possible orders of the hits: name, address, and whether it is the current one."""
    names: dict[Sort, str] = {
        "relevance": gettext("Relevance"),
        "-date": gettext("Newest"),
        "date": gettext("Oldest"),
        "document": pgettext("order", "Document"),
    }
    return [
        (names[sort], page_urls().question(replace(query, sort=sort, page=1)), sort == query.sort)
        for sort in get_args(Sort)
    ]


def regrouped(query: Query, group: str | None) -> str:
    """Return the address of the answer with its hits grouped, or not grouped if `group` is None."""
    kept = ((GROUP, group),) if group else ()
    return replace(page_urls(), kept=kept).question(query)


def instead(query: Query, text: str) -> str:
    """Return the address of a suggested text with the filters of the question, at its first page."""
    return page_urls().question(replace(query, text=text, page=1))


def relaxed(found: Relaxed) -> str:
    """Return how a question was relaxed, in one line."""
    return localisation.either(query_lines.relaxed_line(found))


def also(reason: Reason) -> str:
    """Return what stands before the other forms of a word that are searched for."""
    return localisation.either(query_lines.REASONS[reason])


def origins(one: WordTranslation) -> str:
    """Return where a translation is from, in one line."""
    return str(gettext(", ")).join(localisation.either(ORIGINS[origin]) for origin in one.origins)


def has_versions(results: Results) -> bool:
    """Tell whether a hit of the page has another language version below it."""
    return any(hit.translations for hit in results.hits)


def groups(hits: Iterable[Hit]) -> list[HitGroup]:
    """Group hits by document and language; the groups are in the order of their first hits."""
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        found.setdefault((hit.symbol, hit.language), []).append(hit)
    return [HitGroup(members[0], tuple(members)) for members in found.values()]


def marked(
    text: str, highlights: Iterable[Highlight], field: Literal["text", "lead_in"] = "lead_in"
) -> tuple[Fragment, ...]:
    """Split a text into fragments, those that match marked as such; `field` says which highlights are its."""
    pieces, at = [], 0
    for one in highlights:
        if one.field == field:
            pieces += [
                Fragment(text[at : one.start], match=False),
                Fragment(text[one.start : one.end], match=True, translation=one.kind == "translation"),
            ]
            at = one.end
    return (*pieces, Fragment(text[at:], match=False))


def readings(understood: QueryInfo) -> list[WordReading]:
    """Return how words were understood: what they name, and words with other forms searched for."""
    names = {one.word: one for one in understood.expansions if one.reason in _NAMING}
    found = [_reading(one, names.pop(one.text, None)) for one in understood.named if one.kind in _KINDS]
    told = {id(one.expansion) for one in found}
    others = (one for one in understood.expansions if id(one) not in told)
    return found + [WordReading(one.word, None, "", None, one) for one in others]


_NAMING = ("name", "abbreviation")
"""The reasons of expansions that are other names of what is recognised."""
_KINDS = ("state", "organization", "date", "month")
"""Kinds of name that the reader is told; numbers and ordinals need no explanation."""


def _reading(named: NameMatch, expansion: Expansion | None) -> WordReading:
    url = page_urls().state(named.value) if named.kind == "state" else None
    if named.kind == "organization":
        url = page_urls().question(Query(selections=(Selection("organization", named.value),)))
    return WordReading(named.text, named.kind, _name(named), url, expansion)


def _name(named: NameMatch) -> str:
    if named.kind == "date":
        return localisation.day(date.fromisoformat(named.value))
    if named.kind == "month":
        return localisation.month(date.fromisoformat(f"{named.value}-01"))
    return named.label


def years(results: Results, question: Question) -> tuple[YearBar, ...]:
    """Return the histogram of an answer by year; several years share a bar if there would be too many bars.

    Empty if the answer has fewer than two years.
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
        _bar(question, chosen, (start, start + step - 1), total, (at * width, width, _height(total, highest)))
        for at, (start, total) in enumerate(zip(starts, sums, strict=True))
    )


def _height(count: int, highest: int) -> int:
    """Return the height of a bar in pixels; a bar with hits is at least two pixels high."""
    return max(2, round(HEIGHT * count / highest)) if count else 0


def _bar(
    question: Question,
    chosen: Sequence[Selection],
    span: tuple[int, int],
    count: int,
    box: tuple[int, int, int],
) -> YearBar:
    first, last = span
    selection = arguments.selection("year", f"{first}-{last}")
    on = selection in chosen
    urls = page_urls()
    url = urls.dropping(question, *chosen) if on else urls.selecting(question, selection, *chosen)
    label = str(first) if first == last else f"{first}–{last}"
    covered = any(_covers(one, first, last) for one in chosen)
    return YearBar(label, count, url if count or on else None, covered, *box)


def _covers(one: Selection, first: int, last: int) -> bool:
    start, end = year_range(one.value)
    return int(start) <= first and last <= int(end)
