"""Provide sentences for made documents: from a bitext if there is one, else from the project's digests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from indexer.model.document import Language
from scripts.questions import SHARED

BITEXT = SHARED / "data" / "un-parallel-devset"
DIGESTS = Path(__file__).resolve().parents[2] / "corpus"
SHORTEST: dict[Language, int] = {"zh": 8, "en": 30}
"""The shortest usable sentence, in code points; shorter ones are headings and fragments."""
_NUMBER = re.compile(r"^\W*(?:\d+|[a-z]{1,3}|[一二三四五六七八九十]+)\s*[.、)]\s*")
_PARAGRAPH = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same sentence in both languages."""

    zh: str
    en: str

    def said(self, language: Language) -> str:
        """Return the sentence in a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Material:
    """Sentences, and a description of their source."""

    source: str
    sentences: tuple[Sentence, ...]


def material(bitext: Path = BITEXT) -> Material:
    """Return the sentences of the bitext, or the paragraphs of the digests if there is no bitext."""
    if bitext.is_dir():
        columns = [
            (bitext / f"devset.{one}").read_text(encoding="utf-8").splitlines() for one in ("zh", "en")
        ]
        return Material("a bitext of United Nations sentences", _usable(zip(*columns, strict=True)))
    zh, en = _paragraphs("zh"), _paragraphs("en")
    return Material("the digests in corpus/", _usable((zh[key], en[key]) for key in sorted(zh.keys() & en)))


def _usable(pairs: Iterable[tuple[str, str]]) -> tuple[Sentence, ...]:
    found = (Sentence(plain(zh), plain(en)) for zh, en in pairs)
    return tuple(
        one for one in found if all(len(one.said(tongue)) >= SHORTEST[tongue] for tongue in SHORTEST)
    )


def plain(text: str) -> str:
    """Remove a number at the start, because the made documents number their own paragraphs."""
    return _NUMBER.sub("", " ".join(text.split()))


def _paragraphs(language: Language) -> dict[tuple[str, str], str]:
    return {
        (path.name.partition(".")[0], number): text
        for path in sorted(DIGESTS.glob(f"*.{language}.txt"))
        for number, text in _PARAGRAPH.findall(path.read_text(encoding="utf-8"))
    }
