"""Topics: questions with ids, in lines of id, tab and question, as in TREC's topics in TSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.evaluation.line_files import numbered, refusal
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = "id, tab and question on each line"


@dataclass(frozen=True, slots=True)
class Topic:
    """A question with its id.

    In an id such as `17-zh-hans-keyword`, the first part is the information need, which topics can share.
    Each other part is a group for which scores are averaged.
    """

    id: str
    text: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups to which the topic belongs."""
        return tuple(self.id.split("-")[1:])


def read(path: Path) -> tuple[Topic, ...]:
    """Read the topics of a file.

    Raises:
        InputError: The file is missing or has no topic, a line is malformed, or an id occurs twice.

    """
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
