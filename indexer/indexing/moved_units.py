"""Find where the units of a document went when a later version of the recognition divided it anew.

Only what bears another name than before is told. A unit is known again by the beginning of its text, and is
looked for where the order of the document makes it likely; what was no text after all (the head of a page)
went nowhere.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from indexer.structure.speakers import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import Document, Paragraph

_BEGINNING = 40
"""By how many letters and digits a unit is known again."""
_LEAST = 5
"""How many letters and digits a text has at least that can be known again."""
_AHEAD = 20_000
"""How far behind the unit before it a unit is looked for, in letters and digits."""


def moved(old: Document, new: Document) -> tuple[tuple[str, str], ...]:
    """Return the names, `part:locator`, under which units were held, each with the present one.

    What had moved when the old document was made is told as well, by its present place.
    """
    found = dict(_moved(old.paragraphs, new.paragraphs))
    present = {place(one) for one in new.paragraphs}
    for first, then in old.moved:
        now = found.get(then, then if then in present else None)
        if now and first not in present:
            found[first] = now
    return tuple(found.items())


def place(unit: Paragraph) -> str:
    """Return the name of a unit within its document: `annex:18(a)`."""
    return f"{unit.part}:{unit.locator}"


def _moved(old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]) -> Iterator[tuple[str, str]]:
    plain = [_plain(one.text) for one in new]
    starts, whole = [], 0
    for text in plain:
        starts.append(whole)
        whole += len(text)
    text, at = "".join(plain), 0
    held = {place(one): start for one, start in zip(new, starts, strict=True)}
    for unit in old:
        if (name := place(unit)) in held:
            at = max(at, held[name])
            continue
        found = max(text.find(beginning, at, at + _AHEAD) for beginning in (*_beginnings(unit.text), "\0"))
        if found >= 0:
            at = found
            yield name, place(new[bisect_right(starts, found) - 1])


def _beginnings(text: str) -> Iterator[str]:
    """Yield the beginning of a text, and of what stands behind the name of a speaker."""
    named = speaker(text)
    for start in (0, *((named.end,) if named else ())):
        beginning = _plain(text[start : start + 4 * _BEGINNING])[:_BEGINNING]
        if len(beginning) >= _LEAST:
            yield beginning


def _plain(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))
