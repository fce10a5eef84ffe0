"""Sentences of a paragraph stand against their translations, by the shipped lexicon alone."""

from __future__ import annotations

import pytest

from indexer.lexicon.sentence_beads import LEAST_SCORE, sentence_beads
from indexer.lexicon.sentence_cutting import clauses
from indexer.lexicon.shipped_layers import shipped_lexicon
from tests.growth import assert_linear, repeated

PAIRS = (
    ("The Committee welcomed the report of the Group of Experts.", "委员会欢迎专家组的报告。"),
    ("In 2014, 23 States asked for technical assistance.", "2014年，23个国家请求技术援助。"),
    ("Every country should protect the security of its borders.", "每个国家都应保护其边界的安全。"),
)
PIECES = (
    "a ",
    ". A",
    "; ",
    "。",
    "报告",
    "委员会通过了报告。",
    "The report. ",
    "1. ",
    "(a)",
    "¹",
    '"',
    " ",
    "1",
)


def aligned(english: str, chinese: str) -> list[tuple[str, str]]:
    """Return the sentences of the beads that are sure enough."""
    return [
        (english[slice(*one.english)], chinese[slice(*one.chinese)])
        for one in sentence_beads(english, chinese, shipped_lexicon())
        if one.score >= LEAST_SCORE
    ]


def test_each_sentence_stands_against_its_translation() -> None:
    assert aligned(" ".join(one for one, _ in PAIRS), "".join(one for _, one in PAIRS)) == list(PAIRS)


def test_traditional_characters_are_read() -> None:
    english, chinese = PAIRS[0][0], "委員會歡迎專家組的報告。"
    assert aligned(english, chinese) == [(english, chinese)]


def test_two_sentences_may_stand_against_one() -> None:
    english = f"{PAIRS[0][0]} {PAIRS[1][0]} {PAIRS[2][0]}"
    chinese = PAIRS[0][1] + PAIRS[1][1].replace("。", "，") + PAIRS[2][1]
    assert aligned(english, chinese) == [
        PAIRS[0],
        (f"{PAIRS[1][0]} {PAIRS[2][0]}", PAIRS[1][1].replace("。", "，") + PAIRS[2][1]),
    ]


def test_what_only_one_language_says_stands_alone() -> None:
    english = " ".join(one for one, _ in PAIRS)
    assert aligned(english, PAIRS[0][1] + PAIRS[2][1]) == [PAIRS[0], PAIRS[2]]


def test_a_semicolon_may_stand_against_a_full_stop() -> None:
    english = f"{PAIRS[0][0].replace('.', ';')} {PAIRS[1][0]}"
    assert aligned(english, PAIRS[0][1] + PAIRS[1][1]) == [
        (PAIRS[0][0].replace(".", ";"), PAIRS[0][1]),
        PAIRS[1],
    ]


def test_semicolons_in_both_divide_no_sentence() -> None:
    english = f"{PAIRS[0][0].replace('.', ';')} {PAIRS[1][0]}"
    chinese = PAIRS[0][1].replace("。", "；") + PAIRS[1][1]
    assert aligned(english, chinese) == [(english, chinese)]


@pytest.mark.parametrize(
    "english",
    [
        "18. See art. 5 of document S/2014/958, p. 3, and Add. 1 to report No. 7 of the U.S. Mission.",
        "Mr. Smith (United States) cited Prosecutor v. Kunarac.",
        "(a) The rate was 3.5 per cent.",
    ],
)
def test_an_abbreviation_or_a_number_ends_no_sentence(english: str) -> None:
    assert [(one.start, one.end) for one in clauses(english, "en")] == [(0, len(english))]


def test_quotes_and_footnote_marks_belong_to_the_sentence_they_close() -> None:
    english = "They said: “The Committee welcomed the report.”¹ In 2014, 23 States asked for assistance."
    chinese = "他们说：“委员会欢迎报告。”¹2014年，23个国家请求援助。"
    assert [chinese for _, chinese in aligned(english, chinese)] == [
        "他们说：“委员会欢迎报告。”¹",
        "2014年，23个国家请求援助。",
    ]


def test_swapped_paragraphs_have_low_scores() -> None:
    beads = sentence_beads(PAIRS[0][0], PAIRS[2][1], shipped_lexicon())
    assert all(one.score < LEAST_SCORE for one in beads)


@pytest.mark.parametrize(("english", "chinese"), [("", ""), (" ", "报告。"), ("Report.", "\u3000")])
def test_nothing_stands_against_nothing(english: str, chinese: str) -> None:
    assert not sentence_beads(english, chinese, shipped_lexicon())


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length(piece: str) -> None:
    lexicon = shipped_lexicon()
    assert_linear(lambda text: sentence_beads(text, text, lexicon), repeated(piece), largest=50_000)
