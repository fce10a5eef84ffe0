"""A snippet shows the first match with what stands around it."""

from __future__ import annotations

from indexer.answer.snippets import snippet


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
