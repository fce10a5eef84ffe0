"""Decisions named by number, which have no symbols."""

from __future__ import annotations

import pytest

from indexer.names import decisions
from indexer.text.folding import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("its decision 48/477 of 23 December", {"decision 48/477": "48/477"}),
        ("decisions 48/477 and 48/480", {"48/477": "48/477", "48/480": "48/480"}),
        ("大会第48/477号决定", {"第48/477号决定": "48/477"}),
        ("第48/477號決定", {"第48/477號決定": "48/477"}),
        ("第48/1号决议和第48/477号决定", {"第48/477号决定": "48/477"}),
        ("decision 1/CP.21 and resolution 48/1", {}),
        ("第48/1号决议", {}),
    ],
)
def test_a_decision_is_found_by_its_number(text: str, expected: dict[str, str]) -> None:
    assert {text[start:end]: number for number, (start, end) in decisions.find(fold(text))} == expected
