"""Measure how long suggestions take while questions are typed letter by letter, on a made library.

    python -m scripts.suggest_timings --place var/suggest --units 40000 --engines whoosh,tantivy

Questions are words and phrases of the material, terms of the glossary in both languages and in pinyin, names
and symbols, in a random order that is always the same. Before them one question is asked, by which the tables
of the program are read.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles

from indexer.language.zh.pinyin import TABLE
from indexer.lexicon import shipped_layers
from indexer.library.library import Library
from indexer.names import states
from indexer.runtime.config import Config
from scripts.bench import corpus, sentences
from scripts.bench.contenders.contender import Ground
from scripts.bench.contenders.own_engines import settings

SEED = 16
PERCENT = 95


def main() -> None:
    """Print the times for each engine."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--place", type=Path, required=True, help="folder for the libraries")
    parser.add_argument("--units", type=int, default=40_000)
    parser.add_argument("--engines", default="whoosh,tantivy")
    parser.add_argument("--questions", type=int, default=200)
    given = parser.parse_args()
    material = sentences.material()
    made = corpus.write(given.place, material, given.units)
    asked = [typed for one in questions(material, given.questions) for typed in beginnings(one)]
    print(f"{given.units} units, {len(asked)} requests")
    for engine in given.engines.split(","):
        ground = Ground(made, given.place / "rows", given.place / engine)
        clock, processor = (list(times) for times in zip(*measured(ground, engine, asked), strict=True))
        print(f"{engine:10} {told(clock)}; of the processor's time {told(processor)}")


def measured(ground: Ground, engine: str, asked: list[str]) -> list[tuple[float, float]]:
    """Return the milliseconds that each request takes, by the clock and of the processor's time.

    The library is built where there is none.
    """
    found = []
    with Library(built(ground, engine)) as library:
        library.suggest("xyz")
        for text in asked:
            start, used = time.perf_counter(), time.thread_time()
            library.suggest(text)
            found.append((1_000 * (time.perf_counter() - start), 1_000 * (time.thread_time() - used)))
    return found


def built(ground: Ground, engine: str) -> Config:
    """Return the configuration of a library, which is up to date."""
    config = settings(ground, engine)
    library = Library(config)
    library.update()
    library.close()
    return config


def told(times: list[float]) -> str:
    """Return the median, the 95th percentile and the longest of some times."""
    high = quantiles(times, n=100)[PERCENT - 1]
    return f"median {median(times):.2f} ms, p95 {high:.2f} ms, longest {max(times):.1f} ms"


def questions(material: sentences.Material, number: int) -> list[str]:
    """Return questions of every kind."""
    choice = Random(SEED)  # noqa: S311 - no secret
    chosen = [choice.choice(material.sentences) for _ in range(number)]
    glossary = list(shipped_layers.glossary_pairs())
    kinds = (
        [_words(one.en.split(" "), choice, " ") for one in chosen],
        [_words(list(one.zh), choice, "") for one in chosen],
        [en for en, _ in choice.sample(glossary, number)],
        [zh for _, zh in choice.sample(glossary, number)],
        [pinyin(zh) for _, zh in choice.sample(glossary, number)],
        [pinyin(zh, 1) for _, zh in choice.sample(glossary, number)],
        [state.en for state in choice.choices(states.ALL, k=number)],
        [state.zh for state in choice.choices(states.ALL, k=number)],
        [f"S/{choice.randint(1990, 2025)}/{choice.randint(2_000, 2_800)}" for _ in range(number)],
    )
    mixed = [one for kind in kinds for one in kind if one]
    choice.shuffle(mixed)
    return mixed[:number]


def _words(pieces: list[str], choice: Random, separator: str) -> str:
    """Return one to three words of a sentence, or two to six characters."""
    size = choice.randint(1, 3) if separator else choice.randint(2, 6)
    start = choice.randrange(max(1, len(pieces) - size))
    return separator.join(pieces[start : start + size])


def pinyin(word: str, letters: int = 6) -> str:
    """Return the first reading of each character, or its first letter."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines())
    said = {character: syllable for syllable, characters in rows for character in characters}
    return "".join(said.get(character, "")[:letters] for character in word)


def beginnings(text: str) -> Iterator[str]:
    """Yield what stands in the box after each keystroke."""
    return (text[:size] for size in range(1, len(text) + 1))


if __name__ == "__main__":
    main()
