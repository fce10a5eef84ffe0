"""The subcommand `indexer list`: the documents held, filtered and sorted as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from indexer.cli.command import typed, with_library
from indexer.cli.question_command import QuestionCommand, filter_options, filter_pairs
from indexer.cli.report import head_line
from indexer.cli.text import plain
from indexer.model.query import DocumentOrder
from indexer.query import document_query

if TYPE_CHECKING:
    from indexer.library.library import Library

NOTHING = 1


@filter_options("documents")
@click.command("list", cls=QuestionCommand, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--sort",
    type=click.Choice(get_args(DocumentOrder)),
    help="Order of the documents; by default symbol, or with a QUERY relevance.",
)
@click.option("--titles", is_flag=True, help="Print the title of each document too.")
@with_library
def list_documents(
    opened: Library, *, words: tuple[str, ...], sort: str | None, titles: bool, **filters: tuple[str, ...]
) -> int:
    """List the documents held: all, or those whose titles and headings have the words of QUERY."""
    pairs = [("q", " ".join(words)), ("sort", sort), *filter_pairs(filters)]
    asked = document_query.parse((name, typed(value)) for name, value in pairs if value)
    opened.open()
    heads = opened.heads(asked)
    for head in heads:
        click.echo(head_line(head))
        if titles and head.title:
            click.echo(f"  {plain(head.title)}")
    return NOTHING if not heads and (asked.query.text or asked.query.selections) else 0
