"""Translations of words and phrases: their weights, and where they are from."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engines.base import Or
from indexer.lexicon.candidates import expression
from indexer.lexicon.expected_translation import ExpectedTranslation
from indexer.lexicon.lexicon import MOST_VARIANTS, Layer, Lexicon, Origin
from indexer.lexicon.sentences import words_of
from indexer.model.document import Language
from tests.growth import assert_linear
from tests.lexicon.invented import table

COUNTS = {
    ("harbor", "港口"): 20.0,
    ("harbor", "码头"): 2.0,
    ("harbor council", "港务局"): 9.0,
    ("council", "理事会"): 12.0,
    ("old", "旧"): 5.0,
}
LISTED = {("harbor", "海港"): 1.0, ("lighthous", "灯塔"): 1.0, ("council", "议会"): 1.0, ("old", "老"): 1.0}


def lexicon(folder: Path, **layers: dict[tuple[str, str], float]) -> Lexicon:
    origins: dict[str, Origin] = {"office": "office", "documents": "documents", "general": "general"}
    return Lexicon(Layer(origins[name], table(folder, pairs, name)) for name, pairs in layers.items())


@pytest.fixture
def both(tmp_path: Path) -> Lexicon:
    return lexicon(tmp_path, documents=COUNTS, general=LISTED)


def test_the_commonest_translation_comes_first(both: Lexicon) -> None:
    variants = both.variants("harbours", "en")
    assert [one.text for one in variants] == ["港口", "码头", "海港"]
    assert [one.origins for one in variants] == [("documents",), ("documents",), ("general",)]
    assert variants[0].count == 20.0
    assert all(0 < one.weight <= 1 for one in variants)


@pytest.mark.parametrize("typed", ["港口", "港口 ", "“港口”"])
def test_chinese_is_translated_too(both: Lexicon, typed: str) -> None:
    assert both.variants(typed, "zh")[0].text == "harbor"


def test_both_scripts_have_the_same_translations(both: Lexicon) -> None:
    assert both.variants("理事會", "zh") == both.variants("理事会", "zh") != ()


def test_a_word_that_is_only_listed_has_translations(both: Lexicon) -> None:
    (variant,) = both.variants("lighthouse", "en")
    assert (variant.text, variant.origins) == ("灯塔", ("general",))


@pytest.mark.parametrize(("text", "language"), [("zebra", "en"), ("", "en"), ("...", "en"), ("斑马", "zh")])
def test_an_unknown_word_has_none(both: Lexicon, text: str, language: Language) -> None:
    assert both.variants(text, language) == ()
    assert not both.is_known(text, language)


def test_the_glossary_of_an_office_wins(tmp_path: Path) -> None:
    own = lexicon(tmp_path, documents=COUNTS, general=LISTED, office={("harbor", "泊地"): 1.0})
    first = own.variants("harbour", "en")[0]
    assert (first.text, first.weight, first.origins) == ("泊地", 1.0, ("office",))


def test_a_text_with_the_offices_own_translation_scores_above_what_was_counted(tmp_path: Path) -> None:
    own = Layer("office", table(tmp_path, {("bridg", "栈桥"): 1}, "own"))
    counted = Layer("documents", table(tmp_path, {("bridg", "桥梁"): 90, ("pier", "栈桥"): 90}))
    asked = words_of("bridges", "en").texts
    expected = ExpectedTranslation(Lexicon((own, counted)), asked, "en")
    assert expected.score("修理栈桥。") > expected.score("修理桥梁。") > 0
    without = ExpectedTranslation(Lexicon((counted,)), asked, "en")
    assert without.score("修理栈桥。") == 0


def test_there_are_at_most_so_many(tmp_path: Path) -> None:
    many = {("harbor", f"港{sign}"): 5.0 for sign in "甲乙丙丁戊己庚辛壬癸"}
    assert len(lexicon(tmp_path, documents=many).variants("harbour", "en")) == MOST_VARIANTS


def test_counts_of_two_layers_are_added(tmp_path: Path) -> None:
    shipped = Layer("shipped", table(tmp_path, {("harbor", "码头"): 40.0}, "shipped"))
    together = Lexicon([*lexicon(tmp_path, documents=COUNTS).layers, shipped])
    first = together.variants("harbour", "en")[0]
    assert (first.text, first.count, first.origins) == ("码头", 42.0, ("documents", "shipped"))


def score(held: Lexicon, text: str, *asked: str, language: Language = "en") -> float:
    return ExpectedTranslation(held, asked, language).score(text)


def test_a_text_with_the_translation_scores(both: Lexicon) -> None:
    assert score(both, "港口已经关闭。", "harbor") > score(both, "码头已经关闭。", "harbor") > 0
    assert score(both, "果园已经关闭。", "harbor") == 0


def test_both_scripts_score_the_same(both: Lexicon) -> None:
    assert score(both, "理事會", "council") == score(both, "理事会", "council") > 0


def test_a_longer_phrase_overrides_what_it_contains(tmp_path: Path) -> None:
    """港务局 is the harbour council: that 局 alone would be the council says nothing there."""
    counts = {("council", "局"): 6.0, ("harbor", "港务局"): 30.0}
    held = lexicon(tmp_path, documents=counts)
    assert score(held, "设在南部的局", "council") > 5 * score(held, "设在南部的港务局", "council") > 0


def test_english_texts_are_scored_by_whole_words(both: Lexicon) -> None:
    assert score(both, "The harbours were closed.", "港口", language="zh") > 0
    assert score(both, "The harbourages were closed.", "港口", language="zh") == 0


def test_the_whole_phrase_counts_beside_its_words(both: Lexicon) -> None:
    asked = ("harbor", "council")
    assert score(both, "港务局", *asked) > score(both, "港口的理事会", *asked) > score(both, "理事会", *asked)


def test_an_unknown_word_is_looked_for_by_its_parts(both: Lexicon) -> None:
    assert score(both, "the old harbour", "旧港口", language="zh") > 0
    assert score(both, "the orchard", "旧港口", language="zh") == 0


def test_names_in_latin_letters_are_found_as_they_are(both: Lexicon) -> None:
    assert score(both, "报告由 Vexin 提交", "vexin") > 0


@pytest.mark.parametrize("text", ["", "。", "|", " ", "港", "港口" * 3])
def test_any_text_is_scored(both: Lexicon, text: str) -> None:
    assert score(both, text, "harbor", "council") >= 0


@pytest.mark.parametrize(
    ("language", "asked", "piece"),
    [("en", "harbor", "港口"), ("en", "harbor", "港"), ("zh", "港口", "harbour "), ("zh", "港口", "old ")],
)
def test_scoring_takes_time_in_proportion(both: Lexicon, language: Language, asked: str, piece: str) -> None:
    expected = ExpectedTranslation(both, (asked,), language)
    assert_linear(expected.score, lambda length: piece * (length // len(piece)))


def test_asking_takes_time_in_proportion(both: Lexicon) -> None:
    assert_linear(lambda text: both.variants(text, "en"), lambda length: "harbour " * (length // 8))
    assert_linear(lambda text: both.variants(text, "zh"), lambda length: "港口" * (length // 2))


def test_a_stem_is_looked_up_as_it_is(tmp_path: Path) -> None:
    """The stem of `committees` is `committe`, and that of `committe` another."""
    held = lexicon(tmp_path, documents={("committe", "委员会"): 5.0})
    (word,) = words_of("committees", "en").texts
    assert held.variants("committees", "en") == held.variants_of(word, "en") != ()
    assert expression(held, (word,), "en") != Or(())


def test_a_sign_that_counts_is_no_translation_where_another_is_likely(tmp_path: Path) -> None:
    counts = {
        ("resolut", "决议"): 20.0,
        ("resolut", "号决议"): 9.0,
        ("resolut", "号"): 25.0,
        ("piec", "件"): 9.0,
    }
    known = lexicon(tmp_path, documents=counts)
    assert [one.text for one in known.variants("resolutions", "en")] == ["决议"]
    assert [one.text for one in known.variants("pieces", "en")] == ["件"]
