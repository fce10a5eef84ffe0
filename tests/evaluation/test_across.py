"""Questions that are judged by units in the other language, and pairs of questions that mean the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.evaluation import across, overlap
from indexer.evaluation.judgments import Judgment
from indexer.evaluation.trec_topics import Topic
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.errors import InputError
from tests import shelf
from tests.shelf import ENGLISH, REPORT, written
from tests.terminal import Terminal

PERU = Topic("1-en-keyword", "Peru")
MALAWI = Topic("2-zh-hans-keyword", "马拉维")
JUDGMENTS = "1-en-keyword 0 S/2021/77:zh:annex:1 2\n2-zh-hans-keyword 0 S/2021/77:en:annex:2 1\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with questions across languages and two texts, one for each language."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["corpus", "added"]\n')
    written(tmp_path / "zh.txt", REPORT)
    written(tmp_path / "en.txt", ENGLISH)
    topics = "".join(f"{topic.id}\t{topic.text}\n" for topic in (PERU, MALAWI))
    written(tmp_path / "corpus" / "evaluation" / "across-topics.tsv", topics)
    written(tmp_path / "corpus" / "evaluation" / "across-judgments.qrels", JUDGMENTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def opened(place: Path, *texts: str) -> Library:
    library = Library(shelf.config(place))
    library.add([place / text for text in texts], Given())
    library.open()
    return library


def test_only_units_in_the_other_language_answer(place: Path) -> None:
    with opened(place, "zh.txt", "en.txt") as library:
        english, chinese = across.ask(library, (PERU, Topic("3", "智利")))
    assert english.units == ("S/2021/77:zh:annex:1",)
    assert chinese.units == ("S/2021/77:en:annex:1",)


def test_a_judgment_holds_for_the_version_in_the_other_language() -> None:
    judged = [
        Judgment("1-en-keyword", "S/2021/77:en:annex:1", 2),
        Judgment("1-en-keyword", "S/2021/77:zh:annex:1", 1),
        Judgment("1-en-keyword", "S/2021/77:zh:annex:2(a)", 1),
        Judgment("2-zh-hans-keyword", "S/2021/77:zh:annex:2(a)", 2),
        Judgment("left out", "S/2021/77:zh:annex:3", 2),
    ]
    assert across.carried(judged, (PERU, MALAWI)) == (
        Judgment("1-en-keyword", "S/2021/77:zh:annex:1", 2),
        Judgment("1-en-keyword", "S/2021/77:zh:annex:2(a)", 1),
        Judgment("2-zh-hans-keyword", "S/2021/77:en:annex:2(a)", 2),
    )


@pytest.mark.parametrize("unit", ["x", "S/2021/77:zh", "S/2021/77:zh:annex"])
def test_a_judgment_of_something_without_a_language_is_refused(unit: str) -> None:
    with pytest.raises(InputError, match="its language is not known"):
        across.carried([Judgment(PERU.id, unit, 1)], [PERU])


def test_questions_are_asked_that_have_documents_in_the_language_of_their_answers(place: Path) -> None:
    with opened(place, "zh.txt") as library:
        assert across.askable(library, (PERU, MALAWI)) == (PERU,)


def test_pairs_differ_in_language_and_script_alone() -> None:
    topics = [Topic("1-en-keyword", "Peru"), Topic("1-zh-hans-keyword", "秘鲁"), Topic("1-zh-hant", "祕魯")]
    topics += [Topic("1-zh-hant-keyword", "祕魯"), Topic("2-en-keyword", "Chile")]
    found = [(one.id, same.id) for one, same in overlap.pairs(topics)]
    assert found == [("1-en-keyword", "1-zh-hans-keyword"), ("1-en-keyword", "1-zh-hant-keyword")]


def test_the_versions_of_a_paragraph_are_one_in_the_overlap(place: Path) -> None:
    """Chile is in paragraph 1 of both versions; Malawi in one Chinese paragraph, and 没有 nowhere."""
    topics = [Topic("1-en", "Chile"), Topic("1-zh", "智利"), Topic("2-en", "Malawi"), Topic("2-zh", "没有")]
    with opened(place, "zh.txt", "en.txt") as library:
        assert overlap.overlaps(library, topics[:2]) == (overlap.Overlap("all", 1, 1.0),)
        assert overlap.overlaps(library, topics) == (overlap.Overlap("all", 2, 0.5),)
        assert overlap.overlaps(library, topics[::2]) == ()


def test_the_overlap_is_told_by_group(place: Path) -> None:
    topics = [Topic("1-en-keyword", "Chile"), Topic("1-zh-hans-keyword", "智利")]
    topics += [Topic("1-en-sentence", "Who is Malawi?"), Topic("1-zh-hant-sentence", "没有")]
    with opened(place, "zh.txt", "en.txt") as library:
        found = {one.group: (one.pairs, one.value) for one in overlap.overlaps(library, topics)}
    assert found == {"all": (2, 0.5), "keyword": (1, 1.0), "sentence": (1, 0.0)}


@pytest.mark.usefixtures("place")
def test_evaluate_across_prints_both_directions(terminal: Terminal) -> None:
    assert terminal("indexer", "add", "zh.txt", "en.txt").status == 0
    done = terminal("indexer", "evaluate", "--across", "--measures", "RR", "--format", "json")
    assert (done.status, done.err) == (0, "")
    told = json.loads(done.out)
    groups = {group["name"]: (group["questions"], group["scores"][0]["value"]) for group in told["groups"]}
    assert groups == {
        "all": (2, 0.5), "en": (1, 1.0), "zh": (1, 0.0), "hans": (1, 0.0), "keyword": (2, 0.5),
    }  # fmt: skip
    assert told["overlaps"] == []


def test_evaluate_across_in_a_library_of_one_language(place: Path, terminal: Terminal) -> None:
    assert terminal("indexer", "add", "zh.txt").status == 0
    done = terminal("indexer", "evaluate", "--across", "--run", "run.txt")
    assert done.status == 0
    assert done.err == (
        "indexer: Questions left out: 1. No document is held in the language of their answers.\n"
    )
    heads, row = (line.split() for line in done.out.splitlines()[:2])
    assert heads == ["whoosh", "questions", "nDCG@10", "Success@5", "RR"]
    assert row == ["all", "1", "1.000", "1.000", "1.000"]
    assert (place / "run.txt").read_text("utf-8") == "1-en-keyword Q0 S/2021/77:zh:annex:1 1 1 whoosh\n"


def test_a_library_without_a_document_to_answer_from_says_so(place: Path, terminal: Terminal) -> None:
    assert terminal("indexer", "add", "zh.txt").status == 0
    written(place / "t", "1\t马拉维\n")
    written(place / "q", "1 0 S/2021/77:zh:annex:2(a) 1\n")
    done = terminal("indexer", "evaluate", "--across", "t", "q")
    assert done.status == 2
    assert "no document in the language that any question is to be answered in" in done.err
