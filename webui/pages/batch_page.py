"""The page that takes a batch: a form, and behind it what each line was taken for and whether it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request

from indexer.answer import batch_formats
from indexer.answer.serialise import to_json
from indexer.model.batch import LONGEST, MAX_ITEMS
from indexer.model.messages import message, message_in
from webui.request import batch_requests
from webui.request.localisation import PARAMETER, either, language
from webui.request.service import service
from webui.request.site_urls import absolute_urls, page_urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.typing import ResponseReturnValue

    from indexer.model.batch import Batch, BatchItem, TakenFor
    from indexer.model.messages import Message

FORMAT = "format"
FILES: dict[str, tuple[str, Callable[[Batch], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda answered: "".join(batch_formats.csv_lines(answered.items))),
    "json": ("application/json", to_json),
}
"""The formats in which the answers can be saved: the media type of each, and what writes it."""
TAKEN: dict[TakenFor, Message] = {
    "unit": message_in("taken for", "Paragraph"),
    "document": message_in("taken for", "Document"),
    "state": message_in("taken for", "State"),
    "organization": message_in("taken for", "Organization"),
    "date": message_in("taken for", "Date"),
    "value": message_in("taken for", "Number"),
    "words": message_in("taken for", "Words"),
    "nothing": message_in("taken for", "Nothing to search for"),
    "refused": message_in("taken for", "Not asked"),
}


def register(blueprint: Blueprint) -> None:
    """Add the page to the others."""
    blueprint.add_url_rule("/batch", view_func=batch, methods=["GET", "POST"])


def batch() -> ResponseReturnValue:
    """Show the form, and the answers to what was sent with it."""
    sent = request.method == "POST"
    lines = [*(batch_requests.of_form() if sent else batch_requests.of_address((PARAMETER,)))]
    form = request.form.get(FORMAT) if sent else None
    if form in FILES:
        return _file(form, lines)
    asked = any(map(str.strip, lines))
    answered = service().library.batch(lines, page_urls(), language()) if asked or sent else None
    return render_template(
        "batch.html",
        batch=answered,
        text="\n".join(lines).encode("utf-8", "replace").decode(),
        taken=taken,
        standing=standing,
        notices=notices,
        most=MAX_ITEMS,
        longest=LONGEST,
        fields=(batch_requests.LINES, batch_requests.FILE, FORMAT),
    )


def taken(item: BatchItem) -> str:
    """Return what a line was taken for."""
    return either(TAKEN[item.taken_for])


def standing(item: BatchItem) -> str:
    """Return whether what a line names is held, or whether its words were found."""
    if item.taken_for == "refused":
        return either(message("not answered"))
    if item.symbol:
        return either(message("held") if item.held else message("not held"))
    return either(message("found") if item.held else message("not found"))


def notices(item: BatchItem) -> Iterator[str]:
    """Yield what a reader should know of a line."""
    yield from map(either, item.notices)
    if item.relaxed:
        of, matched = item.relaxed.of, item.relaxed.matched
        yield either(
            message("Nothing has all {of} words; this has {matched} of them.", of=of, matched=matched)
        )
    if item.repeats:
        yield either(message("Asked for in line {line} already.", line=item.repeats))


def _file(form: str, lines: list[str]) -> Response:
    media_type, write = FILES[form]
    written = write(service().library.batch(lines, absolute_urls() or page_urls(), language()))
    response = Response(written, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"juanzong-batch.{form}")
    return response
