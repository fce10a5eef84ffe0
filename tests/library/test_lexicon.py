"""A library learns words from what it holds in both languages; glossaries of an office win over all else."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from indexer.lexicon.lexicon import Variant
from indexer.lexicon.shipped_layers import shipped_lexicon
from indexer.library import learned_lexicon, lexicon_keeping
from indexer.library.glossaries import FOLDER
from indexer.library.lexicon_layers import NAME
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.lexicon import Learned, Part
from indexer.runtime import locks
from indexer.runtime.errors import BusyError, CommandError, ConfigError, InputError
from tests import old_library
from tests.lexicon.invented import sentences
from tests.shelf import config, written

PAIRS = 60


def report(symbol: str, side: int, count: int = PAIRS, edition: str = "") -> str:
    """Return a report in one of both languages, of numbered paragraphs that are sentences."""
    heads = (f"Report of a committee{edition}", f"委员会的报告{edition}")
    lines = [f"{number}. {pair[side]}" for number, pair in enumerate(sentences(count), 1)]
    return "\n\n".join([symbol, heads[side], *lines]) + "\n"


def add(place: Path, *texts: str) -> None:
    with Library(config(place)) as library:
        files = [written(place / f"{number}.txt", text) for number, text in enumerate(texts)]
        assert not library.add(files, Given()).refused


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a library that holds a report in both languages, and nothing learned."""
    Library(config(tmp_path)).build()
    add(tmp_path, report("S/2021/77", 0), report("S/2021/77", 1))
    return tmp_path


def library(place: Path) -> Library:
    opened = Library(config(place))
    opened.open()
    return opened


def learn(place: Path) -> Learned:
    with library(place) as opened:
        return opened.lexicon_files.build()


def variant(opened: Library, text: str, translation: str) -> Variant | None:
    found = opened.lexicon().variants(text, "en")
    return next((one for one in found if one.text == translation), None)


def learned(place: Path) -> Part:
    with library(place) as opened:
        return opened.lexicon_files.parts()[-1]


def test_a_library_learns_from_what_it_holds_in_both_languages(place: Path) -> None:
    assert learned(place).state == "missing"
    before = place / "index" / "whoosh"
    index = {path: path.stat().st_mtime_ns for path in before.rglob("*")}
    done = learn(place)
    assert (done.documents, done.bitexts, done.misaligned, done.suspects) == (1, 0, 0, ())
    assert done.pairs >= PAIRS
    assert done.size == (place / "index" / NAME).stat().st_size
    assert learned(place).state == "current"
    assert {path: path.stat().st_mtime_ns for path in before.rglob("*")} == index
    with library(place) as opened:
        found = variant(opened, "aqueducts", "渡槽")
        assert found is not None
        assert "documents" in found.origins
        assert found.count > 5


def test_digests_teach_nothing(tmp_path: Path) -> None:
    Library(config(tmp_path)).build()
    with Library(config(tmp_path)) as opened:
        files = [written(tmp_path / f"{side}.txt", report("S/2021/77", side)) for side in (0, 1)]
        opened.add(files, Given(edition="digest"))
    assert learn(tmp_path).documents == 0
    assert not (tmp_path / "index" / NAME).exists()
    assert learned(tmp_path).state == "nothing"


def test_a_running_library_takes_a_new_file_and_its_mark_changes(place: Path) -> None:
    with library(place) as running:
        mark = running.refresh()
        assert running.lexicon() is shipped_lexicon()
        learn(place)
        assert variant(running, "aqueducts", "渡槽") is not None
        after = running.refresh()
        assert after not in (None, mark)
        (place / "index" / NAME).unlink()
        assert running.lexicon() is shipped_lexicon()
        assert running.refresh() == mark


def test_what_was_learned_is_older_when_documents_come_and_stays_in_use(place: Path) -> None:
    learn(place)
    add(place, report("S/2021/78", 0))
    assert learned(place).state == "current", "one language alone has nothing to teach"
    add(place, report("S/2021/78", 1))
    assert learned(place).state == "older"
    with library(place) as opened:
        assert variant(opened, "aqueducts", "渡槽") is not None
    assert learn(place).documents == 2
    assert learned(place).state == "current"


def test_what_was_learned_is_dropped_with_its_last_document(place: Path) -> None:
    learn(place)
    with library(place) as opened:
        opened.remove("S/2021/77", "en")
    assert learned(place).state == "older"
    with library(place) as opened:
        assert isinstance(opened.lexicon_files.follow(), Learned)
    assert not (place / "index" / NAME).exists()


def test_few_pairs_are_learned_again_at_once_and_many_are_not(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library(place) as opened:
        assert isinstance(opened.lexicon_files.follow(), Learned)
        assert isinstance(opened.lexicon_files.follow(), Part), "nothing has changed"
    add(place, report("S/2021/78", 0), report("S/2021/78", 1))
    monkeypatch.setattr(lexicon_keeping, "QUICK", PAIRS)
    with library(place) as opened:
        found = opened.lexicon_files.follow()
        assert isinstance(found, Part)
        assert found.state == "older"


@pytest.mark.parametrize(
    ("touched", "concerned"),
    [
        ([("S/2021/77", "en")], True),
        ([("S/2021/79", "en"), ("S/2021/79", "zh")], True),
        ([("S/2021/79", "en")], False),
        ([], False),
    ],
)
def test_only_documents_of_both_languages_concern_what_is_learned(
    place: Path,
    touched: list[tuple[str, str]],
    concerned: bool,  # noqa: FBT001
) -> None:
    with library(place) as opened:
        assert opened.lexicon_files.is_concerned(touched) is concerned  # type: ignore[arg-type]


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "text", "folder"])
def test_a_damaged_file_stops_no_question_and_is_told_and_made_again(place: Path, damage: str) -> None:
    learn(place)
    path = place / "index" / NAME
    content = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    else:
        middle = len(content) // 2
        changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes({"empty": b"", "cut": content[:-9], "changed": changed, "text": b"{}"}[damage])
    with library(place) as opened:
        assert opened.lexicon() is shipped_lexicon()
        part = opened.lexicon_files.parts()[-1]
        assert part.state == "unusable"
        assert part.reason
    if damage == "folder":
        with pytest.raises(ConfigError, match=NAME):
            learn(place)
    else:
        learn(place)
        assert learned(place).state == "current"


def bitext(place: Path, name: str, pairs: list[tuple[str, str]]) -> None:
    for ending, side in (("en", 0), ("zh", 1)):
        written(place / f"{name}.{ending}", "".join(f"{pair[side]}\n" for pair in pairs))
    with Library(config(place)) as opened:
        assert opened.add([place / f"{name}.en"], Given()).kept


def test_bitext_teaches_where_it_is_aligned_and_is_named_where_it_is_not(place: Path) -> None:
    good, other = sentences(40, seed=3), sentences(41, seed=4)
    bitext(place, "good", good)
    bitext(place, "shifted", [(one, two) for (one, _), (_, two) in pairwise(other)])
    bitext(place, "swapped", [(two, one) for one, two in other])
    done = learn(place)
    assert done.bitexts == 3
    assert done.pairs >= PAIRS + len(good)
    assert done.misaligned == 40 + 41
    assert done.suspects == ("shifted", "swapped")


def test_sentences_teach_though_another_edition_of_their_document_is_shown(place: Path) -> None:
    pairs = sentences(30, seed=5)
    for ending, side in (("en", 0), ("zh", 1)):
        written(place / f"x.{ending}", "".join(f"{pair[side]}\n" for pair in pairs))
    with Library(config(place)) as opened:
        opened.add([place / "x.en"], Given(symbol="S/2021/90"))
    assert learn(place).documents == 2
    add(place, report("S/2021/90", 0, 3))
    assert learned(place).state == "current", "they are the same sentences, shown or not"
    done = learn(place)
    assert (done.documents, done.misaligned) == (2, 0)
    assert done.pairs >= PAIRS + len(pairs)


def test_more_pairs_than_are_learned_from_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned_lexicon, "MOST", 20)
    done = learn(place)
    assert done.pairs == 20
    assert done.beyond >= PAIRS - 20


def test_nothing_is_written_while_another_writes(place: Path) -> None:
    from indexer.model.messages import message

    with (
        locks.held(place / "index", message("Another process is writing to this library.")),
        library(place) as opened,
    ):
        for work in (opened.lexicon_files.build, opened.lexicon_files.follow):
            with pytest.raises(BusyError):
                work()
        with pytest.raises(BusyError):
            opened.lexicon_files.import_file(written(place / "a.csv", "en,zh\nmatrix,汇总表\n"))


# --- glossaries


def imported(place: Path, content: str, name: str = "office.csv") -> None:
    with Library(config(place)) as opened:
        opened.lexicon_files.import_file(written(place / name, content))


def test_a_glossary_wins_over_what_was_learned_and_what_is_shipped(place: Path) -> None:
    learn(place)
    imported(place, "en,zh\naqueducts,水道桥\nSecurity Council,安理会\n")
    with library(place) as opened:
        for asked, own in (("aqueduct", "水道桥"), ("security council", "安理会")):
            best = opened.lexicon().variants(asked, "en")[0]
            assert (best.text, best.weight, best.origins[0]) == (own, 1.0, "office")


def test_a_glossary_is_replaced_by_one_of_its_name_and_can_be_removed(place: Path) -> None:
    imported(place, "en,zh\nmatrix,汇总表\n")
    imported(place, "en,zh\nmatrix,总表\n")
    imported(place, "en,zh\nmatrix,大表\n", "other.csv")
    with library(place) as opened:
        found = opened.lexicon().variants("matrix", "en")
        own = {one.text for one in found if "office" in one.origins}
        assert own == {"总表", "大表"}
        assert [one.name for one in opened.lexicon_files.parts()] == ["office.csv", "other.csv", "documents"]
        opened.lexicon_files.remove("office.csv")
        assert "总表" not in {one.text for one in opened.lexicon().variants("matrix", "en")}
        with pytest.raises(CommandError, match=r"office\.csv"):
            opened.lexicon_files.remove("office.csv")


def test_a_refused_glossary_leaves_the_one_before(place: Path) -> None:
    imported(place, "en,zh\nmatrix,总表\n")
    with pytest.raises(InputError):
        imported(place, "en,zh\n")
    with library(place) as opened:
        assert opened.lexicon().variants("matrix", "en")[0].text == "总表"
    assert {path.name for path in (place / "added" / FOLDER).iterdir()} == {
        "office.csv.tsv",
        "office.csv.lexicon",
    }


@pytest.mark.parametrize("name", ["../../evil.csv", ".hidden.csv", "a\nb.csv", "词汇 表.csv", "=1.csv"])
def test_no_name_leads_out_of_the_folder(place: Path, name: str) -> None:
    with Library(config(place)) as opened:
        path = written(place / "in" / os.path.basename(name), "en,zh\nmatrix,总表\n")  # noqa: PTH119
        done = opened.lexicon_files.import_file(path)
        opened.lexicon_files.remove(done.name)
    assert list((place / "added" / FOLDER).iterdir()) == []


def test_a_table_that_is_lost_or_of_other_terms_is_told_and_made_again(place: Path) -> None:
    imported(place, "en,zh\nmatrix,总表\n")
    folder = place / "added" / FOLDER
    (folder / "office.csv.lexicon").unlink()
    with library(place) as opened:
        assert opened.lexicon_files.parts()[0].state == "missing"
        assert opened.lexicon().variants("matrix", "en")[0].text != "总表"
        opened.lexicon_files.build()
        assert opened.lexicon_files.parts()[0].state == "current"
        assert opened.lexicon().variants("matrix", "en")[0].text == "总表"
        written(folder / "office.csv.tsv", "matrix\t大表\n")
        assert opened.lexicon_files.parts()[0].state == "older"


def test_an_export_has_all_parts_and_can_be_imported(place: Path) -> None:
    learn(place)
    imported(place, "en,zh\nmatrix form,汇总表格\n")
    with library(place) as opened:
        entries = list(opened.lexicon_files.entries())
        assert {one.origin for one in entries} == {"office", "glossary", "documents"}
        assert entries[0].source == "office.csv"
        taught = {(one.en, one.zh): one.count for one in entries if one.origin == "documents"}
        assert taught["aqueducts", "渡槽"] > 5
        every = list(opened.lexicon_files.entries(general=True))
        assert {one.origin for one in every} == {"office", "glossary", "documents", "general"}


def test_a_library_made_before_opens_and_answers_and_learns(tmp_path: Path) -> None:
    place = old_library.left(tmp_path)
    old_library.library(place).build()
    said = old_library.said(place)
    with old_library.library(place) as opened:
        assert opened.lexicon() is shipped_lexicon()
        done = opened.lexicon_files.build()
        assert done.documents == 1
        assert (place / "index" / NAME).exists()
    assert old_library.said(place) == said
