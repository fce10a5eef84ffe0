"""Compare two texts of one language word by word: how alike they are, and which words differ.

The likeness is 1 minus the weighted edit distance over the weight of the heavier text, as translation
memories tell it. Capitals and the script of Chinese do not count. Where only signs between words differ, the
likeness is ALMOST.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.analysis.tokens import words
from indexer.text.normalising import comparable
from indexer.text.spans import Span

MOST_WORDS = 200
"""How many words of a text are compared; what is behind them is left out."""
MOST_CHARACTERS = 4_000
"""How many code points of a text are looked at."""
ALMOST = 0.99
"""The most by which texts are alike that are not the same."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared.

    `whole` is the text without what does not count at all: capitals, blanks at its ends, the script of
    Chinese.
    """

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    weights: tuple[float, ...]
    whole: str

    @property
    def weight(self) -> float:
        """The weight of all words."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two texts are, from 0 to 1, and the words of each that the other does not have there."""

    likeness: float
    left: tuple[Span, ...]
    right: tuple[Span, ...]


def words_of(text: str, weigh: Callable[[str], float]) -> Words:
    """Return the words of a text, at most MOST_WORDS, with what each weighs."""
    looked_at = text[:MOST_CHARACTERS]
    spans: list[Span] = []
    for token in words(looked_at):
        if len(spans) == MOST_WORDS or (spans and token.start < spans[-1][1]):
            break  # the pieces of broken words follow the others
        spans.append((token.start, token.end))
    texts = tuple(comparable(looked_at[start:end]) for start, end in spans)
    return Words(texts, tuple(spans), tuple(map(weigh, texts)), " ".join(comparable(text).split()))


def likeness_at_most(left: Words, right: Words) -> float:
    """Return how alike two texts are at most: if their common words stood in the same order."""
    weights = dict(zip(left.texts + right.texts, left.weights + right.weights, strict=True))
    common = Counter(left.texts) & Counter(right.texts)
    shared = sum(weights[word] * count for word, count in common.items())
    return _likeness(left, right, max(left.weight, right.weight) - shared)


def compare(left: Words, right: Words) -> Comparison:
    """Return how alike two texts are, and which words differ; it takes time like the product of the words."""
    rows = _distances(left, right)
    changed, other = _changed(left, right, rows)
    return Comparison(_likeness(left, right, rows[-1][-1]), changed, other)


def _likeness(left: Words, right: Words, distance: float) -> float:
    if left.whole == right.whole:
        return 1.0
    heavier = max(left.weight, right.weight)
    return min(ALMOST, max(0.0, 1 - distance / heavier)) if heavier else 0.0


def _distances(left: Words, right: Words) -> list[list[float]]:
    """Return the weighted edit distance of each beginning of the left text to each of the right one."""
    row = [0.0]
    for weight in right.weights:
        row.append(row[-1] + weight)
    rows = [row]
    for word, weight in zip(left.texts, left.weights, strict=True):
        above, row = row, [row[0] + weight]
        for at, (their, theirs) in enumerate(zip(right.texts, right.weights, strict=True)):
            changed = above[at] if word == their else above[at] + max(weight, theirs)
            row.append(min(changed, above[at + 1] + weight, row[at] + theirs))
        rows.append(row)
    return rows


def _changed(
    left: Words, right: Words, rows: Sequence[Sequence[float]]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words of both that differ on the cheapest way from one text to the other."""
    ours: list[Span] = []
    theirs: list[Span] = []
    one, other = len(left.texts), len(right.texts)
    while one or other:
        here = rows[one][other]
        if (
            one
            and other
            and left.texts[one - 1] == right.texts[other - 1]
            and here == rows[one - 1][other - 1]
        ):
            one, other = one - 1, other - 1
        elif one and here == rows[one - 1][other] + left.weights[one - 1]:
            one -= 1
            ours.append(left.spans[one])
        elif other and here == rows[one][other - 1] + right.weights[other - 1]:
            other -= 1
            theirs.append(right.spans[other])
        else:
            one, other = one - 1, other - 1
            ours.append(left.spans[one])
            theirs.append(right.spans[other])
    return tuple(reversed(ours)), tuple(reversed(theirs))
