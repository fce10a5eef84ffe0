"""Finds States and organizations by the beginnings of their names, or of words in them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, TypeAlias

from indexer.lexicon.phrase_table import other
from indexer.model.messages import in_language
from indexer.names import organizations, states
from indexer.query.function_words import is_function_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.document import Language
    from indexer.model.messages import Bilingual

NameKind: TypeAlias = Literal["state", "organization"]
MOST = 400
"""How many names are looked at, in the order of what is left of them."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of a State or an organization.

    `rank` is its place among all names of the same, the one to show first being 0. `token` is what units have
    in the field `values` that name it. `other` is the name in the other language.
    """

    rank: int
    shown: str
    language: Language
    kind: NameKind
    token: str
    other: str
    other_language: Language


@dataclass(frozen=True, slots=True, order=True)
class Begun:
    """A name that was typed; `inside` tells that it was typed from a later word on."""

    inside: bool
    name: Name


def beginning(typed: str) -> tuple[Begun, ...]:
    """Return the names that begin as typed, then those in which a further word does.

    Each State and each organization comes once, under the best of the names that were typed.
    """
    key = states.fold_name(typed) + (" " if typed[-1:].isspace() else "")
    if not key.strip():
        return ()
    table = _table()
    start = bisect_left(table, (key,))
    rows = takewhile(lambda row: row[0].startswith(key), table[start : start + MOST])
    found: dict[str, Begun] = {}
    for begun in sorted(row[1] for row in rows):
        found.setdefault(begun.name.token, begun)
    return tuple(found.values())


def named(word: str) -> Name | None:
    """Return the State or the organization that a whole word names, or None."""
    key = states.fold_name(word)
    table = _table()
    at = bisect_left(table, (key,))
    return table[at][1].name if at < len(table) and table[at][0] == key else None


@cache
def _table() -> list[tuple[str, Begun]]:
    """Return a row for each place at which a name may be begun: the rest of the name, and the name."""
    return sorted({row for name in (*_states(), *_organizations()) for row in _rows(name)})


def _rows(name: Name) -> Iterator[tuple[str, Begun]]:
    """Yield the whole name, and what is left of it from each further word on that is no function word."""
    first, *rest = words = states.fold_name(name.shown).split(" ")
    yield " ".join((first, *rest)), Begun(inside=False, name=name)
    for at, word in enumerate(rest, 1):
        if word and not is_function_word(word):
            yield " ".join(words[at:]), Begun(inside=True, name=name)


def _states() -> Iterator[Name]:
    for state in (*states.ALL, *states.FORMER):
        yield from _names("state", f"state:{state.code}", states.forms(state.code), state)


def _organizations() -> Iterator[Name]:
    for one in organizations.NAMES:
        yield from _names("organization", f"org:{one.code}", organizations.forms(one), one)


def _names(
    kind: NameKind, token: str, forms: Iterable[tuple[str, Language]], said: Bilingual
) -> Iterator[Name]:
    for rank, (form, language) in enumerate(forms):
        theirs = other(language)
        yield Name(rank, form, language, kind, token, in_language(said, theirs), theirs)
