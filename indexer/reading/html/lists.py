"""Count the items of ordered lists as browsers show them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from indexer.language import list_labels
from indexer.reading.ordinals import written

_STYLE = re.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}([a-z-]{1,40})", re.IGNORECASE)
_TYPES = {"1": "decimal", "a": "lowerAlpha", "A": "upperAlpha", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerAlpha",
    "lower-latin": "lowerAlpha",
    "upper-alpha": "upperAlpha",
    "upper-latin": "upperAlpha",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "chineseCounting"),
    **dict.fromkeys(("cjk-decimal", "japanese-informal"), "chineseCounting"),
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "none": "none",
}
_BY_DEPTH = ("decimal", "lowerAlpha", "lowerRoman")
_IN_BRACKETS = ("lowerAlpha", "lowerRoman")
_LARGEST = 100_000


@dataclass(slots=True)
class List:
    """A list that is open, and the number of its next item; `form` is `none` if its items have no numbers."""

    form: str
    next: int = 1
    step: int = 1

    def label(self, item: etree._Element) -> str:
        """Return the number of an item as it is shown, and count it."""
        number = integer(item.get("value"), self.next)
        self.next = number + self.step
        if self.form == "none":
            return ""
        text = written(number, self.form)
        return f"({text})" if self.form in _IN_BRACKETS else f"{text}."


def opened(element: etree._Element, depth: int) -> List:
    """Return the state of a list at its beginning.

    Args:
        element: The element, `ol` or another.
        depth: In how many ordered lists it stands. Where a list does not say how its numbers are written,
            those in a list are letters, and those below Roman numbers, as the UN writes them.

    """
    if element.tag != "ol":
        return List("none")
    step = 1 if element.get("reversed") is None else -1
    start = 1 if step > 0 else sum(1 for _ in element.iterchildren("li"))
    form = _form(element) or _BY_DEPTH[min(depth, len(_BY_DEPTH) - 1)]
    return List(form, integer(element.get("start"), start), step)


def _form(element: etree._Element) -> str | None:
    """Return the form of the numbers that a list names, None if it names none."""
    if found := _STYLE.search(element.get("style", "")[:400]):
        return _STYLES.get(found[1].lower())
    if (kind := element.get("type", "")) in _TYPES:
        return _TYPES[kind]
    return next((_STYLES[one] for one in element.get("class", "")[:400].split() if one in _STYLES), None)


def has_own_label(text: str) -> bool:
    """Tell whether an item bears its number in its text, so that the list shows none."""
    return list_labels.begins_item(text)


def integer(text: str | None, default: int) -> int:
    """Return an attribute that is a number; one that is none, or is far too large, counts as missing."""
    plain = (text or "").strip()
    if not plain.isascii() or not plain.removeprefix("-").isdecimal() or len(plain) > 7:  # noqa: PLR2004 - see _LARGEST
        return default
    return int(plain) if abs(int(plain)) <= _LARGEST else default
