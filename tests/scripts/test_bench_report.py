"""What the benchmark writes: goals judged, a page and a picture of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts.bench import bench_questions, report, sentences
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.cold_start import Cold
from scripts.bench.contender_process import Built
from scripts.bench.contest import ContestTimes, Outcome
from scripts.bench.goals import GOALS
from scripts.bench.machine import machine
from scripts.bench.measured import BenchRun, Size
from scripts.bench.measures import Spread
from scripts.bench.plot import Panel, svg
from scripts.bench.rows import Analysis
from scripts.bench.serving import Served


@pytest.fixture(scope="module")
def drawn() -> tuple[BenchQuestion, ...]:
    return bench_questions.draw(sentences.material(Path("nowhere")), 21)


def outcome(name: str, milliseconds: float, asked_for: Sequence[BenchQuestion]) -> Outcome:
    """Return an outcome in which every answer took the same time."""
    each = ContestTimes([[milliseconds] for _ in asked_for], [1] * len(asked_for), 1, 1.0)
    return Outcome(name, Built(10.0 * milliseconds, 2**28, 2**20), each, each, 0.1, 2**27)


@pytest.fixture
def run(drawn: tuple[BenchQuestion, ...]) -> BenchRun:
    sizes = tuple(
        Size(
            units,
            Analysis(units + 10, units, units / 1000, {"exact": units // 2}),
            tuple(
                outcome(name, taken * units / 1000, drawn)
                for name, taken in {
                    "whoosh": 0.5, "tantivy": 0.1, "fts5": 2.0, "bare-tantivy": 0.05, "plain-whoosh": 9.0,
                }.items()
            ),
        )
        for units in (1000, 2000)
    )  # fmt: skip
    served = (
        Served("tantivy", Spread(1, 2, 3, 9), 400.0),
        Served("direct-opensearch", Spread(2, 8, 9, 9), 90.0),
    )
    return BenchRun(
        machine(), "the digests", drawn, sizes, {"opensearch": "no node"}, served, Cold(0.1, 0.4), 120.0,
        (("building", 60.0),),
    )  # fmt: skip


def test_goals_are_judged(run: BenchRun) -> None:
    figures = {goal.name: (goal, goal.measure(run)) for goal in GOALS}
    goal, figure = figures["full question, tantivy: p95 of SQLite FTS5 / p95"]
    assert figure
    assert figure.value == pytest.approx(20)
    assert goal.kept(figure)
    goal, figure = figures["build with tantivy, from text: rate / rate with whoosh"]
    assert figure
    assert figure.value == pytest.approx(5)
    goal, figure = figures["peak memory, tantivy"]
    assert figure
    assert goal.kept(figure)
    assert not goal.kept(replace(figure, value=601))


def test_goals_without_measurements_are_not_judged(run: BenchRun) -> None:
    empty = replace(
        run, sizes=tuple(replace(size, outcomes=()) for size in run.sizes), served=(), cold=None, added=None
    )
    assert [goal.measure(empty) for goal in GOALS] == [None] * len(GOALS)


def test_page_names_machine_goals_and_who_is_missing(run: BenchRun) -> None:
    page = report.page(run)
    assert run.machine.date in page
    assert "`opensearch` took no part: no node." in page
    assert all(goal.name in page for goal in GOALS)
    assert "whoosh, fts5 |" in page
    widths = [line.count("|") for line in page.splitlines() if line.startswith("| ")]
    assert min(widths) >= 3


def test_page_of_little_is_a_page(run: BenchRun) -> None:
    one = run.sizes[0]
    lonely = replace(one, outcomes=one.outcomes[:1])
    page = report.page(replace(run, sizes=(lonely,), served=(), cold=None, added=None))
    assert "not measured" in page
    assert "## Over HTTP" not in page
    assert "## Agreement" not in page


def test_picture_is_well_formed_and_described(run: BenchRun) -> None:
    drawn = report.picture(run)
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.find(f"{space}title") is not None
    described = root.find(f"{space}desc")
    assert described is not None
    assert "tantivy" in (described.text or "")
    assert "prefers-color-scheme: dark" in drawn
    names = [element.text for element in root.iter(f"{space}text")]
    assert names.count("tantivy") == 2


def test_names_in_the_picture_stand_apart() -> None:
    drawn = svg("a < b", "told", [Panel("one", "ms", {f"n{number}": {10: 5.0} for number in range(6)})])
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    heights = sorted(
        float(text.get("y", "0")) for group in root.iter(f"{space}g") for text in group.iter(f"{space}text")
    )
    assert len(heights) == 6
    assert min(high - low for low, high in pairwise(heights)) >= 14


def test_panel_of_nothing_is_left_out() -> None:
    assert "head" not in ET.fromstring(svg("a", "b", [Panel("one", "ms", {})])).attrib  # noqa: S314 - our own
