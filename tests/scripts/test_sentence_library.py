"""The second collection: aligned sentences, split by document, each held by a library in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.shipped_layers import shipped_lexicon
from scripts import sentence_library
from scripts.across_sentences import Asked
from scripts.aligned_sentences import PARTS, SentencePair, read, split
from scripts.lexicon_evaluation import questions

PAIRS = (
    SentencePair("2015/a/1", "1. The point of contact answers.", "1. 联络人作了答复。"),
    SentencePair("2015/a/1", "Annex", "附件"),
    SentencePair("2015/a/2", "A/RES/70/1", "A/RES/70/1"),
    SentencePair("2015/a/2", "Points of contact met.", "联络人开了会。"),
)
"""A numbered sentence, a heading, a symbol without a word of either language, and a plain sentence."""


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_question_finds_the_sentences_of_the_other_language_by_their_places(
    tmp_path: Path, engine: str
) -> None:
    with sentence_library.made(tmp_path, PAIRS, shipped_lexicon(), engine) as library:
        assert sorted(Asked(library, "zh").places("points of contact")) == [0, 3]
        assert sorted(Asked(library, "en").places("联络人")) == [0, 3]
        assert Asked(library, "en").places("answers") == [0]
        for at in range(len(PAIRS)):
            assert library.languages(sentence_library.symbol(at)) == ("en", "zh")
            assert sentence_library.place(sentence_library.symbol(at)) == at


def test_the_library_knows_the_translations_that_it_was_given_alone(tmp_path: Path) -> None:
    with sentence_library.made(tmp_path, PAIRS, Lexicon([]), "whoosh") as library:
        assert Asked(library, "zh").places("points of contact") == []


def test_every_part_is_searched_once_and_no_document_is_on_both_sides(bitext: Path) -> None:
    pairs = read(bitext)
    parts = [split(pairs, part) for part in range(PARTS)]
    assert sorted(one.en for _, searched in parts for one in searched) == sorted(one.en for one in pairs)
    for learned_from, searched in parts:
        assert not {one.document for one in learned_from} & {one.document for one in searched}
        assert questions([one.en for one in searched], "en", 5)
