"""On a real cluster: it agrees with the reference, and loses nothing when nodes, writers or items fail."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import engine
from indexer.engines.base import (
    And,
    Changes,
    Engine,
    Entry,
    Filter,
    Key,
    Or,
    Phrase,
    Request,
    Term,
    TextField,
)
from indexer.engines.opensearch import answering, cluster_errors, generations, lease, paging, writing
from indexer.engines.opensearch.queries import MOST_NEAR
from indexer.engines.opensearch.transport import Json, Reply, Transport
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.query import Query
from indexer.runtime import deadline
from indexer.runtime.config import Config, OpenSearchConfig, SearchConfig
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError, TooCostlyError
from scripts.opensearch import Cluster
from tests.engines.test_agreement import KEYS, TEXT, changes, requests
from tests.shelf import REPORT, config
from tests.terminator import Terminator, terminating

pytestmark = pytest.mark.cluster
NOWHERE = Path("unused")
ALL = And(())


def unit(number: int, document: str = "a", *words: str, **keys: tuple[str, ...]) -> Entry:
    return Entry(
        id=f"{document}:{number}",
        document=document,
        order=f"{document}{number:08d}",
        date="2019-01-01",
        tokens={"exact": ("all", f"w{number}", *words)},
        keys={"state": keys.get("state", ()), "day": keys.get("day", ())},
        stored=f"<{number}>",
    )


def opened(settings_: OpenSearchConfig) -> Engine:
    made = engine("opensearch", NOWHERE, settings_)
    made.open()
    return made


@pytest.fixture
def spread(cluster: Cluster, cluster_config: OpenSearchConfig) -> Iterator[OpenSearchConfig]:
    """Give a place over three shards with a copy each, and the cluster as it was afterwards."""
    yield replace(cluster_config, deadline=20, shards=3, replicas=1)
    cluster.wait()


@pytest.fixture
def small(cluster_config: OpenSearchConfig) -> Iterator[Engine]:
    made = engine("opensearch", NOWHERE, cluster_config)
    yield made
    made.close()


def agree(one: Engine, other: Engine, request: Request) -> None:
    """Scores are each engine's own; what is found, counted and sorted by anything else is the same."""
    found, expected = one.search(request), other.search(request)
    assert (found.total, found.facets) == (expected.total, expected.facets)
    assert (found.further, found.crossed) == (expected.further, expected.crossed)
    assert [(hit.id, hit.stored) for hit in found.found] == [(hit.id, hit.stored) for hit in expected.found]
    best = replace(request, sort="relevance", offset=0, limit=None)
    scores = [hit.score for hit in one.search(best).found]
    assert scores == sorted(scores, reverse=True)


def test_it_agrees_with_the_reference(cluster_config: OpenSearchConfig) -> None:
    @settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(changes, min_size=1, max_size=3), st.lists(requests, min_size=8, max_size=16))
    def agrees(written: list[Changes], asked: list[Request]) -> None:
        place = replace(cluster_config, index=f"{cluster_config.index}-{uuid4().hex}", shards=2)
        ours, memory = engine("opensearch", NOWHERE, place), engine("memory", NOWHERE)
        taken: set[str] = set()
        for change in written:
            new = [entry for entry in change.add if entry.order not in taken]
            taken |= {entry.order for entry in new}
            for one in (ours, memory):
                one.write(replace(change, add=new))
            assert ours.open() == memory.open() == change.mark
        for request in asked:
            agree(ours, memory, request)
        for field in (*TEXT, *KEYS):
            assert ours.terms(field, "", 9) == memory.terms(field, "", 9)
            for term in memory.terms(field, "", 9):
                assert ours.frequency(field, term) == memory.frequency(field, term)
        ours.close()

    agrees()


def test_what_lies_beyond_a_window_is_read_to_its_end(small: Engine) -> None:
    small.write(Changes([unit(n, "a", day=(f"d{n:05d}",)) for n in range(10_500)]))
    small.open()
    everything = small.search(Request(Term("exact", "all"), sort="document", limit=None, facets=("day",)))
    assert [found.id for found in everything.found] == [f"a:{n}" for n in range(10_500)]
    assert everything.total == len(everything.facets["day"]) == 10_500
    late = small.search(Request(ALL, sort="document", offset=9_998, limit=4))
    assert [found.id for found in late.found] == [f"a:{n}" for n in range(9_998, 10_002)]
    ranked = small.search(Request(Term("exact", "all"), limit=None))
    assert len({found.id for found in ranked.found}) == 10_500
    assert small.terms("exact", "w1", 450) == tuple(sorted(f"w{n}" for n in range(10_500))[1:451])


def test_a_point_in_time_that_is_lost_on_the_way_is_taken_anew(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGE", 10)
    monkeypatch.setattr(answering, "PAGE", 10)
    small.write(Changes([unit(n) for n in range(45)]))
    small.open()
    search = Transport.search
    lose: list[int] = []

    def losing(self: Transport, path: str, body: Json, *, preference: str = "") -> Reply:
        if "search_after" in body and lose:
            lose.pop()
            self.read("DELETE", "/_search/point_in_time", {"pit_id": [body["pit"]["id"]]})
        return search(self, path, body, preference=preference)

    monkeypatch.setattr(Transport, "search", losing)
    for times in (1, 2):
        lose.extend(range(times))
        found = small.search(Request(ALL, sort="document", limit=None)).found
        assert [hit.id for hit in found] == [f"a:{n}" for n in range(45)]
    lose.extend(range(3))
    with pytest.raises(IndexUnusableError, match="replaced"):
        small.search(Request(ALL, limit=None))


def test_an_index_that_lacks_what_was_sent_does_not_count(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write(Changes([unit(1)], mark="old"))
    monkeypatch.setattr(writing, "count", lambda *_: 1)
    with pytest.raises(IndexUnusableError, match="holds 1 new entries instead of 2"):
        small.write(Changes([unit(2), unit(3)], mark="new"))
    assert small.open() == "old"
    assert small.search(Request(ALL)).total == 1


def test_a_fresh_write_that_cannot_see_the_present_state_leaves_it(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write(Changes([unit(1)], mark="old"))
    current = generations.current

    def late(*_: object) -> None:
        raise cluster_errors.late("somewhere", 1)

    monkeypatch.setattr(generations, "current", late)
    with pytest.raises(IndexUnusableError, match="has not answered"):
        small.write(Changes([unit(2)], mark="new", fresh=True))
    monkeypatch.setattr(generations, "current", current)
    assert small.open() == "old"
    assert small.search(Request(ALL)).total == 1


def test_a_phrase_of_many_words_with_gaps_is_found(small: Engine) -> None:
    words = tuple(f"x{n}" for n in range(60))
    small.write(Changes([unit(1, "a", *words)]))
    small.open()
    assert small.search(Request(Phrase("exact", words[::2], (1,) * 29))).total == 1
    assert small.search(Request(Phrase("exact", words[::2], (1,) * 28 + (0,)))).total == 0


def test_what_is_too_much_for_the_cluster_is_refused_and_the_longest_proximity_is_not(small: Engine) -> None:
    small.write(Changes([unit(n, "a", *("all",) * 400) for n in range(1_000)], mark="1"))
    small.open()
    words = tuple(Term("exact", f"w{n}") for n in range(5_000))
    with pytest.raises(TooCostlyError, match="stands for more words"):
        small.search(Request(Or(words)))
    near = Phrase("exact", ("all",) * MOST_NEAR, (1,) * (MOST_NEAR - 1))
    assert small.search(Request(near)).total == 1_000
    assert small.terms("exact", "w1", 3) == ("w1", "w10", "w100")
    longer = Or(tuple(replace(near, gaps=(gap,) * (MOST_NEAR - 1)) for gap in range(1, 200)))
    deadline.begin(0.3)
    try:
        with pytest.raises(TooCostlyError, match="takes longer"):
            small.search(Request(longer))
    finally:
        deadline.end()
    assert small.search(Request(Term("exact", "w1"))).total == 1


def test_any_text_comes_back_and_is_found(small: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_REMEMBERED", 3)
    odd = ("", "\n", "a\nb", "\ud800", "\ue000", "\ue000000a", "a b", "𠀀", "x" * 300)
    long = "é" * 20_000
    tokens: dict[TextField, tuple[str, ...]] = {"exact": odd, "words": (long, f"{long}x")}
    entry = replace(unit(1), tokens=tokens, keys={"state": odd}, stored="".join(odd))
    small.write(Changes([entry], mark="\ud800\n"))
    assert small.open() == "\ud800\n"
    for place, token in enumerate(odd):
        for node in (Term("exact", token), Key("state", token), Phrase("exact", odd[place : place + 2])):
            (found,) = small.search(Request(node)).found
            assert found.stored == "".join(odd)
    assert set(small.terms("exact", "", 20)) == set(small.terms("state", "", 20)) == set(odd)
    assert small.search(Request(Phrase("words", (long, f"{long}x")))).total == 1
    assert small.search(Request(Term("words", f"{long}y"))).total == 0
    for term in small.terms("words", "é", 9):
        assert small.frequency("words", term) == 1
    assert small.search(Request(ALL, facets=("state",))).facets == {"state": dict.fromkeys(odd, 1)}


def test_items_that_are_refused_are_counted_and_nothing_has_changed(small: Engine) -> None:
    small.write(Changes([unit(1)], mark="old"))
    for fresh in (False, True):
        bad = [unit(2), unit(3, "a", state=("x" * 40_000,)), unit(4)]
        with pytest.raises(IndexUnusableError, match="has not accepted") as caught:
            small.write(Changes(bad, remove=("a",), mark="new", fresh=fresh))
        assert "32766" in caught.value.message
        assert small.open() == "old"
        assert [found.id for found in small.search(Request(ALL)).found] == ["a:1"]
        assert small.terms("exact", "w", 9) == ("w1",)


def test_a_reader_sees_the_old_or_the_new_while_writers_are_at_work(small: Engine) -> None:
    small.write(Changes([unit(n, "a", "gen0") for n in range(20)], mark="0"))
    small.open()
    torn: list[str] = []

    def read() -> None:
        while not done:
            mark = small.open()
            found = {hit.stored for hit in small.search(Request(Term("exact", f"gen{mark}"))).found}
            total = small.search(Request(ALL, limit=0)).total
            if total != 20 or not found:
                torn.append(f"{mark}: {total}, {len(found)}")

    done: list[bool] = []
    reader = Thread(target=read)
    reader.start()
    for generation in range(1, 6):
        entries = [unit(n, "a", f"gen{generation}") for n in range(20)]
        small.write(Changes(entries, remove=("a",), mark=str(generation), fresh=generation == 3))
    done.append(True)
    reader.join()
    assert torn == []


def test_what_was_opened_long_ago_says_so(cluster_config: OpenSearchConfig, small: Engine) -> None:
    small.write(Changes([unit(1)], mark="1"))
    other = opened(cluster_config)
    small.write(Changes([unit(2)], mark="2", fresh=True))
    assert other.search(Request(ALL)).found[0].id == "a:1"
    small.write(Changes([unit(3)], mark="3", fresh=True))
    questions = (
        lambda: other.search(Request(ALL)),
        lambda: other.search(Request(ALL, offset=10_000)),
        lambda: other.terms("exact", "", 9),
        lambda: other.terms("state", "", 9),
        lambda: other.frequency("exact", "all"),
    )
    for question in questions:
        with pytest.raises(IndexUnusableError, match="replaced"):
            question()
    assert other.open() == "3"
    other.close()


WRITER = """
import os, signal, sys
from pathlib import Path
from indexer.runtime.config import OpenSearchConfig
from indexer.engines import engine
from indexer.engines.base import Changes
from tests.engines.test_opensearch_cluster import unit
def entries():
    for number in range(10_000):
        if number == 9_000:
            os.kill(os.getpid(), signal.SIGKILL)
        yield unit(number, "b")
place = OpenSearchConfig((sys.argv[1],), sys.argv[2], 20, 1, 0)
engine("opensearch", Path("unused"), place).write(
    Changes(entries(), remove=("a",), mark="bad", fresh=sys.argv[3] == "fresh"))
"""


@pytest.mark.parametrize("how", ["fresh", "added"])
def test_a_writer_that_is_killed_leaves_the_old_and_a_lock_that_ends(
    cluster_config: OpenSearchConfig, small: Engine, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    small.write(Changes([unit(1)], mark="old"))
    run = [sys.executable, "-c", WRITER, cluster_config.url[0], cluster_config.index, how]
    killed = subprocess.run(run, cwd=Path(__file__).resolve().parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert small.open() == "old"
    assert small.search(Request(ALL)).total == 1
    with pytest.raises(BusyError, match="expires"):
        small.write(Changes([unit(2)], mark="new"))
    later = time.time() + lease.SECONDS
    monkeypatch.setattr(time, "time", lambda: later)
    small.write(Changes([unit(2)], mark="new"))
    assert small.open() == "new"
    assert {found.id for found in small.search(Request(ALL)).found} == {"a:1", "a:2"}
    transport = Transport(cluster_config.url, 20)
    left = transport.read("GET", f"/_resolve/index/{cluster_config.index}.*").body["indices"]
    assert len(left) == 2, "one index and the lock"
    straggler = {"born": 2, "sequence": 1, "order": "z", "stored": "", "key": {"id": "z", "document": "z"}}
    for index in left:
        if not index["name"].endswith(".lock"):
            transport.write("PUT", f"/{index['name']}/_doc/late?refresh=true", straggler)
    assert small.search(Request(ALL)).total == 2, "a request of the dead writer may be carried out late"
    small.write(Changes([], mark="newer"))
    counted = transport.read("GET", f"/{cluster_config.index}.*/_search?q=born:*").body
    assert counted["hits"]["total"]["value"] == 2
    transport.close()


def test_a_write_that_counts_stays_whatever_goes_wrong_afterwards(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write(Changes([unit(1)], mark="old"))
    publish = generations.publish

    def cut_off(*given: Any) -> None:  # noqa: ANN401 - passed on as it is
        publish(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(generations, "publish", cut_off)
    for fresh in (False, True):
        with pytest.raises(KeyboardInterrupt):
            small.write(Changes([unit(2)], remove=("a",), mark=f"new {fresh}", fresh=fresh))
        assert small.open() == f"new {fresh}"
        assert [found.id for found in small.search(Request(ALL)).found] == ["a:2"]


def test_a_lock_that_was_lost_ends_the_write(small: Engine, cluster_config: OpenSearchConfig) -> None:
    small.write(Changes([unit(1)], mark="old"))
    thief = Transport(cluster_config.url, 20)

    def entries() -> Iterator[Entry]:
        yield unit(2)
        lock = {"owner": "thief", "until": 0, "number": 99}
        thief.write("PUT", f"/{cluster_config.index}.lock/_doc/writer", lock)

    with pytest.raises(BusyError, match="lost"):
        small.write(Changes(entries(), mark="new"))
    thief.close()
    assert small.open() == "old"
    assert small.search(Request(ALL)).total == 1


def test_a_name_that_something_else_bears_is_left_alone(
    small: Engine, cluster_config: OpenSearchConfig
) -> None:
    other = Transport(cluster_config.url, 20)
    other.create(f"/{cluster_config.index}", {"settings": {"number_of_shards": 1, "number_of_replicas": 0}})
    with pytest.raises(ConfigError, match="not this program's"):
        small.write(Changes([unit(1)]))
    assert small.open() is None
    other.write("DELETE", f"/{cluster_config.index}")
    small.write(Changes([unit(1)], mark="mine"))
    assert small.open() == "mine"
    other.write("POST", "/_aliases", {"actions": [
        {"add": {"index": f"{cluster_config.index}.lock", "alias": cluster_config.index}}
    ]})  # fmt: skip
    with pytest.raises(IndexUnusableError, match="not made by this version"):
        small.open()
    small.write(Changes([unit(1)], mark="anew", fresh=True))
    assert small.open() == "anew"
    (index,) = other.read("GET", f"/_alias/{cluster_config.index}").body
    plain = {
        "actions": [{"add": {"index": index, "alias": cluster_config.index, "filter": {"match_all": {}}}}]
    }
    other.write("POST", "/_aliases", plain)
    with pytest.raises(IndexUnusableError, match="not made by this version"):
        small.open()
    other.close()


def test_an_index_of_another_layout_is_refused(small: Engine, cluster_config: OpenSearchConfig) -> None:
    small.write(Changes([unit(1)], mark="old"))
    other = Transport(cluster_config.url, 20)
    alias = other.read("GET", f"/_alias/{cluster_config.index}").body
    (index,) = alias
    other.write("PUT", f"/{index}/_doc/mark-1", {"generation": 1, "layout": 0, "mark": "old"})
    other.close()
    with pytest.raises(IndexUnusableError, match="not made by this version"):
        small.open()


def test_a_library_lives_in_the_cluster(cluster_config: OpenSearchConfig, tmp_path: Path) -> None:
    base = config(tmp_path)
    placed = replace(base, library=replace(base.library, engine="opensearch"), opensearch=cluster_config)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    with Library(_built(placed)) as library:
        library.add([path], Given())
        library.refresh()
        found = library.search(Query(text="讲习班"))
        assert found.total == 1
        assert [one.symbol for one in library.documents().items] == ["S/2021/77"]
        library.remove("S/2021/77")
        library.refresh()
        assert library.search(Query(text="讲习班")).total == 0


def _built(placed: Config) -> Config:
    assert placed.search == SearchConfig(translate=placed.search.translate)
    Library(placed).build()
    return placed


# --- nodes that fail


def test_a_node_killed_while_loading_and_while_asking_loses_no_unit(
    cluster: Cluster, spread: OpenSearchConfig
) -> None:
    ours = engine("opensearch", NOWHERE, spread)
    ours.write(Changes([unit(n, "a") for n in range(3_000)], mark="1"))
    ours.open()

    def entries() -> Iterator[Entry]:
        for number in range(6_000):
            if number == 4_000:
                cluster.kill(0)
            yield unit(number, "b")

    ours.write(Changes(entries(), mark="2"))
    assert _all(ours) == 3_000
    assert ours.open() == "2"
    assert _all(ours) == 9_000
    cluster.start(0)
    cluster.wait()
    killer = Thread(target=cluster.kill, args=(1,))
    totals = []
    for number in range(40):
        if number == 15:
            killer.start()
        answer = ours.search(Request(Term("exact", "all"), facets=("state",), limit=5))
        totals.append((answer.total, len(answer.found)))
        if number % 10 == 0:
            totals.append((_all(ours), 5))
    killer.join()
    assert set(totals) == {(9_000, 5)}
    ours.close()
    cluster.start(1)
    cluster.wait()


def _all(ours: Engine) -> int:
    found = ours.search(Request(Term("exact", "all"), sort="document", limit=None))
    assert len({hit.id for hit in found.found}) == found.total
    return found.total


def test_a_node_that_answers_late_is_passed_over(cluster: Cluster, spread: OpenSearchConfig) -> None:
    place = replace(spread, shards=1, replicas=0, deadline=10)
    ours = engine("opensearch", NOWHERE, place)
    ours.write(Changes([unit(1)], mark="1"))
    ours.open()
    (holder,) = _holders(place)
    late = next(number for number in range(3) if number != holder)
    cluster.kill(late, signal.SIGSTOP)
    try:
        for _ in range(3):
            assert ours.search(Request(ALL)).total == 1
    finally:
        cluster.kill(late, signal.SIGCONT)
    cluster.kill(holder, signal.SIGSTOP)
    try:
        with pytest.raises(IndexUnusableError, match="has not answered within"):
            opened(replace(place, deadline=2)).search(Request(ALL))
    finally:
        cluster.kill(holder, signal.SIGCONT)
    assert ours.search(Request(ALL)).total == 1
    ours.close()


def test_an_index_without_its_shards_is_not_answered_from(cluster: Cluster, spread: OpenSearchConfig) -> None:
    place = replace(spread, replicas=0, deadline=2)
    ours = engine("opensearch", NOWHERE, replace(place, deadline=20))
    ours.write(Changes([unit(n) for n in range(50)], mark="1"))
    ours.close()
    asking = opened(place)
    lost, *_ = _holders(place)
    cluster.kill(lost)
    try:
        with pytest.raises(IndexUnusableError, match="lacks shards"):
            asking.search(Request(ALL, (Filter("document", ("a",)),)))
    finally:
        cluster.start(lost)
        cluster.wait()
    assert asking.search(Request(ALL)).total == 50
    asking.close()


def test_one_node_of_three_refuses_clearly_and_nothing_is_half_written(
    cluster: Cluster, spread: OpenSearchConfig
) -> None:
    ours = engine("opensearch", NOWHERE, spread)
    ours.write(Changes([unit(n) for n in range(300)], mark="1"))
    asking = opened(replace(spread, deadline=2))
    cluster.wait()
    lost = _holders(spread)
    assert len(lost) == 2
    for number in lost:
        cluster.kill(number)
    try:
        for _ in range(4):
            with pytest.raises(IndexUnusableError, match=r"lacks shards|has not answered"):
                asking.search(Request(ALL))
        with pytest.raises(IndexUnusableError):
            asking.write(Changes([unit(1, "b")], mark="2"))
    finally:
        for number in lost:
            cluster.start(number)
        cluster.wait()
    asking.close()
    assert ours.open() == "1"
    assert ours.search(Request(ALL)).total == 300
    ours.close()


def _holders(place: OpenSearchConfig) -> tuple[int, ...]:
    """Return the nodes that have a copy of the first shard of an index; the cluster chooses them."""
    transport = Transport(place.url, 20)
    routing = transport.read("GET", f"/{place.index}.000001/_search_shards").body
    transport.close()
    names = {identifier: node["name"] for identifier, node in routing["nodes"].items()}
    return tuple(int(names[copy["node"]].removeprefix("n")) for copy in routing["shards"][0])


# --- through TLS, and with answers that are lost


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def through(
    gate: Terminator, authority: trustme.CA, place: OpenSearchConfig, folder: Path
) -> OpenSearchConfig:
    """Return a configuration with which one gets to the cluster through a gate alone."""
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    (folder / "password").write_text(gate.password, encoding="utf-8")
    return replace(
        place,
        url=(gate.url,),
        certificates=folder / "authority.pem",
        user=gate.user,
        password_file=folder / "password",
    )


def test_a_library_is_built_and_asked_through_tls_with_a_password(
    cluster_config: OpenSearchConfig, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (cluster_errors.USER, cluster_errors.PASSWORD):
        monkeypatch.delenv(name, raising=False)
    base = config(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    with terminating(cluster_config.url[0], authority.issue_cert("localhost")) as gate:
        place = through(gate, authority, cluster_config, tmp_path)
        placed = replace(base, library=replace(base.library, engine="opensearch"), opensearch=place)
        with Library(_built(placed)) as library:
            library.add([path], Given())
            library.refresh()
            assert library.search(Query(text="讲习班")).total == 1
            right, gate.password = gate.password, "another"
            with pytest.raises(IndexUnusableError, match=r"refuses the credentials \(401\)"):
                library.search(Query(text="智利"))
            gate.password = right
            assert library.search(Query(text="智利")).total == 1
            gate.forbids = lambda method, path: method == "POST" and path.startswith("/_aliases")
            with pytest.raises(ConfigError, match=r"refuses the credentials \(403\)"):
                library.remove("S/2021/77")
            library.refresh()
            assert library.search(Query(text="智利")).total == 1
            assert gate.seen > 10


def test_the_ports_of_real_nodes_say_when_they_are_asked_for_tls(
    cluster_config: OpenSearchConfig, authority: trustme.CA, tmp_path: Path
) -> None:
    with terminating(cluster_config.url[0], authority.issue_cert("localhost")) as gate:
        place = through(gate, authority, cluster_config, tmp_path)
    wrong = replace(place, url=(cluster_config.url[0].replace("http:", "https:"),))
    with pytest.raises(ConfigError, match="does not speak TLS"):
        opened(wrong)


def test_answers_that_are_lost_on_the_way_lose_and_double_nothing(
    cluster_config: OpenSearchConfig, authority: trustme.CA, tmp_path: Path
) -> None:
    turn = count()
    with (
        terminating(cluster_config.url[0], authority.issue_cert("localhost")) as gate,
        terminating(cluster_config.url[1], authority.issue_cert("localhost")) as other,
    ):
        other.password = gate.password
        place = through(gate, authority, cluster_config, tmp_path)
        ours = engine("opensearch", NOWHERE, replace(place, url=(gate.url, other.url)))
        gate.loses = other.loses = lambda *_: next(turn) % 3 == 0
        ours.write(Changes([unit(n, "a") for n in range(3_000)], mark="1"))
        ours.write(Changes([unit(n, "b") for n in range(3_000)], remove=("a",), mark="2"))
        assert ours.open() == "2"
        assert {_all(ours) for _ in range(6)} == {3_000}
        ours.close()
