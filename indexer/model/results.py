"""Answers: the records that the command line prints and the API serves, field by field.

They are the JSON contract: a program receives `to_json` of these records. Addresses (`url`, `next`, `prev`)
begin with the configured public address, or with `/` if there is none. The docstrings of the classes are
descriptions in the API's OpenAPI document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta, Struct

from indexer.model.account import DocumentAccount
from indexer.model.document import Edition, Language, Script
from indexer.model.fields import FacetName
from indexer.model.query import DocumentOrder, Notice, Reason
from indexer.model.shown_units import Caveat, Hit, Unit
from indexer.model.terms import TermOrigin


class Variant(Struct, frozen=True, gc=False):
    """Another form that was searched for beside a word, at a lower weight."""

    text: str
    language: Language
    weight: float


class Expansion(Struct, frozen=True, gc=False):
    """A word of the question and what else was searched for in its place; `url` asks for the word alone."""

    word: str
    language: Language
    reason: Reason
    variants: tuple[Variant, ...]
    url: str


class WordTranslation(Struct, frozen=True, gc=False):
    """A translation that was searched for beside a word, with its weight and where it is from.

    `count` is how often texts had it for the word. `general` tells that only general dictionaries have it,
    which do not follow the usage of the UN. `url` asks without it.
    """

    text: str
    weight: float
    origins: tuple[TermOrigin, ...]
    count: float
    general: bool
    url: str


class TranslatedWord(Struct, frozen=True, gc=False):
    """A word or phrase of the question and its translations into the language `to`, the likeliest first.

    It has none where none is known. Those of a `quoted` phrase were not searched for: `url` of each asks for
    it in place of the phrase.
    """

    word: str
    language: Language
    to: Language
    quoted: bool
    translations: tuple[WordTranslation, ...]


ValueKind: TypeAlias = Literal[
    "date", "month", "day", "number", "percentage", "ordinal", "passage", "decision", "job-number",
    "press-release", "note-verbale", "list-entry",
]  # fmt: skip
"""What a value of a question is; a `day` is one of any year."""


class NameMatch(Struct, frozen=True, gc=False):
    """A State, an organization or a value of the question, in its normal form.

    `text` is as typed, `label` its name; a passage is `art.41`, an article of some text.
    """

    text: str
    kind: Literal["state", "organization", ValueKind]
    value: str
    label: str


class TextMatch(Struct, frozen=True, gc=False):
    """The text to which a corrigendum, a revision, an addendum or a part belongs, and where it is read."""

    symbol: str
    held: bool
    title: str | None
    url: str


class SymbolMatch(Struct, frozen=True, gc=False):
    """A symbol found in the question.

    `held` tells whether the library holds the document, `url` where it is read (here, or else at the UN),
    at the place that the question names, `citing` how many units cite it and `citing_url` which. `text` is
    what was typed. `base` is the text to which the document belongs (`S/2031/9`, of `S/2031/9/Corr.1`).
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
    base: TextMatch | None


class Offer(Struct, frozen=True, gc=False):
    """A filter that could be switched on in place of what the question names; `url` does."""

    name: str
    value: str
    label: str
    url: str


class Relaxed(Struct, frozen=True, gc=False):
    """No unit has all words of the question: those shown have `matched` of `of`, or more.

    `dropped` are the words that no hit of this page has. `offers` are filters for what was recognised.
    """

    matched: int
    of: int
    dropped: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()


class Chip(Struct, frozen=True, gc=False):
    """A filter that is on: its name and value, and the address without it.

    `inner` is true of one typed within OR or brackets, which holds for that part of the question only.
    """

    name: str
    value: str
    label: str
    excluded: bool
    inner: bool
    url: str


class QueryInfo(Struct, frozen=True, gc=False):
    """The question as it was understood. `filters` maps `state` or `not.state` to the values asked for.

    `clear_url` asks without any filter; null where there is none. `untranslated_url` asks for what is typed
    only; null where nothing was asked for by translation.
    """

    text: str
    filters: Mapping[str, tuple[str, ...]]
    chips: tuple[Chip, ...]
    clear_url: str | None
    symbols: tuple[SymbolMatch, ...]
    named: tuple[NameMatch, ...]
    notices: tuple[Notice, ...]
    suggestions: tuple[str, ...]
    relaxed: Relaxed | None
    expansions: tuple[Expansion, ...]
    translated: tuple[TranslatedWord, ...]
    untranslated_url: str | None


class FacetValue(Struct, frozen=True, gc=False):
    """A value of a facet with how many units have it.

    `translated` is how many of them were found by translation only. `url` switches it on, or off where
    `selected`; `exclude_url` leaves out what has it, or no longer where `excluded`.
    """

    value: str
    label: str
    count: int
    translated: int
    selected: bool
    url: str
    excluded: bool
    exclude_url: str


class Facet(Struct, frozen=True, gc=False):
    """At most 50 values, the commonest first (years: the newest first); `more` counts those left out.

    `clear_url` asks without any of its values; null where none is asked for or excluded.
    """

    values: tuple[FacetValue, ...]
    more: int
    clear_url: str | None


Facets: TypeAlias = Annotated[
    Mapping[FacetName, Facet],
    Meta(extra_json_schema={"propertyNames": {"enum": list(get_args(FacetName))}}),
]
"""The facets of an answer, by name."""


class DocumentHead(Struct, frozen=True, gc=False):
    """A document in a list. `languages` are all language versions held; `units` counts its paragraphs.

    `date` is the one that it bears, or else the day of its adoption, `adopted`; `symbols` are further ones
    that name it too. `reissued`, `versions`, `caveats` and `outcome` are those of a hit.
    """

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    date: dt.date | None
    adopted: dt.date | None
    type: str | None
    organ: str | None
    session: str | None
    agenda: str | None
    job: str | None
    symbols: tuple[str, ...]
    reissued: bool
    versions: tuple[str, ...]
    caveats: tuple[Caveat, ...]
    outcome: str | None
    year: int | None
    languages: tuple[Language, ...]
    units: int
    events: int
    url: str
    official_url: str


class Documents(Struct, frozen=True, gc=False):
    """One page of the documents held, with those facets by which the list can be narrowed.

    `text`, `filters` and `sort` are what was asked; `chips` are the filters that are on, each with the
    address of the list without it. `clear_url` is the list without filters, `null` where there are none.
    """

    items: tuple[DocumentHead, ...]
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None
    text: str
    filters: Mapping[str, tuple[str, ...]]
    sort: DocumentOrder
    chips: tuple[Chip, ...]
    clear_url: str | None
    notices: tuple[Notice, ...]
    facets: Facets


class TitleMatches(Struct, frozen=True, gc=False):
    """Documents whose titles have all words of a question, the best first and five at most.

    `total` counts all of them, each language version by itself; `url` lists them with those whose headings
    have the words.
    """

    items: tuple[DocumentHead, ...]
    total: int
    url: str


class Results(Struct, frozen=True, gc=False):
    """The answer to a question.

    `translated` is how many hits of the `total` were found by translation only. `documents` are those that
    its words find by their titles; `null` where there are none, and on all pages but the first.
    """

    query: QueryInfo
    total: int
    translated: int
    page: int
    per_page: int
    next: str | None
    prev: str | None
    hits: tuple[Hit, ...]
    facets: Facets
    documents: TitleMatches | None


class DocumentView(DocumentHead, frozen=True, gc=False):
    """A document whole: its units in order, headings and footnotes among them, and its account.

    The account says what became of the characters of its file, and what to know before citing it. `moved`
    maps ids that units had under an earlier version to those that they have now.
    """

    paragraphs: tuple[Unit, ...]
    account: DocumentAccount
    moved: Mapping[str, str]


class Health(Struct, frozen=True, gc=False):
    """The state of the library that is being served."""

    status: Literal["ok"]
    version: str
    engine: str
    documents: int
    units: int
    fingerprint: str
