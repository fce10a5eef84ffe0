"""The languages: the words, signs and conventions of each, in a folder of its own.

The modules of a folder hold what other rooms look for in a text of that language: pieces of patterns for
folded text, and tables. What is done with them is written once, outside, for all languages.

Example:
    >>> CONVENTIONS["en"].sort_key("Côte d’Ivoire")
    b'cote divoire'

"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.language import en, zh
from indexer.language.conventions import Conventions
from indexer.model.document import Language

__all__ = ["CONVENTIONS", "Conventions"]

CONVENTIONS: Mapping[Language, Conventions] = {"zh": zh.CONVENTIONS, "en": en.CONVENTIONS}
"""The conventions of each language; a document is in one of these."""
