"""A question to the list of events: a query, narrowed by organizers and places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from indexer.names import organizations
from indexer.query import arguments
from indexer.query.question import Question
from indexer.text.normalising import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.model.document import Language
    from indexer.model.query import Query

OWN = ("organizer", "place")
"""Parameters that only the list of events has; repeated, they are alternatives."""


@dataclass(frozen=True)
class EventQuery:
    """A question about events; `organizers` and `places` are parts of names, as typed.

    With a `reader`, an event that is found in both languages is shown in the reader's only.
    """

    query: Query
    organizers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    reader: Language | None = None

    @cached_property
    def question(self) -> Question:
        """The query after parsing, once for the list and for the links of its page."""
        return Question.of(self.query)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of a name and a value that belong to the organizers and places."""
        organizers = tuple(("organizer", name) for name in self.organizers)
        return (*organizers, *(("place", name) for name in self.places))


def parse(pairs: Iterable[tuple[str, str]]) -> EventQuery:
    """Read a question about events; raises the same errors as `arguments.parse`."""
    given = list(pairs)
    organizers, places = (tuple(_values(given, name)) for name in OWN)
    query = arguments.parse((key, value) for key, value in given if key not in OWN)
    return EventQuery(query, organizers, places)


def _values(pairs: list[tuple[str, str]], name: str) -> dict[str, None]:
    """Return the values of one name, each once; empty values count as not given."""
    given = (" ".join(value.split()) for key, value in pairs if key == name)
    return dict.fromkeys(filter(None, given))


def organized(parts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that contain one of the parts, or that name the organization of a part otherwise."""
    typed, known = tuple(parts), tuple(names)
    wanted = {one.code for part in typed if (one := organizations.lookup(part))}
    same = (name for name in known if wanted & {one.organization.code for one in organizations.find(name)})
    return tuple(dict.fromkeys((*naming(typed, known), *(same if wanted else ()))))


def naming(parts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that contain one of the parts, whatever their script, width and case."""
    wanted = [comparable(part) for part in parts]
    return tuple(name for name in names if any(part in comparable(name) for part in wanted))
