"""The questions of `corpus/evaluation` that are judged by units in the other language: whole and sound."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from indexer.evaluation import across, judgments, overlap, scoring, trec_topics
from indexer.indexing.entries import in_language
from indexer.library.library import Library
from indexer.text.folding import fold
from tests.conftest import CORPUS

SET = CORPUS / "evaluation"
TOPICS = trec_topics.read(SET / "across-topics.tsv")
JUDGED = judgments.read(SET / "across-judgments.qrels", TOPICS)
FORM = re.compile(r"(\d\d)-(zh-hans|zh-hant|en)-(keyword|sentence)")
HAN = re.compile("[\u4e00-\u9fff]+")
ROW = re.compile(r"^\| `(\w+)`[^|]*\| \d+ \| ([0-9.]+)", re.MULTILINE)
"""A group in docs/evaluation.md with its first figure."""
NEAR = 0.02
"""How far a figure may be from the one that is told."""
LEAST = 60
"""How many questions there are at least in each direction."""


def test_there_are_questions_of_every_kind() -> None:
    kinds = Counter(FORM.sub(r"\2 \3", topic.id) for topic in TOPICS)
    assert kinds["en keyword"] + kinds["en sentence"] >= LEAST
    assert sum(count for kind, count in kinds.items() if kind.startswith("zh")) >= LEAST
    assert min(kinds[f"zh-hant {form}"] for form in ("keyword", "sentence")) >= 10
    assert len(kinds) == 6


def test_a_question_is_in_the_language_and_script_that_it_says() -> None:
    for topic in TOPICS:
        found = FORM.fullmatch(topic.id)
        assert found, topic.id
        assert (across.answers_language(topic) == "zh") == (found[2] == "en"), topic
        han = "".join(HAN.findall(topic.text))
        assert found[2] != "zh-hans" or fold(han) == han, topic


def test_no_question_is_one_of_the_other_set() -> None:
    before = {topic.text.casefold() for topic in trec_topics.read(SET / "topics.tsv")}
    assert not before & {topic.text.casefold() for topic in TOPICS}
    assert len({topic.text for topic in TOPICS}) == len(TOPICS)


def test_every_question_has_one_that_means_the_same() -> None:
    pairs = list(overlap.pairs(TOPICS))
    assert sorted(topic.id for pair in pairs for topic in pair) == sorted(topic.id for topic in TOPICS)


def test_judged_are_units_of_the_digests_in_the_other_language(digests: Library) -> None:
    held = {
        unit.id: unit.kind
        for head in digests.heads()
        for unit in digests.document(head.symbol, head.language).paragraphs
    }
    assert {held[one.unit] for one in JUDGED}.isdisjoint(("heading", "abbreviation"))
    assert across.carried(JUDGED, TOPICS) == JUDGED


def test_a_need_is_judged_alike_in_both_directions() -> None:
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for one in JUDGED:
        grades[one.topic][in_language(one.unit, "zh")] = one.grade
    needs: dict[str, dict[str, int]] = {}
    for topic, those in grades.items():
        assert needs.setdefault(topic[:2], those) == those, topic
        assert 2 in those.values(), topic
        assert set(those.values()) <= {1, 2}, topic


def test_every_need_is_told() -> None:
    table = (SET / "README.md").read_text("utf-8").partition("## Across languages")[2]
    told = re.findall(r"^\| (\d\d) \| \S", table, re.MULTILINE)
    assert told == sorted({topic.id[:2] for topic in TOPICS})


def test_figures_told_are_those_of_today(digests: Library) -> None:
    """The tables of docs/evaluation.md: measure anew where this fails."""
    page = (CORPUS.parent / "docs" / "evaluation.md").read_text("utf-8")
    section = page.partition("\n## Across languages")[2].partition("\n## ")[0]
    table, _, pairs = section.partition("overlap@10 |")
    answers = tuple(across.ask(digests, TOPICS))
    every = scoring.scored(answers, JUDGED, scoring.measures(["nDCG@10"]))
    found = {group.name: group.scores[0].value for group in scoring.groups(answers, every)}
    assert told(table) == pytest.approx(found, abs=NEAR)
    alike = {one.group: one.value for one in overlap.overlaps(digests, TOPICS)}
    assert told(pairs) == pytest.approx(alike, abs=NEAR)


def told(table: str) -> dict[str, float]:
    """Return the first figure of each group."""
    return {name: float(figure) for name, figure in ROW.findall(table)}
