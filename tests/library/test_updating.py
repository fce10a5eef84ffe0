"""What changed is done again, and nothing else: reading, recognition, analysis and index, each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import analysis
from indexer.catalog import recognised
from indexer.indexing import file_entries, preparing
from indexer.library.library import Library
from indexer.model import versions
from indexer.model.document import Given, Source
from indexer.model.holding import Holding
from indexer.names import annotate
from indexer.query import arguments
from indexer.reading import source
from indexer.runtime.errors import IndexUnusableError
from tests.shelf import DIGEST, ENGLISH, MANIFEST, REPORT, config, held, written

HAND_KEPT, ADDED = "S/2021/77", ("S/2021/78", "S/2021/79")


class Work:
    """Notes which files are read, which sources recognised and which documents analysed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.recognised = 0
        self.analysed: list[str] = []
        analyse = file_entries.analyse

        def read(path: Path, *rest: object) -> Source:
            self.read.append(path.name)
            return source(path, *rest)  # type: ignore[arg-type] # as it was called

        def recognise(document: object) -> object:
            self.recognised += 1
            return annotate(document)  # type: ignore[arg-type] # as it was called

        def make(holding: Holding, largest: int) -> file_entries.DocumentEntries:
            self.analysed.append(holding.symbol)
            return analyse(holding, largest)

        monkeypatch.setattr(preparing, "source", read)
        monkeypatch.setattr(preparing, "annotate", recognise)
        monkeypatch.setattr(file_entries, "analyse", make)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Make a library of a digest that is kept by hand and of two documents that were added."""
    written(tmp_path / "corpus" / "digest.txt", DIGEST)
    written(tmp_path / "corpus" / "manifest.toml", MANIFEST)
    for symbol in ADDED:
        written(tmp_path / f"{symbol[-2:]}.txt", REPORT.replace("S/2021/77", symbol))
    opened(tmp_path).add([tmp_path / "78.txt", tmp_path / "79.txt"], Given(title="A title of ours"))
    return tmp_path


@pytest.fixture
def work(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    assert shelf
    return Work(monkeypatch)


def opened(place: Path) -> Library:
    return Library(config(place, place / "corpus"))


def found(place: Path, text: str = "") -> list[str]:
    with opened(place) as library:
        return [hit.id for hit in library.search(arguments.parse([("q", text), ("per_page", "100")])).hits]


def test_an_index_that_is_up_to_date_is_left_alone(shelf: Path, work: Work) -> None:
    done = opened(shelf).update()
    assert (done.heads, done.removed, done.is_whole) == ((), 0, False)
    assert (work.read, work.recognised, work.analysed) == ([], 0, [])


def test_a_document_that_is_changed_by_hand_is_indexed_alone(shelf: Path, work: Work) -> None:
    written(shelf / "corpus" / "digest.txt", DIGEST.replace("出席", "莅临"))
    done = opened(shelf).update()
    assert [head.symbol for head in done.heads] == work.analysed == [HAND_KEPT]
    assert "S/2021/77:zh:annex:1" in found(shelf, "莅临")
    assert work.recognised == 0


def test_a_document_that_is_dropped_by_hand_leaves_the_index(shelf: Path, work: Work) -> None:
    written(shelf / "corpus" / "manifest.toml", "")
    done = opened(shelf).update()
    assert (done.heads, done.removed, work.analysed) == ((), 1, [])
    assert not [one for one in found(shelf) if one.startswith(HAND_KEPT)]


def test_an_addition_updates_what_was_changed_by_hand(shelf: Path, work: Work) -> None:
    written(shelf / "corpus" / "digest.txt", DIGEST.replace("出席", "莅临"))
    opened(shelf).add([written(shelf / "en.txt", ENGLISH)], Given())
    assert work.analysed == [HAND_KEPT, HAND_KEPT]  # the digest in Chinese, and what is added in English
    assert set(found(shelf, '"莅临" OR "workshop"')) == {"S/2021/77:en:annex:1", "S/2021/77:zh:annex:1"}


def test_another_recognition_reads_no_file(shelf: Path, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    for document in held(shelf / "added"):
        document.path.unlink()
    before = found(shelf)
    another = versions.RECOGNITION + 1
    monkeypatch.setattr(versions, "RECOGNITION", another)
    monkeypatch.setattr("indexer.library.updating.RECOGNITION", another)
    with pytest.raises(IndexUnusableError, match="build --if-stale"):
        opened(shelf).open()
    opened(shelf).update()
    assert (work.read, work.recognised) == ([], 2)
    assert sorted(work.analysed) == [HAND_KEPT, *ADDED]
    assert found(shelf) == before
    assert {one.given.title for one in held(shelf / "added")} == {"A title of ours"}


def test_another_reading_of_the_format_reads_the_files(
    shelf: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(versions.READINGS, "txt", 2)
    opened(shelf).update()
    assert len(work.read) == work.recognised == 2
    assert sorted(work.analysed) == [HAND_KEPT, *ADDED]


def test_another_analysis_recognises_nothing(
    shelf: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "fingerprint", lambda: "another")
    done = opened(shelf).update()
    assert (work.read, work.recognised, done.is_whole) == ([], 0, True)
    assert sorted(work.analysed) == [HAND_KEPT, *ADDED]


def test_a_file_that_cannot_be_read_again_stays_as_it_was(
    shelf: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(shelf)
    lost, other = held(shelf / "added")
    lost.path.unlink()
    monkeypatch.setitem(versions.READINGS, "txt", 2)
    done = opened(shelf).update()
    assert [one.file for one in done.kept] == [str(lost.path)]
    assert "There is no file" in done.kept[0].reason
    assert work.read == [other.path.name]
    assert found(shelf) == before
    assert opened(shelf).update().kept == ()


def test_what_the_catalog_keeps_is_what_was_recognised(shelf: Path) -> None:
    for holding in held(shelf / "added"):
        assert holding.number
        kept = recognised.document(holding.corpus, holding.number)
        assert kept == file_entries.load(holding)
        assert recognised.source(holding.corpus, holding.number).text == holding.path.read_text("utf-8")
