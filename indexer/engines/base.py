"""The seam: what every engine offers, and the words in which it is asked.

Analysis is ours. An engine gets tokens as plain sequences (the index of a token is its position), keys
as plain strings, and one opaque `stored` text per entry; it knows nothing of languages or documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, get_args

TextField: TypeAlias = Literal["exact", "words", "values", "lead_exact", "lead_words", "lead_values"]
"""Analysed fields of a unit's own text and of the texts above it (`lead_`); BM25 by the length of each."""

KeyField: TypeAlias = Literal[
    "id", "document", "symbol", "language", "script", "edition", "kind", "part", "para", "year",
    "section", "state", "cites", "listed", "day", "month", "organizer", "place",
]  # fmt: skip
"""Exact fields, each with any number of values per entry; all can be filtered by and counted as facets.

Those of events: `day` and `month` hold every ISO day and month of it, `organizer` and `place` its names as
printed, with single spaces. `listed` holds the States that stand in a list of States in the text.
"""

TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)
KEY_FIELDS: tuple[KeyField, ...] = get_args(KeyField)

Sort: TypeAlias = Literal["relevance", "date", "-date", "document"]

FAVOUR = 1.25
"""What scores in the favoured language are multiplied by: answers in it come before others as good."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit on its way into an engine.

    `id` is unique; adding an entry never replaces another, `Changes.remove` does. `date` is ISO or empty
    (unknown dates sort last in either direction); `order` sorts entries as pages do.
    """

    id: str
    document: str
    order: str
    date: str
    tokens: Mapping[TextField, tuple[str, ...]]
    keys: Mapping[KeyField, tuple[str, ...]]  # `id` and `document` are filled in from above
    stored: str


@dataclass(frozen=True, slots=True)
class Changes:
    """One atomic change: first all entries of the documents in `remove` go, then `add` comes.

    `fresh` empties the index first. `mark` replaces the text that the next `open` returns.
    """

    add: Iterable[Entry]
    remove: tuple[str, ...] = ()
    mark: str = ""
    fresh: bool = False


# --- what is asked -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """Entries whose `field` holds this token; scored by BM25."""

    field: TextField
    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Entries that hold these tokens in this order.

    `gaps` says for each token but the first how many other positions may stand before it; empty: none.
    """

    field: TextField
    tokens: tuple[str, ...]
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """Entries with this value in a key field; scores nothing."""

    field: KeyField
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """Entries that match all nodes; scores add up. Without nodes: all entries."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Entries that match any node; scores add up. Without nodes: none."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Entries that match any node; the score is that of the best one."""

    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Entries that match `minimum` nodes or more; scores add up."""

    minimum: int
    nodes: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Entries that match `node` and not `excluded`."""

    node: Expression
    excluded: Expression


@dataclass(frozen=True, slots=True)
class Boost:
    """Entries that match `node`, with its score times `factor` plus `plus`."""

    node: Expression
    factor: float = 1.0
    plus: float = 0.0


Expression: TypeAlias = Term | Phrase | Key | And | Or | Best | AtLeast | Without | Boost


@dataclass(frozen=True, slots=True)
class Filter:
    """Entries with one of `values`, or a value within one of `ranges`, in `field`; or, negated, without.

    Ranges are closed and compare as strings; an empty bound is open.
    """

    field: KeyField
    values: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A search. Filters are joined by AND, and never change scores.

    The counts of a facet follow the expression and all filters but the positive ones of its own field.
    `limit` None means all. Equal scores and dates fall back on `order`. What has the value `favoured` in the
    key field `language` has its score times FAVOUR.
    """

    expression: Expression
    filters: tuple[Filter, ...] = ()
    facets: tuple[KeyField, ...] = ()
    favoured: str = ""
    sort: Sort = "relevance"
    offset: int = 0
    limit: int | None = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One entry found."""

    id: str
    score: float
    stored: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` entries match; `found` is the window asked for; `facets` counts each value, in no order."""

    total: int
    found: tuple[Found, ...]
    facets: Mapping[KeyField, Mapping[str, int]]


class Engine(Protocol):
    """An index in a place of its own. Safe to use from many threads; one writer at a time.

    Searches see the state of the last completed `write`, also of another process, after `open`.
    """

    def open(self) -> str | None:
        """Look at the newest state; return its mark, or None where there is no index.

        Cheap where nothing has changed. Raises IndexUnusableError where the index is damaged.
        """

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all or none. Raises BusyError while another writer is at work."""

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises IndexUnusableError where nothing has been opened."""

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""

    def close(self) -> None:
        """Let go of files and threads' searchers; closing twice is fine."""


__all__ = [
    "FAVOUR", "KEY_FIELDS", "TEXT_FIELDS", "And", "Answer", "AtLeast", "Best", "Boost", "Changes", "Engine",
    "Entry", "Expression", "Filter", "Found", "Key", "KeyField", "Or", "Phrase", "Request", "Sort", "Term",
    "TextField", "Without",
]  # fmt: skip
