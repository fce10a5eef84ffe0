"""A question asked as a sentence, without the words that ask for nothing: "What did the Committee do?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.analysis import is_han, words
from indexer.query.ast import WordNode
from indexer.query.function_words import is_sentence, says_something

if TYPE_CHECKING:
    from indexer.query.ast import Lexeme, Parsed

MAX_LEXEMES = 80
"""How many lexemes a sentence has at most that is looked at."""


def content(parsed: Parsed) -> str | None:
    """Return a sentence without its function words; None if nothing asks, or if nothing else is asked.

    Names and phrases stay as they are, and so does a question with operators.
    """
    lexemes = parsed.wording.lexemes
    typed = "".join(one.before + one.text for one in lexemes) + parsed.wording.rest
    if len(lexemes) > MAX_LEXEMES or any(one.kind != "leaf" for one in lexemes) or not is_sentence(typed):
        return None
    kept = " ".join(filter(None, map(_content, lexemes)))
    return kept if kept and kept != " ".join(one.text for one in lexemes) else None


def _content(lexeme: Lexeme) -> str:
    """Return what a lexeme asks for; a Han run in pieces, between which stood words that ask for nothing."""
    text = lexeme.text
    if not isinstance(lexeme.leaf, WordNode):
        return text
    if not is_han(text[:1]):
        return text if says_something(text) or (len(text) > 1 and text.isupper()) else ""
    pieces, last = list[str](), -1
    for token in words(text):
        typed = text[token.start : token.end]
        if says_something(typed):
            pieces.append(typed if token.start != last or not pieces else pieces.pop() + typed)
            last = token.end
    return " ".join(pieces)
