"""The digests of the default library: their facts, held against the official texts and each other."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from indexer.model.document import Document, Edition, Given, Language, Paragraph
from indexer.names import annotate, values
from indexer.reading import read
from indexer.structure.assembly import structure

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
MARK = {"zh": "内容提要，非联合国文本", "en": "Digest, not UN text"}
SYMBOLS = ("S/2019/986", "S/2020/1308")
MISPRINTS = {"联合国威尔顿庄园": "联合王国威尔顿庄园"}
"""Places that the official text misprints and the digest gives in their proper form."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a unit says that can be right or wrong, whatever its words."""

    states: frozenset[str]
    citations: frozenset[tuple[str, str | None, str | None]]
    values: frozenset[str]


@cache
def manifest() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))["document"])


@cache
def parsed(path: Path, symbol: str, language: Language, edition: Edition) -> Document:
    return annotate(structure(read(path), Given(symbol=symbol, language=language, edition=edition)))


def digest(symbol: str, language: Language) -> Document:
    (row,) = (row for row in manifest() if row["symbol"] == symbol and row["language"] == language)
    return parsed(CORPUS / row["file"], symbol, language, "digest")


def facts(unit: Paragraph) -> Facts:
    return Facts(
        states=frozenset(mention.state for mention in unit.mentions),
        citations=frozenset((cited.symbol, cited.pinpoint, cited.part) for cited in unit.citations),
        values=frozenset(found.token for found in values.find(unit.text)),
    )


def common(unit: Paragraph) -> frozenset[str]:
    """Return the dates, ordinals and numbers that both languages write as such.

    Chinese numbers its months, English spells small counts out, and 首次 is no ordinal.
    """
    small = {f"num:{number}" for number in range(13)} | {"ord:1"}
    return facts(unit).values - small


def told(unit: Paragraph) -> Facts:
    """Return the facts of a unit without small counts, which a digest words otherwise (四国 for 四个国家)."""
    return replace(facts(unit), values=common(unit))


def units(document: Document, *kinds: str) -> dict[str, Paragraph]:
    return {f"{unit.part}:{unit.locator}": unit for unit in document.paragraphs if unit.kind in kinds}


def squeezed(text: str) -> str:
    return "".join(text.split())


def official(symbol: str, request: pytest.FixtureRequest) -> Document:
    path: Path = request.getfixturevalue("seed_2019" if symbol == "S/2019/986" else "seed_2020")
    return parsed(path, symbol, "zh", "official")


def test_the_manifest_names_the_digests_and_nothing_else() -> None:
    assert {row["file"] for row in manifest()} == {path.name for path in CORPUS.glob("*.txt")}
    assert {(row["symbol"], row["language"]) for row in manifest()} == {
        (symbol, language) for symbol in SYMBOLS for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_digest_says_that_it_is_one(symbol: str, language: Language) -> None:
    (row,) = (row for row in manifest() if row["symbol"] == symbol and row["language"] == language)
    lines = (CORPUS / row["file"]).read_text(encoding="utf-8").splitlines()
    assert row["edition"] == "digest"
    assert lines[:2] == [symbol, MARK[language]]
    source = read(CORPUS / row["file"])
    assert structure(source, Given()).edition == "digest", "the text alone must say it"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_text_alone_tells_what_the_manifest_tells(symbol: str, language: Language) -> None:
    (row,) = (row for row in manifest() if row["symbol"] == symbol and row["language"] == language)
    document = structure(read(CORPUS / row["file"]), Given())
    assert (document.symbol, document.language, document.title, document.date) == (
        row["symbol"], row["language"], row["title"], row["date"],
    )  # fmt: skip
    assert not document.coverage.missing
    assert not document.coverage.doubled
    assert not document.coverage.disordered
    assert not document.coverage.warnings


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_numbered_paragraphs_and_events(language: Language) -> None:
    held = [unit for symbol in SYMBOLS for unit in digest(symbol, language).paragraphs]
    assert sum(unit.kind == "paragraph" and (unit.number or "").isdigit() for unit in held) == 133
    assert sum(unit.kind == "event" for unit in held) == 78


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_languages_agree_unit_by_unit(symbol: str) -> None:
    zh, en = (digest(symbol, language) for language in LANGUAGES)
    assert [(unit.kind, unit.part, unit.locator, unit.topics) for unit in zh.paragraphs] == [
        (unit.kind, unit.part, unit.locator, unit.topics) for unit in en.paragraphs
    ]
    for chinese, english in zip(zh.paragraphs, en.paragraphs, strict=True):
        place = f"{chinese.part}:{chinese.locator}"
        assert facts(chinese).states == facts(english).states, place
        assert facts(chinese).citations == facts(english).citations, place
        assert common(chinese) == common(english), place


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_languages_agree_on_the_events(symbol: str) -> None:
    zh, en = (units(digest(symbol, language), "event") for language in LANGUAGES)
    for place, unit in zh.items():
        chinese, english = unit.event, en[place].event
        assert chinese is not None
        assert english is not None
        assert chinese.dates == english.dates, place
        assert len(chinese.organizers) == len(english.organizers), place
        assert chinese.virtual == english.virtual, place
        assert bool(chinese.place_note) == bool(english.place_note), place
        assert (chinese.category is None) == (english.category is None), place


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_digest_has_the_official_texts_units(symbol: str, request: pytest.FixtureRequest) -> None:
    kinds = ("paragraph", "event", "footnote", "abbreviation", "heading")
    theirs, ours = (units(it, *kinds) for it in (official(symbol, request), digest(symbol, "zh")))
    assert ours.keys() == theirs.keys()
    assert Counter(it.kind for it in ours.values()) == Counter(it.kind for it in theirs.values())
    assert {place: [mark.note for mark in unit.marks] for place, unit in ours.items()} == {
        place: [mark.note for mark in unit.marks] for place, unit in theirs.items()
    }
    assert {place: unit.definition for place, unit in ours.items()} == {
        place: unit.definition for place, unit in theirs.items()
    }


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_digest_has_the_official_texts_facts(symbol: str, request: pytest.FixtureRequest) -> None:
    kinds = ("paragraph", "event", "footnote")
    theirs, ours = (units(it, *kinds) for it in (official(symbol, request), digest(symbol, "zh")))
    assert {place: told(unit) for place, unit in ours.items()} == {
        place: told(unit) for place, unit in theirs.items()
    }


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_digest_has_the_official_texts_events(symbol: str, request: pytest.FixtureRequest) -> None:
    theirs, ours = (units(it, "event") for it in (official(symbol, request), digest(symbol, "zh")))
    for place, unit in ours.items():
        mine, official_event = unit.event, theirs[place].event
        assert mine is not None
        assert official_event is not None
        assert mine.dates == official_event.dates, place
        assert len(mine.organizers) == len(official_event.organizers), place
        assert mine.virtual == official_event.virtual, place
        assert mine.category == official_event.category, place
        assert squeezed(mine.place) == MISPRINTS.get(official_event.place, squeezed(official_event.place))
        assert squeezed(mine.place_note) == squeezed(official_event.place_note), place
