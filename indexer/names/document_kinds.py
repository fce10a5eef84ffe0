"""What kind of document a symbol and a title tell: a resolution, a meeting record, a letter.

The kinds are words for a list that somebody reads, in English; nothing is decided by them.
"""

from __future__ import annotations

import re

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.text.normalising import comparable

OTHER = "document"
"""The kind of what neither table knows."""
_LONGEST = 1_000
"""How much of a title is looked at, in code points; longer ones are no titles."""
_BY_SYMBOL = (
    (re.compile(r"/corr\.\d+$"), "corrigendum"),
    (re.compile(r"/(?:pv|sr)\.\d"), "meeting record"),
    (re.compile(r"/l\.\d"), "draft"),
    (re.compile(r"/res/"), "resolution"),
    (re.compile(r"/dec/"), "decision"),
    (re.compile(r"/prst/"), "presidential statement"),
    (re.compile(r"/agenda/"), "agenda"),
    (re.compile(r"/co/"), "concluding observations"),
    (re.compile(r"/gc/"), "general comment"),
    (re.compile(r"/ngo/"), "statement of an organization"),
    (re.compile(r"/wp\.\d"), "working paper"),
    (re.compile(r"/crp\.\d"), "conference room paper"),
    (re.compile(r"/inf[./]"), "information document"),
    (re.compile(r"^st/sgb/"), "bulletin of the Secretary-General"),
    (re.compile(r"^st/ai/"), "administrative instruction"),
    (re.compile(r"^st/ic/"), "information circular"),
)
"""Patterns of what stands in a symbol, in small letters, with the kind; the first that is found counts."""
_BY_TITLE = (
    (re.compile(rf"^(?:{english.LETTER})$|(?:{chinese.LETTER})$"), "letter"),
    (re.compile(rf"\b(?:{english.REPORT})\b|(?:{chinese.REPORT})$"), "report"),
)
"""Patterns of what stands in a title, folded, with the kind."""


def kind(symbol: str, title: str = "") -> str:
    """Return what kind of document this is: `resolution`, `letter`; `document` if nothing tells.

    Args:
        symbol: Its symbol, in key form.
        title: Its title.

    """
    lower, folded = symbol.lower(), comparable(title[:_LONGEST]).strip()
    found = (
        *(what for pattern, what in _BY_SYMBOL if pattern.search(lower)),
        *(what for pattern, what in _BY_TITLE if pattern.search(folded)),
    )
    return next(iter(found), OTHER)
