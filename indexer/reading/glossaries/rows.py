"""Collect the pairs of terms of a glossary: those taken, those that were there before, those left out."""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec import Struct

from indexer.model.lexicon import SkippedTerm, Term
from indexer.model.query import HAN
from indexer.reading.bitext.pairs import clean
from indexer.runtime.errors import InputError

MOST = 200_000
"""How many rows a glossary may have."""
LONGEST = 200
"""The longest term, in code points."""
FORMULA = "=+-@"
"""What a formula of a spreadsheet begins with; before it, an apostrophe says that the cell is a text."""
_CHINESE = re.compile(f"[{HAN}]")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")


class Terms(Struct, frozen=True, gc=False):
    """The terms of a glossary; see `model.lexicon.Imported`."""

    pairs: tuple[Term, ...]
    doubled: int
    several: tuple[str, ...]
    skipped: tuple[SkippedTerm, ...]


class Rows:
    """Takes the rows of a glossary one by one."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], Term] = {}
        self._doubled = 0
        self._skipped: list[SkippedTerm] = []
        self._rows = 0

    def take(self, line: int, english: str, chinese: str, name: str) -> None:
        """Take a row; one that is empty on both sides is passed over.

        Args:
            line: Where it stands.
            english: The English term.
            chinese: The Chinese term.
            name: The name of the file, for messages.

        Raises:
            InputError: The glossary has more than MOST rows.

        """
        self._rows += 1
        if self._rows > MOST:
            raise InputError(f"{name} has more than {MOST:,} rows.", "Divide it into several files.")
        term = Term(_bare(english), _bare(chinese))
        if not term.en and not term.zh:
            return
        if reason := _fault(term):
            self._skipped.append(SkippedTerm(line, reason))
        elif self._pairs.setdefault(_key(term), term) is not term:
            self._doubled += 1

    def terms(self) -> Terms:
        """Return all that was taken."""
        english: defaultdict[str, set[str]] = defaultdict(set)
        chinese: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self._pairs:
            english[one].add(other)
            chinese[other].add(one)
        several = {
            shown: None
            for (one, other), term in self._pairs.items()
            for shown, translations in ((term.en, english[one]), (term.zh, chinese[other]))
            if len(translations) > 1
        }
        pairs = tuple(self._pairs.values())
        return Terms(pairs, self._doubled, tuple(several), tuple(self._skipped))


def is_chinese(text: str) -> bool:
    """Tell whether a text has a Han character."""
    return _CHINESE.search(text) is not None


def _key(term: Term) -> tuple[str, str]:
    return term.en.casefold(), term.zh.casefold()


def _bare(text: str) -> str:
    """Return a term on one line, without the apostrophe that says that a cell holds no formula."""
    term = clean(text[: 2 * LONGEST + 2])
    return term[1:] if term[:1] == "'" and term[1:2] in tuple(FORMULA) else term


def _fault(term: Term) -> str:
    """Return why a pair is not taken, or an empty text."""
    for text, language in ((term.en, "English"), (term.zh, "Chinese")):
        if not any(map(str.isalnum, text)):
            return f"There is no {language} term." if not text else f"The {language} term has no word."
        if len(text) > LONGEST:
            return f"The {language} term is longer than {LONGEST} characters."
        if _TAG.search(text):
            return f"The {language} term has markup."
    return "The English term has Chinese characters." if is_chinese(term.en) else ""
