"""Parse a page into a tree, with lxml."""

from __future__ import annotations

import re

from lxml import etree

from indexer.runtime.errors import InputError

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DECLARATION = re.compile(r"[^<>]{0,99}<\?xml[^<>]*\?>")
_BYTES_A_TAG = 4


def parsed(text: str, name: str, largest: int) -> etree._Element:
    """Return the root of a page; what browsers repair is repaired.

    Args:
        text: The page.
        name: The name of the file, for messages.
        largest: The limit for a text, in bytes of UTF-8.

    Raises:
        InputError: The page has too many elements, nests them too deeply, or has none.

    """
    if text.count("<") > largest // _BYTES_A_TAG:
        raise InputError(
            f"{name} has more tags than a document may have.", "Save its text alone, and give that."
        )
    declared = _DECLARATION.match(text)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    plain = _CONTROLS.sub("", text[declared.end() :] if declared else text)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(
            f"{name} cannot be parsed as a page: {str(error)[:200]}.", "Save its text alone, and give that."
        ) from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise InputError(
            f"{name} nests its elements too deeply to be read as a page.",
            "Save its text alone, and give that.",
        )
    if root is None:
        raise InputError(f"{name} holds no text.", "Give a file with the text of a document.")
    return root
