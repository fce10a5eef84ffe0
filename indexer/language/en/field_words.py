"""English words by which a filter can be typed in a question besides the names of fields: `country:Chile`."""

from __future__ import annotations

FIELD_WORDS = {
    "country": ("state",), "organisation": ("organization",), "org": ("organization",),
    "treaty": ("organization",), "body": ("organ", "organization"), "paragraph": ("para",),
    "lang": ("language",),
}  # fmt: skip
"""For each word the fields that it may mean; the first that takes the value is meant."""
