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

_FOLLOWER = re.compile(r"(Add|Corr|Rev|Amend)\.([0-9]{1,3})(?:\([A-Za-z.]{1,12}[0-9]{0,3}\))?")
_ADDED = ("add", "corr", "amend")
_RELATIONS: dict[str, Relation] = {
    "corr": "correction",
    "rev": "replacement",
    "amend": "amendment",
    "add": "addendum",
}


def base(symbol: str) -> str:
    """Return the symbol of the text to which a version belongs; that of a text is its own.

    >>> base("A/C.1/74/L.1/Rev.1/Add.2")
    'A/C.1/74/L.1'

    """
    return _split(symbol)[0]


def wording(symbol: str) -> str:
    """Return the symbol of the text or the revision to which an addendum, a corrigendum or the like belongs.

    >>> wording("A/C.1/74/L.1/Rev.1/Add.2")
    'A/C.1/74/L.1/Rev.1'

    """
    pieces = symbol.split("/")
    for kind, _ in reversed(_split(symbol)[1]):
        if kind not in _ADDED:
            break
        pieces.pop()
    return "/".join(pieces)


def relation(own: str, other: str) -> Relation | None:
    """Return what another symbol is to one's own, None if it is the same or of another family.

    >>> relation("S/2031/9", "S/2031/9/Corr.1")
    'correction'

    """
    (text, mine), (others_text, theirs) = _split(own), _split(other)
    if own == other or text != others_text:
        return None
    if _issued_to(theirs, mine):
        return _RELATIONS[theirs[-1][0]]
    if _issued_to(mine, theirs):
        return "base"
    if _are_revisions(mine, theirs):
        return "replacement" if theirs[-1][1] > mine[-1][1] else "base"
    return "other"


def related(own: Iterable[str], others: Iterable[str]) -> dict[str, Relation]:
    """Return what other symbols are to a document, in the order in which they are listed.

    A revision stands before what it replaces, so the last one is the first; corrigenda, addenda and
    amendments stand behind what they were issued to.

    Args:
        own: The symbols of the document; a joint one has several.
        others: Symbols that may be of their families.

    """
    mine = tuple(own)
    found: dict[str, Relation] = {}
    for other in sorted(set(others).difference(mine), key=place):
        relations = [one for symbol in mine if (one := relation(symbol, other))]
        if relations:
            found[other] = relations[0]
    return found


def place(symbol: str) -> tuple[str, tuple[tuple[int, str, int], ...]]:
    """Return a key by which the members of families are sorted: a revision before what it replaces."""
    text, followers = _split(symbol)
    steps = [(0, kind, -number) if kind == "rev" else (2, kind, number) for kind, number in followers]
    return symbols.order(text), (*steps, (1, "", 0))


def _split(symbol: str) -> tuple[str, _Followers]:
    """Return the symbol of the text, and what follows it: (`rev`, 1), (`add`, 2)."""
    pieces, followers = symbol.split("/"), []
    while len(pieces) > 1 and (found := _FOLLOWER.fullmatch(pieces[-1])):
        followers.append((found[1].lower(), int(found[2])))
        pieces.pop()
    return "/".join(pieces), tuple(reversed(followers))


def _issued_to(version: _Followers, text: _Followers) -> bool:
    """Tell whether a version was issued directly to a text."""
    return len(version) == len(text) + 1 and version[:-1] == text


def _are_revisions(one: _Followers, another: _Followers) -> bool:
    """Tell whether both are revisions of the same text."""
    return bool(one and another) and one[:-1] == another[:-1] and one[-1][0] == another[-1][0] == "rev"
