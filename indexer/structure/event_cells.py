"""Turn the cells of a table row into an event, with its days, its place, and whether it was remote."""

from __future__ import annotations

import re

from indexer.language.en import name_patterns as english
from indexer.language.zh import name_patterns as chinese
from indexer.model.document import Event
from indexer.names import dates
from indexer.text.folding import fold

_NAME_ENDS = re.compile(rf"(?:{english.STATE_ENDS}|{chinese.STATE_ENDS})$")
"""How a bracket ends that is part of a State's name: Iran (Islamic Republic of), 玻利维亚(多民族国)."""
_REMOTE = re.compile(rf"{chinese.REMOTE}|{english.REMOTE}")


def event(cells: tuple[str, str, str, str], year: int | None, category: str | None) -> Event:
    """Return the event of a row; `indexer.names` fills in its organizers later.

    `virtual` is set if the place cell names a remote means, either of the event or of the Committee's part in
    it: `虚拟会议`, `新德里 (通过 Skype介绍)`, `维也纳(主席视频致辞)`. If the cell names only the means, the
    means is the note and the place is empty.

    Args:
        cells: The texts of date, description, organizers and place.
        year: The year for dates that name none.
        category: The category above the row, if any.

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
    """Return a place and its note in brackets; a text that begins with a remote means is all note."""
    if _REMOTE.match(fold(text)):
        return "", text
    opening = max(text.rfind("("), text.rfind("（"))
    place, note = text[:opening].rstrip(), text[opening + 1 : -1]
    if opening < 1 or text[-1] not in ")）" or not place or _NAME_ENDS.search(note):
        return text, ""
    return place, note
