"""How the symbols of one text's versions belong together: its corrigenda, revisions, addenda, amendments.

A family is a text with all that was issued to it: `S/2031/9`, `S/2031/9/Corr.1`, `S/2031/9/Rev.1`,
`S/2031/9/Rev.1/Add.1`. The functions expect symbols in key form (`indexer.names.symbols`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from indexer.names import symbols

Relation: TypeAlias = Literal["correction", "replacement", "amendment", "addendum", "base", "other"]
"""What another symbol of a family is to one's own: what corrects it, replaces it, amends it, adds to it.

`base` is what one's own corrects, replaces, amends or adds to. `other` is any further member.
"""

_Followers: TypeAlias = tuple[tuple[str, int], ...]

_FOLLOWER = re.compile(r"/(Add|Corr|Rev|Amend)\.(\d{1,3})(?:\([A-Za-z.]{1,12}\d{0,3}\))?")
_TAIL = re.compile(rf"(?:{_FOLLOWER.pattern.replace('(Add|', '(?:Add|')}){{1,6}}$")
_ADDED = re.compile(_TAIL.pattern.replace("|Rev|", "|"))
_RELATIONS: dict[str, Relation] = {
    "corr": "correction",
    "rev": "replacement",
    "amend": "amendment",
    "add": "addendum",
}
_LONGEST = 200
"""Longer texts are no symbols."""


def base(symbol: str) -> str:
    """Return the symbol of the text to which a version belongs; that of a text is its own.

    >>> base("A/C.1/74/L.1/Rev.1/Add.2")
    'A/C.1/74/L.1'

    """
    tail = _TAIL.search(symbol) if len(symbol) <= _LONGEST else None
    return symbol[: tail.start()] if tail else symbol


def wording(symbol: str) -> str:
    """Return the symbol of the text or the revision to which an addendum, a corrigendum or the like belongs.

    >>> wording("A/C.1/74/L.1/Rev.1/Add.2")
    'A/C.1/74/L.1/Rev.1'

    """
    tail = _ADDED.search(symbol) if len(symbol) <= _LONGEST else None
    return symbol[: tail.start()] if tail else symbol


def relation(own: str, other: str) -> Relation | None:
    """Return what another symbol is to one's own, None if it is the same or of another family.

    >>> relation("S/2031/9", "S/2031/9/Corr.1")
    'correction'

    """
    if own == other or base(own) != base(other):
        return None
    mine, theirs = _followers(own), _followers(other)
    if _issued_to(theirs, mine):
        return _RELATIONS[theirs[-1][0]]
    if _issued_to(mine, theirs):
        return "base"
    if _are_revisions(mine, theirs):
        return "replacement" if theirs[-1][1] > mine[-1][1] else "base"
    return "other"


def related(own: Iterable[str], others: Iterable[str]) -> dict[str, Relation]:
    """Return what other symbols are to a document, in the order in which librarians list them.

    Args:
        own: The symbols of the document; a joint one has several.
        others: Symbols that may be of their families.

    """
    mine = tuple(own)
    found: dict[str, Relation] = {}
    for other in sorted(set(others).difference(mine), key=symbols.order):
        relations = [one for symbol in mine if (one := relation(symbol, other))]
        if relations:
            found[other] = relations[0]
    return found


def _followers(symbol: str) -> _Followers:
    """Return what follows the text's own symbol: (`rev`, 1), (`add`, 2)."""
    found = _FOLLOWER.finditer(symbol[len(base(symbol)) :])
    return tuple((match[1].lower(), int(match[2])) for match in found)


def _issued_to(version: _Followers, text: _Followers) -> bool:
    """Tell whether a version was issued directly to a text."""
    return len(version) == len(text) + 1 and version[:-1] == text


def _are_revisions(one: _Followers, another: _Followers) -> bool:
    """Tell whether both are revisions of the same text."""
    return bool(one and another) and one[:-1] == another[:-1] and one[-1][0] == another[-1][0] == "rev"
