"""Resolutions of which only the numbers are written, behind the symbol of another."""

from __future__ import annotations

import pytest

from indexer.names import citations, resolution_lists
from indexer.text.folding import fold


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A/RES/48/1 and 48/2", ["A/RES/48/1", "A/RES/48/2"]),
        ("A/RES/48/1, 48/2 and 49/7", ["A/RES/48/1", "A/RES/48/2", "A/RES/49/7"]),
        ("S/RES/1540 (2004) and 1977 (2011)", ["S/RES/1540(2004)", "S/RES/1977(2011)"]),
        ("A/RES/2758 (XXVI) and 2625 (XXV)", ["A/RES/2758(XXVI)", "A/RES/2625(XXV)"]),
        ("A/RES/48/1和48/2", ["A/RES/48/1", "A/RES/48/2"]),
        ("A/RES/48/1與48/2", ["A/RES/48/1", "A/RES/48/2"]),
        (
            "S/RES/1540(2004)、1977(2011)及2325(2016)",
            ["S/RES/1540(2004)", "S/RES/1977(2011)", "S/RES/2325(2016)"],
        ),
        ("Ｓ／ＲＥＳ／１５４０（２００４）和１９７７（２０１１）", ["S/RES/1540(2004)", "S/RES/1977(2011)"]),
        ("S/RES/1540(2004)号和第1977(2011)号决议", ["S/RES/1540(2004)", "S/RES/1977(2011)"]),
        ("S/RES/1540(2004)和2011年4月20日第1977(2011)号决议", ["S/RES/1540(2004)", "S/RES/1977(2011)"]),
        ("A/RES/48/1 of 3 March 1993 and 48/2 of 4 March 1993", ["A/RES/48/1", "A/RES/48/2"]),
        ("A/HRC/RES/5/1 and 5/2", ["A/HRC/RES/5/1", "A/HRC/RES/5/2"]),
        ("E/RES/2005/4 and 2006/5", ["E/RES/2005/4", "E/RES/2006/5"]),
        ("A/RES/ES-10/1 and ES-10/2", ["A/RES/ES-10/1", "A/RES/ES-10/2"]),
        ("A/RES/48/246 A and 48/247 B", ["A/RES/48/246A", "A/RES/48/247B"]),
        ("A/RES/48/1, paras. 2 and 3, and 48/2", ["A/RES/48/1", "A/RES/48/2"]),
        # No list of one body goes on here.
        ("A/RES/48/1和人权理事会第32/9号决议", ["A/RES/48/1", "A/HRC/RES/32/9"]),
        ("A/RES/48/1 and 12 others", ["A/RES/48/1"]),
        ("A/RES/48/1, 3/4 of the members", ["A/RES/48/1"]),
        ("A/RES/48/1 and 1977 (2011)", ["A/RES/48/1"]),
        ("A/RES/48/1/Corr.1 and 48/2", ["A/RES/48/1/Corr.1"]),
        ("A/48/1 and 48/2", ["A/48/1"]),
        ("A/RES/48/1 and 48/2/3", ["A/RES/48/1"]),
    ],
)
def test_the_resolutions_of_a_list(text: str, symbols: list[str]) -> None:
    assert [one.symbol for one in citations.find(text)] == symbols


def test_each_has_its_own_paragraph_and_span() -> None:
    text = "S/RES/1540 (2004), para. 3, and 1977 (2011), para. 9"
    first, second = citations.find(text)
    assert (first.pinpoint, second.pinpoint) == ("3", "9")
    assert text[second.start : second.end] == "1977 (2011), para. 9"


def test_only_so_many_are_read() -> None:
    text = "A/RES/48/1" + "".join(f", 48/{number}" for number in range(2, 90))
    assert len(list(resolution_lists.following(fold(text), "A/RES/48/1", len("A/RES/48/1")))) == 50
