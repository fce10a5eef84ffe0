"""Read the pairs of a TMX 1.4b file, one by one, whatever its size.

Of each unit the first Chinese and the first English variant are read. Text inside `hi` belongs to the
sentence; `bpt`, `ept`, `it`, `ph` and `ut` hold codes of a program, which are left out; a `sub` inside them
is a text of its own, which is put behind the sentence. The document of a unit is the first `prop` of it, else
of the header, that is a symbol.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from indexer.model.document import Language
from indexer.reading.bitext.pairs import LONGEST, Pair, clean, language_of, symbol_of, too_long
from indexer.reading.files import explained, open_regular
from indexer.reading.strict_xml import StrictXml
from indexer.runtime.errors import InputError

_BLOCK = 1 << 16
_DEEPEST = 200
"""How deep elements may lie in one another."""
_CODES = {"bpt", "ept", "it", "ph", "ut"}
_HEAD = ("<tmx", "<!doctype tmx")
_DTD = ("tmx14.dtd", "tmx13.dtd", "tmx12.dtd", "tmx11.dtd")
"""The names of the DTDs of TMX, which a file may name; they are not read."""
_SAVE = "Export it again as TMX 1.4b."


def is_tmx(head: bytes) -> bool:
    """Tell whether a file begins like TMX; `head` are its first bytes."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, "ignore").lstrip().lower()
    return text.startswith(("<?xml", "<!--", *_HEAD)) and any(mark in text for mark in _HEAD)


def pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of sentences of a TMX file, in its order.

    Raises:
        InputError: The file cannot be read, is broken, declares entities, or has a text that is too long.

    """
    with explained(path):
        stream = BufferedReader(open_regular(path))
    units = _Units(str(path))
    with stream:
        while True:
            with explained(path):
                block = stream.read(_BLOCK)
            units.feed(block)
            while units.found:
                yield units.found.popleft()
            if not block:
                return


class _Units(StrictXml):
    """Collects the units of a file while its XML is parsed."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "TMX", _SAVE)
        self.found: deque[Pair] = deque()
        self._open: list[str] = []
        self._header_symbol = self._symbol = ""
        self._language: Language | None = None
        self._texts: dict[Language, str] = {}
        self._value: list[str] | None = None  # of a prop
        self._sentence: list[str] | None = None
        self._asides: list[str] = []
        self._places: list[list[str] | None] = []  # where the text inside each open inline element goes
        self._length = 0

    def _doctype(self, _name: str, system: str | None, _public: str | None, internal: int) -> None:
        if internal or (system is not None and system.rpartition("/")[2].lower() not in _DTD):
            raise InputError(
                f"{self._name} has a document type of its own, which is not read.",
                f"{_SAVE} It needs no DOCTYPE.",
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._error(f"it begins with <{name[:40]}>")
        if len(self._open) >= _DEEPEST:
            raise self._error("its elements lie too deep in one another")
        self._open.append(name)
        if self._sentence is not None:
            self._places.append(self._place_in(name))
        elif name == "tu":
            self._symbol, self._texts = "", {}
        elif name == "tuv":
            self._language = language_of(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif name == "seg" and self._language is not None and self._language not in self._texts:
            self._sentence, self._asides, self._length = [], [], 0
            self._places = [self._sentence]
        elif name == "prop":
            self._value, self._length = [], 0

    def _place_in(self, name: str) -> list[str] | None:
        """Return where the text inside an inline element goes; None where it is left out."""
        if name in _CODES:
            return None
        if name == "sub":
            self._asides.append(" ")
            return self._asides
        return self._places[-1]

    def _characters(self, text: str) -> None:
        place = self._places[-1] if self._sentence is not None else self._value
        if place is None:
            return
        self._length += len(text)
        if self._length > LONGEST:
            raise too_long(self._name, f"the text in line {self._parser.CurrentLineNumber:,}")
        place.append(text)

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._sentence is not None:
            self._places.pop()
            if name == "seg" and not self._places and self._language is not None:
                self._texts[self._language] = clean("".join([*self._sentence, *self._asides]))
                self._sentence = None
        elif name == "prop" and self._value is not None:
            self._named(symbol_of("".join(self._value)))
            self._value = None
        elif name == "tuv":
            self._language = None
        elif name == "tu" and any(self._texts.values()):
            symbol = self._symbol or self._header_symbol
            self.found.append(Pair(self._texts.get("zh", ""), self._texts.get("en", ""), symbol))

    def _named(self, symbol: str) -> None:
        """Keep the symbol that a prop has told, unless one was told before."""
        if "tu" in self._open:
            self._symbol = self._symbol or symbol
        else:
            self._header_symbol = self._header_symbol or symbol
