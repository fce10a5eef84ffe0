"""Put the title of a document together: its subtitle, and the State that is named below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.names.document_types import type_of
from indexer.structure import topics
from indexer.structure.layout import columns, ended
from indexer.structure.numbering import heading_marker, paragraph_number
from indexer.structure.pieces import whole
from indexer.structure.reflow import join

if TYPE_CHECKING:
    from indexer.model.document import Language, Line
    from indexer.structure.walker import Walker

_WIDEST_NAME = 40
"""The width of the longest name of a State that stands alone below a title, in columns."""
_OF_A_STATE = ("concluding-observations", "national-report")
"""The types of documents each of which is about one State."""
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def named_below(walker: Walker, taken: int, title: str) -> list[Line]:
    """Return the line below a title that names the State which the document is about.

    Args:
        walker: The walker, which stands at the first line of the title.
        taken: How many lines the title has.
        title: The title.

    """
    if type_of("", title) not in _OF_A_STATE:
        return []
    below, next_ = ([*walker.some_ahead(taken + 2)[taken:], None, None])[:2]
    if not below or not next_ or columns(below.line.text.strip()) > _WIDEST_NAME or below.line.label:
        return []
    text = below.line.text
    begins = paragraph_number(text) or heading_marker(text, {}) or walker.boundaries.anything(below)
    follows = paragraph_number(next_.line.text) or heading_marker(next_.line.text, {})
    return [] if begins or ended(text) or topics.known(text) or not follows else [below.line]


def title(lines: Sequence[Line], named: Sequence[Line], language: Language) -> str:
    """Return the title of a document on one line; a colon parts its subtitle and the State from it.

    The star of a note is no part of it.

    Args:
        lines: The lines of the title.
        named: The line below it that names a State, if there is one.
        language: The language of the document.

    """
    subtitle = next((at for at in range(1, len(lines)) if _begins_subtitle(lines[at - 1], lines[at])), 0)
    groups = (lines[: subtitle or len(lines)], lines[subtitle:] if subtitle else (), named)
    texts = [join([whole(line, "heading") for line in group], language)[0] for group in groups if group]
    return CONVENTIONS[language].colon.join(texts).replace("*", "").strip(" ,，")


def _begins_subtitle(above: Line, line: Line) -> bool:
    """Tell whether a line in sentence case stands below one in the capitals of a title."""
    first, second = _WORD.findall(above.text[:200]), _WORD.findall(line.text[:200])
    if len(first) < _FEWEST_WORDS or not second or not second[0][0].isupper() or second[0].lower() in _SMALL:
        return False
    capitals = [word[0].isupper() for word in first if word.lower() not in _SMALL]
    complete = first[-1].lower() not in _SMALL and above.text.rstrip()[-1:].isalnum()
    lower = [word for word in second[1:] if word.lower() not in _SMALL and word[0].islower()]
    return complete and len(capitals) > 1 and all(capitals) and bool(lower) and not above.text.isupper()
