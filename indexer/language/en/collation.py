"""Sort English names by their letters."""

from __future__ import annotations

from unicodedata import normalize


def sort_key(name: str) -> bytes:
    """Return the sort key of a name: accents and case do not count."""
    return normalize("NFKD", name).encode("ascii", "ignore").lower()


def initial(name: str) -> str:
    """Return the first letter of a name, as a capital letter."""
    return sort_key(name)[:1].decode().upper()
