"""Recognise the number at the start of an article or a rule: `Article 41`, `Rule 39`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.numerals import from_han
from indexer.text.folding import fold
from indexer.text.roman_numerals import from_roman

_LONGEST_START = 80


class Article(NamedTuple):
    """The number at the start of an article: how its locator begins, its value, and where its text begins."""

    prefix: str
    value: int
    end: int


def article(text: str) -> Article | None:
    """Return the number of the article that begins on a line, None if none does."""
    folded = fold(text[:_LONGEST_START])
    found = _articles().match(folded)
    if not found:
        return None
    prefix, number = next((name, value) for name, value in found.groupdict().items() if value)
    value = int(number) if number.isdecimal() else from_han(number) or from_roman(number)
    behind = text[found.end() : found.end() + 1]
    if not value or behind.islower():
        return None
    return Article(prefix.removeprefix("chinese_"), value, found.end())


@cache
def _articles() -> re.Pattern[str]:
    latin = "|".join(
        rf"(?:{word}) (?P<{name}>\d{{1,3}}|[ivxlc]{{1,8}})" for name, word in english.ARTICLES.items()
    )
    han = "|".join(
        rf"第 ?(?P<chinese_{name}>[一二三四五六七八九十百零]{{1,6}}|\d{{1,3}}) ?(?:{word})"
        for name, word in chinese.ARTICLES.items()
    )
    return re.compile(rf"\s*(?:(?:{latin})(?![\w(])|(?:{han})(?=\s|[:.、]|$))[.:、]?\s*(?:[-–—]\s*)?")
