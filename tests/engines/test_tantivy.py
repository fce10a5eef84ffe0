"""What is tantivy's own: damage, panics, locks, many values, and what is said where it is not installed."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.engines import engine
from indexer.engines.base import And, Best, Boost, Changes, Engine, Filter, Phrase, Request, Term
from indexer.engines.index_directory import CHECKED, POINTER, Generation, current
from indexer.engines.whoosh import WhooshEngine
from indexer.library import index_state
from indexer.runtime.errors import ConfigError, IndexUnusableError
from tests.crashing import opened, stock
from tests.damage import overwrite
from tests.engines.test_whoosh import ALL, ids, state, unit
from tests.terminal import process

tantivy = pytest.importorskip("tantivy")

from indexer.engines.tantivy import TantivyEngine, counting, snapshot, writing  # noqa: E402 - needs the package
from indexer.engines.tantivy.panics import PanicError, caught  # noqa: E402
from indexer.engines.tantivy.schema import schema  # noqa: E402

REQUESTS = (
    Request(And(()), limit=None, facets=("year", "id")),
    Request(Best((Phrase("exact", ("one", "two")), Boost(Term("exact", "n3"), 0.1))), facets=("year",)),
    Request(Phrase("exact", ("one", "n4"), (2,)), limit=None),
    Request(Term("exact", "two"), (Filter("year", ("2019",)),), sort="date"),
)
READERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "var" / "index"


@pytest.fixture
def filled(place: Path) -> TantivyEngine:
    made = TantivyEngine(place)
    made.write(Changes(add=[unit(f"a:{n}", "one", "two", f"n{n}") for n in range(5)], mark="first"))
    made.open()
    return made


def answers(made: Engine) -> list[object]:
    return [
        *(made.search(request) for request in REQUESTS),
        made.terms("exact", "n", 9),
        made.frequency("exact", "two"),
    ]


# --- damage --------------------------------------------------------------------------------------


def broken_pointer(place: Path, _: Generation) -> None:
    (place / POINTER).write_text("{", "utf-8")


def lost_file(place: Path, found: Generation) -> None:
    (place / found.folder / next(name for name in found.files if name.endswith(".store"))).unlink()


def shortened_file(place: Path, found: Generation) -> None:
    path = place / found.folder / next(name for name in found.files if name.endswith(".term"))
    overwrite(path, path.read_bytes()[:-10])


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("damage", [broken_pointer, lost_file, shortened_file])
def test_a_damaged_index_is_said_to_be_so_and_can_be_built_again(
    place: Path, damage: Callable[[Path, Generation], None]
) -> None:
    damage(place, state(place))
    made = TantivyEngine(place)
    with pytest.raises(IndexUnusableError, match=r"damaged.*indexer build"):
        made.open()
    with pytest.raises(IndexUnusableError, match=r"damaged.*indexer build"):
        made.write(Changes(add=[unit("b:1", "one")]))
    made.write(Changes(add=[unit("b:1", "one")], mark="again", fresh=True))
    assert made.open() == "again"
    assert ids(made) == ["b:1"]


def test_a_bit_that_flips_in_any_file_is_noticed(place: Path, filled: TantivyEngine) -> None:
    found = state(place)
    chance = random.Random(7)  # noqa: S311 - no secret
    for name in found.files:
        path = place / found.folder / name
        data = path.read_bytes()
        for _ in range(5):
            wrong = bytearray(data)
            wrong[chance.randrange(len(wrong))] ^= 1 << chance.randrange(8)
            overwrite(path, wrong)
            with pytest.raises(IndexUnusableError, match="damaged"):
                TantivyEngine(place).open()
        overwrite(path, data)
    again = TantivyEngine(place)
    again.open()
    assert answers(again) == answers(filled)


def test_files_too_large_to_read_whole_are_compared_by_size(
    place: Path, filled: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(state(place).sums) == set(state(place).files)
    assert max(state(place).files.values()) < CHECKED
    monkeypatch.setattr("indexer.engines.index_directory.CHECKED", 1000)
    filled.write(Changes(add=[unit("b:1", "one")], mark="second"))
    found = state(place)
    assert set(found.sums) == {name for name, size in found.files.items() if size <= 1000}
    assert TantivyEngine(place).open() == "second"


def test_an_index_of_whoosh_in_its_place_is_no_index_of_its_own(place: Path) -> None:
    WhooshEngine(place).write(Changes(add=[unit("a:1", "one")], mark="whoosh"))
    made = TantivyEngine(place)
    with pytest.raises(IndexUnusableError, match=r"damaged.*indexer build"):
        made.open()
    with pytest.raises(IndexUnusableError):
        made.write(Changes(add=[unit("b:1", "one")]))
    made.write(Changes(add=[unit("b:1", "one")], fresh=True))
    made.open()
    assert ids(made) == ["b:1"]


def test_an_index_of_other_fields_is_not_added_to(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "document", "by_document"):
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw")
    other = builder.build()
    monkeypatch.setattr(writing, "schema", lambda: other)
    made = TantivyEngine(place)
    made.write(Changes(add=(), mark="other"))
    monkeypatch.undo()
    with pytest.raises(IndexUnusableError, match="schema does not match"):
        made.write(Changes(add=[unit("b:1", "one")]))
    assert made.open() == "other"
    with pytest.raises(IndexUnusableError, match=r"damaged.*indexer build"):
        made.search(Request(Term("exact", "one")))


# --- panics --------------------------------------------------------------------------------------


def panic(*_: object) -> None:
    tantivy.Query.phrase_query(schema(), "exact", ["a"])  # which needs two words


def test_a_panic_is_an_exception_like_others() -> None:
    with pytest.raises(PanicError, match="more than one term"), caught():
        panic()
    with pytest.raises(KeyboardInterrupt), caught():
        raise KeyboardInterrupt


def test_a_panic_while_reading_is_a_damaged_index(
    filled: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot.Snapshot, "_window", panic)
    with pytest.raises(IndexUnusableError, match=r"damaged.*indexer build"):
        filled.search(ALL)


@pytest.mark.parametrize("fails", ["add_document", "commit", "wait_merging_threads"])
def test_a_panic_while_writing_leaves_the_index_as_it_was(
    place: Path, filled: TantivyEngine, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def failing(real: object) -> object:
        """Give what acts as a tantivy object, but panics at one of its methods."""

        class Failing:
            def __getattr__(self, name: str) -> object:
                if name == "writer":
                    return lambda **options: failing(real.writer(**options))  # type: ignore[attr-defined]
                return panic if name == fails else getattr(real, name)

        return Failing()

    monkeypatch.setattr(writing, "Index", lambda *given, **options: failing(tantivy.Index(*given, **options)))
    with pytest.raises(IndexUnusableError, match="cannot be written"):
        filled.write(Changes(add=[unit("b:1", "one")], mark="second"))
    monkeypatch.undo()
    assert filled.open() == "first"
    assert {path.name for path in place.iterdir()} == {POINTER, "lock", state(place).folder}
    filled.write(Changes(add=[unit("b:1", "one")], mark="second"))
    assert filled.open() == "second"
    assert len(ids(filled)) == 6


# --- locks and permissions -----------------------------------------------------------------------


def test_locks_of_tantivy_that_lie_about_are_in_nobodys_way(place: Path, filled: TantivyEngine) -> None:
    for name in (".tantivy-writer.lock", ".tantivy-meta.lock"):
        (place / state(place).folder / name).write_text("", "utf-8")
    copied = place.with_name("copied")
    shutil.copytree(place, copied)
    other = TantivyEngine(copied)
    assert other.open() == "first"
    for made in (other, filled):
        made.write(Changes(add=[unit("b:1", "one")], mark="second"))
        assert made.open() == "second"
        assert len(ids(made)) == 6


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not here, to give up rights")
def test_an_index_that_may_only_be_read_answers(tmp_path: Path) -> None:
    stock(tmp_path, "tantivy")
    folders = [path for path in (tmp_path / "index").rglob("*") if path.is_dir()]
    for path in (*folders, tmp_path / "index"):
        path.chmod(0o555)
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    words = ("--config", f"{tmp_path}/config.toml")
    found = process("search", *words, "workshop", launcher=READERS)
    assert (found.status, found.err) == (0, "")
    assert "S/2021/77" in found.out
    refused = process("indexer", *words, "add", f"{tmp_path}/next.txt", launcher=READERS)
    assert refused.status == 3
    assert "cannot be written" in refused.err


def test_who_may_read_the_folder_may_read_every_file(place: Path, filled: TantivyEngine) -> None:
    del filled
    home = place / state(place).folder
    assert {path.stat().st_mode & 0o044 for path in home.iterdir()} == {home.stat().st_mode & 0o044}


# --- many values ---------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [66_000, 40_000])
def test_facets_of_more_values_than_tantivy_counts_at_once_are_whole(place: Path, most: int) -> None:
    from dataclasses import replace

    values = tuple(f"v{number}" for number in range(most))
    one = replace(unit("a:1", "one"), keys={"cites": values, "state": values[:30_000]})
    two = replace(unit("b:1", "one", "two"), keys={"cites": values[:3]})
    made = TantivyEngine(place)
    made.write(Changes(add=[one, two]))
    made.open()
    facets = made.search(Request(Term("exact", "one"), facets=("cites", "state"))).facets
    assert facets["cites"] == dict.fromkeys(values, 1) | dict.fromkeys(values[:3], 2)
    assert facets["state"] == dict.fromkeys(values[:30_000], 1)
    assert made.search(Request(Term("exact", "two"), facets=("cites",))).facets["cites"] == dict.fromkeys(
        values[:3], 1
    )


def test_a_facet_that_is_cut_is_counted_again(
    place: Path, filled: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    del place
    monkeypatch.setattr(counting, "MANY", 3)
    assert filled.search(Request(And(()), facets=("id",))).facets["id"] == {f"a:{n}": 1 for n in range(5)}


# --- the library's side --------------------------------------------------------------------------


def test_without_the_package_it_is_said_how_to_install_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("indexer.engines.tantivy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(ConfigError, match=r"needs the package tantivy.*pip install 'juanzong\[tantivy\]'"):
        engine("tantivy", place)


def test_an_index_that_another_engine_made_is_not_used(tmp_path: Path) -> None:
    stock(tmp_path, "whoosh")
    library = opened(tmp_path, "tantivy")
    with pytest.raises(IndexUnusableError, match="indexer build"):
        library.open()
    library.build()
    library.open()
    opened(tmp_path, "whoosh").open()


def test_an_index_of_another_version_or_analysis_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock(tmp_path, "tantivy")
    opened(tmp_path, "tantivy").open()
    monkeypatch.setattr(index_state, "SCHEMA", index_state.SCHEMA + 1)
    with pytest.raises(IndexUnusableError, match="another version"):
        opened(tmp_path, "tantivy").open()
    monkeypatch.undo()
    monkeypatch.setattr("indexer.analysis.fingerprint", lambda: "another")
    with pytest.raises(IndexUnusableError, match="another version"):
        opened(tmp_path, "tantivy").open()
    assert current(tmp_path / "index" / "tantivy")


# --- another version of tantivy ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "lacking"),
    [
        (lambda meta: meta["index_settings"].pop("docstore_blocksize"), "docstore_blocksize"),
        (lambda meta: [segment.pop("deletes") for segment in meta["segments"]], "deletes"),
        (lambda meta: meta.pop("segments"), "deletes in meta.json, segment_id"),
    ],
)
def test_contents_of_another_tantivy_are_named_and_not_called_damaged(
    filled: TantivyEngine,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[dict[str, object]], object],
    lacking: str,
) -> None:
    loads = json.loads

    def another(text: str) -> object:
        found = loads(text)
        if "index_settings" in found:
            spoil(found)
        return found

    monkeypatch.setattr(json, "loads", another)
    with pytest.raises(ConfigError, match=f"tantivy that is installed, 0.*has no {lacking}"):
        TantivyEngine(place).open()
    with pytest.raises(ConfigError, match=lacking):
        filled.write(Changes(add=[unit("b:1", "one")], mark="second"))
    monkeypatch.undo()
    assert TantivyEngine(place).open() == "first"
