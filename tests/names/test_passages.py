"""Passages of a text that are named by a number: articles, chapters, paragraphs."""

from __future__ import annotations

import pytest

from indexer.names import passages


def keys(text: str) -> list[str]:
    return [one.keys[-1] for one in passages.find(text)]


@pytest.mark.parametrize(
    "text",
    ["第四十一条", "第41条", "第 41 条", "Article 41", "article XLI", "Arts. 41", "Rule 41", "第四十一條"],
)
def test_an_article_has_one_normal_form(text: str) -> None:
    assert passages.find(text) == (passages.PassageFound(0, len(text), ("art.41",)),)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("第七章", "chap.7"), ("Chapter VII", "chap.7"), ("第Ⅲ部分", "part.3"), ("part III", "part.3"),
        ("附件Ⅱ", "annex.2"), ("附件二", "annex.2"), ("Annex II", "annex.2"), ("第二节", "sect.2"),
        ("第26(一)段", "para.26(i)"), ("第26㈠段", "para.26(i)"), ("paragraph 26 (i)", "para.26(i)"),
        ("第10(b)㈢段", "para.10(b)(iii)"), ("Article 41 (2) (b)", "art.41(2)(b)"),
        ("第26（二）段", "para.26(ii)"),
    ],
)  # fmt: skip
def test_a_passage_is_named_by_its_kind_and_number(text: str, key: str) -> None:
    assert keys(text) == [key]


def test_a_passage_with_items_is_named_without_them_too() -> None:
    assert passages.find("依照第26㈠段")[0].keys == ("para.26", "para.26(i)")


@pytest.mark.parametrize("text", ["第26、27和28段", "第26段、第27段和第28段", "paragraphs 26, 27 and 28"])
def test_each_of_a_list_is_named(text: str) -> None:
    assert keys(text) == ["para.26", "para.27", "para.28"]


@pytest.mark.parametrize(
    "text",
    ["第一条约", "第二节目", "第三章程", "第26届", "附件三份", "part of it", "article on sand",
     "chapter and verse", "第41", "paragraphs", "partial 3", "counterpart 3"],
)  # fmt: skip
def test_other_words_name_no_passage(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("第10(c)、(d)和(e)段", {"para.10", "para.10(c)", "para.10(d)", "para.10(e)"}),
        ("para. 10 (c) and (d) of the programme", {"para.10", "para.10(c)", "para.10(d)"}),
        ("paragraph 26 (a) (i) and (ii)", {"para.26", "para.26(a)(i)", "para.26(a)(ii)"}),
        ("上文第 24 至 25 段", {"para.24", "para.25"}),
    ],
)
def test_items_and_numbers_of_a_list_are_all_found(text: str, keys: set[str]) -> None:
    assert {key for one in passages.find(text) for key in one.keys} == keys
