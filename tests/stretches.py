"""Texts that may not be kept, told by digests of their stretches, so that a change can still be shown.

A stretch goes up to a sign of punctuation. Of what there is now, a reader is shown the stretches; of what was
there, that one is gone, or where it stands now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import chain

_STRETCH = re.compile(r"[^，。；：、,;:.\n]*[，。；：、,;:.\n]|[^，。；：、,;:.\n]+")
_DIGITS = 8

Row = dict[str, str]
"""What is said of a unit, by column."""


def digests(text: str) -> str:
    """Return the digests of a text's stretches, in their order."""
    return " ".join(hashlib.sha256(one.encode()).hexdigest()[:_DIGITS] for one in _STRETCH.findall(text))


def kept(row: Row, texts: Iterable[str]) -> Row:
    """Return a row as it may be kept, without its texts."""
    return row | {name: digests(row[name]) for name in texts if name in row}


def differences(held: Mapping[str, Row], now: Mapping[str, Row], texts: frozenset[str]) -> Iterator[str]:
    """Yield what differs between the rows that are held, as `kept`, and those that there are now, by name."""
    places = {digests(one): f"{unit}: {one.strip()}" for unit, one in _stretches(now, texts)}
    if list(held) != list(now):
        yield from _reordered(list(held), list(now))
    for unit in [one for one in held if one in now]:
        for column in chain(held[unit], (one for one in now[unit] if one not in held[unit])):
            was, there = held[unit].get(column, ""), now[unit].get(column, "")
            if column not in texts and was != there:
                yield f"{unit}, {column}:\n- {was}\n+ {there}"
            elif column in texts and was != digests(there):
                yield "\n".join((f"{unit}, {column}:", *_changes(was.split(), there, places)))


def _stretches(rows: Mapping[str, Row], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for unit, row in rows.items():
        for name in texts:
            yield from ((unit, one) for one in _STRETCH.findall(row.get(name, "")))


def _reordered(held: list[str], now: list[str]) -> Iterator[str]:
    for change, start, end, first, last in SequenceMatcher(a=held, b=now, autojunk=False).get_opcodes():
        if change != "equal":
            yield from (f"- unit {one}" for one in held[start:end])
            yield from (f"+ unit {one}" for one in now[first:last])


def _changes(held: list[str], text: str, places: Mapping[str, str]) -> Iterator[str]:
    now = _STRETCH.findall(text)
    matcher = SequenceMatcher(a=held, b=[digests(one) for one in now], autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        if change == "equal":
            yield from (f"  {one.strip()}" for one in now[max(first, last - 1) : last])
            continue
        for one in held[start:end]:
            yield f"- ({places[one]})" if one in places else f"- (a stretch that is nowhere now, {one})"
        yield from (f"+ {one.strip()}" for one in now[first:last])
