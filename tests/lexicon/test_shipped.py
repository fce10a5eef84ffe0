"""The layers that are shipped: how large they are, what they know, and where it is from."""

from __future__ import annotations

import re
from time import perf_counter

import pytest

from indexer.analysis.analyser_version import forms_fingerprint
from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.sentences import phrase_of
from indexer.lexicon.shipped_layers import FOLDER, shipped, shipped_lexicon, terms
from indexer.lexicon.table_writing import to_bytes
from indexer.model.document import Language
from scripts.make_lexicon import of_own_tables

LARGEST = 12_000_000
"""Bytes of all files together, at most."""
SECONDS = 0.06
LEAST_TERMS = 600
LONGEST = 4
ORIGINS = ("glossary", "names", "shipped", "general")


def test_the_files_are_small_and_opened_quickly() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.lexicon")) < LARGEST

    def seconds() -> float:
        begun = perf_counter()
        held = Lexicon(
            Layer(one.origin, PhraseTable(FOLDER / path.name))
            for one, path in zip(shipped(), paths, strict=True)
        )
        assert held.variants("nuclear security", "en")
        return perf_counter() - begun

    paths = sorted(FOLDER.glob("*.lexicon"))
    assert min(seconds() for _ in range(5)) < SECONDS


def test_the_words_are_kept_in_the_forms_of_now() -> None:
    """If this fails, `scripts.make_glossary` and `scripts.make_lexicon` must be run again."""
    assert {one.origin: one.table.forms for one in shipped()} == dict.fromkeys(ORIGINS, forms_fingerprint())


def test_names_and_terms_are_shipped_as_they_are_now() -> None:
    for name, made in of_own_tables().items():
        path = FOLDER / f"{name}.lexicon"
        assert set(PhraseTable(path).pairs()) == made.pairs.keys()
        assert path.read_bytes() == to_bytes(made), name


def test_the_origin_of_each_file_is_told() -> None:
    told = (FOLDER / "ORIGIN.md").read_text("utf-8")
    assert [
        path.name
        for path in FOLDER.iterdir()
        if path.suffix in {".tsv", ".lexicon"} and path.name not in told
    ] == []


def test_the_glossary_has_enough_terms_of_each_subject() -> None:
    found = list(terms())
    assert len(found) >= LEAST_TERMS
    assert len({(term.en.lower(), term.zh) for term in found}) == len(found)
    subjects = {term.subject for term in found}
    assert subjects == {"disarmament", "sanctions", "peacekeeping", "human rights", "meetings", "regions"}


def test_a_term_is_attested_by_a_document_or_marked() -> None:
    for term in terms():
        assert bool(term.document) == (term.count > 0), term
        assert re.fullmatch(r"[A-Z0-9/.()-]*", term.document), term


def test_each_term_of_the_glossary_is_translated_both_ways() -> None:
    held = shipped_lexicon()
    for term in terms():
        english = {one.text for one in held.variants(term.zh, "zh")}
        chinese = {one.text for one in held.variants(term.en, "en")}
        assert phrase_of(term.en, "en") in english or len(english) > 3, term
        assert phrase_of(term.zh, "zh") in chinese, term


@pytest.mark.parametrize(
    ("text", "language", "first", "never"),
    [
        ("nuclear security", "en", "核安保", "核安全"),
        ("nuclear safety", "en", "核安全", "核安保"),
        ("Group of Experts", "en", "专家组", "专家小组"),
        ("Panel of Experts", "en", "专家小组", "专家组"),
        ("联络人", "zh", "point of contact", "liaison"),
        ("出口管制", "zh", "export control", "export"),
        ("援助请求", "zh", "assist request", "assist"),
        ("核安保", "zh", "nuclear secur", "nuclear safeti"),
        ("Chile", "en", "智利", "中国"),
        ("美利坚合众国", "zh", "unit state of america", "china"),
        ("lighthouse", "en", "灯塔", "港口"),
    ],
)
def test_the_usage_of_the_united_nations_comes_first(
    text: str, language: Language, first: str, never: str
) -> None:
    found = [one.text for one in shipped_lexicon().variants(text, language)]
    assert first in found[:2], found
    assert never not in found[:1], found


def test_only_short_phrases_found_twice_are_shipped() -> None:
    counts = next(layer.table for layer in shipped() if layer.origin == "shipped")
    for number in range(counts.size("en")):
        assert len(counts.phrase("en", number).split(" ")) <= LONGEST
        assert all(count >= 1.5 for _, count in counts.partners("en", number))


def test_general_words_are_told_as_such() -> None:
    (one, *_) = shipped_lexicon().variants("aardvark", "en")
    assert one.origins == ("general",)
