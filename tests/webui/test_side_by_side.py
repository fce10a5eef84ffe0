"""Two language versions side by side: every row once, partners together."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.answer.units import unit
from indexer.answer.urls import Urls
from indexer.model.alignment import AlignedUnits
from indexer.model.document import Language, Paragraph
from indexer.model.stored import Head, StoredUnit
from webui.pages.reading_layout import ReadingLayout, layout
from webui.pages.side_by_side import paired, pairs


def version(language: Language, *places: str) -> ReadingLayout:
    """Lay out a version that has these units, each `part:locator`."""
    head = Head("S/2021/77", language, "Hans", "official", "题目", date(2021, 2, 1))
    named = (place.split(":") for place in places)
    return layout(
        [unit(StoredUnit(head, Paragraph("paragraph", part, at, "文", at)), Urls()) for part, at in named]
    )


def same_places(left: ReadingLayout, right: ReadingLayout) -> dict[str, str]:
    """Return as partners the units of the same place."""
    ours = {row.unit.anchor: row.unit.id for part in left.parts for row in part.rows}
    theirs = {row.unit.anchor: row.unit.id for part in right.parts for row in part.rows}
    return {theirs[anchor]: name for anchor, name in ours.items() if anchor in theirs}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("1 2", "1 2", "1=1 2=2"),
        ("1 2 3", "1 3", "1=1 2=- 3=3"),
        ("1 3", "1 2 3", "1=1 -=2 3=3"),
        ("2", "1 2 3 4", "-=1 2=2 -=3 -=4"),
        ("1 2", "2 1", "1=1 2=2"),
        ("1", "", "1=-"),
        ("", "1", "-=1"),
    ],
)
def test_rows_stand_beside_their_partners_or_alone(left: str, right: str, expected: str) -> None:
    zh = version("zh", *(f"annex:{at}" for at in left.split()))
    en = version("en", *(f"annex:{at}" for at in right.split()))
    ours, theirs = (layout_.parts[0].rows if layout_.parts else () for layout_ in (zh, en))
    found = pairs(ours, theirs, same_places(zh, en))
    written = (tuple(row.unit.locator if row else "-" for row in pair) for pair in found)
    assert " ".join(f"{one}={other}" for one, other in written) == expected


def test_parts_are_aligned_by_name_and_those_of_one_version_stand_alone() -> None:
    zh, en = version("zh", "main:1", "annex:1"), version("en", "annex:1", "enclosure:1")
    found = paired(zh, en, [AlignedUnits((one,), (other,)) for other, one in same_places(zh, en).items()])
    assert [part.name for part in found] == ["main", "annex", "enclosure"]
    assert [[side is not None for side in part.pairs[0]] for part in found] == [
        [True, False],
        [True, True],
        [False, True],
    ]
    languages = [side.unit.language for side in found[1].pairs[0] if side]
    assert languages == ["zh", "en"]
