"""Prints the wording of a question as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.query.ast import Wording


def printed(wording: Wording) -> str:
    """Return the text of a wording; for one that was not changed, what was typed, in plain letters."""
    return "".join([part for one in wording.lexemes for part in (one.before, one.text)]) + wording.rest
