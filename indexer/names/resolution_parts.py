"""The lettered parts of a resolution and its sections, in each of which the numbers of paragraphs begin anew.

The locator of a unit in one begins with the label and a full stop: `A.2`, `A.pp.1`, `II.3(a)`. The part A of
the resolution A/RES/48/246 has a symbol of its own, whose key form is A/RES/48/246A; a section has none.

Example:
    >>> split("II.3(a)"), split("pp.1")
    (('II', '3(a)'), ('', 'pp.1'))

"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from indexer.names import sections
from indexer.text.roman_numerals import roman

LABEL = "[A-Z]|[IVX]{2,6}"
"""Pattern of the label in a locator; all other locators and pinpoints begin otherwise."""
_LABELLED = re.compile(rf"({LABEL})\.(?=[a-z\d]|[OP]P\d)")
_LETTERED = re.compile(r"(?<=/RES/)(?P<base>[^/]{1,12}/\d{1,4}|\d{1,4}\([^()]{1,8}\))(?P<letter>[A-Z])$")
_ROMAN = frozenset("IVX")
_OURS = ("p", "closing")
"""The kinds of units that were once counted through all parts of a resolution."""


def split(locator: str) -> tuple[str, str]:
    """Return the label of the part or section in which a locator is, empty without one, and the rest."""
    found = _LABELLED.match(locator)
    return (found[1], locator[found.end() :]) if found else ("", locator)


def joined(label: str, locator: str) -> str:
    """Return the locator of a unit in the part or section with a label."""
    return f"{label}.{locator}" if label else locator


def is_section(label: str) -> bool:
    """Tell whether a label is the Roman numeral of a section, which has no symbol of its own."""
    return bool(label) and _ROMAN.issuperset(label)


def section_key(label: str) -> str:
    """Return the key of the section that a label names: `sect.2` for II, `sect.b` for B."""
    return sections.PREFIX + sections.normal(label.lower())


def label_of(key: str) -> str:
    """Return the Roman label of a section by its key: II for `sect.2`; empty for a letter or a path."""
    number = key.removeprefix(sections.PREFIX)
    return roman(int(number)).upper() if number.isdecimal() else ""


def lettered(symbol: str) -> tuple[str, str]:
    """Return the symbol of the resolution of which one names a part, and the letter of the part.

    >>> lettered("A/RES/48/246A"), lettered("A/RES/48/246")
    (('A/RES/48/246', 'A'), ('A/RES/48/246', ''))

    """
    found = _LETTERED.search(symbol)
    return (symbol[: found.start("letter")], found["letter"]) if found else (symbol, "")


def cited(symbol: str, locator: str) -> tuple[str, str, str]:
    """Return the symbol, the section and the locator by which a unit of a part is cited.

    The letter of a part belongs to the symbol of a resolution; elsewhere it is the label of a section.
    """
    label, rest = split(locator)
    if label and not is_section(label) and "/RES/" in symbol and not lettered(symbol)[1]:
        return symbol + label, "", rest
    return symbol, label, rest


def former(locators: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each locator of a part or section with the one that its unit had before there were labels.

    Args:
        locators: All locators of a part of the document, in the order of its text.

    """
    times: Counter[str] = Counter()
    root = ""
    for locator in locators:
        label, rest = split(locator.partition("~")[0])
        number, bracket, items = rest.partition("(")
        kind = number.partition(".")[0]
        if not bracket:
            counted = kind if kind in _OURS else number
            times[counted] += 1
            root = _numbered(counted, times[counted]) if kind in _OURS else _repeated(number, times[number])
        old = root + bracket + items
        if label and old != locator:
            yield locator, old


def _numbered(kind: str, time: int) -> str:
    return f"{kind}.{time}"


def _repeated(number: str, time: int) -> str:
    return number if time == 1 else f"{number}~{time}"
