"""A library of before questions were asked across languages is taken over, and answers across.

`tests/golden/library_before_across.json` is what the program wrote just before that: a digest, a report in
both languages, and one in Chinese alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.library.library import Library
from indexer.query import arguments
from tests.library.test_earlier_catalog import kept, laid_out, told
from tests.old_library import library

LEFT = kept("across")


@pytest.fixture(params=["build", "update"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give the library as it is after each of the commands that take it over."""
    made = laid_out(LEFT, tmp_path)
    getattr(library(made), request.param)()
    return made


@pytest.fixture
def opened(place: Path) -> Iterator[Library]:
    with library(place) as one:
        yield one


def ids(opened: Library, text: str, *more: tuple[str, str]) -> list[str]:
    return [hit.id for hit in opened.search(arguments.parse([("q", text), *more])).hits]


def test_what_it_holds_is_as_before(place: Path) -> None:
    assert told(place) == LEFT["said"]


@pytest.mark.parametrize(
    ("text", "answers", "first"),
    [
        ("points of contact", "zh", "S/2021/79:zh:annex:1"),
        ("nuclear security", "zh", "S/2021/79:zh:annex:1"),
        ("讲习班", "en", "S/2021/77:en:annex:1"),
    ],
)
def test_a_question_finds_what_the_other_language_says(
    opened: Library, text: str, answers: str, first: str
) -> None:
    assert ids(opened, text, ("language", answers))[:1] == [first]
    assert ids(opened, text, ("language", answers), ("translate", "false")) == []


def test_an_official_text_stands_for_its_digest_in_answers_across(opened: Library) -> None:
    assert all(hit.edition == "official" for hit in opened.hits(arguments.parse([("q", "workshop")])))


def test_an_id_that_changed_still_leads_to_its_unit_and_is_found_across(tmp_path: Path) -> None:
    """`library_before_kinds.json` was written when a preamble had paragraphs without numbers."""
    laid_out(kept("kinds"), tmp_path)
    library(tmp_path).update()
    with library(tmp_path) as opened:
        moved = opened.paragraph("A/RES/190/46", None, "main", "p.3")
        assert moved.locator == "pp.1"
        assert moved.language == "zh"
        assert moved.id in ids(opened, "kites", ("language", "zh"))
        assert moved.id not in ids(opened, "kites", ("language", "zh"), ("translate", "false"))
