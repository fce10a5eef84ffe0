"""What a batch answers: for each thing asked for, what it was taken for and whether it is held.

These records are part of the JSON contract, like those of `indexer.model.results`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Both
from indexer.model.query import MAX_TEXT, Notice
from indexer.model.results import Relaxed
from indexer.model.shown_units import Hit

MAX_ITEMS = 1_000
"""How many things a batch over the web may ask for; the terminal takes any number."""
MAX_LINES = 10_000
"""How many lines of a batch over the web are read, blank ones and comments among them."""
LONGEST = MAX_TEXT
"""The longest line, in code points: as long as a question may be."""

TakenFor: TypeAlias = Literal[
    "unit", "document", "state", "organization", "date", "value", "words", "nothing", "refused"
]
"""What a thing asked for was taken for, in the order in which they are told."""


class BatchItem(Struct, frozen=True, gc=False):
    """One thing that a batch asks for, and its answer.

    `line` is its line, from 1, `item` its place among what the line asks for, `text` what was typed and
    `question` what was searched for. `held` tells whether the document or the unit named is held; of all
    else, whether some unit has everything that was asked for. `label` is the name of a State, an
    organization, a day or the like. `title`, `citation` and `url` are those of the document or unit, or of
    the first hit, here; `official_url` is where the UN has the document. `unit` is the unit named, or else
    the first hit of `total`, without its translations; null for a document. `search_url` is the whole answer.
    `repeats` is the line that asked for the same before. `notices` say what was not understood, and why
    something was refused.
    """

    line: int
    item: int
    text: str
    question: str
    taken_for: TakenFor
    held: bool
    symbol: str | None
    part: str | None
    pinpoint: str | None
    label: str | None
    title: str | None
    citation: Both | None
    url: str | None
    official_url: str | None
    search_url: str | None
    total: int
    relaxed: Relaxed | None
    unit: Hit | None
    repeats: int | None
    notices: tuple[Notice, ...]


class Batch(Struct, frozen=True, gc=False):
    """The answers to a batch, in its order.

    `total` counts the items, `held` those held or found, `refused` those not answered, `lines` what was read.
    `notices` concern the whole batch: what was left out, and why.
    """

    items: tuple[BatchItem, ...]
    total: int
    held: int
    refused: int
    lines: int
    notices: tuple[Notice, ...]
