"""Questions in one language that are judged by the units of the other.

The language versions of a unit have ids that differ in the language alone, so a judgment of one holds for the
other as well.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from indexer.evaluation.rankings import DEPTH, Ranking
from indexer.indexing.entries import in_language
from indexer.lexicon.phrase_table import other
from indexer.model.query import language_of
from indexer.query import arguments
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.evaluation.judgments import Judgment
    from indexer.evaluation.trec_topics import Topic
    from indexer.library.library import Library
    from indexer.model.document import Language

MEASURES = ("nDCG@10", "Success@5", "RR")
"""The measures that are used across languages if none are given."""
_ID_PARTS = 4


def answers_language(topic: Topic) -> Language:
    """Return the language in which a topic is to be answered: the one in which it is not asked."""
    return other(language_of(topic.text))


def askable(library: Library, topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return the topics that are to be answered in a language of which the open library holds a document."""
    held = {head.language for head in library.heads()}
    return tuple(topic for topic in topics if answers_language(topic) in held)


def ask(library: Library, topics: Iterable[Topic]) -> Iterator[Ranking]:
    """Ask the open library each topic for units in the other language, and yield the rankings.

    Raises:
        UsageError: A topic is too long.

    """
    for topic in topics:
        asked = arguments.parse([("q", topic.text), ("language", answers_language(topic))])
        hits = library.hits(asked, translated=False)
        yield Ranking(topic, tuple(hit.id for hit in islice(hits, DEPTH)))


def carried(judged: Iterable[Judgment], topics: Sequence[Topic]) -> tuple[Judgment, ...]:
    """Return the judgments of these topics, each of the version in the language of the answers.

    Where both versions of a unit are judged, the higher grade holds.

    Raises:
        InputError: A unit's id tells no language.

    """
    wanted = {topic.id: answers_language(topic) for topic in topics}
    found: dict[tuple[str, str], Judgment] = {}
    for judgment in judged:
        if judgment.topic not in wanted:
            continue
        unit = _version(judgment.unit, wanted[judgment.topic])
        before = found.get((judgment.topic, unit))
        if before is None or before.grade < judgment.grade:
            found[judgment.topic, unit] = replace(judgment, unit=unit)
    return tuple(found.values())


def _version(unit: str, language: Language) -> str:
    """Return the id of a unit's version in a language."""
    if len(unit.split(":", _ID_PARTS - 1)) != _ID_PARTS:
        advice = "Judge units by ids such as S/2019/986:zh:annex:9."
        raise InputError(f"“{unit}” is no id of a unit: its language is not known.", advice)
    return in_language(unit, language)
