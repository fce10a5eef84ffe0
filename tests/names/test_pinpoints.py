"""Paragraphs named beside a symbol: what a pinpoint in its normal form stands for."""

from __future__ import annotations

import pytest

from indexer.names import pinpoints


@pytest.mark.parametrize(
    ("pinpoint", "paragraphs"),
    [
        ("9", ["9"]),
        ("26(a)(ii)", ["26(a)(ii)"]),
        ("1-3", ["1", "2", "3"]),
        ("9-11,14", ["9", "10", "11", "14"]),
        ("OP2-OP4", ["2", "3", "4"]),
        ("PP2-PP3", ["PP2", "PP3"]),
        ("9(c)-9(e)", ["9(c)", "9(d)", "9(e)"]),
        ("9(a)(i)-9(a)(iv)", ["9(a)(i)", "9(a)(ii)", "9(a)(iii)", "9(a)(iv)"]),
        ("9(h)-9(j)", ["9(h)", "9(i)", "9(j)"]),
        ("3-5(a)", ["3", "5(a)"]),
        ("5-3", ["5", "3"]),
        ("fn.2", ["fn.2"]),
    ],
)
def test_a_pinpoint_names_every_paragraph_of_its_ranges(pinpoint: str, paragraphs: list[str]) -> None:
    assert list(pinpoints.expand(pinpoint)) == paragraphs


@pytest.mark.parametrize(
    ("text", "part", "pinpoint"),
    [
        ("，附件，第12段。", "annex", "12"),
        (", annex, para. 18 (a)", "annex", "18(a)"),
        (", annex to it", None, None),
        (", paras. 90.2 and 144.1", None, "90.2,144.1"),
        ("第3段、第(a)段", None, "3,3(a)"),
        ("第9(a)(i)至(iv)段", None, "9(a)(i)-9(a)(iv)"),
        ("第3次", None, None),
        ("", None, None),
    ],
)
def test_the_place_behind_a_symbol(text: str, part: str | None, pinpoint: str | None) -> None:
    place = pinpoints.after(text.replace("，", ","), 0)
    assert (place.part, place.pinpoint) == (part, pinpoint)
    assert place.edge == 0 or part or pinpoint


def test_the_place_before_a_symbol_does_not_reach_into_what_was_read_already() -> None:
    text = "paragraph 9 of the annex to "
    assert pinpoints.before(text, len(text), 0) == pinpoints.Place("annex", "9", 0)
    assert pinpoints.before(text, len(text), 12) == pinpoints.Place("annex", None, text.index("the annex"))
    assert pinpoints.before(text, len(text), 20) == pinpoints.Place(None, None, len(text))


@pytest.mark.parametrize(
    ("paragraph", "locators"),
    [
        ("18(a)", ["18(a)", "p.18(a)", "letter.18(a)", "18"]),
        ("1", ["1", "op", "p.1", "letter.1"]),
        ("PP3", ["pp.3"]),
        ("p.2", ["p.2", "letter.2", "2"]),
        ("art.2(3)", ["art.2(3)", "rule.2(3)", "art.2"]),
        ("page.3", ["page.3", "page.2", "page.1"]),
        ("2.3(a)", ["2.3(a)", "p.2.3(a)", "letter.2.3(a)", "2.3"]),
    ],
)
def test_a_paragraph_may_be_held_under_one_of_these(paragraph: str, locators: list[str]) -> None:
    assert list(pinpoints.locators(paragraph)) == locators
