"""Answers as JSON: the dataclasses of `indexer.answer.results`, field by field."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def to_json(value: object) -> bytes:
    """Return a dataclass as one JSON object in UTF-8, its fields in order and dates in ISO form."""
    return _adapter(type(value)).dump_json(value)


@cache
def _adapter(shape: type) -> TypeAdapter[object]:
    from pydantic import TypeAdapter

    return TypeAdapter(shape)
