"""Draw questions from the corpus, always the same ones, as readers ask them: frequent and rare words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Literal, TypeAlias

from indexer.analysis import exact, words
from indexer.model.document import Language
from indexer.names import states
from indexer.structure import topics
from scripts.bench import corpus, synthetic
from scripts.bench.sentences import Material

Kind: TypeAlias = Literal["frequent word", "rare word", "and", "phrase", "symbol", "prefix", "filter"]
SHARES: dict[Kind, int] = {
    "frequent word": 30, "rare word": 30, "and": 35, "phrase": 30, "symbol": 25, "prefix": 20, "filter": 30,
}  # fmt: skip
"""How many questions of each kind there are; 200 in all, and every second one is in English."""
DRAWN_FROM = 40
"""From how many symbols, each in both languages, questions are drawn: those in 4,000 units."""
FREQUENT, RARE = 0.02, 3
"""A word is frequent if it is in 1 of 50 units or more, rare if it is in 3 units or fewer."""
_WORD = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """The text that a reader types, and the filters chosen beside it, as pairs of option and value."""

    kind: Kind
    text: str
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """The texts and words of one language from which questions are drawn."""

    language: Language
    units: tuple[str, ...]
    frequent: tuple[str, ...]
    between: tuple[str, ...]
    rare: tuple[str, ...]


def draw(material: Material, most: int = 200) -> tuple[BenchQuestion, ...]:
    """Draw about `most` questions; each kind has its share, but at least two questions."""
    choice = Random(corpus.SEED)  # noqa: S311 - no secret
    whole = tuple(islice(corpus.documents(material), DRAWN_FROM))
    held = {language: _text(whole, language) for language in corpus.LANGUAGES}
    total = sum(SHARES.values())
    return tuple(
        DRAWERS[kind](choice, held[corpus.LANGUAGES[number % 2]])
        for kind, share in SHARES.items()
        for number in range(max(2, share * most // total))
    )


def _text(whole: tuple[corpus.Written, ...], language: Language) -> _Text:
    """Sort the words of the documents in one language into frequent, rare and other ones."""
    units = tuple(
        one.said(language)
        for document in whole
        for one in (*document.paragraphs, *(item for pair in document.items for item in pair))
    )
    counts = Counter(word for unit in units for word in sorted(_words(unit, language)))
    often = FREQUENT * len(units)
    return _Text(
        language,
        units,
        frequent=tuple(word for word, count in counts.items() if count >= often),
        between=tuple(word for word, count in counts.items() if RARE < count < often),
        rare=tuple(word for word, count in counts.items() if count <= RARE),
    )


def _words(unit: str, language: Language) -> set[str]:
    """Return the words of a unit as readers type them: English not stemmed, Chinese as segmented."""
    cut = words(unit) if language == "zh" else exact(unit)
    return {token.text for token in cut if _WORD.fullmatch(token.text)}


def _frequent(choice: Random, held: _Text) -> BenchQuestion:
    return BenchQuestion("frequent word", choice.choice(held.frequent))


def _rare(choice: Random, held: _Text) -> BenchQuestion:
    return BenchQuestion("rare word", choice.choice(held.rare))


def _and(choice: Random, held: _Text) -> BenchQuestion:
    """Draw two or three words that occur together in a unit."""
    while True:
        common = sorted(_words(choice.choice(held.units), held.language) - set(held.rare))
        if len(common) >= 3:  # noqa: PLR2004 - as many as are asked for
            return BenchQuestion("and", " ".join(choice.sample(common, choice.choice((2, 2, 3)))))


def _phrase(choice: Random, held: _Text) -> BenchQuestion:
    """Draw a phrase of two to four neighbouring words of a unit, exactly as written there."""
    return BenchQuestion("phrase", f'"{next(_stretches(choice, held))}"')


def _stretches(choice: Random, held: _Text) -> Iterator[str]:
    """Yield stretches of running text that contain no sign with a meaning in questions."""
    while True:
        unit = choice.choice(held.units)
        cut = words(unit) if held.language == "zh" else exact(unit)
        length = choice.choice((2, 3, 4))
        start = choice.randrange(max(1, len(cut) - length))
        chosen = cut[start : start + length]
        stretch = unit[chosen[0].start : chosen[-1].end]
        if len(chosen) == length and re.fullmatch(r"[A-Za-z ]+|[\u4e00-\u9fff]+", stretch):
            yield stretch


def _symbol(choice: Random, held: _Text) -> BenchQuestion:
    """Take a symbol that a unit cites, or a resolution, with or without a paragraph."""
    if choice.random() < 0.5:  # noqa: PLR2004 - every other one
        number, year = choice.choice(synthetic.RESOLUTIONS)
        paragraph = choice.choice((0, choice.randint(1, 30)))
        return BenchQuestion("symbol", synthetic.resolution(number, year, paragraph, held.language))
    cited = [found[0] for unit in held.units if (found := re.search(r"[SA]/\d+/\d+", unit))]
    return BenchQuestion("symbol", choice.choice(cited))


def _prefix(choice: Random, held: _Text) -> BenchQuestion:
    """Draw the beginning of a word: four to six letters, or two Han characters."""
    word = choice.choice((*held.frequent, *held.between))
    beginning = word[:2] if held.language == "zh" else word[: choice.choice((4, 5, 6))]
    return BenchQuestion("prefix", f"{beginning}*")


def _filter(choice: Random, held: _Text) -> BenchQuestion:
    """Draw a word, and one or two filters that leave some of its units."""
    word = choice.choice(held.frequent)
    first = choice.randint(synthetic.FIRST_YEAR, synthetic.LAST_YEAR - 8)
    possible = (
        (("year", f"{first}-{first + 8}"),),
        (("state", choice.choice(states.ALL[:20]).code),),
        (("section", choice.choice(tuple(corpus.SECTIONS.values()))),),
        (("language", held.language), ("not.year", str(first))),
        (("year", str(first)), ("section", topics.topic("Assistance"))),
    )
    return BenchQuestion("filter", word, choice.choice(possible))


DRAWERS: dict[Kind, Callable[[Random, _Text], BenchQuestion]] = {
    "frequent word": _frequent, "rare word": _rare, "and": _and, "phrase": _phrase, "symbol": _symbol,
    "prefix": _prefix, "filter": _filter,
}  # fmt: skip
