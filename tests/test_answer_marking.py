"""What is marked is what was asked for, in the text as shown, whatever the script or form."""

from __future__ import annotations

import pytest

from indexer.answer.marking import Marker, merge
from indexer.query.needles import Needle, StemNeedle, TokenNeedle, ValueNeedle


def marked(text: str, *needles: Needle, language: str = "zh") -> list[str]:
    found = Marker(needles).spans(text, "en" if language == "en" else "zh")
    return [text[start:end] for start, end in found]


def test_han_phrase_is_marked_in_traditional_text() -> None:
    assert marked("舉辦聯絡人培訓班。", TokenNeedle(("联", "络", "人"))) == ["聯絡人"]


def test_phrase_does_not_cross_other_tokens() -> None:
    assert marked("联络的人", TokenNeedle(("联", "络", "人"))) == []


def test_near_words_are_marked_as_one_stretch() -> None:
    needle = TokenNeedle(("points", "contact"), (1,))
    assert marked("the points of contact", needle, language="en") == ["points of contact"]
    assert marked("points made in contact", needle, language="en") == []


def test_prefix_marks_the_whole_word() -> None:
    needle = TokenNeedle(("implement",), prefix=True)
    assert marked("Implementing and implementation", needle, language="en") == [
        "Implementing",
        "implementation",
    ]


def test_stem_marks_other_forms() -> None:
    assert "reports" in marked("two reports", StemNeedle("report"), language="en")


def test_stem_leaves_han_alone() -> None:
    assert marked("通过 Skype 介绍", StemNeedle("skype")) == ["Skype"]


@pytest.mark.parametrize(
    ("token", "text", "expected"),
    [
        ("state:USA", "美国和日本", ["美国"]),
        ("sym:S/RES/1540(2004)", "见第1540(2004)号决议", ["1540(2004)"]),
        ("num:70997", "共70 997次", ["70 997"]),
        ("date:2021-04-25", "于2021年4月25日届满", ["2021年4月25日"]),
    ],
)
def test_values_are_marked_as_written(token: str, text: str, expected: list[str]) -> None:
    found = marked(text, ValueNeedle(token))
    assert len(found) == 1
    assert expected[0] in found[0]


def test_overlapping_stretches_become_one() -> None:
    assert merge([(4, 6), (0, 3), (2, 5)]) == ((0, 6),)
    assert merge([(0, 2), (2, 4)]) == ((0, 2), (2, 4))
