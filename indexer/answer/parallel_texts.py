"""Takes the sentences of a hit that hold what was asked for, and the sentences that translate them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.answer.aligned_sentences import AUTOMATICALLY, stretches, version
from indexer.model.messages import both, message
from indexer.model.shown_units import Fragment
from indexer.text.spans import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.aligned_sentences import AlignedStretch
    from indexer.model.document import Both
    from indexer.model.shown_units import Hit, Translation
    from indexer.text.spans import Span

OMISSION = " … "
"""Stands for the sentences between two that are shown."""


@dataclass(frozen=True, slots=True)
class ParallelText:
    """What a hit says in one language version.

    `version` names the version, says that it is a digest where it is one, and that it was aligned
    automatically where it was. Joined, the fragments are the text.
    """

    version: Both
    fragments: tuple[Fragment, ...]


def parallel_texts(hit: Hit, lexicon: Lexicon) -> tuple[ParallelText, ...]:
    """Return what a hit says in its own version and in each other one, beginning with its own.

    They are the sentences that hold what was asked for, or the whole paragraph where it is in none that is
    aligned. Without a translation, nothing is returned.
    """
    if not hit.translations:
        return ()
    asked = [(one.start, one.end) for one in hit.highlights if one.field == "text"]
    beside = [_Beside(hit, one, asked, lexicon) for one in hit.translations]
    own = beside[0].own
    return (
        ParallelText(version(hit.language, hit.edition), tuple(_fragments(hit.text, own, asked))),
        *(one.parallel() for one in beside),
    )


class _Beside:
    """A hit beside one translation of it."""

    def __init__(self, hit: Hit, translation: Translation, asked: Sequence[Span], lexicon: Lexicon) -> None:
        self._hit, self._translation = hit, translation
        sentences, words = stretches(hit.text, hit.language, translation.text, lexicon)
        self._sentences = list(_holding(sentences, asked))
        highlights = ((one.start, one.end) for one in translation.highlights if one.field == "text")
        self._marked = merged((*highlights, *(one.translation for one in _holding(words, asked))))

    @property
    def own(self) -> Sequence[Span]:
        """The sentences of the hit that are shown."""
        return [one.text for one in self._sentences] or [(0, len(self._hit.text))]

    def parallel(self) -> ParallelText:
        """Return what the translation says."""
        shown = self._translation
        name = version(shown.language, shown.edition)
        whole = [(0, len(shown.text))]
        theirs = sorted(one.translation for one in self._sentences) or whole
        if theirs != whole or self._hit.paragraph is None:
            name = both(message("{version}, {aligned}", version=name, aligned=AUTOMATICALLY).text)
        return ParallelText(name, tuple(_fragments(shown.text, theirs, self._marked)))


def _holding(found: Iterable[AlignedStretch], asked: Sequence[Span]) -> Iterator[AlignedStretch]:
    """Yield the stretches that share a character with what was asked for."""
    for one in found:
        if any(start < one.text[1] and one.text[0] < end for start, end in asked):
            yield one


def _fragments(text: str, shown: Sequence[Span], marked: Iterable[Span]) -> Iterator[Fragment]:
    """Yield the stretches of a text that are shown, in pieces that are marked or not."""
    marks = list(marked)
    last = -1
    for start, end in shown:
        if last >= 0 and text[last:start].strip():
            yield Fragment(OMISSION, match=False)
        elif last >= 0:
            yield Fragment(text[last:start], match=False)
        at = start
        for from_, to in marks:
            if start <= from_ and to <= end and at <= from_:
                yield Fragment(text[at:from_], match=False)
                yield Fragment(text[from_:to], match=True)
                at = to
        yield Fragment(text[at:end], match=False)
        last = end
