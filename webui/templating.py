"""What the templates can call, beside the gettext functions of Flask-Babel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from indexer.answer import citing
from indexer.names import symbols
from indexer.query import arguments
from webui import caching, localisation, reading
from webui.addressing import grouped, page_addresses, root, this_page

if TYPE_CHECKING:
    from indexer.answer.results import Facet, Unit
    from indexer.model import Language, Script
    from indexer.query.question import Query

TAGS: dict[Script, str] = {"Hans": "zh-Hans", "Hant": "zh-Hant", "Latn": "en"}


def context() -> dict[str, object]:
    """Return the names that every template knows."""
    language = localisation.language()
    return {
        "language": language,
        "interface": {"zh": "zh-Hans", "en": "en-GB"}[language],
        "languages": localisation.NAMES,
        "digest_mark": localisation.either(citing.DIGEST),
        "address": page_addresses().path,
        "static": static,
        "this_page": this_page,
        "typed": request.args.get("q", ""),
        "kept": kept,
        "grouped": grouped(),
        "narrows": narrows,
        "label": localisation.label,
        "field": localisation.field,
        "either": localisation.either,
        "day": localisation.day,
        "period": localisation.period,
        "month": localisation.month,
        "column": localisation.column,
        "count": localisation.count,
        "display": display,
        "place": place,
        "tag": TAGS.__getitem__,
        "level": reading.level,
        "number": reading.number,
        "mark_anchor": reading.mark_anchor,
        "note_anchor": reading.note_anchor,
        "categories": reading.categories,
    }


def static(name: str) -> str:
    """Return the address of a file of ours, with its version."""
    return f"{root()}/static/{name}?{caching.VERSION}={caching.version(name)}"


def kept(query: Query | None) -> list[tuple[str, str]]:
    """Return what a search form sends along: filters and order of the question before it, group, language."""
    pairs = arguments.pairs(query) if query else ()
    addresses = page_addresses()
    return [pair for pair in pairs if pair[0] not in ("q", "page")] + [*addresses.kept, *addresses.extra]


def narrows(facet: Facet, total: int) -> bool:
    """Tell whether a facet can change the answer: it has values, and not only one that all hits have."""
    return any(value.selected or value.excluded or value.count < total for value in facet.values)


def display(symbol: str, language: Language | None = None) -> str:
    """Write a symbol as shown in a language, by default that of the interface."""
    return symbols.display(symbol, language or localisation.language())


def place(unit: Unit) -> str:
    """Return the citation of a unit without the mark of a digest, which stands beside it as a badge."""
    return localisation.either(citing.citation(unit.symbol, unit.part, unit.locator, "official"))
