"""Ask an element of OOXML for its names, in either of the two namespaces that Word writes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_OFF = ("0", "false", "off", "none")


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its name without a namespace."""
    for key, value in () if element is None else element.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """Return an attribute that is a number; another value counts as missing."""
    text = attribute(element, name)
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 9 else default  # noqa: PLR2004 - more digits count nothing


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of a name, or a child of that, None if there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    for one in () if element is None else element:
        if local(one) == name:
            yield one


def switched(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is on or off, None if nothing is said."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val", "1").lower() not in _OFF
