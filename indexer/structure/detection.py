"""Detect the language and the script of a text."""

from __future__ import annotations

import re

from indexer.language import CONVENTIONS
from indexer.language.en.closed_classes import COMMONEST
from indexer.model.document import Language, Script
from indexer.runtime.errors import InputError
from indexer.text.folding import fold

_HAN_RANGES = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{_HAN_RANGES}]")
_HAN_RUN = re.compile(f"[{_HAN_RANGES}]{{1,4096}}")
_HAN_OR_WORD = re.compile(rf"[{_HAN_RANGES}]+|[^\W\d_{_HAN_RANGES}]{{2,}}")
_ENGLISH_SHARE = 0.03
_FEW_WORDS = 40
_TRADITIONAL_SHARE = 0.05


def language(text: str, given: Language | None, name: str = "The text") -> Language:
    """Return the language of a text, by its characters and most common words.

    Args:
        text: The text.
        given: The language that the user said.
        name: What the text is called in messages.

    Raises:
        InputError: `given` contradicts the text, or the text is in neither language and `given` is None.

    """
    found = detected(text)
    if given and found in (given, None):
        return given
    if found is None:
        raise InputError(
            f"{name} is neither Chinese nor English.", "If it is, name it with --language zh or en."
        )
    if given:
        raise InputError(
            f"{name} is in {CONVENTIONS[found].name}, but {CONVENTIONS[given].name} was given.",
            f"Leave --language out, or give {found}.",
        )
    return found


def detected(text: str) -> Language | None:
    """Return the language that a text seems to be in, None if it is neither."""
    han = words = common = 0
    for word in _HAN_OR_WORD.finditer(text):
        if _HAN.match(text, word.start()):
            han += word.end() - word.start()
        else:
            words += 1
            common += word[0].lower() in COMMONEST
    if han > words:
        return "zh"
    return "en" if words and (words < _FEW_WORDS or common >= _ENGLISH_SHARE * words) else None


def script(text: str, language: Language) -> Script:
    """Return the script: Latn for English; Hant if folding changes many Han characters, else Hans."""
    if len(scripts := CONVENTIONS[language].scripts) == 1:
        return scripts[0]
    han = changed = 0
    for run in _HAN_RUN.finditer(text):
        han += run.end() - run.start()
        changed += sum(one != other for one, other in zip(run[0], fold(run[0]), strict=True))
    return "Hant" if changed > _TRADITIONAL_SHARE * han else "Hans"
