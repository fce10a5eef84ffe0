"""What is asked of the list of events: a question, narrowed by who organized them and where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.folding import fold
from indexer.query import arguments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.model import Language
    from indexer.query.question import Query

OWN = ("organizer", "place")
"""Parameters of the list of events beside those of a question; repeated, they are alternatives."""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """A question about events. `organizers` and `places` are parts of names, as typed.

    With a `reader`, an event that is found in the reader's language is left out in the other.
    """

    query: Query
    organizers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    reader: Language | None = None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs that stand beside those of the question."""
        organizers = tuple(("organizer", name) for name in self.organizers)
        return (*organizers, *(("place", name) for name in self.places))


def parse(pairs: Iterable[tuple[str, str]]) -> EventQuery:
    """Read a question about events; raises what `arguments.parse` raises."""
    given = list(pairs)
    organizers, places = (tuple(_values(given, name)) for name in OWN)
    query = arguments.parse((key, value) for key, value in given if key not in OWN)
    return EventQuery(query, organizers, places)


def _values(pairs: list[tuple[str, str]], name: str) -> dict[str, None]:
    """Return the values of one name, each once; empty values count as not given."""
    given = (" ".join(value.split()) for key, value in pairs if key == name)
    return dict.fromkeys(filter(None, given))


def naming(parts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that hold one of the parts, in any script, width and case."""
    wanted = [fold(part) for part in parts]
    return tuple(name for name in names if any(part in fold(name) for part in wanted))
