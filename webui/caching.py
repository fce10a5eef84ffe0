"""Conditional requests: an answer has a tag that stays while library, program and address do.

A client that has the tag is told so before any work is done. What is tagged may be kept by anyone, but is
asked for again at every use, since a library may change at any moment; files of the interface that are named
with their version are kept for good.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, g, request

import indexer
from webui.localisation import asked, language
from webui.service import service

VERSION = "v"
"""The parameter that carries the version of a file of the interface."""
CHECKED = "public, no-cache"
FOR_GOOD = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"
TOLD = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)

_HERE = Path(__file__).parent
_KINDS = frozenset((".py", ".html", ".css", ".js", ".svg", ".mo", ".tsv", ".toml"))


def register(app: Flask) -> None:
    """Follow the library, answer what has not changed with 304, and tag every other answer."""
    app.before_request(_unchanged)
    app.after_request(_label)


def version(name: str) -> str:
    """Return the version of a file of the interface, or nothing where there is no such file."""
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
    """Return the digest of this program: its answers may differ where it does."""
    digest = sha256()
    for room in (_HERE, Path(indexer.__file__).parent):
        for path in sorted(path for path in room.rglob("*") if path.suffix in _KINDS):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _unchanged() -> Response | None:
    if _static():
        return None
    mark = service().library.refresh()
    if request.method not in ("GET", "HEAD"):
        return None
    g.tag = _tag(mark)
    known = request.if_none_match
    if not known.star_tag and known.contains_weak(g.tag):
        return Response(status=HTTPStatus.NOT_MODIFIED)
    return None


def _tag(mark: str | None) -> str:
    """Tag the answer to this request by all that it depends on."""
    environ = request.environ
    address = (request.url_root, environ.get("PATH_INFO"), environ.get("QUERY_STRING"), language())
    config = service().config
    return sha256(repr((program(), mark, config.search, config.web, address)).encode()).hexdigest()[:32]


def _label(response: Response) -> Response:
    if _static():
        if response.status_code in TOLD and _current():
            response.headers["Cache-Control"] = FOR_GOOD
        return response
    if response.status_code not in TOLD:
        response.headers["Cache-Control"] = NOT_KEPT
    elif "tag" in g:
        response.headers["Cache-Control"] = CHECKED
        response.set_etag(g.tag)
    if (request.endpoint or "").startswith("pages.") and asked() is None:
        response.vary.add("Accept-Language")
    return response


def _static() -> bool:
    return (request.endpoint or "").endswith(".static")


def _current() -> bool:
    name = (request.view_args or {}).get("filename", "")
    return bool(name) and request.args.get(VERSION) == version(name)
