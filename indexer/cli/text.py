"""An answer as text for a terminal: coloured there, plain where it is piped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from indexer.answer.citing import citation
from indexer.model import Both
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer.results import Chip, Facet, Hit, Recognised, Results, Understood
    from indexer.model import Language

SEPARATOR = " › "
CELLS = " · "
"""Stands between the cells of an event."""
LEAD_IN = {"zh": 40, "en": 90}
"""How much of the text above an item is shown with it, in characters."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
FACET_NAMES = {
    "year": Both("年份", "Year"),
    "section": Both("章节", "Section"),
    "state": Both("国家", "State"),
    "language": Both("语文", "Language"),
    "kind": Both("种类", "Kind"),
    "part": Both("部分", "Part"),
    "edition": Both("版本", "Edition"),
}


def lines(results: Results, reader: Language, *, with_facets: bool) -> Iterator[str]:
    """Yield the lines of an answer in the reader's language."""
    told = tuple(understood(results.query, reader))
    yield from told
    if told:
        yield ""
    for hit in results.hits:
        yield from hit_lines(hit)
        yield ""
    yield click.style(_count(results, reader), dim=True)
    if with_facets:
        for name, facet in results.facets.items():
            if facet.values:
                yield from _facet(getattr(FACET_NAMES[name], reader), facet)


def plain(text: str, between: str = " ") -> str:
    """Return a document's text on one line, its control characters, which a terminal would obey, replaced."""
    return _CONTROLS.sub("\ufffd", between.join(text.split("\n")))


def hit_lines(hit: Hit) -> Iterator[str]:
    """Yield citation, section path, the text above an item, snippet and address of a hit."""
    yield click.style(getattr(hit.citation, hit.language), bold=True)
    if hit.section:
        yield "  " + click.style(plain(SEPARATOR.join(hit.section)), dim=True)
    if hit.lead_in:
        yield "  " + click.style(_lead_in(hit), dim=True)
    between = CELLS if hit.kind == "event" else " "
    shown = ((plain(one.text, between), one.match) for one in hit.snippet)
    pieces = (click.style(said, fg="yellow", bold=True) if match else said for said, match in shown)
    yield "  " + "".join(pieces)
    yield "  " + click.style(hit.url, fg="cyan")


def _lead_in(hit: Hit) -> str:
    """Return the beginning of the innermost text above an item."""
    text, size = plain(hit.lead_in.rpartition("\n")[2]), LEAD_IN[hit.language]
    return text if len(text) <= size else text[:size] + "…"


def understood(query: Understood, reader: Language) -> Iterator[str]:
    """Yield what the reader should know about how the question was understood."""
    for recognised in query.symbols:
        yield _symbol(recognised, reader)
    for notice in query.notices:
        yield getattr(notice, reader)
    for expansion in query.expansions:
        others = _say(reader, "、", ", ").join(variant.text for variant in expansion.variants)
        yield _say(
            reader, f"“{expansion.word}”也检索：{others}", f"“{expansion.word}” also searched as: {others}"
        )
    if query.relaxed:
        matched, of = query.relaxed.matched, query.relaxed.of
        yield _say(
            reader,
            f"没有单元含有全部{of}个词；以下各含其中{matched}个。",
            f"Nothing has all {of} words; these have {matched} of them.",
        )
    if query.suggestions:
        meant = _say(reader, "、", ", ").join(query.suggestions)
        yield _say(reader, f"是否指：{meant}", f"Did you mean: {meant}")


def _symbol(recognised: Recognised, reader: Language) -> str:
    """Return what a symbol names, who cites it, and where it is read, here or at the UN."""
    point = recognised.pinpoint
    cited = citation(recognised.symbol, recognised.part or "main", point, "official") if point else None
    name = getattr(cited, reader) if cited else symbols.display(recognised.symbol, reader)
    title = plain(recognised.title) if recognised.title else _say(reader, "未收藏", "not held")
    count = recognised.citing
    units = "1 unit cites it" if count == 1 else f"{count} units cite it"
    citing = _say(reader, f"；本库{count}处引用", f"; {units}") if count else ""
    said = _say(reader, f"：{title}{citing}", f": {title}{citing}")
    return f"{click.style(name, bold=True)}{said}\n  {click.style(recognised.url, fg='cyan')}"


def _count(results: Results, reader: Language) -> str:
    total, page, pages = results.total, results.page, -(-results.total // results.per_page)
    if not total:
        return _nothing(results.query.chips, reader)
    hits = f"{total} {'hit' if total == 1 else 'hits'}"
    if page > pages:
        return _say(
            reader,
            f"第{page}页没有内容：共{total}条，共{pages}页。",
            f"There is no page {page}: {hits}, page 1 to {pages}.",
        )
    more = _say(reader, f"；续见 --page {page + 1}", f"; for more: --page {page + 1}") if results.next else ""
    counted = _say(reader, f"共{total}条，第{page}页，共{pages}页", f"{hits}, page {page} of {pages}")
    return counted + more + _say(reader, "。", ".")


def _nothing(chips: tuple[Chip, ...], reader: Language) -> str:
    """Say that nothing was found, and which filters may be why."""
    whole = [chip for chip in chips if not chip.inner]
    if not whole:
        return _say(reader, "没有找到。", "Nothing found.")
    between = _say(reader, "、", ", ")
    on = between.join(f"{'not.' if chip.excluded else ''}{chip.name}={chip.label}" for chip in whole)
    return _say(
        reader,
        f"没有找到。已用筛选条件：{on}；减去一些再试。",
        f"Nothing found. Filters are on: {on}; try with fewer.",
    )


def _facet(name: str, facet: Facet) -> Iterator[str]:
    yield ""
    yield click.style(name, bold=True)
    for value in facet.values:
        yield f"{'*' if value.selected else ' '} {value.count:6}  {value.label}"
    if facet.more:
        yield f"          … +{facet.more}"


def _say(reader: Language, zh: str, en: str) -> str:
    return zh if reader == "zh" else en
