"""How an entry is stored in a tantivy index: its fields, the columns for sorting, and its stored text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, get_args

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from indexer.engines.base import FAVOUR, KEY_FIELDS, TEXT_FIELDS, Entry, KeyField, Order, TextField
from indexer.model.document import Language
from indexer.model.fields import FEW

STORED = "stored"
TOKENS: Final = "tokens"
"""The stored tokens of all text fields, one line for each: one stored value is read faster than six."""
ID: Final = "id"
COLUMNS: dict[Order, str] = {"document": "by_document", "date": "by_date", "-date": "by_latest"}
"""For each order the column to sort by, ascending; `-document` sorts by that of `document`, descending.

Each value of `by_date` and `by_latest` ends with the entry's `order`, by which equal dates are sorted.
"""

PAIRS: dict[TextField, str] = {"exact": "exact_pairs", "lead_exact": "lead_exact_pairs"}
"""Fields that index each two neighbouring tokens of one character, as Han characters are, as one token.

A phrase of such tokens is then looked up by its pairs. That two frequent characters stand together is read
from the index, instead of being found by comparing the positions of both.
"""
FAVOURS = {language: f"favour_{language}" for language in get_args(Language)}
"""For each language the column by which scores are multiplied for readers of that language."""
SHAPE: tuple[KeyField, ...] = FEW
"""Fields with few values, which one column holds together: four are counted in the time of one."""
SHAPES: Final = "shape"
"""The column with the values of all fields in SHAPE: each value of it (a shape) is their JSON."""

_TOKENIZER = "tokens"
_BREAK = "-"
"""The token among pairs that stands for two tokens that make no pair.

Without it, pairs on both sides would be neighbours.
"""
_WEIGHT = 2**FAVOUR - 2
"""The value in a column of FAVOURS: tantivy multiplies by the binary logarithm of this value plus 2."""
_UNKNOWN = "~"
"""The date of entries without one; it sorts after any date."""
_DESCENDING = str.maketrans("0123456789", "9876543210")
_SPECIAL = re.compile("[\t\n\f\r \x1b]")
_ESCAPED = re.compile("\x1b(..)")


def schema() -> Schema:
    """Return the fields of an index; each text field has positions, and each key field has a column."""
    builder = SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER)
    for key in KEY_FIELDS:
        builder.add_text_field(key, stored=key == ID, fast=True, tokenizer_name="raw", index_option="basic")
    for sort, column in COLUMNS.items():
        builder.add_text_field(
            column, stored=sort == "document", fast=True, tokenizer_name="raw", index_option="basic"
        )
    for pairs in PAIRS.values():
        builder.add_text_field(pairs, tokenizer_name=_TOKENIZER)
    for favour in FAVOURS.values():
        builder.add_float_field(favour, fast=True)
    builder.add_text_field(SHAPES, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(STORED, stored=True)
    builder.add_bytes_field(TOKENS, stored=True)
    return builder.build()


def register(index: Index) -> None:
    """Register the tokenizer that splits text where `join` joined tokens.

    An index loses it when it is closed.
    """
    index.register_tokenizer(_TOKENIZER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def document(entry: Entry) -> Document:
    """Return an entry as a document of tantivy."""
    made = Document()
    texts = {field: join(tokens) for field, tokens in entry.tokens.items()}
    for field, text in texts.items():
        made.add_text(field, text)
        if field in PAIRS:
            made.add_text(PAIRS[field], join(_pairs(entry.tokens[field])))
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
    lines = "\n".join(texts.get(field, "") for field in TEXT_FIELDS)
    made.add_bytes(TOKENS, lines.encode("utf-8"))
    return made


def tokens(kept: Document, field: TextField) -> list[str]:
    """Return the tokens of a text field, as `document` stored them."""
    text: bytes = kept[TOKENS][0]
    return split(text.decode("utf-8").split("\n")[TEXT_FIELDS.index(field)])


def _pairs(tokens: Sequence[str]) -> list[str]:
    """Return the pairs of neighbouring tokens, and one _BREAK for each run of neighbours that are no pair."""
    if 1 not in map(len, tokens):  # as in most English texts
        return [_BREAK] if len(tokens) > 1 else []
    pairs: list[str] = []
    broken = False
    for first, second in pairwise(tokens):
        if len(first) == len(second) == 1:
            pairs.append(first + second)
            broken = False
        elif not broken:
            pairs.append(_BREAK)
            broken = True
    return pairs


def is_paired(tokens: Sequence[str]) -> bool:
    """Tell whether a phrase of these tokens can be looked up by its pairs."""
    return len(tokens) > 1 and all(len(token) == 1 for token in tokens)


def join(tokens: Sequence[str]) -> str:
    """Write tokens as the text that the tokenizer splits into these tokens again."""
    if _SPECIAL.search("".join(tokens)):
        return " ".join(_SPECIAL.sub(_escape, token) for token in tokens)
    return " ".join(tokens)


def split(text: str) -> list[str]:
    """Return the tokens of a text that `join` wrote."""
    return [_ESCAPED.sub(_unescape, token) for token in text.split(" ")] if text else []


def written(field: TextField | KeyField, term: str) -> str:
    """Return a token or key as it is written in the index."""
    return term if field in KEY_FIELDS else _SPECIAL.sub(_escape, term)


def read(field: TextField | KeyField, term: str) -> str:
    """Return the token or key for a term of the index."""
    return term if field in KEY_FIELDS else _ESCAPED.sub(_unescape, term)


def _escape(found: re.Match[str]) -> str:
    return f"\x1b{ord(found[0]):02x}"


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def is_known(term: str) -> bool:
    """Tell whether a term can stand in an index at all; one with a lone surrogate cannot."""
    return term.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in term)
