"""The cells of a row become an event: its days, its place, and whether it was held or joined from afar."""

from __future__ import annotations

import re

from indexer.folding import fold
from indexer.model import Event
from indexer.names import dates

_NAME_ENDS = re.compile(r"(?:\bof|共和国|多民族国|联邦)$")
"""What ends a bracket that is part of a State's name: Iran (Islamic Republic of), 玻利维亚(多民族国)."""
_REMOTE = re.compile(
    r"虚拟|视频|网络|网上|在线|线上|远程|电话|skype|zoom|webex|teams"
    r"|\b(?:virtual|online|on-line|video|remote|webinar|tele(?:phone|conference)|hybrid)"
)


def event(cells: tuple[str, str, str, str], year: int | None, category: str | None) -> Event:
    """Return an event; the cells are date, description, organizers and place.

    Its dates take `year` where they name none; who its organizers are is left to `indexer.names`.

    `virtual` says that the cell of the place names a remote means, of the event or of the Committee's part
    in it: `虚拟会议`, `新德里 (通过 Skype介绍)`, `维也纳(主席视频致辞)`. Where the cell names only the means,
    that is the note, and the place is empty.
    """
    date_text, description, organizers, place = cells
    where, note = split_place(place)
    return Event(
        dates=tuple(span for found in dates.find(date_text, year) for span in found.spans),
        date_text=date_text,
        description=description,
        organizers=(),
        organizers_text=organizers,
        place=where,
        place_note=note,
        virtual=bool(_REMOTE.search(fold(place))),
        category=category,
    )


def split_place(text: str) -> tuple[str, str]:
    """Return a place and what stands in brackets behind it; the text itself is the note of no place."""
    if _REMOTE.match(fold(text)):
        return "", text
    opening = max(text.rfind("("), text.rfind("（"))
    place, note = text[:opening].rstrip(), text[opening + 1 : -1]
    if opening < 1 or text[-1] not in ")）" or not place or _NAME_ENDS.search(note):
        return text, ""
    return place, note
