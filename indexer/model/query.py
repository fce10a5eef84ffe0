"""A question: one `Query`, whether it comes from the command line, a web address or a host program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Language

FilterName: TypeAlias = str
"""The name of a field by which a search can be filtered: one of `fields.NAMES`."""
Sort: TypeAlias = Literal["relevance", "date", "-date", "document"]
"""The order of hits. `date` begins with the earliest date, `-date` with the latest."""
Group: TypeAlias = Literal["unit", "paragraph"]
"""What a hit is: a unit of one language version, or a paragraph with all its versions."""
DocumentOrder: TypeAlias = Literal["symbol", "-symbol", "date", "-date", "relevance"]
"""The order of the list of documents; with a hyphen, the last symbol or the latest date comes first."""
StateOrder: TypeAlias = Literal["name", "count"]
"""The order of the list of States: by name, or by count with the largest first."""

Reason: TypeAlias = Literal["abbreviation", "name", "spelling", "near"]
"""Why other forms of a word are also searched for.

A document abbreviates the word, a State or an organization has other names, the word is also written together
or in pieces, or another word stands for it in texts of the United Nations.
"""
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""All Han characters, as the content of a character class in a regular expression."""
_HAN = re.compile(f"[{HAN}]")

MAX_TEXT = 3_000
"""The longest question, in code points: more than a long paragraph.

It is limited because every address in an answer repeats the question.
"""
MAX_SELECTIONS = 200
"""The largest number of filter values in a question: each answer has an address without each of them."""
MAX_PER_PAGE = 100
MAX_DROPPED = 50
"""The largest number of translations that a question leaves out."""
MAX_STATES = 200
"""The largest number of States on one page of the list, which is enough for all."""
MAX_REACH = 10_000
"""The largest allowed `page` x `per_page`; for more hits there is the export."""


class Notice(Struct, frozen=True, gc=False):
    """Something the reader should know about how the question was understood; `code` is stable.

    `meant` is the text of the question that was probably meant, null where there is none to offer.
    """

    code: str
    zh: str
    en: str
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """One value of a filter, in its normal form.

    Examples: `2019` or `2018-2020`; `CHL`; `zh`; `S/2019/986`; `S/RES/1977(2011)#9`; `annex`; `2019-04-25`; a
    topic.
    """

    name: FilterName
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was asked.

    Selections with the same name are alternatives; selections with different names must all hold. `translate`
    and `group` are None if the question does not say. `dropped` are translations that are not asked for.
    """

    text: str = ""
    selections: tuple[Selection, ...] = ()
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20
    translate: bool | None = None
    group: Group | None = None
    dropped: tuple[str, ...] = ()


def language_of(text: str) -> Language:
    """Return the language of a question or of a word in it: Chinese if it has a Han character.

    Letters of any other script, also with accents or in full width, count as English. Digits and signs
    without letters count as English if all of them are ASCII, and as Chinese otherwise.
    """
    if text.isascii():
        return "en"
    if _HAN.search(text):
        return "zh"
    return "en" if any(map(str.isalpha, text)) else "zh"
