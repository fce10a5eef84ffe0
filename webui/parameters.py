"""What a request asks: the pairs of its query string, and the parameters of each endpoint of the API."""

from __future__ import annotations

from typing import Annotated, TypeVar
from urllib.parse import parse_qsl

from flask import request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from indexer.answer.listing import MAX_STATES
from indexer.errors import UsageError
from indexer.model import Language
from indexer.query import arguments, events
from indexer.query.events import EventQuery
from indexer.query.question import MAX_PER_PAGE, Query, StateOrder

MAX_PAIRS = 1_000

EVENTS = (
    *("q", "page", "per_page", "year", "state", "language", "symbol", "from", "to", "organizer", "place"),
    *("not.year", "not.state", "not.language", "not.symbol"),
)

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
        raise UsageError("The query string is not UTF-8.", "Encode the address in UTF-8.") from error
    except ValueError as error:
        message = f"The query string has more than {MAX_PAIRS} parameters."
        raise UsageError(message, "Leave some out.") from error


def question(ignored: tuple[str, ...] = ()) -> Query:
    """Read a question from the query string. Raises UsageError."""
    return arguments.parse(_given(ignored))


def event_question(ignored: tuple[str, ...] = (), allowed: tuple[str, ...] = EVENTS) -> EventQuery:
    """Read a question about events from the query string. Raises UsageError."""
    given = _given(ignored)
    for name, _ in given:
        if name not in allowed:
            raise _unknown(name, allowed)
    return events.parse(given)


def read(shape: type[Given], ignored: tuple[str, ...] = ()) -> Given:
    """Read an endpoint's parameters from the query string. Raises UsageError, naming the parameter."""
    known = tuple(field.alias or name for name, field in shape.model_fields.items())
    given: dict[str, str] = {}
    for name, value in pairs():
        if name in ignored:
            continue
        if name in given:
            raise UsageError(f"The parameter {name} is given twice.", "Give it once.")
        if name not in known:
            raise _unknown(name, known)
        given[name] = value
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        message = f"The parameter {first['loc'][0]} cannot be used: {first['msg']}."
        raise UsageError(message, "Correct it; docs/api.md lists what each parameter takes.") from error


def _given(ignored: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs() if name not in ignored]


def _unknown(name: str, allowed: tuple[str, ...]) -> UsageError:
    known = ", ".join(allowed) or "none"
    return UsageError(f"There is no parameter {name[:100]!r} here.", f"The parameters are: {known}.")
