"""Read the label of a heading, so that a section can be asked for: II.B, 第二.B节.

The key of a section has the labels of all headings above it, `sect.2.b`: numbers in every script are digits,
and letters are small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from indexer.language.arabic_numerals import arabic
from indexer.language.en import citation_patterns as english
from indexer.language.zh import citation_patterns as chinese
from indexer.language.zh.numerals import LABEL as HAN_LABEL
from indexer.text.folding import fold

PREFIX = "sect."
LABEL = rf"(?:\d{{1,2}}|[ivx]{{1,6}}|[a-z]|{HAN_LABEL})"
"""Pattern of one label, in folded text; a single letter other than i, v and x is no Roman numeral."""
_LETTERS = tuple("cdlm")
"""Letters that are labels and no Roman numerals where they stand alone."""
_LONGEST = 12
"""How much of a heading is looked at, in code points."""


def label(heading: str) -> str:
    """Return the label of a heading in normal form, `2` for `II. Progress`; empty without one."""
    found = _heading().match(fold(heading[:_LONGEST]))
    return normal(found["label"] or found["named"]) if found else ""


def normal(written: str) -> str:
    """Return the normal form of a label, or of several joined by stops."""
    labels = written.split(".")
    return ".".join(one if one in _LETTERS else str(arabic(one) or one) for one in labels)


def keys(headings: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the sections in which a unit stands: `sect.2`, `sect.2.b`."""
    path = PREFIX.rstrip(".")
    for found in filter(None, map(label, headings)):
        path = f"{path}.{found}"
        yield path


@cache
def _heading() -> re.Pattern[str]:
    named = rf"(?:{english.SECTION}\s++|{chinese.ORDINAL}\s?)"
    return re.compile(rf"(?:(?P<label>{LABEL})(?:[.、]|$)|{named}(?P<named>{LABEL})(?![a-z\d]))")
