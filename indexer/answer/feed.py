"""Writes what is newest as an Atom feed (RFC 4287); every entry of a digest says so.

Ids depend on nothing but what they name, so that they stay the same wherever the library is served.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from indexer.answer import citation_forms
from indexer.answer.bibliography import PROJECT, UNITED_NATIONS
from indexer.answer.versions import with_caveats
from indexer.answer.xml_text import escaped, quoted
from indexer.language import CONVENTIONS
from indexer.model.messages import both, in_language
from indexer.model.shown_units import Unit
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from indexer.model.document import Both, Language
    from indexer.model.results import DocumentHead
    from indexer.model.shown_units import Hit

MEDIA_TYPE = "application/atom+xml"
UNDATED = "1970-01-01T00:00:00Z"
"""When a document of an unknown date is said to be of: Atom knows no entry without a time."""


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What stands above the entries of a feed.

    `name` tells feeds apart: two with the same name are the same feed. `own` is its address, `page` that of
    the page that shows the same, `following` and `previous` those of its other pages.
    """

    name: str
    title: str
    reader: Language
    own: str
    page: str
    following: str | None = None
    previous: str | None = None


def lines(head: FeedHead, shown: Sequence[Hit] | Sequence[DocumentHead]) -> Iterator[str]:
    """Yield the lines of a feed, with an entry for each hit or document, in their order."""
    latest = max((_time(one.date or one.adopted) for one in shown), default=UNDATED)
    tag = CONVENTIONS[head.reader].tag
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoted(tag)}>\n'
    yield f"<id>{_id(f'feed:{head.reader}:{head.name}')}</id>\n"
    yield f"<title>{escaped(head.title)}</title>\n<updated>{latest}</updated>\n"
    yield f"<author><name>{escaped(PROJECT.text(head.reader))}</name></author>\n"
    yield "<generator>Juanzong</generator>\n"
    yield from _links(head)
    for one in shown:
        yield from _entry(one, head.reader)
    yield "</feed>\n"


def _links(head: FeedHead) -> Iterator[str]:
    """Yield the addresses of the feed, of its page and of its other pages (RFC 5005)."""
    yield _link("self", head.own, MEDIA_TYPE)
    yield _link("alternate", head.page, "text/html")
    if head.following:
        yield _link("next", head.following, MEDIA_TYPE)
    if head.previous:
        yield _link("previous", head.previous, MEDIA_TYPE)


def _entry(shown: Hit | DocumentHead, reader: Language) -> Iterator[str]:
    """Yield the lines of an entry: what is cited, when, by whom, and its words."""
    time = _time(shown.date or shown.adopted)
    author = PROJECT if shown.edition == "digest" else UNITED_NATIONS
    yield f"<entry>\n<id>{_id(_named(shown))}</id>\n<title>{escaped(_title(shown, reader))}</title>\n"
    yield f"<updated>{time}</updated>\n"
    yield f"<author><name>{escaped(author.text(reader))}</name></author>\n"
    yield _link("alternate", shown.url, "text/html", shown.language)
    yield f"<summary xml:lang={quoted(_tag(shown))}>{escaped(_summary(shown))}</summary>\n</entry>\n"


def _named(shown: Hit | DocumentHead) -> str:
    return shown.id if isinstance(shown, Unit) else f"{shown.symbol}:{shown.language}"


def _id(name: str) -> str:
    """Return an id that is made of a name alone."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'juanzong:{name}')}"


def _title(shown: Hit | DocumentHead, reader: Language) -> str:
    """Return the citation of a unit, or of a document, with the mark of a digest."""
    cited = shown.citation if isinstance(shown, Unit) else _whole(shown)
    told = with_caveats(cited, shown.caveats)
    return in_language(citation_forms.in_version(told, shown.language), reader)


def _whole(document: DocumentHead) -> Both:
    """Return the citation of a whole document."""

    def cited(language: Language) -> str:
        digest = citation_forms.mark(document.edition, language)
        symbol = symbols.display(document.symbol, language)
        return symbol + CONVENTIONS[language].aside.format(digest) if digest else symbol

    return both(cited)


def _summary(shown: Hit | DocumentHead) -> str:
    """Return a snippet of a unit, or the title of a document; a digest's says again that it is one."""
    said = "".join(piece.text for piece in shown.snippet) if isinstance(shown, Unit) else shown.title
    digest = citation_forms.mark(shown.edition, shown.language)
    return said + CONVENTIONS[shown.language].aside.format(digest) if digest else said


def _tag(shown: Hit | DocumentHead) -> str:
    return shown.language if shown.script == "Latn" else f"{shown.language}-{shown.script}"


def _time(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else UNDATED


def _link(rel: str, url: str, media_type: str, language: str = "") -> str:
    of = f" hreflang={quoted(language)}" if language else ""
    return f"<link rel={quoted(rel)} type={quoted(media_type)}{of} href={quoted(url)}/>\n"
