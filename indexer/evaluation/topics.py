"""Questions to be asked one after the other: lines of id, tab and question, as TREC's topics in TSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.errors import InputError
from indexer.evaluation.lines import numbered, refusal

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = "id, tab and question on each line"


@dataclass(frozen=True, slots=True)
class Topic:
    """A question with its id.

    In an id such as `17-zh-hans-keyword` the first part names the need behind the question, which other
    topics share, and each further part a group for which scores are averaged.
    """

    id: str
    text: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the topic is in."""
        return tuple(self.id.split("-")[1:])


def read(path: Path) -> tuple[Topic, ...]:
    """Read topics. Raises InputError: no such file, no topic in it, a line of another shape, an id twice."""
    found: dict[str, Topic] = {}
    for number, line in numbered(path, SHAPE):
        topic, _, text = (part.strip() for part in line.partition("\t"))
        if not topic or not text:
            raise refusal(path, number, "no id, tab and question", "Write one topic on each line.")
        if len(topic.split()) > 1:
            raise refusal(path, number, f"the id “{topic}” has a space", "Write ids without spaces.")
        if topic in found:
            raise refusal(path, number, f"topic {topic} stands there twice", "Give each an id of its own.")
        found[topic] = Topic(topic, text)
    if not found:
        raise InputError(f"{path} holds no topic.", f"Give a file with {SHAPE}.")
    return tuple(found.values())
