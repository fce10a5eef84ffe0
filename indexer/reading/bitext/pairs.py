"""A pair of sentences, and what their document is called in a bitext."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from indexer.model.document import Language
from indexer.names import symbols
from indexer.runtime.errors import InputError

LONGEST = 20_000
"""The longest text of a sentence, in code points."""
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 127])
_CODES: dict[str, Language] = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), "zh"),
    **dict.fromkeys(("en", "eng"), "en"),
}  # fmt: skip
_CORPUS_NAME = re.compile(r"(?:\d{4}/)?[a-z0-9_./-]{3,100}")
_ASIDE = re.compile(r"__(\w{1,30}?)_(?=/|$)")
_BRACKET = re.compile(r"_([ivx]{1,8}|\d{1,4}|dtie)_(?=/|$)")
_SESSION = re.compile(r"^(pbc)_(\d{1,3})(?=/)")
_HYPHEN = re.compile(r"(?<=\d)_(?=\d)|(?<=es)_(?=\d)")


class Pair(Struct, frozen=True, gc=False):
    """A sentence in Chinese and in English, with the symbol of its document; what is not known is empty."""

    zh: str
    en: str
    symbol: str = ""


def clean(text: str) -> str:
    """Return a sentence on one line, with single spaces and without control characters."""
    return " ".join(text.translate(_CONTROLS).split())


def language_of(code: str) -> Language | None:
    """Return the language that a code names, `zh-CN`, `EN_us` or `eng`; None for another one."""
    return _CODES.get(code.strip().lower().replace("_", "-").partition("-")[0])


def too_long(name: str, place: str) -> InputError:
    """Return the error for a text that is too long for a sentence; `place` is where it stands in the file."""
    return InputError(
        f"{name} is no bitext of sentences: {place} has more than {LONGEST:,} characters.",
        "Divide it into sentences, or give it as a document.",
    )


@lru_cache(maxsize=4_096)
def symbol_of(name: str) -> str:
    """Return the symbol that the name of a document is, or an empty text.

    It may be written as a symbol, or as the UN Parallel Corpus writes names: `2015/a/69/308__part_ii_`.
    """
    written = name.strip()
    if len(written) > LONGEST or "/" not in written:
        return ""
    if symbols.is_symbol(written):
        return symbols.parse(written)
    if not _CORPUS_NAME.fullmatch(written):
        return ""
    bare = re.sub(r"^\d{4}/", "", written)
    bare = _SESSION.sub(r"\1(\2)", bare)
    bare = _ASIDE.sub(lambda aside: f"({aside[1].replace('_', '')})", bare)
    bare = _HYPHEN.sub("-", _BRACKET.sub(r"(\1)", bare)).replace("_", ".")
    return symbols.parse(bare) if symbols.is_symbol(bare) else ""
