"""Reads the headers that proxies add to a request; only proxies named in `[web] proxies` are trusted.

A proxy reports the client, the scheme and the address that were used: `X-Forwarded-For`, `X-Forwarded-Proto`,
`X-Forwarded-Host` and `X-Forwarded-Prefix`. If anyone else sends them, these headers are removed before the
application reads the request. `Forwarded` and `Script-Name` are always removed.

Werkzeug's ProxyFix is not used: it counts proxies, but does not check who they are or whether what they
report is possible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_network
from typing import TYPE_CHECKING

from indexer.runtime import networks
from indexer.runtime.config import UNIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FOR = "HTTP_X_FORWARDED_FOR"
SCHEME = "HTTP_X_FORWARDED_PROTO"
HOST = "HTTP_X_FORWARDED_HOST"
PREFIX = "HTTP_X_FORWARDED_PREFIX"
FORWARDED = "HTTP_X_FORWARDED_"
OTHERS = ("HTTP_FORWARDED", "HTTP_SCRIPT_NAME", "HTTP_PATH_INFO")
SCHEMES = ("http", "https")
NO_ADDRESS = ("", "unix:")
"""What servers give as the address of a client that uses a Unix socket."""
VOUCHED = "juanzong.host_by_proxy"
"""Set in the environment if a named proxy has reported the host."""
PREFIXED = "juanzong.prefix_by_proxy"
"""Set in the environment if a named proxy has reported a path that it removed."""

_PREFIX = r"(?:/(?!\.{1,2}(?:/|$))[\w.~-]+)+"
_MAX_PREFIX = 200
_CLIENT = r"(?:\[([^\]]*)\]|([^:]*))(?::\d{1,5})?"


@dataclass(frozen=True, slots=True)
class Said:
    """What named proxies report about a request; `client` is an IP address, unknown fields are empty."""

    client: str = ""
    scheme: str = ""
    host: str = ""
    prefix: str = ""


class Forwarding:
    """WSGI middleware that corrects the client, scheme, host and path of a request."""

    def __init__(self, app: WSGIApplication, proxies: Iterable[str]) -> None:
        named = tuple(proxies)
        self._app = app
        self._named = bool(named)
        self._unix = UNIX in named
        self._networks = tuple(ip_network(one) for one in named if one != UNIX)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """See PEP 3333."""
        kept = {key: value for key, value in environ.items() if not _told(key)}
        _undo_prefix(kept, environ.get("HTTP_SCRIPT_NAME", ""))
        if self._named and self._names(environ.get("REMOTE_ADDR", "")):
            _apply(kept, self._read(environ))
        return self._app(kept, start_response)

    def _names(self, peer: str) -> bool:
        """Tell whether an address belongs to a named proxy; a client on a Unix socket has no address."""
        place = networks.address(peer)
        if place is None:
            return self._unix and peer in NO_ADDRESS
        return any(place in network for network in self._networks)

    def _read(self, environ: WSGIEnvironment) -> Said:
        """Return what the named proxies report; impossible values count as not reported."""
        client, passed = self._client(_values(environ, FOR))
        scheme = _farthest(_values(environ, SCHEME), passed).lower()
        prefix = _farthest(_values(environ, PREFIX), passed).rstrip("/")
        host = networks.parse(_farthest(_values(environ, HOST), passed))
        known = len(prefix) <= _MAX_PREFIX and re.fullmatch(_PREFIX, prefix, re.ASCII)
        return Said(client, scheme if scheme in SCHEMES else "", str(host or ""), prefix if known else "")

    def _client(self, route: Sequence[str]) -> tuple[str, int]:
        """Return the client's address and the number of proxies passed.

        The client is the last address in the route that belongs to no named proxy. The last value was added
        by the proxy that sent this request; the value before it by the proxy of that address, if it is named,
        and so on. Earlier values may be invented by anyone.
        """
        client = ""
        for passed, value in enumerate(reversed(route), 1):
            found = re.fullmatch(_CLIENT, value)
            bare = networks.address(value) or networks.address(found[1] or found[2] or "" if found else "")
            if bare is None:
                return client, passed
            client = str(bare)
            if not self._names(client):
                return client, passed
        return client, max(1, len(route))


def _told(key: str) -> bool:
    return key.startswith(FORWARDED) or key in OTHERS


def _values(environ: WSGIEnvironment, key: str) -> list[str]:
    value = str(environ.get(key, ""))
    return [one.strip() for one in value.split(",")] if value else []


def _farthest(values: Sequence[str], passed: int) -> str:
    """Return the value of the farthest named proxy; each proxy adds a value or replaces the one before."""
    return values[-min(passed, len(values))] if values else ""


def _apply(environ: WSGIEnvironment, said: Said) -> None:
    if said.client:
        environ["REMOTE_ADDR"] = said.client
    if said.scheme:
        environ["wsgi.url_scheme"] = said.scheme
    if said.host:
        environ["HTTP_HOST"] = said.host
        environ[VOUCHED] = True
    if said.prefix:
        environ["SCRIPT_NAME"] = said.prefix + environ.get("SCRIPT_NAME", "")
        environ[PREFIXED] = True


def _undo_prefix(environ: WSGIEnvironment, header: str) -> None:
    """Put back a prefix that a header made the server remove from the path (gunicorn's default).

    If another application has mounted ours (`SCRIPT_NAME` without such a header), the prefix stays.
    """
    if header and header == environ.get("SCRIPT_NAME"):
        environ["PATH_INFO"] = header + environ.get("PATH_INFO", "")
        environ["SCRIPT_NAME"] = ""
