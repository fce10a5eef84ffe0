"""Which words a relaxed question counts."""

from __future__ import annotations

import pytest

from indexer.library.library import Library
from indexer.query import arguments
from indexer.query.function_words import _WORDS, is_telling
from indexer.text.folding import fold


@pytest.mark.parametrize("word", ["The", "of", "哪些", "關於", "的", "ＷＨＯ"])
def test_words_that_only_join_others_do_not_count(word: str) -> None:
    assert not is_telling(word)


@pytest.mark.parametrize("word", ["Malawi", "assistance", "援助", "x", "2019"])
def test_all_others_do(word: str) -> None:
    assert is_telling(word)


def test_a_sentence_is_relaxed_to_what_it_is_about(digests: Library) -> None:
    results = digests.search(arguments.parse([("q", "Who responded to the zebra request of Malawi?")]))
    assert results.query.relaxed
    assert results.query.relaxed.of == 4
    assert "MWI" in [state.code for state in results.hits[0].states]


def test_words_that_only_join_others_count_where_there_is_nothing_else(digests: Library) -> None:
    results = digests.search(arguments.parse([("q", "what whom until the under whose")]))
    assert results.query.relaxed
    assert results.query.relaxed.of >= 3


def test_the_words_are_written_as_they_fold() -> None:
    assert {word for word in _WORDS if fold(word) != word} == set()
