"""Finds the texts that are held in both languages; digests, which are no texts of the UN, are left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from indexer.alignment import align
from indexer.engines.base import Filter
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.answer.documents import HeldDocuments
    from indexer.model.document import Language
    from indexer.model.stored import Head, StoredHead, StoredUnit

_AT_ONCE = 500
"""Of how many documents the engine is asked in one request."""


class Versions(Struct, frozen=True, gc=False):
    """A document held in English and in Chinese."""

    english: StoredHead
    chinese: StoredHead

    @property
    def symbol(self) -> str:
        """The symbol of the document."""
        return self.english.head.symbol

    @property
    def origins(self) -> str:
        """What both versions were made from."""
        return f"{self.symbol} {self.english.origin} {self.chinese.origin}"


def versions(held: HeldDocuments) -> tuple[Versions, ...]:
    """Return the documents held in both languages, the newest first."""
    languages = _languages(held.heads(limit=None))
    wanted = [symbol for symbol, held_in in languages.items() if len(held_in) > 1]
    found: dict[tuple[str, Language], StoredHead] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for stored in held.stored_heads(wanted[start : start + _AT_ONCE]):
            found[stored.head.symbol, stored.head.language] = stored
    both = (Versions(found[symbol, "en"], found[symbol, "zh"]) for symbol in wanted)
    comparable = (one for one in both if _are_comparable(one.english.head, one.chinese.head))
    return tuple(sorted(comparable, key=lambda one: _day(one.english.head), reverse=True))


def are_in_both(held: HeldDocuments, touched: Iterable[tuple[str, Language]]) -> bool:
    """Tell whether a document is or was held in both languages.

    Args:
        held: The documents held now.
        touched: The symbol and the language of each document that was added or removed, digests left out.

    """
    changed: dict[str, set[Language]] = {}
    for symbol, language in touched:
        changed.setdefault(symbol, set()).add(language)
    now = _languages(stored.head for stored in held.stored_heads(changed)) if changed else {}
    return any(len(languages | now.get(symbol, set())) > 1 for symbol, languages in changed.items())


def pairs(held: HeldDocuments, both: Versions) -> Iterator[tuple[str, str]]:
    """Yield the English and the Chinese text of the units of a document that say the same."""
    deadline.check()
    english, chinese = (_units(held, stored.head) for stored in (both.english, both.chinese))
    aligned = align([one.paragraph for one in english], [one.paragraph for one in chinese])
    for bead in aligned.beads:
        if bead.left and bead.right:
            yield _text(english, bead.left), _text(chinese, bead.right)


def _languages(heads: Iterable[Head]) -> dict[str, set[Language]]:
    """Return for each document in which languages a text of the UN, and not a digest, is held of it."""
    languages: dict[str, set[Language]] = {}
    for head in heads:
        if head.edition != "digest":
            languages.setdefault(head.symbol, set()).add(head.language)
    return languages


def _are_comparable(one: Head, other: Head) -> bool:
    """Tell whether both versions are whole, or both are the sentences of a bitext."""
    return (one.edition == "excerpt") == (other.edition == "excerpt")


def _day(head: Head) -> date:
    return head.date or date.min


def _units(held: HeldDocuments, head: Head) -> tuple[StoredUnit, ...]:
    return held.units(Filter("document", (f"{head.symbol}:{head.language}",)))


def _text(units: tuple[StoredUnit, ...], places: Iterable[int]) -> str:
    return "\n".join(units[at].paragraph.text for at in places)
