"""Recognise the lines that begin a part: 附件, 附文, 附录, Annex II."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.numerals import LABEL, from_han
from indexer.names.pinpoints import PARTS
from indexer.structure.numbering import letter_value
from indexer.text.folding import fold
from indexer.text.roman_numerals import from_roman

_OF_LETTER = re.compile(rf"({'|'.join(PARTS)})(?: ([ivxlc]{{1,7}}|[a-h]|\d{{1,2}}))? {english.LABEL_OF}")
_LETTERS = re.compile(rf".{{4,300}}{chinese.LABEL_OF}({'|'.join(PARTS)})({LABEL})?\s*\*?")
_LONGEST = 400
_LABEL = re.compile(rf"({'|'.join(PARTS)})(?:\s*(?:({LABEL})|([a-h])|([ivxlc]{{1,7}})|(\d{{1,2}})))?\s*\*?")


@dataclass(frozen=True, slots=True)
class PartLabel:
    """The label of a part: `annex`, `enclosure` or `appendix`, and its number (0 if none is printed)."""

    base: str
    number: int


def part_label(text: str) -> PartLabel | None:
    """Return the label if a line holds nothing else, else None; it must not begin with a small letter."""
    found = _LABEL.fullmatch(fold(text.strip()))
    if not found or text.strip()[:1].islower():
        return None
    name, chinese, letter, latin, digits = found.groups(default="")
    values = (from_han(chinese) or 0, from_roman(latin), int(digits or 0), letter_value(letter))
    return PartLabel(PARTS[name], max(values))


def label_of_letter(text: str) -> PartLabel | None:
    """Return the label if a line begins one that names its letter (`Annex II to the letter dated`)."""
    if len(text) > _LONGEST or text.strip()[:1].islower():
        return None
    folded = fold(text.strip())
    if found := _OF_LETTER.match(folded):
        number = found[2] or ""
        return PartLabel(
            PARTS[found[1]],
            from_roman(number) or (int(number) if number.isdecimal() else letter_value(number)),
        )
    if found := _LETTERS.fullmatch(folded):
        return PartLabel(PARTS[found[1]], from_han(found[2] or "") or 0)
    return None


def part_name(base: str, number: int) -> str:
    """Return the key of a part from its kind and number: `annex`, `annex-2`."""
    return base if number == 1 else f"{base}-{number}"
