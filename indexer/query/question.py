"""What is asked: one `Query`, whether it came from the command line, an address or a host program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.engines.base import Sort
from indexer.model import Language

FilterName: TypeAlias = Literal[
    "year", "section", "state", "language", "symbol", "cites", "kind", "part", "edition", "para", "from", "to"
]
StateOrder: TypeAlias = Literal["name", "count"]
"""How the list of States stands: by name, or those mentioned most often first."""

MAX_TEXT = 3_000
"""Longest question, in code points: more than a long paragraph. Every address in its answer repeats it."""
MAX_SELECTIONS = 200
"""Most filter values in a question: every answer has an address without each of them."""
MAX_PER_PAGE = 100
MAX_STATES = 200
"""Most States on one page of the list: all that there are."""
MAX_REACH = 10_000
"""Largest `page` x `per_page`; who wants more exports."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about how the question was understood; `code` is stable."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Selection:
    """One filter value, in its normal form.

    `2019` or `2018-2020`; `CHL`; `zh`; `S/2019/986`; `S/RES/1977(2011)#9`; `annex`; `2019-04-25`; a topic.
    """

    name: FilterName
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as asked. Selections of one name are alternatives, those of different names all hold."""

    text: str = ""
    selections: tuple[Selection, ...] = ()
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20
    translate: bool = True


def language_of(text: str) -> Language:
    """Return the language that a question, or a word of it, is asked in: English is written in ASCII."""
    return "en" if text.isascii() else "zh"
