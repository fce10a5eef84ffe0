"""How an entry lies in a tantivy index: fields, columns to sort by, and what is kept of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, get_args

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from indexer.engines.base import FAVOUR, KEY_FIELDS, TEXT_FIELDS, Entry, KeyField, Sort, TextField
from indexer.model import Language

STORED = "stored"
ID: Final = "id"
COLUMNS: dict[Sort, str] = {"document": "by_document", "date": "by_date", "-date": "by_latest"}
"""The column that each order goes by, ascending; among equals its text goes on with the order of pages."""

PAIRS: dict[TextField, str] = {"exact": "exact_pairs", "lead_exact": "lead_exact_pairs"}
"""Fields that hold two neighbouring tokens of one character each, as Han characters are, as one token. Where
two frequent characters stand together is then read, instead of being found out position by position."""
FAVOURS = {language: f"favour_{language}" for language in get_args(Language)}
"""The column by which scores are multiplied for readers of a language."""
SHAPE: tuple[KeyField, ...] = ("language", "kind", "part", "edition")
"""Fields with few values, which one column holds together: four are counted in the time of one."""
SHAPES: Final = "shape"

_TOKENIZER = "tokens"
_BREAK = "-"
"""Stands among pairs for whatever is none, so that those on both sides are no neighbours."""
_WEIGHT = 2**FAVOUR - 2
"""Tantivy multiplies by the binary logarithm of two more than what a column holds."""
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
    for pairs in PAIRS.values():
        builder.add_text_field(pairs, tokenizer_name=_TOKENIZER)
    for favour in FAVOURS.values():
        builder.add_float_field(favour, fast=True)
    builder.add_text_field(SHAPES, fast=True, tokenizer_name="raw", index_option="basic")
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
        if field in PAIRS:
            made.add_text(PAIRS[field], join(_pairs(tokens)))
    for key, values in entry.keys.items():
        for value in dict.fromkeys(values):
            made.add_text(key, value)
    made.add_text(ID, entry.id)
    made.add_text("document", entry.document)
    date = entry.date or _UNKNOWN
    made.add_text(COLUMNS["document"], entry.order)
    made.add_text(COLUMNS["date"], f"{date} {entry.order}")
    made.add_text(COLUMNS["-date"], f"{date.translate(_DESCENDING)} {entry.order}")
    for language in entry.keys.get("language", ()):
        if language in FAVOURS:
            made.add_float(FAVOURS[language], _WEIGHT)
    made.add_text(SHAPES, json.dumps([[*dict.fromkeys(entry.keys.get(key, ()))] for key in SHAPE]))
    made.add_bytes(STORED, entry.stored.encode("utf-8"))
    return made


def _pairs(tokens: Sequence[str]) -> Iterator[str]:
    broken = False
    for first, second in pairwise(tokens):
        paired = is_paired((first, second))
        if paired or not broken:
            yield first + second if paired else _BREAK
        broken = not paired


def is_paired(tokens: Sequence[str]) -> bool:
    """Tell whether a phrase of these tokens can be asked for in pairs."""
    return len(tokens) > 1 and all(len(token) == 1 for token in tokens)


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
