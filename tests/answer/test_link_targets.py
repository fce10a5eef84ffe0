"""A citation leads to the paragraph that it names, or as near to it as the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.library.library import Library
from indexer.model.document import Given, Language
from indexer.model.shown_units import Cited
from tests import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOLUTION = """\
S/RES/2700(2023)

Resolution 2700 (2023)

The Security Council,

Recalling its earlier resolutions,

1. Requests a report;

2. Decides to remain seized of the matter.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("targets")
    opened = Library(shelf.config(place))
    opened.add([shelf.written(place / "zh.txt", shelf.REPORT)], Given())
    opened.add([shelf.written(place / "en.txt", shelf.ENGLISH)], Given())
    opened.add([shelf.written(place / "resolution.txt", RESOLUTION)], Given())
    with opened:
        yield opened


@pytest.mark.parametrize(
    ("cited", "reader", "expected"),
    [
        (("S/2021/77", None, None), "zh", "/zh/S/2021/77"),
        (("S/2021/77", "annex", None), "zh", "/zh/S/2021/77#annex"),
        (("S/2021/77", "annex", "2(a)"), "zh", "/zh/S/2021/77#annex-2(a)"),
        (("S/2021/77", "annex-1", "2"), "zh", "/zh/S/2021/77#annex-2"),
        (("S/2021/77", None, "1-3"), "zh", "/zh/S/2021/77#annex-1"),
        (("S/2021/77", None, "2(a)"), "en", "/en/S/2021/77#annex-2"),
        (("S/2021/77", "annex", "99"), "en", "/en/S/2021/77#annex"),
        (("S/2021/77", "annex-2", "1"), "en", "/en/S/2021/77#annex-2"),
        (("S/2021/77", None, "99"), "en", "/en/S/2021/77"),
        (("S/RES/2700(2023)", None, "OP2"), "zh", "/en/S/RES/2700(2023)#main-2"),
        (("S/RES/1540(2004)", None, "3"), "en", None),
    ],
)
def test_a_citation_leads_to_what_it_names(
    library: Library, cited: tuple[str, str | None, str | None], reader: Language, expected: str | None
) -> None:
    assert library.target(Cited(*cited, 0, 1), reader) == expected


def test_the_part_that_a_citation_names_is_told(library: Library) -> None:
    found = library.paragraph("S/2021/77", "zh", "annex", "1")
    assert [(cited.symbol, cited.part, cited.pinpoint) for cited in found.citations] == [
        ("S/RES/1540(2004)", None, "3")
    ]
