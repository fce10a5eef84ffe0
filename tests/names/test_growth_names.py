"""Every recogniser takes time in proportion to the length of its text, whatever stands in it."""

from __future__ import annotations

import ast
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.analysis import edit_distance, han_words, token_search, tokens, written_forms
from indexer.language import CONVENTIONS, arabic_numerals, list_labels
from indexer.language.en import number_words, plurals, spelling, stems
from indexer.language.zh import pinyin
from indexer.model.document import Coverage, Document, Mention, Paragraph
from indexer.names import (
    addresses,
    annotate,
    bodies,
    citations,
    dates,
    decisions,
    document_types,
    enumerations,
    families,
    file_names,
    identifiers,
    instruments,
    numbers,
    organizations,
    passages,
    pinpoints,
    resolution_lists,
    resolution_parts,
    resolutions,
    sections,
    series,
    speakers,
    states,
    straddling,
    symbols,
    values,
)
from indexer.runtime import suggestions
from indexer.runtime.errors import JuanzongError
from indexer.text import folding, normalising, spans, traditional
from tests.growth import assert_linear, repeated
from tests.hostile import PAIRS, PIECES, endings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _pytest.mark import ParameterSet

ROOT = Path(__file__).resolve().parents[2] / "indexer"
INSTRUMENTS = (
    instruments.instrument("A/190/901", "", ("Charter of the Lamp Union", "灯塔联盟宪章")),
    instruments.instrument("S/2131/90", "security-council", ("Rules of procedure of the Council",)),
)
FINDERS: dict[str, Callable[[str], object]] = {
    "text.folding.fold": folding.fold,
    "text.traditional.traditional": traditional.traditional,
    "text.traditional.is_traditional": traditional.is_traditional,
    "language.zh.pinyin.typed_pinyin": lambda text: pinyin.typed_pinyin(text[: pinyin.LONGEST]),
    "analysis.edit_distance.words_of": lambda text: edit_distance.words_of(text, len),
    "analysis.han_words.cut": lambda text: han_words.cut("人" + text),
    "analysis.token_search.stemmed": lambda text: list(token_search.stemmed(folding.fold(text), "a")),
    "language.en.stems.stem": stems.stem,
    "language.en.collation.sort_key": CONVENTIONS["en"].sort_key,
    "language.zh.collation.sort_key": CONVENTIONS["zh"].sort_key,
    "language.list_labels.begins_item": list_labels.begins_item,
    "language.list_labels.begins_paragraph": list_labels.begins_paragraph,
    "language.list_labels.fills": lambda text: (
        list_labels.fills(text),
        list_labels.fills(text, closed=True),
    ),
    "language.arabic_numerals.arabic": lambda text: arabic_numerals.arabic(text[:4_000]),
    "analysis.tokens.exact": tokens.exact,
    "analysis.tokens.exact_places": tokens.exact_places,
    "analysis.tokens.exact_texts": tokens.exact_texts,
    "analysis.tokens.broken_words": tokens.broken_words,
    "analysis.written_forms.in_pieces": lambda text: list(written_forms.in_pieces(folding.fold(text))),
    "analysis.written_forms.key": written_forms.key,
    "analysis.written_forms.value_tokens": written_forms.value_tokens,
    "language.en.plurals.singular": lambda text: plurals.singular(f"{text}men"),
    "language.en.spelling.one_l": lambda text: spelling.one_l(f"{text}ll"),
    "language.en.spelling.one_spelling": spelling.one_spelling,
    "language.en.spelling.other_beginnings": lambda text: list(spelling.other_beginnings(text)),
    "analysis.tokens.once_broken": lambda text: list(islice(tokens.once_broken(text), 8)),
    "analysis.tokens.word_texts": tokens.word_texts,
    "analysis.tokens.words": tokens.words,
    "names.addresses.occurrences": lambda text: list(addresses.occurrences(text)),
    "names.addresses.balanced": addresses.balanced,
    "names.addresses.read": lambda text: addresses.read(f"https://undocs.org/{text}"),
    "names.families.base": families.base,
    "names.families.place": families.place,
    "names.families.relation": lambda text: families.relation(text, text + "/Rev.1"),
    "names.families.wording": families.wording,
    "names.bodies.adopting": lambda text: [bodies.adopting(text, place) for place in range(0, len(text), 16)],
    "names.citations.references": lambda text: citations.references(f"决议{text}"),
    "names.dates.ambiguous": dates.ambiguous,
    "names.dates.find": lambda text: (dates.find(text, 2019), dates.find(text, any_year=True)),
    "names.dates.spans": lambda text: _refusing(dates.spans, text, 2019),
    "names.decisions.find": lambda text: decisions.find(folding.fold(f"决定{text}决定")),
    "names.document_types.type_of": lambda text: document_types.type_of(text, text),
    "names.document_types.organ_of": document_types.organ_of,
    "names.enumerations.find": lambda text: enumerations.find(text, states.find(text)),
    "names.file_names.fits": lambda text: file_names.fits(text, text),
    "names.file_names.proposed": file_names.proposed,
    "names.identifiers.find": lambda text: list(identifiers.find(folding.fold(text))),
    "names.numbers.find": numbers.find,
    "names.organizations.find": organizations.find,
    "names.organizations.lookup": organizations.lookup,
    "names.organizations.mentions": organizations.mentions,
    "names.passages.find": passages.find,
    "language.en.number_words.cardinals": lambda text: list(number_words.cardinals(folding.fold(text))),
    "names.organizations.split": organizations.split,
    "names.instruments.find": lambda text: instruments.find(text, INSTRUMENTS),
    "names.instruments.may_name": instruments.may_name,
    "names.pinpoints.after": lambda text: pinpoints.after(folding.fold(text), 0),
    "names.pinpoints.items": lambda text: pinpoints.items(folding.fold(text), 0),
    "names.pinpoints.before": lambda text: [
        pinpoints.before(text, place, 0) for place in range(0, len(text), 64)
    ],
    "names.pinpoints.expand": pinpoints.expand,
    "names.resolution_parts.split": resolution_parts.split,
    "names.resolution_parts.lettered": lambda text: resolution_parts.lettered(f"A/RES/{text}"),
    "names.resolution_lists.following": lambda text: list(
        resolution_lists.following(folding.fold(text), "A/RES/48/1", 0)
    ),
    "names.resolutions.references": lambda text: list(resolutions.references(text, f"决议{text}")),
    "names.sections.label": sections.label,
    "names.series.following": lambda text: list(series.following(folding.fold(text), "CRC/C/SR.1", 0)),
    "names.speakers.is_presiding": speakers.is_presiding,
    "names.speakers.party": speakers.party,
    "names.speakers.side": speakers.side,
    "names.speakers.speaker_key": speakers.speaker_key,
    "names.states.find": states.find,
    "names.straddling.straddles": lambda text: [
        straddling.straddles(text, at, at + 2, lambda: ()) for at in range(len(text))
    ],
    "names.states.lookup": states.lookup,
    "names.symbols.beginning": symbols.beginning,
    "names.symbols.without_zeros": symbols.without_zeros,
    "names.symbols.occurrences": lambda text: list(symbols.occurrences(text)),
    "names.symbols.parse": lambda text: _refusing(symbols.parse, text),
    "names.values.capitals": values.capitals,
    "names.values.find": lambda text: values.find(text, 2019),
    "text.normalising.comparable": normalising.comparable,
    "text.normalising.normalise": normalising.normalise,
    "text.normalising.normalise_hyphenated": normalising.normalise_hyphenated,
    "text.spans.enclosed": lambda text: list(spans.enclosed(text, {"(": ")", "《": "》", "“": '”"'})),
    "text.spans.masked": lambda text: spans.masked(
        text, [(at, at + 1) for at in range(0, len(text), 2)], "|"
    ),
}
"""What reads a text, by module and name."""
REASONS = {
    "language.en.collation.initial": "is `sort_key`",
    "language.en.stems.beginnings": "cuts off letters",
    "language.zh.collation.initial": "is `sort_key`",
    "language.zh.numerals.from_han": "is `arabic`",
    "language.zh.numerals.read_number": "gets a numeral of a few characters",
    "language.zh.numerals.third_level": "gets a numeral of a few letters",
    "analysis.token_search.word_beginnings": "cuts off letters of a stem",
    "analysis.tokens.is_han": "looks at one character",
    "language.zh.pinyin.is_read": "ends where the letters typed end, which are few",
    "text.folding.character_pairs": "gets the name of a dictionary",
    "names.bodies.settled": "gets two symbols",
    "names.bodies.own": "gets the symbol and the body of a document",
    "names.bodies.dated": "joins what was matched",
    "names.bodies.of_roman_session": "reads a numeral of a few letters",
    "names.bodies.of_session": "reads a number of a few digits",
    "names.citations.bare_numbers": "is `references`",
    "names.citations.find": "is `references`",
    "names.dates.starts_with_date": "is `find`",
    "names.instruments.instrument": "gets a title",
    "names.pinpoints.locators": "gets one paragraph",
    "names.resolution_parts.cited": "is `split` and `lettered`",
    "names.resolution_parts.is_section": "gets a label of a few letters",
    "names.resolution_parts.joined": "joins a label and a locator",
    "names.resolution_parts.label_of": "gets the key of a section",
    "names.resolution_parts.section_key": "gets a label of a few letters",
    "names.sections.normal": "gets a label of a few letters",
    "names.symbols.bases": "gets a symbol",
    "names.pinpoints.part_names": "gets a part's name",
    "names.organizations.key": "is `lookup`",
    "names.numbers.is_year": "looks at four characters",
    "names.organizations.get": "gets a code",
    "names.organizations.name": "gets a code",
    "names.organizations.is_abbreviation": "is `lookup`",
    "names.organizations.nearest": "is `nearest`",
    "names.states.is_abbreviation": "is `lookup`",
    "language.zh.number_words.power": "gets a word of a few characters",
    "language.zh.number_words.share": "gets a numeral of at most 41 characters",
    "language.zh.number_words.value_of": "gets a numeral of at most 41 characters",
    "names.resolutions.place_behind": "is part of `names.resolutions.references`",
    "names.symbols.with_letter": "is part of `names.citations.references`",
    "names.states.forms": "gets a code",
    "names.states.get": "gets a code",
    "names.states.name": "gets a code",
    "names.states.fold_name": "is `lookup`",
    "names.states.nearest": "is `nearest`",
    "names.symbols.display": "gets a symbol",
    "names.symbols.is_symbol": "is `parse`",
    "names.symbols.official_url": "gets a symbol",
    "names.symbols.order": "gets a symbol",
    "runtime.suggestions.nearest": "names far longer or shorter are not compared: its own test",
    "text.normalising.readings": "is `normalise` and `normalise_hyphenated`",
    "text.roman_numerals.from_roman": "is `arabic`",
}
"""What gets a string and is not tried, with the reason."""
CHOSEN = (
    "1月1, ", "1, ", "第1、", "S/2019/1 ", "S/RES/1 ", "A/1/", "1540(2004)、", "智利、", "智利x、", "(a",
    " ", "1", "一", "a", "第", "resolution 1, ", "Ministry of a, ", "\n", "x\n", "1月1日、",
    "resolutions 1 (1999) ", "A/RES/48/1 and 48/2, ", " and 48/2", "、第48/2号", ", para. 1, and 48/2",
)  # fmt: skip
"""Pieces of a text of a megabyte, all in one line, or in lines of two characters."""


def _refusing(finder: Callable[..., object], *given: object) -> None:
    with suppress(JuanzongError):
        finder(*given)


def _all(text: str) -> None:
    for finder in FINDERS.values():
        finder(text)


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """Load what is loaded when it is first used."""
    _all("2019年1月1日，智利、Chile and S/2019/1，annex, resolution 1540 (2004), 20 km in 第1段")


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_again_and_again(piece: str) -> None:
    assert_linear(_all, repeated(piece), largest=2_048)


@pytest.mark.stress
@pytest.mark.parametrize("name", FINDERS)
def test_every_finder_and_every_piece(name: str) -> None:
    for piece in PIECES:
        assert_linear(FINDERS[name], repeated(piece))


def shared_out(pairs: Iterable[tuple[str, str]]) -> Iterator[ParameterSet]:
    """Yield a third of the pairs, some for each piece, for the slow run, the others for that of an hour."""
    for place, pair in enumerate(pairs):
        yield pytest.param(
            pair, id="".join(pair), marks=pytest.mark.stress if place % 3 else pytest.mark.slow
        )


@pytest.mark.parametrize("pair", tuple(shared_out(PAIRS)))
def test_a_piece_and_blanks_in_turn(pair: tuple[str, str]) -> None:
    assert_linear(_all, repeated("".join(pair)), largest=32_768)


@pytest.mark.parametrize("pair", tuple(shared_out(endings())))
def test_a_piece_and_what_never_ends(pair: tuple[str, str]) -> None:
    assert_linear(_all, repeated(pair[1], before=pair[0]), largest=16_384)
    assert_linear(_all, repeated(pair[1], before=pair[0] * 3, behind="x"), largest=16_384)


@pytest.mark.stress
@pytest.mark.parametrize("name", FINDERS)
def test_a_megabyte(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.growth.MEASURABLE", 0.8)
    for piece in CHOSEN:
        assert_linear(FINDERS[name], repeated(piece))


@pytest.mark.parametrize(
    "text",
    [
        "1月" + ", ".join(map(str, range(1, 40))),
        "1 May, " + ", ".join(map(str, range(1, 40))),
        "智利、" + " " * 1_600,
        "A/" + "1/" * 40 + "1a",
        "A/" + "a.1(partii)/" * 40 + "1a",
        "S/2019/1第1-999段",
        "S/2019/1, paras. " + "1-999, " * 400 + "1",
    ],
    ids=["days", "days in English", "blanks", "slashes", "brackets", "a range", "ranges"],
)
def test_what_once_took_a_worker_down(text: str) -> None:
    assert_linear(_all, lambda length: text + "x" * length, largest=1_024)


def test_days_that_nothing_ends_are_no_date() -> None:
    assert dates.find("1月1, 2, 3, 4, 5", 2019) == ()


def test_a_list_of_days_may_have_any_length() -> None:
    days = "、".join(f"{day}日" for day in range(1, 29))
    assert [len(found.spans) for found in dates.find(f"2019年1月{days}、2月{days}")] == [56]


def test_nearest_looks_at_no_more_than_names_of_like_length() -> None:
    known = [f"name {number}" for number in range(500)]
    assert_linear(lambda text: suggestions.nearest(text, known), repeated("n"))


def test_a_document_is_annotated_in_linear_time() -> None:
    def document(text: str) -> Document:
        unit = Paragraph("paragraph", "main", "1", text)
        coverage = Coverage(0, (), ())
        return Document("S/2019/1", "zh", "Hans", "official", "", None, (unit,), coverage)

    assert_linear(lambda text: annotate(document(text)), repeated("S/2019/1，智利、秘鲁 "), largest=65_536)


def test_mentions_are_enumerated_in_linear_time() -> None:
    def mentions(text: str) -> tuple[Mention, ...]:
        return tuple(Mention(f"X{at % 7}", at, at + 1) for at in range(0, len(text), 2))

    for piece in ("智、", "智x", "智、秘、西x", "智 "):
        assert_linear(lambda text: enumerations.find(text, mentions(text)), repeated(piece))


def test_no_finder_is_forgotten() -> None:
    assert set(_readers()) == {*FINDERS, *REASONS}


def _readers() -> Iterator[str]:
    """Yield the public functions of these rooms whose first argument is a string."""
    rooms = ("text", "language", "names", "analysis")
    paths = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    for path in (ROOT / "runtime" / "suggestions.py", *paths):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args:
                annotation = node.args.args[0].annotation
                if annotation and ast.unparse(annotation) in ("str", "str | None"):
                    yield f"{module}.{node.name}"
