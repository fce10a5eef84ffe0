"""What is whoosh's own: states on the disk, crashes, damage, other processes, threads."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from mmap import ACCESS_READ, MADV_DONTNEED
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest
from hypothesis.stateful import rule
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

from indexer.engines import engine
from indexer.engines.base import (
    And,
    Best,
    Boost,
    Changes,
    Engine,
    Entry,
    FacetLimit,
    Filter,
    Key,
    Or,
    Phrase,
    Request,
    Term,
    Without,
)
from indexer.engines.index_directory import POINTER, Generation, current
from indexer.engines.whoosh import WhooshEngine, answering, columns, leaves, schema, writing
from indexer.engines.whoosh.cache import KEY, Cache, extent
from indexer.engines.whoosh.segment import Mapped
from indexer.runtime import checked_line
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError
from tests.damage import overwrite
from tests.engines.test_agreement import WhooshAgreement, hold_against_the_reference, requests

ALL = Request(And(()), limit=None)
WRITER = """
import os, signal, sys
from pathlib import Path
from unittest import mock
from indexer.engines.base import Changes, Entry
from indexer.engines import index_directory
from indexer.engines.whoosh import WhooshEngine, writing

def unit(document, number):
    words = tuple(f"w{n % 50}" for n in range(number, number + 20))
    return Entry(f"{document}:{number}", document, f"{number:06d}", "", {"exact": words}, {}, "text")

def units(document, count=40):
    return [unit(document, number) for number in range(count)]

def dying(at, function):
    def call(*args, **kwargs):
        dying.left -= 1
        if dying.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    dying.left = at
    return call

engine = WhooshEngine(Path(sys.argv[1]))
"""


def unit(name: str, *tokens: str, year: str = "2019") -> Entry:
    document = name.split(":", maxsplit=1)[0]
    return Entry(name, document, name, "", {"exact": tokens}, {"year": (year,)}, f"stored {name}")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "var" / "index"


@pytest.fixture
def filled(place: Path) -> WhooshEngine:
    made = WhooshEngine(place)
    made.write(Changes(add=[unit(f"a:{n}", "one", "two", f"n{n}") for n in range(5)], mark="first"))
    made.open()
    return made


def ids(engine: Engine) -> list[str]:
    return [found.id for found in engine.search(ALL).found]


def summary(engine: Engine, request: Request) -> tuple[object, ...]:
    answer = engine.search(request)
    return answer.total, answer.facets, [found.id for found in answer.found]


def state(place: Path) -> Generation:
    found = current(place)
    assert found
    return found


# --- crashes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize(
    ("target", "calls"),
    [
        ("writing._Writer.add_document", 20),
        ("writing._Writer._flush_segment", 0),
        ("writing._Writer._assemble_segment", 0),
        ("writing._Writer._commit_toc", 0),
        ("index_directory.sync", 0),
        ("index_directory.sync", 1),
        ("index_directory.sync", 2),
        ("writing.array_file.write", 0),
        ("index_directory.sync", 3),
        ("index_directory.sync", 4),
        ("index_directory.sync", 5),
        ("index_directory.sweep", 1),
    ],
)
def test_a_killed_writer_leaves_the_state_before_or_after(
    place: Path, target: str, calls: int, *, fresh: bool
) -> None:
    owner, _, name = target.rpartition(".")
    code = f"""{WRITER}
engine.write(Changes(add=units("a"), mark="before"))
with mock.patch.object({owner}, "{name}", dying({calls}, {target})):
    engine.write(Changes(add=units("b", 30), remove=("a",), mark="after", fresh={fresh}))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(place)], check=False, capture_output=True, text=True
    )
    assert done.returncode < 0, done.stderr
    survivor = WhooshEngine(place)
    mark = survivor.open()
    assert mark == (
        "after"
        if target == "index_directory.sweep" or (target, calls) == ("index_directory.sync", 5)
        else "before"
    )
    document, count = {"before": ("a", 40), "after": ("b", 30)}[mark]
    assert {name.split(":")[0] for name in ids(survivor)} == {document}
    assert len(ids(survivor)) == count
    survivor.write(Changes(add=[unit("c:1", "one")], mark="later"))
    assert survivor.open() == "later"
    assert len(ids(survivor)) == count + 1
    litter = {path.suffix for path in (place / state(place).folder).iterdir()} - {".seg", ".toc", ".columns"}
    assert litter == set()


def test_a_writer_killed_at_any_time_leaves_a_whole_state(place: Path) -> None:
    code = f"""{WRITER}
import itertools
for turn in itertools.count():
    document = f"d{{turn}}"
    fresh = turn % 3 == 0
    engine.write(Changes(add=units(document), remove=(f"d{{turn - 1}}",), mark=document, fresh=fresh))
    print(turn, flush=True)
"""
    reader = WhooshEngine(place)
    for delay in (0.013, 0.031, 0.057, 0.079):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(delay)
            writer.kill()
        mark = reader.open()
        assert {name.split(":")[0] for name in ids(reader)} == {mark}
        assert len(ids(reader)) == 40


# --- states --------------------------------------------------------------------------------------


def test_the_state_before_stays_on_the_disk_until_the_next_write(place: Path, filled: WhooshEngine) -> None:
    first = state(place)
    filled.write(Changes(add=[unit("b:1", "one")], mark="second"))
    second = state(place)
    assert second.folder == first.folder
    home = place / first.folder
    assert {path.name for path in home.iterdir()} == {*first.files, *second.files}
    filled.write(Changes(add=[unit("c:1", "one")], mark="third", fresh=True))
    third = state(place)
    assert third.folder != first.folder
    assert {path.name for path in home.iterdir()} == set(second.files)
    filled.write(Changes(add=[unit("c:2", "one")], mark="fourth"))
    assert not home.exists()
    assert {path.name for path in place.iterdir()} == {POINTER, "lock", third.folder}


def test_what_was_opened_stays_readable_whatever_is_written(filled: WhooshEngine) -> None:
    before = filled.search(Request(Term("exact", "two"), facets=("year",)))
    for turn in range(4):
        filled.write(Changes(add=[unit(f"z:{turn}", "two")], fresh=turn % 2 == 1, remove=("a", "z")))
    assert filled.search(Request(Term("exact", "two"), facets=("year",))) == before
    assert filled.terms("exact", "n", 9) == ("n0", "n1", "n2", "n3", "n4")
    filled.open()
    assert ids(filled) == ["z:3"]


def test_another_engine_on_the_same_place_follows(place: Path, filled: WhooshEngine) -> None:
    other = engine("whoosh", place)
    assert other.open() == "first"
    filled.write(Changes(add=(), remove=("a",), mark="emptied"))
    assert len(ids(other)) == 5
    assert other.open() == "emptied"
    assert ids(other) == []


def test_many_small_writes_leave_few_segments(place: Path, filled: WhooshEngine) -> None:
    most = 0
    for turn in range(40):
        filled.write(Changes(add=[unit(f"d{turn}:1", "one", f"t{turn}")], mark=str(turn)))
        most = max(most, sum(name.endswith(".seg") for name in state(place).files))
    assert most <= math.log2(45) + 1
    filled.open()
    assert len(ids(filled)) == 45
    assert filled.frequency("exact", "one") == 45
    assert filled.search(Request(Term("exact", "t7"))).found[0].stored == "stored d7:1"


def test_segments_that_are_empty_or_full_of_holes_go(place: Path, filled: WhooshEngine) -> None:
    filled.write(Changes(add=[unit(f"{name}:{n}", "x") for name in "bc" for n in range(40)]))
    filled.write(Changes(add=(), remove=("a",)))
    assert sum(name.endswith(".seg") for name in state(place).files) == 1
    before = sum(state(place).files.values())
    filled.write(Changes(add=[unit("d:1", "x")], remove=("b",)))
    assert sum(state(place).files.values()) < before
    filled.open()
    assert len(ids(filled)) == 41
    assert filled.search(Request(Term("exact", "x"), facets=("year",))).facets == {"year": {"2019": 41}}


def test_long_posting_lists_span_blocks(place: Path) -> None:
    made = WhooshEngine(place)
    made.write(Changes(add=[unit(f"a:{n:04d}", "x", "y") for n in range(1300)]))
    made.open()
    assert made.search(Request(Phrase("exact", ("x", "y")), limit=0)).total == 1300
    assert made.frequency("year", "2019") == 1300
    made.write(Changes(add=[unit(f"b:{n:04d}", "x") for n in range(700)], remove=("none",)))
    made.write(Changes(add=[unit(f"c:{n:04d}", "x") for n in range(700)]))
    made.open()
    assert made.frequency("exact", "x") == 2700
    assert made.search(Request(Phrase("exact", ("x", "y")), limit=0)).total == 1300


# --- damage --------------------------------------------------------------------------------------


def broken_pointer(place: Path) -> None:
    (place / POINTER).write_text("{", "utf-8")


def foreign_pointer(place: Path) -> None:
    (place / POINTER).write_text(json.dumps({"format": 2}), "utf-8")


def lost_segment(place: Path) -> None:
    next(place.glob("*/*.seg")).unlink()


def shortened_segment(place: Path) -> None:
    segment = next(place.glob("*/*.seg"))
    overwrite(segment, segment.read_bytes()[:-10])


def overwritten_segment(place: Path) -> None:
    segment = next(place.glob("*/*.seg"))
    overwrite(segment, b"\0" * segment.stat().st_size)


def overwritten_contents(place: Path) -> None:
    contents = next(place.glob("*/*.toc"))
    contents.write_bytes(b"\0" * contents.stat().st_size)


UNREADABLE = (broken_pointer, foreign_pointer, lost_segment, shortened_segment)
DAMAGES = (*UNREADABLE, overwritten_segment, overwritten_contents)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_said_to_be_so_and_can_be_built_again(place: Path, damage: object) -> None:
    assert callable(damage)
    damage(place)
    made = WhooshEngine(place)
    with pytest.raises(IndexUnusableError, match="damaged") as caught:
        made.open()
    assert caught.value.advice
    with pytest.raises(IndexUnusableError):
        made.search(ALL)
    made.write(Changes(add=[unit("b:1", "one")], mark="again", fresh=True))
    assert made.open() == "again"
    assert ids(made) == ["b:1"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("damage", UNREADABLE)
def test_a_damaged_index_is_not_added_to(place: Path, damage: object) -> None:
    assert callable(damage)
    damage(place)
    with pytest.raises(IndexUnusableError, match="damaged"):
        WhooshEngine(place).write(Changes(add=[unit("b:1", "one")]))


def test_damage_inside_a_segment_is_found_when_it_is_read(place: Path, filled: WhooshEngine) -> None:
    filled.close()
    segment = next(place.glob("*/*.seg"))
    data = segment.read_bytes()
    refused = 0
    for start in range(0, len(data) - 40, 40):
        overwrite(segment, data[:start] + b"\xff" * 40 + data[start + 40 :])
        made = WhooshEngine(place)
        try:
            made.open()
            made.search(Request(Phrase("exact", ("one", "two")), facets=("year",)))
        except IndexUnusableError:
            refused += 1
    assert refused
    overwrite(segment, data)
    assert filled.open() == "first"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(IndexUnusableError, match="file/index cannot be written"):
        WhooshEngine(tmp_path / "file" / "index").write(Changes(add=()))


# --- other processes and threads -----------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_another_process_that_writes_makes_it_busy(place: Path) -> None:
    code = f"""{WRITER}
with index_directory.lock(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "locked\n"
        made = WhooshEngine(place)
        with pytest.raises(BusyError, match="index") as caught:
            made.write(Changes(add=()))
        assert caught.value.advice
        assert made.open() == "first"
        other.stdin.close()
    made.write(Changes(add=(), mark="free"))
    assert made.open() == "free"


def reference_and_whoosh(
    place: Path, texts: Sequence[tuple[str, ...]], first: int, removed: tuple[str, ...]
) -> tuple[Engine, Engine]:
    """Give both the same texts in two writes, `first` of them in the first; the second removes documents."""
    units = [unit(f"d{n // 10}:{n:03d}", *text, year=str(2000 + n % 5)) for n, text in enumerate(texts)]
    made = engine("memory", place), WhooshEngine(place)
    for one in made:
        one.write(Changes(add=units[:first]))
        one.write(Changes(add=units[first:], remove=removed))
        one.open()
    return made


def test_threads_get_the_answers_of_the_reference(place: Path) -> None:
    texts = [(*"中国和智利在联合国"[n % 7 :], f"w{n % 13}", "the") for n in range(300)]
    memory, whoosh = reference_and_whoosh(place, texts, 200, ("d3", "d7"))
    requests = [
        Request(
            Best((Phrase("exact", ("联", "合", "国")), Boost(Term("exact", f"w{n % 13}"), 0.5))),
            (Filter("year", (str(2000 + n % 5),)),) if n % 2 else (),
            facets=("year",),
            sort="document",
        )
        for n in range(26)
    ]
    expected = [summary(memory, request) for request in requests]

    def ask(thread: int) -> list[int]:
        asked = [(thread + turn) % 26 for turn in range(200)]
        return [number for number in asked if summary(whoosh, requests[number]) != expected[number]]

    with ThreadPoolExecutor(8) as pool:
        assert [wrong for answers in pool.map(ask, range(8)) for wrong in answers] == []


def test_readers_never_see_half_a_write(place: Path, filled: WhooshEngine) -> None:
    failures: list[object] = []
    writing = True

    def read() -> None:
        reader = WhooshEngine(place)
        while writing:
            try:
                mark = reader.open()
                found = reader.search(Request(Term("exact", "one"), limit=None)).found
                if mark != "first" and {hit.id.split(":")[0] for hit in found} != {mark}:
                    failures.append((mark, found))
            except IndexUnusableError as error:
                failures.append(error)

    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    filled.write(Changes(add=[unit("r0:1", "one")], mark="r0", fresh=True))
    for turn in range(1, 30):
        change = Changes(
            add=[unit(f"r{turn}:{n}", "one") for n in range(9)],
            remove=(f"r{turn - 1}",),
            mark=f"r{turn}",
            fresh=turn % 5 == 0,
        )
        filled.write(change)
    writing = False
    for reader in readers:
        reader.join()
    assert failures == []


def test_files_that_go_while_they_are_opened_are_looked_for_anew(
    place: Path, filled: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = WhooshEngine(place)
    real = StructFile.__init__
    swept = iter([True])

    def vanish(self: StructFile, *args: object, **kwargs: object) -> None:
        real(self, *args, **kwargs)
        if next(swept, False):
            filled.write(Changes(add=[unit("b:1", "one")], mark="second", fresh=True))
            filled.write(Changes(add=[unit("b:2", "one")], mark="third", fresh=True))

    monkeypatch.setattr(StructFile, "__init__", vanish)
    assert other.open() == "third"
    assert ids(other) == ["b:2"]


# --- ways to the same answer ----------------------------------------------------------------------


class Uncounted(WhooshAgreement):
    """Without facets, a filter may be looked at before the expression."""

    @rule(request=requests)
    def search_uncounted(self, request: Request) -> None:
        self.search(replace(request, facets=()))

    @rule(request=requests)
    def rank_uncounted(self, request: Request) -> None:
        self.rank(replace(request, facets=()))


@pytest.mark.parametrize(
    "ways",
    [
        {(leaves, "_SPARSE"): 0, (answering, "_SELECTIVE"): 1},  # look every entry up
        {(columns, "FEW"): -1, (leaves, "_SCATTERED"): 0},  # by postings; phrases an entry at a time
        {(leaves, "_SCATTERED"): 1_000},  # phrases in all entries at once
    ],
)
def test_all_ways_of_working_an_answer_out_agree(
    ways: dict[tuple[ModuleType, str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for (module, name), value in ways.items():
        monkeypatch.setattr(module, name, value)
    hold_against_the_reference(Uncounted, 25)


def test_a_rare_word_beside_frequent_ones_scores_as_the_reference_has_it(place: Path) -> None:
    texts = [("the", "of", "the", *(("rare",) if n % 97 == 5 else ()), f"w{n % 3}") for n in range(700)]
    memory, whoosh = reference_and_whoosh(place, texts, 300, ("d3", "d41"))
    the, rare = Term("exact", "the"), Term("exact", "rare")
    for expression in (
        And((the, rare, Phrase("exact", ("the", "of")))),
        And((Best((the, rare)), Boost(Or((rare, Phrase("exact", ("of", "the")))), 0.0), rare)),
        And((Without(the, rare), Phrase("exact", ("the", "of", "the", "w1")), Key("year", "2001"))),
        And((Boost(And((rare, the)), 2.0, 1.0), Phrase("exact", ("the", "the"), (1,)))),
    ):
        for filters in ((), (Filter("year", ("2002",)),), (Filter("document", ("d0", "d1")),)):
            request = Request(expression, filters, limit=None)
            expected, found = memory.search(request), whoosh.search(request)
            assert expected.total == found.total
            assert {hit.id: hit.score for hit in found.found} == pytest.approx(
                {hit.id: hit.score for hit in expected.found}
            )


# --- what is kept between questions --------------------------------------------------------------


def test_a_cache_forgets_what_was_not_used_for_longest() -> None:
    worked: list[str] = []

    def work(key: str) -> dict[int, float]:
        worked.append(key)
        return dict.fromkeys(range(3), 0.0)

    cache: Cache[dict[int, float]] = Cache(room=2 * (KEY + 3))
    for key in "abacab":
        cache.get(key, lambda key=key: work(key))  # type: ignore[misc]
    assert worked == ["a", "b", "c", "b"]


def test_a_cache_counts_what_its_keys_take() -> None:
    """Words that no entry holds, and long questions, must not fill the memory."""
    cache: Cache[dict[int, float]] = Cache(room=100 * KEY)
    for number in range(1_000):
        cache.get(("exact", f"unknown{number}"), dict)
    assert len(cache._kept) <= 100
    words = tuple(Term("exact", f"w{number}") for number in range(200))
    cache.get(Or(words), dict)
    assert cache.kept(Or(words)) is None
    asked = Or(
        (Boost(words[0]), Without(words[1], words[2]), Phrase("exact", ("a", "b")), Key("year", "2019"))
    )
    assert extent(("matched", asked)) == 10


def test_what_was_read_of_a_file_does_not_stay_mapped(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"text" * 1_000)
    released: list[int] = []

    class Watched(Mapped):
        def madvise(self, option: int, *_: int) -> None:
            released.append(option)

    with (tmp_path / "file").open("rb") as file:
        mapped = Watched(file.fileno(), 0, access=ACCESS_READ)
    mapped.taken(1 << 10)
    assert released == []
    mapped.taken(1 << 30)
    mapped.taken(1 << 10)
    assert released == [MADV_DONTNEED]
    assert mapped[:4] == b"text"


def test_columns_take_little_and_keep_every_value_once(place: Path) -> None:
    made = WhooshEngine(place)
    made.write(Changes(add=[unit(f"a:{n:04d}", "x", year=str(n % 400)) for n in range(1300)]))
    made.open()
    held = made._snapshot().snapshot.columns.keys
    kinds = {
        name: column.codes.format for name, column in held.items() if isinstance(column.codes, memoryview)
    }
    assert kinds | {"year": "H", "document": "B", "id": "H"} == kinds
    assert len(held["year"].texts) == len(held["year"].ends) == 400
    counts = made.search(Request(And(()), facets=("id", "year"))).facets
    assert len(counts["id"]) == 1300
    assert counts["year"]["7"] == 4


def test_a_state_of_an_earlier_version_without_a_file_of_columns_is_read(
    place: Path, filled: WhooshEngine
) -> None:
    request = Request(Term("exact", "one"), sort="date", facets=("year", "id"), limits=(FacetLimit("id", 2),))
    filled.write(Changes(add=[unit("a:7", "one")], remove=("b",), mark="second"))
    filled.open()
    now = state(place)
    (columns,) = (name for name in now.files if name.endswith(".columns"))
    others = {name: size for name, size in now.files.items() if name != columns}
    before = replace(now, files=others, sums={name: now.sums[name] for name in others})
    (place / "current").write_bytes(checked_line.sealed(json.dumps(asdict(before)).encode()))
    (place / now.folder / columns).unlink()
    made = WhooshEngine(place)
    assert made.open() == "second"
    assert made.search(request) == filled.search(request)


def test_an_answer_does_not_depend_on_what_was_asked_before(place: Path, filled: WhooshEngine) -> None:
    requests = [Request(Best((Term("exact", f"n{n}"), Boost(Term("exact", "one"), 0.1)))) for n in range(5)]
    first = [filled.search(request) for request in requests]
    again = [filled.search(request) for request in reversed(requests)]
    new = WhooshEngine(place)
    new.open()
    assert first == again[::-1] == [new.search(request) for request in requests]


def test_nothing_of_whoosh_is_loaded_before_an_engine_is_asked_for() -> None:
    code = (
        "import sys; from indexer import engines; from indexer.engines import memory;"
        "print(any(name.partition('.')[0] == 'whoosh' for name in sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "False"


# --- another version of whoosh -------------------------------------------------------------------


@pytest.mark.parametrize(
    "part", ["W3LeafMatcher._read_data", "W3PostingsWriter._mini_ids", "W3Codec.length_stats"]
)
def test_another_whoosh_that_lacks_what_is_overridden_is_named_and_nothing_is_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    WhooshEngine(tmp_path).write(Changes([unit("a:1", "one")], mark="first"))
    owner, name = part.split(".")
    (used,) = (one for one in schema.USED if one.__name__ == owner)
    monkeypatch.setitem(schema.USED, used, (*schema.USED[used], f"{name}_of_another"))
    made = WhooshEngine(tmp_path)
    with pytest.raises(
        ConfigError, match=rf"Whoosh-Reloaded that is installed, 2\..*has no {part}_of_another"
    ):
        made.open()
    monkeypatch.undo()
    assert made.open() == "first"


def test_another_whoosh_whose_writer_lacks_what_is_overridden_is_written_to_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = WhooshEngine(tmp_path)
    made.write(Changes([unit("a:1", "one")], mark="first"))
    monkeypatch.setitem(writing.USED, TOC, ("_filename", "_name_of_another"))
    with pytest.raises(ConfigError, match=r"has no TOC\._name_of_another\.") as caught:
        made.write(Changes([unit("a:2", "two")], mark="second"))
    assert "requirements" in caught.value.advice
    monkeypatch.undo()
    assert made.open() == "first"
    made.write(Changes([unit("a:2", "two")], mark="second"))
    assert made.open() == "second"


def test_a_thousand_words_that_must_all_match_are_counted(place: Path) -> None:
    engine = WhooshEngine(place)
    many = tuple(f"word{number}" for number in range(1_500))
    engine.write(Changes((unit("a:1", *many), unit("a:2", *many[:-1])), mark="1", fresh=True))
    engine.open()
    wanted = Best((And(tuple(Boost(Term("exact", word), 0.0) for word in many)), Term("exact", "absent")))
    assert engine.search(Request(And((wanted, Boost(wanted, 0.0))), limit=0)).total == 1
