"""The judged questions of `corpus/evaluation`: whole, sound, and answered alike by every engine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest
from msgspec import structs

from indexer.evaluation import judgments, rankings, scoring, trec_topics
from indexer.evaluation.judgments import Judgment
from indexer.evaluation.trec_topics import Topic
from indexer.library.library import Library
from indexer.model.results import Results
from indexer.model.shown_units import Hit
from indexer.query import arguments
from indexer.text.folding import fold
from tests.conftest import CORPUS
from tests.shelf import config

SET = CORPUS / "evaluation"
FORM = re.compile(r"(\d\d)-(zh-hans|zh-hant|en)-(keyword|sentence)")
ROW = re.compile(r"^\| `(\w+)`[^|]*\| \d+ \| ([0-9.]+)", re.MULTILINE)
"""A group in docs/evaluation.md with its first figure."""
HAN = re.compile("[\u4e00-\u9fff]+")
SYMBOLS = ("S/2019/986", "S/2020/1308")
LEVEL = 0.01
"""How far apart two engines may be in nDCG@10."""
OTHERS = (
    "tantivy",
    pytest.param("opensearch", marks=pytest.mark.cluster),
    pytest.param("memory", marks=pytest.mark.slow),
)
"""The engines that are held against whoosh; the reference takes minutes."""


@cache
def questions() -> tuple[Topic, ...]:
    return trec_topics.read(SET / "topics.tsv")


@cache
def judged() -> tuple[Judgment, ...]:
    return judgments.read(SET / "judgments.qrels", questions())


@cache
def grades(topic: str) -> dict[str, int]:
    return {one.unit: one.grade for one in judged() if one.topic == topic}


def parts(topic: Topic) -> tuple[str, str, str]:
    """Return need, script and form of a question."""
    found = FORM.fullmatch(topic.id)
    assert found, topic.id
    return found[1], found[2], found[3]


def sides(topic: Topic) -> tuple[dict[str, int], dict[str, int]]:
    """Return the grades of paragraphs in the language of a question and in the other."""
    own, other = ":zh:", ":en:"
    if "-en-" in topic.id:
        own, other = other, own
    first = {unit.replace(own, ":"): grade for unit, grade in grades(topic.id).items() if own in unit}
    second = {unit.replace(other, ":"): grade for unit, grade in grades(topic.id).items() if other in unit}
    return first, second


def ndcg(library: Library) -> dict[str, float]:
    """Return nDCG@10 of every question."""
    found = tuple(rankings.ask(library, questions()))
    every = scoring.scored(found, judged(), scoring.measures(["nDCG@10"]))
    return {one.topic: one.scores[0].value for one in every}


def mean(figures: dict[str, float], group: str) -> float:
    """Return the mean over the questions of a group, or over `all`."""
    return fmean(figures[topic.id] for topic in questions() if group in ("all", *topic.groups))


def test_there_are_questions_of_every_kind() -> None:
    kinds = Counter(parts(topic)[1:] for topic in questions())
    assert len(questions()) >= 72
    assert all(
        kinds[script, form] >= 20
        for script in ("zh-hans", "zh-hant", "en")
        for form in ("keyword", "sentence")
    )


def test_a_need_is_asked_in_both_languages_and_scripts() -> None:
    asked = Counter((need, form) for need, _, form in map(parts, questions()))
    assert set(asked.values()) == {3}


def test_a_question_is_in_the_script_that_it_says() -> None:
    for topic in questions():
        script = parts(topic)[1]
        han = "".join(HAN.findall(topic.text))
        assert bool(han) == (script != "en"), topic
        assert script != "zh-hans" or fold(han) == han, topic


def test_every_judged_unit_stands_in_the_corpus(digests: Library) -> None:
    held = {
        unit.id: unit.kind
        for symbol in SYMBOLS
        for language in digests.languages(symbol)
        for unit in digests.document(symbol, language).paragraphs
    }
    assert {one.unit for one in judged()} <= held.keys()
    assert not {held[one.unit] for one in judged()} & {"heading", "abbreviation"}


def test_every_question_has_an_answer_in_its_own_language() -> None:
    for topic in questions():
        assert 2 in sides(topic)[0].values(), topic.id


def test_versions_of_a_paragraph_are_relevant_alike() -> None:
    """The other language's version is 1, whatever the paragraph is in the language of the question."""
    for topic in questions():
        own, other = sides(topic)
        assert own.keys() == other.keys(), topic.id
        assert set(own.values()) <= {1, 2}
        assert set(other.values()) == {1}, topic.id


def test_questions_of_one_need_are_judged_alike() -> None:
    needs: dict[str, dict[str, int]] = {}
    for topic in questions():
        own = sides(topic)[0]
        assert needs.setdefault(parts(topic)[0], own) == own, topic.id


def test_every_need_is_told() -> None:
    table = (
        (SET / "README.md").read_text(encoding="utf-8").partition("## The needs")[2].partition("## Across")[0]
    )
    told = re.findall(r"^\| (\d\d) \| \S", table, re.MULTILINE)
    assert told == sorted({parts(topic)[0] for topic in questions()})


@pytest.fixture(scope="module")
def level(digests: Library) -> dict[str, float]:
    """Give nDCG@10 of every question with whoosh."""
    return ndcg(digests)


def test_figures_told_are_those_of_today(level: dict[str, float]) -> None:
    """The table of docs/evaluation.md: measure anew where this fails."""
    page = (CORPUS.parent / "docs" / "evaluation.md").read_text(encoding="utf-8")
    table = page.partition("## Figures")[2].partition("\n## ")[0]
    told = {name: float(figure) for name, figure in ROW.findall(table)}
    assert told.keys() == {"all", *(group for topic in questions() for group in topic.groups)}
    for group, figure in told.items():
        assert mean(level, group) == pytest.approx(figure, abs=2 * LEVEL), group


@pytest.fixture(params=OTHERS)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """Give the same library with another engine."""
    chosen = config(tmp_path, CORPUS, engine=request.param)
    if request.param == "opensearch":
        chosen = replace(chosen, opensearch=request.getfixturevalue("cluster_config"))
    library = Library(chosen)
    library.build()
    with library:
        yield library


def test_engines_find_count_and_mark_the_same(other: Library, digests: Library) -> None:
    """Order is held by quality; all else that a reader sees of an answer is the same."""
    for topic in questions()[::5]:
        asked = arguments.parse([("q", topic.text), ("per_page", "100")])
        found, expected = other.search(asked), digests.search(asked)
        assert (found.total, found.facets) == (expected.total, expected.facets), topic
        assert found.query == expected.query, topic
        if found.total <= asked.per_page:
            assert shown(found) == shown(expected), topic


def shown(results: Results) -> dict[str, Hit]:
    """Return the hits by their ids, without their scores."""
    return {hit.id: structs.replace(hit, score=0.0) for hit in results.hits}


def test_engines_rank_equally_well(other: Library, level: dict[str, float]) -> None:
    """Over all questions and over each group; single questions may differ, as scores are rounded."""
    theirs = ndcg(other)
    for group in {"all", *(group for topic in questions() for group in topic.groups)}:
        assert mean(theirs, group) == pytest.approx(mean(level, group), abs=LEVEL), group
