"""Hostile input: escaped, refused or served, never executed, and never a fault of ours."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.query import MAX_TEXT
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

SCRIPT = "<script>alert(1)</script>"
HEADINGS = 2_000
MARKUP = [
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }}",
    "{% for x in () %}",
    "javascript:alert(1)",
    "\u202e\u0000\u0008x",
    "%3Cscript%3E",
]
PATHS = [
    "/../../etc/passwd",
    "/zh/../../etc/passwd",
    "/zh/S/2019/..%2f..%2fetc/passwd",
    "/static/../application.py",
    "/static/..%2fapplication.py",
    "/static/%2e%2e/application.py",
    "/static//etc/passwd",
    "/zh/S/2019/986%00.html",
    "/zh/S/2019/986\\..\\..",
    "/state/../../etc/passwd",
    "/state/%0d%0aSet-Cookie:x",
    "//evil.example/",
    "///evil.example/zh/S/2019/986",
    "/zh//evil.example",
    "/zh/s/2019/986%0d%0aLocation:%20https://evil.example",
    "/api/v1//search",
    "/" + "a/" * 300,
]
ADDRESSES = ("/?q={}", "/zh/S/2021/77?q={}", "/state/{}", "/zh/{}", "/events?organizer={}", "/{}", "/?{}=1")
API = ("search?q={}", "search?section={}", "document?symbol={}", "state?code={}", "events?place={}", "{}")


class Finder(HTMLParser):
    """Gathers what a browser would run: scripts not of ours, handlers, javascript: addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            address = (given.get(name) or "").strip().lower()
            if address.startswith(("javascript:", "data:", "//")):
                self.found.append(f"{tag} {name}={address}")


def runs(page: str) -> list[str]:
    finder = Finder()
    finder.feed(page)
    return finder.found


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Serve a library in which titles, headings, events and texts are markup, and headings are thousands."""
    place = tmp_path_factory.mktemp("hostile")
    marked = shelf.REPORT.replace("1. 智利和秘鲁", f"1. {SCRIPT}智利和秘鲁").replace(
        "一. 导言", f"一. {SCRIPT}导言"
    )
    many = ["S/2021/78", "", "附件", "", "某委员会报告", ""]
    for number in range(1, HEADINGS + 1):
        many += [
            f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}. 第{number}题",
            "",
            f"{number}. 第{number}段的援助。",
            "",
        ]
    library = Library(shelf.config(place))
    title = f'{SCRIPT} "><img src=x onerror=alert(1)> 某委员会的信'
    library.add([shelf.written(place / "marked.txt", marked)], Given(title=title))
    library.add([shelf.written(place / "many.txt", "\n".join(many))], Given(title="题目很多的报告"))
    with library:
        yield site.client(library)


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("address", ADDRESSES)
def test_markup_in_an_address_is_shown_as_text_or_refused(
    client: FlaskClient, address: str, markup: str
) -> None:
    for lang in ("zh", "en"):
        asked = address.format(quote(markup, safe=""))
        response = client.get(asked + ("&" if "?" in asked else "?") + f"lang={lang}")
        assert response.status_code < 500, asked
        assert not runs(response.text), asked


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("address", API)
def test_markup_is_json_in_the_api(client: FlaskClient, address: str, markup: str) -> None:
    response = client.get("/api/v1/" + address.format(quote(markup, safe="")))
    assert response.status_code < 500
    assert response.is_json
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/documents",
        "/zh/S/2021/77",
        "/?q=智利",
        "/?q=alert",
        "/state/CHL",
        "/events",
        "/S/2021/77",
        "/?q=S/2021/77",
    ],
)
def test_markup_in_a_document_is_text(client: FlaskClient, address: str) -> None:
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200
    assert not runs(response.text)


def test_the_markup_of_a_title_is_shown(client: FlaskClient) -> None:
    assert "&lt;script&gt;alert(1)" in client.get("/documents").text
    listed = client.get("/api/v1/documents").json
    assert listed is not None
    assert any(SCRIPT in item["title"] for item in listed["items"])


@pytest.mark.parametrize("path", PATHS)
def test_a_path_leads_to_nothing_but_pages(client: FlaskClient, path: str) -> None:
    response = client.get(path, buffered=True)
    assert response.status_code < 500
    assert "root:" not in response.text
    assert "def create_app" not in response.text
    assert "Set-Cookie" not in response.headers
    assert "evil.example" not in response.headers.get("Location", "").partition("?")[0].partition("/zh/")[0]


@pytest.mark.parametrize(
    "symbol", ["../../etc/passwd", "S/2019/../../x", "S/2021/77\x00", "S/2021/77\r\nX: y", "/" * 199]
)
def test_a_path_in_a_symbol_is_no_document(client: FlaskClient, symbol: str) -> None:
    for endpoint in ("document", "citation", "paragraph"):
        more = {"paragraph": "1"} if endpoint == "paragraph" else {}
        response = client.get(f"/api/v1/{endpoint}", query_string={"symbol": symbol, **more})
        assert response.status_code in {400, 404}
        assert response.mimetype == "application/problem+json"


def test_the_longest_question_makes_no_huge_answer(client: FlaskClient) -> None:
    asked = "援助" * (MAX_TEXT // 2)
    for path in ("/", "/events", "/api/v1/search", "/api/v1/events"):
        response = client.get(path, query_string={"q": asked})
        assert response.status_code == 200
        assert len(response.data) < 2_000_000
        assert len(gzip.compress(response.data)) < 100_000


@pytest.mark.parametrize("tokens", ["援" * (MAX_TEXT - 2), "援助 " * 999, "the " * 700])
def test_a_phrase_of_thousands_of_tokens_is_answered(client: FlaskClient, tokens: str) -> None:
    for slop in ("", "~1000"):
        response = client.get("/api/v1/search", query_string={"q": f'"{tokens}"{slop}'[:MAX_TEXT]})
        assert response.status_code == 200
        assert response.json["total"] == 0  # type: ignore[index]


def test_a_query_string_of_a_megabyte_is_refused(client: FlaskClient) -> None:
    for path in ("/", "/zh/S/2021/77", "/events", "/api/v1/search", "/api/v1/export", "/api/v1/state", "/x"):
        response = client.get(path, environ_overrides={"QUERY_STRING": "q=" + "%e6%99%ba" * 120_000})
        assert response.status_code == 400
        assert len(response.data) < 20_000
    assert client.get("/" + "a" * 100_000).status_code == 400


@pytest.mark.parametrize(
    "raw", ["q=\xff\xfe", "q=%ff%fe", "\xff=1", "lang=\xff", "q=%ed%a0%80", "q=\x00", "&&&==&"]
)
def test_a_query_string_that_is_not_utf8_is_refused(client: FlaskClient, raw: str) -> None:
    for path in ("/", "/documents", "/zh/S/2021/77", "/state/CHL", "/x", "/static/style.css"):
        overrides = {"QUERY_STRING": raw}
        status = client.get(path, environ_overrides=overrides, buffered=True).status_code
        assert status < 500, path
    for path in ("search", "document", "export", "health", "x"):
        assert client.get(f"/api/v1/{path}", environ_overrides={"QUERY_STRING": raw}).status_code < 500, path


def test_what_a_client_sends_raw_in_utf8_is_read(client: FlaskClient) -> None:
    raw = "q=智利".encode().decode("latin-1")
    found = client.get("/api/v1/search", environ_overrides={"QUERY_STRING": raw}).json
    assert found is not None
    assert found["query"]["text"] == "智利"


def test_a_path_that_is_not_utf8_is_not_found(client: FlaskClient) -> None:
    for path in ("/\xff\xfe", "/zh/\xff", "/state/\xff", "/static/\xff", "/api/v1/\xff"):
        assert client.get("/", environ_overrides={"PATH_INFO": path}).status_code == 404


def test_thousands_of_values_make_no_long_answer(client: FlaskClient) -> None:
    facet = client.get("/api/v1/search?q=援助").json["facets"]["section"]  # type: ignore[index]
    assert len(facet["values"]) == 50
    assert len(facet["values"]) + facet["more"] > HEADINGS / 2
    page = client.get("/?q=援助")
    assert page.status_code == 200
    assert len(page.data) < 400_000
    whole = client.get("/zh/S/2021/78")
    assert whole.status_code == 200
    for number, status in ((200, 200), (201, 400)):
        sections = "&".join(f"section=第{one}题" for one in range(number))
        assert client.get(f"/?q=援助&{sections}").status_code == status


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:99999", "a b", "<script>", "x\r\nSet-Cookie: y", "", "[::1", "@"]
)
@pytest.mark.parametrize(
    "name", ["Host", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Original-URL", "Forwarded"]
)
def test_a_forged_host_is_in_no_address_of_ours(client: FlaskClient, name: str, host: str) -> None:
    header = "HTTP_" + name.upper().replace("-", "_")
    for path in (
        "/",
        "/S/2021/77",
        "/zh/s/2021/77",
        "/?q=智利",
        "/api/v1/search?q=智利",
        "/documents/",
        "//documents",
    ):
        response = client.get(path, environ_overrides={header: host})
        assert response.status_code < 500, path
        assert "evil.example" not in response.text
        assert "evil.example" not in str(response.headers)
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "value", ["zh;q=x", "*" * 10_000, "\xff", "zh," * 5_000, "en;q=99999999999999999999"]
)
def test_odd_headers_change_nothing(client: FlaskClient, value: str) -> None:
    for name in (
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_RANGE",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_ORIGIN",
    ):
        for path in ("/", "/api/v1/health", "/static/style.css"):
            response = client.get(path, environ_overrides={name: value}, buffered=True)
            assert response.status_code in {200, 304, 416}, (name, path)


def test_a_file_name_carries_no_header(client: FlaskClient) -> None:
    response = client.get(
        "/api/v1/export", query_string={"format": "csv", "q": 'a"\r\nSet-Cookie: x=1; 援助'}
    )
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert not re.search(r"[\r\n]", response.headers["Content-Disposition"])
