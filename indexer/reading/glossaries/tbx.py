"""Read a glossary in TBX: the older form (`termEntry`) and that of ISO 30042:2019 (`conceptEntry`).

An entry has terms in several languages; each English one is paired with each Chinese one, but for those that
the entry calls deprecated or superseded. Entities are not read, and a file that declares any is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.reading.bitext.pairs import language_of
from indexer.reading.strict_xml import StrictXml
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from indexer.model.document import Language
    from indexer.reading.glossaries.rows import Rows

_ENTRIES = {"termEntry", "conceptEntry"}
_LANGUAGES = {"langSet", "langSec"}
_TERMS = {"tig", "ntig", "termSec"}
_NOTES = {"termNote"}
_REJECTED = ("deprecatedterm", "supersededterm")
_DEEPEST = 100
"""How deep elements may lie in one another."""
_MOST_TERMS = 20
"""How many terms of a language an entry may have; further ones are left aside."""
_LONGEST = 10_000
"""The longest text of a term or a note, in code points."""
_BLOCK = 1 << 16
_SAVE = "Export it again as TBX, or as CSV."


def is_tbx(data: bytes) -> bool:
    """Tell whether a file begins as XML does; a table never does."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    start = data[:256].decode(encoding, "ignore").lstrip()
    return start.startswith(("<?xml", "<!--", "<!DOCTYPE", "<martif", "<tbx", "<TBX"))


def read(data: bytes, name: str, rows: Rows) -> None:
    """Read a TBX file.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.
        rows: Takes the pairs of its terms.

    Raises:
        InputError: It is broken, is no TBX, or declares entities.

    """
    entries = _Entries(name, rows)
    for start in range(0, len(data), _BLOCK):
        entries.feed(data[start : start + _BLOCK])
    entries.feed(b"")


class _Entries(StrictXml):
    """Takes the entries of a file while its XML is parsed."""

    def __init__(self, name: str, rows: Rows) -> None:
        super().__init__(name, "TBX", _SAVE, namespace_separator=" ")
        self._rows = rows
        self._open: list[str] = []
        self._number = 0
        self._language: Language | None = None
        self._terms: dict[Language, list[str]] = {"en": [], "zh": []}
        self._term = ""
        self._is_rejected = False
        self._text: list[str] | None = None
        self._length = 0

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise InputError(f"{self._name} has a document type of its own, which is not read.", _SAVE)

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = _local(qualified)
        if not self._open and name not in ("martif", "tbx", "TBX"):
            raise self._error(f"it begins with <{name[:40]}>")
        if len(self._open) >= _DEEPEST:
            raise self._error("its elements lie too deep in one another")
        self._open.append(name)
        if name in _ENTRIES:
            self._number += 1
            self._terms = {"en": [], "zh": []}
        elif name in _LANGUAGES:
            tags = (value for key, value in attributes.items() if _local(key) == "lang")
            self._language = language_of(next(tags, ""))
        elif name in _TERMS:
            self._term, self._is_rejected = "", False
        elif name == "term" or name in _NOTES:
            self._text, self._length = [], 0

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._length += len(text)
            if self._length > _LONGEST:
                raise self._error("a term is too long")
            self._text.append(text)

    def _end(self, qualified: str) -> None:
        name = _local(qualified)
        self._open.pop()
        if name == "term":
            self._term = self._ended()
        elif name in _NOTES:
            self._is_rejected |= self._ended().strip().lower().startswith(_REJECTED)
        elif name in _TERMS:
            self._keep()
        elif name in _LANGUAGES:
            self._language = None
        elif name in _ENTRIES:
            self._take()

    def _ended(self) -> str:
        """Return the text of the element that ends."""
        text, self._text = "".join(self._text or ()), None
        return text

    def _keep(self) -> None:
        """Keep the term that was read, if it is in one of both languages and may be used."""
        if self._language and self._term.strip() and not self._is_rejected:
            terms = self._terms[self._language]
            if len(terms) < _MOST_TERMS:
                terms.append(self._term)

    def _take(self) -> None:
        """Take each English term of an entry with each Chinese one; one that lacks a side is told of."""
        for english in self._terms["en"] or [""]:
            for chinese in self._terms["zh"] or [""]:
                self._rows.take(self._number, english, chinese, self._name)


def _local(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2].rpartition(":")[2]
