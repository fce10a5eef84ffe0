"""Reads a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`), and splits it by document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

PARTS = 4
"""How many parts the documents have; one part is searched, from the others is learned."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence in both languages; `document` is the id of its document in the corpus."""

    document: str
    en: str
    zh: str

    @property
    def part(self) -> int:
        """The part, from 0 to PARTS - 1, to which the document belongs by the hash of its id."""
        hashed = md5(self.document.encode(), usedforsecurity=False).hexdigest()
        return int(hashed, 16) % PARTS

    @property
    def symbol(self) -> str:
        """The symbol of the document, as far as the id tells it: `2015/s/res/2204__2015_`."""
        bare = self.document.partition("/")[2].upper()
        return re.sub("__([0-9]{4})_", r"(\1)", bare).replace("_", ".")


def read(folder: Path) -> list[SentencePair]:
    """Return the pairs in the order of the files."""
    names, en, zh = (
        (folder / f"devset.{end}").read_text("utf-8").splitlines() for end in ("ids", "en", "zh")
    )
    rows = zip(names, en, zh, strict=True)
    return [SentencePair(name.split()[0], one, other) for name, one, other in rows]


def split(pairs: list[SentencePair], searched: int = 0) -> tuple[list[SentencePair], list[SentencePair]]:
    """Return the pairs to learn from, and those to search, which are the part with this number."""
    return [one for one in pairs if one.part != searched], [one for one in pairs if one.part == searched]
