"""How entries are stored in OpenSearch: fields, escapes, and the other documents of an index.

An index holds three kinds of documents, which differ in their fields:

    born, sequence, text.*, key.*     an entry; `born` is the generation (see `generations`) that brought it
    generation, layout, mark          the mark of a generation
    vocabulary, term                  a token that a text field holds or has held; prefixes are found among
                                      these, since the text field itself would have to be kept in memory
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, Entry, KeyField, TextField
from indexer.engines.opensearch.transport import Json

LAYOUT = 1
"""The version of the documents' form; it is raised whenever that changes."""

_SEPARATOR = "\n"
_ESCAPE = "\ue000"
_FORBIDDEN = re.compile(f"[\ud800-\udfff{_SEPARATOR}{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})?")
_LONGEST, _KEPT = 5_000, 4_000
"""A token of up to 5,000 code points (20,000 bytes) is kept whole; of a longer one, 4,000 are kept."""
_UNCUT = 1 << 20
"""The tokenizer's limit, longer than any token, so that no token is cut."""
_ROOM = 1 << 34
"""The largest number of entries in one generation."""

_POINTS = {"type": "keyword", "index": False}


def settings(shards: int, replicas: int) -> Json:
    """Return settings and mapping for a new index.

    Tokens are joined with one character and split at it again, so that positions are those that we give. The
    index is refreshed only by request. BM25 is that of the reference engine, with the factor (k1 + 1), so
    that what `Boost` adds has the same weight.
    """
    analysis = {
        "tokenizer": {
            "ours": {
                "type": "char_group",
                "tokenize_on_chars": [_SEPARATOR],
                "max_token_length": _UNCUT,
            }
        },
        "analyzer": {"ours": {"type": "custom", "tokenizer": "ours"}},
    }
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": -1,
            "similarity": {"default": {"type": "LegacyBM25", "k1": 1.2, "b": 0.75}},
            "analysis": analysis,
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": ["key.id", "stored", "layout", "mark", "term"]},
            "properties": {
                "born": {"type": "long"},
                "sequence": {"type": "long", "index": False},
                "order": _POINTS,
                "date": _POINTS,
                "stored": {"type": "keyword", "index": False, "doc_values": False},
                "text": {
                    "properties": {field: {"type": "text", "analyzer": "ours"} for field in TEXT_FIELDS}
                },
                "key": {"properties": {field: {"type": "keyword"} for field in KEY_FIELDS}},
                "generation": {"type": "long"},
                "layout": {"type": "long", "index": False},
                "mark": {"type": "keyword", "index": False, "doc_values": False},
                "vocabulary": {"type": "keyword"},
                "term": {"type": "keyword"},
            },
        },
    }


def document(entry: Entry, generation: int, number: int) -> Json:
    """Return an entry as a document of OpenSearch.

    Args:
        entry: The entry.
        generation: The generation that brings it.
        number: The number of the entry in this generation, from 0.

    """
    keys: dict[str, tuple[str, ...]] = {str(name): values for name, values in entry.keys.items()}
    keys |= {"id": (entry.id,), "document": (entry.document,)}
    found = {
        "born": generation,
        "sequence": generation * _ROOM + number,
        "order": escape(entry.order),
        "stored": escape(entry.stored),
        "text": {name: joined(tokens) for name, tokens in entry.tokens.items() if tokens},
        "key": {name: [escape(value) for value in dict.fromkeys(values)] for name, values in keys.items()},
    }
    return found | ({"date": escape(entry.date)} if entry.date else {})


def vocabulary(tokens: Mapping[TextField, Iterable[str]]) -> dict[str, Json]:
    """Return the vocabulary documents for the tokens of an entry, by their ids."""
    found = {}
    for field, values in tokens.items():
        for token in set(values):
            digest = hashlib.blake2b(f"{field} {token_of(token)}".encode(), digest_size=12).hexdigest()
            found[f"term-{digest}"] = {"vocabulary": field, "term": token_of(token)}
    return found


def mark(generation: int, text: str) -> Json:
    """Return the document that holds the mark of a generation."""
    return {"generation": generation, "layout": LAYOUT, "mark": escape(text)}


def mark_id(generation: int) -> str:
    """Return the id of the document that holds the mark of a generation."""
    return f"mark-{generation}"


def path(field: TextField | KeyField) -> str:
    """Return the full name of a field in an entry's document."""
    return f"key.{field}" if field in KEY_FIELDS else f"text.{field}"


def joined(tokens: Iterable[str]) -> str:
    """Return tokens as one text; an empty token still takes a position."""
    return _SEPARATOR.join(token_of(token) for token in tokens)


def token_of(token: str) -> str:
    """Return a token as it is written in the index; a longer one is cut and a hash is added.

    OpenSearch allows 32,766 bytes for a term.
    """
    if len(token) > _LONGEST:
        token = f"{token[:_KEPT]} {hashlib.blake2b(escape(token).encode()).hexdigest()}"
    return escape(token) or _ESCAPE


def escape(text: str) -> str:
    """Return a text in which separators, lone surrogates and the escape character itself are escaped."""
    return _FORBIDDEN.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """Return the text that `escape` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "", text)
