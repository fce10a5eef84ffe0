"""Measures how well sentences inside paragraphs are aligned.

    python -m scripts.sentence_evaluation SENTENCES [--versions ENGLISH CHINESE]...

SENTENCES is a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`), split by document. From
one part the lexicon is learned; the sentences of the other are joined, in the order of their documents, to
paragraphs of two to six. Beside what is learned, the general dictionaries and the names that are shipped are
used; the counts and the glossary that are shipped are not. Paragraphs are also measured in which the stop
between two sentences of one language has become a comma, and in which sentences of one language are left out.

--versions names the English and the Chinese file of a document: its paragraphs of the same number or place
are joined likewise, two to six in a row, and are aligned by the shipped lexicon.

A bead is right if both its ends are. Beads that divide one true pair count as one: sentences inside a
paragraph of a document are not told. The scores of right beads are compared with those of beads between
paragraphs that do not belong together.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from indexer.alignment import align
from indexer.lexicon.lexicon import Layer, Lexicon
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.sentence_beads import LEAST_SCORE, SentenceBead, sentence_beads
from indexer.lexicon.shipped_layers import FOLDER, shipped_lexicon
from indexer.model.document import Document, Given
from indexer.names import file_names
from indexer.names.annotate import annotate
from indexer.reading import read as read_file
from indexer.structure.assembly import structure
from indexer.text.spans import Span
from scripts.aligned_sentences import SentencePair, read, split
from scripts.alignment import Score
from scripts.lexicon_evaluation import learned

FEWEST, MOST = 2, 6
"""Sentences of a paragraph."""
SEED = 16
APART = 7
"""How far apart paragraphs are that are put together wrongly."""
_STOPS = (tuple(".!?"), tuple("。！？"))

TruePair = tuple[Span, Span]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph in both languages, and where the true pairs of its sentences stand."""

    english: str
    chinese: str
    pairs: tuple[TruePair, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """How often, at random, two sentences become one in one language, and one is left out of a language."""

    united: float = 0.0
    left_out: float = 0.0


def paragraphs(
    documents: Iterable[Sequence[Pair]], changes: Changes = Changes(), seed: int = SEED
) -> list[Joined]:
    """Join the sentences of each document to paragraphs, in their order."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    found: list[Joined] = []
    for pairs in documents:
        at = 0
        while at < len(pairs):
            size = chance.randint(FEWEST, MOST)
            several = pairs[at : at + size]
            at += size
            made = _joined(list(_changed(several, changes, chance)))
            if len(several) >= FEWEST and made.english and made.chinese:
                found.append(made)
    return found


def _changed(pairs: Sequence[Pair], changes: Changes, chance: random.Random) -> Iterator[Pair]:
    """Yield the sentences, some of them united in one language, or left out of it."""
    waiting = list(reversed(pairs))
    while waiting:
        english, chinese = waiting.pop()
        if waiting and chance.random() < changes.united:
            more_english, more_chinese = waiting.pop()
            in_english = chance.random() < 0.5  # noqa: PLR2004
            comma, stop = (english.rstrip(".!?") + ",", chinese.rstrip("。！？") + "，")
            english = f"{comma if in_english else english} {_begun(more_english, lower=in_english)}"
            chinese = (chinese if in_english else stop) + more_chinese
        left_out = chance.random()
        if left_out >= changes.left_out:
            yield english, chinese
        else:
            yield (english, "") if left_out < changes.left_out / 2 else ("", chinese)


def _begun(text: str, *, lower: bool) -> str:
    return text[:1].lower() + text[1:] if lower else text


def _joined(pairs: Sequence[Pair]) -> Joined:
    english = chinese = ""
    found: list[TruePair] = []
    for one, other in pairs:
        english += " " if english and one else ""
        if one and other:
            found.append(((len(english), len(english) + len(one)), (len(chinese), len(chinese) + len(other))))
        english += one
        chinese += other
    return Joined(english, chinese, tuple(found))


def documents_of(pairs: Iterable[SentencePair]) -> list[list[Pair]]:
    """Return the whole sentences of each document."""
    grouped: defaultdict[str, list[Pair]] = defaultdict(list)
    for one in pairs:
        grouped[one.document] += _whole((one.en.strip(), one.zh.strip()))
    return list(grouped.values())


def _whole(*pairs: Pair) -> Iterator[Pair]:
    """Yield the pairs that end with a stop in both languages: where others were joined, nobody could tell."""
    for pair in pairs:
        if all(text.endswith(stops) for text, stops in zip(pair, _STOPS, strict=True)):
            yield pair


def document_of(english: Path, chinese: Path) -> list[Pair]:
    """Return the paragraphs of a document in two files that say the same, in order."""
    left, right = (_structured(path).paragraphs for path in (english, chinese))
    pairs = (
        (left[bead.left[0]], right[bead.right[0]])
        for bead in align(left, right).pairs
        if len(bead.left) == len(bead.right) == 1
    )
    texts = ((one.text, other.text) for one, other in pairs if one.kind == other.kind == "paragraph")
    return list(_whole(*texts))


def _structured(path: Path) -> Document:
    return annotate(structure(read_file(path), Given(), file_names.proposed(path.name)))


def found_in(paragraph: Joined, beads: Sequence[SentenceBead]) -> Score:
    """Compare the beads that are sure enough with the true pairs."""
    whole: list[TruePair] = []
    for bead in beads:
        if bead.score < LEAST_SCORE:
            continue
        span = (bead.english, bead.chinese)
        if whole and any(_holds(true, whole[-1]) and _holds(true, span) for true in paragraph.pairs):
            (start, _), (from_, _) = whole.pop()
            span = ((start, bead.english[1]), (from_, bead.chinese[1]))
        whole.append(span)
    return Score(len(whole), len(set(whole) & set(paragraph.pairs)), len(paragraph.pairs))


def _holds(true: TruePair, found: TruePair) -> bool:
    return all(start <= from_ and to <= end for (start, end), (from_, to) in zip(true, found, strict=True))


def told_apart(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return how often a right score is higher than a wrong one (the area under the ROC curve)."""
    ordered = sorted(wrong)
    return sum(bisect_left(ordered, one) for one in right) / (len(right) * len(wrong) or 1)


def report(name: str, several: Sequence[Joined], lexicon: Lexicon) -> Score:
    """Print the figures of some paragraphs, and return how many beads are right."""
    begun = process_time()
    beads = [sentence_beads(one.english, one.chinese, lexicon) for one in several]
    milliseconds = 1000 * (process_time() - begun) / len(several)
    scores = [found_in(one, found) for one, found in zip(several, beads, strict=True)]
    total = Score(*(sum(getattr(one, part) for one in scores) for part in ("found", "right", "true")))
    print(
        f"{name:24} {len(several):4} paragraphs  F1 {total.f1:.3f}  precision {total.precision:.3f}  "
        f"recall {total.recall:.3f}  {milliseconds:.1f} ms each"
    )
    return total


def report_scores(name: str, several: Sequence[Joined], lexicon: Lexicon) -> float:
    """Print how well scores tell right pairs from shuffled ones, and return it."""
    right = [
        bead.score
        for one in several
        for bead in sentence_beads(one.english, one.chinese, lexicon)
        if (bead.english, bead.chinese) in one.pairs
    ]
    wrong = [
        bead.score
        for one, other in zip(several, [*several[APART:], *several[:APART]], strict=True)
        for bead in sentence_beads(one.english, other.chinese, lexicon)
    ]
    apart = told_apart(right, wrong)
    kept, passed = (sum(one >= LEAST_SCORE for one in scores) / len(scores) for scores in (right, wrong))
    print(f"{name:24} scores: AUC {apart:.3f}, of right beads {kept:.1%} pass, of shuffled ones {passed:.1%}")
    return apart


def lexicon_from(pairs: Sequence[SentencePair], place: Path) -> Lexicon:
    """Return a lexicon learned from sentences, with general dictionaries and names."""
    listed = (Layer(one, PhraseTable(FOLDER / f"{one}.lexicon")) for one in ("names", "general"))
    return Lexicon([Layer("documents", learned(pairs, place)), *listed])


CHANGED = {
    "as they are": Changes(),
    "sentences united": Changes(united=0.3),
    "sentences left out": Changes(left_out=0.15),
    "both": Changes(united=0.3, left_out=0.15),
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--versions", type=Path, nargs=2, action="append", default=[])
    options = parser.parse_args()
    train, held_out = split(read(options.sentences))
    with tempfile.TemporaryDirectory() as name:
        lexicon = lexicon_from(train, Path(name))
        documents = documents_of(held_out)
        for change, made in CHANGED.items():
            report(change, paragraphs(documents, made), lexicon)
        report_scores("as they are", paragraphs(documents), lexicon)
    shipped = shipped_lexicon()
    for english, chinese in options.versions:
        several = paragraphs([document_of(english, chinese)])
        report(english.stem, several, shipped)
        report_scores(english.stem, several, shipped)


if __name__ == "__main__":
    main()
