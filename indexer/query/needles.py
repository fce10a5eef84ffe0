"""What of a question is to be marked in a text that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TokenNeedle:
    """These `exact` tokens in this order, each at most `slop` positions after the one before it.

    With `prefix` the last token may go on.
    """

    tokens: tuple[str, ...]
    slop: int = 0
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
