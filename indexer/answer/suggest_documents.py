"""Finds documents by the beginnings of their symbols, and by words of their titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts
from indexer.analysis.tokens import is_han
from indexer.engines.base import And, Filter, Or, Phrase, Request, Term
from indexer.indexing.entries import HEAD_KIND
from indexer.model.query import language_of
from indexer.model.stored import load_head
from indexer.names import symbols

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.engines.base import Engine, Expression
    from indexer.model.stored import Head

MOST_SYMBOLS = 6
MOST_HELD, MOST_CITED = 30, 60
"""How many symbols held, and how many that are cited, with or without a paragraph, are looked at."""
MOST_TITLES = 3
MOST_ENDINGS = 12
"""How many endings of the last word are looked for in titles."""
LEAST_LETTERS, LEAST_HAN = 4, 2
"""How many letters, and how many Han characters, are typed before titles are looked for."""
_NUMBER = re.compile(r"\d{3,4}")
_RESOLUTION = "S/RES/"


def symbols_begun(context: Context, typed: str) -> tuple[str, ...]:
    """Return the symbols, held or cited, that begin as typed: those held first.

    A number alone is taken as that of a resolution of the Security Council.
    """
    number = _NUMBER.fullmatch(typed)
    beginning = f"{_RESOLUTION}{typed}" if number else symbols.beginning(typed)
    if not beginning:
        return ()
    held = context.engine.terms("symbol", beginning, MOST_HELD)
    cited = {one.partition("#")[0] for one in context.engine.terms("cites", beginning, MOST_CITED)}
    found = dict.fromkeys((*sorted(held, key=symbols.order), *sorted(cited, key=symbols.order)))
    return tuple(one for one in found if not number or _is_number(one, beginning))[:MOST_SYMBOLS]


def _is_number(symbol: str, beginning: str) -> bool:
    """Tell whether the number of a symbol ends where its beginning does."""
    return not symbol[len(beginning) : len(beginning) + 1].isdigit()


def titled(context: Context, typed: str) -> tuple[Head, ...]:
    """Return documents whose titles have all words typed, the last of which may be unfinished."""
    least = LEAST_HAN if language_of(typed) == "zh" else LEAST_LETTERS
    expression = _in_title(context.engine, exact_texts(typed)) if len(typed.strip()) >= least else None
    if expression is None:
        return ()
    request = Request(expression, (Filter("kind", (HEAD_KIND,)),), limit=2 * MOST_TITLES)
    heads = (load_head(found.stored) for found in context.engine.search(request).found)
    return tuple({head.symbol: head for head in heads}.values())[:MOST_TITLES]


def _in_title(engine: Engine, tokens: tuple[str, ...]) -> Expression | None:
    """Return what asks for titles with some tokens; None where no title has the last.

    Han characters must stand side by side, words need not.
    """
    if not tokens:
        return None
    if all(is_han(token[0]) for token in tokens):
        return Phrase("title_exact", tokens) if len(tokens) > 1 else Term("title_exact", tokens[0])
    *whole, last = tokens
    ends = engine.terms("title_exact", last, MOST_ENDINGS)
    if not ends:
        return None
    terms = tuple(Term("title_exact", token) for token in whole)
    return And((*terms, Or(tuple(Term("title_exact", end) for end in ends))))
