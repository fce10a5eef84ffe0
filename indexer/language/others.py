"""Other languages, which are told from those of the library to be refused; see the table `others.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Other:
    """Another language: its name in English, its script, and its commonest words in small letters."""

    name: str
    script: str
    words: frozenset[str]


@cache
def others() -> tuple[Other, ...]:
    """Return all other languages that are known."""
    lines = Path(__file__).with_name("others.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(Other(name, script, frozenset(words.split())) for name, script, words in rows)
