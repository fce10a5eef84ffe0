"""Questions about events: organizers and places beside the one grammar of questions."""

from __future__ import annotations

import pytest

from indexer.model.query import Query, Selection
from indexer.query.event_query import EventQuery, naming, parse
from indexer.runtime.errors import UsageError


def test_organizers_and_places_stand_beside_a_question() -> None:
    asked = parse(
        [("q", "讲习班"), ("state", "Chile"), ("organizer", " OSCE  staff "), ("place", ""), ("place", "x")]
    )
    assert asked == EventQuery(Query("讲习班", (Selection("state", "CHL"),)), ("OSCE staff",), ("x",))
    assert asked.pairs == (("organizer", "OSCE staff"), ("place", "x"))


def test_what_a_question_does_not_take_is_refused() -> None:
    with pytest.raises(UsageError):
        parse([("organiser", "OSCE")])


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (["裁軍"], ["裁军事务厅"]),
        (["osce", "維也納"], ["OSCE staff", "维也纳"]),
        (["ＳＴＡＦＦ"], ["OSCE staff"]),
        (["裁军事务厅、OSCE"], []),
        ([], []),
    ],
)
def test_parts_of_names_match_in_any_script_width_and_case(parts: list[str], found: list[str]) -> None:
    assert list(naming(parts, ("裁军事务厅", "OSCE staff", "维也纳"))) == found
