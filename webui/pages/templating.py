"""Names and functions for the templates, in addition to the gettext functions of Flask-Babel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from indexer.answer import citation_forms, versions
from indexer.language import CONVENTIONS
from indexer.names import states, symbols
from indexer.query import arguments
from indexer.structure import topics
from webui.middleware import caching
from webui.pages import reading_layout
from webui.request import localisation
from webui.request.site_urls import grouped, page_urls, root, this_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.model.document import Both, Language, Script
    from indexer.model.query import Query
    from indexer.model.results import DocumentHead, Facet
    from indexer.model.shown_units import Hit, Speech, Unit

TAGS: dict[Script, str] = {"Hans": "zh-Hans", "Hant": "zh-Hant", "Latn": "en"}


def context() -> dict[str, object]:
    """Return the names that every template can use."""
    language = localisation.language()
    return {
        "language": language,
        "interface": CONVENTIONS[language].tag,
        "languages": localisation.NAMES,
        "digest_mark": localisation.either(citation_forms.DIGEST),
        "reissued_mark": localisation.either(versions.REISSUED),
        "address": page_urls().path,
        "static": static,
        "this_page": this_page,
        "typed": request.args.get("q", ""),
        "kept": kept,
        "by_document": by_document,
        "grouped": grouped(),
        "narrows": narrows,
        "label": localisation.label,
        "singular": localisation.singular,
        "field": localisation.field,
        "either": localisation.either,
        "day": localisation.day,
        "period": localisation.period,
        "month": localisation.month,
        "column": localisation.column,
        "count": localisation.count,
        "display": display,
        "place": place,
        "topic_of": topic_of,
        "inside": inside,
        "copies": copies,
        "similar_to": similar_to,
        "pinpoint": pinpoint,
        "signed": signed,
        "version": version,
        "caveats": caveats,
        "kin": kin,
        "tag": TAGS.__getitem__,
        "speaker": speaker,
        "spoken": localisation.spoken,
        "voter": voter,
        "level": reading_layout.level,
        "number": reading_layout.number,
        "mark_anchor": reading_layout.mark_anchor,
        "note_anchor": reading_layout.note_anchor,
        "categories": reading_layout.categories,
    }


def version(code: Language) -> str:
    """Return how the version of a document in a language is called."""
    return localisation.either(citation_forms.VERSIONS[code])


def static(name: str) -> str:
    """Return the address of a static file, with its version."""
    return f"{root()}/static/{name}?{caching.VERSION}={caching.version(name)}"


def kept(query: Query | None) -> list[tuple[str, str]]:
    """Return the fields that a search form sends with a new question.

    They are the filters and the order of the previous question, the group and the language.
    """
    pairs = arguments.pairs(query) if query else ()
    urls = page_urls()
    return [pair for pair in pairs if pair[0] not in ("q", "page", arguments.DROP)] + [
        *urls.kept,
        *urls.extra,
    ]


def by_document(heads: Iterable[DocumentHead]) -> list[list[DocumentHead]]:
    """Put the versions of a document together, the reader's first, in the order of the first of each."""
    found: dict[str, list[DocumentHead]] = {}
    for head in heads:
        found.setdefault(head.symbol, []).append(head)
    reader = localisation.language()
    return [sorted(versions, key=lambda head: head.language != reader) for versions in found.values()]


def narrows(facet: Facet, total: int) -> bool:
    """Tell whether a facet can change the answer: a value of it is on, or not all hits have it."""
    return any(value.selected or value.excluded or value.count < total for value in facet.values)


def display(symbol: str, language: Language | None = None) -> str:
    """Write a symbol as shown in a language, by default that of the interface."""
    return symbols.display(symbol, language or localisation.language())


def voter(name: str, language: Language | None = None) -> str:
    """Return the name of a State by its code, by default in the interface's language; other names stay."""
    try:
        return states.name(name, language or localisation.language())
    except KeyError:
        return name


def speaker(speech: Speech) -> str:
    """Return a speaker with the State or body spoken for, as the outline of a record shows them."""
    body = speech.printed or (voter(speech.state) if speech.state else speech.organization)
    return f"{speech.speaker} ({body})" if body else speech.speaker


def topic_of(unit: Unit) -> str:
    """Return the topic of a unit's heading in the reader's language; empty where the heading says it."""
    if unit.topic is None or unit.language == localisation.language() or not topics.known(unit.topic):
        return ""
    return localisation.label("section", unit.topic)


def inside(unit: Unit) -> str:
    """Return the citation of a unit without the symbol of its document."""
    return localisation.either(citation_forms.place(unit.part, unit.locator, citation_forms.printed_of(unit)))


def copies(unit: Unit) -> str:
    """Return the address of the page with the forms in which a unit is copied."""
    named = (("symbol", unit.symbol), ("language", unit.language), ("part", unit.part))
    return page_urls().path("/paragraph", *named, ("paragraph", unit.locator))


def similar_to(unit: Unit) -> str:
    """Return the address of the page of what is similar to a unit."""
    named = (("symbol", unit.symbol), ("language", unit.language), ("part", unit.part))
    return page_urls().path("/similar", *named, ("paragraph", unit.locator))


def signed(citation: Both, shown: Hit | DocumentHead) -> str:
    """Return a citation as it is copied: it says what corrects the document, and which version is cited."""
    told = versions.with_caveats(citation, shown.caveats)
    return localisation.either(citation_forms.in_version(told, shown.language))


def caveats(shown: Hit | DocumentHead) -> list[tuple[str, str]]:
    """Return what is held that corrects or replaces a document: what is said of it, and its address."""
    return [(localisation.either(one.text), page_urls().path(f"/{one.symbol}")) for one in shown.caveats]


def kin(shown: DocumentHead) -> list[tuple[str, str]]:
    """Return the other versions held of a document that nothing is said of: each symbol, and its address."""
    told = {one.symbol for one in shown.caveats}
    others = [symbol for symbol in shown.versions if symbol not in told]
    return [(display(symbol), page_urls().path(f"/{symbol}")) for symbol in others]


def pinpoint(paragraph: str) -> str:
    """Return how a paragraph that a question names is cited: `para. 9`, `p. 6`."""
    return localisation.either(citation_forms.place("main", paragraph))


def place(unit: Unit) -> str:
    """Return the citation of a unit without the mark of a digest, which is shown as a badge beside it.

    It says which language version is cited, if that is not the reader's.
    """
    shown = citation_forms.printed_of(unit)
    cited = citation_forms.citation(unit.symbol, unit.part, unit.locator, "official", shown)
    return localisation.either(citation_forms.in_version(cited, unit.language))
