"""The seam between two lines: whether a new paragraph of print begins there."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import Line
from indexer.structure.layout import Layout, ended
from indexer.structure.reflow import CJK


@dataclass(frozen=True, slots=True)
class Seam:
    """Between `last` (None where no text is open) and `following`.

    `interrupted`: a footnote or the end of a page stands between, so that a blank line says nothing.
    `alone`: the text before has no number and but short lines, as a signature has.
    """

    layout: Layout
    last: Line | None
    following: Line
    interrupted: bool = False
    alone: bool = False

    @property
    def certain(self) -> bool:
        """Tell whether the text before has ended for sure."""
        last, layout = self.last, self.layout
        if last is None:
            return True
        if layout.spaces_end:
            return last.trailing > 0 and (ended(last.text) or self.alone or _is_cjk(last.text))
        if not ended(last.text):
            return self.alone and (layout.spread or self._blank)
        return layout.hard or self._blank or not layout.full(last, self.following)

    @property
    def possible(self) -> bool:
        """Tell whether the text before may have ended; enough for a number that is the one expected."""
        last = self.last
        if last is None or self.layout.hard or ended(last.text):
            return True
        return (self.layout.spaces_end and last.trailing > 0) or self._blank or self.layout.short(last)

    @property
    def after_colon(self) -> bool:
        """Tell whether the text before is a lead-in."""
        return self.last is not None and self.last.text.rstrip()[-1:] in (":", "：")

    @property
    def _blank(self) -> bool:
        """Tell whether a blank line stands between that means something."""
        return self.following.blank_before and not self.layout.spread and not self.interrupted


def _is_cjk(text: str) -> bool:
    return CJK.match(text.rstrip()[-1:]) is not None
