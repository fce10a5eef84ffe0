"""Makes `indexer/lexicon/shipped/glossary.tsv` of `terms_by_hand.txt`, with where each term is attested.

    python -m scripts.make_glossary SENTENCES TEXT...

SENTENCES is a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`): a term is attested in
both languages by a pair of sentences of which each holds it. A term that no pair has is looked for in the
Chinese texts, whose names are told after a colon: `annual-review-2019.zh.txt:S/2019/986`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.lexicon.sentences import bounded, comparable_text, phrase_of
from indexer.lexicon.shipped_layers import GLOSSARY, UNATTESTED
from scripts import aligned_sentences

BY_HAND = Path(__file__).with_name("terms_by_hand.txt")
HEAD = """\
# Made by scripts/make_glossary.py of scripts/terms_by_hand.txt: English, Chinese, subject, a document that
# has the term (-: unattested), how many passages have it, and whether in both languages or in Chinese only.
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a paragraph of a document, as it is compared; `en` is empty for a Chinese one only."""

    symbol: str
    en: str
    zh: str


def terms() -> Iterator[tuple[str, str, str]]:
    """Yield English, Chinese and subject of each term."""
    subject = ""
    for line in BY_HAND.read_text("utf-8").splitlines():
        if line.startswith("#"):
            subject = line.removeprefix("#").strip()
        else:
            english, _, chinese = line.partition("|")
            yield english, chinese, subject


def attested(english: str, chinese: str, passages: Sequence[Passage]) -> tuple[str, int, str]:
    """Return the first document with a term, the number of passages, and in which languages they have it."""
    one = bounded(phrase_of(english, "en"), "en")
    other = phrase_of(chinese, "zh")
    having = [passage for passage in passages if other in passage.zh]
    both = [passage.symbol for passage in having if one in passage.en]
    if both:
        return both[0], len(both), "both"
    return (having[0].symbol, len(having), "zh") if having else (UNATTESTED, 0, "none")


def _passages(arguments: Sequence[str]) -> Iterator[Passage]:
    for pair in aligned_sentences.read(Path(arguments[0])):
        yield Passage(pair.symbol, comparable_text(pair.en, "en"), comparable_text(pair.zh, "zh"))
    for argument in arguments[1:]:
        path, _, symbol = argument.partition(":")
        for paragraph in Path(path).read_text("utf-8").split("\n\n"):
            yield Passage(symbol, "", comparable_text(paragraph.replace("\n", ""), "zh"))


def main() -> None:
    """Write the table."""
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    passages = list(_passages(sys.argv[1:]))
    rows = [(*term, *map(str, attested(term[0], term[1], passages))) for term in terms()]
    GLOSSARY.write_text(HEAD + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} terms, {sum(row[-1] == 'both' for row in rows)} attested in both languages")


if __name__ == "__main__":
    main()
