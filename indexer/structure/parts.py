"""The lines that begin a part: 附件, 附文, 附录, Annex II."""

from __future__ import annotations

import re
from collections.abc import Container

from indexer.folding import fold
from indexer.structure.numbering import cjk_value, roman_value

_NAMES = {
    "附件": "annex", "附文": "enclosure", "附录": "appendix",
    "annex": "annex", "enclosure": "enclosure", "appendix": "appendix",
}  # fmt: skip
_LABEL = re.compile(
    rf"({'|'.join(_NAMES)})\s*(?:([一二三四五六七八九十]{{1,3}})|([ivxlc]{{1,7}})|(\d{{1,2}})|([a-h]))?\s*\*?"
)


def part_label(text: str, taken: Container[str]) -> str | None:
    """Return the part that a line begins, or None. `taken` are the parts there are already.

    The first annex is `annex`, the others `annex-2` and so on: by the number printed, or else by the next
    one that is free. The label must begin with a capital, and be all there is on the line.
    """
    found = _LABEL.fullmatch(fold(text.strip()))
    if not found or text.strip()[:1].islower():
        return None
    name, chinese, latin, digits, letter = found.groups()
    number = (
        int(digits or 0) or (cjk_value(chinese) if chinese else 0) or (roman_value(latin) if latin else 0)
    )
    number = max(1, number or (ord(letter) - ord("a") + 1 if letter else 1))
    while (part := name_of(_NAMES[name], number)) in taken:
        number += 1
    return part


def name_of(base: str, number: int) -> str:
    """Return the key of the n-th part of a name."""
    return base if number == 1 else f"{base}-{number}"
