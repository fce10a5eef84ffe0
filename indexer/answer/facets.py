"""Facets and chips: what a reader can narrow the answer by, and has narrowed it by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from indexer.answer.results import Chip, Facet, FacetName, FacetValue
from indexer.model import Both
from indexer.names import states, symbols
from indexer.query.question import Selection
from indexer.query.rewriting import without, without_inner
from indexer.structure import topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.answer.addresses import Adding, Addresses
    from indexer.answer.context import Context
    from indexer.engines.base import KeyField
    from indexer.model import Language
    from indexer.query.plan import Plan
    from indexer.query.question import FilterName, Query

FACETS: tuple[FacetName, ...] = get_args(FacetName)
MAX_VALUES = 50
LEAST_VALUES = 5
MAX_BYTES = 200_000
"""What the addresses of a facet may take. Each repeats the question: where that is long, values are fewer."""

LABELS = {
    "zh": Both("中文", "Chinese"),
    "en": Both("英文", "English"),
    "paragraph": Both("段落", "Paragraphs"),
    "event": Both("活动", "Events"),
    "footnote": Both("脚注", "Footnotes"),
    "letter": Both("信函", "Letters"),
    "preamble": Both("序言段", "Preambular paragraphs"),
    "speech": Both("发言", "Speeches"),
    "heading": Both("标题", "Headings"),
    "abbreviation": Both("简称", "Abbreviations"),
    "main": Both("正文", "Main text"),
    "annex": Both("附件", "Annex"),
    "enclosure": Both("附文", "Enclosure"),
    "appendix": Both("附录", "Appendix"),
    "official": Both("联合国文本", "UN text"),
    "digest": Both("内容提要(非联合国文本)", "Digest (not UN text)"),
    "excerpt": Both("摘录", "Excerpts"),
}
"""What values of the facets language, kind, part and edition are called."""


def facets(
    context: Context,
    query: Query,
    selections: tuple[Selection, ...],
    counts: Mapping[KeyField, Mapping[str, int]],
) -> dict[FacetName, Facet]:
    """Return all facets with their values labelled in the reader's language; `selections` are on."""
    shared = _Shared.of(context, query)
    return {
        name: _facet(shared, name, [one for one in selections if one.name == name], counts.get(name, {}))
        for name in FACETS
    }


def chips(context: Context, query: Query, planned: Plan) -> tuple[Chip, ...]:
    """Return the filters that are on, those typed in the question itself among them."""
    whole = [(one, False, without(query, (one,))) for one in planned.selections]
    inner = [(one, True, without_inner(query, one)) for one in planned.inner]
    return tuple(
        Chip(
            one.name,
            one.value,
            label(one.name, one.value, context.reader),
            one.excluded,
            is_inner,
            context.addresses.question(rest),
        )
        for one, is_inner, rest in (*whole, *inner)
    )


def label(name: FilterName, value: str, reader: Language) -> str:
    """Return what a filter's value is called in the reader's language."""
    if name == "state":
        return states.name(value, reader)
    if name == "section":
        return topics.label(value, reader)
    if name in ("symbol", "cites"):
        symbol, _, pinpoint = value.partition("#")
        return symbols.display(symbol, reader) + (f"#{pinpoint}" if pinpoint else "")
    base, _, number = value.partition("-")
    if name == "part" and number:
        return f"{getattr(LABELS[base], reader)} {number}"
    return getattr(LABELS[value], reader) if value in LABELS else value


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the facets of an answer have in common: the first page of the question, and how many values."""

    reader: Language
    addresses: Addresses
    query: Query
    adding: Adding
    most: int
    every_year: bool

    @classmethod
    def of(cls, context: Context, query: Query) -> _Shared:
        """Gather it for a question."""
        first = without(query, ())
        address = context.addresses.question(query)
        adding = context.addresses.adding(first)
        return cls(context.reader, context.addresses, first, adding, _most(address), context.every_year)


def _facet(shared: _Shared, name: FacetName, chosen: list[Selection], counts: Mapping[str, int]) -> Facet:
    named = [one for one in chosen if not _is_range(one)]
    asked = {one.value for one in named if not one.excluded}
    excluded = {one.value for one in named if one.excluded}
    counts = {**dict.fromkeys(asked | excluded, 0), **counts}
    ordered = _ordered(name, counts, asked | excluded)
    toggles = _Toggles(shared, name, chosen)
    most = None if name == "year" and shared.every_year else shared.most
    values = tuple(
        FacetValue(
            value=value,
            label=label(name, value, shared.reader),
            count=counts[value],
            selected=value in asked,
            url=toggles.wanting(value),
            excluded=value in excluded,
            exclude_url=toggles.refusing(value),
        )
        for value in ordered[:most]
    )
    clear_url = shared.addresses.dropping(shared.query, *chosen) if chosen else None
    return Facet(values, len(ordered) - len(values), clear_url)


def _most(address: str) -> int:
    """Return how many values are shown; each has two addresses, as long as that of the question."""
    return max(LEAST_VALUES, min(MAX_VALUES, MAX_BYTES // (2 * len(address))))


def _ordered(name: FacetName, counts: Mapping[str, int], chosen: set[str]) -> list[str]:
    """Put years from the newest; else what is chosen first, so that it is always shown, then by count."""
    if name == "year":
        return sorted(counts, key=int, reverse=True)
    return sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))


def _is_range(one: Selection) -> bool:
    return one.name == "year" and "-" in one.value


class _Toggles:
    """The addresses that switch the values of a facet on and off; a year takes the place of a period."""

    def __init__(self, shared: _Shared, name: FacetName, chosen: Sequence[Selection]) -> None:
        self._shared = shared
        self._name = name
        self._chosen = {(one.value, one.excluded) for one in chosen}
        self._values = {one.value for one in chosen}
        ranges = [one for one in chosen if _is_range(one)]
        self._unranged = without(shared.query, ranges) if ranges else shared.query
        adding = shared.addresses.adding(self._unranged) if ranges else shared.adding
        self._wanting = adding.filter(name, excluded=False)
        self._refusing = shared.adding.filter(name, excluded=True)

    def wanting(self, value: str) -> str:
        """Return the address with a value asked for, or no more."""
        if value not in self._values:
            return self._wanting(value)
        return self._changing(value, self._unranged, excluded=False)

    def refusing(self, value: str) -> str:
        """Return the address with a value excluded, or no more."""
        if value not in self._values:
            return self._refusing(value)
        return self._changing(value, self._shared.query, excluded=True)

    def _changing(self, value: str, others: Query, *, excluded: bool) -> str:
        """Return the address that changes what is chosen of a value."""
        one = Selection(self._name, value, excluded)
        if (value, excluded) in self._chosen:
            return self._shared.addresses.dropping(self._shared.query, one)
        return self._shared.addresses.selecting(others, one)
