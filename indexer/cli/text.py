"""An answer as text for a terminal: coloured there, plain where it is piped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.answer.results import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer.results import Facet, Hit, Recognised, Results, Understood
    from indexer.model import Language

SEPARATOR = " › "
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
    yield from understood(results.query, reader)
    for hit in results.hits:
        yield from hit_lines(hit)
        yield ""
    yield click.style(_count(results, reader), dim=True)
    if with_facets:
        for name, facet in results.facets.items():
            if facet.values:
                yield from _facet(getattr(FACET_NAMES[name], reader), facet)


def hit_lines(hit: Hit) -> Iterator[str]:
    """Yield citation, section path, snippet and address of a hit."""
    yield click.style(getattr(hit.citation, hit.language), bold=True)
    if hit.section:
        yield "  " + click.style(SEPARATOR.join(hit.section), dim=True)
    pieces = (click.style(one.text, fg="yellow", bold=True) if one.match else one.text for one in hit.snippet)
    yield "  " + " ".join("".join(pieces).split("\n"))
    yield "  " + click.style(hit.url, fg="cyan")


def understood(query: Understood, reader: Language) -> Iterator[str]:
    """Yield what the reader should know about how the question was understood."""
    for recognised in query.symbols:
        yield _symbol(recognised, reader)
    for notice in query.notices:
        yield getattr(notice, reader)
    for expansion in query.expansions:
        others = ", ".join(variant.text for variant in expansion.variants)
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
    for suggestion in query.suggestions:
        yield _say(reader, f"是否指：{suggestion}", f"Did you mean: {suggestion}")


def _symbol(recognised: Recognised, reader: Language) -> str:
    title = recognised.title or _say(reader, "本库未收藏", "not held")
    cited = _say(reader, f"{recognised.citing}处引用", f"cited by {recognised.citing}")
    return click.style(f"{recognised.symbol}: ", bold=True) + f"{title} ({cited}) {recognised.url}"


def _count(results: Results, reader: Language) -> str:
    if not results.total:
        return _say(reader, "没有找到。", "Nothing found.")
    pages = -(-results.total // results.per_page)
    many = "hit" if results.total == 1 else "hits"
    return _say(
        reader,
        f"共{results.total}条，第{results.page}页，共{pages}页。",
        f"{results.total} {many}, page {results.page} of {pages}.",
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
