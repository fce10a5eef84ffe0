"""The labels of filters in Chinese, for a question with something like one before a colon."""

from __future__ import annotations

import re
from functools import cache

from indexer.language.zh.field_words import FIELD_WORDS
from indexer.model.fields import FIELDS
from indexer.model.query import HAN
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold

LABELLED = re.compile(f"(?<![^\\W_])([{HAN}]{{1,8}}):(?!//)")
"""Han characters with a colon, in a text with narrow signs."""


def near_label(typed: str) -> str:
    """Return the label most like a text of Han characters; empty where none is like it."""
    return next(iter(nearest(fold(typed), _labels(), 1)), "")


@cache
def _labels() -> tuple[str, ...]:
    """Return the Chinese words for filters, folded; the catalogue of texts is read only when needed."""
    return tuple(dict.fromkeys((*FIELD_WORDS, *(fold(field.label.zh) for field in FIELDS))))
