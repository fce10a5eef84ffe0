"""Texts that are scored quickly are scored as a plain computation scores them."""

from __future__ import annotations

import math
import random
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from zlib import crc32

import pytest

from indexer.language import CONVENTIONS
from indexer.lexicon import prepared_text
from indexer.lexicon.expected_translation import ExpectedTranslation
from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_filter import Filter, beginnings, made, united
from indexer.lexicon.phrase_table import other
from indexer.lexicon.prepared_text import PreparedText, PreparedTexts
from indexer.lexicon.sentences import BREAK
from indexer.model.document import Language
from tests.growth import assert_linear
from tests.lexicon.invented import table

ENGLISH = ("harbor", "old harbor", "harbor council", "council", "old", "old harbor council", "master")
CHINESE = ("港", "港口", "旧港", "旧港口", "港务局", "局", "务", "理事会", "会")


@pytest.fixture
def held(tmp_path: Path) -> Lexicon:
    chance = random.Random(5)  # noqa: S311 - the same every time
    every = list(product(ENGLISH, CHINESE))
    counted, listed = chance.sample(every, 25), chance.sample(every, 12)
    counts = {pair: float(chance.randint(1, 9)) for pair in counted}
    return Lexicon(
        (
            Layer("documents", table(tmp_path, counts, "documents")),
            Layer("general", table(tmp_path, dict.fromkeys(listed, 1.0), "general")),
        )
    )


def plain(held: Lexicon, text: PreparedText, asked: str, language: Language) -> float:
    """Return how probably the translation of a text holds a phrase, by trying all its spans."""
    theirs = other(language)
    meanings = held.meanings(asked, language)
    longest = CONVENTIONS[theirs].longest_phrase

    def parts(start: int, end: int) -> list[tuple[int, int]]:
        spans = ((a, b) for a in range(start, end) for b in range(a + 1, end + 1))
        return [(a, b) for a, b in spans if text.phrase(a, b) in meanings and (a, b) != (start, end)]

    def probability(start: int, end: int) -> float:
        meaning = meanings.get(text.phrase(start, end))
        prior = max((probability(*part) for part in parts(start, end)), default=0.0)
        prior = max(prior, meaning.listed if meaning else 0.0)
        total = held.frequency(text.phrase(start, end), theirs)
        count = meaning.count if meaning else 0.0
        return min(1.0, (count + 2 * prior) / (total + 2)) if total else prior

    size = len(text.pieces)
    spans = [
        (a, b)
        for a in range(size)
        for b in range(a + 1, min(size, a + longest) + 1)
        if BREAK not in text.pieces[a:b]
        and held.is_met(text.phrase(a, b), theirs)
        and (text.phrase(a, b) in meanings or parts(a, b))
    ]
    outermost = [
        one for one in spans if not any(a <= one[0] and one[1] <= b for a, b in spans if (a, b) != one)
    ]
    missed, run, last = 1.0, 0.0, -1
    for a, b in sorted(outermost):
        if a >= last:
            missed, run = missed * (1 - run), 0.0
        run, last = max(run, probability(a, b)), max(last, b)
    return 1 - missed * (1 - run)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_scores_are_those_of_the_plain_computation(held: Lexicon, language: Language, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    words = (
        ("harbour", "old", "council", "master", "orchard", ",")
        if language == "zh"
        else (*"港口旧务局理事会果", "，")
    )
    between = " " if language == "zh" else ""
    text = between.join(chance.choices(words, k=12))
    asked = chance.choice(
        [one for one in (ENGLISH if language == "en" else CHINESE) if held.meanings(one, language)]
    )
    expected = ExpectedTranslation(held, (asked,), language)
    probability = plain(held, held.prepared(text, other(language)), asked, language)
    count = held.frequency(asked, language)
    rarity = math.log(1 + (4_000 - count + 0.5) / (count + 0.5))
    assert expected.score(text) == pytest.approx(rarity * probability)
    assert expected.score(text) == pytest.approx(rarity * probability), "what is kept scores the same"


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        ("en", "The old harbours, closed_", ("the", "old", "harbor", BREAK, "close", BREAK)),
        ("zh", "「旧港口」关闭 DNA 2019年", (BREAK, *"旧港口", BREAK, *"关闭", "dna", "2019", "年")),
        ("zh", "理事會", tuple("理事会")),
        ("en", "", ()),
        ("zh", "|", (BREAK,)),
    ],
)
def test_a_text_is_divided_into_pieces(
    held: Lexicon, language: Language, text: str, pieces: tuple[str, ...]
) -> None:
    assert held.prepared(text, language).pieces == pieces


def test_a_text_is_prepared_once(held: Lexicon) -> None:
    assert held.prepared("The old harbour", "en") is held.prepared("The old harbour", "en")
    assert held.prepared("旧港口", "zh") is not held.prepared("旧港口", "en")


def test_texts_asked_for_long_ago_are_given_up(held: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_text, "_KEPT", 40)
    first = held.prepared("The old harbour", "en")
    held.prepared("The council was closed", "en")
    assert held.prepared("The old harbour", "en") is first
    held.prepared("The mayor was absent", "en")
    assert held.prepared("The old harbour", "en") is first
    held.prepared("x" * 41, "en")
    assert held.prepared("The old harbour", "en") is not first


def test_many_threads_may_prepare_texts(held: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_text, "_KEPT", 200)
    expected = ExpectedTranslation(held, ("council",), "en")
    texts = [f"旧港口{number}理事会和港务局" for number in range(50)]
    alone = [expected.score(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(lambda _: [expected.score(text) for text in texts], range(16)):
            assert found == alone


def test_known_phrases_end_where_the_lexicon_says(held: Lexicon) -> None:
    text = held.prepared("old harbour council, master", "en")
    known = {phrase for phrase in ENGLISH if held.is_met(phrase, "en")}
    found = {text.phrase(start, end) for start in range(5) for end in text.known_ends(start)}
    assert found == {
        one for one in known if one in ("master", "old harbor council") or one in "old harbor council"
    }


@pytest.mark.parametrize(("language", "piece"), [("en", "old harbour "), ("zh", "旧港口"), ("en", "a-")])
def test_preparing_takes_time_in_proportion(held: Lexicon, language: Language, piece: str) -> None:
    def prepare(text: str) -> None:
        prepared = PreparedTexts([layer.table for layer in held.layers], language).prepared(text)
        for start in range(len(prepared.pieces)):
            prepared.known_ends(start)

    assert_linear(prepare, lambda length: piece * (length // len(piece)))


def test_beginnings_take_time_in_proportion() -> None:
    assert_linear(lambda text: list(beginnings(text, "en")), lambda length: "a " * (length // 2))
    assert_linear(lambda text: list(beginnings(text, "zh")), lambda length: "港" * length)


def test_a_filter_passes_all_that_it_holds() -> None:
    few, many = (
        tuple(f"{name}{at}".encode() for at in range(size)) for name, size in (("a", 3), ("b", 3_000))
    )
    both = united(Filter(made(texts)) for texts in (few, many))
    assert all(both.may_hold(crc32(text)) for text in (*few, *many))
    passed = sum(both.may_hold(crc32(f"c{at}".encode())) for at in range(3_000))
    assert passed < 3_000 / 8
    assert not united(()).may_hold(crc32(b"a"))
