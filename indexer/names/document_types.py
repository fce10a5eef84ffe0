"""Tell a document's type and its body from its symbol, its title and what stands above it.

The types and bodies are the values of the fields `type` and `organ` (`indexer.model.fields`).
"""

from __future__ import annotations

import re
from functools import cache

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.text.normalising import comparable

VERBATIM_RECORD = "verbatim-record"
"""The type of a record whose units are what was said, not paragraphs."""
_LONGEST = 1_000
"""How much of a title is looked at, in code points."""
_BY_SYMBOL = (
    (re.compile(r"/l\.\d"), "draft"),
    (re.compile(r"/pv\.\d"), VERBATIM_RECORD),
    (re.compile(r"/sr\.\d"), "summary-record"),
    (re.compile(r"/res/"), "resolution"),
    (re.compile(r"/dec/"), "decision"),
    (re.compile(r"/prst/"), "presidential-statement"),
    (re.compile(r"^(?:ccpr|cedaw|crc|cat|cerd|cmw|crpd|ced|e/c\.12)/.*co/\d"), "concluding-observations"),
    (re.compile(r"^(?:ccpr|cedaw|crc|cat|cerd|cmw|crpd|ced|e/c\.12)/.*/d/\d"), "views"),
    (re.compile(r"/(?:gc|gr)/\d"), "general-comment"),
    (re.compile(r"^st/sgb/"), "bulletin"),
    (re.compile(r"^st/ai/"), "administrative-instruction"),
    (re.compile(r"^a/hrc/wg\.6/\d+/[a-z]{3}/1(?!\d)"), "national-report"),
)
"""Patterns of what stands in a symbol, in small letters, with the type; the first that is found counts."""
_ORGANS = (
    (re.compile(r"^a/hrc(?:/|$)"), "human-rights-council"),
    (re.compile(r"^s/"), "security-council"),
    (re.compile(r"^(?:ccpr|cedaw|crc|cat|cerd|cmw|crpd|ced|e/c\.12)/"), "treaty-body"),
    (re.compile(r"^a/"), "general-assembly"),
    (re.compile(r"^e/"), "economic-and-social-council"),
    (re.compile(r"^t/"), "trusteeship-council"),
    (re.compile(r"^st/"), "secretariat"),
    (re.compile(r"^cd/"), "conference-on-disarmament"),
)
"""Patterns of how a symbol begins, in small letters, with the body."""


def type_of(symbol: str, title: str = "", *, draft: bool = False, instrument: bool = False) -> str:
    """Return the type of a document, empty if nothing tells it.

    Args:
        symbol: Its symbol, in key form.
        title: Its title.
        draft: Whether its masthead says that it is a draft.
        instrument: Whether its main text consists of articles.

    """
    lower, folded = symbol.lower(), comparable(title[:_LONGEST]).strip()
    if draft:
        return "draft"
    found = next((what for pattern, what in _BY_SYMBOL if pattern.search(lower)), "")
    if instrument and found in ("", "resolution"):
        return "instrument"
    return found or next((what for pattern, what in _titles() if pattern.search(folded)), "")


def organ_of(symbol: str) -> str:
    """Return the body whose document a symbol names, empty if it is none of the table."""
    lower = symbol.lower()
    return next((what for pattern, what in _ORGANS if pattern.search(lower)), "")


@cache
def _titles() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (re.compile(r"^notes? verbales?\b|普通照会$"), "note-verbale"),
        (re.compile(rf"^(?:{english.LETTER})$|(?:{chinese.LETTER})$"), "letter"),
        (re.compile(r"^concluding (?:observations|comments)\b|结论性?意见"), "concluding-observations"),
        (
            re.compile(r"^general (?:comment|recommendation) no|^第\d+号一般性(?:意见|建议)"),
            "general-comment",
        ),
        (re.compile(r"^national report\b|^国家报告"), "national-report"),
        (re.compile(r"^statement by the president|主席(?:的)?声明$"), "presidential-statement"),
        (re.compile(r"^note by\b|的说明$"), "note"),
        (re.compile(rf"\b(?:{english.REPORT})\b|(?:{chinese.REPORT})$"), "report"),
    )
