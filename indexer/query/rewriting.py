"""A question rewritten for a link: without some of its filters, or with one of its words as the very text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.query.forms import narrow
from indexer.query.lexer import tokens
from indexer.query.nodes import StateName, Word
from indexer.query.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from indexer.query.lexer import Token
    from indexer.query.question import Query, Selection


def without(query: Query, dropped: Collection[Selection]) -> Query:
    """Return the first page of the question without these filters, asked for or excluded.

    They go wherever they hold for the whole question: among the selections, and as `field:value` in the text.
    """
    values = {(one.name, one.value) for one in dropped}
    kept = tuple(one for one in query.selections if (one.name, one.value) not in values)
    return replace(query, text=_unfiltered(query.text, values), selections=kept, page=1)


def quoted(query: Query, word: str) -> Query:
    """Return the first page of the question with a word in quotation marks: nothing else is searched for it.

    `word` is as an expansion names it: the text of a word, or of a State's name, as typed.
    """
    text = query.text
    for token in reversed(tokens(text)[0]):
        if isinstance(token.leaf, (Word, StateName)) and token.leaf.text == word:
            text = f'{text[: token.leaf.start]} "{word}" {text[token.leaf.end :]}'
    return replace(query, text=" ".join(text.split()), page=1)


def _unfiltered(text: str, values: Collection[tuple[str, str]]) -> str:
    if not values or ":" not in narrow(text):
        return text
    found = tokens(text)[0]
    fields = parse(text).fields
    places = {one.start for one in fields if (one.selection.name, one.selection.value) in values}
    for at in reversed(range(len(found))):
        if found[at].kind == "leaf" and found[at].start in places:
            start, end = _extent(found, at)
            text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    return text.strip()


def _extent(found: Sequence[Token], at: int) -> tuple[int, int]:
    """Return where a filter begins and ends with the dash, NOT and AND that belong to it."""
    first, last = at, at
    while first and found[first - 1].kind == "NOT":
        first -= 1
    if first and found[first - 1].kind == "AND":
        first -= 1
    elif not first and last + 1 < len(found) and found[last + 1].kind == "AND":
        last += 1
    ended = found[last]
    return found[first].start, ended.leaf.end if ended.leaf else ended.start + len(ended.text)
