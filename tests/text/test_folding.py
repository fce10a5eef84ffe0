"""Folding keeps every offset, and makes one of what differs in script, width, case or accent only."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from indexer.runtime.errors import ConfigError
from indexer.text import folding
from indexer.text.folding import PHRASE_PAIRS, fold

TO_TRADITIONAL = ("s2t", "s2tw", "s2hk")


@cache
def converter(name: str) -> OpenCC:
    return OpenCC(name)


def rows(name: str) -> list[tuple[str, str]]:
    lines = folding._dictionary(name).read_text("utf-8").splitlines()
    return [(key, targets.split(" ")[0]) for key, _, targets in (line.partition("\t") for line in lines)]


@given(st.text(st.characters()))
def test_length_is_kept_and_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_character_of_unicode_folds_to_one_that_stays() -> None:
    every = "".join(map(chr, range(0x110000)))
    folded = fold(every)
    assert len(folded) == len(every)
    assert fold(folded) == folded


def test_characters_fold_one_by_one() -> None:
    text = "聯絡人İßΣ Ａ１"
    assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/RES/1540(2004)", "s/res/1540(2004)"),
        ("Ｓ／２０１９／９８６，（ａ）", "s/2019/986,(a)"),
        ("聯絡人培訓班", "联络人培训班"),
        ("瓜地馬拉", "瓜地马拉"),
        ("網路", "网路"),
        ("裏裡里", "里里里"),
        ("后後", "后后"),
        ("臺台", "台台"),
        ("Côte d’Ivoire", "cote d’ivoire"),
        ("İstanbul STRASSE straße", "istanbul strasse straße"),
        ("⼈⽂", "人文"),
        ("x² ①", "x² ①"),
        ("か゛が", "か゛が"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize("name", TO_TRADITIONAL)
def test_every_simplified_character_folds_like_its_traditional_forms(name: str) -> None:
    for char, _ in rows("STCharacters"):
        assert fold(converter(name).convert(char)) == fold(char)


@pytest.mark.parametrize("name", TO_TRADITIONAL)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_a_traditional_text_folds_like_the_simplified_one(
    seed_2019: Path, seed_2020: Path, name: str, data: st.DataObject
) -> None:
    text = seed_2019.read_text("utf-8") + seed_2020.read_text("utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + 80]
    assert fold(converter(name).convert(piece)) == fold(piece)


@pytest.mark.parametrize("name", TO_TRADITIONAL)
@settings(deadline=None, max_examples=50)
@given(text=st.text(st.sampled_from("发发展著着乾干后後面里台复覆系只于余云征松范炼链"), max_size=8))
def test_ambiguous_characters_fold_alike_in_any_company(name: str, text: str) -> None:
    assert fold(converter(name).convert(text)) == fold(text)


def test_the_pairs_listed_are_those_that_only_the_phrase_dictionary_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = {frozenset(pair) for pair in PHRASE_PAIRS.split()}
    monkeypatch.setattr(folding, "PHRASE_PAIRS", "")
    plain = folding._han()
    found = {
        frozenset((char, other))
        for phrase, target in rows("STPhrases")
        for char, other in zip(phrase, target, strict=True)
        if plain.get(char, char) != plain.get(other, other)
    }
    assert found == listed


def test_simplified_characters_of_daily_use_stay_as_they_are() -> None:
    first_level = (bytes(divmod(code, 256)) for code in range(0xB0A1, 0xD7FA) if code % 256 > 0xA0)
    changed = {
        char
        for char in (code.decode("gb2312") for code in first_level if code[1] < 0xFF)
        if fold(char) != char
    }
    assert changed == set("乾俱呆座庇炼著藉覆")


def test_plain_ascii_needs_no_table() -> None:
    folding._table.cache_clear()
    assert fold("Nanjing 1540") == "nanjing 1540"
    assert folding._table.cache_info().currsize == 0
    assert fold("é") == "e"
    assert folding._table.cache_info().currsize == 1


def test_identity_names_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    folding.identity.cache_clear()
    one = folding.identity()
    assert one == folding.identity()
    folding.identity.cache_clear()
    monkeypatch.setattr(folding, "PHRASE_PAIRS", "具俱")
    assert folding.identity() != one
    folding.identity.cache_clear()


def test_missing_dictionaries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in (folding._dictionary, folding._table, folding._folded):
        known.cache_clear()
    monkeypatch.setattr(folding, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match="TSCharacters"):
        fold("é")
