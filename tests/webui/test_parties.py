"""Former States and organizations in records: kept as printed, counted, found by any of their names."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from indexer.cli import report
from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

ENGLISH = """\
United Nations
S/PV.99101
Security Council
99101st meeting
Wednesday, 5 March 1980, 10 a.m.
New York

President: Ms. Moreau (France)

The meeting was called to order at 10.05 a.m.

The President: I give the floor to the first speaker.

Mr. Sokolov (Union of Soviet Socialist Republics): We fish at night.

Mr. Novak (Czechoslovakia): We fish by day.

Mr. Mbala (Zaire): We fish in the river.

Ms. Haas (European Union): We buy fish.

Mr. Ito (IAEA): We weigh fish.

Ms. Okoro (Under-Secretary-General for Lakes): We count fish.

The President: I now put to the vote the draft resolution contained in document S/1980/77.

A vote was taken by show of hands.

In favour:
France, Zaire
Against:
Union of Soviet Socialist Republics
Abstaining:
Yugoslavia, German Democratic Republic

The President: The draft resolution received 2 votes in favour, 1 against and 2 abstentions.

The meeting rose at 10.20 a.m.
"""
SIMPLIFIED = """\
联合国
S/PV.99102
安全理事会
第99102次会议
1980年3月5日星期三上午10时举行
纽约

主席：　　莫罗女士(法国)

上午10时05分开会。

主席：我请第一位发言者发言。

索科洛夫先生(苏联)：我们夜里捕鱼。

诺瓦克先生(捷克斯洛伐克)：我们白天捕鱼。

哈斯女士(欧盟)：我们买鱼。

主席：我现在将S/1980/77号文件所载的决议草案付诸表决。

进行了举手表决。

赞成：
法国、南斯拉夫
反对：
苏维埃社会主义共和国联盟
弃权：
德意志民主共和国

主席：表决结果如下：2票赞成，1票反对，1票弃权。
"""
TRADITIONAL = """\
聯合國
S/PV.99103
安全理事會
第99103次會議
1980年3月6日星期四上午10時舉行
紐約

主席：　　莫羅女士(法國)

上午10時05分開會。

主席：我請第一位發言者發言。

索科洛夫先生(蘇聯)：我們夜裏捕魚。

約萬諾維奇先生(南斯拉夫)：我們不捕魚。
"""
A, B, C = "S/PV.99101:en:main", "S/PV.99102:zh:main", "S/PV.99103:zh:main"


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def client(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    """Give the pages over three records of long ago, in each embedded engine."""
    place: Path = tmp_path_factory.mktemp("parties")
    library = Library(shelf.config(place, engine=request.param))
    texts = {"en": ENGLISH, "hans": SIMPLIFIED, "hant": TRADITIONAL}
    library.add([shelf.written(place / f"{name}.txt", text) for name, text in texts.items()], Given())
    with library:
        yield site.client(library)


def answer(client: FlaskClient, **asked: str) -> dict[str, Any]:
    got = client.get("/api/v1/search", query_string=asked)
    assert got.status_code == 200, got.text
    return dict(got.json or {})


def ids(client: FlaskClient, **asked: str) -> set[str]:
    return {hit["id"] for hit in answer(client, **asked)["hits"]}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"speaking": "SUN"}, {f"{A}:turn.2", f"{B}:turn.2", f"{C}:turn.2"}),
        ({"speaking": "蘇聯"}, {f"{A}:turn.2", f"{B}:turn.2", f"{C}:turn.2"}),
        ({"speaking": "USSR"}, {f"{A}:turn.2", f"{B}:turn.2", f"{C}:turn.2"}),
        ({"speaking": "YUG"}, {f"{C}:turn.3"}),
        ({"speaking": "Czechoslovakia"}, {f"{A}:turn.3", f"{B}:turn.3"}),
        ({"speaking": "RUS"}, set()),
        ({"speaking": "CZE"}, set()),
        ({"speaking": "Zaire"}, {f"{A}:turn.4"}),
        ({"speaking": "COD"}, {f"{A}:turn.4"}),
        ({"vote": "SUN=against"}, {f"{A}:vote.1", f"{B}:vote.1"}),
        ({"vote": "苏联=反对"}, {f"{A}:vote.1", f"{B}:vote.1"}),
        ({"vote": "南斯拉夫=赞成"}, {f"{B}:vote.1"}),
        ({"vote": "DDR=abstaining"}, {f"{A}:vote.1", f"{B}:vote.1"}),
        ({"q": "speaking:欧盟"}, {f"{A}:turn.5", f"{B}:turn.4"}),
        ({"speaking": "European Union"}, {f"{A}:turn.5", f"{B}:turn.4"}),
        ({"speaking": "the EU"}, {f"{A}:turn.5", f"{B}:turn.4"}),
        ({"speaking": "國際原子能機構"}, {f"{A}:turn.6"}),
    ],
)
def test_who_spoke_and_voted_is_found(client: FlaskClient, asked: dict[str, str], expected: set[str]) -> None:
    assert ids(client, **asked) == expected


@pytest.mark.parametrize("asked", ["Soviet Union", "苏联", "蘇聯"])
def test_a_question_finds_a_former_state_by_all_its_names(client: FlaskClient, asked: str) -> None:
    found = answer(client, q=asked)
    assert {f"{A}:vote.1", f"{B}:vote.1"} <= {hit["id"] for hit in found["hits"]}
    (named,) = found["query"]["named"]
    assert named["value"] == "SUN"


def test_facets_count_and_name_who_speaks(client: FlaskClient) -> None:
    values = answer(client, q="fish", translate="false")["facets"]["speaking"]["values"]
    named = {one["value"]: (one["label"], one["count"]) for one in values}
    assert named["SUN"] == ("Union of Soviet Socialist Republics", 1)
    assert named["COD"] == ("Democratic Republic of the Congo", 1)
    assert named["European Union"][0] == "European Union"
    assert "Under-Secretary-General for Lakes" not in named
    chinese = answer(client, q="鱼", speaking="European Union", translate="false")
    (chosen,) = [one for one in chinese["facets"]["speaking"]["values"] if one["selected"]]
    assert chosen["label"] == "欧洲联盟"
    assert {one["label"] for one in chinese["facets"]["speaking"]["values"]} >= {"捷克斯洛伐克"}
    for one in values:
        assert client.get(one["url"]).json["total"] == one["count"]  # type: ignore[index]


def test_a_former_name_stays_as_printed(client: FlaskClient) -> None:
    (turn,) = answer(client, speaking="COD")["hits"]
    assert (turn["speech"]["state"], turn["speech"]["printed"]) == ("COD", "Zaire")
    page = unescape(client.get("/en/S/PV.99101?lang=en").text)
    assert ">Zaire</a>" in page
    assert "Mr. Mbala (Zaire)" in page
    assert "Democratic Republic of the Congo" not in page
    assert ">蘇聯</a>" in client.get("/zh/S/PV.99103").text


def test_the_page_of_a_former_state_says_so(client: FlaskClient) -> None:
    assert "former State" in client.get("/state/SUN?lang=en").text
    assert "前国家" in client.get("/state/SUN?lang=zh").text
    assert "former State" not in client.get("/state/FRA?lang=en").text
    rows = (client.get("/api/v1/states").json or {})["items"]
    assert {row["code"]: row["former"] for row in rows}["YUG"]


@pytest.mark.parametrize(("lang", "said"), [("en", "neither a State nor"), ("zh", "既不是国家")])
def test_an_unknown_name_is_refused_with_what_may_be_meant(client: FlaskClient, lang: str, said: str) -> None:
    got = client.get(
        "/api/v1/search", query_string={"speaking": "Europaen Union"}, headers={"Accept-Language": lang}
    )
    assert got.status_code == 400
    assert said in got.text
    assert "European Union (欧洲联盟)" in got.text


def test_what_was_said_is_counted_as_statements(client: FlaskClient) -> None:
    english, chinese = (client.get(f"/documents?lang={lang}").text for lang in ("en", "zh"))
    assert "9 statements" in english
    assert "9次发言" in chinese
    assert "9 paragraphs" not in english


def test_commands_count_statements_apart_from_paragraphs(tmp_path: Path) -> None:
    taken = [shelf.written(tmp_path / "a.txt", ENGLISH), shelf.written(tmp_path / "b.txt", shelf.ENGLISH)]
    told = "\n".join(report.lines(Library(shelf.config(tmp_path)).add(taken, Given())))
    assert "1980-03-05: 9 statements, 0 events" in told
    assert "2 paragraphs, 0 events" in told
