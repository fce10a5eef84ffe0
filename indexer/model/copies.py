"""What a unit is copied as: its citation, a quotation, a link. Part of the JSON contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Both
from indexer.model.shown_units import Unit

CopyName: TypeAlias = Literal["citation", "editorial", "quotation", "languages", "link"]
"""The names of the forms, in the order in which they are offered."""


class CopyForm(Struct, frozen=True, gc=False):
    """One form of a unit for the clipboard, as plain text and as HTML, for readers of each language.

    `citation` is how the unit is cited; `editorial` the same with the name of a resolution, a decision or an
    instrument in place of its symbol; `quotation` its words with the citation behind them; `languages` the
    quotation in each language version held; `link` its address, as a link to be pasted.
    """

    name: CopyName
    text: Both
    html: Both


class CopyForms(Struct, frozen=True, gc=False):
    """A unit in every form in which it can be copied; a form that it does not have is left out.

    `source` is where it stands, for those who read the forms on a page of their own.
    """

    source: Unit
    forms: tuple[CopyForm, ...]
