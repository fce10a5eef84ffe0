"""Conditional requests: an answer keeps its tag as long as library, program and address stay the same.

A client that already has the tag gets 304 before any work is done. Anyone may store a tagged answer, but has
to ask again at every use, since a library may change at any moment. Files of the interface whose address
contains their version may be kept for a year.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

import indexer
from webui.request import host_check
from webui.request.localisation import asked, language
from webui.request.service import service

if TYPE_CHECKING:
    from indexer.runtime.config import SearchConfig, WebConfig

VERSION = "v"
"""The parameter with the version of a file of the interface."""
CHECKED = "public, no-cache"
OWN = "private, no-cache"
"""For an answer with an address that is valid for one reader only; see `webui.request.host_check`."""
FOR_GOOD = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"
TOLD = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)

_HERE = Path(__file__).parents[1]
_KINDS = frozenset((".py", ".html", ".css", ".js", ".svg", ".mo", ".tsv", ".toml"))


def register(app: Flask) -> None:
    """Follow the library, answer 304 for what has not changed, and tag every other answer."""
    app.before_request(_unchanged)
    app.after_request(_label)


def version(name: str) -> str:
    """Return the version of a file of the interface; empty if there is no such file."""
    path = _HERE / "static" / name
    try:
        return _digest(path, path.stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=256)
def _digest(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


@cache
def program() -> str:
    """Return a digest of this program, because another version may give other answers."""
    digest = sha256()
    for room in (_HERE, Path(indexer.__file__).parent):
        for path in sorted(path for path in room.rglob("*") if path.suffix in _KINDS):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _unchanged() -> Response | None:
    """Answer 304 if the client has the tag of the answer; otherwise keep the tag for `_label`."""
    if _static():
        return None
    mark = service().opening.mark()
    if request.method not in ("GET", "HEAD"):
        return None
    g.tag = _tag(mark)
    known = request.if_none_match
    if not known.star_tag and known.contains_weak(g.tag):
        return Response(status=HTTPStatus.NOT_MODIFIED)
    return None


def _tag(mark: str) -> str:
    """Return the tag of the answer to this request, made from everything that the answer depends on."""
    environ = request.environ
    address = (
        host_check.site().address,
        request.script_root,
        environ.get("PATH_INFO"),
        environ.get("QUERY_STRING"),
        language(),
    )
    config = service().config
    state = _state(program(), mark, config.search, config.web)
    return sha256(f"{state} {address!r}".encode()).hexdigest()[:32]


@lru_cache(maxsize=8)
def _state(program_: str, mark: str, search: SearchConfig, web: WebConfig) -> str:
    """Return a digest of what is the same for all requests until the library changes."""
    return sha256(repr((program_, mark, search, web)).encode()).hexdigest()


def _label(response: Response) -> Response:
    """Set the tag and the caching headers of an answer."""
    if _static():
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers["Cache-Control"] = NOT_KEPT
        elif response.status_code in TOLD and _current():
            response.headers["Cache-Control"] = FOR_GOOD
        return response
    if response.status_code not in TOLD or request.method == "POST":
        response.headers["Cache-Control"] = NOT_KEPT
    elif "tag" in g:
        response.headers["Cache-Control"] = CHECKED if host_check.site().settled else OWN
        response.set_etag(g.tag)
    if (request.endpoint or "").startswith("pages.") and asked() is None:
        response.vary.add("Accept-Language")
    return response


def _static() -> bool:
    return (request.endpoint or "").endswith(".static")


def _current() -> bool:
    name = (request.view_args or {}).get("filename", "")
    return bool(name) and request.args.get(VERSION) == version(name)
