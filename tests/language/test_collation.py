"""The order of names: that of the UN's lists in either language."""

from __future__ import annotations

import pytest

from indexer.language import CONVENTIONS
from indexer.names import states


def test_chinese_names_stand_by_their_pinyin() -> None:
    names = ["智利", "秘鲁", "斐济", "瑙鲁", "阿尔巴尼亚", "中国", "波兰", "法国", "芬兰", "南非", "尼泊尔"]
    assert sorted(names, key=CONVENTIONS["zh"].sort_key) == [
        *("阿尔巴尼亚", "秘鲁", "波兰", "法国", "斐济", "芬兰", "南非", "瑙鲁", "尼泊尔", "智利", "中国"),
    ]


def test_english_names_stand_by_their_letters_whatever_their_accents() -> None:
    names = ["Croatia", "Côte d'Ivoire", "Costa Rica", "Türkiye", "Turkmenistan", "Tunisia"]
    assert sorted(names, key=CONVENTIONS["en"].sort_key) == [
        *("Costa Rica", "Côte d'Ivoire", "Croatia", "Tunisia", "Türkiye", "Turkmenistan"),
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("阿曼", "A"),
        ("秘鲁", "B"),
        ("瑙鲁", "N"),
        ("圭亚那", "G"),
        ("科威特", "K"),
        ("乍得", "Z"),
        ("日本", "R"),
    ],
)
def test_a_chinese_name_stands_under_the_letter_of_its_pinyin(name: str, letter: str) -> None:
    assert CONVENTIONS["zh"].initial(name) == letter


def test_an_english_name_stands_under_its_first_letter() -> None:
    assert CONVENTIONS["en"].initial("Zambia") == "Z"
    assert CONVENTIONS["en"].initial("Åland") == "A"


def test_the_letters_of_all_states_follow_their_order() -> None:
    chinese = sorted((state.zh for state in states.ALL), key=CONVENTIONS["zh"].sort_key)
    letters = [CONVENTIONS["zh"].initial(name) for name in chinese]
    assert letters == sorted(letters)
    assert len(set(letters)) == 21
