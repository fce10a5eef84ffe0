"""Name the units that seem to hold what should be units of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.language.zh.document_patterns import TOUCHING
from indexer.model.document import Paragraph

_NUMBER = re.compile(
    rf"(?:(?<=[.。;；!?”\"’)\w])\s|(?<=[。；！？”）]))(\d{{1,4}})[.．]\s?(?=[A-Z“\u3400-\u9fff]|{TOUCHING})"
)
_LEADING = re.compile(r"\d{1,4}")
_MOST_NAMED = 20
_FEWEST = 5
"""How many numbered paragraphs there are before one can be far longer than its neighbours."""
_TIMES = 12
_LONG = 4_000
"""How many times the usual length, and how many code points, a paragraph has that is doubted."""


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


def overlong(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield a warning for each numbered paragraph that is far longer than most of its part.

    The numbers of the paragraphs after it may have been lost. What is doubted already for the numbers that it
    holds is named by `swallowed`.
    """
    lengths: dict[str, list[tuple[int, Paragraph]]] = {}
    for one in paragraphs:
        if one.kind == "paragraph" and one.number:
            lengths.setdefault(one.part, []).append((len(one.text), one))
    for inside in lengths.values():
        usual = sorted(length for length, _ in inside)[len(inside) // 2]
        found = [one for length, one in inside if length > max(_LONG, usual * _TIMES)]
        if len(inside) >= _FEWEST:
            yield from (
                f"The unit {one.part}:{one.locator} is far longer than the others: "
                "the numbers of paragraphs in it may have been lost."
                for one in found[:_MOST_NAMED]
            )
