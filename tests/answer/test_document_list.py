"""The list of documents: what finds, narrows and sorts them, and which documents a search names by title."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments, document_query
from indexer.query.document_query import DocumentQuery
from indexer.runtime.config import load
from indexer.runtime.errors import TooLargeError, UsageError
from indexer.structure import topics
from tests.growth import assert_linear, repeated
from tests.shelf import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import Language
    from indexer.model.results import Documents

TEXTS = (
    ("S/2097/90010", "en", "3 May 2097", "Letter from the Permanent Representative of Chile", "Fisheries"),
    ("S/2097/90009", "en", "4 May 2097", "Final report of the Panel of Experts on Gamboria", "Gold and Gems"),
    ("S/2097/90009", "zh", "2097年5月4日", "甘博里亚问题专家小组的最后报告", "黄金和宝石"),
    ("S/2098/90100", "en", "1 January 2098", "Interim report of the Panel of Experts on Gamboria", "TIMBER"),
    ("A/152/90002", "en", "9 October 2097", "Rights of readers in Gamboria", "Gold and Gems"),
    ("A/152/90003", "zh", "2097年10月10日", "讀者的權利", "木材貿易"),
)
"""Symbol, language, day, title and heading of documents about an invented country."""
FORMS = {
    "en": ("I. Introduction", "1. Peru and Togo read on.", "II. {heading}", "2. The reading went on."),
    "zh": ("一. 导言", "1. 秘鲁和多哥继续阅读。", "二. {heading}", "2. 阅读继续进行。"),
}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("listed")
    settings = f'[library]\ncorpora = ["added"]\nindex = "index"\nengine = "{request.param}"\n'
    with_settings = written(place / "config.toml", settings)
    made = Library(load(with_settings))
    for number, (symbol, language, day, title, heading) in enumerate(TEXTS):
        body = (one.format(heading=heading) for one in FORMS[language])
        path = written(place / f"{number}.txt", "\n\n".join((symbol, day, *body)) + "\n")
        made.add([path], Given(symbol=symbol, language=cast("Language", language), title=title))
    made.open()
    yield made
    made.close()


def found(library: Library, *pairs: tuple[str, str], reader: Language = "en") -> Documents:
    return library.documents(document_query.parse(pairs), reader=reader)


def names(listed: Documents) -> list[str]:
    return [f"{one.symbol}:{one.language}" for one in listed.items]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("symbol", ["A/152/90002", "A/152/90003", "S/2097/90009", "S/2097/90010", "S/2098/90100"]),
        ("-symbol", ["S/2098/90100", "S/2097/90010", "S/2097/90009", "A/152/90003", "A/152/90002"]),
        ("date", ["S/2097/90010", "S/2097/90009", "A/152/90002", "A/152/90003", "S/2098/90100"]),
        ("-date", ["S/2098/90100", "A/152/90003", "A/152/90002", "S/2097/90009", "S/2097/90010"]),
    ],
)
def test_documents_are_sorted_both_ways(library: Library, order: str, expected: list[str]) -> None:
    listed = found(library, ("sort", order))
    assert list(dict.fromkeys(one.symbol for one in listed.items)) == expected
    assert (listed.total, listed.sort) == (6, order)


def test_numbers_in_symbols_are_compared_by_value(library: Library) -> None:
    ordered = [one.symbol for one in found(library).items]
    assert ordered.index("S/2097/90009") < ordered.index("S/2097/90010") < ordered.index("S/2098/90100")


def test_pages_of_any_order_hold_each_document_once(library: Library) -> None:
    for order in document_query.ORDERS:
        whole = names(found(library, ("sort", order)))
        for size in (1, 2, 4):
            pages = range(1, -(-6 // size) + 1)
            window = [(("page", str(page)), ("per_page", str(size)), ("sort", order)) for page in pages]
            assert [name for pairs in window for name in names(found(library, *pairs))] == whole


@pytest.mark.parametrize(
    ("pairs", "total"),
    [
        ([("year", "2097")], 5),
        ([("year", "2098-2099")], 1),
        ([("organ", "security-council")], 4),
        ([("organ", "security-council"), ("language", "zh")], 1),
        ([("not.organ", "security-council")], 2),
        ([("type", "letter")], 0),
        ([("state", "Peru")], 6),
        ([("state", "Chile")], 1),
        ([("state", "CHL"), ("state", "TGO")], 6),
        ([("language", "zh")], 2),
        ([("symbol", "S/2097/90009")], 2),
        ([("edition", "digest")], 0),
        ([("q", "Gamboria year:2098")], 1),
        ([("q", "state:CHL")], 1),
    ],
)
def test_documents_are_narrowed_by_what_they_are(
    library: Library, pairs: list[tuple[str, str]], total: int
) -> None:
    assert found(library, *pairs).total == total


def test_facets_count_documents_and_lead_to_as_many(library: Library) -> None:
    listed = found(library, ("year", "2097"))
    assert set(listed.facets) == {"year", "state", "language", "type", "organ", "edition"}
    for name, facet in listed.facets.items():
        for one in facet.values:
            chosen = [("year", "2097")] if name != "year" else []
            assert found(library, *chosen, (name, one.value)).total == one.count, (name, one.value)
    assert [(one.value, one.count) for one in listed.facets["state"].values][:2] == [("PER", 5), ("TGO", 5)]
    (chip,) = listed.chips
    assert (chip.name, chip.value, chip.url) == ("year", "2097", "/api/v1/documents")
    assert listed.clear_url == "/api/v1/documents"


def test_addresses_keep_words_order_and_filters(library: Library) -> None:
    listed = found(library, ("q", "Gamboria"), ("sort", "-date"), ("per_page", "1"))
    assert listed.next == "/api/v1/documents?q=Gamboria&page=2&per_page=1&sort=-date"
    organ = {one.value: one.url for one in listed.facets["organ"].values}
    assert organ["general-assembly"] == (
        "/api/v1/documents?q=Gamboria&organ=general-assembly&per_page=1&sort=-date"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("panel of experts", ["S/2097/90009:en", "S/2098/90100:en"]),
        ('"final report"', ["S/2097/90009:en"]),
        ("reports experts", ["S/2097/90009:en", "S/2098/90100:en"]),
        ("report -interim", ["S/2097/90009:en"]),
        ("gold", ["A/152/90002:en", "S/2097/90009:en"]),
        ("Rights gems", ["A/152/90002:en"]),
        ("timber OR 宝石", ["S/2097/90009:zh", "S/2098/90100:en"]),
        ("读者的权利", ["A/152/90003:zh"]),
        ("讀者", ["A/152/90003:zh"]),
        ("木材", ["A/152/90003:zh"]),
        ("专家小组", ["S/2097/90009:zh"]),
        ("Gambor*", ["A/152/90002:en", "S/2097/90009:en", "S/2098/90100:en"]),
        ("S/2097/90010", ["S/2097/90010:en"]),
        ("智利", ["S/2097/90010:en"]),
        ('"gems introduction"', []),
        ('"introduction gold"', []),
        ("reading went", []),
    ],
)
def test_words_of_titles_and_headings_find_documents(
    library: Library, words: str, expected: list[str]
) -> None:
    assert sorted(names(found(library, ("q", words)))) == expected


def test_a_title_comes_before_a_heading(library: Library) -> None:
    assert names(found(library, ("q", "readers OR gold")))[0] == "A/152/90002:en"
    assert found(library, ("q", "gold")).sort == "relevance"


def test_a_title_is_found_in_an_ordinary_search_above_the_hits(library: Library) -> None:
    answer = library.search(arguments.parse([("q", "panel of experts Gamboria")]))
    assert answer.documents is not None
    assert sorted(one.symbol for one in answer.documents.items) == ["S/2097/90009", "S/2098/90100"]
    assert answer.documents.total == 2
    assert answer.documents.url == "/api/v1/documents?q=panel+of+experts+Gamboria"
    chinese = library.search(arguments.parse([("q", "讀者的权利"), ("year", "2097")])).documents
    assert chinese is not None
    assert [one.symbol for one in chinese.items] == ["A/152/90003"]


@pytest.mark.parametrize(
    "pairs",
    [
        [("q", "gold")],  # a heading only
        [("q", "panel of experts"), ("page", "2")],
        [("q", "panel of experts"), ("kind", "paragraph")],
        [("q", "panel of experts"), ("year", "1999")],
        [("year", "2097")],
        [("q", "reading went on")],
        [("q", "S/2097/90010")],  # told as a symbol
    ],
)
def test_else_no_title_is_told(library: Library, pairs: list[tuple[str, str]]) -> None:
    assert library.search(arguments.parse(pairs)).documents is None


def test_titles_and_headings_are_no_units(library: Library) -> None:
    for words in ("panel of experts", "Gamboria", "讀者的權利"):
        assert {hit.kind for hit in library.hits(arguments.parse([("q", words)]))} <= {"paragraph", "letter"}
    assert library.health().documents == 6


@pytest.mark.parametrize(
    "pairs",
    [
        [("kind", "event")],
        [("q", "section:introduction")],
        [("q", "(a OR part:annex)")],
        [("sort", "size")],
        [("sort", "date"), ("sort", "-date")],
        [("page", "0")],
        [("x", "1")],
    ],
)
def test_what_documents_do_not_have_is_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(UsageError):
        document_query.parse(pairs)


def test_a_page_too_far_is_refused() -> None:
    with pytest.raises(TooLargeError):
        document_query.parse([("page", "501")])


def test_orders_have_the_names_that_a_search_has_for_them_too() -> None:
    assert document_query.parse([("sort", "document")]) == document_query.parse([("sort", "symbol")])
    assert DocumentQuery().sorted_by == "symbol"


def test_a_facet_shows_a_heading_as_it_is_printed(library: Library) -> None:
    section = library.search(arguments.parse([("q", "reading OR 阅读")])).facets["section"]
    labels = {one.value: one.label for one in section.values}
    assert labels["gold and gems"] == "Gold and Gems"
    assert labels["timber"] == "TIMBER"
    assert labels["木材贸易"] == "木材貿易"
    assert labels["introduction"] == "导言"  # a topic of the table, in the language of the question
    chosen = library.search(arguments.parse([("section", "gold and gems")]))
    assert [one.label for one in chosen.query.chips] == ["Gold and Gems"]
    assert library.label("section", "gold and gems", "zh") == "Gold and Gems"
    assert library.label("section", "nobody's heading", "en") == "nobody's heading"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("II.  Women, Peace and Security", "Women, Peace and Security"),
        ("A. GOLD", "GOLD"),
        ("(b) Readers", "Readers"),
        ("二、读者的权利", "读者的权利"),
        ("（三）木材貿易", "木材貿易"),
        ("Readers", "Readers"),
        ("", ""),
    ],
)
def test_a_printed_heading_has_no_number(heading: str, expected: str) -> None:
    assert topics.printed(heading) == expected


@pytest.mark.parametrize("piece", ["(", "II. ", "一", "二、 ", " ", "a", "(i)"])
def test_a_heading_is_read_in_linear_time(piece: str) -> None:
    assert_linear(topics.printed, repeated(piece))
