"""Turn a document into what an engine indexes: tokens, keys and a stored record for each unit.

The tables OF_DOCUMENT, OF_HEAD and OF_UNIT say how the values of each key field are found. The entry of a
head has the tokens of the title and of the headings, by which documents are searched for.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from indexer.analysis import broken_words, exact_texts, word_texts, written_forms
from indexer.engines.base import Entry, KeyField, TextField
from indexer.indexing import paragraph_numbers
from indexer.indexing.accounting import account
from indexer.indexing.outcomes import outcomes
from indexer.model.stored import Head, dump, dump_head, head_of
from indexer.names import (
    citations,
    organizations,
    pinpoints,
    resolution_parts,
    states,
    symbols,
    values,
)
from indexer.names.speakers import SIDES, party, speaker_key
from indexer.text.normalising import normalise_hyphenated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from indexer.model.document import Citation, DateSpan, Document, Event, Language, Paragraph
    from indexer.model.stored import Outcome

_JOB = "job:"
HEAD_KIND = "document"
"""The `kind` of the entry that holds a document's head; no question finds that entry."""

MONTH = len("2019-04")
"""The length of the part of an ISO date that names the month."""

_MOST_DAYS = 4_000
"""The largest number of an event's days that become keys, which is more than ten years.

A mistyped year could otherwise make millions of keys.
"""

BREAK = "\n"
"""The token between two headings in the text fields of a head; no text has it."""

Tokens = tuple[str, ...]


def entries(document: Document, origin: str = "") -> Iterator[Entry]:
    """Yield the entry of the document's head, then one for each unit, in the order of the document.

    Args:
        document: The document.
        origin: A digest of all from which it was made; see `Holding.origin`.

    """
    head, told = head_of(document), outcomes(document)
    prefix = symbols.order(document.symbol) + " " + document.language
    yield Entry(
        id=document.key,
        document=document.key,
        order=prefix,
        date=head.date.isoformat() if head.date else "",
        tokens=_head_tokens(document),
        keys=_document_keys(head) | _head_keys(document, told) | {"kind": (HEAD_KIND,)},
        stored=dump_head(head, origin, account(document), told, document.moved),
    )
    for position, paragraph in enumerate(document.paragraphs):
        yield _entry(head, paragraph, f"{prefix} {position:06d}")


def unit_id(symbol: str, language: str, part: str, locator: str) -> str:
    """Return the id of a unit, such as `S/2019/986:zh:annex:18(a)`."""
    return f"{symbol}:{language}:{part}:{locator}"


def document_of(name: str) -> str:
    """Return the key of the document to which a unit belongs, such as `S/2019/986:zh`, from the unit's id."""
    symbol, language, _ = name.split(":", 2)
    return f"{symbol}:{language}"


def language_of_id(name: str) -> str:
    """Return the language of a unit, from its id."""
    return name.split(":", 2)[1]


def in_language(name: str, language: Language) -> str:
    """Return the id of the same unit in another language version."""
    symbol, _, place = name.split(":", 2)
    return f"{symbol}:{language}:{place}"


def _entry(head: Head, paragraph: Paragraph, order: str) -> Entry:
    """Return the entry of a unit."""
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
    """Return the ISO date to sort by: an event's first day, else the document's date, else nothing."""
    if paragraph.event and paragraph.event.dates:
        return paragraph.event.dates[0].start.isoformat()
    return head.date.isoformat() if head.date else ""


def _tokens(head: Head, paragraph: Paragraph) -> dict[TextField, Tokens]:
    """Return the tokens for each text field of a unit."""
    tokens: dict[TextField, Tokens] = {
        "exact": exact_texts(paragraph.text),
        "words": word_texts(paragraph.text),
        "values": _value_tokens(paragraph),
    }
    if paragraph.lead_in:
        tokens |= _lead_tokens(paragraph.lead_in, head.language)
    return tokens


@lru_cache(maxsize=4)
def _lead_tokens(lead_in: str, language: Language) -> dict[TextField, Tokens]:
    """Return the tokens of the text above an item; the last four results are cached.

    Many items stand below the same text.
    """
    cited = citations.find(lead_in)
    named = [f"state:{one.state}" for one in states.find(lead_in, language)]
    named += [f"org:{one.organization}" for one in organizations.mentions(lead_in)]
    return {
        "lead_exact": exact_texts(lead_in),
        "lead_words": word_texts(lead_in),
        "lead_values": _values(lead_in, cited, named, None),
    }


def _head_tokens(document: Document) -> dict[TextField, Tokens]:
    """Return the tokens for the text fields of a head: those of the title, and those of all headings."""
    headings = tuple(unit.text for unit in document.paragraphs if unit.kind == "heading")
    title, language = (document.title,), document.language
    tokens: dict[TextField, Tokens] = {
        "title_exact": exact_texts(document.title),
        "title_words": word_texts(document.title),
        "title_values": _values_of(title, language),
        "heading_exact": _apart(map(exact_texts, headings)),
        "heading_words": _apart(map(word_texts, headings)),
        "heading_values": _values_of(headings, language),
    }
    return {field: found for field, found in tokens.items() if found}


def _apart(texts: Iterable[Tokens]) -> Tokens:
    """Join the tokens of texts with BREAK between two, so that no phrase goes from one into the next."""
    return tuple(token for tokens in texts for token in (*tokens, BREAK))[:-1]


def _values_of(texts: Iterable[str], language: Language) -> Tokens:
    """Return the value tokens of titles or headings."""
    return tuple(
        token
        for text in texts
        for token in _values(text, citations.find(text), _names_in(text, language), None)
    )


def _names_in(text: str, language: Language) -> list[str]:
    """Return the value tokens of the States and the organizations that a text names."""
    named = [f"state:{one.state}" for one in states.find(text, language)]
    return named + [f"org:{one.organization}" for one in organizations.mentions(text, language)]


def _value_tokens(paragraph: Paragraph) -> Tokens:
    """Return the value tokens of a unit's text; a date in an event without a year gets the event's year."""
    named = [f"state:{one.state}" for one in paragraph.mentions]
    named += [f"org:{one.organization}" for one in paragraph.organizations]
    return _values(paragraph.text, paragraph.citations, named, event_year(paragraph.event))


def event_year(event: Event | None) -> int | None:
    """Return the year in which an event began, or None if it is not known."""
    return event.dates[0].start.year if event and event.dates else None


def _values(text: str, cited: tuple[Citation, ...], named: list[str], year: int | None) -> Tokens:
    """Return the value tokens of a text: citations, names, dates, numbers and words in pieces."""
    taken = tuple((citation.start, citation.end) for citation in cited)
    found = [f"sym:{key}" for citation in cited for key in cite_keys(citation)]
    found += named
    found += values.indexed(values.find(text, year=year, taken=taken))
    found += [f"broken:{word.hyphenated}" for word in broken_words(text)]
    found += written_forms.value_tokens(text)
    return tuple(found)


def cite_keys(citation: Citation) -> Tokens:
    """Return the symbol cited and, for each paragraph that the citation names, `symbol#paragraph`.

    A paragraph of a section is one of the document too: the keys of `II.3` are those of `3` as well.
    """
    named = pinpoints.expand(citation.pinpoint)
    named = tuple(dict.fromkeys((*named, *(resolution_parts.split(one)[1] for one in named))))
    return (citation.symbol, *(f"{citation.symbol}#{paragraph}" for paragraph in named))


def _document_keys(head: Head) -> dict[KeyField, Tokens]:
    return {key: values for key, of in OF_DOCUMENT.items() if (values := of(head))}


def _head_keys(document: Document, told: tuple[Outcome, ...]) -> dict[KeyField, Tokens]:
    keys = {key: values for key, of in OF_HEAD.items() if (values := of(document, told))}
    named = _states_named(document)
    return keys | {"state": named} if named else keys


def _unit_keys(paragraph: Paragraph) -> dict[KeyField, Tokens]:
    return {key: values for key, of in OF_UNIT.items() if (values := of(paragraph))}


def _year(head: Head) -> Tokens:
    return (f"{head.date.year:04d}",) if head.date else ()


def _organs(head: Head) -> Tokens:
    """Return the bodies whose document each of the symbols names: a joint one is that of both."""
    from indexer.names.document_types import organ_of  # searches do not need it

    further = filter(None, map(organ_of, head.symbols))
    return tuple(dict.fromkeys((*((head.organ,) if head.organ else ()), *further)))


def _jobs(document: Document) -> Tokens:
    """Return the numbers under which a document was printed, in the normal form of questions."""
    found = values.find(document.job, taken=())
    return tuple(value.token.removeprefix(_JOB) for value in found if value.token.startswith(_JOB))


def _families(document: Document) -> Tokens:
    from indexer.names import families  # searches do not need it

    return tuple(dict.fromkeys(map(families.base, (document.symbol, *document.symbols))))


def heading_key(topic: str, heading: str = "") -> str:
    """Return the key of a topic with a heading as printed; without it, what all its keys begin with."""
    return f"{topic}\t{heading}"


def _headings(document: Document) -> Tokens:
    """Return the headings as printed of those topics that have no label but them."""
    from indexer.structure import topics  # searches do not need it

    found = {pair for unit in document.paragraphs for pair in zip(unit.topics, unit.section, strict=False)}
    printed = ((topic, topics.printed(heading)) for topic, heading in found)
    return tuple(sorted(heading_key(*one) for one in printed if one[1] and one[0] != one[1]))


def _states_named(document: Document) -> Tokens:
    """Return the States that a document names anywhere, its title included."""
    titled = (mention.state for mention in states.find(document.title, document.language))
    return tuple(sorted({*titled, *(code for unit in document.paragraphs for code in _states(unit))}))


def _states(paragraph: Paragraph) -> Tokens:
    return tuple(sorted({mention.state for mention in paragraph.mentions}))


def _organizations(paragraph: Paragraph) -> Tokens:
    return tuple(sorted({mention.organization for mention in paragraph.organizations}))


def _cited(paragraph: Paragraph) -> Tokens:
    return tuple(sorted({key for citation in paragraph.citations for key in cite_keys(citation)}))


def _listed(paragraph: Paragraph) -> Tokens:
    """Return the codes of the States in all lists of States in the text, but for the lists of a vote."""
    if paragraph.vote:
        return ()
    from indexer.names import enumerations  # searches do not need it

    lists = enumerations.find(paragraph.text, paragraph.mentions)
    return tuple(sorted({code for one in lists for code in one.states}))


def _event_days(paragraph: Paragraph) -> Tokens:
    """Return each day of an event as an ISO date, at most _MOST_DAYS of them."""
    spans = paragraph.event.dates if paragraph.event else ()
    return tuple(islice((day.isoformat() for span in spans for day in _days(span)), _MOST_DAYS))


def _event_months(paragraph: Paragraph) -> Tokens:
    return tuple(dict.fromkeys(day[:MONTH] for day in _event_days(paragraph)))


def _organizers(paragraph: Paragraph) -> Tokens:
    return _names(*paragraph.event.organizers) if paragraph.event else ()


def _places(paragraph: Paragraph) -> Tokens:
    return _names(paragraph.event.place, paragraph.event.place_note) if paragraph.event else ()


def _speaker(paragraph: Paragraph) -> Tokens:
    return (speaker_key(paragraph.speech.speaker),) if paragraph.speech else ()


def _speaking(paragraph: Paragraph) -> Tokens:
    """Return the code of the State spoken for, or the English name of the organization, if it is known."""
    said = paragraph.speech
    if not said or said.state or not said.organization:
        return (said.state,) if said and said.state else ()
    known = party(said.organization)
    return (known,) if known else ()


def _voted(paragraph: Paragraph) -> Tokens:
    """Return each State that is in a list of a vote, alone and with how it voted (`CHN=against`)."""
    vote = paragraph.vote
    if vote is None:
        return ()
    lists = zip(SIDES, (vote.in_favour, vote.against, vote.abstaining, vote.not_voting), strict=True)
    pairs = [(state, side) for side, listed in lists for state in listed]
    return tuple(
        dict.fromkeys([*(state for state, _ in pairs), *(f"{state}={side}" for state, side in pairs)])
    )


def _days(span: DateSpan) -> Iterator[date]:
    return (span.start + timedelta(days=number) for number in range((span.end - span.start).days + 1))


def _names(*printed: str) -> Tokens:
    """Return each name once, as printed but in plain letters with single spaces.

    Names are shown as choices, so they are not folded; comparisons fold them.
    """
    plain = (normalise_hyphenated(text).text.split() for text in printed)
    return tuple(dict.fromkeys(" ".join(words) for words in plain if words))


OF_DOCUMENT: Mapping[KeyField, Callable[[Head], Tokens]] = {
    "symbol": lambda head: (head.symbol, *head.symbols),
    "language": lambda head: (head.language,),
    "script": lambda head: (head.script,),
    "edition": lambda head: (head.edition,),
    "type": lambda head: (head.type,) if head.type else (),
    "organ": _organs,
    "year": _year,
    "date": lambda head: (head.date.isoformat(),) if head.date else (),
}
"""For each key that a unit takes from its document: the function that returns its values."""
OF_HEAD: Mapping[KeyField, Callable[[Document, tuple[Outcome, ...]], Tokens]] = {
    "family": lambda document, _: _families(document),
    "heading": lambda document, _: _headings(document),
    "job": lambda document, _: _jobs(document),
    "adopts": lambda _, told: tuple(dict.fromkeys(one.draft for one in told)),
}
"""For each key that only the entry of a document's head has: the function that returns its values.

It is given the document, and the outcomes of drafts of which it tells.
"""
OF_UNIT: Mapping[KeyField, Callable[[Paragraph], Tokens]] = {
    "kind": lambda unit: (unit.kind,),
    "part": lambda unit: (unit.part,),
    "para": paragraph_numbers.numbers,
    "section": lambda unit: tuple(dict.fromkeys(unit.topics)),
    "state": _states,
    "organization": _organizations,
    "cites": _cited,
    "listed": _listed,
    "day": _event_days,
    "month": _event_months,
    "organizer": _organizers,
    "place": _places,
    "speaker": _speaker,
    "speaking": _speaking,
    "vote": _voted,
}
"""For each key that belongs to the unit itself: the function that returns its values."""
