"""Questions about events: organizers and places beside the one grammar of questions."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.errors import UsageError
from indexer.model import DateSpan, Event
from indexer.query.events import EventQuery, parse
from indexer.query.question import Query, Selection

DAY = DateSpan(date(2019, 4, 1), date(2019, 4, 1))
EVENT = Event(
    (DAY,), "4月1日", "讲习班", ("裁军事务厅", "OSCE"), "裁军事务厅、OSCE", "维也纳", "Video", False, None
)


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
    ("organizers", "places", "holds"),
    [
        ((), (), True),
        (("裁軍",), (), True),
        (("osce",), ("維也納",), True),
        (("教科文组织", "ＯＳＣＥ"), (), True),
        ((), ("video",), True),
        (("裁军事务厅、OSCE",), (), False),
        (("OSCE",), ("Paris",), False),
    ],
)
def test_parts_of_names_match_in_any_script_width_and_case(
    organizers: tuple[str, ...],
    places: tuple[str, ...],
    holds: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert EventQuery(Query(), organizers, places).holds(EVENT) is holds
