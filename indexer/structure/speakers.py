"""Read how a record names the one who speaks: `Mr. X (State) (spoke in French):`, `李先生(中国)：`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer.language.en import record_patterns as english
from indexer.language.zh import record_patterns as chinese
from indexer.names import organizations, states
from indexer.text.folding import fold

LONGEST = 400
"""How many code points from the start of a paragraph may name its speaker."""
_MOST_WORDS = 9
_MOST_COLONS = 2
_LENGTH_OF_CODE = 3
_OPENERS, _CLOSERS, _COLONS = "(（[", ")）]", ":："
_NUMBER = re.compile(r"\s*(?:[0-9]{1,4}|[一二三四五六七八九十百〇零]{1,5})\s?[.．、]\s?")
_NAMED = re.compile(rf"(?:{english.TITLES})\b\.?\s\S", re.IGNORECASE)
_RANKED = re.compile(rf"(?:{english.RANKS})\b\.?\s\S", re.IGNORECASE)
_PRESIDING = re.compile(rf"the {english.PRESIDING}|{chinese.PRESIDING}", re.IGNORECASE)
_OFFICE = re.compile(rf"the (?:{english.OFFICES})|{chinese.OFFICES}", re.IGNORECASE)
_TITLED = re.compile(rf".{{1,30}}?(?:{chinese.TITLES})")
_NO_NAME = re.compile(rf"{chinese.NO_NAME}|[，。；、？！,;?!“”\"]|^(?:{chinese.TITLES})")
_CAPACITY = re.compile(rf"(?:the )?(?:{english.CAPACITY})", re.IGNORECASE)
_PARTICLE = re.compile(rf"(?:{english.PARTICLES})")
_SPOKEN_IN = re.compile(f"{english.SPOKEN_IN}|{chinese.SPOKEN_IN}")
_SPOKEN = english.SPOKEN | chinese.SPOKEN
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2018\u2019\u2010-\u2015\u00ad]*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker; `end` is where what is said begins, in code points.

    For `state`, `organization`, `spoken_in` and `printed` see `Speech`; `presiding` tells that the speaker
    presides.
    """

    name: str
    state: str | None
    organization: str | None
    spoken_in: str | None
    printed: str | None
    presiding: bool
    end: int


def speaker(text: str) -> Speaker | None:
    """Return the speaker whom the start of a paragraph names, None if it names none."""
    head = text[:LONGEST]
    number = _NUMBER.match(head)
    start = number.end() if number else 0
    for colon, groups in reversed(tuple(_colons(head, start))):
        if found := _labelled(head, start, colon, groups):
            return found
    return None


def _colons(head: str, start: int) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Yield the first two colons outside brackets, each with the spans in brackets before it."""
    groups: list[tuple[int, int]] = []
    depth = opened = seen = 0
    for at in range(start, len(head)):
        if head[at] in _OPENERS:
            opened = at if not depth else opened
            depth += 1
        elif head[at] in _CLOSERS and depth:
            depth -= 1
            if not depth:
                groups.append((opened, at + 1))
        elif head[at] in _COLONS and not depth:
            yield at, tuple(groups)
            seen += 1
            # A colon may be printed before the brackets too: `Mr. X: (State):`.
            if seen == _MOST_COLONS or head[at + 1 :].lstrip()[:1] not in ("(", "（"):
                return


def _labelled(head: str, start: int, colon: int, groups: tuple[tuple[int, int], ...]) -> Speaker | None:
    """Return the speaker named by head[start:colon], None if that names none."""
    before_brackets = head[start : groups[0][0] if groups else colon].strip(" \t:：\n")
    name, comma, capacity = (part.strip() for part in _at_comma(before_brackets))
    behind = head[groups[-1][1] : colon].strip() if groups else ""
    between = (head[one[1] : other[0]].strip(" :：,，\n") for one, other in pairwise(groups))
    extras = [one for one in (capacity, behind.strip(",，、 :："), *between) if one]
    if (comma and not capacity) or not all(_CAPACITY.match(one) for one in extras):
        return None
    folded = fold(name)
    presiding = _PRESIDING.fullmatch(folded) is not None
    if not presiding and not _OFFICE.fullmatch(folded) and not _is_name(name, folded, bracketed=bool(groups)):
        return None
    spoken_in, bodies = _told([head[one + 1 : other - 1] for one, other in groups])
    state, printed = _spoken_for(bodies)
    return Speaker(
        name=" ".join(name.replace("\u00ad", "").split()),
        state=None if presiding else state,
        organization=None if presiding or state else printed,
        spoken_in=spoken_in,
        printed=printed if state and not presiding else None,
        presiding=presiding,
        end=colon + 1,
    )


def _at_comma(text: str) -> tuple[str, str, str]:
    """Divide a text at its first comma of either width."""
    return text.replace("，", ",").partition(",")


def _is_name(name: str, folded: str, *, bracketed: bool) -> bool:
    """Tell whether a text is the name of a person with a title."""
    if _NAMED.match(name) or (bracketed and _RANKED.match(name)):
        words = name.split()
        return len(words) <= _MOST_WORDS and all(map(_is_part_of_name, words))
    return _TITLED.fullmatch(folded) is not None and not _NO_NAME.search(folded)


def _is_part_of_name(word: str) -> bool:
    """Tell whether a word of a name begins as such words do; in a Chinese text, Latin names have no case."""
    letters = word.lstrip("‘’'“\"-(")
    first = letters[:1]
    joined = "-" in letters or "’" in letters or "'" in letters
    return bool(first) and (not first.islower() or joined or _PARTICLE.fullmatch(letters) is not None)


def _told(groups: list[str]) -> tuple[str | None, list[str]]:
    """Return the language in which was spoken, and what else stands in brackets."""
    spoken: str | None = None
    others: list[str] = []
    for group in groups:
        inside = " ".join(group.replace("\u00ad", "").split())
        if found := _SPOKEN_IN.match(fold(inside)):
            language = next(filter(None, found.groups()))
            spoken = spoken or _SPOKEN.get(language, language)
        elif inside:
            others.append(inside)
    return spoken, others


def _spoken_for(bodies: list[str]) -> tuple[str | None, str | None]:
    """Return the code of the State among what stands in brackets, if any, and the State or body as printed.

    A known organization is preferred to others (`Chair of the Group`, `European Union`).
    """
    for body in bodies:
        if code := state_of(body):
            return code, body
    known = (body for body in bodies if organizations.lookup(body[:LONGEST]))
    return None, next(known, next(iter(bodies), None))


def state_of(name: str) -> str | None:
    """Return the code of the State that a text names and does no more than name, else None."""
    plain = " ".join(name[:LONGEST].replace("\u00ad", "").split()).strip(" .。;；")
    bare = plain[4:] if plain[:4].lower() == "the " else plain
    if bare.isascii() and len(bare) <= _LENGTH_OF_CODE and not bare.isupper():
        return None
    return states.lookup(bare) or states.lookup(plain)
