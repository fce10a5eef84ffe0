"""The subcommands `indexer lexicon ...`: build, show, list, import, remove and export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.command import typed, with_library
from indexer.cli.lexicon_report import (
    imported_lines,
    learned_lines,
    part_line,
    part_lines,
    variant_lines,
)
from indexer.cli.plain_tables import columns_of, many
from indexer.cli.progress import progress
from indexer.cli.text import plain
from indexer.model.lexicon import Learned
from indexer.model.query import language_of
from indexer.runtime.errors import CommandError, JuanzongError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.library.library import Library
    from indexer.model.additions import Report
    from indexer.model.document import Language
    from indexer.model.holding import Holding

UNKNOWN = 1
_LONGEST = 200
"""The longest word or phrase that is looked up, in code points."""
_PATIENCE = 10
"""Seconds that a command whose own work is done waits for another writer before it learns from it."""
_FILE = click.Path(readable=False, path_type=Path)
_WAIT = click.option(
    "--wait",
    type=click.IntRange(0, 86_400),
    default=0,
    metavar="SECONDS",
    help="How long to wait for another writer; else it is refused at once.",
)


@click.group("lexicon")
def lexicon() -> None:
    """Keep the words and phrases that are known in both languages."""


@lexicon.command("build")
@_WAIT
@with_library
def build(opened: Library, *, wait: int) -> None:
    """Learn words and phrases from the documents and bitexts held in both languages."""
    opened.open()
    with progress(sys.stderr) as told:
        done = opened.lexicon_files.build(wait, told)
    _echo(learned_lines(done))


@lexicon.command("show")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@with_library
def show(opened: Library, *, words: tuple[str, ...]) -> int:
    """Print the translations of a word or phrase, in either direction, with where they are from."""
    asked = " ".join(map(typed, words))
    if len(asked) > _LONGEST:
        raise CommandError(
            f"A word or phrase has {_LONGEST} characters at most, not {len(asked):,}.", "Shorten it."
        )
    opened.open()
    variants = opened.lexicon().variants(asked, language_of(asked))
    written = [opened.lexicon_files.written(one.text, one.language) for one in variants]
    _echo(variant_lines(asked, list(zip(written, variants, strict=True)), columns_of(sys.stdout)))
    return 0 if variants else UNKNOWN


@lexicon.command("list")
@with_library
def list_parts(opened: Library) -> None:
    """Print the imported glossaries and what was learned, and whether they are in use."""
    opened.open()
    _echo(part_lines(opened.lexicon_files.parts(), columns_of(sys.stdout)))


@lexicon.command("import")
@click.argument("path", metavar="FILE", type=_FILE)
@click.option(
    "--encoding", metavar="NAME", help="Encoding of a table, such as big5, where it is not certain."
)
@_WAIT
@with_library
def import_file(opened: Library, *, path: Path, encoding: str | None, wait: int) -> None:
    """Import a glossary of your own, CSV or TBX; it wins over all else. The same name replaces it."""
    from indexer.reading import encodings  # slow to import

    known = encodings.known(typed(encoding)) if encoding else None
    _echo(imported_lines(opened.lexicon_files.import_file(path, known, wait)))


@lexicon.command("remove")
@click.argument("name")
@_WAIT
@with_library
def remove(opened: Library, *, name: str, wait: int) -> None:
    """Remove an imported glossary, by the name that `list` prints."""
    opened.lexicon_files.remove(typed(name), wait)
    click.echo(f"Removed the glossary {plain(typed(name))}")


@lexicon.command("export")
@click.argument("path", metavar="FILE", type=_FILE)
@click.option("--general", is_flag=True, help="Export the general dictionaries too, which are not UN usage.")
@with_library
def export(opened: Library, *, path: Path, general: bool) -> None:
    """Write imported glossaries, the project's, and what was learned, as CSV or TBX by the ending of FILE."""
    opened.open()
    from indexer.answer import lexicon_formats

    forms = {".csv": lexicon_formats.csv_lines, ".tbx": lexicon_formats.tbx_lines}
    form = forms.get(path.suffix.lower())
    if form is None:
        raise CommandError(f"{path} ends neither in .csv nor in .tbx.", "The ending says which is written.")
    entries = tuple(opened.lexicon_files.entries(general=general))
    opened.lexicon_files.write(path, form(entries))
    click.echo(f"Wrote {many(len(entries), 'pair')} of terms to {plain(typed(str(path)))}")


def follow_added(opened: Library, report: Report, wait: int) -> None:
    """Learn again after documents have been added, where that concerns what was learned; see `follow`."""
    added = [(one.symbol, one.language) for one in report.taken if one.edition != "digest"]
    _follow_touched(opened, added, wait, is_certain=bool(report.kept))


def follow_removed(opened: Library, removed: Iterable[Holding], wait: int) -> None:
    """Learn again after documents have been removed, where that concerns what was learned; see `follow`."""
    _follow_touched(opened, [one.key for one in removed if one.edition != "digest"], wait)


def _follow_touched(
    opened: Library, touched: Sequence[tuple[str, Language]], wait: int, *, is_certain: bool = False
) -> None:
    if touched:
        opened.refresh()
    if is_certain or (touched and opened.lexicon_files.is_concerned(touched)):
        follow(opened, wait)


def follow(opened: Library, wait: int = 0) -> None:
    """Learn again after documents have changed, or tell that this has to be done; never fail."""
    try:
        opened.refresh()
        with progress(sys.stderr) as told:
            done = opened.lexicon_files.follow(max(wait, _PATIENCE), told)
    except (JuanzongError, OSError) as error:
        click.echo(f"indexer: The lexicon was not renewed: {plain(typed(str(error)))}", err=True)
        return
    if isinstance(done, Learned):
        _echo(learned_lines(done))
    elif done.state in ("older", "missing", "unusable"):
        click.echo(
            "indexer: Documents held in both languages have changed since words were last learned from them: "
            "run `indexer lexicon build`, which takes some seconds for each 1,000 paragraphs.",
            err=True,
        )


def tell_unused(opened: Library) -> None:
    """Print which parts of the lexicon are not in use, or older than what they are made from."""
    for one in opened.lexicon_files.parts():
        if one.state in ("older", "unusable"):
            click.echo(f"indexer: {plain(typed(part_line(one)))}", err=True)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
