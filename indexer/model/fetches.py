"""What `indexer fetch` is asked for, and what it tells of each document in each language."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from indexer.model.additions import Taken
from indexer.model.document import Language

FetchState = Literal["added", "replaced", "unchanged", "missing", "refused", "failed"]
"""What may become of a document that was asked for.

- `added`: it is in the library now.
- `replaced`: it is in the library now instead of another text of the same document.
- `unchanged`: it was in the library already.
- `missing`: the service does not have it.
- `refused`: what came is not this document, or cannot be read.
- `failed`: the service did not answer, or refused to.
"""


class Wish(Struct, frozen=True, gc=False):
    """Which documents are wanted, and how.

    `symbols` are in their key form. `format_` is the format to ask for. `refresh` says whether the service is
    asked again for what has been fetched.
    """

    symbols: tuple[str, ...]
    languages: tuple[Language, ...]
    format_: Literal["pdf", "docx"] = "pdf"
    refresh: bool = False


class FetchOutcome(Struct, frozen=True, gc=False):
    """What became of one document in one language.

    `taken` is what was added; `reason` and `advice` are whole sentences that say why nothing was.
    """

    symbol: str
    language: Language
    state: FetchState
    taken: Taken | None = None
    reason: str = ""
    advice: str = ""

    @property
    def is_held(self) -> bool:
        """Whether the document is in the library now."""
        return self.state in ("added", "replaced", "unchanged")
