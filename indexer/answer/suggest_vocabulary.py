"""Keeps the words of the library that were looked up for suggestions, until the library changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.analysis import word_texts
from indexer.engines.base import Request
from indexer.query.filters import filters
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.engines.base import Engine, Expression, Filter, TextField
    from indexer.lexicon.lexicon import Lexicon

MOST_LATIN = 250
"""How many words with one beginning are looked at, in code point order."""
MOST_HAN = 500
"""How many words and phrases that begin with one Han character are looked at, of each source."""
MOST_KEPT = 200_000
"""How many words and numbers are kept; all are forgotten when there are more."""
_GENERAL = "general"


class Vocabulary:
    """The words of one state of a library with the numbers of units that have them; threads may share it."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._engine = engine
        self._lexicon = lexicon
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}
        self._numbers: dict[object, int] = {}
        self._size = 0

    def latin(self, prefix: str) -> tuple[str, ...]:
        """Return the words of letters in the texts that begin so, the most frequent first."""
        return self.kept(("exact", prefix), lambda: self._latin(prefix))

    def han(self, character: str) -> tuple[str, ...]:
        """Return the Chinese words in the texts that begin with a character."""
        return self.kept(("words", character), lambda: self._engine.terms("words", character, MOST_HAN))

    def phrases(self, character: str) -> tuple[str, ...]:
        """Return the lexicon's Chinese phrases that begin with a character, without general dictionaries."""
        return self.kept(("lexicon", character), lambda: self._phrases(character))

    def frequency(self, field: TextField, term: str) -> int:
        """Return how many entries have a term."""
        return self._counted((field, term), lambda: self._engine.frequency(field, term))

    def at_most(self, phrase: str) -> int:
        """Return how many entries have the rarest word of a Chinese phrase."""
        return min((self.frequency("words", one) for one in word_texts(phrase)), default=0)

    def total(self, expression: Expression, further: tuple[Filter, ...] = ()) -> int:
        """Return how many units match an expression and filters, of those that a question finds."""
        request = Request(expression, (*further, *filters(())), limit=0)
        return self._counted((expression, further), lambda: self._engine.search(request).total)

    def kept(self, key: tuple[str, str], look: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Return what is kept under a key, which is looked up the first time."""
        found = self._words.get(key)
        if found is None:
            deadline.check()
            found = look()
            self._make_room(len(found) + 1)
            self._words[key] = found
        return found

    def _latin(self, prefix: str) -> tuple[str, ...]:
        found = [one for one in self._engine.terms("exact", prefix, MOST_LATIN) if one.isalpha()]
        return tuple(sorted(found, key=lambda one: -self.frequency("exact", one)))

    def _phrases(self, character: str) -> tuple[str, ...]:
        tables = [layer.table for layer in self._lexicon.layers if layer.origin != _GENERAL]
        every = (one for table in tables for one in table.beginning("zh", character, MOST_HAN))
        return tuple(dict.fromkeys(every))

    def _counted(self, key: object, look: Callable[[], int]) -> int:
        found = self._numbers.get(key)
        if found is None:
            deadline.check()
            found = look()
            self._make_room(1)
            self._numbers[key] = found
        return found

    def _make_room(self, size: int) -> None:
        """Forget everything where there is too much of it."""
        self._size += size
        if self._size > MOST_KEPT:
            self._words, self._numbers, self._size = {}, {}, size
