"""The command `indexer` with its subcommands: build, add, remove, list, show, check.

`evaluate` is in a module of its own.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from indexer.cli.command import CONFIG_OPTION, VERSION_OPTION, run, typed, with_library
from indexer.cli.evaluate import evaluate
from indexer.cli.text import CELLS, plain
from indexer.library.manifest import MANIFEST
from indexer.model.document import DEFAULT_LANGUAGE, Edition, Given, Language
from indexer.names import symbols
from indexer.runtime.errors import CommandError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.library.library import Library
    from indexer.model.document import Document, Tally
    from indexer.model.results import DocumentHead, Unit
    from indexer.model.stored import Head

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
@click.option("--if-stale", is_flag=True, help="Only where the index is missing or outdated.")
@WAIT_OPTION
@with_library
def build(opened: Library, *, if_stale: bool, wait: int) -> None:
    """Make the index anew from all corpora."""
    if if_stale and _usable(opened):
        click.echo("The index is up to date.")
        return
    heads = opened.build(wait)
    for head in heads:
        click.echo(_head(head))
    units = sum(head.units for head in heads)
    click.echo(f"{_many(len(heads), 'document')}, {_many(units, 'paragraph')} indexed.")
    _tell_digests(opened)
    _tell_hidden(opened)
    _advise(opened, 0)


@indexer.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--symbol", help="Symbol of the document, where its text does not bear it.")
@LANGUAGE_OPTION
@click.option("--edition", type=click.Choice(get_args(Edition)), help="official, digest or excerpt.")
@click.option("--date", "day", help="Date of the document, 2019-12-23.")
@click.option("--title", help="Title of the document.")
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
    wait: int,
) -> None:
    """Add documents (text files), all or none."""
    bearing = symbols.parse(typed(symbol)) if symbol else None
    given = Given(bearing, language, edition, _day(day), " ".join(typed(title).split()) if title else None)
    before = opened.health().units if _usable(opened) else 0
    for document in opened.add(paths, given, wait):
        click.echo(f"Added {_document(document)}")
        for line in _oddities(document):
            click.echo(f"  {line}")
    _advise(opened, before)


@indexer.command()
@click.argument("symbol")
@LANGUAGE_OPTION
@WAIT_OPTION
@with_library
def remove(opened: Library, *, symbol: str, language: Language | None, wait: int) -> None:
    """Remove a document that was added; a digest of it is shown again."""
    for holding in opened.remove(typed(symbol), language, wait):
        click.echo(f"Removed {_shown(holding.symbol)} [{holding.language}, {holding.edition}]")


@indexer.command("list")
@with_library
def list_documents(opened: Library) -> None:
    """List the documents held."""
    opened.open()
    for head in _all_documents(opened):
        click.echo(_head(head))


@indexer.command()
@click.argument("symbol")
@LANGUAGE_OPTION
@with_library
def show(opened: Library, *, symbol: str, language: Language | None) -> None:
    """Print a document, unit by unit."""
    opened.open()
    shown = opened.document(typed(symbol), language)
    click.echo(click.style(plain(shown.title), bold=True))
    click.echo(_head(shown))
    for unit in shown.paragraphs:
        click.echo(_unit(unit))


@indexer.command()
@click.option("--index", is_flag=True, help="Verify every byte of the index, and leave the documents.")
@with_library
def check(opened: Library, *, index: bool) -> int:
    """Read every document anew and account for every character and number of it."""
    if index:
        click.echo(opened.verify())
        return 0
    odd = False
    for document in opened.sources():
        click.echo(_document(document))
        for line in _coverage(document):
            click.echo(f"  {line}")
        for line in _oddities(document):
            odd = True
            click.echo(f"  {line}")
    _tell_hidden(opened)
    return REFUSED if odd else 0


indexer.add_command(evaluate)


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


def _all_documents(opened: Library) -> Iterator[DocumentHead]:
    page = 1
    while (documents := opened.documents(page, 100)).items:
        yield from documents.items
        page += 1


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"{text} is no date.", "Write it as 2019-12-23.") from error


def _head(head: Head | DocumentHead) -> str:
    day = head.date.isoformat() if head.date else "undated"
    name = _shown(head.symbol)
    counts = f"{_many(head.units, 'paragraph')}, {_many(head.events, 'event')}"
    return f"{name} [{head.language}, {head.edition}] {day}: {counts}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _document(document: Document) -> str:
    from indexer.model.stored import head_of

    return _head(head_of(document))


def _unit(unit: Unit) -> str:
    name = click.style(f"[{unit.part} {unit.locator}]", dim=True)
    said = plain(unit.text, CELLS if unit.kind == "event" else " ")
    return f"{name} {click.style(said, bold=True) if unit.kind == 'heading' else said}"


def _coverage(document: Document) -> Iterator[str]:
    coverage = document.coverage
    yield f"{coverage.total} characters: {_tallies(coverage.kept)}"
    yield f"noise: {_tallies(coverage.noise) or 'none'}"


def _tallies(tallies: tuple[Tally, ...]) -> str:
    return ", ".join(f"{tally.name} {tally.characters}" for tally in tallies if tally.characters)


def _oddities(document: Document) -> Iterator[str]:
    """Yield lines for paragraph numbers that are missing, doubled or out of order, then the warnings."""
    coverage = document.coverage
    for name in ("missing", "doubled", "disordered"):
        numbers: tuple[str, ...] = getattr(coverage, name)
        if numbers:
            yield f"{name}: {', '.join(numbers)}"
    yield from coverage.warnings


def _shown(symbol: str) -> str:
    """Return a symbol as it is printed."""
    return symbols.display(symbol, DEFAULT_LANGUAGE)


def main() -> None:
    """Run the command."""
    run(indexer)
