"""What is answered: the shapes that the command line prints and the API serves, field by field.

They are the JSON contract: `to_json` of these dataclasses is what a program receives. Addresses (`url`,
`next`, `prev`) begin with the configured public address, or with `/` where there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from indexer.model import Both, Edition, Event, Kind, Language, Script
from indexer.query.question import Notice

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FacetName: TypeAlias = Literal["year", "section", "state", "language", "kind", "part", "edition"]


@dataclass(frozen=True, slots=True)
class StateName:
    """A State by its ISO 3166-1 alpha-3 code, with its UN name in the language of the unit."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A symbol cited in a text, with the part and the paragraph of it that are named.

    Offsets are in code points, half-open.
    """

    symbol: str
    part: str | None
    pinpoint: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of `text` or `lead_in` that the question asked for; offsets in code points, half-open."""

    start: int
    end: int
    kind: Literal["match", "translation"]
    field: Literal["text", "lead_in"]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a snippet; joined, the fragments are the snippet."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark before the character at `offset` of the text; `id` is the footnote's."""

    note: str
    offset: int
    id: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a document as shown. `section` holds the headings above it, `topic` the innermost's topic.

    `citation` says how to cite it, and that it is a digest where it is one. `anchor` names it on its page.
    """

    id: str
    symbol: str
    language: Language
    script: Script
    edition: Edition
    kind: Kind
    part: str
    locator: str
    paragraph: str | None
    title: str
    date: dt.date | None
    year: int | None
    section: tuple[str, ...]
    topic: str | None
    lead_in: str
    text: str
    states: tuple[StateName, ...]
    citations: tuple[Cited, ...]
    marks: tuple[NoteMark, ...]
    event: Event | None
    citation: Both
    anchor: str
    url: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The same unit in the other language."""

    id: str
    language: Language
    edition: Edition
    text: str
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Hit(Unit):
    """A unit that answers the question."""

    highlights: tuple[Highlight, ...]
    snippet: tuple[Fragment, ...]
    score: float
    translations: tuple[Translation, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another form that was searched for beside a word, at a lower weight."""

    text: str
    language: Language
    weight: float


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word of the question and what else was searched for in its place; `url` asks for the word alone."""

    word: str
    language: Language
    variants: tuple[Variant, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Named:
    """A State, date or number found in the question: the text as typed, its normal form and its name."""

    text: str
    kind: Literal["state", "date", "month", "number", "ordinal"]
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A symbol found in the question.

    `held` tells whether the library holds the document, `url` where it is read (here, or else at the UN),
    `citing` how many units cite it and `citing_url` which. `text` is what was typed.
    """

    text: str
    symbol: str
    part: str | None
    pinpoint: str | None
    held: bool
    title: str | None
    url: str
    citing: int
    citing_url: str


@dataclass(frozen=True, slots=True)
class Relaxed:
    """No unit has all words of the question: those shown have `matched` of `of`."""

    matched: int
    of: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: its name and value, and the address without it.

    `inner` is true of one typed within OR or brackets, which holds for that part of the question only.
    """

    name: str
    value: str
    label: str
    excluded: bool
    inner: bool
    url: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it was understood. `filters` maps `state` or `not.state` to the values asked for.

    `clear_url` asks without any filter; null where there is none.
    """

    text: str
    filters: Mapping[str, tuple[str, ...]]
    chips: tuple[Chip, ...]
    clear_url: str | None
    symbols: tuple[Recognised, ...]
    named: tuple[Named, ...]
    notices: tuple[Notice, ...]
    suggestions: tuple[str, ...]
    relaxed: Relaxed | None
    expansions: tuple[Expansion, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet with how many units have it.

    `url` switches it on, or off where `selected`; `exclude_url` leaves out what has it, or no longer where
    `excluded`.
    """

    value: str
    label: str
    count: int
    selected: bool
    url: str
    excluded: bool
    exclude_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """At most 50 values, the commonest first (years: the newest first); `more` counts those left out.

    `clear_url` asks without any of its values; null where none is asked for or excluded.
    """

    values: tuple[FacetValue, ...]
    more: int
    clear_url: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a question."""

    query: Understood
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, Facet]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document in a list. `languages` are all language versions held; `units` counts its paragraphs."""

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    date: dt.date | None
    year: int | None
    languages: tuple[Language, ...]
    units: int
    events: int
    url: str
    official_url: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents held."""

    items: tuple[DocumentHead, ...]
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None


@dataclass(frozen=True, slots=True)
class DocumentView(DocumentHead):
    """A document whole: its units in order, headings and footnotes among them."""

    paragraphs: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the library that is being served."""

    status: Literal["ok"]
    version: str
    engine: str
    documents: int
    units: int
    fingerprint: str


def parts(value: DataclassInstance) -> dict[str, Any]:
    """Return the fields of a result by name, to make a fuller one of."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
