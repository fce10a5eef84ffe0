"""The part of the benchmark that measures libraries of many short documents."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.model.document import Given
from indexer.model.holding import Holding
from scripts.bench import (
    bare_analysis,
    document_report,
    process_memory,
    sentences,
    short_documents,
)
from scripts.bench import (
    machine as bench_machine,
)
from scripts.bench.document_goals import GOALS
from scripts.bench.document_library import Disk, Spent
from scripts.bench.document_service import PAGES, PageTimes, Service
from scripts.bench.document_sizes import COLD, Bulk, DocumentsRun, LibraryFigures, Rebuilding, Scale
from scripts.bench.machine import OtherWork, machine
from scripts.bench.process_memory import ProcessMemory
from scripts.bench.run import main
from scripts.bench.sentences import Material

MIB = 2**20


@pytest.fixture(scope="module")
def material() -> Material:
    """Sentences of the digests, so that the documents are the same on every machine."""
    return sentences.material(Path("nowhere"))


def figures(documents: int, *, worker: int) -> LibraryFigures:
    """Return figures that keep all promises, with so many bytes of memory of a web worker."""
    return LibraryFigures(
        documents,
        Bulk(
            Spent(documents, 10.0, 5.0),
            Spent(documents, 7.0, 4.0),
            300 * MIB,
            Disk(3000 * documents, 1000 * documents, 2000 * documents),
        ),
        dict.fromkeys(COLD, 0.25),
        Service(
            0.4, 0.3, 90 * MIB, 2.0, dict.fromkeys(PAGES, PageTimes(10, 20)), ProcessMemory(worker, worker)
        ),
        Rebuilding(9.0, 0.3, 0.5, 12.0),
    )


@pytest.fixture
def run() -> DocumentsRun:
    sizes = figures(10, worker=70 * MIB), figures(1000, worker=90 * MIB)
    return DocumentsRun(machine(), "the digests", Scale((10, 1000), 3), sizes, 0.25)


def test_documents_are_the_same_and_recognised(material: Material, tmp_path: Path) -> None:
    folder = short_documents.write(tmp_path, material, 6)
    assert [path.name for path in sorted(folder.rglob("*.txt"))] == [
        f"{number:06}.txt" for number in range(6)
    ]
    from indexer.indexing import file_entries

    for number in range(6):
        text = (folder / short_documents.name(number)).read_text(encoding="utf-8")
        assert text == short_documents.text(material, number)
        held = Holding(folder, short_documents.name(number), "", "zh", "official", Given())
        document = file_entries.load(held)
        assert document.symbol == short_documents.symbol(number)
        assert document.language == ("zh", "en")[number % 2]
        assert document.date
        numbered = [one.locator for one in document.paragraphs if one.kind == "paragraph"]
        assert numbered == ["1", "2", "3", "4"]


def test_documents_that_are_there_are_not_written_again(material: Material, tmp_path: Path) -> None:
    first = short_documents.write(tmp_path, material, 2) / short_documents.name(0)
    first.write_text("changed", encoding="utf-8")
    short_documents.write(tmp_path, material, 2)
    assert first.read_text(encoding="utf-8") == "changed"
    short_documents.write(tmp_path, material, 3)
    assert first.read_text(encoding="utf-8") != "changed"


def test_headings_differ() -> None:
    headings = {short_documents.heading(number, "en") for number in range(500)}
    assert len(headings) == 500


def test_bare_analysis_takes_time_and_writes_nothing(material: Material, tmp_path: Path) -> None:
    folder = short_documents.write(tmp_path, material, 4)
    before = sorted(tmp_path.rglob("*"))
    assert bare_analysis.analysed(folder, range(1, 4)) > 0
    assert sorted(tmp_path.rglob("*")) == before


def test_command_that_fails_is_told_of() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        process_memory.run([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_memory_of_a_command_and_its_workers_is_noted() -> None:
    program = (
        "import subprocess, sys, time; kept = bytes(range(256)) * 400_000\n"
        "if len(sys.argv) == 1: subprocess.run([sys.executable, *sys.orig_argv[1:], 'child'])\n"
        "else: time.sleep(1)"
    )
    ran = process_memory.run([sys.executable, "-c", program], {})
    assert 200 * MIB < ran.peak < 300 * MIB
    assert ran.seconds > 0
    assert ran.processor > 0


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process


def test_children_and_their_memory_are_found(child: subprocess.Popen[bytes]) -> None:
    import os

    assert child.pid in process_memory.children(os.getpid())
    found = process_memory.memory(os.getpid())
    assert 0 < found.own < found.total


def test_share_of_other_programs_is_a_share() -> None:
    assert 0 <= OtherWork().share <= 1


@pytest.mark.parametrize(
    ("busy", "idle", "own", "share"),
    [
        (0.0, 0.0, 0.0, 0.0),
        (0.01, 0.0, 0.0, 1.0),  # a tick that ended just after the beginning
        (6.0, 4.0, 0.0, 0.6),
        (6.0, 4.0, 5.0, 0.1),
        (6.0, 4.0, 6.01, 0.0),  # our own time is told more finely
        (1.0, -0.01, 0.0, 1.0),  # the time of waiting may be taken back
    ],
)
def test_share_is_of_the_time_that_the_processors_tell(
    busy: float, idle: float, own: float, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        bench_machine, "_processors", iter([(50.0, 70.0), (50.0 + busy, 70.0 + idle)]).__next__
    )
    monkeypatch.setattr(bench_machine, "_own", iter([3.0, 3.0 + own]).__next__)
    assert OtherWork().share == pytest.approx(share)


def test_goals_of_documents_are_judged(run: DocumentsRun) -> None:
    assert [goal.name for goal in GOALS if not _kept(goal.name, run)] == []
    heavy = replace(run, sizes=(run.sizes[0], figures(1000, worker=111 * MIB)))
    assert not _kept("memory of a web worker: more than with the fewest documents", heavy)


def _kept(name: str, run: DocumentsRun) -> bool:
    (goal,) = (one for one in GOALS if one.name == name)
    figure = goal.measure(run)
    assert figure is not None
    assert figure.units == 1000
    return goal.kept(figure)


def test_section_has_goals_and_figures(run: DocumentsRun) -> None:
    section = document_report.section(run, 21)
    assert run.machine.date in section
    assert "Other programs used 25 % of the processors" in section
    assert all(goal.name in section for goal in GOALS)
    assert (
        "| disk for each document, kB: catalog + files + index | 3.0 + 1.0 + 2.0 | 3.0 + 1.0 + 2.0 |"
        in section
    )
    widths = {line.count("|") for line in section.splitlines() if line.startswith("| ")}
    assert widths == {6, 4}


def test_section_replaces_the_one_before() -> None:
    page = document_report.placed("# Scaling\n", "first\n") + "## More\n"
    again = document_report.placed(page, "second\n")
    assert "first" not in again
    assert again.startswith("# Scaling\n")
    assert again.endswith("## More\n")
    assert document_report.placed(again, "second\n") == again


@pytest.mark.slow
def test_command_measures_documents_alone(tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    given = ["--quick", "--only", "documents", "--documents", "10,20"]
    assert main([*given, "--place", str(tmp_path / "place"), "--out", str(tmp_path / "out")]) == 0
    section = (tmp_path / "out/scaling.md").read_text(encoding="utf-8")
    assert "| documents | 10 | 20 |" in section
    assert not (tmp_path / "out/benchmarks.md").exists()
    assert "earlier run" not in section
    assert main([*given, "--reuse", "--place", str(tmp_path / "place"), "--out", str(tmp_path / "out")]) == 0
    again = (tmp_path / "out/scaling.md").read_text(encoding="utf-8")
    assert "earlier run" in again
    assert _row("all added in one command, s", again) == _row("all added in one command, s", section)


def _row(name: str, section: str) -> str:
    return next(line for line in section.splitlines() if line.startswith(f"| {name} |"))
