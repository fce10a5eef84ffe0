"""The profiles: one module for each kind of document, chosen by its symbol and its masthead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.structure.profiles.base import REPORT, Profile
from indexer.structure.profiles.record import Summary, Verbatim
from indexer.structure.profiles.resolution import RESOLUTION

if TYPE_CHECKING:
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.masthead import Masthead

PROFILES: tuple[Profile, ...] = (
    # The first profile that accepts a document divides it. A report accepts all the rest, so it comes last.
    Verbatim(),
    Summary(),
    RESOLUTION,
    REPORT,
)


def chosen(symbol: str, head: Masthead, text: Sequence[PrintedLine]) -> Profile:
    """Return the profile of a document; for arguments see `Profile.accepts`."""
    return next(one for one in PROFILES if one.accepts(symbol, head, text))
