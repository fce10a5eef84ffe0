"""Asks the English questions of `corpus/evaluation` of the two real reviews, which are in Chinese alone.

    python -m scripts.across_reviews [SEEDS] [--engine whoosh|tantivy] [--worst N]

SEEDS is the folder with the two texts; the default is `$JUANZONG_SHARED/seeds` or `../shared/seeds`. Their
paragraphs have the numbers of those of the digests, so the judgments hold for them as well.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from indexer.evaluation import across, judgments, scoring, trec_topics
from indexer.evaluation.scoring import Score
from scripts.questions import SHARED, library

SET = Path(__file__).resolve().parents[1] / "corpus" / "evaluation"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("seeds", type=Path, nargs="?", default=SHARED / "seeds")
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    parser.add_argument("--worst", type=int, default=0, help="also print so many of the worst questions")
    options = parser.parse_args()
    topics = trec_topics.read(SET / "across-topics.tsv")
    judged = judgments.read(SET / "across-judgments.qrels", topics)
    with tempfile.TemporaryDirectory() as folder, library(Path(folder), options.seeds, options.engine) as one:
        asked = across.askable(one, topics)
        answers = tuple(across.ask(one, asked))
    every = scoring.scored(answers, across.carried(judged, asked), scoring.measures(across.MEASURES))
    for group in scoring.groups(answers, every):
        print(f"{group.name:10}{group.questions:4} {_told(group.scores)}")
    for question in scoring.worst(every, options.worst):
        print(f"{question.topic:18} {_told(question.scores)} {question.text}")


def _told(scores: tuple[Score, ...]) -> str:
    return " ".join(f"{score.measure} {score.value:.3f}" for score in scores)


if __name__ == "__main__":
    main()
