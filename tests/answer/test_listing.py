"""Lists ask the engine for what they show, however much the library holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from indexer.answer import document_list, event_list, listing, search_results, state_pages
from indexer.answer.context import Context
from indexer.answer.documents import HeldDocuments
from indexer.answer.facets import MAX_VALUES
from indexer.answer.urls import Urls
from indexer.engines import engine
from indexer.engines.base import Answer, Changes, Engine, KeyField, Request, TextField
from indexer.indexing.entries import entries
from indexer.model.document import Coverage, DateSpan, Document, Event, Language, Mention, Paragraph, Script
from indexer.model.fields import FEW
from indexer.model.query import Query, Selection
from indexer.query import event_query
from indexer.query.document_query import DocumentQuery
from indexer.query.question import Question

BOUNDED: frozenset[KeyField] = frozenset({*FEW, "year", "month", "state"})
"""Fields whose number of values does not grow with the library."""
DAYS = (DateSpan(date(2019, 4, 1), date(2019, 4, 2)),)
EVENT = Event(DAYS, "", "", ("One", "Two"), "", "Vienna", "", virtual=False, category=None)


@dataclass
class Listening:
    """An engine that remembers what it was asked."""

    engine: Engine
    asked: list[Request] = field(default_factory=list)

    def open(self) -> str | None:
        return self.engine.open()

    def write(self, changes: Changes) -> None:
        self.engine.write(changes)

    def search(self, request: Request) -> Answer:
        self.asked.append(request)
        return self.engine.search(request)

    def terms(self, name: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        return self.engine.terms(name, prefix, limit)

    def frequency(self, name: TextField | KeyField, term: str) -> int:
        return self.engine.frequency(name, term)

    def close(self) -> None:
        self.engine.close()


def document(number: int, language: Language) -> Document:
    def paragraph(n: int) -> Paragraph:
        topic = f"topic {number}.{n}"
        named = (Mention("CHL", 0, 5),)
        text = f"Chile {number}"
        return Paragraph("paragraph", "main", str(n), text, str(n), (topic,), (topic, "all"), mentions=named)

    event = Paragraph("event", "main", "ev.1", "Chile", event=EVENT, mentions=(Mention("CHL", 0, 5),))
    units = (paragraph(1), paragraph(2), event)
    script: Script = "Hans" if language == "zh" else "Latn"
    day = date(1990 + number % 30, 1, 1)
    return Document(
        f"S/2019/{number}", language, script, "official", f"Report {number}", day, units, Coverage(0, (), ())
    )


def holding(documents: int) -> Context:
    """Return a library of this many documents, each in both languages."""
    made = engine("memory", Path())
    both: tuple[Language, ...] = ("en", "zh")
    held = [document(number, language) for number in range(1, documents + 1) for language in both]
    made.write(Changes([one for version in held for one in entries(version)]))
    made.open()
    listening = Listening(made)
    return Context(listening, HeldDocuments(listening), Urls(""), "en")


def asked(context: Context) -> list[Request]:
    assert isinstance(context.engine, Listening)
    return context.engine.asked


def is_of_one_document(request: Request) -> bool:
    """Tell whether a request asks for the units of one document, as the alignment of its versions does."""
    return any(one.field == "document" and len(one.values) == 1 for one in request.filters)


LISTS: dict[str, Callable[[Context], object]] = {
    "documents": lambda library: document_list.documents(library, DocumentQuery()),
    "documents, a later page": lambda library: document_list.documents(
        library, DocumentQuery(Query(page=3, per_page=10))
    ),
    "paragraph": lambda library: listing.paragraph(library, "S/2019/7", None, None, "2"),
    "search": lambda library: search_results.search(library, Question.of(Query("chile"))),
    "search for all": lambda library: search_results.search(library, Question.of(Query())),
    "states": lambda library: state_pages.mentioned(library, 1, 20, "name"),
    "state": lambda library: state_pages.state(library, "CHL", Query()),
    "lists of a state": lambda library: state_pages.listed(library, "CHL", Query()),
    "events": lambda library: event_list.events(library, event_query.parse(())),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_for_what_it_shows(name: str) -> None:
    library = holding(40)
    LISTS[name](library)
    for request in asked(library):
        assert request.limit is not None or is_of_one_document(request)
        limits = {one.field: one.most for one in request.limits}
        growing = [one for one in request.facets if one not in BOUNDED]
        assert all(limits[one] <= MAX_VALUES for one in growing)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_no_more_often_of_a_larger_library(name: str) -> None:
    small, large = holding(30), holding(60)
    for library in (small, large):
        LISTS[name](library)
    assert len(asked(large)) == len(asked(small))


def test_a_facet_says_how_many_more_values_there_are() -> None:
    library = holding(60)
    results = search_results.search(library, Question.of(Query()))
    section = results.facets["section"]
    assert [(one.value, one.count) for one in section.values[:2]] == [("all", 240), ("topic 1.1", 2)]
    assert (len(section.values), section.more) == (MAX_VALUES, 121 - MAX_VALUES)


def test_a_value_that_is_chosen_is_shown_with_its_count() -> None:
    library = holding(60)
    chosen = Query(
        selections=(Selection("section", "topic 9.2"), Selection("section", "topic 9.1", excluded=True))
    )
    section = search_results.search(library, Question.of(chosen)).facets["section"]
    shown = [(one.value, one.count, one.selected, one.excluded) for one in section.values[:3]]
    assert shown == [("topic 9.2", 2, True, False), ("topic 9.1", 0, False, True), ("all", 238, False, False)]
    assert (len(section.values), section.more) == (MAX_VALUES, 121 - MAX_VALUES)


def test_each_document_of_a_list_names_its_languages() -> None:
    library = holding(3)
    library.engine.write(Changes(entries(document(4, "zh"))))
    library.engine.open()
    listed = document_list.documents(library, DocumentQuery())
    languages = [(one.symbol, one.language, one.languages) for one in listed.items]
    assert languages[:2] == [("S/2019/1", "en", ("en", "zh")), ("S/2019/1", "zh", ("en", "zh"))]
    assert languages[-1] == ("S/2019/4", "zh", ("zh",))
    assert listed.total == 7
