"""`search --text`: looks up the sentences of a file one after another, and prints what is held like each."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from indexer.answer.citation_forms import VERSIONS
from indexer.answer.lookup_formats import likeness
from indexer.cli.batch import FORMATS, stream
from indexer.cli.command import check_alone
from indexer.cli.text import plain
from indexer.model.messages import in_language, message
from indexer.runtime.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from indexer.answer.urls import Urls
    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.lookup import SentenceLookup, SentenceMatch, SentenceTranslation, Stretch
    from indexer.model.shown_units import Unit

MOST_IN_LINE = 1_000_000
"""The longest line that is read, in code points."""


def answers(opened: Library, path: Path, encoding: str | None, urls: Urls) -> Iterator[SentenceLookup]:
    """Yield the answers to the sentences of a file, or of standard input, as they are found.

    Raises:
        CommandError: The file cannot be read, has too many sentences, or there is no such encoding.

    """
    from indexer.model.lookup import IN_TERMINAL
    from indexer.reading import encodings, list_lines

    chosen = encodings.known(encoding) if encoding else None
    with stream(path) as opened_file:
        lines = list_lines.lines(opened_file, MOST_IN_LINE, chosen)
        readable = (line.encode("utf-8", "replace").decode() for line in lines)
        found = opened.sentence_lookups(readable, urls)
        yield from islice(found, IN_TERMINAL)
        if next(found, None):
            raise CommandError(
                f"{path} has more than {IN_TERMINAL} sentences; the rest was not looked up.",
                "Divide it, and look up each part by itself.",
            )


def check(path: Path, form: str, others: Mapping[str, object]) -> None:
    """Raise CommandError for what does not go with a text that is looked up.

    Args:
        path: The file.
        form: The format.
        others: The values of other options by their names; those that are given are refused.

    """
    advice = "Leave that out: the sentences of the file are all that is looked up."
    check_alone("--text", form, FORMATS, others, value=path, advice=advice)


def print_all(sentences: Iterator[SentenceLookup], form: str, write: Callable[[Iterable[str]], None]) -> bool:
    """Print answers in a format; tell whether anything was found.

    Args:
        sentences: The answers.
        form: One of FORMATS.
        write: Prints lines for other programs.

    """
    from indexer.answer import lookup_formats

    seen = _Seen(sentences)
    if form == "text":
        for sentence in seen:
            for line in lines(sentence):
                click.echo(line)
        told = f"{seen.total} looked up: {seen.found} with something like it."
        click.echo(click.style(told, dim=True), err=True)
    elif form == "json":
        write(lookup_formats.json_pieces(seen))
    else:
        write(lookup_formats.csv_lines(seen) if form == "csv" else lookup_formats.json_lines(seen))
    return seen.found > 0


class _Seen:
    """Answers that are counted as they pass."""

    def __init__(self, sentences: Iterator[SentenceLookup]) -> None:
        self._sentences = sentences
        self.total = self.found = 0

    def __iter__(self) -> Iterator[SentenceLookup]:
        for one in self._sentences:
            self.total += 1
            self.found += bool(one.same_language or one.other_language)
            yield one


def lines(sentence: SentenceLookup) -> Iterator[str]:
    """Yield the answer to a sentence as text; words that differ stand in brackets."""
    reader = sentence.language
    yield f"{click.style(str(sentence.number), dim=True)}  {click.style(plain(sentence.text), bold=True)}"
    for notice in sentence.notices:
        yield "  " + click.style(in_language(notice, reader), dim=True)
    for match in (*sentence.same_language, *sentence.other_language):
        yield from ("  " + line for line in _match(match, reader))
    yield ""


def _match(match: SentenceMatch, reader: Language) -> Iterator[str]:
    alike = likeness(match, reader).text(reader)
    yield f"{click.style(alike, fg='green')}  {_cited(match.unit)}"
    yield "  " + _marked(match.unit.text, match.start, match.end, match.unit_differing)
    yield "  " + click.style(match.unit.url, fg="cyan")
    if match.translation:
        yield from _translation(match.translation, reader)


def _translation(one: SentenceTranslation, reader: Language) -> Iterator[str]:
    told = [VERSIONS[one.unit.language].text(reader)]
    told += [message("the whole paragraph").text(reader)] if one.is_whole else []
    told += [message("aligned automatically").text(reader)] if one.is_aligned else []
    yield f"  → {click.style(' · '.join(told), dim=True)}  {_cited(one.unit)}"
    yield "    " + plain(one.unit.text[one.start : one.end])


def _cited(unit: Unit) -> str:
    return click.style(in_language(unit.citation, unit.language), bold=True)


def _marked(text: str, start: int, end: int, differing: Iterable[Stretch]) -> str:
    """Return [start, end) of a text with the words that differ in square brackets, coloured in a terminal."""
    found: list[str] = []
    for one in differing:
        word = click.style(f"[{plain(text[one.start : one.end])}]", fg="yellow")
        found += (plain(text[start : one.start]), word)
        start = one.end
    return "".join((*found, plain(text[start:end])))
