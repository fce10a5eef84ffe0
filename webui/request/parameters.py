"""Reads the query string of a request: its pairs, a question, or the parameters of an endpoint of the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypeVar
from urllib.parse import parse_qsl

from flask import request
from msgspec import Meta, Struct

from indexer.model.document import Language
from indexer.model.fields import Place, asked
from indexer.model.query import MAX_PER_PAGE, MAX_STATES, Query, StateOrder
from indexer.query import arguments, document_query, event_query
from indexer.query.document_query import DocumentQuery
from indexer.query.event_query import EventQuery
from indexer.query.usage_errors import given_twice
from webui.request import invalid_requests, parameter_values

MAX_PAIRS = 1_000


def _named(place: Place) -> tuple[str, ...]:
    return tuple(field.name for field in asked(place))


def excluding(place: Place) -> tuple[str, ...]:
    """Return the names of the parameters that exclude values of a field."""
    return tuple(arguments.parameter(field.name, excluded=True) for field in asked(place) if field.excludes)


EVENTS = ("q", "page", "per_page", *_named("events"), *excluding("events"))
DOCUMENTS = ("q", *_named("documents"), *excluding("documents"), "sort", "page", "per_page")
"""Parameters of the list of documents."""
MENTIONS = (*_named("mentions"), "page", "per_page", *excluding("mentions"))
"""Parameters that narrow what is said of a State, and those that choose the page of its mentions."""

Text = Annotated[str, Meta(min_length=1, max_length=200)]
Given = TypeVar("Given", bound=Struct)


class Parameters(Struct, frozen=True, kw_only=True):
    """The parameters of an endpoint; none but these are accepted."""


class Paging(Parameters, frozen=True, kw_only=True):
    """A window on a list."""

    page: Annotated[int, Meta(ge=1, description="The page, from 1.")] = 1
    per_page: Annotated[int, Meta(ge=1, le=MAX_PER_PAGE, description="Items on a page.")] = 20


class StateList(Paging, frozen=True, kw_only=True):
    """A window on the States that are mentioned, in an order."""

    per_page: Annotated[int, Meta(ge=1, le=MAX_STATES, description="Items on a page.")] = MAX_STATES
    sort: Annotated[StateOrder, Meta(description="By name, or those mentioned most often first.")] = "name"


class DocumentName(Parameters, frozen=True, kw_only=True):
    """A document, in one language version or in the one that is held."""

    symbol: Annotated[Text, Meta(description="The document's symbol.", examples=["S/2019/986"])]
    language: Annotated[Language | None, Meta(description="Its language; else the first held.")] = None


class ParagraphName(DocumentName, frozen=True, kw_only=True):
    """A unit of a document; without a part, of the first that has it."""

    part: Annotated[
        Text | None,
        Meta(description="Part of the document; else the first that has it.", examples=["annex"]),
    ] = None
    paragraph: Annotated[Text, Meta(description="The unit's locator.", examples=["18(a)"])]


class StateCode(Parameters, frozen=True, kw_only=True):
    """A State."""

    code: Annotated[Text, Meta(description="The State's code or any of its names.", examples=["CHL"])]


class TermName(Parameters, frozen=True, kw_only=True):
    """A word or phrase in Chinese or in English."""

    q: Annotated[
        Text,
        Meta(
            description="A word or a phrase in either language, taken literally.",
            examples=["point of contact"],
        ),
    ]


class BeginningOfQuestion(Parameters, frozen=True, kw_only=True):
    """What was typed so far."""

    q: Annotated[
        str,
        Meta(
            description="The beginning of a question: letters, Han characters, pinyin, a symbol. "
            "Nothing is suggested for an empty or a very long one.",
            examples=["points of con", "lianluor"],
        ),
    ] = ""


def pairs() -> list[tuple[str, str]]:
    """Return the pairs of the query string. Raises UsageError if there are too many or they are not UTF-8."""
    try:
        given = request.query_string.decode("utf-8")
        return parse_qsl(given, keep_blank_values=True, errors="strict", max_num_fields=MAX_PAIRS)
    except UnicodeDecodeError as error:
        raise invalid_requests.not_utf8() from error
    except ValueError as error:
        raise invalid_requests.too_many_parameters(MAX_PAIRS) from error


def question() -> Query:
    """Read a question from the query string. Raises UsageError."""
    return arguments.parse(pairs())


def event_question(allowed: tuple[str, ...] = EVENTS) -> EventQuery:
    """Read a question about events from the query string.

    Args:
        allowed: All parameters that may be given.

    Raises:
        UsageError: Another parameter is given, or a value is impossible.

    """
    return event_query.parse(_allowed(pairs(), allowed))


def document_question() -> DocumentQuery:
    """Read a question about documents from the query string. Raises UsageError."""
    return document_query.parse(_allowed(pairs(), DOCUMENTS))


def mentions_question(ignored: tuple[str, ...] = ()) -> Query:
    """Read the selections and the page of a State's mentions, without the parameters in `ignored`.

    Raises UsageError.
    """
    given = [(name, value) for name, value in pairs() if name not in ignored]
    return arguments.parse(_allowed(given, (*ignored, *MENTIONS)))


def read(shape: type[Given], ignored: tuple[str, ...] = ()) -> Given:
    """Read an endpoint's parameters from the query string.

    Args:
        shape: The model of the parameters.
        ignored: Parameters that are left out.

    Raises:
        UsageError: A parameter is unknown, missing, impossible or given twice; the error names it.

    """
    known = tuple(parameter_values.named(shape))
    given = [(name, value) for name, value in pairs() if name not in ignored]
    return parameter_values.read(shape, once(_allowed(given, known)))


def once(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return pairs as a mapping. Raises UsageError if a parameter is given twice."""
    found: dict[str, str] = {}
    for name, value in given:
        if name in found:
            raise given_twice(name)
        found[name] = value
    return found


def _allowed(given: list[tuple[str, str]], allowed: tuple[str, ...]) -> list[tuple[str, str]]:
    for name, _ in given:
        if name not in allowed:
            raise invalid_requests.unknown_parameter(name, allowed)
    return given
