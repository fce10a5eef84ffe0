"""The pages and endpoints of terms and glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def text(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text


def test_the_page_shows_the_translation_with_its_sentences(client: FlaskClient) -> None:
    page = text(client, "/terms?q=联络人&lang=en")
    assert '<span class="said" lang="en-GB">points of contact</span>' in page
    assert "<mark>联络人</mark>" in page
    assert "not UN text" in page
    assert 'href="/zh/S/2019/986?lang=en#annex-46(c)' in page


def test_a_digest_is_copied_with_its_mark(client: FlaskClient) -> None:
    page = text(client, "/terms?q=联络人&lang=en")
    assert page.count('data-signed="') == page.count("<mark>联络人</mark>") > 0


def test_the_page_without_a_term_has_the_form(client: FlaskClient) -> None:
    page = text(client, "/terms?lang=en")
    assert 'name="q"' in page
    assert 'href="/terms?q=' in page


def test_every_page_leads_to_the_terms(client: FlaskClient) -> None:
    assert 'href="/terms"' in text(client, "/documents")


@pytest.mark.parametrize("asked", ["%3F!", "a" * 300, "联" * 3_000])
def test_a_term_that_cannot_be_looked_up_leaves_the_form(client: FlaskClient, asked: str) -> None:
    page = text(client, f"/terms?q={asked}", 400)
    assert 'class="notice"' in page
    assert 'name="q"' in page


def test_markup_is_text(client: FlaskClient) -> None:
    assert "<script>alert" not in text(client, "/terms?q=<script>alert(1)</script>")


def test_general_words_stand_apart(client: FlaskClient) -> None:
    page = text(client, "/terms?q=child soldiers&lang=en")
    assert page.index("儿童兵") < page.index("General dictionary, not UN usage") < page.index("娃娃兵")


def test_a_symbol_leads_to_its_glossary(client: FlaskClient) -> None:
    assert 'href="/glossary?symbol=S/2019/986' in text(client, "/terms?q=S/2019/986")


def test_the_api_tells_what_the_page_shows(client: FlaskClient) -> None:
    answer = client.get("/api/v1/terms?q=联络人").json
    assert answer is not None
    assert answer["translations"][0]["text"] == "points of contact"
    assert client.get("/api/v1/terms").status_code == 400
    assert client.get("/api/v1/terms?q=a&x=1").status_code == 400


def test_a_document_leads_to_its_glossary(client: FlaskClient) -> None:
    assert 'href="/glossary?symbol=S/2019/986&amp;language=zh"' in text(client, "/zh/S/2019/986")


def test_the_page_of_a_glossary(client: FlaskClient) -> None:
    page = text(client, "/glossary?symbol=S/2019/986&language=en&lang=en")
    assert "points of contact" in page
    assert "联络人" in page
    assert "not UN text" in page
    assert "/api/v1/glossary?symbol=S/2019/986&amp;language=en&amp;format=tbx" in page
    assert text(client, "/glossary?symbol=S/1999/1", 404)
    assert text(client, "/glossary", 400)


@pytest.mark.parametrize(("form", "media"), [("csv", "text/csv"), ("tbx", "application/x-tbx")])
def test_files_of_a_glossary(client: FlaskClient, form: str, media: str) -> None:
    answer = client.get(f"/api/v1/glossary?symbol=S/2019/986&language=en&format={form}")
    assert answer.content_type.startswith(media)
    assert answer.headers["Content-Disposition"] == (f"attachment; filename=glossary-S-2019-986-en.{form}")
    assert "联络人" in answer.text


def test_the_json_of_a_glossary(client: FlaskClient) -> None:
    answer = client.get("/api/v1/glossary?symbol=S/2019/986&language=zh&general=true").json
    assert answer is not None
    assert {one["kind"] for one in answer["entries"]} >= {"term", "state", "organization"}
