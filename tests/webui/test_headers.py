"""Headers: what guards every answer, and by which id it is found in the log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import site

if TYPE_CHECKING:
    from indexer.library.library import Library


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/static/widget.js", "/none", "/api/v1/none"])
def test_every_answer_is_guarded_and_sets_no_cookie(digests: Library, path: str) -> None:
    with site.client(digests).get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


def test_an_answer_bears_the_id_that_a_proxy_gave_or_a_new_one(digests: Library) -> None:
    client = site.client(digests)
    given = client.get("/", headers={"X-Request-Id": "proxy-1.a"})
    assert given.headers["X-Request-Id"] == "proxy-1.a"
    new = {client.get("/", headers={"X-Request-Id": "a b"}).headers["X-Request-Id"] for _ in range(3)}
    assert len(new) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in new)
