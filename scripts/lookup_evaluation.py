"""Measures how surely a whole sentence finds its translation among all sentences of the other language.

    python -m scripts.lookup_evaluation SENTENCES [--engine whoosh|tantivy] [--every N]

SENTENCES is a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`), split by document: the
lexicon is learned from one part, the sentences of the other are looked up. Beside what is learned, the
general dictionaries and the names that are shipped are used, but not the counts and the glossary.
Right are all sentences that are aligned with the same wording. With the extra `vectors`, the figures with
vectors follow; the cosine of the best wrong sentence tells which one is no sign of a translation.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles
from time import process_time
from typing import TYPE_CHECKING

from indexer.analysis import word_texts
from indexer.answer.lookup import CANDIDATES, combined
from indexer.answer.near_sentences import MOST
from indexer.engines.base import Request
from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.likely_translation import LikelyTranslation, rarity
from indexer.lexicon.phrase_table import PhraseTable, other
from indexer.lexicon.shipped_layers import FOLDER
from indexer.model.document import Language
from indexer.query.sentence_candidates import in_other_language
from indexer.vectors import encoder
from scripts.aligned_sentences import read, split
from scripts.lexicon_evaluation import filled, learned

if TYPE_CHECKING:
    from indexer.engines.base import Engine
    from indexer.vectors.encoder import Vectors

TWENTIETHS = 20


@dataclass(frozen=True, slots=True)
class Direction:
    """The sentences of one language are looked up among those of the other, pair by pair in one order."""

    lexicon: Lexicon
    language: Language
    own: Sequence[str]
    theirs: Sequence[str]
    engine: Engine
    rare: Callable[[str], float]

    def right(self, place: int) -> frozenset[int]:
        """Return the places of the sentences that are right for one."""
        pairs = enumerate(zip(self.own, self.theirs, strict=True))
        wanted = self.own[place], self.theirs[place]
        return frozenset(at for at, (one, their) in pairs if one == wanted[0] or their == wanted[1])

    def ranking(self, place: int, cosines: Vectors | None = None) -> list[int]:
        """Return the places of the sentences that are found, the likeliest translation first."""
        text = self.own[place]
        asked = Request(in_other_language(self.lexicon, text, self.language), limit=CANDIDATES)
        found = dict.fromkeys(int(one.id) for one in self.engine.search(asked).found)
        if cosines is not None:
            found |= dict.fromkeys(int(at) for at in (-cosines).argsort()[:MOST])
        likely = LikelyTranslation(self.lexicon, text, self.language, self.rare)
        scores = {
            at: combined(likely.score(self.theirs[at]), None if cosines is None else float(cosines[at]))
            for at in found
        }
        return sorted(scores, key=lambda at: -scores[at])


def report(name: str, direction: Direction, places: Sequence[int], cosines: Vectors | None = None) -> None:
    """Print the mean reciprocal rank, and how often the first sentence is right."""
    begun = process_time()
    ranks: list[int] = []
    for number, place in enumerate(places):
        ranking = direction.ranking(place, None if cosines is None else cosines[number])
        right = direction.right(place)
        ranks.append(next((rank for rank, at in enumerate(ranking, 1) if at in right), 0))
    milliseconds = 1000 * (process_time() - begun) / len(places)
    mean = fmean(1 / rank if rank else 0.0 for rank in ranks)
    first, missed = fmean(rank == 1 for rank in ranks), ranks.count(0)
    print(f"{name:24} MRR {mean:.3f} S@1 {first:.3f} missed {missed} {milliseconds:.1f} ms", flush=True)


def report_cosines(direction: Direction, places: Sequence[int], cosines: Vectors) -> None:
    """Print below which cosine few right sentences are, and few of the best wrong ones above."""
    right, wrong = [], []
    for number, place in enumerate(places):
        among = direction.right(place)
        right.append(float(cosines[number][place]))
        wrong.append(max(float(one) for at, one in enumerate(cosines[number]) if at not in among))
    low, high = quantiles(right, n=TWENTIETHS)[0], quantiles(wrong, n=TWENTIETHS)[-1]
    print(f"  cosines: 95 of 100 right ones above {low:.2f}, of the best wrong ones below {high:.2f}")


def main() -> None:
    """Print the figures of both directions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    parser.add_argument("--every", type=int, default=1, help="look up one of so many sentences")
    options = parser.parse_args()
    train, searched = split(read(options.sentences))
    sides: dict[Language, list[str]] = {
        "en": [one.en for one in searched],
        "zh": [one.zh for one in searched],
    }
    counts = Counter(word for texts in sides.values() for text in texts for word in set(word_texts(text)))
    places = range(0, len(searched), options.every)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        layers = [Layer("documents", learned(train, place))]
        layers += (Layer(one, PhraseTable(FOLDER / f"{one}.lexicon")) for one in ("names", "general"))
        vectors = (
            {language: encoder.encoded(texts) for language, texts in sides.items()} if _vectors() else {}
        )
        for language, own in sides.items():
            theirs = sides[other(language)]
            engine = filled(options.engine, place / language, theirs)
            direction = Direction(
                *(Lexicon(layers), language, own, theirs, engine),
                lambda word: rarity(counts[word], 2 * len(searched)),
            )
            report(f"{language}, {options.engine}", direction, places)
            if vectors:
                cosines = vectors[language][list(places)] @ vectors[other(language)].T
                report(f"{language}, {options.engine}, vectors", direction, places, cosines)
                report_cosines(direction, places, cosines)


def _vectors() -> bool:
    if not encoder.is_installed():
        print("The extra vectors is not installed: without it")
    return encoder.is_installed()


if __name__ == "__main__":
    main()
