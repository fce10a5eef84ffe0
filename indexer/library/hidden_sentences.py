"""Finds the sentences of bitexts that are not shown, since other editions of their documents are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from indexer.alignment import align
from indexer.indexing import file_entries
from indexer.library import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import Language
    from indexer.model.holding import Holding
    from indexer.runtime.config import LibraryConfig


class HiddenSentences(Struct, frozen=True, gc=False):
    """The sentences of a document in both languages, one of which at least is not shown."""

    english: Holding
    chinese: Holding

    @property
    def origins(self) -> str:
        """What both were made from."""
        return f"{self.english.symbol} {self.english.origin} {self.chinese.origin}"


def hidden_sentences(config: LibraryConfig) -> tuple[HiddenSentences, ...]:
    """Return the documents of bitexts that are not shown in both languages.

    Raises:
        ConfigError: A manifest or a catalog cannot be read.

    """
    shown = {one.key: one.edition for one in record.shown(config)}
    found: dict[str, dict[Language, Holding]] = {}
    for one in record.held(config):
        if one.edition == "excerpt":
            found.setdefault(one.symbol, {})[one.language] = one
    return tuple(
        HiddenSentences(held["en"], held["zh"])
        for held in found.values()
        if len(held) > 1 and any(shown.get(one.key) != "excerpt" for one in held.values())
    )


def pairs(found: HiddenSentences, largest: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of sentences of a document.

    Args:
        found: The document.
        largest: The largest size of its text, in bytes of UTF-8.

    """
    english, chinese = (
        file_entries.recognise(one, largest).paragraphs for one in (found.english, found.chinese)
    )
    for bead in align(english, chinese).beads:
        if bead.left and bead.right:
            yield (
                " ".join(english[at].text for at in bead.left),
                " ".join(chinese[at].text for at in bead.right),
            )
