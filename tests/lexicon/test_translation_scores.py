"""Bitext whose lines do not belong together teaches nothing; what is aligned is taken."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indexer.lexicon.shipped_layers import shipped_lexicon
from indexer.lexicon.teaching_pairs import WHOLE, teaching_pairs
from indexer.lexicon.translation_scores import STRETCH, TranslationScores, in_its_languages
from tests.growth import assert_linear, repeated
from tests.lexicon.invented import sentences

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def scores() -> TranslationScores:
    return TranslationScores(shipped_lexicon())


def shifted(pairs: Pairs) -> Pairs:
    return [(one, other) for (one, _), (_, other) in pairwise(pairs)]


def test_aligned_pairs_are_taken_in_their_order(scores: TranslationScores) -> None:
    pairs = sentences(3 * STRETCH + 7)
    assert list(scores.aligned(pairs)) == pairs


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8, STRETCH])
def test_few_aligned_pairs_are_taken(scores: TranslationScores, count: int) -> None:
    assert list(scores.aligned(sentences(count))) == sentences(count)


def test_shifted_lines_are_left_out(scores: TranslationScores) -> None:
    assert list(scores.aligned(shifted(sentences(3 * STRETCH)))) == []


def test_lines_that_are_shifted_from_some_place_on_are_left_out_from_there(scores: TranslationScores) -> None:
    good, bad = sentences(2 * STRETCH, seed=1), shifted(sentences(2 * STRETCH + 1, seed=2))
    assert list(scores.aligned(good + bad)) == good


def test_exchanged_languages_are_left_out(scores: TranslationScores) -> None:
    assert list(scores.aligned([(other, one) for one, other in sentences(30)])) == []


def test_no_pairs_are_no_error(scores: TranslationScores) -> None:
    assert list(scores.aligned([])) == []
    assert scores.score("", "") == 0.0


@pytest.mark.parametrize(
    ("english", "chinese", "right"),
    [
        ("The mayor", "市长", True),
        ("市长", "The mayor", False),
        ("The mayor", "The mayor", False),
        ("12", "市长", False),
        ("The 市长", "市长", True),
        ("", "", False),
    ],
)
def test_each_side_is_in_its_language(english: str, chinese: str, right: bool) -> None:  # noqa: FBT001
    assert in_its_languages(english, chinese) is right


def test_a_short_paragraph_is_taken_whole_and_a_long_one_in_sentences() -> None:
    several = sentences(8)
    english, chinese = " ".join(one for one, _ in several), "".join(other for _, other in several)
    assert len(english) > WHOLE
    cut = list(teaching_pairs(english, chinese, shipped_lexicon()))
    assert len(cut) > 4
    assert set(cut) <= set(several)
    assert list(teaching_pairs(*several[0], shipped_lexicon())) == [several[0]]


@pytest.mark.parametrize(("one", "other"), [("harbour ", "港口"), ("a. ", "港。"), ("1,", "1，"), (" ", " ")])
def test_time_grows_with_the_text(scores: TranslationScores, one: str, other: str) -> None:
    assert_linear(lambda text: scores.score(text, repeated(other)(len(text))), repeated(one), 200_000)
    assert_linear(lambda text: in_its_languages(text, text), repeated(one + other))


def test_long_paragraphs_are_cut_in_time_that_grows_with_them() -> None:
    lexicon = shipped_lexicon()
    assert_linear(
        lambda text: list(teaching_pairs(text, repeated("港口关闭了。")(len(text) // 3), lexicon)),
        repeated("The harbour closed. "),
        60_000,
    )
