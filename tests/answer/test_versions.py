"""What is held beside a document is told with it: corrigenda, revisions, the resolution a draft became."""

from __future__ import annotations

import csv
import io
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from indexer.answer.versions import caveats, with_caveats
from indexer.library.library import Library
from indexer.model.document import Both, Given
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

REPORT = """\
United Nations
{symbol}
Security Council
Distr.: General
{day} March 2031
Original: English

Report of the Secretary-General on lakes

1. The lakes of the north are {deep} metres deep.

2. Boats are counted every year.
"""
DRAFT = """\
United Nations
A/174/L.11
General Assembly
Distr.: Limited
1 March 2031
Original: English

Seventy-fourth session
Agenda item 9

Guyana: draft resolution

Reeds of the shore

The General Assembly,

Noting the reeds,

1. Decides to plant reeds;

2. Requests a report.
"""
RECORD = """\
United Nations
A/174/PV.31
General Assembly
Seventy-fourth session
31st plenary meeting
Friday, 2 March 2031, 10 a.m.
New York

Official Records

President: Mr. Li ...... (Guyana)

The meeting was called to order at 10 a.m.

The President: We shall now take a decision on draft resolution A/174/L.11.

Draft resolution A/174/L.11 was adopted (resolution 174/5).

The meeting rose at 11 a.m.
"""
FAMILY = ("S/2031/9", "S/2031/9/Corr.1", "S/2031/9/Rev.1", "S/2031/9/Rev.2")
OTHERS = ("S/2031/90/Corr.1", "S/2031/8")


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def client(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    """Give the pages over a text with its versions, a draft and the record of its adoption."""
    place: Path = tmp_path_factory.mktemp("versions")
    library = Library(shelf.config(place, engine=request.param))
    texts = [
        REPORT.format(symbol=symbol, day=3 + at, deep=40 + at) for at, symbol in enumerate((*FAMILY, *OTHERS))
    ]
    files = [shelf.written(place / f"{at}.txt", text) for at, text in enumerate((*texts, DRAFT, RECORD))]
    library.add(files, Given())
    with library:
        yield site.client(library)


def hits(client: FlaskClient, **asked: str) -> dict[str, dict[str, Any]]:
    answer = client.get("/api/v1/search", query_string=asked)
    assert answer.status_code == 200, answer.text
    return {hit["symbol"]: hit for hit in (answer.json or {})["hits"]}


def test_a_hit_names_the_other_versions_held(client: FlaskClient) -> None:
    found = hits(client, q="lakes deep")
    assert found["S/2031/9"]["versions"] == ["S/2031/9/Corr.1", "S/2031/9/Rev.1", "S/2031/9/Rev.2"]
    assert found["S/2031/9/Rev.1"]["versions"] == ["S/2031/9", "S/2031/9/Corr.1", "S/2031/9/Rev.2"]
    assert found["S/2031/8"]["versions"] == []
    assert found["S/2031/90/Corr.1"]["versions"] == []


def test_a_revision_stands_before_what_it_replaces(client: FlaskClient) -> None:
    found = list(hits(client, q="lakes deep"))
    assert found.index("S/2031/9/Rev.2") < found.index("S/2031/9/Rev.1") < found.index("S/2031/9")


def test_another_order_stays(client: FlaskClient) -> None:
    found = list(hits(client, q="lakes deep", sort="document"))
    assert found == ["S/2031/8", *FAMILY, "S/2031/90/Corr.1"]


@pytest.mark.parametrize(
    ("lang", "held", "replaced"),
    [
        ("en", "S/2031/9/Corr.1 is held", "replaced by S/2031/9/Rev.2"),
        ("zh", "本库收录有S/2031/9/Corr.1", "已由S/2031/9/Rev.2取代"),
    ],
)
def test_pages_say_what_corrects_and_replaces(
    client: FlaskClient, lang: str, held: str, replaced: str
) -> None:
    for address in (f"/?q=symbol:S/2031/9&lang={lang}", f"/en/S/2031/9?lang={lang}"):
        page = unescape(client.get(address).text)
        for said, symbol in ((held, "S/2031/9/Corr.1"), (replaced, "S/2031/9/Rev.2")):
            assert f'<a href="/{symbol}?lang={lang}">{said}</a>' in page, address
        assert "S/2031/9/Rev.1</a>" in page or "/?" in address  # a page names all versions
    assert held not in unescape(client.get(f"/en/S/2031/9/Corr.1?lang={lang}").text)


def test_what_is_copied_says_so(client: FlaskClient) -> None:
    told = "S/2031/9, para. 1 (S/2031/9/Corr.1 is held, replaced by S/2031/9/Rev.2)"
    answer = unescape(client.get("/?q=symbol:S/2031/9+deep&lang=en").text)
    assert f'data-copy="{told}"' in answer
    assert f'data-signed="{told}"' in answer
    page = unescape(client.get("/en/S/2031/9?lang=en").text)
    assert f'title="{told}"' in page
    assert 'data-mark="S/2031/9 (S/2031/9/Corr.1 is held; replaced by S/2031/9/Rev.2)"' in page
    table = client.get("/api/v1/export?q=symbol:S/2031/9+deep&format=csv").text.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["notice"] == "S/2031/9/Corr.1 is held; replaced by S/2031/9/Rev.2"


def test_a_draft_is_told_with_its_outcome(client: FlaskClient) -> None:
    hit = hits(client, q="reeds plant")["A/174/L.11"]
    assert (hit["type"], hit["outcome"]) == ("draft", "A/RES/174/5")
    for address in ("/?q=reeds+plant&lang=zh", "/en/A/174/L.11?lang=zh", "/documents?lang=zh"):
        page = client.get(address).text
        assert '<strong class="badge">决议草案</strong>' in page, address
        assert "已通过，即A/RES/174/5" in page, address


def test_lists_and_pages_say_what_a_document_is(client: FlaskClient) -> None:
    listed = unescape(client.get("/documents?lang=en").text)
    assert "Report · " in listed
    assert "Verbatim record · " in listed
    page = unescape(client.get("/en/A/174/L.11?lang=en").text)
    assert "</strong> General Assembly · session 74 · agenda item 9" in page
    chinese = unescape(client.get("/en/A/174/L.11?lang=zh").text)
    assert "大会 · 第74届会议 · 议程项目9" in chinese


def test_nothing_is_said_where_nothing_is_held() -> None:
    cited = Both("S/2031/9，第1段", "S/2031/9, para. 1")
    assert with_caveats(cited, "S/2031/9", ()) is cited
    assert caveats("S/2031/9", ("S/2031/9/Add.1", "S/2031/9/Rev.1/Corr.1")) == ()
    assert (
        with_caveats(cited, "S/2031/9", ("S/2031/9/Corr.1",)).zh
        == "S/2031/9，第1段(本库收录有S/2031/9/Corr.1)"
    )
