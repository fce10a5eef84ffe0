"""Topics: one name for the same section in every year, language and script, from the table `topics.toml`.

If the table does not list a heading, its topic is the heading itself, folded and without its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from indexer.language import CONVENTIONS
from indexer.language.en import document_patterns as english
from indexer.language.en import record_patterns as english_records
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh import record_patterns as chinese_records
from indexer.language.zh.numerals import LABEL
from indexer.model.document import Language
from indexer.text.folding import fold

_NUMBER = re.compile(
    rf"\s*(?:(?:{LABEL}|\d{{1,3}}|[ivxlc]{{1,7}}|[a-z])\s*[.、]|\((?:{LABEL}|[a-z]{{1,4}})\))\s*"
)
_ITEM = re.compile(rf"(?:{english_records.AGENDA_ITEM}|{chinese_records.AGENDA_ITEM})[:.]? ?")
_DOCUMENTS = re.compile(r" ?\([^()]{0,300}\)$")
_YEAR = re.compile(rf" ?\b{english.YEAR}(?<!\d)(?:19|20)\d\d{chinese.YEAR} ?")
"""Pattern of a year in a folded heading with single spaces."""


@dataclass(frozen=True, slots=True)
class _Topics:
    """The table: labels by topic, topics by folded heading, and topics by words that a heading contains."""

    labels: dict[str, dict[Language, str]]
    headings: dict[str, str]
    containing: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1024)
def topic(heading: str) -> str:
    """Return the topic of a heading, with or without its number."""
    return known(heading) or _bare(heading)


@lru_cache(maxsize=256)
def topics(section: tuple[str, ...]) -> tuple[str, ...]:
    """Return the topics of the headings above a unit."""
    return tuple(map(topic, section))


def known(text: str) -> str | None:
    """Return the topic that a text names, by its key or by a heading; None if the table has none."""
    table = _table()
    bare = _bare(text)
    if bare in table.labels:
        return bare
    if found := table.headings.get(bare) or table.headings.get(_YEAR.sub("", bare)):
        return found
    return next((name for words, name in table.containing if words in bare), None)


def label(topic: str, language: Language) -> str:
    """Return the name of a topic in a language; a topic that is not in the table is its own label."""
    names = _table().labels.get(topic)
    return names[language] if names else topic


def printed(heading: str) -> str:
    """Return a heading as it is printed, without its number and with single spaces.

    >>> printed("II.  Women, Peace and Security")
    'Women, Peace and Security'

    """
    plain = " ".join(heading.split())
    number = _NUMBER.match(fold(plain))
    return plain[number.end() :] if number else plain


def _bare(heading: str) -> str:
    """Return a heading folded, without its number and with single spaces.

    Of an item of an agenda its title is returned, without the documents behind it.
    """
    folded = " ".join(fold(heading).split())
    if item := _ITEM.match(folded):
        folded = _DOCUMENTS.sub("", folded[item.end() :]) or folded
    return _NUMBER.sub("", folded, count=1) if _NUMBER.match(folded) else folded


@cache
def _table() -> _Topics:
    import tomllib

    raw = tomllib.loads(Path(__file__).with_name("topics.toml").read_text("utf-8"))
    table = _Topics(
        {},
        {},
        tuple((_bare(words), name) for name, row in raw.items() for words in row.get("containing", ())),
    )
    for name, row in raw.items():
        table.labels[name] = {language: row[language] for language in CONVENTIONS}
        for heading in (*table.labels[name].values(), *row.get("headings", ())):
            table.headings[_bare(heading)] = name
    return table
