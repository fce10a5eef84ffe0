"""Words, names and numbers of aligned sentences correspond."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indexer.lexicon.correspondences import Correspondence, correspondences
from indexer.lexicon.sentence_beads import SentenceBead, sentence_beads
from indexer.lexicon.shipped_layers import shipped_lexicon
from tests.growth import assert_linear, repeated

ENGLISH = (
    "On 20 April 2011 the Group of Experts of the Committee discussed nuclear security with Chile. "
    "Under resolution 1540 (2004), 23 States named points of contact."
)
CHINESE = "2011年4月20日，委员会专家组与智利讨论了核安保。依第1540(2004)号决议，23个国家指定了联络人。"
PIECES = (
    "committee ",
    "委员会",
    "Chile, ",
    "1 ",
    "security. ",
    "安全。",
    "S/2019/986 ",
    "points of contact; ",
)


def found(english: str, chinese: str) -> tuple[Correspondence, ...]:
    lexicon = shipped_lexicon()
    return correspondences(english, chinese, sentence_beads(english, chinese, lexicon), lexicon)


def pairs(english: str, chinese: str) -> dict[str, str]:
    return {english[slice(*one.english)]: chinese[slice(*one.chinese)] for one in found(english, chinese)}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("20 April 2011", "2011年4月20日"),
        ("Group of Experts", "专家组"),
        ("Committee", "委员会"),
        ("nuclear security", "核安保"),
        ("Chile", "智利"),
        ("resolution 1540 (2004)", "第1540(2004)号决议"),
        ("points of contact", "联络人"),
    ],
)
def test_a_phrase_corresponds_to_its_translation(english: str, chinese: str) -> None:
    assert pairs(ENGLISH, CHINESE)[english] == chinese


def test_words_that_join_others_correspond_to_nothing() -> None:
    assert not {"of", "the", "On"} & pairs(ENGLISH, CHINESE).keys()


def test_what_corresponds_does_not_overlap() -> None:
    ours = sorted(one.english for one in found(ENGLISH, CHINESE))
    theirs = sorted(one.chinese for one in found(ENGLISH, CHINESE))
    for spans in (ours, theirs):
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_word_said_twice_corresponds_to_the_one_in_its_place() -> None:
    english = "The Committee wrote to the Council, and the Council wrote to the Committee."
    chinese = "委员会致函安理会，安理会致函委员会。"
    places = [
        (one.english[0], one.chinese[0])
        for one in found(english, chinese)
        if chinese[slice(*one.chinese)] == "委员会"
    ]
    assert places == [(english.index("Committee"), 0), (english.rindex("Committee"), chinese.rindex("委"))]


def test_sentences_that_are_not_sure_are_left_out() -> None:
    beads = [SentenceBead((0, len(ENGLISH)), (0, len(CHINESE)), 0.1)]
    assert not correspondences(ENGLISH, CHINESE, beads, shipped_lexicon())


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length(piece: str) -> None:
    lexicon = shipped_lexicon()

    def work(text: str) -> None:
        whole = [SentenceBead((0, len(text)), (0, len(text)), 1.0)]
        correspondences(text, text, whole, lexicon)

    assert_linear(work, repeated(piece), largest=50_000)
