"""What other programs look for: Atom feeds, the description of the search, what robots may read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from flask import Response, render_template
from flask_babel import gettext

from indexer.answer import feed
from indexer.language import CONVENTIONS
from indexer.model.messages import message
from indexer.model.query import Query
from indexer.query import arguments
from indexer.runtime.errors import NotFoundError
from webui.pages.list_pages import newest
from webui.pages.suggesting import SUGGEST
from webui.pages.templating import by_document
from webui.request.localisation import language
from webui.request.page_parameters import question
from webui.request.service import service
from webui.request.site_urls import absolute_urls, page_urls, root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Blueprint

    from indexer.answer.urls import Urls
    from indexer.model.shown_units import Hit

FEED = "/feed"
OPEN_SEARCH = "application/opensearchdescription+xml"
DOCUMENTS = 50
"""How many documents the feed of new documents has."""
TERMS = "{searchTerms}"
"""What a browser replaces by the words typed, in the address of a search."""


def register(blueprint: Blueprint) -> None:
    """Add these addresses to the blueprint of the pages, and functions for them to the templates."""
    blueprint.add_url_rule(FEED, view_func=atom)
    blueprint.add_url_rule("/opensearch.xml", view_func=open_search)
    blueprint.add_url_rule("/robots.txt", view_func=robots)
    blueprint.app_context_processor(lambda: {"feed_of": address, "found_by_browsers": absolute_urls})


def atom() -> Response:
    """Send what answers a question, or else the documents, the newest documents first."""
    asked = replace(question(), sort="-date")
    urls = _urls()
    if replace(asked, sort="relevance", page=1, per_page=Query().per_page) == Query():
        head = feed.FeedHead("", _title(""), language(), urls.path(FEED), urls.path("/documents"))
        held = by_document(newest(len(CONVENTIONS) * DOCUMENTS, urls).items)
        return _sent(feed.lines(head, [versions[0] for versions in held[:DOCUMENTS]]), feed.MEDIA_TYPE)
    found = service().library.search(asked, replace(urls, search=FEED), language())
    canonical = replace(asked, page=1, per_page=Query().per_page)
    head = feed.FeedHead(
        name="&".join("=".join(pair) for pair in arguments.pairs(canonical)),
        title=_title(_told(canonical)),
        reader=language(),
        own=replace(urls, search=FEED).question(asked),
        page=urls.question(canonical),
        following=found.next,
        previous=found.prev,
    )
    # What has only some of the words is told on the page; nobody follows it.
    hits = [] if found.query.relaxed else _by_document(found.hits)
    return _sent(feed.lines(head, hits), feed.MEDIA_TYPE)


def open_search() -> Response:
    """Describe the search, so that a browser can ask from its address bar."""
    if absolute_urls() is None:
        raise NotFoundError(
            message("The address of this service is not known."),
            message("Set public_url in [web] of config.toml; a browser has to know where to ask."),
        )
    urls = _urls()
    page = render_template(
        "opensearch.xml",
        search=_template(urls, "/"),
        feed=_template(urls, FEED),
        suggest=_template(urls, SUGGEST),
        own=urls.path("/opensearch.xml"),
        icon=replace(urls, extra=()).path("/static/icon.svg"),
    )
    return Response(page, content_type=f"{OPEN_SEARCH}; charset=utf-8")


def robots() -> Response:
    """Tell robots to read documents and lists, and to leave answers, exports and the API alone."""
    lines = (
        "User-agent: *",
        f"Disallow: {root()}/api/",
        f"Disallow: {root()}{FEED}",
        f"Disallow: {root()}/paragraph",
        f"Disallow: {root()}/similar",
        f"Disallow: {root()}/*?",
        f"Allow: {root()}/static/",
    )
    return Response("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def address(query: Query | None = None) -> str:
    """Return the address of the feed of a question, or of new documents."""
    if query is None:
        return page_urls().path(FEED)
    plain = replace(query, sort="relevance", page=1, per_page=Query().per_page)
    return replace(page_urls(FEED), kept=()).question(plain)


def _urls() -> Urls:
    """Return the addresses of pages, with our host if it is known: a feed is read elsewhere."""
    whole = absolute_urls()
    urls = replace(page_urls(), kept=())
    return replace(urls, public_url=whole.public_url) if whole else urls


def _template(urls: Urls, path: str) -> str:
    """Return an address of a search, with a place for the words typed."""
    return urls.path(path, ("q", "TERMS")).replace("TERMS", TERMS, 1)


def _title(told: str) -> str:
    return cast("str", gettext("Juanzong: %(what)s", what=told or gettext("new documents")))


def _told(query: Query) -> str:
    """Return a question as the title of its feed: its words, and its filters as an address has them."""
    pairs = [f"{name}={value}" for name, value in arguments.pairs(query) if name not in ("q", "sort")]
    return " ".join(filter(None, (query.text, *pairs)))


def _by_document(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits so that those of the newest document come first; an event is older than its document."""
    day = {hit.id: (hit.date or hit.adopted) for hit in hits}
    return sorted(hits, key=lambda hit: str(day[hit.id] or ""), reverse=True)


def _sent(lines: Iterable[str], media_type: str) -> Response:
    return Response("".join(lines), content_type=f"{media_type}; charset=utf-8")
