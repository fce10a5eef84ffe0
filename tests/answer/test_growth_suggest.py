"""What is typed is divided, and names in it are looked for, in time in proportion to its length."""

from __future__ import annotations

import pytest

from indexer.answer import suggest_names, suggest_terms, suggest_typed
from tests.growth import assert_linear, repeated


@pytest.mark.parametrize("piece", ["a ", '"', "year:", " -", "联", "OR ", "“", "(", "\u3000", "state:a "])
def test_growth(piece: str) -> None:
    assert_linear(lambda text: suggest_typed.read(text).starts(), repeated(piece))
    assert_linear(suggest_names.beginning, repeated(piece))
    assert_linear(suggest_names.named, repeated(piece))
    assert_linear(lambda text: suggest_terms.translation(text, "en"), repeated(piece))
    assert_linear(lambda text: suggest_terms.translation(text, "zh"), repeated(piece))
