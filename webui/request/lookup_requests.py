"""Reads a text to look up from a request: from its query string, a form, a file, JSON or plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from flask import request
from msgspec import Meta
from werkzeug.exceptions import UnsupportedMediaType

from indexer.query.arguments import SURROGATES
from indexer.reading import list_lines
from webui.request import invalid_requests
from webui.request.batch_requests import FILE, JSON, MAX_BODY, TEXT, charset
from webui.request.parameters import Parameters, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import FileStorage

FIELD = "q"

Text = Annotated[
    str,
    Meta(
        description="The text: one sentence or several. A line end ends a sentence too.",
        examples=["The Committee held four formal meetings."],
    ),
]


class LookupText(Parameters, frozen=True, kw_only=True):
    """A short text in an address."""

    q: Text = ""


class LookupBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text as JSON."""

    text: Text


_DECODER = msgspec.json.Decoder(LookupBody)


def of_address(ignored: tuple[str, ...] = ()) -> str:
    """Return the text in the query string. Raises UsageError for any other parameter."""
    given = [pair for pair in pairs() if pair[0] not in ignored]
    for name, _ in given:
        if name != FIELD:
            raise invalid_requests.unknown_parameter(name, (FIELD,))
    return _readable(value for _, value in given)


def of_body() -> str:
    """Return the text in the body of a request, which is JSON or plain text.

    Raises:
        UsageError: It is JSON of another shape.
        UnsupportedMediaType: It is neither, or its encoding is unknown.

    """
    if request.mimetype == JSON:
        try:
            return _readable((_DECODER.decode(request.get_data(cache=False)).text,))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise invalid_requests.no_text(str(error)) from error
    if request.mimetype != TEXT:
        raise UnsupportedMediaType
    return _readable(list_lines.lines(request.stream, MAX_BODY, charset()))


def of_form() -> str:
    """Return the text in the field of a form, and behind it that of the file sent with it."""
    sent: FileStorage | None = request.files.get(FILE)
    typed = request.form.get(FIELD, "")
    return _readable((typed, *(list_lines.lines(sent.stream, MAX_BODY) if sent else ())))


def _readable(lines: Iterable[str]) -> str:
    """Return lines as one text, with a sign in the place of what cannot be decoded."""
    return SURROGATES.sub("\ufffd", "\n".join(lines))
