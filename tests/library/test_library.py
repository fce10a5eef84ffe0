"""A library is what its record says: built, added to, removed from, as before when anything goes wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.catalog import Catalog
from indexer.engines.base import Changes
from indexer.library import index_state, updating
from indexer.library.library import Library
from indexer.model.document import Given, Language
from indexer.model.query import Query
from indexer.query import arguments
from indexer.query.document_query import DocumentQuery
from indexer.runtime.errors import BusyError, IndexUnusableError, InputError, NotFoundError, UsageError
from tests.shelf import DIGEST, ENGLISH, MANIFEST, REPORT, config, held, written


def ids(library: Library, **asked: str) -> list[str]:
    return [hit.id for hit in library.search(arguments.parse([*asked.items()])).hits]


def state_of(place: Path) -> dict[str, bytes]:
    """Return every file that was added and what is said of it, and nothing of the index."""
    said = {one.file: repr(replace(one, number=None)).encode() for one in held(place / "added")}
    texts = sorted((place / "added").glob("*.txt"))
    return said | {f"{path.name}, content": path.read_bytes() for path in texts}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Give a place with a corpus that holds a digest, and a library built of it."""
    written(tmp_path / "corpus" / "digest.txt", DIGEST)
    written(tmp_path / "corpus" / "manifest.toml", MANIFEST)
    opened(tmp_path).build()
    return tmp_path


def opened(place: Path) -> Library:
    return Library(config(place, place / "corpus"))


@pytest.fixture
def library(shelf: Path) -> Library:
    made = opened(shelf)
    made.open()
    return made


def test_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="indexer build"):
        opened(tmp_path).open()


def test_changed_record_makes_the_index_outdated(shelf: Path) -> None:
    written(shelf / "corpus" / "digest.txt", DIGEST + "\n4. 又一段。\n")
    with pytest.raises(IndexUnusableError, match="have changed"):
        opened(shelf).open()


def test_index_of_another_version_is_not_used(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_state, "SCHEMA", index_state.SCHEMA + 1)
    with pytest.raises(IndexUnusableError, match="another version"):
        opened(shelf).open()


def test_mark_of_something_else_is_not_used() -> None:
    assert index_state.load_mark("") is None
    assert index_state.load_mark('{"other": 1}') is None


def test_official_text_takes_the_place_of_a_digest_and_gives_it_back(library: Library, shelf: Path) -> None:
    before = ids(library, q="出席")
    assert before
    library.add([written(shelf / "in.txt", REPORT)], Given())
    library.refresh()
    assert ids(library, q='"出席"') == []
    assert ids(library, q='"参加了"') == before
    library.remove("S/2021/77")
    library.refresh()
    assert ids(library, q="出席") == before


def test_add_then_remove_leaves_the_library_as_it_was(library: Library, shelf: Path) -> None:
    library.add([written(shelf / "first.txt", ENGLISH)], Given())
    library.refresh()
    before = state_of(shelf), ids(library, per_page="100")
    other = written(shelf / "in.txt", REPORT.replace("S/2021/77", "S/2021/78"))
    library.add([other], Given())
    library.refresh()
    assert "S/2021/78:zh:annex:1" in ids(library, q="智利", per_page="100")
    library.remove("S/2021/78")
    library.refresh()
    assert (state_of(shelf), ids(library, per_page="100")) == before


def test_additions_survive_a_rebuild(library: Library, shelf: Path) -> None:
    library.add([written(shelf / "in.txt", ENGLISH)], Given())
    again = opened(shelf)
    again.build()
    again.open()
    assert ids(again, q="workshop")[:1] == ["S/2021/77:en:annex:1"]


def test_adding_again_replaces(library: Library, shelf: Path) -> None:
    library.add([written(shelf / "in.txt", ENGLISH)], Given())
    library.add([written(shelf / "in.txt", ENGLISH.replace("workshop", "seminar"))], Given())
    library.refresh()
    assert ids(library, q='"workshop"') == []
    assert ids(library, q='"seminar"') == ["S/2021/77:en:annex:1"]
    assert len(held(shelf / "added")) == 1
    assert len(list((shelf / "added").glob("*.txt"))) == 1


def test_adding_the_same_file_again_changes_nothing(library: Library, shelf: Path) -> None:
    path = written(shelf / "in.txt", ENGLISH)
    library.add([path], Given())
    before = state_of(shelf)
    library.add([path], Given())
    assert state_of(shelf) == before
    opened(shelf).open()


def test_one_bad_file_leaves_the_library_exactly_as_before(library: Library, shelf: Path) -> None:
    before = state_of(shelf), ids(library, per_page="100")
    good, bad = written(shelf / "good.txt", ENGLISH), written(shelf / "bad.txt", "没有文号的一段话。")
    with pytest.raises(InputError, match="symbol"):
        library.add([good, bad], Given())
    library.refresh()
    assert (state_of(shelf), ids(library, per_page="100")) == before


def test_two_files_of_one_document_are_refused(library: Library, shelf: Path) -> None:
    paths = [written(shelf / name, ENGLISH) for name in ("a.txt", "b.txt")]
    with pytest.raises(InputError, match="are both S/2021/77 in en"):
        library.add(paths, Given())


def test_removing_what_is_not_held(library: Library) -> None:
    with pytest.raises(NotFoundError, match="indexer list"):
        library.remove("S/1999/1")


def test_removing_what_came_with_a_corpus_says_whose_it_is(library: Library) -> None:
    with pytest.raises(NotFoundError, match="is named in"):
        library.remove("S/2021/77")


def test_removing_one_language_leaves_the_other(library: Library, shelf: Path) -> None:
    library.add([written(shelf / "zh.txt", REPORT), written(shelf / "en.txt", ENGLISH)], Given())
    assert [gone.language for gone in library.remove("S/2021/77", "en")] == ["en"]
    assert [one.language for one in held(shelf / "added")] == ["zh"]


def test_no_symbol_is_no_symbol(library: Library) -> None:
    with pytest.raises(UsageError):
        library.remove("nonsense")


def test_second_writer_is_told_to_wait(library: Library, shelf: Path) -> None:
    with index_state.writing(config(shelf).library), pytest.raises(BusyError, match="try again"):
        library.build()


def test_crash_between_index_and_catalog_is_mended(
    library: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(Exception):  # noqa: N818 - stands for the machine going down
        pass

    def crash(*_: object) -> None:
        raise Crash

    monkeypatch.setattr(Catalog, "settle", crash)
    with pytest.raises(Crash):
        library.add([written(shelf / "in.txt", ENGLISH)], Given())
    monkeypatch.undo()
    again = opened(shelf)
    again.open()
    assert ids(again, q="workshop")[:1] == ["S/2021/77:en:annex:1"]
    assert [one.language for one in held(shelf / "added")] == ["en"]


def test_crash_before_the_index_leaves_the_library_as_it_was(
    library: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(updating, "entries", crash)
    with pytest.raises(KeyboardInterrupt):
        library.add([written(shelf / "in.txt", ENGLISH)], Given())
    monkeypatch.undo()
    again = opened(shelf)
    again.open()
    assert ids(again, q="workshop", translate="false") == []


def test_adding_to_an_outdated_index_makes_it_anew(shelf: Path) -> None:
    written(shelf / "corpus" / "digest.txt", DIGEST.replace("出席", "莅临"))
    library = opened(shelf)
    library.add([written(shelf / "in.txt", ENGLISH)], Given())
    library.open()
    assert ids(library, q="莅临") == ["S/2021/77:zh:annex:1"]
    assert ids(library, q="workshop")[:1] == ["S/2021/77:en:annex:1"]


def test_document_comes_whole_and_in_order(library: Library) -> None:
    shown = library.document("s/2021/77")
    numbers = [unit.paragraph for unit in shown.paragraphs if unit.kind == "paragraph"]
    assert numbers == ["1", "2", "2(a)", "2(b)", "3"]
    assert shown.languages == ("zh",)


def test_document_in_a_language_that_is_not_held(library: Library) -> None:
    with pytest.raises(NotFoundError, match="held in zh, not in en"):
        library.document("S/2021/77", "en")


@pytest.mark.parametrize(
    ("language", "zh", "en"), [(None, "zh", "en"), ("zh", "zh", "zh"), ("en", "en", "en")]
)
def test_document_that_is_not_held_is_named_with_the_uns_address(
    library: Library, language: Language | None, zh: Language, en: Language
) -> None:
    with pytest.raises(NotFoundError) as refused:
        library.document("s/res/1540 (2004)", language)
    told, advised = refused.value.told, refused.value.advised
    assert (told.zh, told.en) == ("本库未收录S/RES/1540(2004)。", "S/RES/1540 (2004) is not held.")
    assert (advised.zh, advised.en) == (
        f"其文本见联合国网站(https://undocs.org/{zh}/S/RES/1540(2004))；可用 `indexer add` 将其收录。",
        f"The UN has it at https://undocs.org/{en}/S/RES/1540(2004); `indexer add` takes its text.",
    )
    assert (refused.value.exit_status, refused.value.http_status) == (1, 404)


def test_paragraph_by_part_and_locator(library: Library) -> None:
    assert library.paragraph("S/2021/77", None, "annex", "2 (a)").text == "马拉维的请求；"
    assert library.paragraph("S/2021/77", "zh", None, "2(b)").part == "annex"
    with pytest.raises(NotFoundError, match="no paragraph 9 in part annex"):
        library.paragraph("S/2021/77", None, "annex", "9")


def test_states_with_their_years(library: Library) -> None:
    rows = {row.code: row for row in library.states().items}
    assert set(rows) == {"CHL", "PER", "MWI", "TGO"}
    assert [(year.year, year.count) for year in rows["CHL"].years] == [(2021, 1)]


def test_state_by_any_name(library: Library) -> None:
    assert library.state("Chile").code == library.state("智利").code == "CHL"
    assert [unit.paragraph for unit in library.state("CHL").mentions] == ["1"]
    with pytest.raises(NotFoundError, match="Did you mean"):
        library.state("Chili")
    with pytest.raises(NotFoundError):
        library.state("qqqqqq")


def test_lists_turn_their_pages(library: Library) -> None:
    first = library.states(1, 3)
    assert (len(first.items), first.total, first.prev) == (3, 4, None)
    assert first.next is not None
    assert library.states(2, 3).next is None
    with pytest.raises(UsageError):
        library.documents(DocumentQuery(Query(page=0)))
    with pytest.raises(UsageError):
        library.documents(DocumentQuery(Query(page=10**9)))


def test_sources_account_for_every_character(library: Library) -> None:
    for document in library.sources():
        coverage = document.coverage
        assert coverage.total == sum(tally.characters for tally in (*coverage.kept, *coverage.noise))


def test_health_counts_what_is_served(library: Library) -> None:
    health = library.health()
    assert (health.status, health.documents) == ("ok", 1)
    assert health.units > 5


def test_export_streams_what_pages_show(library: Library) -> None:
    query = arguments.parse([("q", "委员会"), ("per_page", "100")])
    assert [hit.id for hit in library.hits(query)] == [hit.id for hit in library.search(query).hits]


def test_export_is_relaxed_as_pages_are(library: Library) -> None:
    query = arguments.parse([("q", "智利 马拉维 没有这个词")])
    results = library.search(query)
    assert results.query.relaxed is not None
    assert results.query.relaxed.matched == 1
    assert {hit.id for hit in library.hits(query)} == {hit.id for hit in results.hits}


def test_nothing_found_suggests_what_is_like_it(library: Library, shelf: Path) -> None:
    library.add([written(shelf / "in.txt", ENGLISH)], Given())
    library.refresh()
    assert "workshop" in library.search(arguments.parse([("q", "worksop")])).query.suggestions


def test_with_closes(shelf: Path) -> None:
    with opened(shelf) as library:
        assert ids(library, q="智利")


def test_lock_holds_while_the_index_is_swapped(library: Library, shelf: Path) -> None:
    with index_state.writing(config(shelf).library):
        library._engine.write(Changes((), mark="m", fresh=True))
        with pytest.raises(BusyError):
            library.build()
