"""Measures the alignment of language versions where the truth is known.

    python -m scripts.alignment FOLDER

FOLDER holds aligned sentences (`devset.zh`, `devset.en`, `devset.ids`). Their lines are put together to
documents by the ids, and a tenth of the sentences of each side are left out at random.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.alignment import align
from indexer.model.document import Language, Paragraph
from indexer.names import citations, states

LEFT_OUT = 0.1
"""The share of sentences that are left out of each side."""
SEED = 13


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs were found, how many of them are right, and how many there are."""

    found: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        """The share of the pairs found that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the true pairs that were found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / ((self.found + self.true) or 1)


def score(left: Sequence[Paragraph], right: Sequence[Paragraph], truth: Iterable[tuple[int, int]]) -> Score:
    """Align two versions and compare the pairs with the true ones, which are positions."""
    beads = align(left, right).beads
    found = {(one, other) for bead in beads for one in bead.left for other in bead.right}
    true = set(truth)
    return Score(len(found), len(found & true), len(true))


def total(scores: Iterable[Score]) -> Score:
    """Add the counts of several documents."""
    every = list(scores)
    return Score(
        sum(one.found for one in every), sum(one.right for one in every), sum(one.true for one in every)
    )


def sentence(text: str, language: Language, number: int) -> Paragraph:
    """Return a sentence as an unnumbered unit with its citations and States."""
    cited, named = citations.find(text), states.find(text, language)
    return Paragraph("paragraph", "main", f"p.{number}", text, citations=cited, mentions=named)


def documents(folder: Path) -> Iterator[list[tuple[Paragraph, Paragraph]]]:
    """Yield the aligned sentences of each document."""
    names, zh, en = (
        (folder / f"devset.{end}").read_text("utf-8").splitlines() for end in ("ids", "zh", "en")
    )
    grouped: defaultdict[str, list[tuple[Paragraph, Paragraph]]] = defaultdict(list)
    for name, one, other in zip(names, zh, en, strict=True):
        pairs = grouped[name.split()[0]]
        at = len(pairs) + 1
        pairs.append((sentence(one, "zh", at), sentence(other, "en", at)))
    yield from grouped.values()


def thinned(
    pairs: Sequence[tuple[Paragraph, Paragraph]], chance: random.Random, share: float = LEFT_OUT
) -> tuple[list[Paragraph], list[Paragraph], list[tuple[int, int]]]:
    """Leave out some units of each side; return both sides and the positions of the pairs that are left."""
    ours = [at for at in range(len(pairs)) if chance.random() >= share]
    theirs = [at for at in range(len(pairs)) if chance.random() >= share]
    places = {at: place for place, at in enumerate(theirs)}
    truth = [(place, places[at]) for place, at in enumerate(ours) if at in places]
    return [pairs[at][0] for at in ours], [pairs[at][1] for at in theirs], truth


def main() -> None:
    """Print precision, recall and F1."""
    if len(sys.argv) != len(("script", "FOLDER")):
        sys.exit(__doc__)
    chance = random.Random(SEED)  # noqa: S311 - the same every time
    measured = total(score(*thinned(pairs, chance)) for pairs in documents(Path(sys.argv[1])))
    print(f"precision {measured.precision:.3f} recall {measured.recall:.3f} F1 {measured.f1:.3f}")


if __name__ == "__main__":
    main()
