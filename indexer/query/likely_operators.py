"""Finds words that may be meant as operators (`Chile or Peru`, 智利或秘鲁) and titles in capitals.

Operators are AND, OR and NOT in capitals. Small letters are text, but between names and phrases they seldom
are meant so: the reader is offered the question that asks with operators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from indexer.analysis import word_texts
from indexer.language.en.operator_words import OPERATORS as ENGLISH
from indexer.language.zh.operator_words import OPERATORS as CHINESE
from indexer.model.query import HAN
from indexer.names import organizations, states
from indexer.query.ast import (
    FieldNode,
    NearNode,
    OrganizationNode,
    QuoteNode,
    ReferenceNode,
    StateNode,
    ValueNode,
    WordNode,
)
from indexer.query.function_words import is_telling
from indexer.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.query.ast import Lexeme

LONGEST_RUN = 60
"""The longest Han run, in code points, that is looked at for names and words between them."""
MAX_LEXEMES = 60
"""How many lexemes a question has at most that is looked at; a longer one was not typed."""
FEWEST_WORDS = 4
"""How many words beside operators a title in capitals has at least, if none of them is a function word."""
SHARE = 3
"""How many times as many words as operators such a title has at least."""
_NAMES = (StateNode, OrganizationNode, ReferenceNode, ValueNode, QuoteNode, NearNode, FieldNode)
_WORDS = {**ENGLISH, **CHINESE}
_TWO_WORDS = (["word", "OR", "word"], ["word", "AND", "word"])
"""The pieces of a question that joins two words and asks for nothing else."""
_COMMAS = frozenset(",，、")
_OPERATOR = re.compile("AND|OR|NOT")
_LIKELY = re.compile("|".join((rf"\b(?i:{'|'.join(ENGLISH)})\b", *CHINESE)))
"""What has to be in a question that may have a likely operator; in most there is nothing of it."""
_ACRONYM = re.compile("[A-Z][A-Z0-9-]{1,11}")
_LATIN = re.compile(r"[^\W\d_]+")
_HAN_RUN = re.compile(f"[{HAN}]+")

Kind: TypeAlias = Literal["name", "word", "OR", "AND", "NOT", ",", "other"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a question: a name or phrase, a word, a likely operator, a comma, or something else."""

    kind: Kind
    text: str


def meant(lexemes: Sequence[Lexeme]) -> tuple[str, str]:
    """Return the first likely operator of a question as typed, and the question with operators in its place.

    Both are empty where there is none, and where the question has operators already.
    """
    if not any(map(_LIKELY.search, (one.text for one in lexemes))):
        return "", ""
    if len(lexemes) > MAX_LEXEMES or any(one.kind != "leaf" for one in lexemes):
        return "", ""
    pieces = [piece for one in lexemes for piece in _pieces(one)]
    if [piece.kind for piece in pieces] in _TWO_WORDS:
        pieces = [_Piece("name", one.text) if one.kind == "word" else one for one in pieces]
    typed, asked, changed = "", [], False
    for is_joined, group in groupby(_stretches(pieces), key=lambda stretch: len(stretch) > 1):
        for stretch in group:
            written = _joined(stretch) if is_joined else stretch[0].text
            alone = len(stretch) == len(pieces)
            is_or = is_joined and " OR " in written
            asked.append(f"({written})" if is_or and not alone else written)
            if is_joined:
                typed = typed or next(one.text for one in stretch if one.kind in ("OR", "AND", "NOT"))
                changed = True
    return (typed, " ".join(asked)) if changed else ("", "")


def is_title(text: str) -> bool:
    """Tell whether a text is a title in capitals, in which AND, OR and NOT are words like the others."""
    if not _OPERATOR.search(text) or any(map(str.islower, text)) or _HAN_RUN.search(text):
        return False
    words = _LATIN.findall(text)
    operators = [word for word in words if word in ("AND", "OR", "NOT")]
    others = [word for word in words if word not in operators]
    if not operators or len(others) < 2:  # noqa: PLR2004 - a single word is no title
        return False
    if any(len(word) > 1 and not is_telling(word) for word in others):
        return True
    return len(others) >= max(FEWEST_WORDS, SHARE * len(operators))


def _stretches(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces in stretches: names with likely operators between them, or one piece alone."""
    at = 0
    while at < len(pieces):
        end = _end(pieces, at)
        yield list(pieces[at:end])
        at = end


def _end(pieces: Sequence[_Piece], start: int) -> int:
    """Return where the stretch of names that begins at a piece ends: behind it, if it is no stretch."""
    if [one.kind for one in pieces[start : start + 3]] == ["word", "NOT", "name"]:
        return start + 3
    if pieces[start].kind != "name":
        return start + 1
    at, kinds = start + 1, set[Kind]()
    last = at
    while at < len(pieces) - 1:
        behind = at + 2 if pieces[at].kind == "," and pieces[at + 1].kind in ("OR", "AND") else at + 1
        if pieces[behind - 1].kind not in ("OR", "AND", "NOT", ",") or behind >= len(pieces):
            break
        if pieces[behind].kind != "name":
            break
        kinds.add(pieces[behind - 1].kind)
        at = behind + 1
        if kinds - {","}:
            last = at
    return last if len(kinds - {","}) == 1 else start + 1


def _joined(stretch: Sequence[_Piece]) -> str:
    """Return names joined by one operator: `Chile, Peru or Brazil` is `Chile OR Peru OR Brazil`."""
    operator = next(one.kind for one in stretch if one.kind in ("OR", "AND", "NOT"))
    return f" {operator} ".join(one.text for one in stretch if one.kind in ("name", "word"))


def _pieces(lexeme: Lexeme) -> Iterator[_Piece]:
    if _COMMAS & set(lexeme.before):
        yield _Piece(",", ",")
    if isinstance(lexeme.leaf, _NAMES):
        yield _Piece("name", lexeme.text)
    elif not isinstance(lexeme.leaf, WordNode):
        yield _Piece("other", lexeme.text)
    elif operator := _operator(lexeme.text):
        yield _Piece(operator, lexeme.text)
    elif _ACRONYM.fullmatch(lexeme.text):
        yield _Piece("name", lexeme.text)
    else:
        yield from _within(lexeme.text)


def _operator(word: str) -> Kind | None:
    found = _WORDS.get(fold(word))
    match found:
        case "OR" | "AND" | "NOT":
            return found
        case _:
            return None


def _within(text: str) -> Iterator[_Piece]:
    """Yield the pieces of a word; a Han run of names with likely operators between them is divided there."""
    if len(text) <= LONGEST_RUN and _HAN_RUN.fullmatch(text):
        divided = [_Piece(_kind(part), part) for part in _between().split(text) if part]
        kinds = [piece.kind for piece in divided]
        if len(divided) > 1 and ("word" not in kinds or kinds == _TWO_WORDS[0]) and "other" not in kinds:
            yield from divided
            return
    yield _Piece("word", text)


def _kind(part: str) -> Kind:
    """Return what a part of a Han run is: a likely operator, a name, or a single word of two characters."""
    if operator := _operator(part):
        return operator
    if states.lookup(part) is not None or organizations.lookup(part) is not None:
        return "name"
    return "word" if len(part) > 1 and len(word_texts(part)) == 1 else "other"


@cache
def _between() -> re.Pattern[str]:
    return re.compile(f"({'|'.join(sorted(CHINESE, key=len, reverse=True))})")
