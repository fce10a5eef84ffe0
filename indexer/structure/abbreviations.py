"""Read the list of abbreviations that follows a table: `简称：原子能机构，国际原子能机构；…`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.model.document import Line
from indexer.structure.pieces import Block, Piece, cut

_OPENING = re.compile(rf"\s*(?:{chinese.ABBREVIATIONS}|{english.ABBREVIATIONS})\s*[：:]\s*")
_SEPARATOR = re.compile(r"[；;]|[。.]\s*$")


@dataclass(slots=True)
class Abbreviations:
    """The pairs of a list, one block each, and the label and the separators around them."""

    pairs: list[Block] = field(default_factory=list)
    labels: list[Piece] = field(default_factory=list)


def opens(text: str) -> bool:
    """Tell whether a line begins a list of abbreviations."""
    return _OPENING.match(text) is not None


def closes(text: str) -> bool:
    """Tell whether a line ends a list of abbreviations."""
    return text.rstrip()[-1:] in ("。", ".")


def parse(lines: Sequence[Line]) -> Abbreviations:
    """Divide a list at its semicolons; the last full stop is not part of a pair."""
    found = Abbreviations()
    opening = _OPENING.match(lines[0].text)
    start = opening.end() if opening else 0
    found.labels.append(cut(lines[0], 0, start, "label"))
    block: Block = []
    for line in lines:
        begin = start if line is lines[0] else 0
        for separator in _SEPARATOR.finditer(line.text, begin):
            block.append(cut(line, begin, separator.start(), "abbreviation"))
            found.labels.append(cut(line, separator.start(), separator.end(), "label"))
            found.pairs.append(block)
            block, begin = [], separator.end()
        block.append(cut(line, begin, len(line.text), "abbreviation"))
    found.pairs.append(block)
    found.pairs = [pair for pair in found.pairs if any(piece.characters for piece in pair)]
    return found
