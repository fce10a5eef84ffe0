"""Certificates are verified, always."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import trustme

from indexer.fetching import exchange
from indexer.fetching.faults import FailedError
from indexer.fetching.service import Service as Client
from indexer.runtime.config import FetchConfig
from tests.fetching.serving import PDF, Handler, Service, Time, document

AUTHORITY = trustme.CA()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Give a service behind TLS, whose authority is trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("localhost").configure_cert(context)
    trusting = ssl.create_default_context()
    AUTHORITY.configure_trust(trusting)
    monkeypatch.setattr(exchange, "_context", lambda: trusting)
    service = Service()

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that do not trust us."""

    server = Server(("127.0.0.1", 0), type("Own", (Handler,), {"service": service}))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    service.url = f"https://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


def client(url: str, folder: Path) -> Client:
    config = FetchConfig(
        f"{url}/{{language}}/{{symbol}}", "me@un.example", timeout=5, attempts=3, folder=folder
    )
    return Client(config, "pdf", clock=Time().clock)


def test_a_document_comes_over_tls(service: Service, tmp_path: Path) -> None:
    service.says("/en/S/2021/77", document())
    found = client(service.url, tmp_path).fetch("S/2021/77", "en")
    assert found.path.read_bytes() == PDF


def test_a_certificate_for_another_host_is_not_accepted(service: Service, tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="certificate"):
        client(service.url.replace("localhost", "127.0.0.1"), tmp_path).fetch("S/2021/77", "en")
    assert service.asked == []


def test_an_unknown_authority_is_not_accepted(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_context", ssl.create_default_context)
    with pytest.raises(FailedError, match="certificate"):
        client(service.url, tmp_path).fetch("S/2021/77", "en")
    assert service.asked == []
