"""Name the units that seem to hold what should be units of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.model.document import Paragraph

_NUMBER = re.compile(r"(?<=[.。;；!?”\"’)\w])\s(\d{1,4})[.．]\s?(?=[A-Z“\u3400-\u9fff])")
_LEADING = re.compile(r"\d{1,4}")
_MOST_NAMED = 20


def swallowed(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield a warning for each unit whose text holds what looks like the numbers that follow its own.

    A unit without a number is named if it holds the numbers 1 and 2; the text may have lost its line ends.
    """
    named = 0
    for one in paragraphs:
        if one.kind not in ("paragraph", "letter"):
            continue
        found = [int(number) for number in _NUMBER.findall(one.text)]
        own = _LEADING.match(one.number or "")
        expected = int(own[0]) + 1 if own else 1
        if expected not in found or (not own and expected + 1 not in found):
            continue
        named += 1
        if named > _MOST_NAMED:
            return
        yield (
            f"The unit {one.part}:{one.locator} seems to hold paragraph {expected} as well: "
            "lines of the text may have been joined."
        )
