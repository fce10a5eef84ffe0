"""The command `search`: asks the library a question from the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import click

from indexer.cli import text
from indexer.cli.command import CONFIG_OPTION, VERSION_OPTION, addresses, hold_chinese, library, run, typed
from indexer.cli.other_answers import NOTHING, Wanted
from indexer.cli.question_command import QuestionCommand, filter_options, filter_pairs
from indexer.model.messages import listed
from indexer.model.query import language_of
from indexer.query import arguments
from indexer.runtime import config
from indexer.runtime.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.query import Query
    from indexer.model.shown_units import Hit
    from indexer.runtime.config import Config

FORMATS = ("text", "json", "jsonl", "csv", "bibtex", "ris", "docx", "trec", "tbx")
WHOLE = ("jsonl", "csv", "bibtex", "ris", "docx", "trec")
"""The formats in which every hit can be had."""

EPILOG = """\b
Examples:
  search 联络人培训班 --year 2019
  search '"points of contact" training' --state Chile
  search S/2019/986，附件，第12段
  search 援助 -智利 --format csv --all > hits.csv
  search --batch citations.txt --format csv > checked.csv
  search --terms 联络人
  search --glossary S/2019/986 --language en --format tbx > terms.tbx
  search --text draft.txt
"""


@filter_options("search")
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
@click.option("--parallel", is_flag=True, help="Print each hit sentence by sentence in both languages.")
@click.option("--no-translate", is_flag=True, help="Only what was typed, no translations.")
@click.option("--drop", multiple=True, metavar="WORD", help="A translation not to search for; repeatable.")
@click.option(
    "--group",
    type=click.Choice(("unit", "paragraph")),
    help="One hit for each paragraph, or for each version.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How the answer is printed."
)
@click.option("--all", "everything", is_flag=True, help=f"Every hit, not one page ({', '.join(WHOLE)}).")
@click.option("--args", "address", metavar="'q=...&year=2019'", help="The question as in an address.")
@click.option(
    "--topics", type=click.Path(path_type=Path), help="Lines of id, tab, question; needs --format trec."
)
@click.option(
    "--batch",
    "listed_in",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask each line of a file, or of standard input (-): what it was taken for, whether it is held.",
)
@click.option("--terms", "term", metavar="TERM", help="How a term is said in the other language.")
@click.option(
    "--glossary",
    "glossary_of",
    metavar="SYMBOL",
    help="The terms and names in a document, in both languages.",
)
@click.option(
    "--text",
    "looked_up",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Look up each sentence of a file, or of standard input (-): what is held that is like it.",
)
@click.option("--encoding", metavar="NAME", help="The encoding of that file; else its beginning tells.")
@CONFIG_OPTION
@VERSION_OPTION
def search(  # noqa: PLR0913 - one argument for each documented option
    *,
    words: tuple[str, ...],
    sort: str | None,
    page: str | None,
    per_page: str | None,
    facets: bool,
    parallel: bool,
    no_translate: bool,
    drop: tuple[str, ...],
    group: str | None,
    form: str,
    everything: bool,
    address: str | None,
    topics: Path | None,
    listed_in: Path | None,
    term: str | None,
    glossary_of: str | None,
    looked_up: Path | None,
    encoding: str | None,
    config_path: Path | None,
    **filters: tuple[str, ...],
) -> int:
    """Search United Nations documents, paragraph by paragraph, in Chinese and in English.

    QUERY: words (all of them), "phrases", OR, NOT or -word, ( ), word*, "a b"~5, field:value; symbols such as
    S/2019/986 or resolution 1540 (2004); States in any of their names.
    """
    pairs = [("q", " ".join(words)), ("sort", sort), ("page", page), ("per_page", per_page)]
    pairs += filter_pairs(filters)
    pairs += [("translate", "false")] if no_translate else []
    pairs += [("group", group), *(("drop", one) for one in drop)]
    pairs += parse_qsl(address, keep_blank_values=True) if address else []
    said = [(name, typed(value)) for name, value in pairs if value]
    others = {"--all": everything, "--topics": topics, "--facets": facets, "--parallel": parallel}
    wanted = Wanted(
        term,
        glossary_of,
        looked_up,
        listed_in,
        encoding,
        form,
        said,
        {"--page": page, "--per-page": per_page, **others},
    )
    if wanted.is_anything:
        return wanted.answer(config_path, _write)
    if encoding:
        raise CommandError("--encoding is that of a file.", "Give the file too: --batch FILE or --text FILE.")
    query = arguments.parse(said)
    _check(query, form, everything=everything, topics=topics, parallel=parallel)
    settings = config.load(config_path)
    with library(settings) as opened:
        opened.open()
        if topics:
            return _print_topics(opened, query, topics)
        if form == "text":
            reader: Language = "zh" if any(language_of(value) == "zh" for _, value in said) else "en"
            return _print_text(opened, settings, query, reader, facets=facets, parallel=parallel)
        if form == "json":
            return _print_json(opened, query)
        urls = addresses(settings)
        hits = opened.hits(query, urls) if everything else opened.search(query, urls).hits
        return _print_hits(hits, form, query.text)


def _check(query: Query, form: str, *, everything: bool, topics: Path | None, parallel: bool) -> None:
    """Raise CommandError for options that contradict each other, and where there is no question."""
    if parallel and form != "text":
        raise CommandError("--parallel is printed as text only.", "Leave --format out, or --parallel.")
    if topics and form != "trec":
        raise CommandError("--topics needs --format trec.", "Add --format trec.")
    if everything and form not in WHOLE:
        raise CommandError(f"--all cannot be printed as {form}.", f"Add --format {listed(WHOLE, 'or').en}.")
    if form == "tbx":
        raise CommandError("Hits cannot be printed as tbx.", "It is the format of --glossary.")
    if form == "docx" and sys.stdout.isatty():
        raise CommandError("A terminal cannot show a Word file.", "Send it to a file: … > answer.docx")
    if not topics and not query.text and not query.selections:
        raise CommandError("There is no question.", "Try: search 联络人培训班; or search --help.")


def _print_text(  # noqa: PLR0913 - an argument for each way of printing
    opened: Library, settings: Config, query: Query, reader: Language, *, facets: bool, parallel: bool
) -> int:
    """Print the answer as text, with whole addresses that a terminal can open."""
    results = opened.search(query, addresses(settings), reader, grouped=True)
    beside = None
    if parallel:
        from indexer.cli.parallel import beside as parallel_lines

        beside = parallel_lines(opened.lexicon(), reader)
    for line in text.lines(results, reader, with_facets=facets, beside=beside):
        click.echo(line)
    return 0 if results.total or results.documents else NOTHING


def _print_json(opened: Library, query: Query) -> int:
    from indexer.answer.serialise import to_json

    results = opened.search(query)
    _write([to_json(results).decode() + "\n"])
    return 0 if results.total else NOTHING


def _print_hits(hits: Iterable[Hit], form: str, question: str) -> int:
    """Print hits in a format for other programs; the first is found before anything is written."""
    from indexer.answer import bibliography, export_formats, word_file

    formats: dict[str, Callable[[Iterable[Hit]], Iterator[str] | Iterator[bytes]]] = {
        "bibtex": partial(bibliography.references, write=bibliography.bibtex, whole=True),
        "ris": partial(bibliography.references, write=bibliography.ris, whole=True),
        "docx": partial(word_file.word_pieces, question),
        "csv": export_formats.csv_lines,
        "jsonl": export_formats.json_lines,
        "trec": partial(export_formats.trec_lines, "1"),
    }
    coming = iter(hits)
    first = tuple(islice(coming, 1))
    _write(formats[form](chain(first, coming)))
    return 0 if first else NOTHING


def _print_topics(opened: Library, query: Query, path: Path) -> int:
    """Answer each topic of a file as a TREC run; the status is 0 if any of them has a hit."""
    from indexer.answer.export_formats import trec_lines
    from indexer.evaluation import trec_topics

    status = NOTHING
    for topic in trec_topics.read(path):
        asked = replace(query, text=arguments.parse([("q", topic.text)]).text)
        hits = opened.search(asked).hits
        _write(trec_lines(topic.id, hits))
        status = 0 if hits else status
    return status


def _write(lines: Iterable[str] | Iterable[bytes]) -> None:
    """Write lines for other programs: always in UTF-8, whatever the terminal's encoding is."""
    hold_chinese(sys.stdout, "utf-8")
    sys.stdout.flush()
    for line in lines:
        if isinstance(line, bytes):
            sys.stdout.buffer.write(line)
        else:
            sys.stdout.write(line)


def main() -> None:
    """Run the command."""
    run(search)
