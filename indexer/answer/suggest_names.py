"""Finds States and organizations by the beginnings of their names, or of words in them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Literal

from indexer.analysis.tokens import is_han
from indexer.model.messages import in_language
from indexer.names import organizations, states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import Language

MOST = 60
"""How many names are looked at."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of a State or an organization.

    `token` is what units have in the field `values` that name it. `other` is its name in the other language.
    """

    shown: str
    language: Language
    kind: Literal["state", "organization"]
    token: str
    other: str
    other_language: Language


def beginning(typed: str) -> tuple[Name, ...]:
    """Return the names that begin as typed, then those in which a further word does.

    Each State and each organization comes once, under the name that was typed.
    """
    key = states.fold_name(typed) + (" " if typed[-1:].isspace() else "")
    if not key.strip():
        return ()
    table = _table()
    start = bisect_left(table, (key,))
    found = list(islice(takewhile(lambda row: row[0].startswith(key), table[start : start + MOST]), MOST))
    found.sort(key=lambda row: row[1])
    return tuple({row[2].token: row[2] for row in reversed(found)}.values())[::-1]


def named(word: str) -> Name | None:
    """Return the State or the organization that a whole word names, or None."""
    return next((one for one in beginning(word) if states.fold_name(one.shown) == states.fold_name(word)), None)


@cache
def _table() -> list[tuple[str, int, Name]]:
    """Return a row for each place at which a name may begin, sorted: the rest of it, the place, the name."""
    return sorted({row for name in (*_states(), *_organizations()) for row in _rows(name)})


def _rows(name: Name) -> Iterator[tuple[str, int, Name]]:
    key = states.fold_name(name.shown)
    yield key, 0, name
    if key and not is_han(key[0]):
        yield from ((key[at + 1 :], at + 1, name) for at, sign in enumerate(key) if sign == " ")


def _states() -> Iterator[Name]:
    for state in (*states.ALL, *states.FORMER):
        for form, language in states.forms(state.code):
            theirs: Language = "zh" if language == "en" else "en"
            yield Name(form, language, "state", f"state:{state.code}", in_language(state, theirs), theirs)


def _organizations() -> Iterator[Name]:
    for one in organizations.NAMES:
        for form, language in organizations.forms(one):
            theirs: Language = "zh" if language == "en" else "en"
            name = in_language(one, theirs)
            yield Name(form, language, "organization", f"org:{one.code}", name, theirs)
