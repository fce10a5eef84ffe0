"""What a page tells that cannot show what was asked: the whole of it in the reader's language."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from indexer.language.arabic_numerals import grouped
from indexer.library.library import Library
from indexer.model.document import Both, Given
from indexer.model.messages import Bilingual
from indexer.model.query import Query
from indexer.query.document_query import DocumentQuery
from indexer.runtime import deadline
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError, InputError, UsageError
from tests import shelf, site
from tests.webui.test_limits import limited
from tests.webui.test_problems import broken
from webui.api.exports import CitationName
from webui.pages.reading_page import ReadingPage
from webui.request.incoming import MAX_QUERY_STRING
from webui.request.parameter_values import named, read
from webui.request.parameters import Paging, ParagraphName, Parameters, StateCode, StateList
from webui.server import limits

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from indexer.model.document import Language

SENTENCES = [
    ("/?page=none", "请给出不小于1的整数。", "Give a whole number from 1."),
    ("/?page=501", "第501页超出前10\N{NO-BREAK SPACE}000条结果", "beyond the first 10,000 hits"),
    ("/?per_page=101", "1至100", "1 to 100"),
    ("/?sort=size", "没有“size”这种排序。", "'size' is not an order."),
    ("/?translate=maybe", "translate 不能是“maybe”。", "translate cannot be 'maybe'."),
    ("/?q=a&q=b", "参数 q 给出了两次。", "The parameter q is given twice."),
    ("/?from=2019&from=2020", "参数 from 给出了两次。", "The parameter from is given twice."),
    ("/?not.from=2019", "筛选条件 from 不能排除。", "The filter from cannot be excluded."),
    ("/?from=2020&to=2019", "晚于截止日期 2019-12-31", "after its end on 2019-12-31"),
    ("/?to=yesterday", "不是日期。", "is not a date."),
    ("/?year=19", "不是年份。", "is not a year."),
    ("/?state=Chle", "是否要找：智利(CHL)？", "Did you mean CHL (Chile, 智利)?"),
    ("/?state=qqqq", "请写国家代码(例如 CHL)或其联合国名称。", "a State's UN name."),
    ("/?language=fr", "没有“fr”这种语文。可用的值：zh、en。", "Allowed values: zh, en."),
    ("/?kind=events", "是否要用：event？", "Did you mean event?"),
    ("/?part=attachment", "不是文件的组成部分。", "is not a part of a document."),
    ("/?para=x", "不是段次。", "is not a paragraph number."),
    ("/?symbol=hello", "不是联合国文号。", "is not a United Nations document symbol."),
    ("/?symbol=S/RES/1540", "缺少年份或届次。", "lacks its year or session."),
    ("/?q=" + "a" * 3_001, "有3\N{NO-BREAK SPACE}001个字符", "has 3,001 characters"),
    ("/?" + "&".join(f"para={one}" for one in range(201)), "有201个筛选值", "has 201 filter values"),
    ("/?" + "&".join(f"a{one}=" for one in range(1_001)), "超过1\N{NO-BREAK SPACE}000个", "more than 1,000"),
    ("/?q=%ff", "不是 UTF-8 编码。", "is not UTF-8."),
    ("/?q=委员会&group=x", "结果不能按“x”归类。", "Results cannot be grouped by 'x'."),
    ("/documents?page=none", "请给出不小于1的整数。", "Give a whole number from 1."),
    ("/documents?page=501", "第501页超出", "beyond the first 10,000 hits"),
    ("/documents?sort=size", "没有“size”这种排序。", "'size' is not an order."),
    ("/documents?sort=date&sort=-date", "参数 sort 给出了两次。", "The parameter sort is given twice."),
    ("/documents?q=kind:event", "文件不能按kind筛选", "Documents cannot be filtered by kind"),
    ("/documents?q=(a OR part:annex)", "文件可按以下各项筛选：year、", "Filter documents by: year, "),
    ("/documents?organ=council", "security-council", "security-council"),
    ("/states?page=none", "参数 page 无效：必须是整数。", "The parameter page cannot be used"),
    ("/states?sort=x", "可用的值是name、count。", "'name' or 'count'"),
    ("/state/Chle", "没有名为“Chle”的国家。", "No State is called 'Chle'."),
    ("/state/qqqq", "请查看 /states。", "See /states."),
    ("/events?from=2020&to=2019", "请对调 from 与 to。", "Exchange from and to."),
    ("/zh/S/2019/986?with=fr", "可用的值是zh、en。", "'zh' or 'en'"),
    ("/zh/S/2019/986?find=" + "a" * 201, "不得超过200个字符", "at most 200 characters"),
    ("/zh/S/1999/1", "本库未收录该文件。", "This document is not held here."),
    ("/x", "此地址没有内容。", "There is nothing at this address."),
]
HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def told(response: TestResponse) -> str:
    """Return the text of the main part of a page, in which nothing is marked as in another language."""
    (main,) = re.findall("<main.*?</main>", response.text, re.DOTALL)
    assert "lang=" not in main.replace("hreflang=", "").replace("?lang=", "").replace("&amp;lang=", "")
    return re.sub(r"\s*\n\s*", "", unescape(re.sub("<[^>]*>", "", main)))


def in_one(response: TestResponse, language: Language, *said: str) -> None:
    """Check that a page tells this, and in one language but for what it quotes and commands."""
    text = told(response)
    assert [one for one in said if one not in text] == []
    own = re.sub("`.*?`|“.*?”|'.*?'", "", text)
    if language == "zh":
        assert not ENGLISH.search(own), own
    else:
        assert not HAN.search(own.replace("Chile, 智利", "")), own


@pytest.mark.parametrize(("path", "zh", "en"), SENTENCES, ids=lambda text: text[:30])
def test_a_page_tells_what_is_wrong_in_the_readers_language(
    client: FlaskClient, path: str, zh: str, en: str
) -> None:
    said: dict[Language, str] = {"zh": zh, "en": en}
    for language, sentence in said.items():
        response = client.get(path, headers={"Accept-Language": language})
        assert response.status_code in (400, 404)
        in_one(response, language, sentence)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_that_is_no_filter_is_told_in_the_readers_language(
    client: FlaskClient, language: Language
) -> None:
    shown = unescape(client.get(f"/?q=state:Chle&lang={language}").text)
    notices = re.findall('<p class="notice">(.*?)</p>', shown)
    asked = {"zh": "是否要找：智利(CHL)？", "en": "Did you mean CHL (Chile, 智利)?"}
    assert any(asked[language] in notice for notice in notices)


def test_an_address_too_long_to_read_is_told_in_the_browsers_language(client: FlaskClient) -> None:
    path = "/?q=" + "a" * MAX_QUERY_STRING
    chinese = client.get(path, headers={"Accept-Language": "zh"})
    in_one(chinese, "zh", f"最多读取{grouped(MAX_QUERY_STRING, 'zh')}个字节")
    english = client.get(path, headers={"Accept-Language": "en"})
    in_one(english, "en", f"{grouped(MAX_QUERY_STRING, 'en')} bytes of parameters")


def test_a_method_that_is_not_taken_is_told(client: FlaskClient) -> None:
    in_one(client.post("/?lang=zh"), "zh", "此地址不接受 POST 请求。", "请使用 GET。")
    in_one(client.post("/?lang=en"), "en", "This address does not take POST requests.", "Use GET.")


def test_another_http_error_is_told(client: FlaskClient) -> None:
    beyond = {"Range": "bytes=999999999-"}
    in_one(client.get("/static/style.css?lang=zh", headers=beyond), "zh", "(HTTP 416)", "请更正地址后再试。")
    in_one(client.get("/static/style.css?lang=en", headers=beyond), "en", "Correct the address")


def test_who_asks_too_often_is_told_when_to_come_again(digests: Library) -> None:
    client = limited(digests, rate=1)
    for _ in range(limits.BURST):
        client.get("/api/v1/health")
    in_one(client.get("/?lang=zh"), "zh", "请求过多", "请等待1秒")
    in_one(client.get("/?lang=en"), "en", "Too many requests", "Wait 1 seconds")


def test_a_question_that_takes_too_long_is_told(digests: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "begin", lambda _: deadline._ends.set(0))
    client = limited(digests)
    in_one(client.get("/?q=没有人问过&lang=zh"), "zh", "所需时间超过本服务的限度。", "请减少检索词")
    in_one(client.get("/?q=nobody&lang=en"), "en", "takes longer to answer", "Ask with fewer")


@pytest.mark.parametrize("kind", [BusyError, IndexUnusableError])
def test_a_library_that_cannot_be_asked_is_told(kind: type[BusyError | IndexUnusableError]) -> None:
    client = broken(kind(Both("在 /secret", "At /secret."), Both("请建立索引。", "Build it.")))
    in_one(client.get("/?q=a&lang=zh"), "zh", "暂时无法检索", "请建立索引。请稍后再试。")
    in_one(client.get("/?q=a&lang=en"), "en", "cannot be asked now", "Build it. Try again later.")


@pytest.mark.parametrize("kind", [ConfigError, InputError, ZeroDivisionError])
def test_a_fault_is_told_without_its_reason(kind: type[Exception]) -> None:
    client = broken(kind("secret"))
    for language, said in (("zh", "本服务发生故障"), ("en", "a fault of this service")):
        response = client.get(f"/?q=a&lang={language}")
        assert response.status_code == 500
        assert said in told(response)
        assert "secret" not in response.text


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("search?page=none", "page 不能是“none”。", "page cannot be 'none'."),
        ("nosuch", "可用的地址见 docs/api.md。", "docs/api.md lists the addresses."),
        ("document?symbol=S/1999/1", "本库未收录S/1999/1。", "S/1999/1 is not held."),
        ("document?symbol=S/1999/1", "(https://undocs.org/zh/S/1999/1)", "https://undocs.org/en/S/1999/1;"),
        (
            "paragraph?symbol=S/2019/986&language=zh&paragraph=999",
            "的中文本没有第999段。",
            "no paragraph 999",
        ),
        (
            "paragraph?symbol=S/2019/986&language=zh&part=annex&paragraph=999",
            "在 annex 部分没有第999段。",
            "in part annex in zh.",
        ),
        ("document?symbol=S/2019/986&language=xx", "可用的值是zh、en。", "Input should be 'zh' or 'en'."),
        ("document", "参数 symbol 无效：不可缺少。", "Field required"),
        ("document?symbol=", "不得为空", "at least 1 character"),
        (
            "citation?symbol=S/2019/986&part=annex",
            "请加上参数 paragraph。",
            "Give the parameter paragraph too.",
        ),
        (
            "export?q=a",
            "请加上参数 format：csv、json、jsonl、bibtex、ris、docx。",
            "Give the parameter format: csv, json, jsonl, bibtex, ris, docx.",
        ),
        ("export?q=a&format=csv&page=1", "请略去 page 和 per_page。", "Leave out page and per_page."),
        ("health?x=1", "可用的参数：无。", "The parameters are: none."),
    ],
)
def test_the_api_tells_it_in_the_language_that_is_preferred(
    client: FlaskClient, path: str, zh: str, en: str
) -> None:
    titles = set()
    for language, sentence in (("zh-CN,zh;q=0.9,en;q=0.8", zh), ("en-GB", en), ("fr", en), (None, en)):
        headers = {"Accept-Language": language} if language else {}
        response = client.get(f"/api/v1/{path}", headers=headers)
        assert response.json is not None
        assert sentence in response.json["detail"] + response.json["advice"]
        assert response.headers["Content-Language"] == ("zh" if sentence == zh else "en")
        assert "Accept-Language" in response.headers["Vary"]
        titles.add(response.json["title"])
    assert len(titles) == 1


def test_a_language_that_is_not_held_is_told_with_those_that_are(tmp_path: Path) -> None:
    library = Library(shelf.config(tmp_path))
    library.add([shelf.written(tmp_path / "zh.txt", shelf.REPORT)], Given())
    with library:
        client = site.client(library)
        answers = [
            client.get("/api/v1/document?symbol=S/2021/77&language=en", headers={"Accept-Language": one}).json
            for one in ("zh", "en")
        ]
    assert [answer["detail"] for answer in answers if answer] == [
        "本库收录S/2021/77的中文本，未收录英文本。",
        "S/2021/77 is held in zh, not in en.",
    ]


def test_a_page_that_cannot_be_is_told(digests: Library) -> None:
    with pytest.raises(UsageError) as raised:
        digests.documents(DocumentQuery(Query(page=0)))
    assert raised.value.advised.zh == "页码从1起，每页1至100条。"
    assert raised.value.advised.en == "Pages count from 1, with 1 to 100 per page."


def faults(model: type[Parameters], given: dict[str, str]) -> list[Bilingual]:
    """Return what is said of these parameters, if anything is wrong with them."""
    try:
        read(model, given)
    except UsageError as error:
        return [error.told]
    return []


@pytest.mark.parametrize("model", [Paging, StateList, ParagraphName, StateCode, CitationName, ReadingPage])
def test_every_fault_of_a_parameter_has_its_reason_in_chinese(model: type[Parameters]) -> None:
    values = ("", "0", "none", "9" * 5_000)
    whole = {name: "1" for name, field in named(model).items() if field.required}
    given = ({}, *(whole | {name: value} for name in named(model) for value in values))
    found = [told for one in given for told in faults(model, one)]
    assert found
    for told in found:
        assert re.fullmatch(
            "参数 [a-z_]+ 无效：(不可缺少|必须是整数|数值过大|不得[为超小大].+|可用的值是.+)。", told.zh
        )
        assert re.fullmatch("The parameter [a-z_]+ cannot be used: [^\u4e00-\u9fff]+[.]", told.en)
