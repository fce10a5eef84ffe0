"""What the engine says of a cluster that misbehaves, shown by a server that does so on demand."""

from __future__ import annotations

import builtins
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from time import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines import engine, verify
from indexer.engines.base import Changes, Phrase, Request, Term
from indexer.engines.opensearch import cluster_errors, lease, loading
from indexer.engines.opensearch.loading import Action, load
from indexer.engines.opensearch.paging import pages
from indexer.engines.opensearch.queries import MOST_NEAR, query
from indexer.engines.opensearch.schema import LAYOUT, escape, joined, unescape
from indexer.engines.opensearch.transport import Transport
from indexer.runtime import deadline
from indexer.runtime.config import OpenSearchConfig
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError, TooCostlyError

NO_ALIAS = (404, {"error": "alias [juanzong] missing", "status": 404})
RED = (503, {"error": {"root_cause": [{"type": "no_shard_available", "reason": "none"}]}, "status": 503})
BUSY = (429, {"error": {"type": "rejected", "caused_by": {"type": "rejected_execution", "reason": "full"}}})


@dataclass
class Fake:
    """A server that gives what it is told to; `asked` holds method, path, headers and body of requests."""

    answer: Callable[[str, str, bytes], tuple[int, Any]] = lambda *_: NO_ALIAS
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving() -> Iterator[Fake]:
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            fake.asked.append(
                (self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            )
            status, told = fake.answer(self.command, self.path, body)
            data = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that have gone: some tests do not wait for an answer."""

    server = Server(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving() as one:
        yield one


@pytest.fixture
def transport(fake: Fake) -> Iterator[Transport]:
    made = Transport((fake.url,), 1)
    yield made
    made.close()


def opening(*urls: str, limit: int = 1) -> str | None:
    made = engine("opensearch", Path("unused"), OpenSearchConfig(urls, deadline=limit))
    try:
        return made.open()
    finally:
        made.close()


# --- addresses, credentials, refusals of a node


def test_nothing_that_answers_is_unreachable_and_says_what_to_check() -> None:
    with pytest.raises(IndexUnusableError, match="cannot be reached") as caught:
        opening("http://127.0.0.1:9")
    assert "http://127.0.0.1:9" in caught.value.message
    assert "url" in caught.value.advice
    assert "9" in caught.value.told.zh


@pytest.mark.parametrize("told", [b"<html>", b"[]", {"detail": "Not Found"}])
@pytest.mark.parametrize("status", [200, 404])
def test_what_is_no_opensearch_is_told_so(fake: Fake, told: object, status: int) -> None:
    if status == 200 and isinstance(told, dict):
        told = b""
    fake.answer = lambda *_: (status, told)
    with pytest.raises(IndexUnusableError, match="is not OpenSearch"):
        opening(fake.url)


@pytest.mark.parametrize("status", [401, 403])
def test_credentials_come_from_the_environment_and_are_never_told(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv(cluster_errors.USER, "reader")
    monkeypatch.setenv(cluster_errors.PASSWORD, "secret-word")
    assert opening(fake.url) is None
    assert fake.asked[0][2]["authorization"] == "Basic cmVhZGVyOnNlY3JldC13b3Jk"
    fake.answer = lambda *_: (status, {"error": "no"})
    with pytest.raises(ConfigError, match="refuses the credentials") as caught:
        opening(fake.url)
    assert cluster_errors.PASSWORD in caught.value.advice
    assert "secret-word" not in str(caught.value)


def test_without_credentials_none_are_sent(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cluster_errors.USER, raising=False)
    opening(fake.url)
    assert "authorization" not in fake.asked[0][2]


@pytest.mark.parametrize(("told", "said"), [(RED, "lacks shards .*no_shard_available: none"), (BUSY, "429")])
def test_what_a_node_keeps_refusing_is_told_when_the_time_is_up(
    fake: Fake, told: tuple[int, Any], said: str
) -> None:
    fake.answer = lambda *_: told
    with pytest.raises(IndexUnusableError, match=said):
        opening(fake.url)
    assert len(fake.asked) > 2, "tried again, with pauses"


def test_what_it_cannot_do_at_all_is_told_at_once(fake: Fake) -> None:
    fake.answer = lambda *_: (400, {"error": {"type": "parsing", "reason": "unknown setting"}, "status": 400})
    with pytest.raises(IndexUnusableError, match="refuses: parsing: unknown setting"):
        opening(fake.url)
    assert len(fake.asked) == 1


def test_a_node_that_fails_is_passed_over(fake: Fake) -> None:
    for bad in ("http://127.0.0.1:9", fake.url):
        with serving() as other:
            fake.answer = lambda *_: RED
            for _ in range(4):
                assert opening(bad, other.url) is None


def test_a_node_that_will_answer_soon_is_waited_for_while_another_is_gone(fake: Fake) -> None:
    told = iter([RED, RED, NO_ALIAS])
    fake.answer = lambda *_: next(told)
    assert opening(fake.url, "http://127.0.0.1:9", limit=5) is None


def test_a_late_answer_is_told_and_another_node_asked_in_time(fake: Fake) -> None:
    awake = Event()

    def sleep(*_: object) -> tuple[int, Any]:
        awake.wait(20)
        return NO_ALIAS

    fake.answer = sleep
    try:
        with pytest.raises(IndexUnusableError, match="has not answered within"):
            opening(fake.url)
        with serving() as other:
            assert opening(fake.url, other.url) is None
            assert opening(other.url, fake.url) is None
    finally:
        awake.set()


def test_the_deadline_of_the_question_comes_first(fake: Fake, transport: Transport) -> None:
    awake = Event()

    def sleep(*_: object) -> tuple[int, Any]:
        awake.wait(20)
        return NO_ALIAS

    fake.answer = sleep
    deadline.begin(0.2)
    try:
        with pytest.raises(TooCostlyError):
            transport.read("GET", "/_alias/juanzong")
    finally:
        deadline.end()
        awake.set()


def test_a_late_question_goes_to_other_copies(fake: Fake) -> None:
    awake = Event()

    def sleep(_method: str, path: str, _body: bytes) -> tuple[int, Any]:
        if path.endswith("preference=p0"):
            awake.wait(20)
        return 200, {"path": path}

    fake.answer = sleep
    with serving() as other:
        other.answer = sleep
        transport = Transport((fake.url, other.url), 2)
        try:
            reply = transport.read("POST", "/i/_search?x=1", {}, preference="p")
        finally:
            awake.set()
            transport.close()
    assert reply.body == {"path": "/i/_search?x=1&preference=p1"}


# --- what a question may cost the cluster


def asked_for(cause: str, reason: str = "no") -> tuple[int, Any]:
    return 500, {"error": {"root_cause": [], "type": "outer", "caused_by": {"type": cause, "reason": reason}}}


def test_a_search_tells_the_node_when_nobody_waits_any_more(fake: Fake, transport: Transport) -> None:
    fake.answer = lambda *_: (200, {"responses": []})
    deadline.begin(0.5)
    try:
        transport.search("/i/_search?x=1", {}, preference="p")
        transport.search_many("/i/_msearch", [{}, {}])
    finally:
        deadline.end()
    transport.search("/i/_search?x=1", {})
    transport.read("GET", "/_alias/i")
    patterns = (
        r"x=1&preference=p0&cancel_after_time_interval=(\d+)ms",
        r"cancel_after_time_interval=(\d+)ms",
    )
    queries = [path.partition("?")[2] for _, path, _, _ in fake.asked]
    found = [re.fullmatch(pattern, query) for pattern, query in zip(patterns, queries, strict=False)]
    assert all(one and 0 < int(one[1]) <= 500 for one in found)
    assert re.fullmatch(r"x=1&cancel_after_time_interval=(9\d\d|1000)ms", queries[2])
    assert queries[3] == ""


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("too_many_clauses: maxClauseCount is set to 1024", "max_clause_count"),
        ("too_many_nested_clauses: too many; maxClauseCount is set to 1024", "max_clause_count"),
        ("query_shard_exception: failed; maxClauseCount is set to 1024", "max_clause_count"),
        ("stream_constraints_exception: nesting depth (1001)", "brackets"),
    ],
)
@pytest.mark.parametrize("status", [400, 500])
def test_what_is_too_much_for_the_cluster_is_a_costly_question_and_asked_once(
    fake: Fake, transport: Transport, cause: str, said: str, status: int
) -> None:
    _, error = asked_for(*cause.split(": "))
    fake.answer = lambda *_: (status, error)
    with pytest.raises(TooCostlyError) as caught:
        transport.search("/i/_search?x=1", {})
    assert caught.value.http_status == 400
    assert said in caught.value.advice
    assert len(fake.asked) == 1
    fake.answer = lambda *_: (200, {"responses": [{"hits": {}}, error | {"status": status}]})
    with pytest.raises(TooCostlyError):
        transport.search_many("/i/_msearch", [{}, {}, {}, {}])


def test_a_search_that_the_node_gave_up_is_late_and_goes_to_other_copies(fake: Fake) -> None:
    def answer(_method: str, path: str, _body: bytes) -> tuple[int, Any]:
        return (200, {}) if "preference=p1" in path else asked_for(cluster_errors.CANCELLED)

    fake.answer = answer
    with serving() as other:
        other.answer = answer
        transport = Transport((fake.url, other.url), 2)
        try:
            assert transport.search("/i/_search?x=1", {}, preference="p").status == 200
        finally:
            transport.close()


def test_a_search_that_the_node_gave_up_at_the_deadline_is_too_costly(
    fake: Fake, transport: Transport
) -> None:
    fake.answer = lambda *_: asked_for(cluster_errors.CANCELLED)
    deadline.begin(0.2)
    try:
        with pytest.raises(TooCostlyError):
            transport.search("/i/_search?x=1", {})
    finally:
        deadline.end()
    with pytest.raises(IndexUnusableError, match="has not answered within"):
        transport.search("/i/_search?x=1", {})


def test_one_of_many_that_is_gone_is_told_as_all(fake: Fake, transport: Transport) -> None:
    gone = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}
    fake.answer = lambda *_: (200, {"responses": [{"hits": {}}, gone]})
    assert transport.search_many("/i/_msearch", [{}, {}, {}, {}]).missing


def test_a_point_in_time_is_let_go_of_when_the_time_is_up(fake: Fake, transport: Transport) -> None:
    awake = Event()

    def answer(method: str, path: str, _: bytes) -> tuple[int, Any]:
        if path.startswith("/i/_search/point_in_time"):
            return 200, {"pit_id": "one"}
        if method == "POST":
            awake.wait(20)
        return 200, {}

    fake.answer = answer
    deadline.begin(0.3)
    try:
        with pytest.raises(TooCostlyError):
            list(pages(transport, "i", {}, ""))
    finally:
        deadline.end()
        awake.set()
    assert [(method, json.loads(body)) for method, _, _, body in fake.asked if method == "DELETE"] == [
        ("DELETE", {"pit_id": ["one"]})
    ]


def test_a_proximity_of_many_words_is_refused_and_the_longest_can_be_sent() -> None:
    longest = Phrase("exact", ("the",) * MOST_NEAR, (1_000,) * (MOST_NEAR - 1))
    assert json.dumps(query(longest)).count("span_near") == MOST_NEAR - 1
    with pytest.raises(TooCostlyError, match="A proximity has 201 words") as caught:
        query(replace(longest, tokens=("the",) * (MOST_NEAR + 1), gaps=(1_000,) * MOST_NEAR))
    assert "邻近检索" in caught.value.told.zh


def test_before_anything_is_opened_there_is_nothing_to_ask(fake: Fake) -> None:
    made = engine("opensearch", Path("unused"), OpenSearchConfig((fake.url,)))
    assert made.open() is None
    with pytest.raises(IndexUnusableError, match="No index juanzong has been opened"):
        made.search(Request(Term("exact", "x")))
    made.close()


def cluster_of(visible: int) -> Callable[[str, str, bytes], tuple[int, Any]]:
    """Return what a cluster says that holds an index of so many visible entries."""
    generation = {
        "bool": {"filter": [{"range": {"born": {"lte": 7}}}], "must_not": [{"terms": {"born": []}}]}
    }

    def answer(_: str, path: str, body: bytes) -> tuple[int, Any]:
        if path.startswith("/_alias/"):
            return 200, {"juanzong.000007": {"aliases": {"juanzong": {"filter": generation}}}}
        if "/_doc/" in path:
            return 200, {"_source": {"layout": LAYOUT, "mark": "m"}}
        assert "allow_partial_search_results=false" in path
        assert json.loads(body)["query"] == generation
        return 200, {"hits": {"total": {"value": visible}}}

    return answer


def test_what_is_verified_of_a_cluster_is_said_as_it_is(fake: Fake) -> None:
    config = OpenSearchConfig((fake.url,), deadline=1)
    assert verify("opensearch", Path("unused"), config) is None
    fake.answer = cluster_of(1234)
    said = verify("opensearch", Path("unused"), config)
    assert said
    assert said.startswith("juanzong.000007 answers from all of its shards, with 1,234 entries.")
    assert "Its files are not read from here" in said


def test_a_cluster_that_lacks_shards_is_not_verified(fake: Fake) -> None:
    whole = cluster_of(1)
    fake.answer = lambda method, path, body: RED if "_search" in path else whole(method, path, body)
    with pytest.raises(IndexUnusableError, match="lacks shards"):
        verify("opensearch", Path("unused"), OpenSearchConfig((fake.url,), deadline=1))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("indexer.engines.opensearch")]:
        monkeypatch.delitem(sys.modules, name)
    found = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401 - as Python's own is
        if name.partition(".")[0] == "urllib3":
            raise ModuleNotFoundError(f"No module named {name!r}", name="urllib3")
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigError, match="urllib3") as caught:
        engine("opensearch", Path("unused"))
    assert "juanzong[opensearch]" in caught.value.advice


# --- loading


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_PAUSE", 0.01)
    monkeypatch.setattr(loading, "_LONGEST_PAUSE", 0.02)


def items(body: bytes) -> list[tuple[str, str]]:
    """Return kind and id of every action of a bulk request."""
    lines = [json.loads(line) for line in body.splitlines()]
    return [
        (kind, one[kind]["_id"]) for one in lines for kind in one if kind in ("index", "create", "delete")
    ]


def bulk(
    judge: Callable[[str, str], int], because: str = "because"
) -> Callable[[str, str, bytes], tuple[int, Any]]:
    def answer(_method: str, _path: str, body: bytes) -> tuple[int, Any]:
        told = [
            {kind: {"status": judge(kind, name), "error": {"type": because, "reason": name}}}
            for kind, name in items(body)
        ]
        return 200, {"items": told}

    return answer


ACTIONS = [Action("index", str(number), {"n": number}) for number in range(9)]


@pytest.mark.usefixtures("hurried")
def test_items_that_a_busy_node_turns_away_are_sent_again_alone(fake: Fake, transport: Transport) -> None:
    tries: dict[str, int] = {}

    def judge(_kind: str, name: str) -> int:
        tries[name] = tries.get(name, 0) + 1
        return 429 if int(name) % 2 and tries[name] < 3 else 201

    fake.answer = bulk(judge)
    load(transport, "i", ACTIONS, lambda: None)
    assert tries == {str(number): 3 if number % 2 else 1 for number in range(9)}


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("status", "because", "said"),
    [
        (429, "because", "overloaded"),
        (503, "because", "lacks shards .*because"),
        (429, "cluster_block_exception", "has blocked it: cluster_block_exception"),
    ],
)
def test_what_is_turned_away_for_ever_is_told(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, status: int, because: str, said: str
) -> None:
    monkeypatch.setattr(Transport, "patience", 0.2)
    transport = Transport((fake.url,), 1)
    fake.answer = bulk(lambda *_: status, because)
    with pytest.raises(IndexUnusableError, match=said):
        load(transport, "i", ACTIONS, lambda: None)
    transport.close()


def test_what_is_so_already_is_no_failure_and_all_others_are_counted(
    fake: Fake, transport: Transport
) -> None:
    fake.answer = bulk(lambda kind, _: {"create": 409, "delete": 404, "index": 201}[kind])
    load(transport, "i", [Action("create", "a", {}), Action("delete", "b"), *ACTIONS], lambda: None)
    fake.answer = bulk(lambda _, name: 400 if name in "37" else 201)
    with pytest.raises(IndexUnusableError, match=r"has not accepted 2 of 9 items.*because: 3"):
        load(transport, "i", ACTIONS, lambda: None)


def test_requests_are_bounded_and_an_index_that_goes_ends_the_load(
    fake: Fake, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 4)
    fake.answer = bulk(lambda *_: 201)
    load(transport, "i", ACTIONS, lambda: None)
    assert sorted(len(items(body)) for _, _, _, body in fake.asked) == [1, 4, 4]
    monkeypatch.setattr(loading, "BYTES", 1)
    fake.asked.clear()
    load(transport, "i", ACTIONS, lambda: None)
    assert len(fake.asked) == 9
    fake.answer = lambda *_: NO_ALIAS
    with pytest.raises(IndexUnusableError, match="replaced"):
        load(transport, "i", ACTIONS, lambda: None)


def test_a_check_that_fails_stops_the_load(transport: Transport) -> None:
    def stop() -> None:
        raise cluster_errors.lost("juanzong")

    with pytest.raises(BusyError):
        load(transport, "i", ACTIONS, stop)


# --- the lock


class Lock:
    """The document of the lock, as OpenSearch keeps it."""

    def __init__(self) -> None:
        self.source: Any = None
        self.version = 0
        self.lost_answers = 0

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        if not path.startswith("/juanzong.lock/_doc/"):
            return 200, {}
        if method == "GET":
            if self.source is None:
                return 404, {"found": False}
            return 200, {"_source": self.source, "_seq_no": self.version, "_primary_term": 1}
        known = "op_type=create" if self.source is None else f"if_seq_no={self.version}&if_primary_term=1"
        if not path.endswith(known):
            return 409, {"error": "version conflict"}
        self.source = json.loads(body)
        self.version += 1
        if self.lost_answers:
            self.lost_answers -= 1
            return RED
        return 200, {"_seq_no": self.version, "_primary_term": 1}


@pytest.fixture
def lock(fake: Fake) -> Lock:
    made = Lock()
    fake.answer = made.answer
    return made


def test_the_lock_is_renewed_and_released_and_counts_the_writes(
    lock: Lock, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWAL", 0.05)
    for number in (1, 2):
        with lease.lease(transport, "juanzong") as held:
            assert held.number == number
            begun = lock.version
            while lock.version < begun + 3:
                held.check()
    assert lock.source["until"] <= time()


def test_a_lock_whose_answer_was_lost_on_the_way_is_known_as_ours(lock: Lock, transport: Transport) -> None:
    lock.lost_answers = 1
    with lease.lease(transport, "juanzong") as held:
        held.renew()
    assert lock.version == 3


def test_who_comes_second_at_the_same_moment_is_told(lock: Lock, transport: Transport, fake: Fake) -> None:
    first = lock.answer

    def overtaken(method: str, path: str, body: bytes) -> tuple[int, Any]:
        told = first(method, path, body)
        if method == "GET" and lock.version == 0:
            lock.source, lock.version = {"owner": "other", "until": 0, "number": 7}, 5
        return told

    fake.answer = overtaken
    with pytest.raises(BusyError), lease.lease(transport, "juanzong"):
        pass
    assert lock.source["owner"] == "other"


def test_a_lock_that_another_took_is_lost(lock: Lock, transport: Transport) -> None:
    with lease.lease(transport, "juanzong") as held:
        lock.version += 1
        lock.source = {"owner": "other", "until": 0, "number": 9}
        with pytest.raises(BusyError, match="was lost"):
            held.renew()
        with pytest.raises(BusyError, match="was lost"):
            held.check()
    assert lock.source["owner"] == "other"


def test_a_keeper_outlives_a_cluster_that_is_away_and_stops_when_the_lock_is_lost(
    lock: Lock, transport: Transport, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWAL", 0.05)
    with lease.lease(transport, "juanzong"):
        away = len(fake.asked)
        fake.answer = lambda *_: (400, {"error": "away"})
        while len(fake.asked) == away:
            pass
        fake.answer = lock.answer
        renewed = lock.version
        while lock.version == renewed:
            pass
        before = len(fake.asked)
        lock.version += 1
        lock.source = {"owner": "other", "until": 0, "number": 9}
        while len(fake.asked) == before:
            pass
    assert lock.source["owner"] == "other"


def test_a_write_to_a_cluster_that_cannot_be_reached_is_told_at_once() -> None:
    made = engine("opensearch", Path("unused"), OpenSearchConfig(("http://127.0.0.1:9",)))
    with pytest.raises(IndexUnusableError, match="cannot be reached"):
        made.write(Changes(()))
    made.close()


# --- text


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_survives_its_escape_which_holds_no_separator(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\n" not in escape(text)
    escape(text).encode()


def test_tokens_are_joined_so_that_each_keeps_its_place() -> None:
    assert joined(("a b", "", "c")).split("\n") == ["a b", "\ue000", "c"]
