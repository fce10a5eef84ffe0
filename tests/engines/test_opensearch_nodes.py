"""A cluster of which a part answers: the others do instead, or it is said; nothing is counted by halves."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from threading import Event, Thread
from typing import Any

import pytest

from indexer.engines.opensearch import loading
from indexer.engines.opensearch.loading import Action, load
from indexer.engines.opensearch.paging import SEARCH, pages
from indexer.engines.opensearch.transport import Transport
from indexer.runtime import deadline
from indexer.runtime.errors import IndexUnusableError
from tests.engines.test_opensearch import Fake, serving

FOUND = {
    "hits": {"total": {"value": 7}, "hits": []},
    "_shards": {"total": 3, "failed": 0},
    "timed_out": False,
}
WHOLE = (200, FOUND)
RED = (503, {"error": {"type": "no_shard_available", "reason": "none"}, "status": 503})
REASON = {"type": "node_disconnected_exception", "reason": "n2 has left"}
FAILED = {"total": 3, "failed": 1, "failures": [{"shard": 1, "reason": REASON}]}
PARTS: dict[str, dict[str, Any]] = {
    "shards": {"_shards": FAILED},
    "late": {"timed_out": True},
}

Act = Callable[[socket.socket], None]


@contextmanager
def accepting(act: Act) -> Iterator[str]:
    """Serve an address that does with each connection what it is told to, and then closes it."""
    listening = socket.create_server(("127.0.0.1", 0))
    connections: list[socket.socket] = []

    def one(accepted: socket.socket) -> None:
        with suppress(OSError), accepted:
            act(accepted)

    def accept() -> None:
        with suppress(OSError):
            while True:
                accepted, _ = listening.accept()
                connections.append(accepted)
                Thread(target=one, args=(accepted,), daemon=True).start()

    thread = Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
        for accepted in connections:
            with suppress(OSError):
                accepted.shutdown(socket.SHUT_RDWR)


def receive(accepted: socket.socket) -> None:
    """Read one request whole: closing over unread bytes would reset the connection and lose the answer."""
    with accepted.makefile("rb") as request:
        length = 0
        while header := request.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        request.read(length)


def hang(accepted: socket.socket) -> None:
    while accepted.recv(65536):
        pass


def close(accepted: socket.socket) -> None:
    receive(accepted)


def break_off(accepted: socket.socket) -> None:
    receive(accepted)
    accepted.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"hits": ')


def drip(accepted: socket.socket) -> None:
    receive(accepted)
    accepted.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    gone = Event()
    while not gone.wait(0.05):
        accepted.sendall(b" ")


@contextmanager
def asking(*urls: str, limit: float = 4) -> Iterator[Transport]:
    made = Transport(urls, limit)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving() as one:
        one.answer = lambda *_: WHOLE
        yield one


def total(transport: Transport) -> int:
    return int(transport.search(f"/i{SEARCH}", {}, preference="p").body["hits"]["total"]["value"])


# --- nodes that do not answer


@pytest.mark.parametrize("act", [hang, close, break_off, drip], ids=lambda act: act.__name__)
def test_a_node_that_does_not_answer_is_passed_over_within_the_deadline(fake: Fake, act: Act) -> None:
    with accepting(act) as bad:
        for urls in ((bad, fake.url), (fake.url, bad)):
            with asking(*urls) as transport:
                deadline.begin(4)
                try:
                    assert [total(transport) for _ in range(4)] == [7] * 4
                finally:
                    deadline.end()


def test_one_of_four_is_enough_whichever_is_asked_first(fake: Fake) -> None:
    with serving() as red, accepting(hang) as silent:
        red.answer = lambda *_: RED
        urls = ("http://127.0.0.1:9", silent, red.url, fake.url)
        for first in range(4):
            with asking(*urls[first:], *urls[:first], limit=2) as transport:
                deadline.begin(2)
                try:
                    assert total(transport) == 7
                finally:
                    deadline.end()


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (hang, "has not answered within"),
        (drip, "has not answered within"),
        (close, r"cannot be reached: (Remote end closed|\[Errno \d+\])"),
        (break_off, "cannot be reached: IncompleteRead"),
    ],
    ids=["hang", "drip", "close", "break off"],
)
def test_where_no_node_answers_it_is_told_why(act: Act, said: str) -> None:
    with accepting(act) as bad, asking(bad, limit=0.5) as transport:
        with pytest.raises(IndexUnusableError, match=said) as caught:
            total(transport)
        assert bad in caught.value.message
        assert caught.value.http_status == 503


def test_a_connection_that_is_closed_between_two_requests_is_opened_again() -> None:
    def once(accepted: socket.socket) -> None:
        """Answer the first request of a connection, and hang up on the second, as a proxy does at times."""
        receive(accepted)
        body = json.dumps(FOUND).encode()
        accepted.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        receive(accepted)

    with accepting(once) as alone, asking(alone) as transport:
        assert [total(transport) for _ in range(4)] == [7] * 4


def test_a_node_that_fails_is_asked_last_until_it_has_answered(fake: Fake) -> None:
    with serving() as red, asking(red.url, fake.url) as transport:
        red.answer = lambda *_: RED
        for _ in range(6):
            assert total(transport) == 7
        assert len(red.asked) == 1
        fake.answer, red.answer = red.answer, fake.answer
        for _ in range(6):
            assert total(transport) == 7
        assert len(red.asked) == 7


def test_a_node_that_goes_on_failing_is_left_alone_for_longer_each_time(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("indexer.engines.opensearch.transport.monotonic", lambda: now[0])
    with serving() as red, asking(red.url, fake.url) as transport:
        red.answer = lambda *_: RED
        asked = []
        for second in range(0, 240, 4):
            now[0] = 1000.0 + second
            before = len(red.asked)
            total(transport)
            asked += [second] * (len(red.asked) > before)
    gaps = [later - sooner for sooner, later in pairwise(asked)]
    assert gaps == sorted(gaps)
    assert 5 <= gaps[0] < 20, "as soon as it is its turn again"
    assert 60 <= gaps[-1] < 75


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_proxy_that_fails_for_a_node_is_passed_over_or_told(fake: Fake, status: int) -> None:
    with serving() as proxy:
        proxy.answer = lambda *_: (status, b"<html>Bad Gateway</html>")
        with asking(proxy.url, fake.url) as transport:
            assert [total(transport) for _ in range(4)] == [7] * 4
        with (
            asking(proxy.url, limit=0.3) as transport,
            pytest.raises(IndexUnusableError, match=f"fails with HTTP {status}"),
        ):
            total(transport)


# --- nodes that answer for a part


@pytest.mark.parametrize("part", PARTS)
def test_an_answer_from_a_part_of_the_shards_is_none(fake: Fake, part: str) -> None:
    with serving() as partial:
        partial.answer = lambda *_: (200, FOUND | PARTS[part])
        with asking(partial.url, fake.url) as transport:
            assert [total(transport) for _ in range(4)] == [7] * 4
        with asking(partial.url, limit=0.3) as transport:
            with pytest.raises(IndexUnusableError, match="lacks shards") as caught:
                total(transport)
            assert part != "shards" or "1 of 3 shards failed (node_disconnected" in caught.value.message
            with pytest.raises(IndexUnusableError, match="lacks shards"):
                list(pages(transport, "i", {}, ""))


@pytest.mark.parametrize("part", PARTS)
def test_one_of_many_questions_that_was_answered_in_part_is_asked_anew_with_the_others(
    fake: Fake, part: str
) -> None:
    told = iter([[FOUND, FOUND | PARTS[part]], [FOUND, FOUND]])
    fake.answer = lambda *_: (200, {"responses": next(told)})
    with asking(fake.url) as transport:
        replies = transport.search_many("/i/_msearch", [{}, {}, {}, {}]).body["responses"]
    assert replies == [FOUND, FOUND]


def test_a_refresh_that_a_copy_did_not_make_is_made_again(fake: Fake) -> None:
    told = iter([{"_shards": FAILED}, {"_shards": FAILED | {"failed": 0}}])
    fake.answer = lambda *_: (200, next(told))
    with asking(fake.url) as transport:
        transport.refresh("i")
    assert len(fake.asked) == 2


# --- writes


ACTIONS = [Action("index", str(number), {"n": number}) for number in range(9)]


def test_a_load_whose_answers_are_lost_is_sent_until_all_of_it_is_known(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 4)
    held: dict[str, Any] = {}

    def keep(_method: str, _path: str, body: bytes) -> tuple[int, Any]:
        lines = [json.loads(line) for line in body.splitlines()]
        names = [line["index"]["_id"] for line in lines[::2]]
        fresh = [name for name in names if name not in held]
        held.update(zip(names, lines[1::2], strict=True))
        return RED if fresh else (200, {"items": [{"index": {"status": 201}} for _ in names]})

    fake.answer = keep
    with accepting(close) as bad, asking(bad, fake.url) as transport:
        load(transport, "i", ACTIONS, lambda: None)
    assert held == {str(number): {"n": number} for number in range(9)}


@pytest.mark.parametrize("told", [{}, {"items": [{"index": {"status": 201}}]}])
def test_a_load_of_which_some_items_are_not_answered_for_has_failed(fake: Fake, told: object) -> None:
    fake.answer = lambda *_: (200, told)
    with asking(fake.url) as transport, pytest.raises(IndexUnusableError, match="is not OpenSearch"):
        load(transport, "i", ACTIONS, lambda: None)


def test_a_load_that_a_proxy_finds_too_large_says_what_to_raise(fake: Fake) -> None:
    fake.answer = lambda *_: (413, b"<html>Request Entity Too Large</html>")
    with (
        asking(fake.url) as transport,
        pytest.raises(IndexUnusableError, match=r"A request of \d+ bytes is too large") as caught,
    ):
        load(transport, "i", ACTIONS, lambda: None)
    assert "client_max_body_size" in caught.value.advice
