"""Writes aligned language versions as a translation memory: TMX 1.4b, as programs for translators read it."""

from __future__ import annotations

from importlib.metadata import version
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indexer.answer import not_found
from indexer.answer.alignments import id_of
from indexer.answer.citation_forms import mark
from indexer.answer.translations import aligned
from indexer.answer.urls import anchor
from indexer.answer.xml_text import escaped, quoted
from indexer.engines.base import Filter
from indexer.indexing.entries import unit_id
from indexer.names import symbols
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.answer.context import Context
    from indexer.answer.urls import Urls
    from indexer.model.alignment import AlignedUnits
    from indexer.model.stored import Head, StoredUnit


def lines(context: Context, wanted: Sequence[str]) -> Iterator[str]:
    """Return the lines of a translation memory, which are made document by document.

    Args:
        context: The library.
        wanted: The symbols of the documents; none for all that are held in two languages.

    Raises:
        NotFoundError: A document, or any, is not held in two languages. This is known before the first line.

    """
    heads = context.held.heads(limit=None) if not wanted else _named(context, wanted)
    pairs = [pair for _, versions in groupby(heads, attrgetter("symbol")) if (pair := _pair(tuple(versions)))]
    if not pairs:
        raise not_found.no_versions()
    return _lines(context, pairs)


def _named(context: Context, wanted: Sequence[str]) -> tuple[Head, ...]:
    """Return the heads of the documents named, or raise NotFoundError if one has not two versions."""
    found: list[Head] = []
    for symbol in dict.fromkeys(symbols.parse(one) for one in wanted):
        versions = context.held.versions(symbol)
        if not versions:
            raise not_found.not_held(symbol, None)
        if len(versions) == 1:
            raise not_found.no_versions(symbol)
        found += versions
    return tuple(found)


def _pair(versions: tuple[Head, ...]) -> tuple[Head, Head] | None:
    return (versions[0], versions[1]) if len(versions) > 1 else None


def _lines(context: Context, pairs: Sequence[tuple[Head, Head]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="Juanzong" creationtoolversion={quoted(version("juanzong"))} '
        'segtype="paragraph" o-tmf="Juanzong" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    for pair in pairs:
        yield from _document(context, pair)
    yield "</body>\n</tmx>\n"


def _document(context: Context, pair: tuple[Head, Head]) -> Iterator[str]:
    """Yield a translation unit for each pair of units; what has no partner is left out."""
    deadline.check()
    left, right = pair
    documents = tuple(f"{head.symbol}:{head.language}" for head in pair)
    units = {id_of(unit): unit for unit in context.held.units(Filter("document", documents))}
    for found in aligned(context, left.symbol, left.language, right.language):
        if found.left and found.right:
            yield _unit(context.urls, found, units)


def _unit(urls: Urls, found: AlignedUnits, units: dict[str, StoredUnit]) -> str:
    sides = [[units[name] for name in names] for names in (found.left, found.right)]
    first = sides[0][0]
    symbol, part = first.head.symbol, first.paragraph.part
    name = unit_id(symbol, "-".join(side[0].head.language for side in sides), part, first.paragraph.locator)
    texts = "".join(_side(urls, side) for side in sides)
    return f"<tu tuid={quoted(name)}>{_prop('symbol', symbol)}{_prop('part', part)}\n{texts}</tu>\n"


def _side(urls: Urls, units: Sequence[StoredUnit]) -> str:
    """Write what one version says, with its locators, its edition, its address and the mark of a digest."""
    head, first = units[0].head, units[0].paragraph
    address = urls.unit(head.symbol, head.language, anchor(first.part, first.locator))
    place = _prop("url", address) if urlsplit(address).netloc else ""
    language = head.language if head.script == "Latn" else f"{head.language}-{head.script}"
    digest = mark(head.edition, head.language)
    note = f"<note>{escaped(digest)}</note>" if digest else ""
    locators = "".join(_prop("locator", unit.paragraph.locator) for unit in units)
    text = "\n".join(unit.paragraph.text for unit in units)
    said = f"{note}{locators}{_prop('edition', head.edition)}{place}<seg>{escaped(text)}</seg>"
    return f"<tuv xml:lang={quoted(language)}>{said}</tuv>\n"


def _prop(name: str, value: str) -> str:
    return f"<prop type={quoted(f'x-{name}')}>{escaped(value)}</prop>"
