"""What is held beside a document is told with it: corrigenda, revisions, the resolution a draft became."""

from __future__ import annotations

import csv
import io
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from indexer.answer.versions import caveats, with_caveats
from indexer.cli import text
from indexer.library.library import Library
from indexer.model.document import Both, Given
from indexer.query import arguments
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


def text_lines(library: Library, asked: str) -> list[str]:
    return list(text.lines(library.search(arguments.parse([("q", asked)])), "en", with_facets=False))


def hits(client: FlaskClient, **asked: str) -> dict[str, dict[str, Any]]:
    answer = client.get("/api/v1/search", query_string=asked)
    assert answer.status_code == 200, answer.text
    return {hit["symbol"]: hit for hit in (answer.json or {})["hits"]}


def test_a_hit_names_the_other_versions_held(client: FlaskClient) -> None:
    found = hits(client, q="lakes deep")
    assert found["S/2031/9"]["versions"] == ["S/2031/9/Rev.2", "S/2031/9/Rev.1", "S/2031/9/Corr.1"]
    assert found["S/2031/9/Rev.1"]["versions"] == ["S/2031/9/Rev.2", "S/2031/9", "S/2031/9/Corr.1"]
    assert found["S/2031/8"]["versions"] == []
    assert found["S/2031/90/Corr.1"]["versions"] == []


def test_a_revision_stands_before_what_it_replaces(client: FlaskClient) -> None:
    found = list(hits(client, q="lakes deep"))
    assert found.index("S/2031/9/Rev.2") < found.index("S/2031/9/Rev.1") < found.index("S/2031/9")


def test_a_revision_with_other_words_stands_before_what_it_replaces_too(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place = tmp_path_factory.mktemp("reworded")
    library = Library(shelf.config(place))
    first = REPORT.format(symbol="S/2031/9", day=3, deep=40)
    again = REPORT.format(symbol="S/2031/9/Rev.1", day=4, deep="some 43").replace("lakes of", "two lakes of")
    library.add([shelf.written(place / "1.txt", first), shelf.written(place / "2.txt", again)], Given())
    with library:
        for asked in ("lakes deep", "lakes"):
            found = library.search(arguments.parse([("q", asked)])).hits
            assert [hit.symbol for hit in found] == ["S/2031/9/Rev.1", "S/2031/9"]


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


@pytest.mark.parametrize(
    ("asked", "base", "held"),
    [
        ("S/2031/9/Corr.1", "S/2031/9", "held"),
        ("S/2031/9/Corr.7", "S/2031/9", "held"),
        ("S/2031/9/Add.1", "S/2031/9", "held"),
        ("S/2031/9/Rev.1/Add.1", "S/2031/9/Rev.1", "held"),
        ("S/2031/9/Rev.5/Add.1", "S/2031/9", "held"),
        ("S/2031/90/Corr.1", "S/2031/90", "lacking"),
        ("S/2031/41/Add.2", "S/2031/41", "lacking"),
        ("S/2031/9", None, None),
    ],
)
def test_a_card_names_the_text_to_which_a_document_belongs(
    client: FlaskClient, asked: str, base: str | None, held: str | None
) -> None:
    (card,) = (client.get("/api/v1/search", query_string={"q": asked}).json or {})["query"]["symbols"]
    assert (card["base"] and (card["base"]["symbol"], card["base"]["held"])) == (
        base and (base, held == "held")
    )
    for lang, said in (("en", "Belongs to"), ("zh", "属于")):
        page = unescape(client.get(f"/?q={asked}&lang={lang}").text)
        assert (f"{said} {base}" in page or f"{said}{base}" in page) == (base is not None)
        assert (f'<a href="/en/{base}?lang={lang}">' in page) == (held == "held")


def test_what_is_not_held_offers_its_base(client: FlaskClient) -> None:
    for asked in ("S/2031/9/Corr.7", "S/2031/9/Add.1"):
        found = client.get("/api/v1/search", query_string={"q": asked}).json or {}
        assert [notice["code"] for notice in found["query"]["notices"]] == ["base-held"]
        assert found["hits"][0]["id"] == "S/2031/9:en:main:1"


def test_a_paragraph_says_what_is_held(client: FlaskClient) -> None:
    one = client.get("/api/v1/paragraph?symbol=S/2031/9&paragraph=1").json or {}
    assert one["versions"] == ["S/2031/9/Rev.2", "S/2031/9/Rev.1", "S/2031/9/Corr.1"]
    assert [caveat["text"]["en"] for caveat in one["caveats"]] == [
        "S/2031/9/Corr.1 is held",
        "replaced by S/2031/9/Rev.2",
    ]
    assert one["caveats"][0]["text"]["zh"] == "本库收录有S/2031/9/Corr.1"
    assert (client.get("/api/v1/paragraph?symbol=S/2031/8&paragraph=1").json or {})["caveats"] == []
    draft = client.get("/api/v1/paragraph?symbol=A/174/L.11&paragraph=1").json or {}
    assert draft["outcome"] == "A/RES/174/5"


@pytest.mark.parametrize("form", ["bibtex", "ris"])
@pytest.mark.parametrize("what", ["", "&paragraph=1"])
def test_references_say_what_is_held(client: FlaskClient, form: str, what: str) -> None:
    written = client.get(f"/api/v1/citation?symbol=S/2031/9&language=en{what}&format={form}").text
    assert "S/2031/9/Corr.1 is held; replaced by S/2031/9/Rev.2" in written
    other = client.get(f"/api/v1/citation?symbol=S/2031/8&language=en{what}&format={form}").text
    assert "held" not in other


REISSUES = ("", "* Reissued for technical reasons on 9 March 2031.")
OTHER_NOTE = "* The annex was submitted late by the delegation."


@pytest.mark.parametrize("note", [*REISSUES, OTHER_NOTE])
def test_a_star_behind_the_symbol_means_a_reissue(
    tmp_path_factory: pytest.TempPathFactory, note: str
) -> None:
    place = tmp_path_factory.mktemp("reissued")
    text = REPORT.format(symbol="S/2031/9*", day=3, deep=41)
    again = note in REISSUES
    library = Library(shelf.config(place))
    library.add([shelf.written(place / "1.txt", f"{text}\n{note}\n")], Given())
    with library:
        (hit,) = library.search(arguments.parse([("q", "lakes deep")])).hits
        assert (hit.id, hit.reissued) == ("S/2031/9:en:main:1", again)
        page = site.client(library).get("/en/S/2031/9?lang=zh").text
        assert ("重新印发" in page) == again
        answer = unescape(site.client(library).get("/?q=lakes&lang=en").text)
        assert ('<strong class="badge">reissued</strong>' in answer) == again
        assert ("reissued" in "\n".join(text_lines(library, "lakes"))) == again


CHINESE_REPORT = """\
联合国
S/2031/19{star}
安全理事会
Distr.: General
{day}
Chinese
Original: English

秘书长关于湖泊的报告

1. 北方湖泊深{deep}米。
"""


@pytest.mark.parametrize(
    ("day", "note"),
    [
        ("3 March 2031", ""),
        ("2031年3月3日", "\n* 因技术原因于2031年3月9日重新印发。\n"),
        ("2031年3月3日", "\n* 由於技術原因於2031年3月9日重新印發。\n"),
    ],
)
@pytest.mark.parametrize("names", [("old", "new"), ("new", "old")])
def test_a_reissue_takes_the_place_of_the_text_as_first_issued(
    tmp_path_factory: pytest.TempPathFactory, day: str, note: str, names: tuple[str, str]
) -> None:
    place = tmp_path_factory.mktemp("both")
    old = shelf.written(place / "old.txt", CHINESE_REPORT.format(star="", day=day, deep=40))
    new = shelf.written(place / "new.txt", CHINESE_REPORT.format(star="*", day=day, deep=41) + note)
    files = {"old": old, "new": new}
    library = Library(shelf.config(place))
    report = library.add([files[name] for name in names], Given())
    assert [one.file for one in report.taken] == [str(new)]
    assert [(one.file, one.superseded) for one in report.refused] == [(str(old), True)]
    assert f"{new} is its reissue" in report.refused[0].reason
    assert [one.file.partition(".")[0] for one in shelf.held(place / "added")] == ["S-2031-19"]
    with library:
        (hit,) = library.search(arguments.parse([("q", "S/2031/19*")])).hits
        assert (hit.text, hit.reissued) == ("北方湖泊深41米。", True)


def test_a_symbol_with_its_star_is_an_address_and_a_filter(client: FlaskClient) -> None:
    assert client.get("/en/S/2031/9*").headers["Location"].endswith("/en/S/2031/9")
    assert hits(client, symbol="S/2031/9*", q="lakes").keys() == {"S/2031/9"}


def test_nothing_is_said_where_nothing_is_held() -> None:
    cited = Both("S/2031/9，第1段", "S/2031/9, para. 1")
    assert with_caveats(cited, caveats("S/2031/9", ())) is cited
    assert caveats("S/2031/9", ("S/2031/9/Add.1", "S/2031/9/Rev.1/Corr.1")) == ()
    assert (
        with_caveats(cited, caveats("S/2031/9", ("S/2031/9/Corr.1",))).zh
        == "S/2031/9，第1段(本库收录有S/2031/9/Corr.1)"
    )
