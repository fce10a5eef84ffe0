"""Look up pairs of phrases with their counts, in a file that is mapped into memory and never read whole.

A file has a line of JSON that says where its arrays are, and the arrays. Phrases are sorted by their UTF-8
bytes, so that one is found in as many steps as the logarithm of their number.
"""

from __future__ import annotations

import json
import mmap
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import methodcaller
from pathlib import Path
from zlib import crc32

from indexer.lexicon.phrase_filter import Filter
from indexer.model.document import Language
from indexer.model.messages import message
from indexer.runtime.errors import IndexUnusableError

VERSION = 3
SIDES: tuple[Language, Language] = ("en", "zh")
_HEAD = 4


def other(language: Language) -> Language:
    """Return the language of the translations."""
    return SIDES[language == SIDES[0]]


def keys_of(phrase: str) -> frozenset[str]:
    """Return the keys by which the phrases are found that contain this one.

    They are its words in Latin letters and its pairs of neighbouring Han characters. A single Han character
    is a key of itself alone: too many phrases contain it.
    """
    found: set[str] = set()
    for word in phrase.split(" "):
        latin = word.isascii()
        found.update((word,) if latin else (word[at : at + 2] for at in range(max(1, len(word) - 1))))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a file says of itself; the shipped files have neither a checksum nor a mark."""

    forms: str
    mark: str
    checksum: int | None


def _contents(view: memoryview) -> tuple[_Head, memoryview, dict[str, memoryview]]:
    """Return what a file says of itself, its body, and the arrays in that.

    Raises:
        ValueError: It was made by another version or for another machine, or was cut off.

    """
    size = int.from_bytes(view[:_HEAD], "little")
    head = json.loads(bytes(view[_HEAD : _HEAD + size]))
    body = view[_HEAD + size :]
    if (head["version"], head["order"], head["size"]) != (VERSION, sys.byteorder, len(body)):
        raise ValueError(head["version"])
    arrays = {name: body[at : at + length].cast(kind) for name, (kind, at, length) in head["arrays"].items()}
    return _Head(head["forms"], head.get("mark", ""), head.get("checksum")), body, arrays


def _unusable(path: Path) -> IndexUnusableError:
    return IndexUnusableError(
        message("The lexicon {place} cannot be used.", place=str(path)),
        message("It is damaged, or was made for another kind of machine: make it again, or install anew."),
    )


class PhraseTable:
    """The pairs of one file. Phrases are told by their numbers, from 0, of their language.

    Raises:
        IndexUnusableError: The file is damaged, or was made by another version or for another machine.
        OSError: It cannot be read.

    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as stream:
                self._view = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
            self._head, self._body, arrays = _contents(self._view)
            self._sides = {language: _Side(arrays, language) for language in SIDES}
        except (ValueError, KeyError, TypeError) as error:
            raise _unusable(path) from error
        self._path = path

    @property
    def forms(self) -> str:
        """The fingerprint of what decided the forms of the words (`analyser_version.forms_fingerprint`).

        With another one than now, words whose forms have changed are not found.
        """
        return self._head.forms

    @property
    def mark(self) -> str:
        """What the file was made from, as its maker names it."""
        return self._head.mark

    def verify(self) -> None:
        """Read the whole file, and compare it with its checksum.

        Raises:
            IndexUnusableError: A byte has changed.

        """
        if crc32(self._body) != self._head.checksum:
            raise _unusable(self._path)

    def find(self, language: Language, phrase: str) -> int | None:
        """Return the number of a phrase, or None if it has no translation here."""
        text = phrase.encode()
        return self._sides[language].find(text, crc32(text))

    def held(self, language: Language) -> Filter:
        """Return the filter of the phrases."""
        return self._sides[language].held

    def begun(self, language: Language) -> Filter:
        """Return the filter of what longer phrases begin with (`phrase_filter.beginnings`)."""
        return self._sides[language].begun

    def phrase(self, language: Language, number: int) -> str:
        """Return a phrase."""
        return self._sides[language].phrases[number].decode()

    def senses(self, language: Language, number: int) -> int:
        """Return how many translations a phrase has."""
        return self._sides[language].senses_of(number)

    def total(self, language: Language, number: int) -> float:
        """Return how often a phrase was found with any translation."""
        return self._sides[language].total_of(number)

    def partners(self, language: Language, number: int) -> Iterator[tuple[int, float]]:
        """Yield the translations of a phrase and how often each was found, the most frequent first."""
        return self._sides[language].partners_of(number)

    def containing(self, language: Language, phrase: str) -> Iterator[int]:
        """Yield the phrases in which a phrase stands, itself among them."""
        return self._sides[language].containing(phrase)

    def beginning(self, language: Language, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` phrases with this prefix, in code point order."""
        texts, start = self._sides[language].phrases, prefix.encode()
        first = texts.place(start)
        found = (texts[at] for at in range(first, min(first + limit, len(texts))))
        return tuple(text.decode() for text in takewhile(methodcaller("startswith", start), found))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield all pairs: an English phrase and a Chinese one."""
        english, chinese = SIDES
        for number in range(self.size(english)):
            one = self.phrase(english, number)
            yield from ((one, self.phrase(chinese, partner)) for partner, _ in self.partners(english, number))

    def size(self, language: Language) -> int:
        """Return how many phrases there are."""
        return len(self._sides[language].phrases)


class _Texts:
    """Sorted texts."""

    def __init__(self, arrays: dict[str, memoryview], name: str) -> None:
        self._content, self._ends = arrays[name], arrays[f"{name}.ends"]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._content[self._ends[at] : self._ends[at + 1]])

    def place(self, text: bytes) -> int:
        """Return the number of the first text that is not before this one."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < text:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: bytes) -> int | None:
        at = self.place(text)
        return at if at < len(self) and self[at] == text else None


class _Side:
    """The phrases of one language."""

    def __init__(self, arrays: dict[str, memoryview], language: Language) -> None:
        self.phrases = _Texts(arrays, f"{language}.phrases")
        self.totals = arrays[f"{language}.totals"]
        self.held, self.begun = (Filter(arrays[f"{language}.{name}"]) for name in ("held", "begun"))
        self._keys = _Texts(arrays, f"{language}.keys")
        self._holding, self._holding_ends = (arrays[f"{language}.holding{end}"] for end in ("", ".ends"))
        self._partners, self._partner_ends = (arrays[f"{language}.partners{end}"] for end in ("", ".ends"))
        self._counts = arrays[f"{language}.counts"]

    def find(self, text: bytes, hashed: int) -> int | None:
        return self.phrases.find(text) if self.held.may_hold(hashed) else None

    def partners_of(self, number: int) -> Iterator[tuple[int, float]]:
        start, end = self._partner_ends[number], self._partner_ends[number + 1]
        counts = self._counts[start:end] if len(self._counts) else (1.0,) * (end - start)
        return zip(self._partners[start:end], counts, strict=True)

    def total_of(self, number: int) -> float:
        if len(self.totals):
            return float(self.totals[number])
        return float(self.senses_of(number))

    def senses_of(self, number: int) -> int:
        return int(self._partner_ends[number + 1] - self._partner_ends[number])

    def containing(self, phrase: str) -> Iterator[int]:
        lists = [self._holding_of(key) for key in keys_of(phrase)]
        wanted = f" {phrase} " if phrase.isascii() else phrase
        for number in min(lists, key=len, default=()):
            held = self.phrases[number].decode()
            if wanted in (f" {held} " if phrase.isascii() else held):
                yield number

    def _holding_of(self, key: str) -> Sequence[int]:
        at = self._keys.find(key.encode())
        return () if at is None else self._holding[self._holding_ends[at] : self._holding_ends[at + 1]]
