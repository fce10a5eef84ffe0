"""Detect the language and the script of a text.

The script in which most of a text is written comes first: one Han character, one kana, and one word of
letters weigh the same. Texts in Latin, Cyrillic and Arabic letters are then told apart by the commonest words
of each language; see `indexer.language.others`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from indexer.language import CONVENTIONS
from indexer.language.en.closed_classes import COMMONEST, WORDS
from indexer.language.others import others
from indexer.model.document import Language, Script
from indexer.runtime.errors import InputError
from indexer.text.folding import fold

_HAN_RANGES = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA_RANGES = "\u3041-\u3096\u30a1-\u30fa"
_HAN = re.compile(f"[{_HAN_RANGES}]")
_HAN_RUN = re.compile(f"[{_HAN_RANGES}]{{1,4096}}")
_RUN = re.compile(
    rf"(?P<Han>[{_HAN_RANGES}]+)|(?P<Kana>[{_KANA_RANGES}]+)|(?P<Hangul>[\uac00-\ud7a3]+)"
    rf"|(?P<Word>[^\W\d_{_HAN_RANGES}{_KANA_RANGES}\uac00-\ud7a3]{{2,}})"
)
_SCRIPTS = (("Cyrillic", "\u0400", "\u052f"), ("Arabic", "\u0600", "\u08ff"))
"""Scripts whose words are told by their first letter: from which character to which."""
_ENGLISH = WORDS | COMMONEST
_ENGLISH_SHARE = 0.03
_FEW_WORDS = 40
_KANA_SHARE = 0.15
"""The share of kana in Han characters and kana from which a text is Japanese."""
_OTHER_SHARE, _OTHER_LEAD = 0.12, 1.5
"""The share of words of another language in a text, and how many times as many as English words they are."""
_DIFFERENT = 3
"""How many different words of another language a text must have: `de la` stands in names too."""
_TRADITIONAL_SHARE = 0.05
_LONGEST = 12
"""No word of `others.tsv` has more letters."""
_JUDGED = 1 << 20
"""How many characters from the start of a text tell its language."""


@dataclass(slots=True)
class _Counts:
    """How much of a text is in each script, how many words it has, and which of them are known."""

    scripts: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    commonest: int = 0

    @property
    def latin(self) -> int:
        """The number of words that are not in one of the other scripts."""
        return self.scripts["Latin"]


def language(text: str, given: Language | None, name: str = "The text") -> Language:
    """Return the language of a text, by its characters and most common words.

    A language that is given is insisted on where the text is in neither; `insisted` says so.

    Args:
        text: The text.
        given: The language that the user said.
        name: What the text is called in messages.

    Raises:
        InputError: `given` contradicts a text in the other language, or the text is in neither language and
            `given` is None.

    """
    counts = _counted(text)
    found = _detected(counts)
    if given and found in (given, None):
        return given
    if found is None:
        raise _refusal(name, _other(counts))
    if given:
        raise InputError(
            f"{name} is in {CONVENTIONS[found].name}, but {CONVENTIONS[given].name} was given.",
            f"Leave --language out, or give {found}.",
        )
    return found


def detected(text: str) -> Language | None:
    """Return the language that a text seems to be in, None if it is neither."""
    return _detected(_counted(text))


def other(text: str) -> str | None:
    """Return the name in English of the other language of a text, None if it is in none that is known."""
    return _other(_counted(text))


def insisted(text: str, language: Language) -> list[str]:
    """Return a warning if a text is taken as one in `language` though it is in another."""
    found = other(text)
    if found is None:
        return []
    return [f"The text is in {found}; it was taken as {CONVENTIONS[language].name}, as was said."]


def refuse_other(text: str, name: str) -> None:
    """Raise InputError if a text is in another language; for the arguments see `language`."""
    if found := other(text):
        raise _refusal(name, found)


def _refusal(name: str, found: str | None) -> InputError:
    if found is None:
        return InputError(
            f"{name} is neither Chinese nor English.", "If it is, name it with --language zh or en."
        )
    return InputError(
        f"{name} is in {found}; only Chinese and English are kept.",
        "If that is wrong, insist with --language zh or en.",
    )


def _counted(text: str) -> _Counts:
    counts = _Counts()
    scripts, known, words = counts.scripts, counts.known, _known_words()
    for run in _RUN.finditer(text, 0, _JUDGED):
        script = run.lastgroup
        if script != "Word":
            scripts[str(script)] += run.end() - run.start()
            continue
        word = run[0].lower()
        scripts[next((one for one, first, last in _SCRIPTS if first <= word[0] <= last), "Latin")] += 1
        counts.commonest += word in COMMONEST
        if len(word) <= _LONGEST and word in words:
            known[word] += 1
    return counts


@cache
def _known_words() -> frozenset[str]:
    return _ENGLISH.union(*(one.words for one in others()))


def _detected(counts: _Counts) -> Language | None:
    if _other(counts) is not None:
        return None
    if counts.scripts["Han"] > counts.latin:
        return "zh"
    words, common = counts.latin, counts.commonest
    return "en" if words and (words < _FEW_WORDS or common >= _ENGLISH_SHARE * words) else None


def _other(counts: _Counts) -> str | None:
    """Return the name of another language in which most of a text is."""
    han, kana = counts.scripts["Han"], counts.scripts["Kana"]
    total = counts.scripts.total()
    if kana > _KANA_SHARE * (han + kana) and 2 * (han + kana) > total:
        return _named("Kana", counts)
    for script in ("Hangul", "Cyrillic", "Arabic"):
        if 2 * counts.scripts[script] > total:
            return _named(script, counts) or f"a language in {script} letters"
    if han > counts.latin:
        return None
    return _latin(counts)


def _named(script: str, counts: _Counts) -> str | None:
    """Return the name of that language of a script whose words the text has, None without any."""
    able = [one for one in others() if one.script == script]
    if len(able) == 1:
        return able[0].name
    best = max(able, key=lambda one: _hits(one.words, counts))
    return best.name if _hits(best.words, counts) else None


def _latin(counts: _Counts) -> str | None:
    """Return the name of a language in Latin letters whose words the text has, and hardly English ones."""
    best = max((one for one in others() if one.script == "Latin"), key=lambda one: _hits(one.words, counts))
    hits, english = _hits(best.words, counts), _hits(_ENGLISH, counts)
    different = sum(word in counts.known for word in best.words)
    if different >= _DIFFERENT and hits > _OTHER_LEAD * english and hits >= _OTHER_SHARE * counts.latin:
        return best.name
    return None


def _hits(words: frozenset[str], counts: _Counts) -> int:
    return sum(count for word, count in counts.known.items() if word in words)


def script(text: str, language: Language) -> Script:
    """Return the script: Latn for English; Hant if folding changes many Han characters, else Hans."""
    if len(scripts := CONVENTIONS[language].scripts) == 1:
        return scripts[0]
    han = changed = 0
    for run in _HAN_RUN.finditer(text):
        han += run.end() - run.start()
        changed += sum(one != other for one, other in zip(run[0], fold(run[0]), strict=True))
    return "Hant" if changed > _TRADITIONAL_SHARE * han else "Hans"
