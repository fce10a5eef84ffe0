"""A question to the list of documents: words of titles and headings, filters, an order and a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from indexer.model.fields import asked
from indexer.model.query import DocumentOrder, Query
from indexer.query import arguments, usage_errors
from indexer.query.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable

FIELDS = tuple(field.name for field in asked("documents"))
"""The fields by which documents are filtered."""
SORT = "sort"
ORDERS: tuple[DocumentOrder, ...] = get_args(DocumentOrder)
ALL = Query()
_SAME: dict[str, DocumentOrder] = {"document": "symbol", "-document": "-symbol"}
"""Orders by the names that a search has for them."""


@dataclass(frozen=True)
class DocumentQuery:
    """A question about documents; the `sort` of its `query` means nothing.

    Without an `order`, documents are sorted by symbol, or by relevance where words are asked for.
    """

    query: Query = ALL
    order: DocumentOrder | None = None

    @cached_property
    def question(self) -> Question:
        """The query after parsing, once for the list and for the links of its page."""
        return Question.of(self.query)

    @property
    def sorted_by(self) -> DocumentOrder:
        """The order in which the documents come."""
        return self.order or ("relevance" if self.query.text else "symbol")

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pair of a name and a value that asks for the order."""
        return ((SORT, self.order),) if self.order else ()

    def ordered(self, order: DocumentOrder) -> DocumentQuery:
        """Return the question in another order, from its first page."""
        return DocumentQuery(replace(self.query, page=1), order)


def parse(pairs: Iterable[tuple[str, str]]) -> DocumentQuery:
    """Read a question about documents; raises the same errors as `arguments.parse`.

    Raises UsageError too for a filter that no document has, also where it stands in the text.
    """
    given = list(pairs)
    sorts = [value.strip() for name, value in given if name == SORT and value.strip()]
    if len(sorts) > 1:
        raise usage_errors.given_twice(SORT)
    query = arguments.parse((name, value) for name, value in given if name != SORT)
    made = DocumentQuery(query, _order(sorts[0]) if sorts else None)
    check_fields(made.question)
    return made


def check_fields(question: Question) -> None:
    """Raise UsageError if a question has a filter that paragraphs have and documents do not."""
    if other := foreign_field(question):
        raise usage_errors.no_document_field(other, FIELDS)


def foreign_field(question: Question) -> str | None:
    """Return the first filter of a question, typed or selected, that documents do not have, or None."""
    inner = (field.selection for field in question.tree.inner)
    chosen = (*question.query.selections, *question.tree.selections, *inner)
    return next((one.name for one in chosen if one.name not in FIELDS), None)


def _order(value: str) -> DocumentOrder:
    for known in ORDERS:
        if known == value.lower():
            return known
    if value.lower() in _SAME:
        return _SAME[value.lower()]
    raise usage_errors.no_order(value, ORDERS)
