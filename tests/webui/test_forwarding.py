"""What proxies say is believed of those that are named, and of nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import Client

from tests import shelf
from webui import create_app, juanzong_blueprint
from webui.request.forwarding import Forwarding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from indexer.library.library import Library
    from indexer.runtime.config import Config

CITATION = "/api/v1/citation?symbol=S/2019/986&language=en"
PROXY = "192.0.2.1"
STRANGER = "198.51.100.9"
SEEN = ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO")


def config(**web: Any) -> Config:  # noqa: ANN401 - settings of any kind
    default = shelf.config(Path("unused"))
    return replace(default, web=replace(default.web, **web))


def served(library: Library, **web: Any) -> FlaskClient:  # noqa: ANN401 - as above
    return create_app(config(**web), library).test_client()


def ask(client: FlaskClient, path: str, peer: str, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=named, environ_overrides={"REMOTE_ADDR": peer})


def heard(peer: str, proxies: Iterable[str] = (PROXY,), **environ: str) -> dict[str, str]:
    """Return what the application sees of a request."""
    seen: dict[str, str] = {}

    def app(environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        seen.update({key: environ[key] for key in SEEN})
        assert not [key for key in environ if "FORWARDED" in key or key == "HTTP_SCRIPT_NAME"]
        return []

    given = {"HTTP_HOST": "own.example", "SCRIPT_NAME": "", "PATH_INFO": "/x", "wsgi.url_scheme": "http"}
    Forwarding(app, proxies)({**given, "REMOTE_ADDR": peer, **environ}, lambda *_: lambda _: None)
    return seen


PLAIN = {"wsgi.url_scheme": "http", "HTTP_HOST": "own.example", "SCRIPT_NAME": "", "PATH_INFO": "/x"}
ALL = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "un.example",
    "HTTP_X_FORWARDED_PREFIX": "/un",
    "HTTP_X_FORWARDED_PORT": "81",
    "HTTP_FORWARDED": "for=203.0.113.7;host=evil.example;proto=https",
}


@pytest.mark.parametrize(
    ("peer", "proxies"),
    [
        (STRANGER, (PROXY,)),
        (PROXY, ()),
        ("127.0.0.1", ()),
        ("", (PROXY,)),
        ("unix:", ("0.0.0.0/0", "::/0")),
        ("no address", ("unix", "0.0.0.0/0")),
        ("2001:db8::1", ("0.0.0.0/0",)),
    ],
)
def test_nobody_else_is_heard(peer: str, proxies: tuple[str, ...]) -> None:
    assert heard(peer, proxies, **ALL) == PLAIN | {"REMOTE_ADDR": peer}


@pytest.mark.parametrize(
    ("peer", "proxies"),
    [
        (PROXY, (PROXY,)),
        (PROXY, ("10.0.0.0/8", "192.0.2.0/24")),
        (f"::ffff:{PROXY}", (PROXY,)),
        ("2001:db8::5", ("2001:db8::/64",)),
        ("", ("unix",)),
        ("unix:", ("unix",)),
    ],
)
def test_who_is_named_is_believed(peer: str, proxies: tuple[str, ...]) -> None:
    assert heard(peer, proxies, **ALL) == {
        **PLAIN,
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "un.example",
        "SCRIPT_NAME": "/un",
    }


@pytest.mark.parametrize(
    ("route", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        (f"{STRANGER}, 203.0.113.7", "203.0.113.7"),
        (f"{STRANGER}, 203.0.113.7, 10.1.2.3", "203.0.113.7"),
        (f"{STRANGER},203.0.113.7,10.1.2.3,{PROXY}", "203.0.113.7"),
        ("10.1.2.3, 10.1.2.4", "10.1.2.3"),
        ("garbage, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, garbage", PROXY),
        ("203.0.113.7, unknown, 10.1.2.3", "10.1.2.3"),
        (f"{STRANGER}, ", PROXY),
        ("", PROXY),
        (",,,", PROXY),
        ("é" * 5_000, PROXY),
        ("10.1.2.3," * 5_000 + "203.0.113.7", "203.0.113.7"),
    ],
)
def test_the_client_is_the_last_address_that_is_no_named_proxy(route: str, client: str) -> None:
    seen = heard(PROXY, (PROXY, "10.0.0.0/8"), HTTP_X_FORWARDED_FOR=route)
    assert seen == PLAIN | {"REMOTE_ADDR": client}


@pytest.mark.parametrize(
    ("route", "scheme", "expected"),
    [
        ("203.0.113.7", "http, https", "https"),
        ("203.0.113.7", "https, http", "http"),
        ("203.0.113.7, 10.1.2.3", "https, http", "https"),
        ("203.0.113.7, 10.1.2.3", "evil, https, http", "https"),
        ("203.0.113.7, 10.1.2.3", "https", "https"),
        ("", "HTTPS", "https"),
    ],
)
def test_of_several_values_each_named_proxy_has_said_one(route: str, scheme: str, expected: str) -> None:
    said = {"HTTP_X_FORWARDED_FOR": route, "HTTP_X_FORWARDED_PROTO": scheme}
    assert heard(PROXY, (PROXY, "10.0.0.0/8"), **said)["wsgi.url_scheme"] == expected


GARBAGE = (
    "",
    ",",
    "java script",
    "\x00",
    "é",
    "a b",
    "a..b",
    "//evil",
    "/../x",
    "/a//b",
    "/a\\b",
    "x" * 70_000,
)


@pytest.mark.parametrize("value", [*GARBAGE, "/.", "/a/..", "/%2e", "evil", "/" + "a" * 300])
def test_a_prefix_that_is_no_plain_path_is_ignored(value: str) -> None:
    assert heard(PROXY, HTTP_X_FORWARDED_PREFIX=value)["SCRIPT_NAME"] == ""


@pytest.mark.parametrize(("value", "prefix"), [("/un/", "/un"), ("/a/b.c/~d", "/a/b.c/~d"), ("/", "")])
def test_a_prefix_is_a_path_without_a_slash_at_its_end(value: str, prefix: str) -> None:
    assert heard(PROXY, HTTP_X_FORWARDED_PREFIX=value)["SCRIPT_NAME"] == prefix


@pytest.mark.parametrize("value", GARBAGE)
@pytest.mark.parametrize("header", ["FOR", "PROTO", "HOST"])
def test_garbage_of_a_named_proxy_is_ignored(header: str, value: str) -> None:
    assert heard(PROXY, **{f"HTTP_X_FORWARDED_{header}": value}) == PLAIN | {"REMOTE_ADDR": PROXY}


def test_the_rate_limit_counts_clients_behind_a_named_proxy_only(digests: Library) -> None:
    def statuses(peer: str) -> list[int]:
        client = served(digests, rate=1, proxies=(PROXY,))
        route = [f"{STRANGER}, 203.0.113.{number % 2}" for number in range(20)]
        return [ask(client, "/api/v1/health", peer, X_Forwarded_For=one).status_code for one in route]

    assert statuses(PROXY) == [200] * 20
    assert statuses(STRANGER) == [200] * 10 + [429] * 10


def test_what_is_asked_through_a_named_proxy_stands_in_answers(digests: Library) -> None:
    said = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "un.example", "X_Forwarded_Prefix": "/library"}
    client = served(digests, proxies=(PROXY,))
    believed = ask(client, CITATION, PROXY, **said)
    assert "url = {https://un.example/library/en/S/2019/986}" in believed.text
    assert believed.headers["Cache-Control"] == "private, no-cache"
    page = ask(client, "/documents", PROXY, **said).text
    urls = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
    assert urls
    assert all(address.startswith("/library/") for address in urls)
    ignored = ask(client, CITATION, STRANGER, **said)
    assert "url = {http://localhost/en/S/2019/986}" in ignored.text
    assert ignored.headers["Cache-Control"] == "public, no-cache"
    assert "library" not in ask(client, "/documents", STRANGER, **said).text


def test_a_proxy_is_believed_about_hosts_that_are_ours(digests: Library) -> None:
    client = served(digests, proxies=(PROXY,), hosts=("un.example",))
    answer = ask(client, CITATION, PROXY, X_Forwarded_Host="un.example", X_Forwarded_Proto="https")
    assert "url = {https://un.example/en/S/2019/986}" in answer.text
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert ask(client, CITATION, PROXY, X_Forwarded_Host="evil.example").status_code == 400
    assert ask(client, CITATION, STRANGER, X_Forwarded_Host="un.example").status_code == 400


def test_a_prefix_that_only_a_proxy_says_is_not_for_shared_caches(digests: Library) -> None:
    said = {"X_Forwarded_Prefix": "/library", "X_Forwarded_Host": "un.example"}
    for settings, kept in (
        ({"hosts": ("un.example",)}, "private, no-cache"),
        ({"public_url": "https://un.example/library"}, "public, no-cache"),
    ):
        client = served(digests, proxies=(PROXY,), **settings)
        assert ask(client, "/documents", PROXY, **said).headers["Cache-Control"] == kept


@pytest.mark.parametrize("header", ["SCRIPT_NAME", "Script_Name", "script-name"])
def test_no_header_mounts_the_application(digests: Library, header: str) -> None:
    client = served(digests)
    plain = client.get("/documents?lang=en")
    for prefix in ("/evil", "//evil.example", "é"):
        # A server that believes the header has taken the prefix off the path (gunicorn, by default).
        for environ in ({}, {"SCRIPT_NAME": prefix}):
            answer = client.get("/documents?lang=en", headers={header: prefix}, environ_overrides=environ)
            if environ:
                assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
            else:
                assert (answer.data, answer.headers["ETag"]) == (plain.data, plain.headers["ETag"])


def test_another_application_mounts_it_and_reads_its_own_proxies(digests: Library) -> None:
    host = Flask("host")
    inner = config(hosts=("un.example",), proxies=("0.0.0.0/0",))
    host.register_blueprint(juanzong_blueprint(inner, digests), url_prefix="/docs")
    host.wsgi_app = ProxyFix(host.wsgi_app, x_proto=1, x_host=1, x_prefix=1)  # type: ignore[method-assign]
    headers = {
        "X-Forwarded-Host": "un.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/site",
        "Script-Name": "/evil",
    }
    answer = host.test_client().get(f"/docs{CITATION}", headers=headers)
    assert "url = {https://un.example/site/docs/en/S/2019/986}" in answer.text
    bare = Flask("bare")
    bare.register_blueprint(juanzong_blueprint(inner, digests), url_prefix="/docs")
    assert bare.test_client().get(f"/docs{CITATION}", headers=headers).status_code == 400


def test_mounted_by_a_dispatcher_it_stays_mounted(digests: Library) -> None:
    def nothing(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        raise AssertionError

    app = create_app(config(proxies=(PROXY,)), digests)
    client = Client(DispatcherMiddleware(nothing, {"/docs": app}))
    page = client.get("/docs/documents", headers={"X-Forwarded-Prefix": "/evil", "Script-Name": "/evil"})
    assert 'href="/docs/' in page.text
    assert "evil" not in page.text
    behind = client.get(
        "/docs/documents", headers={"X-Forwarded-Prefix": "/site"}, environ_overrides={"REMOTE_ADDR": PROXY}
    )
    assert 'href="/site/docs/' in behind.text
