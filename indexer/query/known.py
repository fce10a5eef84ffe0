"""The protocol of what the planner asks about the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from indexer.names.instruments import Instrument


class Known(Protocol):
    """What the planner needs to know about the library."""

    def symbols(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols, held or cited, that begin with `prefix`."""

    def first_units(self, symbol: str, parts: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the id of the first unit of each language version held of a document, or of its parts."""

    def begun(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols held that begin with `prefix`: itself first, then in their order; some only."""

    def days(self, symbol: str) -> tuple[str, ...]:
        """Return the ISO dates of the versions held of a document."""

    def issued(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the first units of the documents with some values of a field; some only."""

    def holds(self, symbol: str, parts: tuple[str, ...], paragraph: str) -> bool:
        """Tell whether a document has a unit with this value of `para`, in these parts or in any."""

    def instruments(self) -> tuple[Instrument, ...]:
        """Return the instruments that the library holds, with their names."""

    def has_value(self, token: str) -> bool:
        """Tell whether a text has this token in the field `values`."""

    def speaks(self, symbol: str, speaker: str) -> bool:
        """Tell whether someone speaks in a document, by the key of the name."""

    def synonyms(self, text: str) -> tuple[str, ...]:
        """Return the other forms of an abbreviation, as documents define it."""

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return at most `limit` tokens of the field `exact` that begin with `prefix`."""

    def has_year(self, year: str) -> bool:
        """Tell whether a document of this year is held."""

    def in_pieces(self, word: str) -> tuple[str, ...]:
        """Return how a word is written in pieces in some unit: `u.n.` for `un`."""

    def has_word(self, word: str) -> bool:
        """Tell whether some unit has a word of the stem of this one."""

    def has_phrase(self, words: tuple[str, ...]) -> bool:
        """Tell whether some unit has these words beside one another."""
