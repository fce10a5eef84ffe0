"""Completes the account of a document by what the library knows: its other versions, and what it cites."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from indexer.answer.citation_forms import PARTS
from indexer.answer.translations import aligned
from indexer.model.account import DocumentAccount, Unaligned
from indexer.model.messages import message
from indexer.model.stored import load_account

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.answer.context import Context
    from indexer.model.alignment import AlignedUnits
    from indexer.model.document import Edition, Language
    from indexer.model.messages import Message
    from indexer.model.shown_units import Unit

_ANY = "…"
"""Stands where a warning has a value of its own."""
WARNINGS = (
    message("No mark of footnote {number} was found in the text.", number=_ANY),
    message(
        "The dates of {number} of {total} events could not be read, or lack their year.",
        number=_ANY,
        total=_ANY,
    ),
    message("{number} numbers are missing; the first {total} are named.", number=_ANY, total=_ANY),
    message(
        "In the table of the {part}, {number} of {total} rows cannot be divided into description, organizers "
        "and place; they are kept whole as descriptions.",
        part=_ANY,
        number=_ANY,
        total=_ANY,
    ),
    message(
        "The table of the {part} has lost the spaces at its line ends, by which cells and categories are "
        "told apart; its events have no category.",
        part=_ANY,
    ),
    message(
        "In {place} the lists name {named} States in favour, against and abstaining, but the record states "
        "{stated}.",
        place=_ANY,
        named=_ANY,
        stated=_ANY,
    ),
    message(
        "The unit {place} seems to hold paragraph {number} as well: lines of the text may have been joined.",
        place=_ANY,
        number=_ANY,
    ),
    message(
        "The PDF is a scan, its text read by a machine: {number} of {total} words ({share}) cannot be words.",
        number=_ANY,
        total=_ANY,
        share=_ANY,
    ),
    message(
        "The text of the PDF is poor: {number} of {total} words ({share}) cannot be words.",
        number=_ANY,
        total=_ANY,
        share=_ANY,
    ),
    message("The file has tracked changes, which were taken as accepted; it is no text as it was issued."),
    message("Hidden text of {number} characters was left out.", number=_ANY),
    message("Other files that are embedded in the text were not read: {number}.", number=_ANY),
    message("The text is in {found}; it was taken as {language}, as was said.", found=_ANY, language=_ANY),
)
"""What accounts warn of. Documents keep their warnings in English; by these they are read in Chinese too."""


def complete(context: Context, symbol: str, language: Language, units: Sequence[Unit]) -> DocumentAccount:
    """Return the whole account of a document.

    Args:
        context: The library.
        symbol: The symbol of the document.
        language: Its language.
        units: Its units.

    """
    versions = {stored.head.language: stored for stored in context.held.stored_heads((symbol,))}
    own = versions.pop(language)
    others = [stored.head for stored in versions.values()]
    unaligned = tuple(
        Unaligned(head.language, alone)
        for head in others
        if are_aligned(own.head.edition, head.edition)
        and (alone := _alone(units, aligned(context, symbol, language, head.language)))
    )
    cited = dict.fromkeys(one.symbol for unit in units for one in unit.citations if one.symbol != symbol)
    held = context.held.languages(cited) if cited else {}
    not_held = tuple(one for one in cited if one not in held)
    return DocumentAccount(**asdict(load_account(own)), unaligned=unaligned, not_held=not_held)


def are_aligned(one: Edition, other: Edition) -> bool:
    """Tell whether a unit of one version should have a partner in the other; excerpts are only pieces."""
    return "excerpt" not in (one, other)


def _alone(units: Sequence[Unit], found: Iterable[AlignedUnits]) -> tuple[str, ...]:
    """Return the ids of the units that have no partner, in the order of the document."""
    paired = {name for one in found if one.right for name in one.left}
    return tuple(unit.id for unit in units if unit.id not in paired)


def worded(warning: str) -> Message | str:
    """Return a warning as a message, or as it is where it is not known."""
    for known in WARNINGS:
        if found := _pattern(known.english).fullmatch(warning):
            values = {name: PARTS.get(value, value) for name, value in found.groupdict().items()}
            return message(known.english, **values)
    return warning


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.{1,100}?)", re.escape(template)))
