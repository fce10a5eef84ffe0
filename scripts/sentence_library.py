"""Makes a library of aligned sentences: each is a document of one paragraph, held in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.lexicon.lexicon import Lexicon
from indexer.library.library import Library
from indexer.library.manifest import MANIFEST
from indexer.model.document import Language
from indexer.runtime.config import Config, LibraryConfig, SearchConfig, WebConfig
from scripts.aligned_sentences import SentencePair
from scripts.bench.sentences import plain

TITLES: dict[Language, str] = {"en": "Report of a committee", "zh": "某委员会提交大会的工作报告"}
"""The titles, which say of a sentence of signs and numbers in which language it is."""
_ROW = '[[document]]\nfile = "{file}"\nsymbol = "{symbol}"\nlanguage = "{language}"\nedition = "excerpt"\n'


class SentenceLibrary(Library):
    """A library that knows the translations of one lexicon alone, whatever it holds."""

    def __init__(self, config: Config, lexicon: Lexicon) -> None:
        super().__init__(config)
        self._given = lexicon

    def lexicon(self) -> Lexicon:
        """Return the lexicon that was given."""
        return self._given


def made(folder: Path, pairs: Sequence[SentencePair], lexicon: Lexicon, engine: str) -> SentenceLibrary:
    """Return the open library of some sentences, made in a folder."""
    _write(folder / "corpus", pairs)
    shelf = LibraryConfig((folder / "corpus",), folder / engine, engine)
    web = WebConfig("127.0.0.1", 8080, 1, "", "*", 10, 0)
    library = SentenceLibrary(Config(shelf, SearchConfig(translate=True), web, None), lexicon)
    library.build()
    library.open()
    return library


def symbol(place: int) -> str:
    """Return the made symbol of the sentence at a place, from 0."""
    return f"A/99/{place + 1}"


def place(symbol: str) -> int:
    """Return the place, from 0, of the sentence with a made symbol."""
    return int(symbol.rpartition("/")[2]) - 1


def _write(corpus: Path, pairs: Sequence[SentencePair]) -> None:
    """Write each sentence in both languages, with a manifest."""
    corpus.mkdir(parents=True, exist_ok=True)
    rows = []
    for at, pair in enumerate(pairs):
        name = symbol(at)
        for language, title in TITLES.items():
            file = f"{name.replace('/', '-')}.{language}.txt"
            sentence = plain(pair.en if language == "en" else pair.zh)
            (corpus / file).write_text(f"{name}\n\n{title}\n\n1. {sentence}\n", encoding="utf-8")
            rows.append(_ROW.format(file=file, symbol=name, language=language))
    (corpus / MANIFEST).write_text("\n".join(rows), encoding="utf-8")
