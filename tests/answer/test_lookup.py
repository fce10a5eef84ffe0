"""A text looked up: sentences like its own in both languages, with their translations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from indexer.answer import lookup as lookups
from indexer.answer.lookup_sentences import sentence_spans, sentences
from indexer.model.document import Language
from indexer.model.lookup import LONGEST, SentenceMatch
from indexer.runtime import deadline
from tests.growth import assert_linear, repeated

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.lookup import SentenceLookup

HELD = "It held three formal and six informal meetings."
HELD_ZH = "开正式会议3次、非正式会议6次"


def one(library: Library, text: str) -> SentenceLookup:
    (found,) = library.lookup(text, 10).sentences
    return found


def found(match: SentenceMatch) -> str:
    return match.unit.text[match.start : match.end]


def test_a_sentence_that_is_held_is_found_whole(digests: Library) -> None:
    match = one(digests, HELD).same_language[0]
    assert (match.percentage, found(match), match.differing, match.unit_differing) == (100, HELD, (), ())
    assert match.unit.id == "S/2019/986:en:annex:4"
    assert match.unit.edition == "digest"


def test_words_that_differ_are_marked_on_both_sides(digests: Library) -> None:
    asked = "It held four formal and six informal gatherings."
    match = one(digests, asked).same_language[0]
    assert 60 < match.percentage < 100
    assert [asked[at.start : at.end] for at in match.differing] == ["four", "gatherings"]
    assert [match.unit.text[at.start : at.end] for at in match.unit_differing] == ["three", "meetings"]


def test_a_sentence_is_shown_with_its_translation(digests: Library) -> None:
    translation = one(digests, HELD).same_language[0].translation
    assert translation
    assert translation.unit.id == "S/2019/986:zh:annex:4"
    assert HELD_ZH in translation.unit.text[translation.start : translation.end]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In resolution 1540 (2004) the Council decided to watch it closely.", "S/2019/986:zh:annex:1"),
        ("2019年委员会举行了3次正式会议和6次非正式会议。", "S/2019/986:en:annex:4"),
    ],
)
def test_a_sentence_finds_its_translation(digests: Library, text: str, unit: str) -> None:
    asked = one(digests, text)
    match = asked.other_language[0]
    assert match.unit.id == unit
    assert match.unit.language != asked.language
    assert match.translation
    assert match.translation.unit.language == asked.language


def test_traditional_chinese_finds_simplified(digests: Library) -> None:
    text = one(digests, HELD).same_language[0].translation
    assert text
    simplified = text.unit.text[text.start : text.end]
    assert one(digests, simplified.replace("会议", "會議")).same_language[0].percentage == 100


def test_what_is_not_held_says_so(digests: Library) -> None:
    told = one(digests, "My dear aunt cooks noodles on rainy evenings.")
    assert (told.same_language, told.other_language) == ((), ())
    assert [notice.code for notice in told.notices] == ["nothing-alike"]


def test_each_sentence_is_answered_by_itself(digests: Library) -> None:
    answer = digests.lookup(f"{HELD} {HELD}\n天气很好。委员会举行会议。", 3)
    assert [(each.number, each.text, each.language) for each in answer.sentences] == [
        (1, HELD, "en"),
        (2, HELD, "en"),
        (3, "天气很好。", "zh"),
    ]
    assert (answer.total, [notice.code for notice in answer.notices]) == (3, ["left-out"])


@pytest.mark.parametrize("text", ["", " \n ", "...", "。。。"])
def test_a_text_without_a_sentence_says_so(digests: Library, text: str) -> None:
    answer = digests.lookup(text, 10)
    assert (answer.total, [notice.code for notice in answer.notices]) == (0, ["empty-text"])


def test_a_sentence_that_is_too_long_is_refused_and_the_others_are_not(digests: Library) -> None:
    answer = digests.lookup(f"{'会' * (LONGEST + 1)}\n{HELD}", 1_000)
    told = [[notice.code for notice in each.notices] for each in answer.sentences]
    assert all(codes == ["sentence-too-long"] or not codes for codes in told[:-1])
    assert answer.sentences[-1].same_language[0].percentage == 100


def test_what_the_time_does_not_allow_says_so(digests: Library) -> None:
    deadline.begin(0)
    try:
        told = one(digests, HELD)
    finally:
        deadline.end()
    assert [notice.code for notice in told.notices] == ["out-of-time"]


def test_every_sentence_of_the_library_finds_itself(digests: Library) -> None:
    """Both versions of a digest: 100 per cent, and the official text would come first."""
    for language in ("en", "zh"):
        units = digests.document("S/2020/1308", language).paragraphs[20:30]
        for unit in units:
            for start, end in sentence_spans(unit.text, unit.language):
                match = one(digests, unit.text[start:end]).same_language[0]
                assert match.percentage == 100
                assert " ".join(found(match).split()) == " ".join(unit.text[start:end].split())


@pytest.mark.parametrize(
    ("text", "language", "cut"),
    [
        ("See para. 5. The Chair spoke.\nItem 2", "en", ["See para. 5.", "The Chair spoke.", "Item 2"]),
        ("会议开始。主席发言！\n散会", "zh", ["会议开始。", "主席发言！", "散会"]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, language: Language, cut: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text, language)] == cut
    assert [each for each, _ in sentences(text)] == cut


@pytest.mark.parametrize("piece", ["a. ", "A. ", "会。", "; ", "\n", "“", "Mr. ", "。」", "1. "])
def test_a_text_is_cut_in_time_like_its_length(piece: str) -> None:
    assert_linear(lambda text: [*sentences(text)], repeated(piece))


@pytest.mark.parametrize("piece", ["security council ", "安全理事会", "1540 ", "a. "])
def test_a_text_is_looked_up_in_time_like_its_length(digests: Library, piece: str) -> None:
    context = replace(digests._context())
    assert_linear(lambda text: lookups.lookup(context, text, 3), repeated(piece), largest=200_000)
