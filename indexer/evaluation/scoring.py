"""Score rankings by judgments: measures of information retrieval, and their means over groups of topics.

This is the only module that uses ir-measures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from indexer.evaluation.rankings import score
from indexer.runtime.errors import CommandError, ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ir_measures import Measure

    from indexer.evaluation.judgments import Judgment
    from indexer.evaluation.rankings import Ranking

MEASURES = ("nDCG@10", "P@1", "RR", "R@20")
"""The measures that are used if none are given."""
ALL = "all"
"""The name of the group of all topics."""
_MEASURE = re.compile(
    r"nDCG(?:@[1-9][0-9]{0,2})?"
    r"|(?:P|R|Success)(?:\(rel=[1-9]\))?@[1-9][0-9]{0,2}"
    r"|(?:RR|AP)(?:\(rel=[1-9]\))?(?:@[1-9][0-9]{0,2})?"
)
"""The names of measures that are allowed.

ir-measures knows more; some of them need further programs, and its C code crashes with a cutoff of 0.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """The value of a measure, from 0 to 1."""

    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A question and its scores, in the order of the measures."""

    topic: str
    text: str
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A group of questions with the means of their scores."""

    name: str
    questions: int
    scores: tuple[Score, ...]


def measures(names: Sequence[str]) -> tuple[Measure, ...]:
    """Return the measures with these names, such as `nDCG@10`, `P(rel=2)@1`, `RR`, `R@20`.

    Raises:
        CommandError: A name is not allowed.
        ConfigError: ir-measures is not installed.

    """
    try:
        import ir_measures
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"Scoring needs the package {error.name}, which is not installed.",
            "Install it with: pip install 'juanzong[evaluate]'.",
        ) from error
    for name in names:
        if not _MEASURE.fullmatch(name):
            advice = "Write nDCG@10, P@1, RR, R@20, AP or Success@5; P(rel=2)@1 counts grades from 2."
            raise CommandError(f"{name!r} is no measure.", advice)
    return tuple(map(ir_measures.parse_measure, names))


def scored(
    rankings: Sequence[Ranking], judgments: Sequence[Judgment], asked: Sequence[Measure]
) -> tuple[Scored, ...]:
    """Return the scores of each ranking, in the order of the rankings; an empty ranking has the scores 0."""
    import ir_measures

    judged = [ir_measures.Qrel(one.topic, one.unit, one.grade) for one in judgments]
    run = [
        ir_measures.ScoredDoc(ranking.topic.id, unit, float(score(ranking, place)))
        for ranking in rankings
        for place, unit in enumerate(ranking.units)
    ]
    found = {
        (metric.query_id, metric.measure): float(metric.value)
        for metric in ir_measures.iter_calc(asked, judged, run)
    }
    return tuple(
        Scored(
            ranking.topic.id,
            ranking.topic.text,
            tuple(Score(str(measure), found.get((ranking.topic.id, measure), 0.0)) for measure in asked),
        )
        for ranking in rankings
    )


def groups(rankings: Sequence[Ranking], every: Sequence[Scored]) -> tuple[TopicGroup, ...]:
    """Return the means over all questions, then over each group, sorted by the groups' names."""
    members: dict[str, list[Scored]] = {}
    for ranking, one in zip(rankings, every, strict=True):
        for name in set(ranking.topic.groups):
            members.setdefault(name, []).append(one)
    named = [(ALL, every), *sorted(members.items())]
    return tuple(TopicGroup(name, len(those), _means(those)) for name, those in named)


def worst(every: Sequence[Scored], number: int) -> tuple[Scored, ...]:
    """Return the `number` questions with the lowest scores by the first measure, the lowest first."""
    return tuple(sorted(every, key=lambda one: one.scores[0].value)[:number])


def _means(those: Sequence[Scored]) -> tuple[Score, ...]:
    columns = zip(*(one.scores for one in those), strict=True)
    return tuple(Score(column[0].measure, fmean(one.value for one in column)) for column in columns)
