"""Where phrases stand in a text as it is shown."""

from __future__ import annotations

import pytest

from indexer.lexicon.occurrences import Phrases
from indexer.lexicon.sentences import phrase_of
from indexer.model.document import Language
from tests.growth import assert_linear, repeated


def found(text: str, *phrases: str) -> list[str]:
    language: Language = "en" if phrases[0].isascii() else "zh"
    wanted = Phrases([phrase_of(one, language) for one in phrases], language)
    return [text[one.start : one.end] for one in wanted.find(text)]


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        (
            "Points of contact met a point of\ncontact.",
            ("point of contact",),
            ["Points of contact", "point of\ncontact"],
        ),
        ("The point. Of contact.", ("point of contact",), []),
        ("export-controls", ("export control",), ["export-controls"]),
        ("human rights and rights", ("rights", "human rights"), ["human rights", "rights"]),
        ("安全理事会和安全", ("安全", "安全理事会"), ["安全理事会", "安全"]),
        ("聯絡人，联络、人", ("联络人",), ["聯絡人"]),
        ("1540委员会", ("1540委员会",), ["1540委员会"]),
    ],
)
def test_places(text: str, phrases: tuple[str, ...], expected: list[str]) -> None:
    assert found(text, *phrases) == expected


@pytest.mark.parametrize("piece", ["point ", "point of ", "联", "联络", "联络人", "a-", "point-of-"])
def test_phrases_are_found_in_linear_time(piece: str) -> None:
    english, chinese = Phrases(["point of contact", "point"], "en"), Phrases(["联络人", "联络"], "zh")
    assert_linear(lambda text: (*english.find(text), *chinese.find(text)), repeated(piece), largest=100_000)
