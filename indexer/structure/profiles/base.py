"""What a profile is: how the documents of one kind differ from a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.masthead import Masthead
    from indexer.structure.walker import Walker

Step: TypeAlias = "Callable[[PrintedLine], bool]"
"""Looks at the line at which the walker stands; takes it, with others below it, or returns False."""


class Profile(Protocol):
    """What is known of the documents of one kind."""

    @property
    def name(self) -> str:
        """The key of the kind, such as `resolution`."""

    def accepts(self, symbol: str, head: Masthead, text: Sequence[PrintedLine], /) -> bool:
        """Tell whether a document is of this kind.

        Args:
            symbol: Its symbol, in key form.
            head: What its masthead says.
            text: The lines below the masthead.

        """

    def steps(self, walker: Walker, /) -> tuple[Step, ...]:
        """Return the steps that are tried at each line before those that all documents share."""


@dataclass(frozen=True, slots=True)
class Report:
    """The kind of all documents that no other profile accepts: numbered paragraphs under headings."""

    name: str = "report"

    def accepts(self, _symbol: str, _head: Masthead, _text: Sequence[PrintedLine]) -> bool:
        """Accept any document."""
        return True

    def steps(self, _walker: Walker) -> tuple[Step, ...]:
        """Return no step: those that all documents share make a report."""
        return ()


REPORT = Report()
