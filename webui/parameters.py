"""What a request asks: the pairs of its query string, and the parameters of each endpoint of the API."""

from __future__ import annotations

from typing import Annotated, TypeVar
from urllib.parse import parse_qsl

from flask import request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from indexer.errors import UsageError
from indexer.model import Language
from indexer.query import arguments
from indexer.query.question import MAX_PER_PAGE, MAX_TEXT, Query

MAX_QUERY_STRING = 16 * MAX_TEXT
"""Longest query string, in bytes: room for the longest question in Han, 9 bytes each, and its filters."""
MAX_PAIRS = 1_000

EVENTS = (
    *("q", "page", "per_page", "year", "state", "language", "symbol", "from", "to"),
    *("not.year", "not.state", "not.language", "not.symbol"),
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Given = TypeVar("Given", bound=BaseModel)


class Parameters(BaseModel):
    """The parameters of an endpoint; none but these are accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paging(Parameters):
    """A window on a list."""

    page: Annotated[int, Field(ge=1)] = 1
    per_page: Annotated[int, Field(ge=1, le=MAX_PER_PAGE)] = 20


class LongPaging(Paging):
    """A window on a list of short items."""

    per_page: Annotated[int, Field(ge=1, le=MAX_PER_PAGE)] = MAX_PER_PAGE


class DocumentName(Parameters):
    """A document, in one language version or in the one that is held."""

    symbol: Text
    language: Language | None = None


class ParagraphName(DocumentName):
    """A unit of a document; without a part, of the first that has it."""

    part: Text | None = None
    paragraph: Text


class StateCode(Parameters):
    """A State."""

    code: Text


def pairs() -> list[tuple[str, str]]:
    """Return the pairs of the query string. Raises UsageError where it is too long or is not UTF-8."""
    raw = request.query_string
    if len(raw) > MAX_QUERY_STRING:
        message = f"The query string has {len(raw)} bytes; at most {MAX_QUERY_STRING} are read."
        raise UsageError(message, "Shorten the question.")
    try:
        return parse_qsl(
            raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PAIRS
        )
    except UnicodeDecodeError as error:
        raise UsageError("The query string is not UTF-8.", "Encode the address in UTF-8.") from error
    except ValueError as error:
        message = f"The query string has more than {MAX_PAIRS} parameters."
        raise UsageError(message, "Leave some out.") from error


def question(allowed: tuple[str, ...] | None = None, ignored: tuple[str, ...] = ()) -> Query:
    """Read a question from the query string, of the `allowed` parameters or all. Raises UsageError."""
    given = [(name, value) for name, value in pairs() if name not in ignored]
    for name, _ in given:
        if allowed is not None and name not in allowed:
            raise _unknown(name, allowed)
    return arguments.parse(given)


def read(shape: type[Given], ignored: tuple[str, ...] = ()) -> Given:
    """Read an endpoint's parameters from the query string. Raises UsageError, naming the parameter."""
    given: dict[str, str] = {}
    for name, value in pairs():
        if name in ignored:
            continue
        if name in given:
            raise UsageError(f"The parameter {name} is given twice.", "Give it once.")
        if name not in shape.model_fields:
            raise _unknown(name, tuple(shape.model_fields))
        given[name] = value
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        message = f"The parameter {first['loc'][0]} cannot be used: {first['msg']}."
        raise UsageError(message, "Correct it; docs/api.md lists what each parameter takes.") from error


def _unknown(name: str, allowed: tuple[str, ...]) -> UsageError:
    known = ", ".join(allowed) or "none"
    return UsageError(f"There is no parameter {name[:100]!r} here.", f"The parameters are: {known}.")
