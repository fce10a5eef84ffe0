"""Says in words how a question was read: how it was relaxed, and why a word has other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.model.messages import listed, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.model.messages import Message
    from indexer.model.query import Reason
    from indexer.model.results import Relaxed

REASONS: Mapping[Reason, Message] = {
    "abbreviation": message("also searched for, as documents abbreviate it:"),
    "name": message("also searched for, by its other names:"),
    "spelling": message("also searched for, as it is also written:"),
    "near": message("also searched for, as a near word:"),
}
"""What stands before the other forms of a word, by the reason why they are searched for."""


def relaxed_line(relaxed: Relaxed) -> Message:
    """Return in one line how many words of a question each hit has, and which words none of them has."""
    told = message(
        "Nothing, or too little, has all {of} words; these have {matched} of them or more.",
        of=relaxed.of,
        matched=relaxed.matched,
    )
    if not relaxed.dropped:
        return told
    return message("{told} None of these has: {words}.", told=told, words=listed(relaxed.dropped))
