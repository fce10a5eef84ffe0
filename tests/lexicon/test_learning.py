"""What is learned from pairs of sentences, and in what time."""

from __future__ import annotations

from time import process_time

import numpy as np
import pytest

from indexer.analysis import word_texts
from indexer.lexicon.learning import learn
from indexer.lexicon.phrase_pairs import agreed, consistent, grown
from indexer.lexicon.word_alignment import Link, align
from tests.lexicon.invented import NOUNS, VERBS, sentences

LEAST = 0.9
"""The least share of the occurrences of a word that is counted with its one translation."""


def stem(word: str) -> str:
    return word_texts(word)[0]


def test_each_word_is_counted_with_its_translation() -> None:
    counts = learn(sentences(120))
    for english, chinese in {**NOUNS, **VERBS}.items():
        assert counts.pairs[stem(english), chinese] > LEAST * counts.english[stem(english)], english
        assert counts.pairs[stem(english), chinese] > LEAST * counts.chinese[chinese], english


def test_phrases_are_counted_whole() -> None:
    counts = learn([("The old harbour bridge was closed.", "旧港口桥梁关闭了。")] * 3 + sentences(120))
    assert ("old harbor bridg", "旧港口桥梁") in counts.pairs


def test_a_phrase_never_crosses_punctuation() -> None:
    counts = learn(sentences(60) + [("Bridges, harbours", "桥梁、港口")] * 5)
    assert ("bridg", "桥梁") in counts.pairs
    assert not any(pair == ("bridg harbor", "桥梁港口") for pair in counts.pairs)


def test_a_dictionary_helps_where_a_word_occurs_once() -> None:
    once = [("The camels repaired.", "骆驼修理了。"), ("The parrots painted.", "鹦鹉粉刷了。")]
    rare = {("camel", "骆驼"), ("parrot", "鹦鹉")}
    counts = learn(sentences(40) + once, rare)
    assert counts.pairs["camel", "骆驼"] > 0.5


def test_names_and_numbers_written_alike_are_aligned() -> None:
    counts = learn([*sentences(40), ("Form QX-7715 closed.", "QX-7715表格关闭。")])
    assert counts.pairs["7715", "7715"] > 0.5


@pytest.mark.parametrize("pairs", [[], [("", "")], [("...", "。。。")], [("Bridges", "")], [("", "桥梁")]])
def test_sentences_without_words_teach_nothing(pairs: list[tuple[str, str]]) -> None:
    assert learn(pairs).pairs == {}


def test_probabilities_lie_between_0_and_1() -> None:
    pairs = [(word_texts(one), word_texts(other)) for one, other in [*sentences(30), ("Bridges", "桥梁")]]
    links = dict(align(pairs))
    assert sorted(links) == list(range(31))
    for place, link in links.items():
        assert link.forwards.shape == (len(pairs[place][0]), len(pairs[place][1]))
        for probabilities, axis in ((link.forwards, 0), (link.backwards, 1)):
            assert probabilities.min() >= 0
            assert probabilities.sum(axis).max() <= 1 + 1e-9


def test_a_sentence_of_another_length_changes_nothing_for_the_others() -> None:
    """Sentences are worked on together, padded to the longest: what is behind their ends must not count."""
    pairs = [(word_texts(one), word_texts(other)) for one, other in sentences(50)]
    padded = [*pairs, (("w",) * 40, ("x",) * 40)]
    alone, beside = dict(align(pairs)), dict(align(padded))
    for place in range(len(pairs)):
        assert np.allclose(alone[place].forwards, beside[place].forwards, atol=0.05)


def test_time_grows_with_the_number_of_pairs() -> None:
    def seconds(count: int) -> float:
        many = sentences(count)
        begun = process_time()
        learn(many)
        return process_time() - begun

    seconds(100)
    assert seconds(1600) < 8 * seconds(400)


def test_time_grows_with_the_length_of_a_sentence_only_up_to_a_limit() -> None:
    def seconds(words: int) -> float:
        begun = process_time()
        learn([("bridges harbours " * words, "桥梁港口" * words)] * 4)
        return process_time() - begun

    seconds(200)
    assert seconds(20_000) < 3 * seconds(2_000) + 0.5


def by_definition(linked: np.ndarray) -> set[tuple[int, int, int, int]]:
    """Return the consistent pairs of phrases as Och and Ney define them, tight at both ends."""
    rows, columns = linked.shape
    found = set()
    for start in range(rows):
        for end in range(start + 1, min(rows, start + 5) + 1):
            for low in range(columns):
                for high in range(low + 1, min(columns, low + 8) + 1):
                    inside = linked[start:end, low:high]
                    whole = linked[start:end].sum() == inside.sum() == linked[:, low:high].sum()
                    tight = (
                        inside[0].any() and inside[-1].any() and inside[:, 0].any() and inside[:, -1].any()
                    )
                    if whole and tight:
                        found.add((start, end, low, high))
    return found


@pytest.mark.parametrize("seed", range(30))
def test_pairs_of_phrases_are_those_of_the_definition(seed: int) -> None:
    linked = np.random.default_rng(seed).random((7, 9)) < 0.18
    assert set(consistent(linked)) == by_definition(linked)


def test_links_grow_from_where_both_directions_agree() -> None:
    forwards = np.array([[0.9, 0.8, 0.0], [0.0, 0.1, 0.0], [0.0, 0.0, 0.9]])
    backwards = np.array([[0.9, 0.0, 0.0], [0.0, 0.0, 0.1], [0.0, 0.0, 0.9]])
    linked = grown(Link(forwards, backwards))
    assert linked.tolist() == [[True, True, False], [False, False, False], [False, False, True]]


def test_a_word_is_linked_alone_where_one_direction_is_certain() -> None:
    """As 安全理事会 says both words of Security Council, of which both directions agree on one."""
    backwards = np.array([[0.9, 0.0], [0.8, 0.1]])
    forwards = np.array([[0.9, 0.0], [0.0, 0.1]])
    assert agreed(Link(forwards, backwards), 0.5).tolist() == [[True, False], [True, False]]
    assert agreed(Link(forwards, backwards * 0.6), 0.5).tolist() == [[True, False], [False, False]]
