"""`search`: ask the library a question from the terminal."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import click

from indexer import config
from indexer.answer.addresses import Addresses
from indexer.cli import text
from indexer.cli.running import CONFIG_OPTION, hold_chinese, library, run, typed
from indexer.errors import CommandError
from indexer.query import arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from indexer.answer.results import Hit
    from indexer.config import Config
    from indexer.library import Library
    from indexer.model import Language
    from indexer.query.question import Query

FILTERS = (
    "year",
    "section",
    "state",
    "language",
    "symbol",
    "cites",
    "kind",
    "part",
    "edition",
    "para",
    "from",
    "to",
)
FORMATS = ("text", "json", "jsonl", "csv", "trec")
NOTHING = 1
UNKNOWN_OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?")

EPILOG = """\b
Examples:
  search 联络人培训班 --year 2019
  search '"points of contact" training' --state Chile
  search S/2019/986，附件，第12段
  search 援助 -智利 --format csv --all > hits.csv
"""


class QuestionCommand(click.Command):
    """A dash-word that is no option is part of the question (`-智利`); a misspelt `--option` is an error."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See click."""
        if args == ["-h"]:  # as an option of its own, -h would be found in every dash-word with an h
            args = ["--help"]
        head, bar, tail = _split(args, "--")
        known = {name for option in self.get_params(ctx) for name in option.opts}
        for word in head:
            if UNKNOWN_OPTION.fullmatch(word) and word.partition("=")[0] not in known:
                raise click.NoSuchOption(word.partition("=")[0], possibilities=_near(word, known), ctx=ctx)
        return super().parse_args(ctx, [*head, *bar, *tail])


def _split(args: list[str], at: str) -> tuple[list[str], list[str], list[str]]:
    if at not in args:
        return args, [], []
    place = args.index(at)
    return args[:place], [at], args[place + 1 :]


def _near(word: str, known: Iterable[str]) -> list[str]:
    from indexer.nearest import nearest

    return list(nearest(word, known))


def _filter_options(command: click.Command) -> click.Command:
    for name in reversed(FILTERS):
        option = click.Option(
            (f"--{name}", f"filter_{name}"), multiple=True, metavar="VALUE", help=_help(name)
        )
        command.params.insert(0, option)
    return command


def _help(name: str) -> str:
    return {
        "year": "Year of the document, 2019 or 2018-2020.",
        "section": "Section, by topic or heading.",
        "state": "State: CHL, 智利 or Chile.",
        "language": "zh or en.",
        "symbol": "Document, by its symbol.",
        "cites": "Cited document, or paragraph of it: 'S/RES/1977(2011)#9'.",
        "kind": "paragraph, event, footnote, letter, heading, abbreviation.",
        "part": "main, annex, enclosure, appendix.",
        "edition": "official, digest, excerpt.",
        "para": "Paragraph number, 18 or 18(a).",
        "from": "Events from this day, month or year on.",
        "to": "Events up to this day, month or year.",
    }[name]


@_filter_options
@click.command(
    "search", cls=QuestionCommand, context_settings={"ignore_unknown_options": True}, epilog=EPILOG
)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--sort", type=click.Choice(("relevance", "date", "-date", "document")), help="Order of the hits."
)
@click.option("--page", help="Which page, from 1.")
@click.option("--per-page", help="Hits on a page, 1 to 100 (20).")
@click.option("--facets", is_flag=True, help="Print the facets too.")
@click.option("--no-translate", is_flag=True, help="Do not search for translations.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How the answer is printed."
)
@click.option("--all", "everything", is_flag=True, help="Every hit, not one page (csv, jsonl, trec).")
@click.option("--args", "address", metavar="'q=...&year=2019'", help="The question as in an address.")
@click.option(
    "--topics", type=click.Path(path_type=Path), help="Lines of id, tab, question; needs --format trec."
)
@CONFIG_OPTION
def search(  # noqa: PLR0913 - one argument for each documented option
    *,
    words: tuple[str, ...],
    sort: str | None,
    page: str | None,
    per_page: str | None,
    facets: bool,
    no_translate: bool,
    form: str,
    everything: bool,
    address: str | None,
    topics: Path | None,
    config_path: Path | None,
    **filters: tuple[str, ...],
) -> int:
    """Search United Nations documents, paragraph by paragraph, in Chinese and in English.

    QUERY: words (all of them), "phrases", OR, NOT or -word, ( ), word*, "a b"~5, field:value; symbols such as
    S/2019/986 or resolution 1540 (2004); States in any of their names.
    """
    pairs = [("q", " ".join(words)), ("sort", sort), ("page", page), ("per_page", per_page)]
    pairs += [(name, value) for name in FILTERS for value in filters[f"filter_{name}"]]
    pairs += [("translate", "false")] if no_translate else []
    pairs += parse_qsl(address, keep_blank_values=True) if address else []
    said = [(name, typed(value)) for name, value in pairs if value]
    query = arguments.parse(said)
    _check(query, form, everything=everything, topics=topics)
    settings = config.load(config_path)
    with library(settings) as opened:
        opened.open()
        if topics:
            return _print_topics(opened, query, topics)
        if form == "text":
            reader: Language = "en" if all(value.isascii() for _, value in said) else "zh"
            return _print_text(opened, settings, query, reader, facets=facets)
        if form == "json":
            return _print_json(opened, query)
        return _print_hits(opened.hits(query) if everything else opened.search(query).hits, form)


def _check(query: Query, form: str, *, everything: bool, topics: Path | None) -> None:
    if topics and form != "trec":
        raise CommandError("--topics needs --format trec.", "Add --format trec.")
    if everything and form in ("text", "json"):
        raise CommandError(f"--all cannot be printed as {form}.", "Add --format csv, jsonl or trec.")
    if not topics and not query.text and not query.selections:
        raise CommandError("There is no question.", "Try: search 联络人培训班; or search --help.")


def _print_text(opened: Library, settings: Config, query: Query, reader: Language, *, facets: bool) -> int:
    """Addresses are whole here, so that a terminal can open them."""
    web = settings.web
    addresses = Addresses(web.public_url or f"http://{web.host}:{web.port}", search="/")
    results = opened.search(query, addresses, reader)
    for line in text.lines(results, reader, with_facets=facets):
        click.echo(line)
    return 0 if results.total else NOTHING


def _print_json(opened: Library, query: Query) -> int:
    from indexer.answer.serialise import to_json

    results = opened.search(query)
    _write([to_json(results).decode() + "\n"])
    return 0 if results.total else NOTHING


def _print_hits(hits: Iterable[Hit], form: str) -> int:
    from indexer.answer import exports

    formats: dict[str, Callable[[Iterable[Hit]], Iterator[str]]] = {
        "csv": exports.csv_lines,
        "jsonl": exports.json_lines,
        "trec": partial(exports.trec_lines, "1"),
    }
    coming = iter(hits)
    first = tuple(islice(coming, 1))
    _write(formats[form](chain(first, coming)))
    return 0 if first else NOTHING


def _print_topics(opened: Library, query: Query, path: Path) -> int:
    from indexer.answer.exports import trec_lines
    from indexer.evaluation import topics

    status = NOTHING
    for topic in topics.read(path):
        asked = replace(query, text=arguments.parse([("q", topic.text)]).text)
        hits = opened.search(asked).hits
        _write(trec_lines(topic.id, hits))
        status = 0 if hits else status
    return status


def _write(lines: Iterable[str]) -> None:
    """Write for other programs: in UTF-8, whatever the terminal speaks."""
    hold_chinese(sys.stdout, "utf-8")
    sys.stdout.writelines(lines)


def main() -> None:
    """Run the command."""
    run(search)
