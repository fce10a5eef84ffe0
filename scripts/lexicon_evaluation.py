"""Measures how well a question in one language finds what only the other says.

    python -m scripts.lexicon_evaluation SENTENCES [--questions N] [--engine whoosh|tantivy] [--all]

SENTENCES is a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`), split by document: the
lexicon is learned from one part, the other is searched. Beside what is learned, the general dictionaries and
the names that are shipped are used; the counts and the glossary that are shipped are not.

Questions are phrases of one to three words that occur in two sentences or more; right are the sentences that
are aligned with those. The engine names the best 100 by the weighted variants, which are then scored; with
--all, all sentences are scored too.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from statistics import fmean
from time import process_time

from indexer import engines
from indexer.analysis import exact_texts, word_texts, words
from indexer.engines.base import Changes, Engine, Entry, Found, Or, Request, Term
from indexer.language import CONVENTIONS
from indexer.lexicon.candidates import FIRST_STAGE, expression
from indexer.lexicon.expected_translation import ExpectedTranslation
from indexer.lexicon.learning import PhraseCounts, learn
from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_table import PhraseTable, other
from indexer.lexicon.sentences import words_of
from indexer.lexicon.shipped_layers import FOLDER
from indexer.lexicon.table_writing import to_bytes
from indexer.model.document import Language
from indexer.query.function_words import is_function_word
from scripts.aligned_sentences import SentencePair, read, split

LONGEST = 3
LEAST = 2
"""In how many sentences a phrase must occur."""
SCORED = 100
"""How many sentences found by the engine are scored."""
_WORD = {"en": re.compile("[a-z]{2,}"), "zh": re.compile("[\u4e00-\u9fff]+")}
_TOP = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A phrase as it is typed, and the places of the sentences that are right."""

    text: str
    words: int
    right: frozenset[int]


Rank = Callable[[str], Sequence[int]]


def questions(sentences: Sequence[str], language: Language, most: int) -> list[Question]:
    """Return at most so many questions of each number of words, chosen by their hash."""
    right: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    typed: dict[tuple[str, ...], str] = {}
    for place, sentence in enumerate(sentences):
        for key, text in _phrases(sentence, language):
            right[key].add(place)
            typed.setdefault(key, text)
    found: list[Question] = []
    for length in range(1, LONGEST + 1):
        keys = [key for key, places in right.items() if len(key) == length and len(places) >= LEAST]
        keys.sort(key=lambda key: md5(" ".join(key).encode(), usedforsecurity=False).hexdigest())
        found += (Question(typed[key], length, frozenset(right[key])) for key in keys[:most])
    return found


def _phrases(sentence: str, language: Language) -> Iterable[tuple[tuple[str, ...], str]]:
    """Yield the phrases of a sentence, with their wording, that begin and end with a telling word."""
    between = CONVENTIONS[language].word_separator
    tokens = words(sentence)
    for start in range(len(tokens)):
        for end in range(start + 1, min(len(tokens), start + LONGEST) + 1):
            last = tokens[end - 1]
            if not _WORD[language].fullmatch(last.text):
                break
            if end - start > 1 and sentence[tokens[end - 2].end : last.start] != between:
                break
            ends = [sentence[one.start : one.end].lower() for one in (tokens[start], last)]
            if not any(len(one) == 1 or is_function_word(one) for one in ends):
                key = tuple(token.text for token in tokens[start:end])
                yield key, sentence[tokens[start].start : last.end].lower()


def average_precision(ranking: Sequence[int], right: frozenset[int]) -> float:
    """Return the mean of the precision at each right sentence."""
    found, total = 0, 0.0
    for position, place in enumerate(ranking, 1):
        if place in right:
            found += 1
            total += found / position
    return total / len(right)


def report(name: str, asked: Sequence[Question], rank: Rank) -> None:
    """Print MAP and S@5 of all questions, and MAP by their number of words."""
    begun = process_time()
    ranked = [(one, rank(one.text)) for one in asked]
    milliseconds = 1000 * (process_time() - begun) / len(asked)
    precision = [(one.words, average_precision(ranking, one.right)) for one, ranking in ranked]
    success = fmean(not one.right.isdisjoint(ranking[:_TOP]) for one, ranking in ranked)
    parts = " ".join(
        f"{fmean(value for words, value in precision if words == length):.3f}"
        for length in range(1, LONGEST + 1)
    )
    mean = fmean(value for _, value in precision)
    print(f"{name:28} MAP {mean:.3f} S@5 {success:.3f} ({parts}) {milliseconds:.1f} ms", flush=True)


def filled(name: str, place: Path, sentences: Sequence[str]) -> Engine:
    """Return an engine that holds the sentences."""
    engine = engines.engine(name, place)
    entries = (
        Entry(
            id=str(at),
            document="d",
            order=f"{at:06}",
            date="",
            tokens={"exact": exact_texts(text), "words": word_texts(text)},
            keys={},
            stored=str(at),
        )
        for at, text in enumerate(sentences)
    )
    engine.write(Changes(entries, mark="1", fresh=True))
    engine.open()
    return engine


def same_language(engine: Engine) -> Rank:
    """Rank by the words of the question in its own language: what could be reached at best."""

    def rank(text: str) -> Sequence[int]:
        wanted = Or(tuple(Term("words", word) for word in word_texts(text)))
        return [int(one.id) for one in engine.search(Request(wanted, limit=None)).found]

    return rank


def by_variants(lexicon: Lexicon, language: Language, engine: Engine) -> Rank:
    """Rank by the weighted variants alone."""
    return lambda text: [int(one.id) for one in _candidates(lexicon, text, language, engine)]


def two_stages(lexicon: Lexicon, language: Language, sentences: Sequence[str], engine: Engine) -> Rank:
    """Rank what an engine finds by the variants once more, by the expected translation."""

    def rank(text: str) -> Sequence[int]:
        expected = _expected(lexicon, text, language)
        scores = {
            int(one.id): expected.score(sentences[int(one.id)]) + FIRST_STAGE * one.score
            for one in _candidates(lexicon, text, language, engine)
        }
        return sorted(scores, key=lambda place: -scores[place])

    return rank


def all_scored(lexicon: Lexicon, language: Language, sentences: Sequence[str]) -> Rank:
    """Rank all sentences by the expected translation."""

    def rank(text: str) -> Sequence[int]:
        expected = _expected(lexicon, text, language)
        scores = {place: expected.score(sentence) for place, sentence in enumerate(sentences)}
        return sorted((place for place, score in scores.items() if score), key=lambda place: -scores[place])

    return rank


def _expected(lexicon: Lexicon, text: str, language: Language) -> ExpectedTranslation:
    return ExpectedTranslation(lexicon, words_of(text, language).texts, language, _is_telling)


def _is_telling(word: str) -> bool:
    return not is_function_word(word)


def _candidates(lexicon: Lexicon, text: str, language: Language, engine: Engine) -> Sequence[Found]:
    wanted = expression(lexicon, words_of(text, language).texts, language, _is_telling)
    return engine.search(Request(wanted, limit=SCORED)).found


def learned(pairs: Sequence[SentencePair], place: Path) -> PhraseTable:
    """Learn from pairs of sentences and return what was learned; tell how long it took."""
    begun = process_time()
    general = PhraseTable(FOLDER / "general.lexicon")
    counts: PhraseCounts = learn([(one.en, one.zh) for one in pairs], set(general.pairs()))
    print(f"{len(pairs)} pairs of sentences: {len(counts.pairs)} of phrases, {process_time() - begun:.1f} s")
    file = place / "learned.lexicon"
    file.write_bytes(to_bytes(counts))
    return PhraseTable(file)


def main() -> None:
    """Print the figures of both directions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--questions", type=int, default=200, help="of each number of words")
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    parser.add_argument("--all", action="store_true", help="also score all sentences, without an engine")
    options = parser.parse_args()
    train, searched = split(read(options.sentences))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        layers = [Layer("documents", learned(train, place))]
        layers += (Layer(one, PhraseTable(FOLDER / f"{one}.lexicon")) for one in ("names", "general"))
        sides: dict[Language, list[str]] = {
            "en": [one.en for one in searched],
            "zh": [one.zh for one in searched],
        }
        for language, own in sides.items():
            measured = _Measured(Lexicon(layers), language, own, sides[other(language)])
            measured.report(place / language, options)


@dataclass(frozen=True, slots=True)
class _Measured:
    """One direction: the questions are of the sentences in `own`, those in `theirs` are searched."""

    lexicon: Lexicon
    language: Language
    own: Sequence[str]
    theirs: Sequence[str]

    def report(self, place: Path, options: argparse.Namespace) -> None:
        """Print the figures."""
        asked = questions(self.own, self.language, options.questions)
        name = f"{self.language}, {options.engine}"
        report(
            f"{name}: same language", asked, same_language(filled(options.engine, place / "own", self.own))
        )
        engine = filled(options.engine, place / "theirs", self.theirs)
        report(f"{name}: variants", asked, by_variants(self.lexicon, self.language, engine))
        report(f"{name}: two stages", asked, two_stages(self.lexicon, self.language, self.theirs, engine))
        if options.all:
            report(
                f"{self.language}: all scored", asked, all_scored(self.lexicon, self.language, self.theirs)
            )


if __name__ == "__main__":
    main()
