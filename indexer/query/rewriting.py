"""A question rewritten for a link: without some of its filters, or with other words in place of some."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.language import exact
from indexer.query.forms import narrow
from indexer.query.lexer import tokens
from indexer.query.nodes import Near, Quote, StateName, Word
from indexer.query.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from indexer.query.lexer import Token
    from indexer.query.nodes import Field
    from indexer.query.question import Query, Selection


def without(query: Query, dropped: Collection[Selection]) -> Query:
    """Return the first page of the question without these filters, asked for or excluded.

    They go wherever they hold for the whole question: among the selections, and as `field:value` in the text.
    """
    values = {(one.name, one.value) for one in dropped}
    kept = tuple(one for one in query.selections if (one.name, one.value) not in values)
    whole, _ = _filters(query.text)
    return replace(query, text=_cut(query.text, _among(whole, values)), selections=kept, page=1)


def without_inner(query: Query, dropped: Selection) -> Query:
    """Return the first page of the question without a filter, wherever it stands within OR or brackets."""
    _, inner = _filters(query.text)
    return replace(query, text=_cut(query.text, _among(inner, {(dropped.name, dropped.value)})), page=1)


def unfiltered(query: Query) -> Query:
    """Return the first page of the question without any filter."""
    whole, inner = _filters(query.text)
    return replace(query, text=_cut(query.text, (*whole, *inner)), selections=(), page=1)


def quoted(query: Query, word: str) -> Query:
    """Return the first page of the question with a word in quotation marks: nothing else is searched for it.

    `word` is as an expansion names it: the text of a word, or of a State's name, as typed.
    """
    text = query.text
    for token in reversed(tokens(text)[0]):
        if isinstance(token.leaf, (Word, StateName)) and token.leaf.text == word:
            text = f'{text[: token.leaf.start]} "{word}" {text[token.leaf.end :]}'
    return replace(query, text=" ".join(text.split()), page=1)


def respelt(text: str, instead: Mapping[str, str]) -> str:
    """Return the text of a question with other words instead of these tokens of the field `exact`."""
    for leaf in reversed([token.leaf for token in tokens(text)[0]]):
        if isinstance(leaf, (Word, Quote, Near)):
            found = [token for token in exact(text[leaf.start : leaf.end]) if token.text in instead]
            for token in reversed(found):
                start, end = leaf.start + token.start, leaf.start + token.end
                text = text[:start] + instead[token.text] + text[end:]
    return text


def _filters(text: str) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """Return the filters typed in a question: those that hold for the whole of it, and those within it."""
    if ":" not in narrow(text):
        return (), ()
    parsed = parse(text)
    return parsed.fields, parsed.inner


def _among(fields: Iterable[Field], values: Collection[tuple[str, str]]) -> tuple[Field, ...]:
    return tuple(one for one in fields if (one.selection.name, one.selection.value) in values)


def _cut(text: str, fields: Collection[Field]) -> str:
    """Leave out filters with the operators and brackets that belong to them."""
    if not fields:
        return text
    found = tokens(text)[0]
    kept, places = list(found), {one.start for one in fields}
    for token in found:
        if token.kind == "leaf" and token.start in places:
            _leave_out(kept, kept.index(token))
    left = {token.start for token in kept}
    for token in reversed(found):
        if token.start not in left:
            end = token.leaf.end if token.leaf else token.start + len(token.text)
            text = _joined(text[: token.start].rstrip(), text[end:].lstrip())
    return text


def _leave_out(kept: list[Token], at: int) -> None:
    """Leave out a leaf with the NOTs before it, the brackets that hold nothing else, and one AND or OR."""
    kinds = [token.kind for token in kept]
    first, last = at, at + 1
    while first and (
        kinds[first - 1] == "NOT" or kinds[first - 1 : first] + kinds[last : last + 1] == ["(", ")"]
    ):
        last += kinds[first - 1] == "("
        first -= 1
    before = kinds[first - 1] if first else "("
    behind = kinds[last] if last < len(kinds) else ")"
    if before == "AND" or (before == "OR" and behind in ("OR", ")")):
        first -= 1
    elif before in ("OR", "(") and behind in ("AND", "OR"):
        last += 1
    del kept[first:last]


def _joined(before: str, behind: str) -> str:
    apart = before and behind and not before.endswith(("(", "（")) and not behind.startswith((")", "）"))
    return f"{before} {behind}" if apart else before + behind
