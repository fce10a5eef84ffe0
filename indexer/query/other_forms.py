"""Other forms of the words of a question: written together or in pieces, and near words.

British and American spellings and irregular plurals are not among them: they share a stem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from indexer.analysis import word_texts
from indexer.analysis.tokens import LETTER
from indexer.analysis.written_forms import in_pieces
from indexer.language.en.near_words import NEAR as ENGLISH
from indexer.language.zh.near_words import NEAR as CHINESE
from indexer.query.ast import WordNode
from indexer.query.function_words import is_telling
from indexer.text.folding import fold
from indexer.text.spans import Taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.model.query import Reason
    from indexer.query.ast import Lexeme
    from indexer.query.known import Known

MAX_WORDS = 24
"""For how many words of a question other ways of writing them are looked up; the index is asked for each."""
MAX_FORMS = 4
"""How many other forms of one word, or of words beside one another, are searched for."""
_WORD = re.compile(f"{LETTER}++")
_LATIN = re.compile("[a-z]{2,30}")
_SHORTEST = 4
"""The shortest word, in letters, that may be written in pieces, but for acronyms and words with digits."""
_SHORTEST_PIECE = 3
"""The shortest of two words that may be written as one."""


@dataclass(frozen=True, slots=True)
class OtherForm:
    """Another form of a text, and why it is searched for; an `exact` one is searched for as it stands."""

    text: str
    reason: Reason
    exact: bool = False


def other_forms(text: str, known: Known) -> tuple[OtherForm, ...]:
    """Return the other forms of a word or Han run as typed, at most MAX_FORMS of each reason."""
    return (
        *islice(_written(text, known), MAX_FORMS),
        *islice(_near(text), MAX_FORMS),
    )


def near_words(word: str) -> tuple[str, ...]:
    """Return the near words of one word of a Han run."""
    return CHINESE.get(word, ())


def written_as_one(lexemes: Sequence[Lexeme], known: Known) -> Mapping[int, tuple[str, str]]:
    """Return for words of a question that some unit has as one word what they are, apart and together.

    Args:
        lexemes: The question.
        known: What the library holds.

    Returns:
        For the offset of each such word what was typed, `round table`, and the one word, `roundtable`.

    """
    found: dict[int, tuple[str, str]] = {}
    beside = (pair for pair in pairwise(lexemes) if _are_beside(*pair))
    for left, right in islice(beside, MAX_WORDS):
        together = fold(left.text + right.text)
        if known.has_word(together):
            typed = f"{left.text} {right.text}"
            found |= {one.start: (typed, together) for one in (left, right)}
    return found


def _are_beside(left: Lexeme, right: Lexeme) -> bool:
    """Tell whether two lexemes are words of letters with nothing but a blank between them."""
    words = all(isinstance(one.leaf, WordNode) and _LATIN.fullmatch(fold(one.text)) for one in (left, right))
    return words and right.before.isspace() and (is_telling(left.text) or is_telling(right.text))


def _written(text: str, known: Known) -> Iterator[OtherForm]:
    """Yield a text with one of its words written together, or in pieces, as some unit has it."""
    folded = fold(text)
    taken = Taken(len(folded))
    for one in islice(in_pieces(folded), MAX_FORMS):
        taken.take(one.start, one.end)
        if known.has_word(one.together):
            yield _instead(text, one.start, one.end, one.together)
    for word in islice(_WORD.finditer(folded), MAX_FORMS):
        if taken.is_free(*word.span()) and _may_be_in_pieces(text[word.start() : word.end()]):
            for form in _pieces(word[0], known):
                yield _instead(text, *word.span(), form)


def _instead(text: str, start: int, end: int, form: str) -> OtherForm:
    shown = form.upper() if text[start:end].isupper() else form
    return OtherForm(text[:start] + shown + text[end:], "spelling")


def _may_be_in_pieces(typed: str) -> bool:
    if typed.isdecimal():
        return False
    return len(typed) >= _SHORTEST or (len(typed) > 1 and typed.isupper()) or any(map(str.isdigit, typed))


def _pieces(word: str, known: Known) -> Iterator[str]:
    """Yield how a word is written in pieces; what no unit has may be two words that some unit has."""
    forms = known.in_pieces(word)
    yield from forms
    if not forms and _LATIN.fullmatch(word) and len(word) >= 2 * _SHORTEST_PIECE and not known.has_word(word):
        for at in range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1):
            first, second = word[:at], word[at:]
            if known.has_word(first) and known.has_word(second):
                numbers = (second, second.removesuffix("s"), f"{second}s")
                yield from (
                    f"{first} {one}" for one in dict.fromkeys(numbers) if known.has_phrase((first, one))
                )


def _near(text: str) -> Iterator[OtherForm]:
    """Yield a text with a near word in the place of one of its words."""
    folded = fold(text)
    for form in ENGLISH.get(folded, ()):
        yield OtherForm(form, "near", exact=True)
    if folded in CHINESE:
        yield from (OtherForm(form, "near") for form in CHINESE[folded])
    elif not folded.isascii() and _any_near().search(folded):
        yield from _near_within(text)


@cache
def _any_near() -> re.Pattern[str]:
    """Return the pattern of any word that has near words; most runs hold none, and need not be cut."""
    return re.compile("|".join(CHINESE))


def _near_within(text: str) -> Iterator[OtherForm]:
    at = 0
    folded = fold(text)
    for word in word_texts(text):
        found = folded.find(word, at)
        if found >= 0:
            at = found + len(word)
            for form in CHINESE.get(word, ()):
                yield OtherForm(text[:found] + form + text[at:], "near")
