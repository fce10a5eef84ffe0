"""A question after parsing: its query and its syntax tree, from which the links of an answer are made.

>>> from indexer.model.query import Query, Selection
>>> Question.of(Query("training state:Chile")).without([Selection("state", "CHL")]).text
'training'
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from indexer.query import editing
from indexer.query.parser import parse
from indexer.query.printing import printed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from indexer.model.query import Query, Selection
    from indexer.query.ast import FieldNode, Parsed


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the syntax tree of its text.

    The methods return changed queries or texts for links; every changed query begins at the first page.
    """

    query: Query
    tree: Parsed
    _cut: dict[tuple[FieldNode, ...], str] = field(default_factory=dict, compare=False, repr=False)
    """Texts without filters, by the filters left out; several links leave out the same ones."""

    @classmethod
    def of(cls, asked: Query | Question) -> Question:
        """Parse a query, unless it is a `Question` already. Raises UsageError if its text is too long."""
        return asked if isinstance(asked, Question) else cls(asked, parse(asked.text))

    def without(self, dropped: Collection[Selection]) -> Query:
        """Return the question without these filters, asked for or excluded.

        They are removed wherever they hold for the whole question: from the selections, and from the text
        where they stand as `field:value`.
        """
        values = {(one.name, one.value) for one in dropped}
        kept = tuple(one for one in self.query.selections if (one.name, one.value) not in values)
        text = self._without(_among(self.tree.fields, values))
        return replace(self.query, text=text, selections=kept, page=1)

    def without_inner(self, dropped: Selection) -> Query:
        """Return the question without a filter wherever it stands within OR or brackets."""
        text = self._without(_among(self.tree.inner, {(dropped.name, dropped.value)}))
        return replace(self.query, text=text, page=1)

    def unfiltered(self) -> Query:
        """Return the question without any filter."""
        text = self._without((*self.tree.fields, *self.tree.inner))
        return replace(self.query, text=text, selections=(), page=1)

    def selecting(self, chosen: Selection, instead: Collection[Selection] = ()) -> Query:
        """Return the question with the filter `chosen` added and the filters `instead` removed."""
        others = self.without((*instead, chosen))
        return replace(others, selections=(*others.selections, chosen))

    def quoted(self, word: str) -> Query:
        """Return the question with a word in quotation marks, so that no other form of it is searched for.

        `word` is the text of a word or of a State's name as typed, as an expansion gives it; of several words
        that are also written as one, each is put in quotation marks.
        """
        wording = self.tree.wording
        for one in (word,) if editing.has_word(wording, word) else word.split():
            wording = editing.quoted(wording, one)
        return replace(self.query, text=" ".join(printed(wording).split()), page=1)

    def with_text(self, text: str) -> Question:
        """Return the question with another text and the same filters."""
        return Question.of(replace(self.query, text=text, page=1))

    def without_and(self) -> str:
        """Return the question's text with a blank in the place of each AND; empty where it has none."""
        if all(one.kind != "AND" for one in self.tree.tidied):
            return ""
        return " ".join(printed(editing.without_and(self.tree.wording)).split())

    def respelt(self, instead: Mapping[str, str]) -> str:
        """Return the question's text with tokens of the field `exact` replaced as `instead` maps them."""
        return printed(editing.respelt(self.tree.wording, instead))

    def _without(self, fields: tuple[FieldNode, ...]) -> str:
        if not fields:
            return self.query.text
        if fields not in self._cut:
            self._cut[fields] = printed(editing.without(self.tree, fields, self.query.selections))
        return self._cut[fields]


def _among(fields: Iterable[FieldNode], values: Collection[tuple[str, str]]) -> tuple[FieldNode, ...]:
    return tuple(one for one in fields if (one.selection.name, one.selection.value) in values)
