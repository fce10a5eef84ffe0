"""Looks up what a symbol of a question names in the library, and the expression that finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.engines.base import And, Key, Or
from indexer.names import pinpoints, resolution_parts, symbols
from indexer.query import notices

if TYPE_CHECKING:
    from indexer.engines.base import Expression
    from indexer.model.query import Notice
    from indexer.names.citations import BareNumber
    from indexer.query.clauses import Known

MAX_LOOKED_UP = 8
"""How many paragraphs of one reference are looked up in the library before they are asked for."""


@dataclass(frozen=True, slots=True)
class Referred:
    """A symbol that the question names.

    `text` is the name as typed; `part` and `pinpoint` are the part and the paragraph asked for.
    """

    text: str
    symbol: str
    part: str | None
    pinpoint: str | None


def bearer(
    referred: Referred, paragraphs: tuple[str, ...], known: Known, *, alone: bool
) -> tuple[Expression | None, tuple[Notice, ...]]:
    """Return the expression for what a symbol names, and what the reader is to be told of it.

    It finds the paragraphs named, or the part. Where a document has neither, or the question names neither,
    it finds the first unit of each language version if the symbol is the whole question, or else all units of
    the document. Where the document is not held, the one to which it belongs is found; None without either.

    Args:
        referred: The symbol, with the part that the question names.
        paragraphs: The paragraphs named, as `pinpoints.expand` gives them.
        known: What the library holds.
        alone: Whether the symbol is the whole question.

    """
    symbol = referred.symbol
    first = known.first_units(symbol)
    if not first:
        return _of_part(referred, paragraphs, known) or _base(symbol, known, alone=alone)
    parts = pinpoints.part_names(referred.part) if referred.part else ()
    inside = known.first_units(symbol, parts) if parts else first
    held = _held(symbol, parts, paragraphs, known) if inside else ()
    within: tuple[Expression, ...] = (Key("symbol", symbol),)
    if parts and inside:
        within = (*within, Or(tuple(Key("part", name) for name in parts)))
    if held:
        return And((*within, Or(held))), ()
    lacking = bool(paragraphs) or not inside
    told = (notices.not_in_document(referred.text, symbol),) if lacking else ()
    return _ids(inside or first) if alone else And(within), told


def _of_part(
    referred: Referred, paragraphs: tuple[str, ...], known: Known
) -> tuple[Expression, tuple[Notice, ...]] | None:
    """Return the expression for a part of a resolution that is held as a whole (`A/RES/48/246 A`), or None.

    It finds the paragraphs named, or else the whole part.
    """
    symbol, letter = resolution_parts.lettered(referred.symbol)
    if not letter or not known.first_units(symbol):
        return None
    whole = resolution_parts.section_key(letter)
    if not known.holds(symbol, (), whole):
        return None
    within = (Key("symbol", symbol), Key("para", whole))
    held = _held(symbol, (), tuple(resolution_parts.joined(letter, one) for one in paragraphs), known)
    told = (notices.not_in_document(referred.text, symbol),) if paragraphs and not held else ()
    return And((*within, Or(held))) if held else And(within), told


def numbered(number: BareNumber, known: Known) -> tuple[str, ...]:
    """Return the symbols, held or cited, of the resolutions that bear a number."""
    bodies = (number.prefix[0],) if number.named else ("S", "A", "E")
    return tuple(symbol for body in bodies for symbol in known.symbols(f"{body}{number.prefix[1:]}"))


def meant(found: tuple[str, ...], known: Known) -> str | None:
    """Return the only one of some symbols that is held, or is of the Security Council, or is at all."""
    if len(found) == 1:
        return found[0]
    held = [symbol for symbol in found if known.first_units(symbol)]
    council = [symbol for symbol in found if symbol.startswith("S/")]
    return next((some[0] for some in (held, council) if len(some) == 1), None)


def _base(symbol: str, known: Known, *, alone: bool) -> tuple[Expression | None, tuple[Notice, ...]]:
    """Return the expression for the document to which one that is not held belongs."""
    for base in symbols.bases(symbol):
        if first := known.first_units(base):
            return _ids(first) if alone else Key("symbol", base), (notices.base_held(symbol, base),)
    return None, ()


def _ids(units: tuple[str, ...]) -> Expression:
    return Or(tuple(Key("id", one) for one in units))


def _held(
    symbol: str, parts: tuple[str, ...], paragraphs: tuple[str, ...], known: Known
) -> tuple[Expression, ...]:
    """Return the expressions for those of the paragraphs named that a document has.

    Without a part, a paragraph of the main text comes before one of an annex with the same number. Of many
    paragraphs the numbers are believed, since each has to be looked up.
    """
    if len(paragraphs) > MAX_LOOKED_UP:
        return tuple(Key("para", one) for one in paragraphs)
    found: list[Expression] = []
    for paragraph in paragraphs:
        for locator, where in _places(paragraph, parts):
            if known.holds(symbol, where, locator):
                inside = Or(tuple(Key("part", part) for part in where))
                found.append(And((Key("para", locator), inside)) if where else Key("para", locator))
                break
    return tuple(found)


def _places(paragraph: str, parts: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the locators and parts in which a paragraph is looked for, in order; () is any part."""
    wheres: tuple[tuple[str, ...], ...] = (parts,) if parts else (("main",), ())
    label, unlabelled = resolution_parts.split(paragraph)
    names = pinpoints.locators(paragraph)
    if resolution_parts.is_section(label):  # elsewhere numbers go on through the sections
        names += pinpoints.locators(unlabelled)
    return [(locator, where) for locator in names for where in wheres]
