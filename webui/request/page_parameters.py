"""Reads the query string of a page, which ignores what it does not know (`utm_source`, `fbclid`).

What a page knows has to be right, and is refused as in the API.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct

from indexer.model.fields import NAMES, asked
from indexer.model.query import Query
from indexer.query import arguments, document_query, event_query
from indexer.query.document_query import DocumentQuery
from indexer.query.event_query import EventQuery
from webui.request import parameter_values
from webui.request.parameters import DOCUMENTS, EVENTS, MENTIONS, excluding, once, pairs

Given = TypeVar("Given", bound=Struct)

_SINGLE = tuple(name for name in arguments.SINGLE if name != "group")
"""What is given once on a page, whose `group` is another parameter: how it shows the hits."""
QUESTION = (
    *(*_SINGLE, arguments.DROP, *NAMES, *excluding("search")),
    *(arguments.parameter(one.name, excluded=True) for one in asked("search") if not one.excludes),
)
"""Parameters of a question; those that exclude what cannot be excluded are refused, not ignored."""
WINDOW = ("page", "per_page")


def question() -> Query:
    """Read a question from the query string. Raises UsageError."""
    return arguments.parse(_known(QUESTION))


def event_question(*, whole: bool = False) -> EventQuery:
    """Read a question about events from the query string.

    Args:
        whole: Whether it is about all events, whose file is not divided into pages.

    Raises:
        UsageError: A value is impossible, or a page of a whole file is asked for.

    """
    return event_query.parse(_known(tuple(name for name in EVENTS if not (whole and name in WINDOW))))


def document_question() -> DocumentQuery:
    """Read a question about documents from the query string. Raises UsageError."""
    return document_query.parse(_known(DOCUMENTS))


def mentions_question() -> Query:
    """Read the selections and the page of a State's mentions from the query string. Raises UsageError."""
    return arguments.parse(_known(MENTIONS))


def read(shape: type[Given]) -> Given:
    """Read a page's parameters from the query string.

    Raises UsageError if one is missing, impossible or given twice; the error names it.
    """
    return parameter_values.read(shape, once(_known(tuple(parameter_values.named(shape)))))


def _known(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs() if name in names]
