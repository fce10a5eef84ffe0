"""A part or a section of a resolution is asked for as it is cited, and by what it was called before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.shown_units import Cited
from indexer.query import arguments
from tests import shelf
from tests.structure.test_resolution_parts import CHINESE_SECTIONS, LETTERED, SECTIONS


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("parts")
    texts = {
        "parts": LETTERED.format(title="\nLamp week\n", first="1. "),
        "sections": SECTIONS.format(one="", two="", number=1, next=2),
        "through": SECTIONS.format(one="", two="", number=3, next=4).replace("190/258", "190/259"),
        "zh": CHINESE_SECTIONS,
    }
    opened = Library(shelf.config(place))
    opened.add([shelf.written(place / f"{name}.txt", text) for name, text in texts.items()], Given())
    with opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("A/RES/190/99 A, para. 2", "A/RES/190/99:en:main:A.2"),
        ("A/RES/190/99 A, para. 2 (b)", "A/RES/190/99:en:main:A.2(b)"),
        ("A/RES/190/99 B OP1", "A/RES/190/99:en:main:B.1"),
        ("resolution 190/99 B, second preambular paragraph", "A/RES/190/99:en:main:B.pp.2"),
        ("第190/99 B号决议第1段", "A/RES/190/99:en:main:B.1"),
        ("第190/99 B號決議序言部分第一段", "A/RES/190/99:en:main:B.pp.1"),
        ("A/RES/190/99 B", "A/RES/190/99:en:main:B.p.1"),
        ("A/RES/190/99, para. 1", "A/RES/190/99:en:main:A.1"),
        ("A/RES/190/258, sect. II, para. 2", "A/RES/190/258:en:main:II.2"),
        ("第190/258号决议第二节第2段", "A/RES/190/258:zh:main:II.2"),
        ("A/RES/190/258，第二节，第1段", "A/RES/190/258:zh:main:II.1"),
        ("A/RES/190/259, sect. II, para. 4", "A/RES/190/259:en:main:4"),
    ],
)
def test_what_is_asked_for_comes_first(library: Library, asked: str, unit: str) -> None:
    found = library.search(arguments.parse([("q", asked)]))
    assert unit in {hit.id for hit in found.hits[:2]}
    assert not found.query.notices
    assert found.query.symbols[0].held


def test_a_paragraph_that_a_part_lacks_is_told(library: Library) -> None:
    found = library.search(arguments.parse([("q", "A/RES/190/99 B, para. 9")]))
    assert [notice.code for notice in found.query.notices] == ["not-in-document"]
    assert found.hits[0].id == "A/RES/190/99:en:main:B.p.1"


@pytest.mark.parametrize(
    ("former", "present"),
    [("1~2", "B.1"), ("pp.1~2", "B.pp.1"), ("2(a)", "A.2(a)"), ("closing.2", "B.closing.1")],
)
def test_a_former_locator_resolves(library: Library, former: str, present: str) -> None:
    assert library.paragraph("A/RES/190/99", "en", "main", former).locator == present


@pytest.mark.parametrize(
    ("symbol", "pinpoint", "expected"),
    [
        ("A/RES/190/99A", "2", "/en/A/RES/190/99#main-A.2"),
        ("A/RES/190/99B", None, "/en/A/RES/190/99#main-B.p.1"),
        ("A/RES/190/99B", "PP2", "/en/A/RES/190/99#main-B.pp.2"),
        ("A/RES/190/258", "II.2", "/en/A/RES/190/258#main-II.2"),
        ("A/RES/190/259", "II.4", "/en/A/RES/190/259#main-4"),
        ("A/RES/190/99C", None, None),
        ("A/RES/190/98A", "1", None),
    ],
)
def test_a_citation_leads_into_the_part(
    library: Library, symbol: str, pinpoint: str | None, expected: str | None
) -> None:
    cited = Cited(symbol, None, pinpoint, 0, 0)
    assert library.target(cited, "en") == expected
