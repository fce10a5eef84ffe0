"""What is marked is what was asked for, in the text as shown, whatever the script or form."""

from __future__ import annotations

import pytest

from indexer.answer.highlighter import Highlighter
from indexer.query.highlight_terms import HighlightTerm, StemTerm, TokenTerm, ValueTerm


def marked(text: str, *highlight_terms: HighlightTerm, language: str = "zh") -> list[str]:
    found = Highlighter(highlight_terms).spans(text, "en" if language == "en" else "zh")
    return [text[start:end] for start, end in found]


def test_han_phrase_is_marked_in_traditional_text() -> None:
    assert marked("舉辦聯絡人培訓班。", TokenTerm(("联", "络", "人"))) == ["聯絡人"]


def test_phrase_does_not_cross_other_tokens() -> None:
    assert marked("联络的人", TokenTerm(("联", "络", "人"))) == []


def test_near_words_are_marked_as_one_stretch() -> None:
    term = TokenTerm(("points", "contact"), (1,))
    assert marked("the points of contact", term, language="en") == ["points of contact"]
    assert marked("points made in contact", term, language="en") == []


def test_prefix_marks_the_whole_word() -> None:
    term = TokenTerm(("implement",), prefix=True)
    assert marked("Implementing and implementation", term, language="en") == [
        "Implementing",
        "implementation",
    ]


def test_stem_marks_other_forms() -> None:
    assert "reports" in marked("two reports", StemTerm("report"), language="en")


def test_stem_leaves_han_alone() -> None:
    assert marked("通过 Skype 介绍", StemTerm("skype")) == ["Skype"]


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
    found = marked(text, ValueTerm(token))
    assert len(found) == 1
    assert expected[0] in found[0]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        (TokenTerm(("first",)), "the ﬁrst", ["ﬁrst"]),
        (TokenTerm(("f",), prefix=True), "the ﬁrst", ["ﬁrst"]),
        (StemTerm("report"), "re\u00adports and re-\u00adports", ["re\u00adports", "re-\u00adports"]),
        (StemTerm("nation"), "inter-\u00adnational", ["national"]),
        (TokenTerm(("inter", "national")), "inter-\u00adnational", ["inter-\u00adnational"]),
        (
            TokenTerm(("points", "contact"), (1,)),
            "po\u00adints of con\u00adtact",
            ["po\u00adints of con\u00adtact"],
        ),
        (TokenTerm(("resume",)), "a re\u0301sume\u0301", ["re\u0301sume\u0301"]),
        (ValueTerm("state:CHL"), "在智\u200b利和", ["智\u200b利"]),
        (ValueTerm("num:70997"), "共70\u2009997次", ["70\u2009997"]),
    ],
)
def test_what_is_marked_is_all_that_was_printed(term: HighlightTerm, text: str, expected: list[str]) -> None:
    assert marked(text, term, language="zh" if "智" in text else "en") == expected
