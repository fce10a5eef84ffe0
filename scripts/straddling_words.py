"""Print `indexer/names/straddling.tsv`: the words in whose place a State's name only seems to stand.

In 明智利用 the words are 明智 and 利用, so 智利 is no name there. Whether two words take a short Chinese name
apart depends on the characters beside it: on those before it, which a word joins with the first part of the
name, and on those behind it, joined with the rest. For each name and each place where it may be divided, the
table has what each such neighbour makes the divided reading more likely by, and what must be reached.

The figures are logarithms of frequencies in jieba's dictionary, as its segmentation adds them up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf, log

from indexer.names import states
from indexer.text.folding import fold
from scripts.refolded_words import dictionary

LONGEST_NAME = 3
LONGEST_WORD = 3
LEAST = 50
"""The least frequency of a word that takes a name apart."""
FREQUENCY = 1000
"""The least frequency of a State's name, as the segmenter is taught it."""


@dataclass
class Division:
    """A name divided at `at`, and what words gain that begin before the name, or end behind it."""

    name: str
    at: int
    before: dict[str, float] = field(default_factory=dict)
    behind: dict[str, float] = field(default_factory=dict)


class Likelihood:
    """The logarithms of the likelihood of words, and of the best division of a text into words."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._total = log(sum(frequencies.values()))

    def word(self, text: str) -> float:
        """Return the logarithm of the likelihood of a word; one that is unknown counts as seen once."""
        return log(self._frequencies.get(text, 0) or 1) - self._total

    def best(self, text: str) -> float:
        """Return that of the likeliest division of a text."""
        found = [0.0]
        for end in range(1, len(text) + 1):
            pieces = (
                (start, text[start:end])
                for start in range(end)
                if end - start == 1 or text[start:end] in self._frequencies
            )
            found.append(max(found[start] + self.word(piece) for start, piece in pieces))
        return found[-1]


def names() -> list[str]:
    """Return the short Chinese names of States, folded."""
    every = {fold(name) for name in states.names("zh")}
    return sorted(one for one in every if re.fullmatch(f"[\u4e00-\u9fff]{{2,{LONGEST_NAME}}}", one))


def divisions() -> Iterator[tuple[Division, float]]:
    """Yield the divisions of names that some neighbours make the likelier reading, with what that takes."""
    frequencies = dict(dictionary())
    every = names()
    for name in every:
        frequencies[name] = max(frequencies.get(name, 0), FREQUENCY)
    likely = Likelihood(frequencies)
    ending, beginning = _by_parts(frequencies, every)
    for name in every:
        for at in range(1, len(name)):
            found = Division(name, at)
            for word in ending[name[:at]]:
                found.before[word[:-at]] = likely.word(word) - likely.best(word[:-at])
            for word in beginning[name[at:]]:
                rest = word[len(name) - at :]
                found.behind[rest] = likely.word(word) - likely.best(rest)
            needed = likely.word(name)
            _reduce(found, needed)
            if found.before and found.behind:
                yield found, needed


def _by_parts(
    frequencies: Mapping[str, int], every: list[str]
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Return the words that end with the first part of a name, and those that begin with the rest of one."""
    firsts = {name[:at] for name in every for at in range(1, len(name))}
    rests = {name[at:] for name in every for at in range(1, len(name))}
    ending: defaultdict[str, list[str]] = defaultdict(list)
    beginning: defaultdict[str, list[str]] = defaultdict(list)
    for word, frequency in frequencies.items():
        if frequency >= LEAST and len(word) <= LONGEST_WORD:
            for size in range(1, min(LONGEST_NAME, len(word) + 1)):
                if word[-size:] in firsts:
                    ending[word[-size:]].append(word)
                if word[:size] in rests:
                    beginning[word[:size]].append(word)
    return ending, beginning


def _reduce(found: Division, needed: float) -> None:
    """Leave out the neighbours with which the divided reading cannot become the likelier one."""
    most_before = max(found.before.values(), default=-inf)
    most_behind = max(found.behind.values(), default=-inf)
    found.before = {key: gain for key, gain in found.before.items() if gain + most_behind > needed}
    found.behind = {key: gain for key, gain in found.behind.items() if gain + most_before > needed}


def _column(gains: Mapping[str, float]) -> str:
    return " ".join(f"{text}{-gain:.1f}" for text, gain in sorted(gains.items()))


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    yield "# Made by scripts/straddling_words.py; see there."
    for one, least in divisions():
        yield f"{one.name}\t{one.at}\t{-least:.1f}\t{_column(one.before)}\t{_column(one.behind)}"


if __name__ == "__main__":
    print("\n".join(lines()))
