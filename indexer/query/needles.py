"""What of a question is to be marked in a text that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TokenNeedle:
    """These `exact` tokens in this order, no further apart than `gaps` says (as in `engines.base.Phrase`).

    With `prefix` the last token may go on.
    """

    tokens: tuple[str, ...]
    gaps: tuple[int, ...] = ()
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class StemNeedle:
    """A word with this English stem."""

    stem: str


@dataclass(frozen=True, slots=True)
class ValueNeedle:
    """A symbol, State, date or number with this normal form."""

    token: str


Needle: TypeAlias = TokenNeedle | StemNeedle | ValueNeedle
