"""Tokens: what a text is found by, and where each stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import (
    Token,
    broken_words,
    exact,
    exact_places,
    exact_texts,
    is_han,
    once_broken,
    word_texts,
    words,
)
from indexer.text.normalising import comparable


def texts(tokens: tuple[Token, ...]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/2019/986", "s 2019 986"),
        ("S/RES/1540(2004)", "s res 1540 2004"),
        ("COVID-19", "covid 19"),
        ("70,997 or 70 997", "70 997 or 70 997"),
        ("第1540(2004)号决议", "第 1540 2004 号 决 议"),
        ("聯絡人", "联 络 人"),
        ("Ｃôte d’Ivoire", "cote d ivoire"),
        ("Co\u0302te", "cote"),
        ("Совет العربية", "совет العربية"),
        ("snake_case", "snake case"),
        ("〇々𠀀", "〇 々 𠀀"),
        ("，。…—", ""),
        ("", ""),
    ],
)
def test_exact(text: str, expected: str) -> None:
    assert texts(exact(text)) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联络人培训班", "联络人 培训班"),
        ("第1540(2004)号决议", "第 1540 2004 号 决议"),
        ("Meetings of points of contact", "meet of point of contact"),
        ("implementing implemented Implementation", "implement implement implement"),
        ("Nanjing, Beijing and Chongqing", "nanjing beijing and chongqing"),
        ("COVID-19 L.1 Совет", "covid 19 l 1 совет"),
        ("著名的供應鏈", "着名 的 供应链"),
        ("特立尼达和多巴哥", "特立尼达和多巴哥"),
        ("不扩散", "不扩散"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert texts(words(text)) == expected.split()


@pytest.mark.parametrize("split", [exact, words])
@settings(deadline=None)
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("联络人聯絡 the ofS/2019é\u0301"))))
def test_tokens_stand_in_order_at_places_of_their_own(split: object, text: str) -> None:
    assert split in (exact, words)
    tokens = exact(text) if split is exact else words(text)
    ends = [0, *(token.end for token in tokens)]
    for token, end in zip(tokens, ends, strict=False):
        assert end <= token.start < token.end <= len(text)
        assert token.text
    assert split is words or all(comparable(text[token.start : token.end]) == token.text for token in tokens)


@settings(deadline=None)
@given(text=st.text(), data=st.data())
def test_any_han_run_of_a_text_is_the_phrase_of_its_own_tokens(text: str, data: st.DataObject) -> None:
    run = data.draw(
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=6)
    )
    whole, part = texts(exact(text + run + text)), texts(exact(run))
    assert any(whole[start : start + len(part)] == part for start in range(len(whole)))


def test_any_run_of_the_real_texts_finds_its_place(seed_2019: Path, seed_2020: Path) -> None:
    text = seed_2019.read_text("utf-8") + seed_2020.read_text("utf-8")
    at = {token.start: position for position, token in enumerate(exact(text))}
    whole = texts(exact(text))
    for match in re.finditer("[\u4e00-\u9fff]{2,}", text):
        part = texts(exact(match[0]))
        start = at[match.start()]
        assert whole[start : start + len(part)] == part


@settings(deadline=None)
@given(st.text())
def test_texts_and_places_are_those_of_the_tokens(text: str) -> None:
    assert exact_texts(text) == tuple(token.text for token in exact(text))
    assert exact_places(text) == tuple((token.start, token.end) for token in exact(text))
    assert word_texts(text) == tuple(token.text for token in words(text))


def test_is_han() -> None:
    assert all(map(is_han, "联聯〇々𠀀"))
    assert not any(map(is_han, "a1，é "))


@pytest.mark.parametrize(
    ("text", "exactly", "by_words"),
    [
        ("an inter-\u00adnational law", "an international law", "an internat law inter nation"),
        ("non-\u00adproliferation", "nonproliferation", "nonprolifer non prolifer"),
        ("Asia-\u00adPacific", "asia pacific", "asia pacif"),
        ("soft\u00adly", "softly", "soft"),
        ("联\u200b络⼈", "联 络 人", "联络人"),
        ("con-\u00adﬁdence", "confidence", "confid con fidenc"),
    ],
)
def test_a_broken_word_is_one_and_its_pieces_are_words_too(text: str, exactly: str, by_words: str) -> None:
    assert exact_texts(text) == tuple(exactly.split())
    assert word_texts(text) == tuple(by_words.split())


def test_the_pieces_of_a_broken_word_have_their_places() -> None:
    text = "ﬁne con-\u00adﬁdence"
    (word,) = broken_words(text)
    assert word.hyphenated == "con-fidence"
    assert [text[piece.start : piece.end] for piece in word.pieces] == ["con", "ﬁdence"]
    assert [text[token.start : token.end] for token in words(text)] == [
        "ﬁne",
        "con-\u00adﬁdence",
        "con",
        "ﬁdence",
    ]


def test_where_a_phrase_may_be_broken() -> None:
    assert list(once_broken("a non-self-governing one")) == [
        (("a", "nonself", "governing", "one"), "non-self"),
        (("a", "non", "selfgoverning", "one"), "self-governing"),
    ]
    assert list(once_broken("S/2019/986 - a-, -b")) == []
