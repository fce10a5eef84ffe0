"""Which language a text is in, and which script."""

from __future__ import annotations

import re

from indexer.errors import InputError
from indexer.folding import fold
from indexer.model import Language, Script

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENGLISH = frozenset(["the", "of", "and", "to", "for", "with", "that", "by", "from", "this", "its"])
_ENGLISH_SHARE = 0.03
_FEW_WORDS = 40
_TRADITIONAL_SHARE = 0.05


def language(text: str, given: Language | None) -> Language:
    """Return the language of a text, by its characters and commonest words.

    Raises InputError where `given` says otherwise, or where the text is in neither language and none is
    given.
    """
    found = _language(text)
    if given and found in (given, None):
        return given
    if found is None:
        raise InputError(
            "The text is neither Chinese nor English.", "If it is, name it with --language zh or en."
        )
    if given:
        names = {"zh": "Chinese", "en": "English"}
        raise InputError(
            f"The text is in {names[found]}, but {names[given]} was given.",
            f"Leave --language out, or give {found}.",
        )
    return found


def _language(text: str) -> Language | None:
    han = len(_HAN.findall(text))
    words = [word.lower() for word in _WORD.findall(_HAN.sub(" ", text))]
    if han > len(words):
        return "zh"
    common = sum(word in _ENGLISH for word in words)
    return "en" if words and (len(words) < _FEW_WORDS or common >= _ENGLISH_SHARE * len(words)) else None


def script(text: str, language: Language) -> Script:
    """Return the script: Latn for English; Hant where folding to Simplified changes many characters."""
    if language == "en":
        return "Latn"
    han = "".join(_HAN.findall(text))
    changed = sum(one != other for one, other in zip(han, fold(han), strict=True))
    return "Hant" if changed > _TRADITIONAL_SHARE * len(han) else "Hans"
