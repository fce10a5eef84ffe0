"""Reads the lines of a batch from a request: from its query string, a form, a file, JSON or plain text."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

import msgspec
from flask import request
from msgspec import Meta
from werkzeug.exceptions import UnsupportedMediaType

from indexer.model.batch import LONGEST
from indexer.reading import encodings, list_lines
from indexer.runtime.errors import CommandError
from webui.request import invalid_requests
from webui.request.parameters import Parameters, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from werkzeug.datastructures import FileStorage

MAX_BODY = 500_000
"""Longest body of a request, in bytes: room for the longest batch of citations in Chinese."""
JSON = "application/json"
TEXT = "text/plain"
LINES = "q"
FILE = "file"

Line = Annotated[
    str, Meta(description="A citation, a name or words, as in a search.", examples=["S/2019/986"])
]


class BatchLines(Parameters, frozen=True, kw_only=True):
    """A short batch in an address."""

    q: Annotated[
        tuple[str, ...],
        Meta(description="A line of the batch: a citation, a name or words. Repeated values are its lines."),
    ] = ()


class BatchBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A batch as JSON. A line end within a line counts as a blank."""

    lines: tuple[Line, ...]


_DECODER = msgspec.json.Decoder(BatchBody)


def of_address(ignored: tuple[str, ...] = ()) -> Iterator[str]:
    """Return the lines in the query string. Raises UsageError for any other parameter."""
    given = [pair for pair in pairs() if pair[0] not in ignored]
    for name, _ in given:
        if name != LINES:
            raise invalid_requests.unknown_parameter(name, (LINES,))
    return chain.from_iterable(map(_split, (value for _, value in given)))


def of_body() -> Iterator[str]:
    """Return the lines in the body of a request, which is JSON or plain text.

    Raises:
        UsageError: It is JSON of another shape.
        UnsupportedMediaType: It is neither, or its encoding is unknown.

    """
    media = request.mimetype
    if media == JSON:
        return _of_json(request.get_data(cache=False))
    if media != TEXT:
        raise UnsupportedMediaType
    return list_lines.lines(request.stream, LONGEST, charset())


def of_form() -> Iterator[str]:
    """Return the lines in the field of a form, and behind them those of the file sent with it."""
    sent: FileStorage | None = request.files.get(FILE)
    typed = _split(request.form.get(LINES, ""))
    return chain(typed, list_lines.lines(sent.stream, LONGEST)) if sent else typed


def _split(text: str) -> Iterator[str]:
    """Yield the lines of a text, cut like those of a file."""
    return (line[: LONGEST + 1] for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _of_json(body: bytes) -> Iterator[str]:
    try:
        given = _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise invalid_requests.no_batch(str(error)) from error
    return (" ".join(line[: LONGEST + 1].splitlines()) for line in cast("Iterable[str]", given.lines))


def charset() -> str | None:
    """Return the encoding that the request names; None for UTF-8, or if it names none."""
    said = request.mimetype_params.get("charset")
    try:
        known = encodings.known(said) if said else None
    except CommandError as error:
        raise UnsupportedMediaType from error
    return None if known == "utf-8" else known
