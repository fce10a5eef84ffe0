"""What stands before a cluster that is reached through TLS: it asks for a user and a password.

Authorities, certificates and passwords are made anew for each run.
"""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from urllib.parse import urlsplit

import trustme

FORBIDDEN = b'{"error": {"type": "security_exception", "reason": "no permissions for [x]"}, "status": 403}'


@dataclass
class Terminator:
    """A server with a certificate, and what it lets through; `seen` counts what went to the cluster.

    Where it `loses` an answer, the cluster has done what was asked, and nobody hears of it.
    """

    url: str = ""
    user: str = "判官"
    password: str = field(default_factory=lambda: f"密码{token_urlsafe(12)}")
    forbids: Callable[[str, str], bool] = lambda *_: False
    loses: Callable[[str, str], bool] = lambda *_: False
    seen: int = 0

    def judge(self, method: str, path: str, shown: str) -> tuple[int, bytes] | None:
        """Return what a request is refused with, None where it may pass."""
        known = b64encode(f"{self.user}:{self.password}".encode()).decode()
        if shown != f"Basic {known}":
            return 401, b"Unauthorized"
        return (403, FORBIDDEN) if self.forbids(method, path) else None


@contextmanager
def terminating(upstream: str, certificate: trustme.LeafCert) -> Iterator[Terminator]:
    """Serve a node of a cluster through TLS at a port of 127.0.0.1, called `localhost`."""
    made = Terminator()
    node = urlsplit(upstream)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            refused = made.judge(self.command, self.path, self.headers.get("Authorization", ""))
            status, data = refused or self.forward(body)
            if made.loses(self.command, self.path):
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def forward(self, body: bytes) -> tuple[int, bytes]:
            made.seen += 1
            connection = HTTPConnection(str(node.hostname), node.port)
            try:
                connection.request(self.command, self.path, body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                return answer.status, answer.read()
            finally:
                connection.close()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that do not believe the certificate."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    made.url = f"https://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
