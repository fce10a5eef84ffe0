"""Ask an element of OOXML for its names, in either of the two namespaces that Word writes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_USUAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")


def bare(root: Element) -> Element:
    """Return a tree whose elements have names without namespaces: those of Word are written in two."""
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
    return root


def local(element: Element) -> str:
    """Return the name of an element of a tree that `bare` returned."""
    return element.tag


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its name without a namespace."""
    if element is None or not element.attrib:
        return default
    if (usual := element.get(_USUAL + name)) is not None:
        return usual
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), default)


def number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """Return an attribute that is a number; another value counts as missing."""
    text = attribute(element, name)
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 9 else default  # noqa: PLR2004 - more digits count nothing


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of a name, or a child of that, None if there is none."""
    for name in path:
        element = None if element is None else element.find(name)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    if element is not None:
        yield from element.findall(name)


def switched(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is on or off, None if nothing is said."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val", "1").lower() not in _OFF
