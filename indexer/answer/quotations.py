"""Quotes a unit: its words in quotation marks, with the texts above it, and a sign for what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.structure.drafts import LONGEST_LEAD_IN

if TYPE_CHECKING:
    from collections.abc import Collection

    from indexer.model.shown_units import Unit

THIRD_LEVEL = 2
"""How many brackets the locator of an item of the third level has."""
TABULAR = ("event", "row")
"""The kinds of units whose lines are the cells of a row."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a unit in quotation marks, by the paragraphs in which they are printed."""

    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The quotation as plain text."""
        return "\n".join(self.paragraphs)


def quotation(unit: Unit, beside: Collection[str] = ()) -> Quotation:
    """Return the quotation of a unit.

    An item is quoted behind the texts above it. The sign for what is left out stands between a text and an
    item that is not its first, where the items of a unit stood, and where the sentence of an item goes on.

    Args:
        unit: The unit.
        beside: The locators of the units that stand in the same part under the same number, in the order of
            the document; the unit may be among them.

    """
    if unit.kind in TABULAR:
        lines: tuple[str, ...] = (CONVENTIONS[unit.language].separator.join(unit.text.split("\n")),)
    elif unit.speech:
        lines = tuple(filter(None, unit.text.split("\n")))
    else:
        lines = tuple(filter(None, _numbered(unit, tuple(beside)).split("\n")))
    return Quotation(_quoted(lines, CONVENTIONS[unit.language].quotes[unit.script]))


def _numbered(unit: Unit, beside: tuple[str, ...]) -> str:
    """Return the words of a paragraph or an item, with the signs for what is left out."""
    omission = CONVENTIONS[unit.language].omission
    own = _own_text(unit, beside)
    if not unit.lead_in:
        return own
    said = ""
    leads = unit.lead_in.split("\n")
    labels = _labels(unit, len(leads))
    for at, lead in enumerate(leads):
        left_out = len(lead) >= LONGEST_LEAD_IN - 1 or _follows_another(labels[at + 1], beside)
        joint = omission if left_out else _space(unit)
        above = _label(unit, labels[at]) if at else ""
        said += f"{above}{lead.strip()}{joint}"
    said += f"{_label(unit, unit.locator)}{own}"
    return said if _ends(own, unit) else f"{said}{omission}".rstrip()


def _own_text(unit: Unit, beside: tuple[str, ...]) -> str:
    """Return the unit's own words, with a sign where its items stood."""
    if not any(one.startswith(f"{unit.locator}(") for one in beside):
        return unit.text
    omission = CONVENTIONS[unit.language].omission
    head, feed, closing = unit.text.partition("\n")
    return f"{head}{omission}{closing}" if feed else f"{head}{omission}".rstrip()


def _labels(unit: Unit, leads: int) -> tuple[str, ...]:
    """Return the locators of the texts above an item and of the item itself, the outermost first.

    There may be more levels than texts above, since a text above may be empty or have several lines.
    """
    stem, *items = unit.locator.partition("~")[0].split("(")
    every = ["(".join([stem, *items[:depth]]) for depth in range(len(items) + 1)]
    first = every[0] if len(every) > leads else stem
    return (first,) * max(0, leads + 1 - len(every)) + tuple(every[max(0, len(every) - leads - 1) :])


def _follows_another(locator: str, beside: tuple[str, ...]) -> bool:
    """Tell whether an item of the same level stands before this one, under the same number."""
    above, bracket, _ = locator.rpartition("(")
    if not bracket:
        return False
    siblings = [one for one in beside if one.rpartition("(")[0] == above]
    return bool(siblings) and siblings[0] != locator


def _label(unit: Unit, locator: str) -> str:
    """Return the number of an item as printed before its text: `(b) `, `㈡`; empty where it has none."""
    above, bracket, last = locator.partition("~")[0].rpartition("(")
    if not bracket:
        return ""
    item = last.rstrip(")")
    third = above.count("(") + 1 == THIRD_LEVEL
    written = CONVENTIONS[unit.language].third_level(item) if third else f"({item})"
    return f"{written}{_space(unit)}"


def _space(unit: Unit) -> str:
    return " " if CONVENTIONS[unit.language].spaced_brackets else ""


def _ends(text: str, unit: Unit) -> bool:
    """Tell whether a text ends with the end of a sentence."""
    return text.rstrip(" \t\n)”’」』").endswith(tuple(CONVENTIONS[unit.language].full_stops))


def _quoted(lines: tuple[str, ...], signs: str) -> tuple[str, ...]:
    """Put a quotation into its signs; those of a quotation within it are the inner ones."""
    opening, closing, inner_opening, inner_closing = tuple(signs)
    within = str.maketrans({opening: inner_opening, closing: inner_closing})
    *before, last = [line.translate(within) for line in lines] or [""]
    every = [*before, f"{last}{closing}"]
    return (f"{opening}{every[0]}", *every[1:])
