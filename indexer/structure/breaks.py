"""Decide whether a new printed paragraph begins between two lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.model.document import Line
from indexer.structure.layout import Layout, ended
from indexer.structure.reflow import CJK

_LOOSE_MARK = re.compile(r"[.。;；:：”\"]\s\d{1,3}\s*$")
"""The mark of a footnote with a blank before it, at the end of a line."""
_TAIL = 16


@dataclass(frozen=True, slots=True)
class ParagraphBreak:
    """The place between `last` (None if no text is open) and `following`, where a paragraph may end.

    Where the format knows whether a paragraph begins with `following`, that is believed. With `interrupted`,
    a footnote or the end of a page stands between the two lines, so a blank line means nothing. With `alone`,
    the text before has no number and only short lines, like a signature.
    """

    layout: Layout
    last: Line | None
    following: Line
    interrupted: bool = False
    alone: bool = False

    @property
    def certain(self) -> bool:
        """Tell whether the text before has certainly ended."""
        last, layout = self.last, self.layout
        if last is None:
            return True
        if self.following.begins is not None:
            return self.following.begins
        if layout.spaces_end:
            return last.trailing > 0 and (ended(last.text) or self.alone or _is_cjk(last.text))
        if not ended(last.text):
            return self.alone and (layout.spread or self._blank)
        return layout.hard or self._blank or not layout.full(last, self.following)

    @property
    def possible(self) -> bool:
        """Tell whether the text before may have ended; that is enough if the next expected number follows."""
        last = self.last
        if last is not None and self.following.begins is not None:
            return self.following.begins
        if last is None or self.layout.hard or ended(last.text) or _LOOSE_MARK.search(last.text[-_TAIL:]):
            return True
        return (self.layout.spaces_end and last.trailing > 0) or self._blank or self.layout.short(last)

    @property
    def after_colon(self) -> bool:
        """Tell whether the text before ends with a colon, and so is a lead-in."""
        return self.last is not None and self.last.text.rstrip()[-1:] in (":", "：")

    @property
    def _blank(self) -> bool:
        """Tell whether a blank line stands between the two lines and marks a paragraph."""
        return self.following.blank_before and not self.layout.spread and not self.interrupted


def _is_cjk(text: str) -> bool:
    return CJK.match(text.rstrip()[-1:]) is not None
