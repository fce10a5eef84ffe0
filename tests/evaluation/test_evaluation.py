"""Judged questions: how they are read, scored and reported; every figure here is worked out by hand."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import pytest

from indexer.evaluation import judgments, rankings, scoring, trec_topics
from indexer.evaluation.judgments import Judgment
from indexer.evaluation.rankings import Ranking
from indexer.evaluation.trec_topics import Topic
from indexer.runtime.errors import CommandError, ConfigError, InputError
from tests.shelf import ENGLISH, REPORT, written
from tests.terminal import Terminal

SECOND = 1 / math.log2(3)
"""What a hit on the second place counts for in nDCG."""
TOPICS = "1-zh-keyword\t马拉维\n\n2-en-keyword\tPeru\n"
JUDGMENTS = """\
1-zh-keyword 0 S/2021/77:zh:annex:2(a) 2
1-zh-keyword 0 S/2021/77:zh:annex:2(b) 1
1-zh-keyword 0 S/2021/77:zh:annex:3 0
2-en-keyword 0 S/2021/77:zh:annex:1 1
"""
"""Malawi is found in 2(a) alone; Peru in paragraph 1, first in English and then in Chinese."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the configuration of an empty library."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["corpus", "added"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stocked(place: Path, terminal: Terminal) -> Terminal:
    """Give a terminal beside a library of one document in two languages, with judged questions."""
    paths = [written(place / "zh.txt", REPORT), written(place / "en.txt", ENGLISH)]
    assert terminal("indexer", "add", *map(str, paths)).status == 0
    written(place / "added" / "evaluation" / "topics.tsv", TOPICS)
    written(place / "added" / "evaluation" / "judgments.qrels", JUDGMENTS)
    return terminal


def figures(scores: tuple[scoring.Score, ...]) -> dict[str, float]:
    return {score.measure: score.value for score in scores}


def test_topics_are_lines_of_id_tab_and_question(tmp_path: Path) -> None:
    read = trec_topics.read(written(tmp_path / "t", "\ufeff17-zh-hans\t 援助 请求 \r\n\nq2\tSolomon Islands"))
    assert read == (Topic("17-zh-hans", "援助 请求"), Topic("q2", "Solomon Islands"))
    assert [topic.groups for topic in read] == [("zh", "hans"), ()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\tone\nno tab\n", "line 2: no id, tab and question"),
        ("a\tone\n\n\t\tb\n", "line 3: no id"),
        ("a\t \n", "line 1: no id"),
        ("a b\tone\n", "line 1: the id “a b” has a space"),
        ("a\tone\na\ttwo\n", "line 2: topic a stands there twice"),
        ("\n", "holds no topic"),
    ],
)
def test_malformed_topics_are_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        trec_topics.read(written(tmp_path / "t", text))


def test_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent cannot be read: No such file"):
        trec_topics.read(tmp_path / "absent")
    (tmp_path / "latin").write_bytes(b"a\t\xe9\n")
    with pytest.raises(InputError, match="latin cannot be read: it is not UTF-8"):
        trec_topics.read(tmp_path / "latin")


def test_judgments_are_lines_of_topic_unit_and_grade(tmp_path: Path) -> None:
    read = judgments.read(written(tmp_path / "q", "a 0 x 2\na\t0\ty  0\n"), [Topic("a", "one")])
    assert read == (Judgment("a", "x", 2), Judgment("a", "y", 0))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a 0 x 2\na x 1\n", "line 2: no topic, 0, unit and grade"),
        ("a 0 x 2 Q\n", "line 1: no topic"),
        ("a 0 x 2\n\nb 0 x 1\n", "line 3: there is no topic b"),
        ("a 0 x -1\n", "line 1: “-1” is no grade"),
        ("a 0 x 1.5\n", "line 1: “1.5” is no grade"),
        ("a 0 x 2\na 0 x 1\n", "line 2: x is judged twice for topic a"),
        ("a 0 x 0\n", "names nothing that answers topic a"),
    ],
)
def test_malformed_judgments_are_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        judgments.read(written(tmp_path / "q", text), [Topic("a", "one")])


def test_scores_are_those_worked_out_by_hand() -> None:
    found = [Ranking(Topic("1-zh", "一"), ("c", "a", "b")), Ranking(Topic("2-en", "two"), ())]
    judged = [Judgment("1-zh", "a", 2), Judgment("1-zh", "b", 1), Judgment("2-en", "d", 1)]
    asked = scoring.measures((*scoring.MEASURES, "P(rel=2)@2"))
    first, second = scoring.scored(found, judged, asked)
    assert figures(first.scores) == pytest.approx({
        "nDCG@10": (2 * SECOND + 1 / 2) / (2 + SECOND), "P@1": 0, "RR": 1 / 2, "R@20": 1, "P(rel=2)@2": 1 / 2,
    })  # fmt: skip
    assert set(figures(second.scores).values()) == {0.0}


def test_order_is_scored_as_shown_whatever_the_names() -> None:
    """TREC's own program would sort hits of equal score by name."""
    judged = [Judgment("q", "b", 1)]
    for units, expected in ((("b", "a", "c"), 1.0), (("a", "b", "c"), 1 / 2), (("c", "a", "b"), 1 / 3)):
        (one,) = scoring.scored([Ranking(Topic("q", "?"), units)], judged, scoring.measures(["RR"]))
        assert figures(one.scores) == pytest.approx({"RR": expected})


def test_groups_are_means_over_the_parts_of_ids() -> None:
    names = ("1-zh-hans", "1-zh-hant", "1-en", "2")
    found = [Ranking(Topic(name, "?"), ("a",)) for name in names]
    judged = [Judgment(name, unit, 1) for name, unit in zip(names, "abab", strict=True)]
    every = scoring.scored(found, judged, scoring.measures(["P@1"]))
    groups = [(group.name, group.questions, group.scores[0].value) for group in scoring.groups(found, every)]
    assert groups == [("all", 4, 0.5), ("en", 1, 1.0), ("hans", 1, 1.0), ("hant", 1, 0.0), ("zh", 2, 0.5)]
    assert [one.topic for one in scoring.worst(every, 3)] == ["1-zh-hant", "2", "1-zh-hans"]


@pytest.mark.parametrize("name", ["nDCG@0", "nDCG@-1", "P", "precision", "P@1(rel=2)", "alpha_nDCG@5", "@10"])
def test_unknown_measure_is_refused(name: str) -> None:
    with pytest.raises(CommandError, match="is no measure"):
        scoring.measures([name])


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(ConfigError, match=r"ir_measures.*juanzong\[evaluate\]"):
        scoring.measures(["RR"])


def test_runs_name_topic_unit_rank_and_falling_score() -> None:
    run = [Ranking(Topic("q1", "?"), ("x", "y")), Ranking(Topic("q2", "?"), ())]
    assert list(rankings.run_lines(run, "whoosh")) == ["q1 Q0 x 1 2 whoosh\n", "q1 Q0 y 2 1 whoosh\n"]


def test_evaluate_prints_a_table_and_the_worst(stocked: Terminal) -> None:
    done = stocked("indexer", "evaluate", "--worst", "1")
    first, second = 2 / (2 + SECOND), SECOND
    rows = [line.split() for line in done.out.splitlines()]
    assert (done.status, done.err) == (0, "")
    assert rows == [
        ["whoosh", "questions", "nDCG@10", "P@1", "RR", "R@20"],
        ["all", "2", f"{(first + second) / 2:.3f}", "0.500", "0.750", "0.750"],
        ["en", "1", f"{second:.3f}", "0.000", "0.500", "1.000"],
        ["keyword", "2", f"{(first + second) / 2:.3f}", "0.500", "0.750", "0.750"],
        ["zh", "1", f"{first:.3f}", "1.000", "1.000", "0.500"],
        [],
        [f"{second:.3f}", "0.000", "0.500", "1.000", "2-en-keyword", "Peru"],
    ]


def test_evaluate_as_json_with_chosen_measures_and_files(stocked: Terminal, place: Path) -> None:
    files = [written(place / "t", "9\t马拉维\n"), written(place / "q", "9 0 S/2021/77:zh:annex:2(a) 1\n")]
    done = stocked(
        "indexer", "evaluate", *map(str, files), "--measures", "RR P@2", "--format", "json", "--worst", "5"
    )
    scores = [{"measure": "RR", "value": 1.0}, {"measure": "P@2", "value": 0.5}]
    assert json.loads(done.out) == {
        "engine": "whoosh",
        "questions": 1,
        "groups": [{"name": "all", "questions": 1, "scores": scores}],
        "worst": [{"topic": "9", "text": "马拉维", "scores": scores}],
        "overlaps": [],
    }


def test_evaluate_writes_the_run_that_it_scores(stocked: Terminal, place: Path) -> None:
    assert stocked("indexer", "evaluate", "--run", "run.txt").status == 0
    assert (place / "run.txt").read_text(encoding="utf-8").splitlines() == [
        "1-zh-keyword Q0 S/2021/77:zh:annex:2(a) 1 1 whoosh",
        "2-en-keyword Q0 S/2021/77:en:annex:1 1 2 whoosh",
        "2-en-keyword Q0 S/2021/77:zh:annex:1 2 1 whoosh",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("absent.tsv", "absent.qrels"), "absent.tsv cannot be read"),
        (("added/evaluation/topics.tsv",), "two files"),
        (("added/evaluation/topics.tsv", "absent.qrels"), "absent.qrels cannot be read"),
        (("--measures", "nDCG@0"), "is no measure"),
        (("--run", "absent/run.txt"), "absent/run.txt cannot be written: No such file"),
    ],
)
def test_wrong_usage_leaves_with_two(stocked: Terminal, words: tuple[str, ...], told: str) -> None:
    done = stocked("indexer", "evaluate", *words)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


@pytest.mark.usefixtures("place")
def test_library_without_judged_questions_says_so(terminal: Terminal) -> None:
    done = terminal("indexer", "evaluate")
    assert done.status == 2
    assert "No corpus of this library has a file evaluation/topics.tsv" in done.err


def test_evaluate_without_an_index_leaves_with_three(place: Path, terminal: Terminal) -> None:
    written(place / "corpus" / "evaluation" / "topics.tsv", TOPICS)
    written(place / "corpus" / "evaluation" / "judgments.qrels", JUDGMENTS)
    done = terminal("indexer", "evaluate")
    assert done.status == 3
    assert "indexer build" in done.err
