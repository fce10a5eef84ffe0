"""The address is the whole question: the same question has one address, and reading it gives it back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from indexer.answer.urls import Urls, anchor
from indexer.model.query import Query, Selection
from indexer.query import arguments
from indexer.query.question import Question

API = Urls()
CHILE = Selection("state", "CHL")


def read(address: str) -> Query:
    return arguments.parse(parse_qsl(urlsplit(address).query))


def test_address_of_a_question_reads_back() -> None:
    query = Query("联络人 & 培训", (CHILE, Selection("cites", "S/RES/1977(2011)#9")), page=2)
    assert read(API.question(query)) == query


def test_public_url_comes_first() -> None:
    urls = Urls("https://docs.example/un")
    assert urls.document("S/RES/1540(2004)", "en") == "https://docs.example/un/en/S/RES/1540(2004)"


def test_unit_is_an_anchor_on_its_documents_page() -> None:
    name = anchor("annex", "18(a)")
    assert API.unit("S/2019/986", "zh", name) == "/zh/S/2019/986#annex-18(a)"


def test_extra_parameters_stay_in_every_address() -> None:
    urls = Urls(search="/", extra=(("lang", "zh"),))
    assert urls.state("CHL") == "/state/CHL?lang=zh"
    assert urls.question(Query("a")) == "/?q=a&lang=zh"


def test_selecting_and_dropping_start_again_at_page_one() -> None:
    query = Query("a", page=3)
    on = read(API.selecting(Question.of(query), CHILE))
    assert on == Query("a", (CHILE,))
    assert read(API.dropping(Question.of(on), CHILE)) == Query("a")


def test_a_value_is_either_asked_for_or_excluded() -> None:
    excluded = Query("a", (Selection("state", "CHL", excluded=True),))
    assert read(API.selecting(Question.of(excluded), CHILE)).selections == (CHILE,)


def test_paging_ends_where_the_answer_ends() -> None:
    query = Query("a", page=2, per_page=20)
    assert API.next(query, 40) is None
    assert read(API.next(query, 41) or "").page == 3
    assert read(API.prev(query) or "").page == 1
    assert API.prev(Query("a")) is None


def test_paging_ends_at_the_last_page_that_is_served() -> None:
    assert API.next(Query("a", page=100, per_page=100), 1_000_000) is None
