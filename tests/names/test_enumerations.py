"""The lists of States in a text: how many stand in each, and the sentence that says what the list is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.names import enumerations, states

if TYPE_CHECKING:
    from indexer.model.document import Language


def lists(text: str, language: Language) -> list[tuple[str, int]]:
    found = enumerations.find(text, states.find(text, language))
    return [(one.introduction, len(one.states)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议开幕。2019年，智利、秘鲁和多哥提交了报告。会议闭幕。", ("2019年，…提交了报告。", 3)),
        ("包括智利、秘鲁以及多哥在内的36国答复！", ("包括…在内的36国答复！", 3)),
        ("共有4国(智利、秘鲁、多哥及海地)答复；余下未答。", ("共有4国(…)答复；余下未答。", 4)),
        ("请求来自智利/秘鲁和多哥。", ("请求来自…。", 3)),
        ("捐款由德国、日本、挪威和欧洲联盟提供。", ("捐款由…和欧洲联盟提供。", 3)),
        ("参加者：\n智利、秘鲁、多哥\n共三国", ("…", 3)),
        ("智利、秘鲁或多哥", ("…", 3)),
    ],
)
def test_a_chinese_list_with_the_sentence_around_it(text: str, expected: tuple[str, int]) -> None:
    assert lists(text, "zh") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met. In 2020, Chile, Peru and Togo named theirs. All did.", ("In 2020, … named theirs.", 3)),
        ("The Gambia, the Sudan, and the Philippines replied.", ("… replied.", 3)),
        ("Reports came from the Gambia, Chile or Peru (3 in all).", ("Reports came from … (3 in all).", 3)),
        ("In St. Petersburg, Chile, Peru as well as Togo spoke.", ("In St. Petersburg, … spoke.", 3)),
        ("See para. A of that. Chile/Peru and Togo asked.", ("… asked.", 3)),
        ("Help went to Saint Kitts and Nevis, Chile and Peru.", ("Help went to ….", 3)),
    ],
)
def test_an_english_list_with_the_sentence_around_it(text: str, expected: tuple[str, int]) -> None:
    assert lists(text, "en") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "应科威特的请求，专家到访。",
        "智利和秘鲁合办讲习班。",
        "智利、秘鲁。多哥、海地。",
        "智利与秘鲁在多哥会晤。",
        "智利、秘鲁和智利",
        "智利提交第一次报告，秘鲁提交第二次报告，多哥提交第三次报告。",
        "",
    ],
)
def test_no_list_where_states_are_fewer_than_three_or_otherwise_joined(text: str) -> None:
    assert lists(text, "zh") == []


def test_two_lists_of_a_sentence_are_two() -> None:
    text = "Chile, Peru and Togo asked Japan, Norway and Spain for help."
    assert lists(text, "en") == [
        ("… asked Japan, Norway and Spain for help.", 3),
        ("Chile, Peru and Togo asked … for help.", 3),
    ]


def test_a_name_with_a_stop_ends_no_sentence() -> None:
    assert lists("Experts visited Chile, St. Lucia and Peru.", "en") == [("Experts visited ….", 3)]
