"""The part of the benchmark that measures what asking across languages costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.library.library import Library
from indexer.model.query import Query
from scripts.bench import across_report
from scripts.bench.across_costs import AcrossRun, EngineCosts, Memory, Pair, Taken, dump, load
from scripts.bench.across_worker import measured
from scripts.bench.machine import machine
from scripts.bench.run import main

MIB = 2**20
PAIRS = (Pair(1.0, 5.0), Pair(2.0, 14.0), Pair(4.0, 44.0))


@pytest.fixture
def run() -> AcrossRun:
    taken = Taken(PAIRS, PAIRS[:1], Memory(100 * MIB, 130 * MIB, 160 * MIB))
    return AcrossRun(
        machine(), "the digests", 400, (EngineCosts("tantivy", taken, disk=10 * MIB, lexicon=2 * MIB),), 0.25
    )


def rows(section: str) -> dict[str, Sequence[str]]:
    """Return the rows of the tables of a section by their first cells."""
    cells = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return {row[0]: row[1:] for row in cells}


def test_each_goal_is_told_with_its_figure(run: AcrossRun) -> None:
    told = rows(across_report.section(run))
    assert told["tantivy: median of the difference"] == ["at most 12 ms", "12.0 ms", "400", "yes"]
    assert told["tantivy: p95 with translations"] == ["at most 40 ms", "44.0 ms", "400", "**no**"]
    assert told["tantivy: memory more after all"] == ["at most 60 MiB", "60 MiB", "400", "yes"]
    assert told["tantivy: index / index without lexicon"] == ["at most 1.25", "1.25", "400", "yes"]
    assert told["whoosh: median of the difference"][1] == "not measured"
    assert told["difference: p50 / p95, ms"] == ["12.0 / 40.0"]
    assert told["difference, processor time: p50 / p95, ms"] == ["4.0 / 4.0"]


def test_the_section_is_replaced_and_the_rest_of_the_page_stays(run: AcrossRun) -> None:
    page = across_report.placed("# Benchmarks\n", across_report.section(run))
    other = across_report.section(replace(run, units=40_000))
    again = across_report.placed(page, other)
    assert again.startswith("# Benchmarks\n")
    assert again.count("## Across languages") == 1
    assert across_report.section_of(again) == other
    assert across_report.section_of("# Benchmarks\n") == ""


def test_only_questions_with_translations_count(digests: Library) -> None:
    asked = [Query(text=text) for text in ("S/2019/127", "points of contact", "联络人")]
    taken = measured(digests, asked, rounds=2)
    assert len(taken.wall) == len(taken.processor) == 2
    assert all(pair.alone > 0 and pair.across > 0 for pair in taken.wall)
    assert load(dump(taken).encode()) == taken


@pytest.mark.slow
def test_the_part_runs_alone_and_writes_its_section(tmp_path: Path) -> None:
    place = tmp_path / "bench"
    assert main(["--quick", "--only", "across", "--sizes", "200", "--place", str(place)]) == 0
    told = rows((place / "quick" / "benchmarks.md").read_text("utf-8"))
    assert told["whoosh: median of the difference"][1].endswith(" ms")
    assert told["tantivy: median of the difference"][1].endswith(" ms")
