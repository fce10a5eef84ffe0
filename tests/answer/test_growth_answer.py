"""What is written of a unit takes time in proportion to the length of its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from indexer.answer import editorial_names, word_file, xml_text
from indexer.answer.quotations import quotation
from tests.growth import assert_linear, repeated

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.shown_units import Unit

PIECES = ("a ", "“", "“a” ", "a\n", "(a)", "第", "A/RES/", "1/", "(X)", "《", "<&>", ". ", "; ", "\x0b")


@pytest.fixture(scope="module")
def unit(digests: Library) -> Unit:
    return digests.paragraph("S/2019/986", "en", "annex", "18(b)")


@pytest.mark.parametrize("piece", PIECES)
def test_a_quotation(unit: Unit, piece: str) -> None:
    def quoted(text: str) -> None:
        quotation(structs.replace(unit, text=text, lead_in=text), ("18(a)", "18(b)"))

    assert_linear(quoted, repeated(piece), largest=200_000)


@pytest.mark.parametrize("piece", PIECES)
def test_a_citation_by_name(unit: Unit, piece: str) -> None:
    def cited(text: str) -> None:
        editorial_names.editorial_citation(structs.replace(unit, symbol=text, title=text))

    assert_linear(cited, repeated(piece), largest=200_000)


@pytest.mark.parametrize("piece", PIECES)
def test_texts_in_xml(piece: str) -> None:
    assert_linear(lambda text: xml_text.escaped(text) + xml_text.quoted(text), repeated(piece))
    assert_linear(lambda text: [*word_file.word_pieces(text, ())], repeated(piece), largest=200_000)
