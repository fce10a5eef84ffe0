"""How well sentences are aligned inside paragraphs that nothing was tuned on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.lexicon.sentence_beads import SentenceBead
from indexer.lexicon.shipped_layers import shipped_lexicon
from scripts.aligned_sentences import read, split
from scripts.questions import SHARED
from scripts.sentence_evaluation import (
    CHANGED,
    Changes,
    document_of,
    documents_of,
    found_in,
    lexicon_from,
    paragraphs,
    report,
    report_scores,
    told_apart,
)

if TYPE_CHECKING:
    from indexer.lexicon.lexicon import Lexicon

SENTENCES = SHARED / "data" / "un-parallel-devset"
CORPUS = Path(__file__).parents[2] / "corpus"
LEAST_F1 = 0.93
LEAST_APART = 0.98
"""How often a right score is higher than a wrong one."""
needs_sentences = pytest.mark.skipif(not SENTENCES.is_dir(), reason=f"{SENTENCES} is not there")
PAIRS = [("One.", "一。"), ("Two.", "二。"), ("Three.", "三。")]


def test_paragraphs_say_where_their_true_pairs_stand() -> None:
    (made,) = paragraphs([PAIRS], seed=2)
    assert [(made.english[slice(*one)], made.chinese[slice(*other)]) for one, other in made.pairs] == PAIRS[
        : len(made.pairs)
    ]


def test_what_is_left_out_of_a_language_is_no_true_pair() -> None:
    several = paragraphs([PAIRS] * 20, Changes(left_out=1.0))
    assert several
    assert not any(made.pairs for made in several)


def test_beads_that_divide_a_true_pair_count_as_one() -> None:
    (made,) = paragraphs([[("One. And more.", "一。又一。"), PAIRS[1]]], seed=1)
    halves = [SentenceBead((0, 4), (0, 2), 0.9), SentenceBead((5, 14), (2, 5), 0.9)]
    score = found_in(made, halves)
    assert (score.found, score.right, score.true) == (1, 1, 2)


def test_scores_are_told_apart() -> None:
    assert told_apart([0.9, 0.4], [0.1, 0.5]) == 0.75


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    pairs, _ = split(read(SENTENCES))
    return lexicon_from(pairs, tmp_path_factory.mktemp("learned"))


@needs_sentences
@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGED)
def test_sentences_of_other_documents_are_aligned(lexicon: Lexicon, change: str) -> None:
    _, held_out = split(read(SENTENCES))
    several = paragraphs(documents_of(held_out), CHANGED[change])
    assert report(change, several, lexicon).f1 >= LEAST_F1


@needs_sentences
@pytest.mark.slow
def test_scores_tell_translations_from_others(lexicon: Lexicon) -> None:
    _, held_out = split(read(SENTENCES))
    several = paragraphs(documents_of(held_out))
    apart = report_scores("held out", several, lexicon)
    assert apart >= LEAST_APART


@pytest.mark.parametrize("name", ["S-2019-986", "S-2020-1308"])
def test_sentences_of_the_digests_are_aligned(name: str) -> None:
    assert _f1(*(CORPUS / f"{name}.{language}.txt" for language in ("en", "zh"))) >= LEAST_F1


@needs_sentences
@pytest.mark.parametrize("script", ["Hans", "Hant"])
def test_sentences_of_the_declaration_are_aligned(script: str) -> None:
    folder = SHARED / "documents" / "html"
    english, chinese = (folder / f"A-RES-217-III-A.{end}.html" for end in ("en", f"zh-{script}"))
    assert _f1(english, chinese) >= LEAST_F1


def _f1(english: Path, chinese: Path) -> float:
    several = paragraphs([document_of(english, chinese)])
    return report(english.name, several, shipped_lexicon()).f1
