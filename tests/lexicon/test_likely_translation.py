"""Whether two sentences translate each other, and which of their words have no counterpart."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.likely_translation import LikelyTranslation, rarity
from indexer.lexicon.shipped_layers import shipped_lexicon
from indexer.model.document import Language
from tests.growth import assert_linear, repeated
from tests.lexicon.invented import table

COUNTS = {
    ("harbor", "港口"): 20.0,
    ("council", "理事会"): 12.0,
    ("old", "旧"): 5.0,
    ("open", "开放"): 5.0,
    ("in", "于"): 9.0,
}
SENTENCE = "The Harbour Council opened in 2019."


@pytest.fixture
def invented(tmp_path: Path) -> Lexicon:
    return Lexicon((Layer("documents", table(tmp_path, COUNTS)),))


def rare(word: str) -> float:
    return 0.5 if word in {"the", "in", "于"} else 3.0


def likely(lexicon: Lexicon, text: str, language: Language = "en") -> LikelyTranslation:
    return LikelyTranslation(lexicon, text, language, rare)


def test_a_translation_scores_more_than_what_shares_a_word(invented: Lexicon) -> None:
    asked = likely(invented, SENTENCE)
    right, partly, wrong = map(asked.score, ("港口理事会于2019年开放。", "港口旧。", "天气好。"))
    assert 1 >= right > partly > wrong == 0


def test_a_number_tells_sentences_apart(invented: Lexicon) -> None:
    asked = likely(invented, SENTENCE)
    assert asked.score("港口理事会于2019年开放。") > asked.score("港口理事会于2018年开放。")


def test_a_long_text_that_holds_the_translation_is_none(invented: Lexicon) -> None:
    right = "港口理事会于2019年开放。"
    asked = likely(invented, SENTENCE)
    assert asked.score(right) > asked.score(right + "此外天气晴朗，众人欢聚一堂，歌舞升平。")


def test_words_without_counterpart_are_told_on_both_sides(invented: Lexicon) -> None:
    text = "旧港口开放。"
    found = likely(invented, SENTENCE).likeness(text)
    assert [SENTENCE[slice(*at)] for at in found.own] == ["Council", "2019"]
    assert [text[slice(*at)] for at in found.theirs] == ["旧"]


def test_chinese_is_looked_up_in_both_scripts(invented: Lexicon) -> None:
    one, other = (
        likely(invented, text, "zh").score("Harbour Council") for text in ("港口理事會", "港口理事会")
    )
    assert one == other > 0.5


@pytest.mark.parametrize("text", ["", "...", "斑马"])
def test_what_the_lexicon_does_not_know_is_no_error(invented: Lexicon, text: str) -> None:
    assert likely(invented, text, "zh").score("Harbour") == 0
    assert likely(invented, "Harbour").likeness(text).score == 0


def test_a_rare_word_counts_more() -> None:
    assert rarity(1, 1_000) > rarity(500, 1_000) > rarity(1_000, 1_000) > 0
    assert math.isfinite(rarity(0, 0))


@pytest.mark.parametrize("piece", ["security council ", "安全理事会", "1540 ", "a", ". "])
def test_it_takes_time_like_the_length(piece: str) -> None:
    lexicon = shipped_lexicon()
    assert_linear(lambda text: likely(lexicon, text).score("安全理事会第1540号决议"), repeated(piece))
    asked = likely(lexicon, "安全理事会第1540号决议", "zh")
    assert_linear(asked.likeness, repeated(piece))
