"""Filters by their labels in either language: `国家:智利` is `state:智利`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from indexer.model.fields import FIELDS
from indexer.model.query import HAN
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.model.query import FilterName

LABELLED = re.compile(f"(?<![^\\W_])([{HAN}]{{1,8}}):(?!//)")
"""Han characters with a colon, in a text with narrow signs."""


def labelled(plain: str) -> Iterator[tuple[int, int, FilterName]]:
    """Yield the labels of filters in a text with narrow signs: the span without the colon, and the filter.

    The labels are looked up, and the catalogue of texts read, only where a colon follows Han characters.
    """
    for found in LABELLED.finditer(plain):
        if name := by_label().get(fold(found[1])):
            yield *found.span(1), name


def near_label(typed: str) -> str:
    """Return the label most like a text of Han characters; empty where none is like it."""
    return next(iter(nearest(fold(typed), by_label(), 1)), "")


@cache
def by_label() -> Mapping[str, FilterName]:
    """Return the names of filters by their Chinese labels, folded; of one label the first filter counts."""
    found: dict[str, FilterName] = {}
    for field in FIELDS:
        found.setdefault(fold(field.label.zh), field.name)
    return found
