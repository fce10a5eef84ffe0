"""What a request asks: the pairs of its query string, and the parameters of each endpoint of the API."""

from __future__ import annotations

from typing import Annotated, TypeVar
from urllib.parse import parse_qsl

from flask import request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from indexer.model import Language
from indexer.query import arguments, events
from indexer.query.events import EventQuery
from indexer.query.question import MAX_PER_PAGE, MAX_STATES, Query, StateOrder
from indexer.query.refusals import given_twice
from webui import refusals

MAX_PAIRS = 1_000

EVENTS = (
    *("q", "page", "per_page", "year", "section", "state", "language", "symbol", "from", "to"),
    *("organizer", "place", "not.year", "not.section", "not.state", "not.language", "not.symbol"),
)
MENTIONS = (
    *("year", "section", "language", "page", "per_page"),
    *("not.year", "not.section", "not.language"),
)
"""What narrows all that is said of a State, and the page of its mentions."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Given = TypeVar("Given", bound=BaseModel)


class Parameters(BaseModel):
    """The parameters of an endpoint; none but these are accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paging(Parameters):
    """A window on a list."""

    page: Annotated[int, Field(ge=1, description="The page, from 1.")] = 1
    per_page: Annotated[int, Field(ge=1, le=MAX_PER_PAGE, description="Items on a page.")] = 20


class StateList(Paging):
    """A window on the States that are mentioned, in an order."""

    per_page: Annotated[int, Field(ge=1, le=MAX_STATES, description="Items on a page.")] = MAX_STATES
    sort: Annotated[StateOrder, Field(description="By name, or those mentioned most often first.")] = "name"


class DocumentName(Parameters):
    """A document, in one language version or in the one that is held."""

    symbol: Annotated[Text, Field(description="The document's symbol.", examples=["S/2019/986"])]
    language: Annotated[Language | None, Field(description="Its language; else the first held.")] = None


class ParagraphName(DocumentName):
    """A unit of a document; without a part, of the first that has it."""

    part: Annotated[
        Text | None,
        Field(description="Part of the document; else the first that has it.", examples=["annex"]),
    ] = None
    paragraph: Annotated[Text, Field(description="The unit's locator.", examples=["18(a)"])]


class StateCode(Parameters):
    """A State."""

    code: Annotated[Text, Field(description="The State's code or any of its names.", examples=["CHL"])]


def pairs() -> list[tuple[str, str]]:
    """Return the pairs of the query string. Raises UsageError where they are too many or not UTF-8."""
    try:
        given = request.query_string.decode("utf-8")
        return parse_qsl(given, keep_blank_values=True, errors="strict", max_num_fields=MAX_PAIRS)
    except UnicodeDecodeError as error:
        raise refusals.not_utf8() from error
    except ValueError as error:
        raise refusals.too_many_parameters(MAX_PAIRS) from error


def question(ignored: tuple[str, ...] = ()) -> Query:
    """Read a question from the query string. Raises UsageError."""
    return arguments.parse(_given(ignored))


def event_question(ignored: tuple[str, ...] = (), allowed: tuple[str, ...] = EVENTS) -> EventQuery:
    """Read a question about events from the query string. Raises UsageError."""
    return events.parse(_allowed(_given(ignored), allowed))


def mentions_question(ignored: tuple[str, ...] = ()) -> Query:
    """Read from the query string which mentions of a State are asked for. Raises UsageError."""
    return arguments.parse(_allowed(_given(ignored), (*ignored, *MENTIONS)))


def read(shape: type[Given], ignored: tuple[str, ...] = ()) -> Given:
    """Read an endpoint's parameters from the query string. Raises UsageError, naming the parameter."""
    known = tuple(field.alias or name for name, field in shape.model_fields.items())
    given: dict[str, str] = {}
    for name, value in pairs():
        if name in ignored:
            continue
        if name in given:
            raise given_twice(name)
        if name not in known:
            raise refusals.unknown_parameter(name, known)
        given[name] = value
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        raise refusals.impossible(error.errors(include_url=False, include_input=False)[0]) from error


def _given(ignored: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs() if name not in ignored]


def _allowed(given: list[tuple[str, str]], allowed: tuple[str, ...]) -> list[tuple[str, str]]:
    for name, _ in given:
        if name not in allowed:
            raise refusals.unknown_parameter(name, allowed)
    return given
