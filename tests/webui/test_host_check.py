"""Requests for other hosts are refused where ours are named, and answers carry our own address."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import shelf
from webui import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from indexer.library.library import Library

BIBTEX = "/api/v1/citation?symbol=S/2019/986&language=en"
RIS = f"{BIBTEX}&paragraph=12&format=ris"
CALENDAR = "/events.ics?lang=en"
TABLE = "/events.csv?lang=en"
EXPORTS = tuple(f"/api/v1/export?q=Chile&format={form}" for form in ("csv", "json", "jsonl"))
FILES = (BIBTEX, RIS, CALENDAR, TABLE)
OTHERS = ("/", "/documents", "/S/2019/986", "/embed?lang=en", "/api", "/static/style.css", "/none")
API = ("/api/v1/search?q=Chile", "/api/v1/openapi.json", "/api/v1/none", *EXPORTS)
HEALTH = "/api/v1/health"
BAD = (
    *("", "a..b", "a" * 64, "a,b", "un.example, evil.example", "evil@un.example", "[::1", "un.example:99999"),
    *("é", "卷宗".encode().decode("latin-1"), "un.example/x", "un.example\\x", "<b>", "x" * 60_000),
)
HERE: dict[str, dict[str, Any]] = {
    "ours": {"hosts": ("un.example",)},
    "public": {"public_url": "https://un.example/library"},
    "any": {},
}


def served(library: Library, **web: Any) -> FlaskClient:  # noqa: ANN401 - settings of any kind
    default = shelf.config(Path("unused"))
    return create_app(replace(default, web=replace(default.web, **web)), library).test_client()


def ask(client: FlaskClient, path: str, host: str | None, **environ: str) -> TestResponse:
    """Ask for a host; None names none."""
    answer = client.get(path, environ_overrides={"HTTP_HOST": host, **environ}, buffered=True)
    if answer.status_code == 200 and path == CALENDAR:
        answer.set_data(answer.data.replace(b"\r\n ", b""))
    return answer


@pytest.mark.parametrize("path", [*FILES, *OTHERS, *API])
@pytest.mark.parametrize("setting", ["ours", "public"])
def test_another_host_is_refused_where_ours_are_named(digests: Library, setting: str, path: str) -> None:
    client = served(digests, **HERE[setting])
    assert ask(client, path, "un.example").status_code in {200, 302, 404}
    assert ask(client, path, "UN.example:8080").status_code in {200, 302, 404}
    for host in ("evil.example", "un.example.evil", "localhost", "127.0.0.1:8080", *BAD):
        answer = ask(client, path, host)
        assert answer.status_code == 400, host
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert "evil" not in answer.text + str(answer.headers)
        assert (answer.mimetype == "application/problem+json") == path.startswith("/api/")


@pytest.mark.parametrize("setting", list(HERE))
def test_whoever_watches_the_server_may_ask_by_any_address(digests: Library, setting: str) -> None:
    client = served(digests, **HERE[setting])
    answers = [ask(client, HEALTH, host) for host in ("10.1.2.3:8080", "evil.example", "un.example", *BAD)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1


def test_the_refusal_says_what_to_do_in_both_languages(digests: Library) -> None:
    for setting, zh, en in (
        ("public", "请访问 https://un.example/library/。", "Ask at https://un.example/library/."),
        ("ours", "请核对地址。", "Check the address."),
    ):
        client = served(digests, **HERE[setting])
        for language, advice in (("zh", zh), ("en", en)):
            problem = client.get(BIBTEX, headers={"Accept-Language": language}).json
            assert problem is not None
            assert problem["advice"].startswith(advice)
            assert "config.toml" in problem["advice"]
            assert problem["status"] == 400


def test_a_request_line_with_a_whole_address_asks_for_its_host(digests: Library) -> None:
    client = served(digests, hosts=("un.example",))
    for key in ("RAW_URI", "REQUEST_URI"):
        for target, status in (
            ("http://evil.example/documents", 400),
            ("http://evil.example", 400),
            ("http://un.example@evil.example/", 400),
            ("http://[::/", 400),
            ("http://un.example/documents?x=http://evil.example", 200),
            ("/documents?x=http://evil.example", 200),
        ):
            answer = ask(client, "/documents", "un.example", **({"RAW_URI": ""} | {key: target}))
            assert answer.status_code == status, target
    assert ask(client, "/documents", "evil.example", RAW_URI="http://un.example/").status_code == 200


def whole(path: str, text: str) -> set[str]:
    """Return what the addresses of a file begin with, up to the page of a document."""
    if path.startswith("/events.csv") or "format=csv" in path:
        urls = [row["url"] for row in csv.DictReader(text.removeprefix("\ufeff").splitlines())]
    elif "format=json" in path:
        lines = (
            text.splitlines()
            if path.endswith("jsonl")
            else [json.dumps(hit) for hit in json.loads(text)["hits"]]
        )
        urls = [json.loads(line)["url"] for line in lines]
    else:
        urls = re.findall(r"^(?:UR  - |URL:|  url = \{)([^}\s]*)", text, re.MULTILINE)
    return {re.sub(r"/(?:zh|en)/S/.*", "", url) for url in urls}


@pytest.mark.parametrize(
    ("web", "host", "address"),
    [
        ({"public_url": "https://un.example/library"}, "un.example", "https://un.example/library"),
        ({"public_url": "https://un.example:8443"}, "un.example", "https://un.example:8443"),
        ({"hosts": ("un.example", "b.example")}, "b.example", "http://b.example"),
        ({"hosts": ("*.un.example",)}, "WWW.un.example.:80", "http://www.un.example"),
        ({"hosts": ("un.example",)}, "un.example:8080", "http://un.example:8080"),
        ({"hosts": ("2001:db8::1",)}, "[2001:db8:0::1]:8080", "http://[2001:db8::1]:8080"),
        ({"hosts": ("un.example",), "public_url": "/library"}, "un.example", "http://un.example/library"),
    ],
)
@pytest.mark.parametrize("path", [*FILES, *EXPORTS])
def test_what_is_read_elsewhere_has_our_address(
    digests: Library, path: str, web: dict[str, Any], host: str, address: str
) -> None:
    answer = ask(served(digests, **web), path, host)
    assert whole(path, answer.text) == {address}
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", None, *BAD])
@pytest.mark.parametrize("path", [*FILES, *EXPORTS, *OTHERS])
def test_a_host_that_only_the_request_names_is_in_no_answer(
    digests: Library, path: str, host: str | None
) -> None:
    client = served(digests)
    answer = ask(client, path, host)
    assert answer.status_code in {200, 302, 404}
    assert "evil" not in answer.text + str(answer.headers)
    other = ask(client, path, "other.example")
    assert (answer.data, answer.headers.get("ETag")) == (other.data, other.headers.get("ETag"))


def test_without_an_address_of_ours_a_reference_has_none(digests: Library) -> None:
    client = served(digests, host="0.0.0.0", port=80)  # noqa: S104 - as in a container
    bibtex, ris = (ask(client, path, "evil.example").text for path in (BIBTEX, RIS))
    assert "url = " not in bibtex
    assert "https://undocs.org/en/S/2019/986" in bibtex
    assert bibtex.endswith("},\n}\n")
    assert "UR  -" not in ris
    assert ris.endswith("ER  - \r\n")
    calendar = ask(client, CALENDAR, "evil.example").text
    assert "BEGIN:VEVENT" in calendar
    assert "URL:" not in calendar
    assert "/en/S/" not in calendar
    assert whole(TABLE, ask(client, TABLE, "evil.example").text) == {""}
    page = ask(client, "/embed?lang=en", "evil.example").text
    assert "https://host/static/widget.js" in page
    assert "Put the address of this server in place of https://host." in page
    assert "in place of" not in ask(client, "/embed?lang=en", "localhost").text


@pytest.mark.parametrize(
    ("web", "host", "address"),
    [
        ({"port": 80}, "evil.example", "http://127.0.0.1:80"),
        ({"port": 80, "host": "library.lan"}, "evil.example", "http://library.lan:80"),
        ({"port": 80, "host": "::1"}, "evil.example", "http://[::1]:80"),
        ({"port": 80, "host": "::"}, "evil.example", None),
        ({"port": 8080}, "evil.example", None),
        ({"host": "library.lan"}, "library.lan", "http://library.lan"),
        ({}, "127.0.0.1", "http://127.0.0.1"),
        ({}, "[::1]:80", "http://[::1]"),
        ({}, "LOCALHOST", "http://localhost"),
    ],
)
def test_where_nothing_is_named_it_is_where_the_server_listens(
    digests: Library, web: dict[str, Any], host: str, address: str | None
) -> None:
    answer = ask(served(digests, **web), BIBTEX, host, SERVER_PORT="80")
    assert whole(BIBTEX, answer.text) == ({address} if address else set())
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_another_port_of_this_machine_is_for_who_asks_only(digests: Library) -> None:
    client = served(digests)
    answer = ask(client, BIBTEX, "localhost:9000", SERVER_PORT="8080")
    assert whole(BIBTEX, answer.text) == {"http://localhost:9000"}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    headers = {"If-None-Match": answer.headers["ETag"]}
    again = client.get(BIBTEX, headers=headers, environ_overrides={"HTTP_HOST": "localhost:9000"})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "private, no-cache")
    assert client.get(BIBTEX, headers=headers).status_code == 200


def test_redirects_name_no_host(digests: Library) -> None:
    for settings_, host in (({}, "evil.example"), ({"hosts": ("un.example",)}, "un.example")):
        client = served(digests, **settings_)
        for path in ("/S/2019/986", "/zh/s/2019/986", "/?q=a&first_year=2019&last_year=2020"):
            assert re.match(r"/[^/\\]", ask(client, path, host).headers["Location"])
        answer = client.get("/", environ_overrides={"HTTP_HOST": host, "PATH_INFO": ""})
        assert answer.headers.get("Location", "/") == "/"


NAMES = (
    *("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded"),
    *("X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-Ssl", "X-Original-Url", "X-Rewrite-Url"),
    *("Script-Name", "SCRIPT_NAME", "Path-Info", "X-Script-Name", "X-Real-Ip", "X-Request-Id", "Origin"),
    *("Accept-Language", "If-None-Match", "Via", "Upgrade", "Connection", "Range"),
)
VALUES = st.one_of(
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\x00"), max_size=80),
    st.lists(
        st.sampled_from(
            [
                *(
                    "evil.example",
                    "evil.example:81",
                    "//evil.example",
                    "/evil",
                    "https",
                    "http",
                    "evil",
                    "a..b",
                ),
                *("127.0.0.1", "[::1]:80", "for=evil.example;host=evil.example", "https://evil.example/", ""),
                *("localhost", "un.example", "é", "x" * 300, "<b>evil</b>", "evil@un.example", "%", "\\evil"),
            ]
        ),
        min_size=1,
        max_size=4,
    ).map(", ".join),
)
PATHS = (BIBTEX, RIS, CALENDAR, *EXPORTS[:1], "/documents", "/embed", "/S/2019/986", HEALTH, "/api/v1/none")


@pytest.mark.parametrize("setting", [*HERE, "proxy"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6),
    path=st.sampled_from(PATHS),
)
def test_whatever_is_sent_nothing_foreign_is_in_what_caches_keep(
    digests: Library, setting: str, headers: dict[str, str], path: str
) -> None:
    web = HERE["any"] if setting == "proxy" else HERE[setting]
    client = served(digests, **web, proxies=("127.0.0.1",) if setting == "proxy" else ())
    given_ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    answer = client.get(path, environ_overrides=given_, buffered=True)
    assert answer.status_code < 500
    if answer.headers["Cache-Control"] == "public, no-cache":
        sent = str([pair for pair in answer.headers if pair[0] != "X-Request-Id"])
        assert "evil" not in answer.text + sent
