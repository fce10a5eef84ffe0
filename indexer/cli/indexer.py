"""The command `indexer` with its subcommands: build, add, remove, list, show, check, tmx.

`evaluate`, `fetch`, `lexicon` and `list` are in modules of their own.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from indexer.cli.command import CONFIG_OPTION, VERSION_OPTION, addresses, run, typed, with_library
from indexer.cli.evaluate import evaluate
from indexer.cli.fetch import fetch
from indexer.cli.lexicon import follow, follow_added, follow_removed, lexicon, tell_unused
from indexer.cli.list_documents import list_documents
from indexer.cli.plain_tables import columns_of
from indexer.cli.progress import progress
from indexer.cli.report import dry_run_lines, head_line, lines, update_lines
from indexer.cli.text import CELLS, plain
from indexer.cli.vectors import vectors
from indexer.library.manifest import MANIFEST
from indexer.model.document import DEFAULT_LANGUAGE, Edition, Given, Language
from indexer.names import symbols
from indexer.runtime.errors import CommandError, IndexUnusableError

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.additions import Report
    from indexer.model.shown_units import Unit

REFUSED = 1
MANY = 20_000
"""The number of units above which tantivy is the better engine."""
LANGUAGES = get_args(Language)
LANGUAGE_OPTION = click.option("--language", type=click.Choice(LANGUAGES), help="Language version.")
WAIT_OPTION = click.option(
    "--wait",
    type=click.IntRange(0, 86_400),
    default=0,
    metavar="SECONDS",
    help="How long to wait for another writer; else it is refused at once.",
)


@click.group("indexer")
@CONFIG_OPTION
@VERSION_OPTION
@click.pass_context
def indexer(context: click.Context, config_path: Path | None) -> None:
    """Keep a library of United Nations documents."""
    context.obj = config_path


@indexer.command()
@click.option(
    "--if-stale", is_flag=True, help="Do nothing if the index is up to date, else only what has changed."
)
@WAIT_OPTION
@with_library
def build(opened: Library, *, if_stale: bool, wait: int) -> None:
    """Make the index anew from all corpora; with --if-stale, do the least that is needed."""
    if if_stale and _usable(opened):
        click.echo("The index is up to date.")
        return
    with progress(sys.stderr) as told:
        done = opened.update(wait, told) if if_stale else opened.build(wait, told)
    for line in update_lines(done):
        click.echo(line)
    for one in done.kept:
        click.echo(f"indexer: {plain(typed(one.reason))} It stays as it was. {plain(one.advice)}", err=True)
    _tell_digests(opened)
    _tell_hidden(opened)
    _advise(opened, 0)
    follow(opened, wait)


@indexer.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(readable=False, allow_dash=True, path_type=Path),
)
@click.option("--symbol", help="Symbol of the document, where its text does not bear it.")
@LANGUAGE_OPTION
@click.option("--edition", type=click.Choice(get_args(Edition)), help="official, digest or excerpt.")
@click.option("--date", "day", help="Date of the document, 2019-12-23.")
@click.option("--title", help="Title of the document.")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of text files, such as big5, where it is not certain."
)
@click.option("--all-or-none", "whole", is_flag=True, help="Take no file if one is refused.")
@click.option("--dry-run", is_flag=True, help="Print what each file would become, and change nothing.")
@WAIT_OPTION
@with_library
def add(  # noqa: PLR0913 - one argument for each documented option
    opened: Library,
    *,
    paths: tuple[Path, ...],
    symbol: str | None,
    language: Language | None,
    edition: Edition | None,
    day: str | None,
    title: str | None,
    encoding: str | None,
    whole: bool,
    dry_run: bool,
    wait: int,
) -> int:
    """Add documents: files, folders, ZIP archives, or - for standard input.

    Each file is taken or refused by itself. If a file's name is that of a symbol (S_2019_986-ZH.txt), it
    counts where the text does not say.
    """
    from indexer.reading import encodings  # slow to import

    bearing = symbols.parse(typed(symbol)) if symbol else None
    given = Given(
        *(bearing, language, edition, _day(day)),
        " ".join(typed(title).split()) if title else None,
        encodings.known(typed(encoding)) if encoding else None,
    )
    before = opened.health().units if not dry_run and _usable(opened) else 0
    with progress(sys.stderr) as told:
        if dry_run:
            report = opened.preview(paths, given, told)
        else:
            report = opened.add(paths, given, wait, whole=whole, progress=told)
    _tell_report(report, dry_run=dry_run)
    if report.taken and not dry_run:
        _advise(opened, before)
    if not dry_run:
        follow_added(opened, report, wait)
    return REFUSED if report.refused else 0


def _tell_report(report: Report, *, dry_run: bool) -> None:
    """Print what became of files; one file that is refused is told as an error is."""
    if not report.taken and len(report.refused) == 1:
        (one,) = report.refused
        click.echo(f"indexer: {plain(typed(one.reason))} {plain(one.advice)}".rstrip(), err=True)
        return
    tell = dry_run_lines if dry_run else lines
    for line in tell(report, columns_of(sys.stdout)):
        click.echo(line)


@indexer.command()
@click.argument("symbol")
@LANGUAGE_OPTION
@WAIT_OPTION
@with_library
def remove(opened: Library, *, symbol: str, language: Language | None, wait: int) -> None:
    """Remove a document that was added; a digest of it is shown again."""
    removed = opened.remove(typed(symbol), language, wait)
    for holding in removed:
        click.echo(f"Removed {_shown(holding.symbol)} [{holding.language}, {holding.edition}]")
    follow_removed(opened, removed, wait)


@indexer.command()
@click.argument("symbol")
@LANGUAGE_OPTION
@with_library
def show(opened: Library, *, symbol: str, language: Language | None) -> None:
    """Print a document, unit by unit."""
    opened.open()
    shown = opened.document(typed(symbol), language)
    click.echo(click.style(plain(shown.title), bold=True))
    click.echo(head_line(shown))
    for unit in shown.paragraphs:
        click.echo(_unit(unit))


@indexer.command()
@click.option("--index", is_flag=True, help="Verify every byte of the index, and leave the documents.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How accounts are printed."
)
@with_library
def check(opened: Library, *, index: bool, form: Literal["text", "json"]) -> int:
    """Read every document anew and account for every character and number of it."""
    if index and form != "text":
        raise CommandError("--format is for accounts, and --index makes none.", "Leave one of the two out.")
    if index:
        click.echo(opened.verify())
        tell_unused(opened)
        return 0
    from indexer.cli import accounts  # slow to import

    odd = False
    for holding, what in opened.altered():
        odd = True
        click.echo(f"indexer: {plain(typed(str(holding.path)))} {what}", err=True)
    told = accounts.Told(opened.accounted())
    for line in told.lines() if form == "text" else told.json():
        click.echo(line)
    _tell_hidden(opened)
    return REFUSED if odd or told.is_odd else 0


@indexer.command()
@click.argument("wanted", nargs=-1, metavar="[SYMBOL]...")
@with_library
def tmx(opened: Library, *, wanted: tuple[str, ...]) -> None:
    """Print aligned language versions as a translation memory (TMX 1.4b); without a symbol, all of them."""
    opened.open()
    for line in opened.translation_memory(tuple(map(typed, wanted)), addresses(opened.config)):
        click.echo(line, nl=False)


indexer.add_command(evaluate)
indexer.add_command(fetch)
indexer.add_command(lexicon)
indexer.add_command(list_documents)
indexer.add_command(vectors)


def _usable(opened: Library) -> bool:
    """Tell whether the library has an index that can be asked."""
    try:
        opened.open()
    except IndexUnusableError:
        return False
    return True


def _tell_digests(opened: Library) -> None:
    """Print where the documents and their index are, if the configuration names no documents."""
    shelf, cluster = opened.config.library, opened.config.opensearch
    if shelf.has_digests:
        place = f"the cluster, as {cluster.index}" if shelf.engine == "opensearch" else shelf.index
        click.echo(f"These are the digests that come with Juanzong; the index is in {place}.")
        click.echo("Ask with `search`, add documents of your own with `indexer add`.")


def _tell_hidden(opened: Library) -> None:
    """Print which documents are hidden, because a later corpus holds the same edition of them."""
    for hidden, shown in opened.hidden():
        name = f"{_shown(hidden.symbol)} [{hidden.language}, {hidden.edition}]"
        click.echo(
            f"indexer: {name} is in {hidden.corpus} and in {shown.corpus}. The one in {shown.corpus} is "
            f"shown: drop the other from its {MANIFEST}, or leave it as a spare.",
            err=True,
        )


def _advise(opened: Library, before: int) -> None:
    """Advise a faster engine if this command has made a library too large for whoosh.

    `before` is the number of units before the command. A full build passes 0 and so advises each time; `add`
    advises only when it crosses the limit.
    """
    config = opened.config
    if config.library.engine != "whoosh":
        return
    opened.refresh()
    if before <= MANY < opened.health().units:
        click.echo(
            f"indexer: With more than {MANY:,} paragraphs tantivy answers several times faster. "
            "Install it with: pip install 'juanzong[tantivy]', "
            f'set engine = "tantivy" under [library] in {config.path or "config.toml"}, '
            "and run `indexer build`.",
            err=True,
        )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"{text} is no date.", "Write it as 2019-12-23.") from error


def _unit(unit: Unit) -> str:
    name = click.style(f"[{unit.part} {unit.locator}]", dim=True)
    said = plain(unit.text, CELLS if unit.kind == "event" else " ")
    return f"{name} {click.style(said, bold=True) if unit.kind == 'heading' else said}"


def _shown(symbol: str) -> str:
    """Return a symbol as it is printed."""
    return symbols.display(symbol, DEFAULT_LANGUAGE)


def main() -> None:
    """Run the command."""
    run(indexer)
