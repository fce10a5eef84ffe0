"""Finds the sentences of the library whose vectors are nearest to that of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.engines.base import Filter

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.model.document import Language
    from indexer.model.stored import StoredUnit
    from indexer.text.spans import Span
    from indexer.vectors.encoder import Vectors
    from indexer.vectors.vector_file import VectorFile

MOST = 20
"""How many sentences are looked at in each language."""


class NearSentences:
    """The sentences near one. Without vectors there are none."""

    def __init__(self, context: Context, text: str) -> None:
        """Compare the vector of a sentence with all that are kept."""
        self._context = context
        self._file: VectorFile | None = context.vectors()
        if self._file is not None:
            self._cosines = self._file.cosines(_vector(self._file, text))

    def found(self, language: Language) -> Iterator[tuple[StoredUnit, Span]]:
        """Yield the nearest sentences of a language with their units; not those that have changed since."""
        if self._file is None:
            return
        from indexer.vectors.vector_file import hash_of

        near = self._file.nearest(self._cosines, language, MOST)
        ids = tuple(dict.fromkeys(one.sentence.unit for one in near))
        units = {id_of(one): one for one in self._context.held.units(Filter("id", ids), limit=len(ids))}
        for one in near:
            record, span = units.get(one.sentence.unit), (one.sentence.start, one.sentence.end)
            if record and hash_of(record.paragraph.text[slice(*span)]) == one.sentence.hash:
                yield record, span

    def cosine(self, text: str) -> float | None:
        """Return the cosine of the angle between the vectors of the sentence and another, if that has one."""
        row = self._file.row(text) if self._file is not None else None
        return None if row is None else float(self._cosines[row])


def _vector(file: VectorFile, text: str) -> Vectors:
    """Return the vector of a sentence: the one that is kept, or else a new one, which takes longer."""
    row = file.row(text)
    if row is not None:
        return file.vector(row)
    from indexer.vectors.encoder import encoded

    found: Vectors = encoded((text,))[0]
    return found
