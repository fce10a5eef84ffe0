"""Learn words and phrases from what a library holds in both languages, into a file beside its index.

The file `documents.lexicon` in the folder of the index can be removed and made again at any time. Its mark
says from which documents and bitexts it was made; another mark than now tells that it is older than they are.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec import Struct

from indexer.answer import language_pairs
from indexer.lexicon.accumulating import accumulated
from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.shipped_layers import shipped
from indexer.lexicon.table_writing import to_bytes
from indexer.lexicon.teaching_pairs import teaching_pairs
from indexer.lexicon.translation_scores import TranslationScores
from indexer.library import glossaries, hidden_sentences, lexicon_files
from indexer.library.lexicon_layers import place
from indexer.library.whole_files import replace_file
from indexer.model.lexicon import Learned
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from indexer.answer.documents import HeldDocuments
    from indexer.answer.language_pairs import Versions
    from indexer.lexicon.learning import PhrasePair
    from indexer.library.hidden_sentences import HiddenSentences
    from indexer.model.additions import Progress
    from indexer.runtime.config import LibraryConfig

MOST = 100_000
"""How many pairs of sentences are learned from, those of the newest documents; it takes some minutes."""
LEARN = "Learning"
_SCHEMA = 1
"""Raised when other pairs are learned from the same documents."""
_TELLING = 8
"""How many pairs a document or bitext has at least that is named as misaligned."""
_MISALIGNED = 0.5
"""The share of left out pairs from which on their document or bitext is named."""


class Sources(Struct, frozen=True, gc=False):
    """What there is to learn from.

    Documents held in both languages, sentences of documents of which another edition is shown, and files of
    bitexts of no known document.
    """

    documents: tuple[Versions, ...]
    hidden: tuple[HiddenSentences, ...]
    bitexts: tuple[Path, ...]

    @property
    def mark(self) -> str:
        """The mark of a file that is learned from them."""
        shown, hidden = ([one.origins for one in each] for each in (self.documents, self.hidden))
        documents = sorted(shown + hidden)
        told = documents, [file.name for file in self.bitexts]
        return hashlib.sha256(repr((_SCHEMA, told)).encode()).hexdigest()

    @property
    def most_pairs(self) -> int:
        """How many pairs there may be, in about; this reads the bitexts, but no document."""
        units = (min(one.english.head.units, one.chinese.head.units) for one in self.documents)
        return sum(units) + sum(lexicon_files.count(file) for file in self.bitexts)


def sources(config: LibraryConfig, held: HeldDocuments) -> Sources:
    """Return what there is to learn from."""
    bitexts = tuple(chain(*map(lexicon_files.files, config.corpora)))
    return Sources(language_pairs.versions(held), hidden_sentences.hidden_sentences(config), bitexts)


def learn(config: LibraryConfig, held: HeldDocuments, found: Sources, progress: Progress) -> Learned:
    """Learn from everything, and replace the file; where there is nothing to learn from, remove it.

    The caller holds the library's lock.

    Raises:
        ConfigError: The disk refuses, or a bitext cannot be read.

    """
    chosen = _Chosen(config, held, found)
    pairs = list(islice(chosen.pairs(), MOST + 1))
    beyond = max(0, found.most_pairs - MOST) if len(pairs) > MOST else 0
    del pairs[MOST:]
    progress.begin(LEARN, len(pairs), "pair")
    counts = accumulated(pairs, _dictionary(config), progress.advance)
    progress.end()
    content = to_bytes(counts, found.mark) if counts.pairs else b""
    _put(place(config), content)
    return Learned(
        documents=len(found.documents) + len(found.hidden),
        bitexts=len(found.bitexts),
        pairs=len(pairs),
        misaligned=chosen.misaligned,
        suspects=tuple(chosen.suspects),
        beyond=beyond,
        phrases=len(counts.pairs),
        size=len(content),
    )


def _put(path: Path, content: bytes) -> None:
    if content:
        replace_file(path, content)
    else:
        with suppress(FileNotFoundError):
            path.unlink()


def _dictionary(config: LibraryConfig) -> frozenset[PhrasePair]:
    """Return the pairs that are known without counting."""
    layers = (*glossaries.layers(config.corpora[-1]), *shipped())
    return frozenset(pair for layer in layers if layer.origin != "shipped" for pair in layer.table.pairs())


class _Chosen:
    """Chooses the pairs that are aligned, source by source, and counts the others."""

    def __init__(self, config: LibraryConfig, held: HeldDocuments, found: Sources) -> None:
        self._largest = config.largest
        self._held = held
        self._found = found
        self._known = Lexicon((*glossaries.layers(config.corpora[-1]), *shipped()))
        self._scores = TranslationScores(self._known)
        self.misaligned = 0
        self.suspects: list[str] = []

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs to learn from, those of bitexts last."""
        for both in self._found.documents:
            texts = language_pairs.pairs(self._held, both)
            cut = (teaching_pairs(*one, self._known) for one in texts)
            yield from self._aligned(both.symbol, chain.from_iterable(cut))
        for one in self._found.hidden:
            pairs = hidden_sentences.pairs(one, self._largest)
            yield from self._aligned(one.english.symbol, pairs)
        for file in self._found.bitexts:
            yield from self._aligned(lexicon_files.shown(file), lexicon_files.pairs(file))

    def _aligned(self, name: str, given: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        deadline.check()
        every = list(islice(given, 2 * MOST))  # some may be left out
        kept = list(self._scores.aligned(every))
        self.misaligned += len(every) - len(kept)
        if len(every) >= _TELLING and len(every) - len(kept) >= _MISALIGNED * len(every):
            self.suspects.append(name)
        yield from kept
