"""`indexer fetch`: documents from the document service of the United Nations."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Literal, get_args

import click

from indexer.cli.command import typed, with_library
from indexer.cli.lexicon import follow_added
from indexer.cli.plain_tables import columns_of, table
from indexer.cli.progress import progress
from indexer.cli.report import added_lines
from indexer.cli.text import plain
from indexer.model.additions import Report
from indexer.model.document import DEFAULT_LANGUAGE, Language
from indexer.model.fetches import FetchState, Wish
from indexer.names import citations, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.library.library import Library
    from indexer.model.fetches import FetchOutcome

LANGUAGES: tuple[Language, ...] = get_args(Language)
_WORDS: dict[FetchState, str] = {
    "added": "added",
    "replaced": "replaced",
    "unchanged": "unchanged",
    "missing": "not found",
    "refused": "refused",
    "failed": "failed",
}
NOT_FETCHED = 1


def _languages(_context: click.Context, _option: click.Parameter, value: str) -> tuple[Language, ...]:
    given = [one.strip().lower() for one in value.split(",") if one.strip()]
    for one in given:
        if one not in LANGUAGES:
            raise click.BadParameter(f"{one!r} is not one of {', '.join(LANGUAGES)}.")
    chosen = tuple(one for one in LANGUAGES if one in given)
    if not chosen:
        raise click.BadParameter(f"name at least one of {', '.join(LANGUAGES)}.")
    return chosen


@click.command("fetch")
@click.argument("named", nargs=-1, required=True, metavar="SYMBOL...")
@click.option(
    "--language",
    "languages",
    default=",".join(LANGUAGES),
    show_default=True,
    callback=_languages,
    metavar="zh,en",
    help="Language versions.",
)
@click.option(
    "--format", "format_", type=click.Choice(("pdf", "docx")), default="pdf", show_default=True,
    help="What to ask for: PDF or Word.",
)  # fmt: skip
@click.option("--refresh", is_flag=True, help="Ask again for what has been fetched, in case it was reissued.")
@click.option(
    "--wait",
    type=click.IntRange(0, 86_400),
    default=0,
    metavar="SECONDS",
    help="How long to wait for another writer; else it is refused at once.",
)
@with_library
def fetch(  # noqa: PLR0913 - one argument for each documented option
    opened: Library,
    *,
    named: tuple[str, ...],
    languages: tuple[Language, ...],
    format_: Literal["pdf", "docx"],
    refresh: bool,
    wait: int,
) -> int:
    """Fetch documents and their corrigenda from the UN's document service, and add them.

    A SYMBOL is S/2019/986, "S/RES/1540 (2004)" or "resolution 1540 (2004)". What has been fetched is not
    fetched again. The service wants to know who asks: set contact under [fetch] in config.toml.
    """
    wish = Wish(tuple(_symbol(typed(one)) for one in named), languages, format_, refresh)
    done: list[FetchOutcome] = []
    try:
        with progress(sys.stderr) as told:
            told.begin("Fetching", None)
            for outcome in opened.fetch(wish, wait, _tell_waiting):
                done.append(outcome)
                told.advance()
            told.end()
    finally:  # what was fetched before an error is in the library, and is told
        _tell(done)
    follow_added(opened, Report(tuple(one.taken for one in done if one.taken)), wait)
    return 0 if all(one.is_held for one in done) else NOT_FETCHED


def _symbol(text: str) -> str:
    """Return the symbol that a text is, or that of the resolution which it names."""
    if not symbols.is_symbol(text):
        found = citations.references(text)
        if len(found) == 1 and len(found[0].citations) == 1 and found[0].citations[0].pinpoint is None:
            return found[0].citations[0].symbol
    return symbols.parse(text)


def _tell_waiting(sentence: str) -> None:
    click.echo(f"indexer: {plain(sentence)}", err=True)


def _tell(done: Sequence[FetchOutcome]) -> None:
    """Print what became of documents; a single one that was not fetched is told as an error is."""
    lacking = [one for one in done if not one.is_held]
    if len(done) == len(lacking) == 1:
        click.echo(
            f"indexer: {plain(f'{_name(lacking[0])}: {lacking[0].reason} {lacking[0].advice}')}", err=True
        )
        return
    for line in _lines(done, lacking, columns_of(sys.stdout)):
        click.echo(line)


def _lines(
    done: Sequence[FetchOutcome], lacking: Sequence[FetchOutcome], columns: int | None
) -> Iterator[str]:
    for one in done:
        if one.taken:
            yield from added_lines(one.taken, "Replaced" if one.state == "replaced" else "Added")
        elif one.state == "unchanged":
            yield f"Unchanged {_name(one)}"
    if lacking:
        rows = [(_name(one), plain(one.reason), plain(one.advice)) for one in lacking]
        yield from table(("Not fetched", "Why", "Next step"), rows, columns)
    if len(done) > 1:
        counts = Counter(one.state for one in done)
        yield f"{', '.join(f'{counts[state]:,} {word}' for state, word in _WORDS.items() if counts[state])}."


def _name(outcome: FetchOutcome) -> str:
    return f"{symbols.display(outcome.symbol, DEFAULT_LANGUAGE)} [{outcome.language}]"
