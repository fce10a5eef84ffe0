"""Plain letters for searching, and the map of offsets back to the text as shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.text.normalising import comparable, normalise, normalise_hyphenated, readings

SIGNS = (
    *"ab-A1 国é\u0301\u0327\u00ad\u200b\u200d\ufeffﬁﬃ⼤⺠\ufa0c\u2011\u2009\u202f\uf0b7\ue000Ⅻ，︵ﷲﷺ\u0345",
    "-\u00ad", "e\u0301", "\u2011\u00ad", "𝐀", "\U0002f800", "\U000e0100", "\uf764",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("ﬁrst oﬃce, ﬂoor, eﬀect, ﬅ", "first office, floor, effect, st"),
        ("disarma\u00adment", "disarmament"),
        ("S/2019\u200b/986\u2060", "S/2019/986"),
        ("\ufeff导言", "导言"),
        ("⼤韩⺠国，⼀致", "大韩民国，一致"),
        ("\uf9fe\U0002f800", "茶\u4e3d"),
        ("non\u2011proliferation, A/C.1/74/L.1\u2010L.2", "non-proliferation, A/C.1/74/L.1-L.2"),
        ("70\u202f997\u2009km\u00a02", "70 997 km 2"),
        ("re\u0301sume\u0301, Co\u0302te d’Ivoire, и\u0306", "résumé, Côte d’Ivoire, й"),
        ("x\u0301y \u0301", "xy "),
        ("ﬁ\u0301", "fí"),
        ("\uf0b7 one", "  one"),
        ("\uf6f0 \uf731\uf733 \uf764\uf765", "\uf6f0 13 DE"),
        ("Ⅻ ⅳ ǆ", "XII iv dž"),
        ("︵甲︶", "(甲)"),
        ("𝐀𝟗", "A9"),
        ("葛\U000e0100城", "葛城"),
        ("plain — “text” 第１５４０号，㈠ ① …", "plain — “text” 第１５４０号，㈠ ① …"),
        ("", ""),
    ],
)
def test_what_a_format_put_into_words_is_undone(shown: str, plain: str) -> None:
    assert normalise(shown).text == plain


@pytest.mark.parametrize(
    ("shown", "joined", "hyphenated"),
    [
        ("inter-\u00adnational law", "international law", "inter-national law"),
        ("peace\u2011\u00adkeeping", "peacekeeping", "peace-keeping"),
        ("con-\u00adﬁdence", "confidence", "con-fidence"),
        ("NON-\u00adPROLIFERATION", "NONPROLIFERATION", "NON-PROLIFERATION"),
        ("cafe\u0301-\u00adbar", "cafébar", "café-bar"),
        ("Asia-\u00adPacific", "Asia-Pacific", "Asia-Pacific"),
        ("COVID-\u00ad19", "COVID-19", "COVID-19"),
        ("non-self-govern-\u00ading", "non-self-governing", "non-self-govern-ing"),
    ],
)
def test_a_word_broken_at_a_line_end_has_two_readings(shown: str, joined: str, hyphenated: str) -> None:
    assert normalise(shown).text == joined
    assert normalise_hyphenated(shown).text == hyphenated
    assert [one.text for one in readings(shown)] == list(dict.fromkeys((joined, hyphenated)))


def test_breaks_are_where_the_hyphens_were() -> None:
    found = normalise("ﬁne-\u00adly and inter-\u00adnational")
    assert [found.text[:at] for at in found.breaks] == ["fine", "finely and inter"]


@pytest.mark.parametrize(
    ("shown", "part", "covered"),
    [
        ("the ﬁrst", "first", "ﬁrst"),
        ("eﬃcient", "ef", "eﬃ"),
        ("eﬃcient", "icient", "ﬃcient"),
        ("an inter-\u00adnational law", "international", "inter-\u00adnational"),
        ("soft\u00adly said", "softly", "soft\u00adly"),
        ("un cafe\u0301 noir", "café", "cafe\u0301"),
        ("在联\u200b络人处", "联络人", "联\u200b络人"),
        ("\ufeffword", "word", "word"),
    ],
)
def test_a_stretch_covers_all_of_what_is_shown(shown: str, part: str, covered: str) -> None:
    found = normalise(shown)
    start = found.text.index(part)
    at, end = found.span(start, start + len(part))
    assert shown[at:end] == covered
    first, last = found.inner(at, end)
    assert first <= start < start + len(part) <= last


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_each_character_stands_for_a_stretch_of_the_text_in_its_order(text: str) -> None:
    for found in readings(text):
        spans = [found.span(at, at + 1) for at in range(len(found.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)
        assert [end for _, end in spans] == sorted(end for _, end in spans)
        whole = found.span(0, len(found.text))
        assert whole == ((spans[0][0], spans[-1][1]) if spans else (whole[0], whole[0]))
        assert all(found.inner(*found.span(at, at + 1))[0] <= at for at in range(len(found.text)))


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_what_is_normalised_stays_so(text: str) -> None:
    for found in readings(text):
        again = normalise(found.text)
        assert again.text == found.text
        assert not again.is_moved
        assert again.breaks == ()
    assert comparable(comparable(text)) == comparable(text)


@settings(deadline=None)
@given(st.text(st.sampled_from("aé国Ａ１，、。”—聯㈠")))
def test_other_texts_are_left_as_they_are(text: str) -> None:
    found = normalise(text)
    assert found.text == text
    assert not found.is_moved
    assert found.span(0, len(text)) == (0, len(text))


def test_the_table_of_radicals_agrees_with_what_unicode_says_elsewhere() -> None:
    for code in range(0x2F00, 0x2FD6):
        assert normalise(chr(code)).text == unicodedata.normalize("NFKC", chr(code))
    named = {code for code in range(0x2E80, 0x2EF4) if unicodedata.name(chr(code), "")}
    left = {chr(code) for code in named if normalise(chr(code)).text == chr(code)}
    assert left == {"⺀"}  # a repetition mark, not a form of one character
