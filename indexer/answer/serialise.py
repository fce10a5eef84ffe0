"""Writes answers as JSON, field by field from the records of `indexer.model.results`."""

from __future__ import annotations

from msgspec import json


def to_json(value: object) -> bytes:
    """Return a record as a JSON object in UTF-8; the fields keep their order, dates are in ISO form."""
    return json.encode(value)
