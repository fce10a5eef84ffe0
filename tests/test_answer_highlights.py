"""What is marked is what was asked for, in the text as shown, whatever the script or form."""

from __future__ import annotations

import pytest

from indexer.answer.highlights import merge, snippet, spans
from indexer.query.needles import Needle, StemNeedle, TokenNeedle, ValueNeedle


def marked(text: str, *needles: Needle, language: str = "zh") -> list[str]:
    found = spans(text, "en" if language == "en" else "zh", needles)
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


def test_short_text_is_its_own_snippet() -> None:
    fragments = snippet("联络人培训班", "zh", [(0, 3)])
    assert [(one.text, one.match) for one in fragments] == [("联络人", True), ("培训班", False)]


def test_snippet_shows_the_first_match_of_a_long_text() -> None:
    text = "甲" * 300 + "。联络人" + "乙" * 300
    fragments = snippet(text, "zh", [(301, 304)])
    assert ("联络人", True) in [(one.text, one.match) for one in fragments]
    assert fragments[0].text == "…"
    assert fragments[-1].text == "…"
    assert sum(len(one.text) for one in fragments) < 150


def test_snippet_without_a_match_is_the_beginning() -> None:
    fragments = snippet("首" + "甲" * 400, "zh", [])
    assert fragments[0].text.startswith("首")


def test_snippet_breaks_between_clauses() -> None:
    text = "甲" * 50 + "，" + "乙" * 40 + "联络" + "丙" * 60 + "。" + "丁" * 200
    first = snippet(text, "zh", [(91, 93)])
    assert first[1].text.startswith("乙")
    assert first[-2].text.endswith("丙" * 60)


def test_match_that_a_snippet_cuts_stays_marked() -> None:
    text = "甲" * 300
    fragments = snippet(text, "zh", [(0, 300)])
    assert fragments[0].match
    assert fragments[-1].text == "…"


def test_match_before_the_window_is_left_out() -> None:
    text = "甲" * 400
    fragments = snippet(text, "zh", [(395, 397), (398, 399)])
    assert [one.text for one in fragments if one.match] == ["甲甲", "甲"]
