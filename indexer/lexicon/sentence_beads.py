"""Align the sentences of a paragraph with those of its translation.

Both are cut into clauses, which are aligned by their words and lengths. Clauses that a semicolon divides in
both languages are then joined to sentences again: a semicolon counts only where the other language has a full
stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.lexicon.clause_alignment import ClauseAlignment, ClauseBead
from indexer.lexicon.known_words import known_words
from indexer.lexicon.phrase_table import SIDES
from indexer.lexicon.sentence_cutting import Clause, clauses
from indexer.lexicon.wording import wording
from indexer.text.spans import Span

if TYPE_CHECKING:
    from indexer.lexicon.lexicon import Lexicon

LEAST_SCORE = 0.5
"""Beads below this score are shown to nobody and taught nobody."""
LONGEST = 100_000
"""How many code points of each paragraph are looked at; sentences behind them are in no bead."""


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Sentences of a paragraph and of its translation that say the same.

    `english` and `chinese` are half-open spans in code points, each in its text, without white space around
    them. `score`, in 0..1, says how surely they translate each other.
    """

    english: Span
    chinese: Span
    score: float


def sentence_beads(english: str, chinese: str, lexicon: Lexicon) -> tuple[SentenceBead, ...]:
    """Align the sentences of a paragraph with those of its translation.

    Args:
        english: The paragraph in English.
        chinese: The same in Chinese, in either script.
        lexicon: What tells which words translate each other.

    Returns:
        The beads in the order of both texts; one to three sentences of one language stand against one of the
        other. A sentence without a partner is in none. Beads of any score are among them.

    """
    sides = tuple(
        (clauses(text[:LONGEST], language), language, text)
        for text, language in zip((english, chinese), SIDES, strict=True)
    )
    known = known_words(lexicon)
    (ours, theirs) = (found for found, _, _ in sides)
    if not ours or not theirs:
        return ()
    compared = (
        [wording(text[one.start : one.end], language, known) for one in found]
        for found, language, text in sides
    )
    alignment = ClauseAlignment(*compared)
    return tuple(
        SentenceBead(
            (ours[group[0].left[0]].start, ours[group[-1].left[1] - 1].end),
            (theirs[group[0].right[0]].start, theirs[group[-1].right[1] - 1].end),
            alignment.score(group),
        )
        for group in _sentences(alignment.beads(), ours, theirs)
    )


def _sentences(
    beads: Iterable[ClauseBead], ours: tuple[Clause, ...], theirs: tuple[Clause, ...]
) -> Iterator[list[ClauseBead]]:
    """Yield the pairs, those together between which neither language ends a sentence."""
    group: list[ClauseBead] = []
    for bead in beads:
        if group and (not bead.is_pair or _ends_sentence(group[-1], ours, theirs)):
            yield group
            group = []
        if bead.is_pair:
            group.append(bead)
    if group:
        yield group


def _ends_sentence(bead: ClauseBead, ours: tuple[Clause, ...], theirs: tuple[Clause, ...]) -> bool:
    return ours[bead.left[1] - 1].ends_sentence or theirs[bead.right[1] - 1].ends_sentence
