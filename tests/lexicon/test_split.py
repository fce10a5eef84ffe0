"""How well questions find what only the other language says, on sentences that are split by document."""

from __future__ import annotations

from statistics import fmean

import pytest

from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_table import PhraseTable, other
from indexer.lexicon.shipped_layers import FOLDER
from indexer.model.document import Language
from scripts.aligned_sentences import read, split
from scripts.lexicon_evaluation import average_precision, filled, learned, questions, two_stages
from scripts.questions import SHARED

SENTENCES = SHARED / "data" / "un-parallel-devset"
QUESTIONS = 40
"""Of each number of words."""
LEAST: dict[Language, float] = {"en": 0.65, "zh": 0.58}
"""Mean average precision, at least."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SENTENCES.is_dir(), reason=f"{SENTENCES} is not there"),
]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    pairs, _ = split(read(SENTENCES))
    table = learned(pairs, tmp_path_factory.mktemp("learned"))
    listed = (Layer(one, PhraseTable(FOLDER / f"{one}.lexicon")) for one in ("names", "general"))
    return Lexicon([Layer("documents", table), *listed])


def test_no_document_is_on_both_sides() -> None:
    learned_from, searched = split(read(SENTENCES))
    assert (len(learned_from), len(searched)) == (3161, 839)
    assert not {one.document for one in learned_from} & {one.document for one in searched}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_question_finds_what_the_other_language_says(
    lexicon: Lexicon, language: Language, engine: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _, searched = split(read(SENTENCES))
    own, theirs = ([getattr(one, side) for one in searched] for side in (language, other(language)))
    held = filled(engine, tmp_path_factory.mktemp(engine), theirs)
    rank = two_stages(lexicon, language, theirs, held)
    asked = questions(own, language, QUESTIONS)
    assert fmean(average_precision(rank(one.text), one.right) for one in asked) >= LEAST[language]
