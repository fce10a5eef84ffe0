"""Texts as they are compared with what is asked for: in pieces, with the phrases that a lexicon knows.

A piece is a stem where a sign divides words, and a Han character where none does: so a phrase is found
wherever a text is cut into words. The last texts are kept, for what one question finds the next one often
finds as well.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from threading import Lock
from zlib import crc32

from indexer.analysis import broken_words
from indexer.language import CONVENTIONS
from indexer.language.en import stems
from indexer.lexicon.phrase_filter import Filter, united
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.sentences import BREAK, MOST_CHARACTERS
from indexer.model.document import Language
from indexer.model.query import HAN
from indexer.text.normalising import SOFT_HYPHEN, comparable

_PIECE = re.compile(rf"[{HAN}]|[^\W_{HAN}]+|(?:[^\w\s]|_)+")
"""Pattern of a Han character, a word or number, or a run of signs, in folded text."""
_KEPT = 400_000
"""How many code points the texts have together that are kept: with all of them about 16 MB."""
_ASKED_FOR = 16_384
"""Of how many phrases it is remembered whether they are held."""


class KnownPhrases:
    """The phrases of one language that some tables hold.

    Args:
        tables: The tables.
        language: The language.

    """

    def __init__(self, tables: Sequence[PhraseTable], language: Language) -> None:
        self._tables = tables
        self._language = language
        self._separator = CONVENTIONS[language].word_separator
        self._longest = CONVENTIONS[language].longest_phrase
        self._is_held = lru_cache(_ASKED_FOR)(self._found)

    def ends(self, pieces: Sequence[str], start: int) -> tuple[int, ...]:
        """Return where the known phrases end that begin with a piece of a text, the last first."""
        separator = self._separator.encode()
        held, begun = self._filters
        found: list[int] = []
        hashed = 0
        for end in range(start + 1, min(len(pieces), start + self._longest) + 1):
            piece = pieces[end - 1]
            if piece == BREAK:
                break
            hashed = crc32(piece.encode(), crc32(separator, hashed) if end > start + 1 else 0)
            if held.may_hold(hashed) and self._is_held(self._separator.join(pieces[start:end])):
                found.append(end)
            if not begun.may_hold(hashed):
                break
        return tuple(reversed(found))

    @cached_property
    def _filters(self) -> tuple[Filter, Filter]:
        return (
            united(table.held(self._language) for table in self._tables),
            united(table.begun(self._language) for table in self._tables),
        )

    def _found(self, phrase: str) -> bool:
        return any(table.find(self._language, phrase) is not None for table in self._tables)


class PreparedText:
    """A text in pieces.

    Attributes:
        pieces: Stems or Han characters; BREAK stands between those that do not belong together.
        heads: What each piece is looked up by: itself, or its first character where no sign divides words.
        joined: The pieces with the separator of the language around each.
        starts: Where in `joined` each piece starts; behind them the length of `joined`.

    """

    __slots__ = ("_ends", "_known", "_separator", "heads", "joined", "pieces", "starts")

    def __init__(self, pieces: Sequence[str], separator: str, known: KnownPhrases) -> None:
        self.pieces = tuple(pieces)
        self.heads: Sequence[str] = self.pieces if separator else "".join(one[0] for one in pieces)
        self.joined = f"{separator}{separator.join(pieces)}{separator}"
        self.starts = array("I")
        at = len(separator)
        for piece in pieces:
            self.starts.append(at)
            at += len(piece) + len(separator)
        self.starts.append(at)
        self._separator = separator
        self._known = known
        self._ends: dict[int, tuple[int, ...]] = {}

    def phrase(self, start: int, end: int) -> str:
        """Return the phrase of the pieces [start, end)."""
        return self._separator.join(self.pieces[start:end])

    def known_ends(self, start: int) -> tuple[int, ...]:
        """Return where the known phrases end that begin with a piece, the last first."""
        found = self._ends.get(start)
        if found is None:
            found = self._ends[start] = self._known.ends(self.pieces, start)
        return found


class PreparedTexts:
    """Prepares texts of one language, and keeps those that were asked for last; safe for many threads.

    Args:
        tables: The tables of the lexicon.
        language: The language of the texts.

    """

    def __init__(self, tables: Sequence[PhraseTable], language: Language) -> None:
        self._known = KnownPhrases(tables, language)
        self._separator = CONVENTIONS[language].word_separator
        self._kept: OrderedDict[str, PreparedText] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def prepared(self, text: str) -> PreparedText:
        """Return a text in pieces; of a very long text, only its beginning."""
        text = text[:MOST_CHARACTERS]
        with self._lock:
            found = self._kept.get(text)
            if found is not None:
                self._kept.move_to_end(text)
                return found
        made = PreparedText(_pieces(text), self._separator, self._known)
        self._keep(text, made)
        return made

    def _keep(self, text: str, made: PreparedText) -> None:
        with self._lock:
            if text not in self._kept:
                self._kept[text] = made
                self._size += len(text)
            while self._size > _KEPT:
                oldest, _ = self._kept.popitem(last=False)
                self._size -= len(oldest)


def _pieces(text: str) -> list[str]:
    """Return the pieces of a text, with BREAK for the signs between them."""
    pieces = [sys.intern(_piece(one)) for one in _PIECE.findall(comparable(text))]
    if SOFT_HYPHEN in text:
        for word in broken_words(text):
            for piece in word.pieces:
                pieces += (BREAK, stems.stem(piece.text))
    return pieces


@lru_cache(maxsize=20_000)
def _piece(found: str) -> str:
    return stems.stem(found) if found[0].isalnum() else BREAK
