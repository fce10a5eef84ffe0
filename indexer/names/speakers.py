"""Bring the names of speakers and the ways to vote to the form in which they are compared."""

from __future__ import annotations

import re

from indexer.language.en import record_patterns as english
from indexer.language.zh import record_patterns as chinese
from indexer.text.folding import fold

LONGEST = 200
"""How much of a name is compared, in code points."""
_TITLE = re.compile(rf"(?:the|{english.TITLES})\b\.?\s+(?=\S)")
_ARTICLE = re.compile(r"(?i:the)\s(?=\S)")
_TITLE_BEHIND = re.compile(rf"(?<=.)(?:{chinese.TITLES})$")
_PRESIDING = re.compile(rf"the {english.PRESIDING}|{chinese.PRESIDING}")
_SIDES = {
    "in-favour": english.VOTED_FOR | chinese.VOTED_FOR,
    "against": english.VOTED_AGAINST | chinese.VOTED_AGAINST,
    "abstaining": english.ABSTAINED | chinese.ABSTAINED,
    "not-voting": english.NOT_VOTED | chinese.NOT_VOTED,
}
SIDES = tuple(_SIDES)
"""The ways to vote, as the field `vote` holds them."""
_BY_WORD = {word: side for side, words in _SIDES.items() for word in (side, *words)}


def speaker_key(name: str) -> str:
    """Return a speaker's name without its title, folded: `Mr. LI` is `li`, 李先生 is 李."""
    plain = " ".join(fold(name[:LONGEST]).split())
    return _TITLE_BEHIND.sub("", _TITLE.sub("", plain, count=1))


def party(name: str) -> str | None:
    """Return for whom one speaks, as the field `speaking` holds it; None if the name is not known.

    A State is held by its code, an organization by its full English name.

    >>> party("智利"), party("the EU")
    ('CHL', 'European Union')

    """
    from indexer.names import organizations, states  # who asks for a speaker need not wait for the tables

    plain = " ".join(name[:LONGEST].split())
    bare = _ARTICLE.sub("", plain)
    if code := states.lookup(plain) or states.lookup(bare):
        return code
    known = organizations.lookup(plain) or organizations.lookup(bare)
    return known.en if known else None


def is_presiding(name: str) -> bool:
    """Tell whether a name is that of the office of one who presides (`The Acting President`, 主席)."""
    return _PRESIDING.fullmatch(" ".join(fold(name[:LONGEST]).split())) is not None


def side(word: str) -> str | None:
    """Return the way to vote that a word says (`yes`, `赞成`: `in-favour`), None if it says none."""
    return _BY_WORD.get(" ".join(fold(word[:LONGEST]).replace("_", "-").split()))
