"""Answers as JSON: the dataclasses of `indexer.answer.results`, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_adapters: dict[type, TypeAdapter[object]] = {}


def to_json(value: object) -> bytes:
    """Return a dataclass as one JSON object in UTF-8, its fields in order and dates in ISO form."""
    from pydantic import TypeAdapter

    shape = type(value)
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape].dump_json(value)
