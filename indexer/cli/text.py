"""Writes an answer as text for a terminal: coloured there, plain in a pipe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from indexer.answer.citation_forms import citation
from indexer.answer.facets import singular
from indexer.answer.query_lines import REASONS, relaxed_line, translated_line
from indexer.answer.versions import DRAFT, REISSUED
from indexer.language import CONVENTIONS
from indexer.model.fields import BY_NAME
from indexer.model.messages import Localised, in_language, listed, message, plural
from indexer.names import symbols
from indexer.text.normalising import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from indexer.model.document import Language
    from indexer.model.messages import Message
    from indexer.model.query import Notice
    from indexer.model.results import Chip, Facet, QueryInfo, Results, SymbolMatch, TextMatch, TitleMatches
    from indexer.model.shown_units import Fragment, Hit

SEPARATOR = " › "
CELLS = " · "
"""Separates the cells of an event."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def lines(
    results: Results,
    reader: Language,
    *,
    with_facets: bool,
    beside: Callable[[Hit], Iterable[str]] | None = None,
) -> Iterator[str]:
    """Yield the lines of an answer in the reader's language, with those that `beside` puts below each hit."""
    told = (*understood(results.query, reader), *_titled(results.documents, reader))
    yield from told
    if told:
        yield ""
    for hit in results.hits:
        yield from hit_lines(hit)
        if beside:
            yield from beside(hit)
        yield ""
    yield click.style(_count(results, reader), dim=True)
    if with_facets:
        for name, facet in results.facets.items():
            if facet.values:
                yield from _facet(in_language(BY_NAME[name].label, reader), facet)


def plain(text: str, between: str = " ") -> str:
    """Return a document's text on one line.

    Control characters, which a terminal would obey, are replaced. Soft hyphens are left out, since terminals
    show them within a line. `between` stands for each line feed.
    """
    return _CONTROLS.sub("\ufffd", between.join(text.split("\n"))).replace(SOFT_HYPHEN, "")


def hit_lines(hit: Hit) -> Iterator[str]:
    """Yield the citation, section path, lead-in, snippet and address of a hit."""
    yield click.style(in_language(hit.citation, hit.language), bold=True)
    if told := tuple(_standing(hit)):
        yield "  " + click.style(CONVENTIONS[hit.language].separator.join(told), fg="yellow")
    if hit.section:
        yield "  " + click.style(plain(SEPARATOR.join(hit.section)), dim=True)
    if hit.lead_in:
        yield "  " + click.style(_lead_in(hit), dim=True)
    between = CELLS if hit.kind == "event" else " "
    yield "  " + "".join(_piece(one, between) for one in hit.snippet)
    yield "  " + click.style(hit.url, fg="cyan")


def _piece(piece: Fragment, between: str) -> str:
    """Return a piece of a snippet; what was typed is bold, what is a translation of it underlined."""
    said = plain(piece.text, between)
    if not piece.match:
        return said
    return click.style(said, fg="yellow", bold=not piece.translation, underline=piece.translation)


def _standing(hit: Hit) -> Iterator[str]:
    """Yield that a hit is from a draft, as what that was adopted, and what corrects or replaces it."""
    if hit.type == DRAFT:
        yield singular("type", DRAFT, hit.language)
    if hit.reissued:
        yield REISSUED.text(hit.language)
    if hit.outcome:
        resolution = symbols.display(hit.outcome, hit.language)
        yield message("adopted as {symbol}", symbol=resolution).text(hit.language)
    for one in hit.caveats:
        yield in_language(one.text, hit.language)


def _lead_in(hit: Hit) -> str:
    """Return the beginning of the last line of the lead-in, which is the text directly above the item."""
    text, size = plain(hit.lead_in.rpartition("\n")[2]), CONVENTIONS[hit.language].lead_in
    return text if len(text) <= size else text[:size] + "…"


def understood(query: QueryInfo, reader: Language) -> Iterator[str]:
    """Yield the lines that say how the question was understood."""
    for recognised in query.symbols:
        yield _symbol(recognised, reader)
    for notice in query.notices:
        yield _notice(notice, reader)
    for expansion in query.expansions:
        others = listed(variant.text for variant in expansion.variants)
        why = REASONS[expansion.reason]
        yield message("“{word}” {why} {others}", word=expansion.word, why=why, others=others).text(reader)
    for word in query.translated:
        yield translated_line(word).text(reader)
    if query.relaxed:
        yield relaxed_line(query.relaxed).text(reader)
    if query.suggestions:
        yield message("Did you mean: {meant}", meant=listed(query.suggestions)).text(reader)


def _notice(notice: Notice, reader: Language) -> str:
    """Return a notice, with the question that was probably meant."""
    told = in_language(notice, reader)
    return told if notice.meant is None else f"{told} {notice.meant}"


def _titled(documents: TitleMatches | None, reader: Language) -> Iterator[str]:
    """Yield the documents whose titles have the words of the question, and where all of them are listed."""
    for one in documents.items if documents else ():
        name = click.style(f"{symbols.display(one.symbol, reader)} [{one.language}]", bold=True)
        yield f"{name} {plain(one.title)}"
        yield f"  {click.style(one.url, fg='cyan')}"
    if documents and documents.total > len(documents.items):
        told = message("{number} documents have these words in their titles:", number=documents.total)
        yield f"{told.text(reader)} {click.style(documents.url, fg='cyan')}"


def _symbol(recognised: SymbolMatch, reader: Language) -> str:
    """Return what a symbol names, how many units cite it, and where it can be read, here or at the UN."""
    point = recognised.pinpoint
    cited = citation(recognised.symbol, recognised.part or "main", point, "official") if point else None
    name = in_language(cited, reader) if cited else symbols.display(recognised.symbol, reader)
    title = plain(recognised.title) if recognised.title else message("not held")
    told = message(": {title}", title=title)
    if recognised.citing:
        told = plural(
            ": {title}; {number} unit cites it",
            ": {title}; {number} units cite it",
            recognised.citing,
            title=title,
        )
    said = f"{click.style(name, bold=True)}{told.text(reader)}"
    lines = [said, f"  {click.style(recognised.url, fg='cyan')}"]
    if base := recognised.base:
        lines.append(f"  {_base(base).text(reader)}")
        lines.append(f"  {click.style(base.url, fg='cyan')}")
    return "\n".join(lines)


def _base(base: TextMatch) -> Message:
    """Say to what a document belongs, and whether that is held."""
    shown = Localised(symbols.display, base.symbol)
    if base.held:
        return message("belongs to {symbol}, which is held", symbol=shown)
    return message("belongs to {symbol}, which is not held", symbol=shown)


def _count(results: Results, reader: Language) -> str:
    """Return the line with the number of hits, the page, and how to see the next one."""
    total, page, pages = results.total, results.page, -(-results.total // results.per_page)
    if not total:
        return _nothing(results.query.chips, reader)
    if page > pages:
        none = plural(
            "There is no page {page}: {number} hit, page 1 to {pages}.",
            "There is no page {page}: {number} hits, page 1 to {pages}.",
            total,
            page=page,
            pages=pages,
        )
        return none.text(reader)
    counted = plural(
        "{number} hit, page {page} of {pages}",
        "{number} hits, page {page} of {pages}",
        total,
        page=page,
        pages=pages,
    )
    if results.translated:
        counted = plural(
            "{counted}, {number} of them by translation",
            "{counted}, {number} of them by translation",
            results.translated,
            counted=counted,
        )
    if results.next:
        counted = message("{counted}; for more: --page {page}", counted=counted, page=page + 1)
    return message("{counted}.", counted=counted).text(reader)


def _nothing(chips: tuple[Chip, ...], reader: Language) -> str:
    """Say that nothing was found, and which filters may be the reason."""
    whole = [chip for chip in chips if not chip.inner]
    if not whole:
        return message("Nothing found.").text(reader)
    filters = listed(f"{'not.' if chip.excluded else ''}{chip.name}={chip.label}" for chip in whole)
    told = message("Nothing found. Filters are on: {filters}; try with fewer.", filters=filters)
    return told.text(reader)


def _facet(name: str, facet: Facet) -> Iterator[str]:
    yield ""
    yield click.style(name, bold=True)
    for value in facet.values:
        yield f"{'*' if value.selected else ' '} {value.count:6}  {value.label}"
    if facet.more:
        yield f"          … +{facet.more}"
