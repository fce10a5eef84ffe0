"""Words that are written in pieces: with hyphens (`counter-terrorism`) or as an acronym with points (`U.N.`).

The analyser divides them there, so that their pieces are found. An index therefore keeps beside them how each
was written, by what it would be without its signs (`counterterrorism`); only so can a question that writes it
together find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.analysis.tokens import LETTER
from indexer.language.en import stems
from indexer.model.query import HAN
from indexer.text.normalising import comparable

_PIECES = re.compile(
    rf"(?<![^\W_{HAN}])(?<![/.-])(?:{LETTER}++(?:-{LETTER}++)++|[a-z](?:\.[a-z])++(?!{LETTER})\.?)(?![/-])"
)
"""A word in pieces, in folded text; none that is part of a symbol."""
_LONGEST = 40
"""The longest word, in code points, that is thought of as written together as well as in pieces."""


class InPieces(NamedTuple):
    """A word in pieces: what it is without its signs, and its span [start, end) in the folded text."""

    together: str
    start: int
    end: int


def in_pieces(folded: str) -> Iterator[InPieces]:
    """Yield the words of a normalised and folded text that are written in pieces, in order."""
    for word in _PIECES.finditer(folded):
        together = word[0].replace("-", "").replace(".", "")
        if len(together) <= _LONGEST and not together.isdecimal():
            yield InPieces(together, *word.span())


def key(word: str) -> str:
    """Return the beginning of the value tokens of all that is written in pieces and is this word together.

    >>> key("roundtables")
    'form:roundtabl='

    """
    return f"form:{stems.stem(word)}="


def value_tokens(text: str) -> tuple[str, ...]:
    """Return a value token for each word of a text that is written in pieces, once each.

    >>> value_tokens("the U.N. round-table")
    ('form:un=u.n.', 'form:roundtabl=round-table')

    """
    folded = comparable(text)
    if "-" not in folded and "." not in folded:
        return ()
    found = (f"{key(one.together)}{folded[one.start : one.end]}" for one in in_pieces(folded))
    return tuple(dict.fromkeys(found))
