"""From a document to what an engine indexes: tokens, keys and a record for each unit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from indexer.engines.base import Entry, KeyField, TextField
from indexer.language import exact_texts, word_texts
from indexer.names import citations, pinpoints, states, symbols, values
from indexer.record import Head, dump, dump_head, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from indexer.model import Citation, DateSpan, Document, Event, Language, Mention, Paragraph

HEAD_KIND = "document"
"""The `kind` of the entry that holds a document's head; no question finds it."""

MONTH = len("2019-04")
"""How much of an ISO day names its month."""

Tokens = tuple[str, ...]


def entries(document: Document) -> Iterator[Entry]:
    """Yield the entry of the document's head, then one for each unit, in the order of the page."""
    head = head_of(document)
    prefix = symbols.order(document.symbol) + " " + document.language
    yield Entry(
        id=document.key,
        document=document.key,
        order=prefix,
        date=head.date.isoformat() if head.date else "",
        tokens={},
        keys=_document_keys(head) | {"kind": (HEAD_KIND,)},
        stored=dump_head(head),
    )
    for position, paragraph in enumerate(document.paragraphs):
        yield _entry(head, paragraph, f"{prefix} {position:06d}")


def unit_id(symbol: str, language: str, part: str, locator: str) -> str:
    """Return the id of a unit, `S/2019/986:zh:annex:18(a)`."""
    return f"{symbol}:{language}:{part}:{locator}"


def document_of(name: str) -> str:
    """Return the document of a unit by its id: `S/2019/986:zh`."""
    symbol, language, _ = name.split(":", 2)
    return f"{symbol}:{language}"


def in_language(name: str, language: Language) -> str:
    """Return the id that a unit has in another language version."""
    symbol, _, place = name.split(":", 2)
    return f"{symbol}:{language}:{place}"


def _entry(head: Head, paragraph: Paragraph, order: str) -> Entry:
    return Entry(
        id=unit_id(head.symbol, head.language, paragraph.part, paragraph.locator),
        document=f"{head.symbol}:{head.language}",
        order=order,
        date=_date(head, paragraph),
        tokens=_tokens(head, paragraph),
        keys=_document_keys(head) | _unit_keys(paragraph),
        stored=dump(head, paragraph),
    )


def _date(head: Head, paragraph: Paragraph) -> str:
    """Return the date to sort by: an event's own first day, or else the document's."""
    if paragraph.event and paragraph.event.dates:
        return paragraph.event.dates[0].start.isoformat()
    return head.date.isoformat() if head.date else ""


def _tokens(head: Head, paragraph: Paragraph) -> dict[TextField, Tokens]:
    tokens: dict[TextField, Tokens] = {
        "exact": exact_texts(paragraph.text),
        "words": word_texts(paragraph.text),
        "values": _value_tokens(paragraph),
    }
    if paragraph.lead_in:
        tokens["lead_exact"] = exact_texts(paragraph.lead_in)
        tokens["lead_words"] = word_texts(paragraph.lead_in)
        cited = citations.find(paragraph.lead_in)
        named = states.find(paragraph.lead_in, head.language)
        tokens["lead_values"] = _values(paragraph.lead_in, cited, named, None)
    return tokens


def _value_tokens(paragraph: Paragraph) -> Tokens:
    """Return the normal forms in a unit's text; an event's include its year."""
    return _values(paragraph.text, paragraph.citations, paragraph.mentions, event_year(paragraph.event))


def event_year(event: Event | None) -> int | None:
    """Return the year in which an event began, as far as it is known."""
    return event.dates[0].start.year if event and event.dates else None


def _values(text: str, cited: tuple[Citation, ...], named: tuple[Mention, ...], year: int | None) -> Tokens:
    taken = tuple((citation.start, citation.end) for citation in cited)
    found = [f"sym:{key}" for citation in cited for key in cite_keys(citation)]
    found += [f"state:{mention.state}" for mention in named]
    found += [value.token for value in values.find(text, year=year, taken=taken)]
    return tuple(found)


def cite_keys(citation: Citation) -> Tokens:
    """Return the symbol cited and, for each paragraph of it that is named, `symbol#paragraph`."""
    named = pinpoints.expand(citation.pinpoint)
    return (citation.symbol, *(f"{citation.symbol}#{paragraph}" for paragraph in named))


def _document_keys(head: Head) -> dict[KeyField, Tokens]:
    keys: dict[KeyField, Tokens] = {
        "symbol": (head.symbol,),
        "language": (head.language,),
        "script": (head.script,),
        "edition": (head.edition,),
    }
    if head.date:
        keys["year"] = (f"{head.date.year:04d}",)
    return keys


def _unit_keys(paragraph: Paragraph) -> dict[KeyField, Tokens]:
    from indexer.names import enumerations  # a question needs none of it

    cited = {key for citation in paragraph.citations for key in cite_keys(citation)}
    lists = enumerations.find(paragraph.text, paragraph.mentions)
    return _event_keys(paragraph.event) | {
        "kind": (paragraph.kind,),
        "part": (paragraph.part,),
        "para": _para_keys(paragraph.number),
        "section": tuple(dict.fromkeys(paragraph.topics)),
        "state": tuple(sorted({mention.state for mention in paragraph.mentions})),
        "cites": tuple(sorted(cited)),
        "listed": tuple(sorted({code for one in lists for code in one.states})),
    }


def _para_keys(number: str | None) -> Tokens:
    """Paragraph 26(a)(ii) is asked for as 26, 26(a) and 26(a)(ii)."""
    if number is None:
        return ()
    stem, *items = number.split("(")
    return tuple("(".join([stem, *items[:depth]]) for depth in range(len(items) + 1))


def _event_keys(event: Event | None) -> dict[KeyField, Tokens]:
    if event is None:
        return {}
    days = tuple(day.isoformat() for span in event.dates for day in _days(span))
    return {
        "day": days,
        "month": tuple(dict.fromkeys(day[:MONTH] for day in days)),
        "organizer": _names(*event.organizers),
        "place": _names(event.place, event.place_note),
    }


def _days(span: DateSpan) -> Iterator[date]:
    return (span.start + timedelta(days=number) for number in range((span.end - span.start).days + 1))


def _names(*printed: str) -> Tokens:
    """Return names as printed, with single spaces: they are shown to choose from, and compared folded."""
    return tuple(dict.fromkeys(name for text in printed if (name := " ".join(text.split()))))
