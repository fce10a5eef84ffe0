"""Judgments: which units answer a question, as a person judged it, in lines of TREC's format (qrels)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.evaluation.line_files import numbered, refusal
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indexer.evaluation.trec_topics import Topic

SHAPE = "topic, 0, unit and grade on each line"
FIELDS = 4
_GRADE = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Judgment:
    """How well a unit answers a topic; grade 0 is not at all, and a higher grade is better."""

    topic: str
    unit: str
    grade: int


def read(path: Path, topics: Sequence[Topic]) -> tuple[Judgment, ...]:
    """Read the judgments for these topics.

    Args:
        path: The file, with topic, 0, unit and grade (0 to 9) on each line.
        topics: The topics that are judged.

    Raises:
        InputError: The file is missing, a line is malformed, a topic is unknown, a unit is judged twice, or
            no unit answers a topic.

    """
    known = {topic.id for topic in topics}
    found: dict[tuple[str, str], Judgment] = {}
    for number, line in numbered(path, SHAPE):
        judgment = _judgment(path, number, line)
        if judgment.topic not in known:
            advice = "Add the topic, or take the line out."
            raise refusal(path, number, f"there is no topic {judgment.topic}", advice)
        if (judgment.topic, judgment.unit) in found:
            reason = f"{judgment.unit} is judged twice for topic {judgment.topic}"
            raise refusal(path, number, reason, "Keep one of the lines.")
        found[judgment.topic, judgment.unit] = judgment
    answered = {judgment.topic for judgment in found.values() if judgment.grade}
    for topic in topics:
        if topic.id not in answered:
            advice = "Judge what answers it, or take the topic out."
            raise InputError(f"{path} names nothing that answers topic {topic.id}.", advice)
    return tuple(found.values())


def _judgment(path: Path, number: int, line: str) -> Judgment:
    """Read a judgment from one line.

    Raises:
        InputError: The line is malformed.

    """
    fields = line.split()
    if len(fields) != FIELDS:
        raise refusal(path, number, "no topic, 0, unit and grade", "Write one judgment on each line.")
    topic, _, unit, grade = fields
    if not _GRADE.fullmatch(grade):
        raise refusal(path, number, f"“{grade}” is no grade", "Write a whole number from 0 to 9.")
    return Judgment(topic, unit, int(grade))
