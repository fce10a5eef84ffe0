"""Measures, through a library, how well a question in one language finds sentences of the other.

    python -m scripts.across_sentences SENTENCES [--engine whoosh|tantivy] [--part N] [--questions N]

SENTENCES is a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`). They are split by
document: one part is searched, and the lexicon is learned from the others. The counts and the glossary that
are shipped are not used, as they were made from all sentences. Questions are phrases of one to three words;
right are the sentences that are aligned with those in which a phrase occurs.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_table import PhraseTable, other
from indexer.lexicon.shipped_layers import FOLDER
from indexer.library.library import Library
from indexer.model.document import Language
from indexer.query import arguments
from scripts import sentence_library
from scripts.aligned_sentences import PARTS, read, split
from scripts.lexicon_evaluation import learned, questions, report

DEPTH = 100
"""How many hits of each question are used."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A library that is asked in which language, and in which language it answers."""

    library: Library
    answers: Language

    def places(self, text: str) -> Sequence[int]:
        """Return the places of the sentences that are found, best first."""
        query = arguments.parse([("q", text), ("language", self.answers)])
        hits = islice(self.library.hits(query, translated=False), DEPTH)
        return [sentence_library.place(hit.symbol) for hit in hits]


def main() -> None:
    """Print the figures of both directions, beside those in one language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    parser.add_argument("--part", type=int, choices=range(PARTS), default=0, help="which part is searched")
    parser.add_argument("--questions", type=int, default=200, help="of each number of words")
    options = parser.parse_args()
    train, searched = split(read(options.sentences), options.part)
    sides: dict[Language, list[str]] = {
        "en": [one.en for one in searched],
        "zh": [one.zh for one in searched],
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layers = [Layer("documents", learned(train, folder))]
        layers += (Layer(one, PhraseTable(FOLDER / f"{one}.lexicon")) for one in ("names", "general"))
        with sentence_library.made(folder, searched, Lexicon(layers), options.engine) as library:
            for language, own in sides.items():
                asked = questions(own, language, options.questions)
                report(f"{language}: same language", asked, Asked(library, language).places)
                report(f"{language}: across", asked, Asked(library, other(language)).places)


if __name__ == "__main__":
    main()
