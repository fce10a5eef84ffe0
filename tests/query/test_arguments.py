"""An address, an option and a filter in the text of a question say the same thing in the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model.query import MAX_TEXT, Query, Selection
from indexer.query import arguments
from indexer.runtime.errors import TooLargeError, UsageError

SELECTIONS = (
    Selection("year", "2019"),
    Selection("year", "2018-2020"),
    Selection("section", "of shoes"),
    Selection("state", "CHL"),
    Selection("state", "CHL", excluded=True),
    Selection("language", "zh"),
    Selection("symbol", "S/2019/986"),
    Selection("cites", "S/RES/1977(2011)#9"),
    Selection("kind", "event"),
    Selection("part", "annex-2", excluded=True),
    Selection("edition", "digest"),
    Selection("para", "18(a)"),
    Selection("from", "2019-01-01"),
    Selection("to", "2019-12-31"),
)


def refused(*pairs: tuple[str, str]) -> UsageError:
    with pytest.raises(UsageError) as raised:
        arguments.parse(pairs)
    return raised.value


def test_nothing_given_is_the_default_question() -> None:
    assert arguments.parse([]) == Query()
    assert arguments.pairs(Query()) == ()


def test_every_name_is_read() -> None:
    found = arguments.parse(
        [
            ("q", " 援助 -智利 "),
            ("year", "2019"),
            ("not.state", "Spain"),
            ("sort", "-DATE"),
            ("page", "２"),
            ("per_page", "50"),
            ("translate", "0"),
        ]
    )
    assert found == Query(
        "援助 -智利",
        (Selection("year", "2019"), Selection("state", "ESP", excluded=True)),
        sort="-date",
        page=2,
        per_page=50,
        translate=False,
    )


def test_filters_are_brought_into_one_order_without_doubles() -> None:
    one = arguments.parse([("state", "智利"), ("year", "2020"), ("state", "CHL"), ("year", "2019")])
    other = arguments.parse([("year", "2019"), ("state", "Chile"), ("year", "2020")])
    assert one == other
    assert arguments.pairs(one) == (("year", "2019"), ("year", "2020"), ("state", "CHL"))


def test_fields_that_a_browser_sends_empty_count_as_not_given() -> None:
    empty = [(name, " ") for name in ("q", "year", "not.state", "sort", "page", "per_page", "translate")]
    assert arguments.parse(empty) == Query()


def canonical(query: Query) -> Query:
    """Return the query with its selections in the order in which they are read."""
    return replace(query, selections=arguments.parse(arguments.pairs(query)).selections)


@settings(deadline=None)  # the first example loads the table of sections
@given(
    st.builds(
        Query,
        text=st.text(max_size=40).map(lambda text: arguments.parse([("q", text)]).text),
        selections=st.sets(st.sampled_from(SELECTIONS)).map(tuple),
        sort=st.sampled_from(["relevance", "date", "-date", "document"]),
        page=st.integers(1, 100),
        per_page=st.integers(1, 100),
        translate=st.booleans(),
    )
)
def test_pairs_are_read_back_as_the_same_query(query: Query) -> None:
    assert set(canonical(query).selections) == set(query.selections)
    assert arguments.parse(arguments.pairs(query)) == canonical(query)
    assert arguments.pairs(canonical(query)) == arguments.pairs(query)


@pytest.mark.parametrize("name", ["q", "sort", "page", "per_page", "translate", "from", "to"])
def test_what_can_be_said_once_is_refused_twice(name: str) -> None:
    values = {"q": "ab", "sort": ("date", "-date"), "translate": "10", "from": ("2019", "2020")}
    first, second = values.get(name, "12") if name != "to" else ("2019", "2020")
    assert f"{name} is given twice" in refused((name, first), (name, second)).message


def test_an_unknown_name_is_refused_with_the_nearest_and_all() -> None:
    error = refused(("stat", "CHL"))
    assert "'stat'" in error.message
    assert error.advice.startswith("Did you mean state? Allowed names: q, sort,")
    assert refused(("xyzzy", "")).advice.startswith("Allowed names")
    assert "'not.q'" in refused(("not.q", "x")).message


def test_a_period_cannot_be_excluded_nor_end_before_it_begins() -> None:
    assert "cannot be excluded" in refused(("not.from", "2019")).message
    error = refused(("from", "2020"), ("to", "2019"))
    assert "begins on 2020-01-01, after its end on 2019-12-31" in error.message


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "1_0", "²", "000"])
def test_a_page_is_a_whole_number_from_one(value: str) -> None:
    assert f"page cannot be {value!r}" in refused(("page", value)).message
    assert f"per_page cannot be {value!r}" in refused(("per_page", value)).message


@pytest.mark.parametrize(
    ("page", "per_page"), [("501", "20"), ("101", "100"), ("1000000000", "1"), ("9" * 9999, "20")]
)
def test_pages_beyond_the_last_that_is_served_name_the_export(page: str, per_page: str) -> None:
    error = refused(("page", page), ("per_page", per_page))
    assert isinstance(error, TooLargeError)
    assert "--all" in error.advice


def test_the_last_page_that_is_served_is_served() -> None:
    assert arguments.parse([("page", "00500")]).page == 500
    assert arguments.parse([("page", "100"), ("per_page", "100")]).per_page == 100
    assert "1 to 100" in refused(("per_page", "101")).advice


def test_sort_and_translate_name_what_they_take() -> None:
    assert "relevance, date, -date, document" in refused(("sort", "size")).advice
    assert "true, 1, false, 0" in refused(("translate", "maybe")).advice
    assert arguments.parse([("translate", "False")]).translate is False
    assert arguments.parse([("translate", "1")]).translate is True


def test_a_question_that_is_too_long_is_refused() -> None:
    assert len(arguments.parse([("q", "x" * MAX_TEXT)]).text) == MAX_TEXT
    assert "3,001 characters" in refused(("q", "x" * (MAX_TEXT + 1))).message


def test_bytes_that_were_no_text_do_not_reach_an_answer() -> None:
    assert arguments.parse([("q", "a\udcffb")]).text == "a\ufffdb"


def test_a_selection_is_the_same_from_every_side() -> None:
    assert arguments.selection("state", "西班牙") == arguments.selection("state", "esp")
    assert arguments.selection("state", "Spain", excluded=True) == replace(
        arguments.selection("state", "ESP"), excluded=True
    )
