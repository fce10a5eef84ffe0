"""Exports: the whole answer and no page of it, marked where it is a digest, as a file with a name."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from indexer.answer import search_results
from indexer.answer.citation_forms import DIGEST
from indexer.answer.word_file import MEDIA_TYPE
from indexer.cli.search import search
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.library.library import Library
from indexer.model.document import Both, Given
from indexer.query import arguments
from indexer.runtime.config import load
from indexer.runtime.errors import IndexUnusableError
from tests import shelf, site

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from indexer.engines.base import Answer, Request

SETTINGS = """\
[library]
corpora = ["corpus", "added"]
index = "index"
[web]
public_url = "http://un.example"
"""
QUESTION = {"q": "委员会", "kind": "paragraph", "translate": "false"}


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def exported(client: FlaskClient, form: str, **question: str) -> str:
    response = client.get("/api/v1/export", query_string={"format": form, **question})
    assert response.status_code == 200, response.text
    return response.text


def records(client: FlaskClient, form: str, **question: str) -> list[dict[str, Any]]:
    text = exported(client, form, **question)
    if form == "csv":
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if form == "json":
        return list(json.loads(text)["hits"])
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_an_export_holds_every_hit_of_every_page(client: FlaskClient, form: str) -> None:
    ids = [record["id"] for record in records(client, form, **QUESTION)]
    pages: list[str] = []
    page = client.get("/api/v1/search", query_string={**QUESTION, "per_page": "50"}).json
    while page:
        pages += [hit["id"] for hit in page["hits"]]
        page = client.get(page["next"]).json if page["next"] else None
    assert len(ids) > 100
    assert ids == pages


def test_an_export_goes_on_beyond_what_is_asked_of_the_index_at_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = records(client, "jsonl")
    monkeypatch.setattr(search_results, "BATCH", 7)
    assert records(client, "jsonl") == whole


@pytest.mark.parametrize(("form", "begins"), [("bibtex", "@misc{"), ("ris", "TY  - ELEC")])
def test_references_to_an_answer_are_one_for_each_hit_with_a_key_of_its_own(
    client: FlaskClient, form: str, begins: str
) -> None:
    text = exported(client, form, **QUESTION)
    asked = client.get("/api/v1/search", query_string={**QUESTION, "per_page": "1"}).json
    assert asked is not None
    assert text.count(begins) == asked["total"] > 100
    keys = re.findall(r"^@misc\{(.*),|^ID  - (.*)\r$", text, re.MULTILINE)
    assert len(set(keys)) == asked["total"]
    assert text.count("not UN text") + text.count("非联合国文本") >= 2 * asked["total"]
    assert "http://localhost/zh/S/2019/986#annex-" in text


def test_a_word_file_holds_every_hit(client: FlaskClient) -> None:
    response = client.get("/api/v1/export", query_string={"format": "docx", **QUESTION})
    assert response.content_type == MEDIA_TYPE
    assert response.headers["Content-Disposition"].endswith(".docx")
    with zipfile.ZipFile(io.BytesIO(response.data)) as package:
        text = package.read("word/document.xml").decode()
    asked = client.get("/api/v1/search", query_string={**QUESTION, "per_page": "1"}).json
    assert asked is not None
    assert text.count("HYPERLINK") == asked["total"]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_every_record_has_a_whole_address(client: FlaskClient, form: str) -> None:
    for record in records(client, form, **QUESTION):
        assert record["url"].startswith("http://localhost/zh/S/")


@pytest.mark.parametrize("form", ["bibtex", "ris", "docx"])
def test_the_command_writes_the_same_files(tmp_path: Path, form: str) -> None:
    library = shelf.stocked(tmp_path, SETTINGS)
    with Library(load(library / "config.toml")) as opened:
        served = site.client(opened, public_url="http://un.example").get(
            f"/api/v1/export?format={form}&q=委员会"
        )
    options = ["委员会", "--format", form, "--all", "--config", str(library / "config.toml")]
    printed = CliRunner().invoke(search, options, catch_exceptions=False)
    assert (served.status_code, printed.exit_code) == (200, 0)
    assert printed.stdout_bytes == served.data
    assert len(served.data) > 100


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_every_record_of_a_digest_says_so(client: FlaskClient, form: str) -> None:
    for record in records(client, form, **QUESTION):
        assert record["edition"] == "digest"
        mark = getattr(DIGEST, record["language"])
        cited = record["citation"]
        assert mark in (cited if form == "csv" else cited[record["language"]])
        assert form != "csv" or record["notice"] == mark


def test_json_is_one_object_that_counts_its_hits(client: FlaskClient) -> None:
    answer = json.loads(exported(client, "json", **QUESTION))
    assert list(answer) == ["query", "hits", "total"]
    assert answer["query"]["text"] == QUESTION["q"]
    asked = client.get("/api/v1/search", query_string={**QUESTION, "per_page": "1"}).json
    assert asked is not None
    assert answer["total"] == len(answer["hits"]) == asked["total"]
    (first,) = asked["hits"]
    assert answer["hits"][0] == {**first, "url": f"http://localhost{first['url']}"}


def test_nothing_found_is_a_valid_file_too(client: FlaskClient) -> None:
    nothing = {"q": '"no such words here"'}
    assert json.loads(exported(client, "json", **nothing))["total"] == 0
    assert exported(client, "jsonl", **nothing) == ""
    assert exported(client, "csv", **nothing).startswith("\ufeffcitation,id,")


def test_the_command_writes_the_same_csv(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    settings = '[library]\ncorpora = ["added"]\nindex = "index"\n[web]\npublic_url = "http://un.example"\n'
    config.write_text(settings, encoding="utf-8")
    text = shelf.written(tmp_path / "report.txt", shelf.DIGEST)
    library = Library(shelf.config(tmp_path))
    library.add([text], Given())
    with library:
        served = site.client(library, public_url="http://un.example").get(
            "/api/v1/export?format=csv&q=委员会&sort=document"
        )
    options = ["委员会", "--sort", "document", "--format", "csv", "--all", "--config", str(config)]
    printed = CliRunner().invoke(search, options, catch_exceptions=False)
    assert (served.status_code, printed.exit_code) == (200, 0)
    assert printed.stdout_bytes == served.data
    assert served.data.count(b"S/2021/77:zh:") == 2


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("jsonl", "application/x-ndjson"),
        ("docx", MEDIA_TYPE),
    ],
)
def test_an_export_is_a_file_named_after_its_question(
    client: FlaskClient, form: str, media_type: str
) -> None:
    asked = {"format": form, "q": "联络人 S/2019/986", "year": "2019", "not.state": "CHL"}
    response = client.get("/api/v1/export", query_string=asked)
    assert response.content_type == media_type
    disposition = unquote(response.headers["Content-Disposition"])
    assert disposition.startswith(f"attachment; filename=juanzong-S-2019-986-2019.{form};")
    assert disposition.endswith(f"filename*=UTF-8''juanzong-联络人-S-2019-986-2019.{form}")
    plain = client.get("/api/v1/export", query_string={"format": form, "q": "../../x\r\nSet-Cookie: a" * 99})
    assert plain.headers["Content-Disposition"].startswith("attachment; filename=juanzong-x-Set-Cookie")
    assert len(plain.headers["Content-Disposition"]) < 120


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("export", "one format"),
        ("export?format=xls", "one format"),
        ("export?format=csv&format=json", "one format"),
        ("export?format=csv&page=2", "no pages"),
        ("export?format=csv&per_page=2", "no pages"),
        ("export?format=csv&colour=blue", "colour"),
        ("export?format=csv&state=Xyzzy", "Xyzzy"),
        ("citation", "symbol"),
        ("citation?symbol=S/2019/986&format=endnote", "format"),
        ("citation?symbol=S/2019/986&part=annex", "part"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_the_reason(
    client: FlaskClient, address: str, said: str
) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert said in response.json["detail"]  # type: ignore[index]


def test_an_index_that_fails_is_told_before_anything_is_sent(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_engine: WhooshEngine, _request: Request) -> Answer:
        raise IndexUnusableError(Both("索引已损坏。", "damaged"), Both("请重建。", "Build it again."))

    monkeypatch.setattr(WhooshEngine, "search", fail)
    response = client.get("/api/v1/export?format=csv")
    assert response.status_code == 503
    assert "Content-Disposition" not in response.headers


def test_an_export_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_results, "BATCH", 2)
    library = Library(shelf.config(tmp_path))
    library.add([shelf.written(tmp_path / "zh.txt", shelf.REPORT)], Given())
    with library:
        query = arguments.parse([("sort", "document")])
        before = [hit.id for hit in library.hits(query)]
        hits = library.hits(query)
        read = [next(hits).id]
        library.add([shelf.written(tmp_path / "en.txt", shelf.ENGLISH)], Given())
        library.refresh()
        assert [*read, *(hit.id for hit in hits)] == before
        assert len([hit.id for hit in library.hits(query)]) > len(before)


def test_a_citation_is_a_file_for_its_program(client: FlaskClient) -> None:
    bibtex = client.get("/api/v1/citation?symbol=s/2019/986&language=en")
    assert bibtex.content_type == "application/x-bibtex; charset=utf-8"
    assert bibtex.text.startswith("@misc{juanzong-S-2019-986-en,")
    assert "url = {http://localhost/en/S/2019/986}" in bibtex.text
    assert bibtex.headers["Content-Disposition"] == "attachment; filename=juanzong-S-2019-986-en.bib"
    place = {"symbol": "S/2019/986", "language": "zh", "part": "annex", "paragraph": "18(a)"}
    ris = client.get("/api/v1/citation", query_string={**place, "format": "ris"})
    assert ris.content_type == "application/x-research-info-systems; charset=utf-8"
    assert "UR  - http://localhost/zh/S/2019/986#annex-18(a)\r\n" in ris.text
    assert "本项目自编提要，非联合国文本" in ris.text
    assert ris.headers["Content-Disposition"].endswith("juanzong-S-2019-986-zh-annex-18-a.ris")


def test_a_citation_has_the_public_address(digests: Library) -> None:
    public = site.client(digests, public_url="https://search.example/un")
    text = public.get("/api/v1/citation?symbol=S/2019/986&language=en").text
    assert "url = {https://search.example/un/en/S/2019/986}" in text


def test_what_is_not_held_is_not_cited(client: FlaskClient) -> None:
    assert client.get("/api/v1/citation?symbol=S/RES/1540(2004)").status_code == 404
    assert client.get("/api/v1/citation?symbol=S/2019/986&paragraph=999").status_code == 404


def test_pages_lead_to_their_exports(client: FlaskClient) -> None:
    page = client.get("/?q=智利&year=2019&page=2&per_page=10&lang=zh").text
    for form in ("csv", "json", "jsonl", "bibtex", "ris", "docx"):
        link = f"/api/v1/export?format={form}&amp;q=%E6%99%BA%E5%88%A9&amp;year=2019"
        assert f'href="{link}"' in page
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    document = client.get("/zh/S/2019/986").text
    for style in ("bibtex", "ris"):
        link = f"/api/v1/citation?symbol=S/2019/986&amp;language=zh&amp;format={style}"
        assert f'href="{link}"' in document
        assert client.get(link.replace("&amp;", "&")).status_code == 200
