"""The protocol that every engine implements, and the records in which an engine is written to and asked.

Text analysis happens outside the engines. An engine gets tokens as plain sequences (the index of a token is
its position), keys as plain strings, and one opaque `stored` text for each entry. It knows nothing of
languages or documents.

This example asks for the ten best entries of 2019 that hold the token `assistance`:

    engine.open()
    year = Filter("year", ("2019",))
    answer = engine.search(Request(Term("words", "assistance"), filters=(year,), limit=10))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias, get_args

from indexer.model.fields import KEYS

TextField: TypeAlias = Literal[
    "exact", "words", "values",
    "lead_exact", "lead_words", "lead_values",
    "title_exact", "title_words", "title_values",
    "heading_exact", "heading_words", "heading_values",
]  # fmt: skip
"""The analysed fields of an entry: three of each text.

A unit has its own text and that of the texts above it (`lead_`); the head of a document has its title and all
its headings.

BM25 uses the length of each field by itself.
"""

KeyField: TypeAlias = str
"""The name of a key field: one of KEY_FIELDS."""

Order: TypeAlias = Literal["relevance", "date", "-date", "document", "-document"]
"""How entries are sorted: by score; by date, the earliest or the latest first; by `order`, up or down."""

TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)
KEY_FIELDS: tuple[KeyField, ...] = ("id", "document", *KEYS)
"""The key fields: fields whose values are matched exactly, and never analysed.

An entry may have any number of values in each. All of them can be filtered by and counted as facets. The
first two are attributes of an `Entry`; the others come from the registry of fields.
"""

FAVOUR = 1.25
"""The factor for scores of entries in the favoured language.

They then come before entries that match equally well.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of a document, or the head of a document, as an engine indexes it.

    `id` is unique. Adding an entry never replaces another one: `Changes.remove` takes the old one away.
    `date` is an ISO date or empty; entries without a date sort last in either direction. `order` is a string
    by which entries sort as they stand in documents.
    """

    id: str
    document: str
    order: str
    date: str
    tokens: Mapping[TextField, tuple[str, ...]]
    keys: Mapping[KeyField, tuple[str, ...]]  # without `id` and `document`, which are attributes
    stored: str


@dataclass(frozen=True, slots=True)
class Changes:
    """One atomic change: the entries of the documents in `remove` are removed first, then `add` is added.

    If `fresh` is true, the index is emptied first. `mark` is the text that `open` returns from then on.
    """

    add: Iterable[Entry]
    remove: tuple[str, ...] = ()
    mark: str = ""
    fresh: bool = False


# --- expressions and requests ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """Entries whose `field` holds this token; scored by BM25."""

    field: TextField
    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Entries that hold these tokens in this order.

    `gaps` has a number for each token but the first: how many other positions may stand before that token. If
    it is empty, the tokens must follow each other directly.
    """

    field: TextField
    tokens: tuple[str, ...]
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """Entries with this value in a key field; the score is 0."""

    field: KeyField
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """Entries that match all nodes; the scores are added up. Without nodes it matches all entries."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Entries that match at least one node; the scores are added up. Without nodes it matches no entry."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Entries that match at least one node; the score is that of the best matching node."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Entries that match `minimum` nodes or more; the scores are added up."""

    minimum: int
    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Entries that match `node` and not `excluded`."""

    node: Expression
    excluded: Expression


@dataclass(frozen=True, slots=True)
class Boost:
    """Entries that match `node`; the score is the node's score times `factor`, plus `plus`."""

    node: Expression
    factor: float = 1.0
    plus: float = 0.0


Expression: TypeAlias = Term | Phrase | Key | And | Or | Best | AtLeast | Without | Boost


@dataclass(frozen=True, slots=True)
class Filter:
    """Entries whose `field` has one of `values`, or a value within one of `ranges`.

    If `negated` is true, the filter lets through the entries that have no such value. Ranges include both
    bounds and compare as strings; an empty bound is open.
    """

    field: KeyField
    values: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class FacetLimit:
    """A limit for a facet: only its `most` commonest values are wanted, and those of `kept` that are found.

    Of values with equal counts, those that come first in code point order are wanted.
    """

    field: KeyField
    most: int
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A search: an expression, filters, facets to count, and the window of results that is wanted.

    Filters are joined by AND, and never change scores. A facet counts the entries that match the expression
    and all filters, except the positive filters on the facet's own field. Entries of equal score or date are
    sorted by `order`. `limit` None means all. Entries with the value `favoured` in the key field `language`
    have their score multiplied by FAVOUR. `limits` has at most one limit for each facet; a facet without one
    has all its values. `crossed` are two fields whose values are counted together, over the entries that
    match the expression and all filters.
    """

    expression: Expression
    filters: tuple[Filter, ...] = ()
    facets: tuple[KeyField, ...] = ()
    favoured: str = ""
    sort: Order = "relevance"
    offset: int = 0
    limit: int | None = 20
    limits: tuple[FacetLimit, ...] = ()
    crossed: tuple[KeyField, KeyField] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that matched, with its score and its stored text."""

    id: str
    score: float
    stored: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request.

    `total` is how many entries match. `found` is the window of them that was asked for. `facets` has for each
    facet the count of each value, in no particular order. `further` has for each facet with a limit how many
    more values it has; that number is exact. `crossed` has for each value of the first field that was crossed
    the counts of the values of the second.
    """

    total: int
    found: tuple[Found, ...]
    facets: Mapping[KeyField, Mapping[str, int]]
    further: Mapping[KeyField, int] = field(default_factory=dict)
    crossed: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """An index and the questions that it answers. Many threads may use one engine; only one writer may work.

    A search sees the state that the last `open` found: that of the last completed `write`, of this process or
    another.
    """

    def open(self) -> str | None:
        """Open the newest state; return its mark, or None if there is no index.

        This is cheap if nothing has changed.

        Raises:
            IndexUnusableError: The index is damaged.

        """

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all of them or none.

        Raises:
            BusyError: Another writer is at work.

        """

    def search(self, request: Request) -> Answer:
        """Answer a request.

        Raises:
            IndexUnusableError: No index has been opened.

        """

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term in this field."""

    def close(self) -> None:
        """Close the files and searchers; closing twice does no harm."""


__all__ = [
    "FAVOUR", "KEY_FIELDS", "TEXT_FIELDS", "And", "Answer", "AtLeast", "Best", "Boost", "Changes", "Engine",
    "Entry", "Expression", "FacetLimit", "Filter", "Found", "Key", "KeyField", "Or", "Order", "Phrase",
    "Request", "Term", "TextField", "Without",
]  # fmt: skip
