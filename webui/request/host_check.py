"""Checks the host of a request, and finds the site's address for answers that are read elsewhere.

`[web] public_url` and `hosts` name the hosts of the site; a request for another host is refused. If neither
is set, requests for any host are answered, but an answer never contains an address that only the request
names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from flask import g, request

from indexer.runtime import networks
from indexer.runtime.networks import Host
from webui.request import invalid_requests
from webui.request.forwarding import PREFIXED, VOUCHED
from webui.request.service import service

if TYPE_CHECKING:
    from flask import Flask

    from indexer.runtime.config import WebConfig
    from webui.request.incoming import Incoming

PROBED = "api.health"
"""The endpoint of health checks; it answers under any host, since monitors ask a server by its IP address."""
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not listened on
"""Addresses that listen on every interface and name no machine."""


@dataclass(frozen=True, slots=True)
class Site:
    """The address of the site, such as `https://un.example`; empty if it is not known.

    An address that is not `settled` is valid for the client that asks, but perhaps not for others, so no
    shared cache may keep it.
    """

    address: str
    settled: bool = True


def register(app: Flask) -> None:
    """Refuse requests to an application that are for another host."""
    app.before_request(_check)


def named(web: WebConfig) -> tuple[Host, ...]:
    """Return the hosts that the configuration names; empty if it names none."""
    return _named(web.hosts, web.public_url)


def site() -> Site:
    """Return the address of the site for the answer to the current request."""
    if "site" not in g:
        web = service().config.web
        found = _site(web, cast("Incoming", request).named_host)
        prefixed = PREFIXED in request.environ and not urlsplit(web.public_url).path
        g.site = replace(found, settled=False) if prefixed else found
    return cast("Site", g.site)


@lru_cache(maxsize=16)
def _named(given: tuple[str, ...], public_url: str) -> tuple[Host, ...]:
    public = networks.pattern(urlsplit(public_url).netloc)
    # The port is not compared: no answer contains the port of the request, and proxies often omit it.
    ours = (*map(networks.pattern, given), public and Host(public.name))
    return tuple(filter(None, ours))


def _check() -> None:
    ours = named(service().config.web)
    host = cast("Incoming", request).named_host
    if ours and request.endpoint != PROBED and not _covered(host, ours):
        raise invalid_requests.foreign_host(service().config.web.public_url)


def _site(web: WebConfig, host: Host | None) -> Site:
    """Return the site's address, from the most reliable source that gives one.

    The sources are `public_url`, a configured host, a host that a named proxy reports, a local or listening
    host that the request names, and the address that the server listens on.
    """
    public = urlsplit(web.public_url)
    if public.netloc:
        return Site(f"{public.scheme}://{public.netloc}")
    if ours := named(web):
        return Site(_address(host) if host and _covered(host, ours) else "")
    if host and VOUCHED in request.environ:
        return Site(_address(host), settled=False)
    if host and (host.local or host.name == _bound(web)):
        asked, served = networks.port(host, request.scheme), request.environ.get("SERVER_PORT")
        return Site(_address(host), settled=str(asked) == served)
    return Site(_listening(web))


def _covered(host: Host | None, ours: tuple[Host, ...]) -> bool:
    return host is not None and any(networks.covers(one, host, request.scheme) for one in ours)


def _address(host: Host) -> str:
    usual = host.port == networks.port(Host(host.name), request.scheme)
    return f"{request.scheme}://{host.name if usual else host}"


def _listening(web: WebConfig) -> str:
    """Return the address that the server listens on, if it is the configured one and names one machine."""
    port = request.environ.get("SERVER_PORT")
    if web.host in EVERYWHERE or str(web.port) != port:
        return ""
    return f"http://{_bound(web)}:{port}"


def _bound(web: WebConfig) -> str:
    """Return the configured host as it is written in an address."""
    found = networks.pattern(web.host)
    return found.name if found else ""
