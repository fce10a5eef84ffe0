"""Finds for units what says the same in the other language versions of their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from indexer.alignment.units import is_numbered
from indexer.answer import not_found
from indexer.answer.alignments import id_of
from indexer.engines.base import Filter
from indexer.indexing.entries import in_language
from indexer.model.alignment import AlignedUnits
from indexer.model.document import Language
from indexer.names import symbols
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.answer.context import Context
    from indexer.model.stored import StoredHead, StoredUnit


def aligned(context: Context, symbol: str, left: Language, right: Language) -> tuple[AlignedUnits, ...]:
    """Return two versions of a document, aligned.

    Raises:
        NotFoundError: The document is not held in both languages.

    """
    key = symbols.parse(symbol)
    heads = {stored.head.language: stored for stored in context.held.stored_heads((key,))}
    for language in (left, right):
        if language not in heads:
            held = tuple(heads)
            raise (
                not_found.not_in_language(key, held, language) if held else not_found.not_held(key, language)
            )
    units = context.alignments.of(context.held, *_sorted(heads[left], heads[right])).units
    if left < right:
        return units
    return tuple(AlignedUnits(one.right, one.left) for one in units)


def partners(context: Context, records: Sequence[StoredUnit]) -> Mapping[str, tuple[StoredUnit, ...]]:
    """Return for the ids of some units what says the same in other languages, where something does.

    A numbered unit is looked for by its number, and a sentence of a bitext by its place, by one request for
    all. Only for others are the versions of their documents aligned.
    """
    found = _by_number(context, records)
    names = _by_alignment(context, [one for one in records if id_of(one) not in found])
    units = _units(context, {partner for several in names.values() for partner in several})
    for name, several in names.items():
        if present := tuple(units[partner] for partner in several if partner in units):
            found[name] = present
    return found


def _by_number(context: Context, records: Iterable[StoredUnit]) -> dict[str, tuple[StoredUnit, ...]]:
    """Return for the ids of numbered units those of the same number in other languages."""
    places = {id_of(one): _elsewhere(one) for one in records if is_numbered(one.paragraph)}
    units = _units(context, {place for several in places.values() for place in several})
    numbered = {name: unit for name, unit in units.items() if is_numbered(unit.paragraph)}
    found = {
        name: tuple(numbered[one] for one in several if one in numbered) for name, several in places.items()
    }
    return {name: several for name, several in found.items() if several}


def _elsewhere(record: StoredUnit) -> tuple[str, ...]:
    """Return the ids that a unit would have in the other languages if its locator were the same."""
    languages = (one for one in get_args(Language) if one != record.head.language)
    return tuple(in_language(id_of(record), language) for language in languages)


def _by_alignment(context: Context, records: Sequence[StoredUnit]) -> dict[str, tuple[str, ...]]:
    """Return for the ids of units those of what their documents' other versions have beside them."""
    if not records:
        return {}
    heads = context.held.stored_heads(one.head.symbol for one in records)
    versions = {(stored.head.symbol, stored.head.language): stored for stored in heads}
    found: dict[str, tuple[str, ...]] = {}
    for record in sorted(records, key=lambda one: one.head.symbol):  # few alignments are kept
        deadline.check()
        name, own = id_of(record), versions.get((record.head.symbol, record.head.language))
        for other in heads:
            if own and other.head.symbol == own.head.symbol and other.head.language != own.head.language:
                beside = context.alignments.of(context.held, *_sorted(own, other)).partners
                found[name] = found.get(name, ()) + beside.get(name, ())
    return found


def _sorted(one: StoredHead, other: StoredHead) -> tuple[StoredHead, StoredHead]:
    """Return two versions in one order, so that they are aligned once whichever is asked for."""
    return (one, other) if one.head.language < other.head.language else (other, one)


def _units(context: Context, names: Iterable[str]) -> dict[str, StoredUnit]:
    """Return units by their ids, by one request for all."""
    wanted = tuple(sorted(names))
    if not wanted:
        return {}
    return {id_of(unit): unit for unit in context.held.units(Filter("id", wanted), limit=len(wanted))}
