"""What every answer is made with: the engine, what is held, the reader's language, the addresses."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.answer.addresses import Addresses
from indexer.answer.held import Held
from indexer.engines.base import Engine
from indexer.model import Language


@dataclass(frozen=True, slots=True)
class Context:
    """Where an answer comes from, and for whom: labels are in the `reader`'s language.

    With `every_year` the facet of years is whole; else it has as many values as another may have.
    """

    engine: Engine
    held: Held
    addresses: Addresses
    reader: Language = "en"
    every_year: bool = False
