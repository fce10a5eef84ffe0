"""How an entry lies in a tantivy index: fields, columns to sort by, and what is kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, Entry, KeyField, Sort, TextField

STORED = "stored"
ID: Final = "id"
COLUMNS: dict[Sort, str] = {"document": "by_document", "date": "by_date", "-date": "by_latest"}
"""The column that each order goes by, ascending; among equals its text goes on with the order of pages."""

_TOKENIZER = "tokens"
_UNKNOWN = "~"
"""Sorts behind any date."""
_DESCENDING = str.maketrans("0123456789", "9876543210")
_SPECIAL = re.compile("[\t\n\f\r \x1b]")
_ESCAPED = re.compile("\x1b(..)")


def schema() -> Schema:
    """Return the fields of an index; every token of a text field has a position, every key a column."""
    builder = SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=True, tokenizer_name=_TOKENIZER)
    for key in KEY_FIELDS:
        builder.add_text_field(key, stored=key == ID, fast=True, tokenizer_name="raw", index_option="basic")
    for column in COLUMNS.values():
        builder.add_text_field(column, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def register(index: Index) -> None:
    """Teach an index to cut text where our tokens were joined; it forgets when it is closed."""
    index.register_tokenizer(_TOKENIZER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def document(entry: Entry) -> Document:
    """Return an entry as tantivy takes it."""
    made = Document()
    for field, tokens in entry.tokens.items():
        made.add_text(field, join(tokens))
    for key, values in entry.keys.items():
        for value in dict.fromkeys(values):
            made.add_text(key, value)
    made.add_text(ID, entry.id)
    made.add_text("document", entry.document)
    date = entry.date or _UNKNOWN
    made.add_text(COLUMNS["document"], entry.order)
    made.add_text(COLUMNS["date"], f"{date} {entry.order}")
    made.add_text(COLUMNS["-date"], f"{date.translate(_DESCENDING)} {entry.order}")
    made.add_bytes(STORED, entry.stored.encode("utf-8"))
    return made


def join(tokens: Iterable[str]) -> str:
    """Write tokens as the text that tantivy cuts into them again."""
    return " ".join(_SPECIAL.sub(_escape, token) for token in tokens)


def split(text: str) -> list[str]:
    """Read what `join` wrote."""
    return [_ESCAPED.sub(_unescape, token) for token in text.split(" ")] if text else []


def written(field: TextField | KeyField, term: str) -> str:
    """Return a token or key as it lies in the index."""
    return term if field in KEY_FIELDS else _SPECIAL.sub(_escape, term)


def read(field: TextField | KeyField, term: str) -> str:
    """Read what lies in the index."""
    return term if field in KEY_FIELDS else _ESCAPED.sub(_unescape, term)


def _escape(found: re.Match[str]) -> str:
    return f"\x1b{ord(found[0]):02x}"


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def is_known(term: str) -> bool:
    """Tell whether a term can stand in an index: a lone surrogate, which no text holds, cannot."""
    return term.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in term)
