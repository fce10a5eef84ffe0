"""The terms of a question that are highlighted in a text that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TokenTerm:
    """Tokens of the field `exact` in this order, with gaps as in `engines.base.Phrase`.

    With `prefix` it is enough that a token begins with the last one.
    """

    tokens: tuple[str, ...]
    gaps: tuple[int, ...] = ()
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class StemTerm:
    """Words beside one another that have these English stems; `stem` has blanks between several."""

    stem: str


@dataclass(frozen=True, slots=True)
class ValueTerm:
    """A symbol, State, date or number with this value token."""

    token: str


HighlightTerm: TypeAlias = TokenTerm | StemTerm | ValueTerm
