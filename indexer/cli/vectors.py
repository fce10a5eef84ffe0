"""The subcommand `indexer vectors`: the vectors of the sentences of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.command import with_library

if TYPE_CHECKING:
    from indexer.library.library import Library

_OFTEN = 12_800
"""After how many sentences it is told how far the work has come."""


@click.group()
def vectors() -> None:
    """Keep vectors of sentences, by which `search --text` finds what shares no words."""


@vectors.command()
@with_library
def build(opened: Library) -> None:
    """Make the vectors of all sentences held; those that are there are kept.

    It takes about a second for 400 new sentences. Run it again after documents have come: until then
    those are found by their words.
    """
    opened.open()
    done = opened.build_vectors(_tell)
    click.echo(f"{done.sentences} sentences have vectors, {done.new} of them new.")


def _tell(done: int, total: int) -> None:
    if done % _OFTEN == 0:
        click.echo(f"indexer: {done} of {total} sentences", err=True)
