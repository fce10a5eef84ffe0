"""Any number of pairs is learned from, a portion at a time."""

from __future__ import annotations

import pytest

from indexer.lexicon import accumulating
from indexer.lexicon.accumulating import LEAST, accumulated
from indexer.lexicon.learning import learn
from tests.lexicon.invented import sentences


def test_a_single_portion_is_learned_as_a_whole() -> None:
    whole, found = learn(sentences(60)), accumulated(sentences(60), ())
    assert found.pairs == {pair: count for pair, count in whole.pairs.items() if count >= LEAST}


def test_counts_of_phrases_are_those_with_all_translations() -> None:
    whole, found = learn(sentences(60)), accumulated(sentences(60), ())
    assert found.english
    for phrase, count in found.english.items():
        assert count == pytest.approx(whole.english[phrase])
    for phrase, count in found.chinese.items():
        assert count == pytest.approx(whole.chinese[phrase])


def test_counts_of_portions_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accumulating, "PORTION", 50)
    told: list[int] = []
    once = accumulated(sentences(50), ())
    twice = accumulated(sentences(50) * 2 + sentences(10), (), told.append)
    assert told == [50, 50, 10]
    for pair, count in once.pairs.items():
        assert twice.pairs[pair] >= 2 * count - 1e-9


def test_nothing_is_learned_from_nothing() -> None:
    assert accumulated((), ()).pairs == {}
