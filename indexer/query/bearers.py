"""Looks up what a symbol of a question names in the library, and the expression that finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from indexer.engines.base import And, Boost, Key, Or
from indexer.language.zh.citation_patterns import BY_PLACE
from indexer.names import pinpoints, resolution_parts, symbols
from indexer.query import notices
from indexer.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.engines.base import Expression
    from indexer.model.document import Language
    from indexer.model.query import Notice
    from indexer.names.citations import BareNumber
    from indexer.query.known import Known

VERSION_BONUS = 1000.0
"""Added for the language version that a question names, so that it comes before the others."""
ORDERED_BONUS = 10.0
"""Added for the last of the documents whose symbols begin as asked; each before it has STEP times it."""
STEP = 1.3
"""It is more than what an engine adds for the language of the reader."""
MAX_LOOKED_UP = 8
"""How many paragraphs of one reference are looked up in the library before they are asked for."""

_BY_PLACE = re.compile(BY_PLACE)


@dataclass(frozen=True, slots=True)
class Referred:
    """A symbol that the question names.

    `text` is the name as typed; `part` and `pinpoint` are the part and the paragraph asked for, `language` is
    the version that comes first, `speaker` the key of the name of one who speaks there.
    """

    text: str
    symbol: str
    part: str | None
    pinpoint: str | None
    language: Language | None = None
    speaker: str | None = None


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
    found, told = _bearer(referred, paragraphs, known, alone=alone)
    if found is not None and referred.language:
        version = And((found, Key("language", referred.language)))
        found = Or((found, Boost(version, plus=VERSION_BONUS)))
    return found, told


def _bearer(
    referred: Referred, paragraphs: tuple[str, ...], known: Known, *, alone: bool
) -> tuple[Expression | None, tuple[Notice, ...]]:
    symbol = referred.symbol
    first = known.first_units(symbol)
    if not first:
        return _of_part(referred, paragraphs, known) or _base(referred, paragraphs, known, alone=alone)
    parts = pinpoints.part_names(referred.part) if referred.part else ()
    inside = known.first_units(symbol, parts) if parts else first
    if referred.speaker and known.speaks(symbol, referred.speaker):
        return And((Key("symbol", symbol), Key("speaker", referred.speaker))), ()
    held = _held(symbol, parts, paragraphs, known) if inside else ()
    within: tuple[Expression, ...] = (Key("symbol", symbol),)
    if parts and inside:
        within = (*within, Or(tuple(Key("part", name) for name in parts)))
    if held:
        return And((*within, Or(held))), ()
    lacking = bool(paragraphs or referred.speaker) or not inside
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


def each_alone(named: Iterable[Referred], known: Known) -> tuple[Expression, ...]:
    """Return the expressions for the documents, or the places in them, that a question only lists."""
    found = (
        bearer(one, pinpoints.expand(one.pinpoint), known, alone=True) for one in islice(named, MAX_LOOKED_UP)
    )
    return tuple(expression for expression, _ in found if expression is not None)


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


def begun(prefix: str, known: Known, *, alone: bool) -> Expression | None:
    """Return the expression for the documents held whose symbols begin so, None if there is none.

    The first units of each are found, the document first that has just this symbol, and the others in the
    order of their symbols; where the beginning is not the whole question, all their units.
    """
    held = known.begun(prefix)
    if not held:
        return None
    if not alone:
        return Or(tuple(Key("symbol", symbol) for symbol in held))
    found = (_ids(known.first_units(symbol)) for symbol in held)
    last = len(held) - 1
    return Or(tuple(Boost(one, plus=ORDERED_BONUS * STEP ** (last - at)) for at, one in enumerate(found)))


def as_held(symbol: str, known: Known) -> str:
    """Return the symbol of the library that one names, which may have zeros before its numbers."""
    plain = symbols.without_zeros(symbol)
    return symbol if plain == symbol or is_known(symbol, known) or not is_known(plain, known) else plain


def told_by_place(referred: Referred, known: Known) -> Referred:
    """Return a name with the place of a paragraph that has a Chinese numeral, since it bears no number."""
    is_number = (referred.pinpoint or "")[:1].isdecimal()
    if not is_number or not _BY_PLACE.search(fold(referred.text)):
        return referred
    parts = pinpoints.part_names(referred.part) if referred.part else ()
    for kind in ("p", "letter"):
        if known.holds(referred.symbol, parts, f"{kind}.{referred.pinpoint}"):
            return replace(referred, pinpoint=f"{kind}.{referred.pinpoint}")
    return referred


def is_known(symbol: str, known: Known) -> bool:
    """Tell whether a document is held, or one that is held cites it."""
    return bool(known.first_units(symbol)) or symbol in known.symbols(symbol)


def _base(
    referred: Referred, paragraphs: tuple[str, ...], known: Known, *, alone: bool
) -> tuple[Expression | None, tuple[Notice, ...]]:
    """Return the expression for the document to which one that is not held belongs."""
    for base in symbols.bases(referred.symbol):
        if known.first_units(base):
            found, _ = _bearer(replace(referred, symbol=base), paragraphs, known, alone=alone)
            return found, (notices.base_held(referred.symbol, base),)
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
