"""Turn the sentences of a bitext into a document of edition `excerpt`.

The locator of a sentence, `s.12`, has its number in the bitext. It is the same for its translation; it is no
paragraph number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.model.document import Document, Language, Paragraph
from indexer.names import symbols
from indexer.runtime.errors import InputError
from indexer.structure import detection
from indexer.structure.coverage import Numbers, coverage
from indexer.structure.pieces import Piece, whole

if TYPE_CHECKING:
    from indexer.model.document import Given, Source


def are_sentences(source: Source) -> bool:
    """Tell whether a source holds the sentences of a bitext."""
    return len(source.lines) > 1 and source.lines[1].role == "sentence"


def assembled(source: Source, given: Given) -> tuple[Document, tuple[Piece, ...]]:
    """Return the document that the sentences make, and where each character went.

    Raises:
        InputError: The symbol, the language or the edition that is given contradicts the sentences.

    """
    first, *lines = source.lines
    symbol, language = _named(first.text, source.name)
    _refuse_contradictions(source.name, symbol, language, given)
    pieces = (whole(first, "masthead"), *(whole(line, "sentence") for line in lines))
    paragraphs = tuple(
        Paragraph(kind="sentence", part="main", locator=f"s.{line.number}", text=line.text.strip())
        for line in lines
    )
    document = Document(
        symbol=symbol,
        language=language,
        script=detection.script("\n".join(line.text for line in lines), language),
        edition="excerpt",
        title=given.title or symbol,
        date=given.date,
        paragraphs=paragraphs,
        coverage=coverage(source.text, pieces, Numbers(), ()),
    )
    return document, pieces


def _named(line: str, name: str) -> tuple[str, Language]:
    """Return the symbol and the language that the first line names."""
    symbol, _, code = line.partition("\t")
    language = next((one for one in CONVENTIONS if one == code.strip()), None)
    if language is None or not symbols.is_symbol(symbol):
        raise InputError(
            f"{name} does not name the document and the language of its sentences.",
            "Add the bitext again from which it was made.",
        )
    return symbols.parse(symbol), language


def _refuse_contradictions(name: str, symbol: str, language: Language, given: Given) -> None:
    if given.symbol not in (None, symbol):
        raise InputError(
            f"{name} has sentences of {symbol}, but {given.symbol} was given.", "Leave --symbol out."
        )
    if given.language not in (None, language):
        raise InputError(
            f"{name} has sentences in {CONVENTIONS[language].name}, but another language was given.",
            "Leave --language out.",
        )
    if given.edition not in (None, "excerpt"):
        raise InputError(
            f"{name} has sentences of a bitext, which are never {given.edition}.", "Leave --edition out."
        )
