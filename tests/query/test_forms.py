"""A filter's value has one normal form, however it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.query.forms import narrow, normal
from indexer.runtime.errors import UsageError

if TYPE_CHECKING:
    from indexer.model.query import FilterName


@pytest.mark.parametrize(
    ("name", "value", "form"),
    [
        ("year", "2019", "2019"),
        ("year", " ２０１９年 ", "2019"),
        ("year", "2018-2020", "2018-2020"),
        ("year", "2020 – 2018", "2018-2020"),
        ("year", "2018至2020年", "2018-2020"),
        ("year", "2019-2019", "2019"),
        ("state", "CHL", "CHL"),
        ("state", "chl", "CHL"),
        ("state", "Chile", "CHL"),
        ("state", "智利", "CHL"),
        ("state", "瓜地馬拉", "GTM"),
        ("state", "united states of america", "USA"),
        ("language", "ZH", "zh"),
        ("symbol", "s/2019/986", "S/2019/986"),
        ("symbol", "S/RES/1540 (2004)", "S/RES/1540(2004)"),
        ("symbol", "Ｓ／２０１９／９８６", "S/2019/986"),
        ("cites", "S/RES/1977(2011)", "S/RES/1977(2011)"),
        ("cites", "S/RES/1977 (2011)#9", "S/RES/1977(2011)#9"),
        ("cites", "S/RES/1540(2004)#op 3 (c)", "S/RES/1540(2004)#3(c)"),
        ("para", "PP3", "pp.3"),
        ("para", "OP3", "3"),
        ("para", "pp.3", "pp.3"),
        ("para", "letter.2", "letter.2"),
        ("para", "art.2(3)", "art.2(3)"),
        ("kind", "Event", "event"),
        ("edition", "digest", "digest"),
        ("part", "main", "main"),
        ("part", "附件", "annex"),
        ("part", "Annex 2", "annex-2"),
        ("part", "annex-2", "annex-2"),
        ("part", "附件二", "annex-2"),
        ("part", "Annex II", "annex-2"),
        ("part", "附文", "enclosure"),
        ("part", "附錄", "appendix"),
        ("para", "18", "18"),
        ("para", "18 (A)", "18(a)"),
        ("para", "２６（ａ）（ｉｉ）", "26(a)(ii)"),
        ("para", "10(j)㈠", "10(j)(i)"),
        ("from", "2019", "2019-01-01"),
        ("from", "2019-4", "2019-04-01"),
        ("from", "2019-04-25", "2019-04-25"),
        ("to", "2019", "2019-12-31"),
        ("to", "2020-02", "2020-02-29"),
        ("to", "2019-04-25", "2019-04-25"),
    ],
)
def test_each_form_of_a_value_has_its_normal_form(name: FilterName, value: str, form: str) -> None:
    assert normal(name, value) == form
    assert normal(name, form) == form


@pytest.mark.parametrize("value", ["导言", "引言", "導言", "Introduction", "一. 导言"])
def test_a_section_is_named_in_any_language_and_script(value: str) -> None:
    assert normal("section", value) == normal("section", "一. 導言")


def test_a_section_that_no_table_knows_is_its_folded_heading() -> None:
    assert normal("section", " Of  SHOES and ships ") == "of shoes and ships"
    assert normal("section", "B. Of shoes") == "b. of shoes"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("year", "19", "2018-2020"),
        ("year", "２０１９-", "2018-2020"),
        ("state", "Chle", "Did you mean CHL (Chile, 智利)"),
        ("state", "qqqqqqqq", "UN name"),
        ("language", "fr", "Allowed values: zh, en."),
        ("symbol", "hello", "S/2019/986"),
        ("cites", "S/2019/986#", "18(a)"),
        ("cites", "S/2019/986#one", "18(a)"),
        ("cites", "hello#9", "S/2019/986"),
        ("kind", "events", "Did you mean event? Allowed values: paragraph, preamble,"),
        ("part", "anex", "main, annex, annex-2"),
        ("part", "annex, para. 12", "main, annex, annex-2"),
        ("para", "x", "18(a)"),
        ("para", "9-12", "18(a)"),
        ("from", "2019-13", "2019-04"),
        ("to", "2019-02-30", "2019-04"),
        ("to", "yesterday", "2019-04"),
    ],
)
def test_a_value_that_is_none_is_refused_with_what_would_do(
    name: FilterName, value: str, advice: str
) -> None:
    with pytest.raises(UsageError) as raised:
        normal(name, value)
    assert advice in raised.value.advice
    assert raised.value.http_status == 400


def test_an_unknown_state_comes_with_the_nearest() -> None:
    with pytest.raises(UsageError) as raised:
        normal("state", "Spian")
    assert "西班牙" in raised.value.advised.zh


def test_narrowing_keeps_lengths_and_case() -> None:
    assert narrow("ＡＮＤ（ａ：１）　“x”～") == "AND(a:1) “x”~"
