"""A question rewritten for a link: what is taken out is gone wherever it stood, and the rest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.model.query import Query, Selection
from indexer.query.question import Question

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

CHILE = Selection("state", "CHL")
YEAR = Selection("year", "2019")


def without(query: Query, dropped: Collection[Selection]) -> Query:
    return Question.of(query).without(dropped)


def without_inner(query: Query, dropped: Selection) -> Query:
    return Question.of(query).without_inner(dropped)


def unfiltered(query: Query) -> Query:
    return Question.of(query).unfiltered()


def quoted(query: Query, word: str) -> Query:
    return Question.of(query).quoted(word)


def respelt(text: str, instead: Mapping[str, str]) -> str:
    return Question.of(Query(text)).respelt(instead)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("援助 state:智利", "援助"),
        ("state:Chile 援助 培训", "援助 培训"),
        ("援助 -state:CHL 培训", "援助 培训"),
        ("援助 NOT state:CHL", "援助"),
        ("援助 AND state:CHL AND 培训", "援助 AND 培训"),
        ("state:CHL AND 援助", "援助"),
        ("NOT state:CHL AND 援助", "援助"),
        ("援助 state：智利", "援助"),
        ("state:CHL state:PER", "state:PER"),
        ("援助 智利", "援助 智利"),
        ('"state:CHL" 援助', '"state:CHL" 援助'),
        ("(state:CHL OR 培训) state:CHL", "(state:CHL OR 培训)"),
        ("state:CHL OR 培训", "state:CHL OR 培训"),
        ("(state:CHL 培训", "(培训"),
        ("(state:CHL", "("),
        ("from:2019 OR 培训", "from:2019 OR 培训"),
    ],
)
def test_a_filter_goes_with_its_operators(text: str, left: str) -> None:
    assert without(Query(text), [CHILE]).text == left


def test_filters_go_from_the_selections_whether_asked_for_or_excluded() -> None:
    query = Query("a year:2019", (CHILE, Selection("state", "PER", excluded=True), YEAR), page=3)
    assert without(query, [Selection("state", "PER"), YEAR]) == Query("a", (CHILE,))


def test_nothing_to_drop_drops_nothing() -> None:
    assert without(Query("state:CHL", (YEAR,)), []) == Query("state:CHL", (YEAR,))


@pytest.mark.parametrize(
    ("text", "word", "exact"),
    [
        ("美国 援助", "美国", '"美国" 援助'),
        ("aid United States", "United States", 'aid "United States"'),
        ("IAEA or iaea", "IAEA", '"IAEA" or iaea'),
        ("禁化武组织 禁化武组织", "禁化武组织", '"禁化武组织" "禁化武组织"'),
        ('"美国" 援助', "美国", '"美国" 援助'),
        ("(美国 OR 智利)", "美国", '( "美国" OR 智利)'),
    ],
)
def test_a_word_becomes_the_very_text(text: str, word: str, exact: str) -> None:
    assert quoted(Query(text, (CHILE,), page=2), word) == Query(exact, (CHILE,))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("(state:CHL OR state:PER) 援助", "(state:PER) 援助"),
        ("(state:PER OR state:CHL) 援助", "(state:PER) 援助"),
        ("（state：智利 OR 培训）", "（培训）"),
        ("援助 (state:CHL)", "援助"),
        ("援助 AND (state:CHL OR state:CHL) AND 培训", "援助 AND 培训"),
        ("援助 OR state:CHL 培训", "援助 OR 培训"),
        ("援助 OR state:CHL AND 培训", "援助 OR 培训"),
        ("援助 AND state:CHL OR 培训", "援助 OR 培训"),
        ("援助 OR NOT state:CHL OR 培训", "援助 OR 培训"),
        ("state:CHL OR 培训", "培训"),
        ("培训 OR -(-((state:CHL)))", "培训"),
        ("援助 state:CHL", "援助 state:CHL"),
        ("援助 培训", "援助 培训"),
    ],
)
def test_a_filter_within_the_question_goes_with_its_operators_and_brackets(text: str, left: str) -> None:
    assert without_inner(Query(text, (CHILE,), page=2), CHILE) == Query(left, (CHILE,))


def test_a_question_without_any_filter() -> None:
    query = Query("year:2019 (state:CHL OR section:assistance) 援助", (CHILE, YEAR), sort="date", page=3)
    assert unfiltered(query) == Query("援助", sort="date")
    assert unfiltered(Query("from:2019 OR 培训")).text == "培训"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Worksop on 援助", "workshop on 援助"),
        ('"a worksop" -worksop worksop-based', '"a workshop" -workshop workshop-based'),
        ("section:worksop worksop* worksops", "section:worksop worksop* worksops"),
    ],
)
def test_a_word_takes_the_place_of_another_wherever_it_is_asked_for(text: str, other: str) -> None:
    assert respelt(text, {"worksop": "workshop"}) == other
