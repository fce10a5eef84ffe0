"""What one client may ask: no more often than is allowed, and nothing that takes too long."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.model.query import Query
from indexer.runtime import deadline
from indexer.runtime.errors import TooCostlyError
from tests import shelf
from webui import create_app
from webui.server import limits
from webui.server.adapter import QUEUED

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library


def limited(library: Library, *, rate: int = 0, deadline: int = 10) -> FlaskClient:
    config = shelf.config(Path("unused"))
    web = replace(config.web, rate=rate, deadline=deadline)
    return create_app(replace(config, web=web), library).test_client()


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_send_so_many_at_once_and_then_at_the_rate() -> None:
    clock = Clock()
    rate = limits.Rate(2, clock)
    assert [rate.wait("a") for _ in range(2 * limits.BURST)] == [0] * 2 * limits.BURST
    assert rate.wait("a") == 0.5
    assert rate.wait("b") == 0
    clock.now = 0.5
    assert rate.wait("a") == 0
    assert rate.wait("a") == 0.5
    clock.now = 1_000_000
    assert [rate.wait("a") == 0 for _ in range(2 * limits.BURST + 1)] == [True] * 2 * limits.BURST + [False]


def test_who_has_not_asked_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CLIENTS", 2)
    rate = limits.Rate(1, Clock())
    for name in ["a"] * limits.BURST + ["b", "a", "c"]:
        rate.wait(name)
    assert rate.wait("a") > 0
    rate.wait("d")
    assert len(rate._buckets) == 2


@pytest.mark.parametrize(
    ("address", "stands_for"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        (None, ""),
        ("unix:", ""),
    ],
)
def test_an_ipv6_customer_is_one_client(address: str | None, stands_for: str) -> None:
    assert limits.client(address) == stands_for


def test_too_many_requests_are_told_when_to_come_again(digests: Library) -> None:
    client = limited(digests, rate=1)
    answers = [client.get("/api/v1/health") for _ in range(limits.BURST + 1)]
    assert [answer.status_code for answer in answers] == [200] * limits.BURST + [429]
    refused = answers[-1]
    assert refused.headers["Retry-After"] == "1"
    assert refused.mimetype == "application/problem+json"
    assert refused.json is not None
    assert refused.json["title"] == "Too many requests"
    assert "Wait 1 seconds" in refused.json["advice"]
    assert client.get("/").status_code == 429
    assert client.get("/static/style.css", buffered=True).status_code == 200
    other = client.get("/api/v1/health", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 200
    forged = client.get("/api/v1/health", headers={"X-Forwarded-For": "192.0.2.8"})
    assert forged.status_code == 429


def test_without_a_rate_any_number_is_taken(digests: Library) -> None:
    client = limited(digests, rate=0)
    assert {client.get("/api/v1/health").status_code for _ in range(limits.BURST * 3)} == {200}


def test_a_question_that_takes_too_long_is_refused(digests: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "begin", lambda _: deadline._ends.set(0))
    client = limited(digests)
    response = client.get("/api/v1/search?q=没有人问过的问题")
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["title"] == "Question too costly"
    assert client.get("/?q=没有人问过的另一问题&lang=zh").status_code == 400


@pytest.mark.parametrize(("reader", "said"), [("en", "while yours waited"), ("zh", "请求等候期间")])
def test_who_waited_a_whole_deadline_for_a_thread_is_told_to_come_again(
    digests: Library, reader: str, said: str
) -> None:
    client = limited(digests, deadline=2)
    late, soon = ({QUEUED: time.monotonic() - seconds} for seconds in (2.1, 0.5))
    headers = {"Accept-Language": reader}
    refused = client.get("/api/v1/search?q=委员会", environ_overrides=late, headers=headers)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert refused.mimetype == "application/problem+json"
    assert refused.json is not None
    assert refused.json["title"] == "Service is busy"
    assert said in refused.json["detail"]
    assert "2" in refused.json["advice"]
    assert client.get("/?q=委员会", environ_overrides=late).status_code == 503
    assert client.get("/api/v1/search?q=委员会", environ_overrides=soon).status_code == 200
    assert client.get("/api/v1/health", environ_overrides=late).status_code == 200


def test_a_question_has_its_whole_deadline_however_long_it_waited(
    digests: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []
    monkeypatch.setattr(deadline, "begin", begun.append)
    client = limited(digests, deadline=2)
    client.get("/api/v1/search?q=委员会", environ_overrides={QUEUED: time.monotonic() - 1.5})
    client.get("/api/v1/health")
    assert begun == [2]


def test_a_deadline_holds_until_it_is_taken_away() -> None:
    deadline.check()
    deadline.begin(60)
    deadline.check()
    deadline.begin(-1)
    with pytest.raises(TooCostlyError):
        deadline.check()
    deadline.end()
    deadline.check()


def test_the_deadline_ends_with_the_answer(digests: Library) -> None:
    limited(digests, deadline=1).get("/api/v1/search?q=委员会")
    assert deadline._ends.get() > time.monotonic() + 10_000


def test_the_costliest_question_asks_for_a_bounded_number_of_words(digests: Library) -> None:
    found = digests.search(Query(text="a* b* " * 400))
    assert "too-many-words" in {notice.code for notice in found.query.notices}
