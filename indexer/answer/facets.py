"""Makes the facets (values by which a reader can narrow the answer) and the chips (filters that are on)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from indexer.engines.base import FacetLimit
from indexer.model.fields import BY_NAME, FACETS, FacetName
from indexer.model.messages import in_language, message
from indexer.model.query import Selection
from indexer.model.results import Chip, Facet, FacetValue
from indexer.names import organizations, states, symbols
from indexer.runtime import deadline
from indexer.structure import topics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from indexer.answer.context import Context
    from indexer.answer.urls import AddedFilterUrls, Urls
    from indexer.engines.base import Answer
    from indexer.model.document import Language
    from indexer.model.query import FilterName
    from indexer.query.plan import Plan
    from indexer.query.question import Question

_Address: TypeAlias = "Callable[[str], str]"
"""Gives the address for a value."""

MAX_VALUES = 50
LEAST_VALUES = 5
MAX_BYTES = 200_000
"""How many bytes the addresses of one facet may take.

Each address repeats the question, so a long question gets fewer values.
"""


def limits(context: Context, question: Question, selections: tuple[Selection, ...]) -> tuple[FacetLimit, ...]:
    """Return the limits with which the engine is asked for facets: it counts no more values than are shown.

    Years are sorted by number, so all are asked for; so are the values of fields that have few.
    """
    most = _most(context.urls.question(question.query))
    return tuple(
        FacetLimit(name, most, tuple(one.value for one in selections if one.name == name))
        for name in FACETS
        if not (_is_years(name) or BY_NAME[name].few)
    )


def facets(
    context: Context,
    question: Question,
    selections: tuple[Selection, ...],
    answer: Answer,
    typed: Answer | None = None,
) -> dict[FacetName, Facet]:
    """Return all facets, with their values labelled in the reader's language.

    Args:
        context: The engine, the reader's language and the addresses.
        question: The question that was answered.
        selections: The filters that are on.
        answer: What the engine answered, with the `limits` of the question or without any.
        typed: What it answered for what was typed alone; None where nothing was found by translation.

    """
    shared = _Shared.of(context, question)
    return {
        name: _facet(shared, name, [one for one in selections if one.name == name], answer, typed)
        for name in FACETS
    }


def chips(context: Context, question: Question, planned: Plan) -> tuple[Chip, ...]:
    """Return the filters that are on, including those typed in the text of the question."""
    whole = [(one, False, question.without((one,))) for one in planned.selections]
    inner = [(one, True, question.without_inner(one)) for one in planned.inner]
    return tuple(
        Chip(
            one.name,
            one.value,
            shown(context, one.name, one.value),
            one.excluded,
            is_inner,
            context.urls.question(rest),
        )
        for one, is_inner, rest in (*whole, *inner)
    )


def shown(context: Context, name: FilterName, value: str) -> str:
    """Return the name of a filter's value in the reader's language; a heading as documents print it."""
    told = label(name, value, context.reader)
    if name == "section" and told == value:
        return context.held.heading(value) or told
    return told


def label(name: FilterName, value: str, reader: Language) -> str:
    """Return the name of a filter's value in the reader's language."""
    if name in LABELS:
        return LABELS[name](value, reader)
    return _choice(name, value, reader)


def singular(name: FilterName, value: str, reader: Language) -> str:
    """Return the name of a filter's value as one document has it, in the reader's language."""
    for one in BY_NAME[name].choices:
        if one.value == value and one.one:
            return in_language(one.one, reader)
    return label(name, value, reader)


def _choice(name: FilterName, value: str, reader: Language) -> str:
    """Return the label of a choice; any other value is its own label."""
    for one in BY_NAME[name].choices:
        if one.value == value:
            return in_language(one.label, reader)
    return value


def _part(value: str, reader: Language) -> str:
    base, _, number = value.partition("-")
    return " ".join(filter(None, (_choice("part", base, reader), number)))


def _symbol(value: str, reader: Language) -> str:
    symbol, _, pinpoint = value.partition("#")
    return symbols.display(symbol, reader) + (f"#{pinpoint}" if pinpoint else "")


def _speaking(value: str, reader: Language) -> str:
    """Return the name of a State by its code, or that of an organization by its English name."""
    try:
        return states.name(value, reader)
    except KeyError:
        known = organizations.lookup(value)
        return in_language(known, reader) if known else value


def _vote(value: str, reader: Language) -> str:
    """Return who voted and how: `China: against`."""
    state, _, voted = value.partition("=")
    name = states.name(state, reader)
    return message("{state}: {vote}", state=name, vote=VOTED[voted]).text(reader) if voted else name


VOTED = {
    "in-favour": message("in favour"),
    "against": message("against"),
    "abstaining": message("abstaining"),
    "not-voting": message("not voting"),
}
LABELS: Mapping[FilterName, Callable[[str, Language], str]] = {
    "section": topics.label,
    "state": states.name,
    "organization": organizations.name,
    "symbol": _symbol,
    "cites": _symbol,
    "part": _part,
    "speaking": _speaking,
    "vote": _vote,
}
"""For each field that is neither a choice nor a text, the function that labels its values."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all facets of one answer share; `most` is how many values each may have."""

    context: Context
    question: Question
    adding: AddedFilterUrls
    most: int

    @classmethod
    def of(cls, context: Context, question: Question) -> _Shared:
        """Make it for one question."""
        most = _most(context.urls.question(question.query))
        adding = context.urls.adding(question.query)
        return cls(context, question, adding, most)

    @property
    def urls(self) -> Urls:
        """What makes the addresses."""
        return self.context.urls


def _facet(
    shared: _Shared, name: FacetName, chosen: list[Selection], answer: Answer, typed: Answer | None
) -> Facet:
    """Return one facet; values that are chosen are in it even where no unit of the answer has them."""
    deadline.check()
    counts = answer.facets.get(name, {})
    alone = typed.facets.get(name, {}) if typed else counts
    named = [one for one in chosen if not _is_range(one)]
    asked = {one.value for one in named if not one.excluded}
    excluded = {one.value for one in named if one.excluded}
    if named:
        counts = {**dict.fromkeys(asked | excluded, 0), **counts}
    ordered = _ordered(name, counts, asked | excluded)
    wanting, refusing = _toggles(shared, name, chosen)
    most = None if _is_years(name) and shared.context.every_year else shared.most
    values = tuple(
        FacetValue(
            value,
            shown(shared.context, name, value),
            counts[value],
            max(0, counts[value] - alone.get(value, 0)),
            value in asked,
            wanting(value),
            value in excluded,
            refusing(value),
        )
        for value in ordered[:most]
    )
    clear_url = shared.urls.dropping(shared.question, *chosen) if chosen else None
    more = len(ordered) - len(values) + answer.further.get(name, 0)
    return Facet(values, more, clear_url)


def _most(address: str) -> int:
    """Return how many values are shown; each has two addresses, both about as long as the question's own."""
    return max(LEAST_VALUES, min(MAX_VALUES, MAX_BYTES // (2 * len(address))))


def _ordered(name: FacetName, counts: Mapping[str, int], chosen: set[str]) -> list[str]:
    """Sort years from the newest, other values by count.

    Values that are chosen come before the others, so that they are always shown.
    """
    if _is_years(name):
        return sorted(counts, key=int, reverse=True)
    ordered = sorted(sorted(counts), key=counts.__getitem__, reverse=True)
    return sorted(ordered, key=lambda value: value not in chosen) if chosen else ordered


def _is_years(name: FilterName) -> bool:
    return BY_NAME[name].form == "years"


def _is_range(one: Selection) -> bool:
    return _is_years(one.name) and "-" in one.value


def _toggles(shared: _Shared, name: FacetName, chosen: Sequence[Selection]) -> tuple[_Address, _Address]:
    """Return the functions that make the addresses which select and which exclude a value of a facet."""
    if chosen:
        toggles = _Toggles(shared, name, chosen)
        return toggles.wanting, toggles.refusing
    return shared.adding.filter(name, excluded=False), shared.adding.filter(name, excluded=True)


class _Toggles:
    """Makes the addresses that switch the values of one facet, of which some are chosen, on and off.

    A year that is chosen replaces the periods that were chosen.
    """

    def __init__(self, shared: _Shared, name: FacetName, chosen: Sequence[Selection]) -> None:
        self._shared = shared
        self._name = name
        self._chosen = {(one.value, one.excluded) for one in chosen}
        self._values = {one.value for one in chosen}
        self._ranges = [one for one in chosen if _is_range(one)]
        adding = shared.adding
        if self._ranges:
            adding = shared.urls.adding(shared.question.without(self._ranges))
        self._wanting = adding.filter(name, excluded=False)
        self._refusing = shared.adding.filter(name, excluded=True)

    def wanting(self, value: str) -> str:
        """Return the address that selects a value, or removes it if it is selected already."""
        if value not in self._values:
            return self._wanting(value)
        return self._changing(value, self._ranges, excluded=False)

    def refusing(self, value: str) -> str:
        """Return the address that excludes a value, or includes it again if it is excluded already."""
        if value not in self._values:
            return self._refusing(value)
        return self._changing(value, (), excluded=True)

    def _changing(self, value: str, instead: Sequence[Selection], *, excluded: bool) -> str:
        """Return the address for a value that is chosen already: it removes the choice, or changes it."""
        one = Selection(self._name, value, excluded)
        if (value, excluded) in self._chosen:
            return self._shared.urls.dropping(self._shared.question, one)
        return self._shared.urls.selecting(self._shared.question, one, *instead)
