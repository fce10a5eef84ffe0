"""`search --glossary`: the terms, names and titles in a document with those of the other language."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from indexer.answer.citation_forms import mark
from indexer.cli.command import check_alone
from indexer.cli.text import plain
from indexer.model.messages import in_language
from indexer.runtime.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from indexer.answer.urls import Urls
    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.document_glossary import DocumentGlossary

FORMATS = ("text", "json", "csv", "tbx")
"""The formats in which a glossary is printed."""
NOTHING = 1


def check(form: str, said: Sequence[tuple[str, str]], others: Mapping[str, object]) -> None:
    """Raise CommandError for what does not go with a glossary.

    Args:
        form: The format.
        said: The question; only a language goes with a glossary.
        others: The values of other options by their names; those that are given are refused.

    """
    asked = sorted(f"--{name}" if name != "q" else "a question" for name, _ in said if name != "language")
    check_alone("--glossary", form, FORMATS, {**dict.fromkeys(asked, True), **others})
    if len([name for name, _ in said if name == "language"]) > 1:
        raise CommandError("--glossary is made of one language version.", "Give --language once.")


def print_glossary(  # noqa: PLR0913, PLR0917 # each is another option
    opened: Library,
    symbol: str,
    form: str,
    said: Sequence[tuple[str, str]],
    urls: Urls,
    write: Callable[[Iterable[str]], None],
) -> int:
    """Print the glossary of a document in a format; return the exit status.

    Args:
        opened: The library.
        symbol: The document.
        form: One of FORMATS.
        said: The options that were given: the language, if any.
        urls: Makes the addresses.
        write: Prints lines for other programs.

    """
    from indexer.answer import glossary_formats
    from indexer.answer.serialise import to_json

    opened.open()
    language = cast("Language | None", _language(said))
    found = opened.glossary(symbol, language, None if form == "json" else urls)
    if form == "text":
        for line in lines(found):
            click.echo(line)
    elif form == "json":
        write([to_json(found).decode() + "\n"])
    else:
        write(glossary_formats.csv_lines(found) if form == "csv" else glossary_formats.tbx_lines(found))
    return 0 if found.entries else NOTHING


def _language(said: Sequence[tuple[str, str]]) -> str | None:
    """Return the language that was asked for. Raises UsageError for what is none."""
    from indexer.query import arguments

    chosen = arguments.parse(said).selections
    return chosen[0].value if chosen else None


def lines(found: DocumentGlossary) -> Iterator[str]:
    """Yield a glossary as text, in its language."""
    for notice in found.notices:
        yield click.style(in_language(notice, found.language), fg="yellow")
    for one in found.entries:
        yield f"{click.style(plain(one.text), bold=True)} = {plain(one.translation)}"
        told = f"{one.count} · {in_language(one.citation, found.language)}"
        yield "  " + click.style(told, dim=True)
    if digest := mark("digest" if found.other_edition == "digest" else found.edition, found.language):
        yield click.style(digest, fg="yellow")
