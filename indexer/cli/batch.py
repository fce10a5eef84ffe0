"""`search --batch`: asks the lines of a file one after another, and prints each answer as it is found."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import click

from indexer.cli.command import check_alone
from indexer.cli.text import plain
from indexer.model.messages import in_language, message, plural
from indexer.model.query import language_of
from indexer.names import symbols
from indexer.runtime.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from indexer.answer.urls import Urls
    from indexer.library.library import Library
    from indexer.model.batch import BatchItem
    from indexer.model.document import Language
    from indexer.model.messages import Message
    from indexer.model.query import Query

FORMATS = ("text", "json", "jsonl", "csv")
"""The formats in which the answers to a batch can be printed."""
NO_FILE = "-"
"""The name that stands for standard input."""


def answers(
    opened: Library, path: Path, encoding: str | None, query: Query, urls: Urls
) -> Iterator[BatchItem]:
    """Yield the answers to the lines of a file, or of standard input, as they are found.

    Raises:
        CommandError: The file cannot be read, or there is no such encoding.

    """
    from indexer.model.batch import LONGEST
    from indexer.reading import encodings, list_lines

    chosen = encodings.known(encoding) if encoding else None
    answering = opened.batch_answers(query, urls)
    with stream(path) as opened_file:
        for line in list_lines.lines(opened_file, LONGEST, chosen):
            yield from answering.of(line)


def check(path: Path, form: str, others: Mapping[str, object]) -> None:
    """Raise CommandError for what does not go with a batch.

    Args:
        path: The file.
        form: The format.
        others: The values of other options by their names; those that are given are refused.

    """
    advice = "Leave that out; filters such as --year and --language hold for every line."
    check_alone("--batch", form, FORMATS, others, value=path, advice=advice)


def lines(item: BatchItem) -> Iterator[str]:
    """Yield an answer as text: what was asked for, whether it is held, and the words found."""
    reader = language_of(item.text)
    number = f"{item.line}.{item.item}" if item.item > 1 else f"{item.line}"
    told = click.style(_standing(item).text(reader), fg="green" if item.held else "red")
    yield f"{click.style(number, dim=True)}  {click.style(plain(item.text), bold=True)}: {told}"
    for said in _details(item, reader):
        yield "  " + said


def _details(item: BatchItem, reader: Language) -> Iterator[str]:
    if item.citation:
        yield in_language(item.citation, reader)
    elif item.symbol:
        yield symbols.display(item.symbol, reader)
    elif item.label:
        yield item.label
    if item.unit:
        lead = (plain(item.unit.lead_in),) if item.unit.lead_in else ()
        yield from (*lead, plain(item.unit.text, " · " if item.unit.kind == "event" else " "))
    elif item.title and item.held:
        yield plain(item.title)
    if address := item.url or item.official_url:
        yield click.style(address, fg="cyan")
    for notice in item.notices:
        yield click.style(in_language(notice, reader), dim=True)
    if item.repeats:
        yield click.style(
            message("Asked for in line {line} already.", line=item.repeats).text(reader), dim=True
        )


def _standing(item: BatchItem) -> Message:
    """Return whether what was asked for is held or found."""
    if item.taken_for == "refused":
        return message("not answered")
    if item.symbol:
        return message("held") if item.held else message("not held")
    if item.held:
        return plural("{number} hit", "{number} hits", item.total)
    return message("not found")


def print_all(items: Iterator[BatchItem], form: str, write: Callable[[Iterable[str]], None]) -> bool:
    """Print answers in a format; tell whether one was found and none refused.

    Args:
        items: The answers.
        form: One of FORMATS.
        write: Prints lines for other programs.

    """
    from indexer.answer import batch_formats

    seen = _Seen(items)
    if form == "text":
        for item in seen:
            for line in lines(item):
                click.echo(line)
        click.echo(click.style(seen.summary(), dim=True), err=True)
    elif form == "json":
        write(batch_formats.json_pieces(seen))
    else:
        write(batch_formats.csv_lines(seen) if form == "csv" else batch_formats.json_lines(seen))
    return seen.held > 0 and not seen.refused


class _Seen:
    """Answers that are counted as they pass."""

    def __init__(self, items: Iterator[BatchItem]) -> None:
        self._items = items
        self.total = self.held = self.refused = 0

    def __iter__(self) -> Iterator[BatchItem]:
        for item in self._items:
            self.total += 1
            self.held += item.held
            self.refused += item.taken_for == "refused"
            yield item

    def summary(self) -> str:
        """Return the numbers of answers in one line."""
        missing = self.total - self.held - self.refused
        told = f"{self.total} asked for: {self.held} held or found, {missing} not"
        return f"{told}, {self.refused} not answered." if self.refused else f"{told}."


@contextmanager
def stream(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input for `-`."""
    if str(path) == NO_FILE:
        yield sys.stdin.buffer
        return
    try:
        opened = path.open("rb")
        opened.peek(1)
    except OSError as error:
        raise CommandError(
            f"{path} cannot be read: {error.strerror}.", "Give a text file, or - for input."
        ) from error
    with opened:
        yield opened
