"""What the name of a file says of the document in it: its symbol and its language.

The United Nations name what one downloads by its symbol, with another sign for the slash, and its language:
`S_2019_986-ZH.pdf`, `S_RES_1540(2004)-EN.pdf`, `A_RES_ES-11_1-EN.pdf`; older files have one letter, as in
`A_HRC_40_1_E.docx`. A library of ours has hyphens: `S-2019-986.zh.txt`. What a browser or a program adds to
the name of a copy is passed over.

A name is no more than a proposal. Few signs of a symbol are left in it, so it has to look like nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from indexer.language import CONVENTIONS
from indexer.model.document import Language
from indexer.names import symbols
from indexer.names.symbols import YEAR
from indexer.text.roman_numerals import ROMAN

_LONGEST = 300
"""The longest name that is looked at, in code points: no system keeps longer ones, but an archive may."""
_ENDINGS = (
    "txt text md pdf doc docx docm dot dotx odt ott rtf wpd wps pages epub htm html xhtml mht mhtml xml json "
    "csv tsv xls xlsx ods ppt pptx odp tif tiff djvu ps zip"
)
_OTHER_MARKS = "a ar ara arabic f fr fra fre french r ru rus russian s es sp spa spanish de ger german"
"""The marks of languages that are not read."""
_MARKS: dict[str, Language | None] = {
    **dict.fromkeys(_OTHER_MARKS.split()),
    **{
        mark.lower(): language
        for language, its in CONVENTIONS.items()
        for mark in (*its.codes, *its.file_marks, its.name, its.own_name, *its.scripts)
    },
}
_SCRIPTS = frozenset(script.lower() for its in CONVENTIONS.values() for script in its.scripts)
"""The scripts, which may stand behind a language: `zh-Hans`."""
_COPIES = tuple(mark for its in CONVENTIONS.values() for mark in its.copy_marks)
_COUNT = re.compile(r"\(\d{1,2}\)$")
_HASH = re.compile(r"\.[0-9a-f]{12}$")
_SIGNS = str.maketrans({**dict.fromkeys("_:", "/"), "[": "(", "]": ")"})
_DASHES = str.maketrans(dict.fromkeys("‐‑–—−", "-"))
_ROMAN_OR_YEAR = rf"(?:{YEAR}|{ROMAN})"
_RESOLUTION = re.compile(rf"([sae]/res/\d{{1,4}})/({_ROMAN_OR_YEAR})(?![^/])", re.IGNORECASE)
_LETTERED = re.compile(
    r"(a/res/(?:[^/]{1,6}/\d{1,4}|\d{1,4}[/(][ivx]{1,6}\)?))/([a-z])(?![^/])", re.IGNORECASE
)
_PART = re.compile(r"/\(?part[/ ]?([ivx]{1,6}|\d{1,3})\)?(?![^/])", re.IGNORECASE)
_SPECIAL = re.compile(r"(?<=/)(e?s)/(?=\d{1,2}/)", re.IGNORECASE)
_DAY = re.compile(rf".*/{YEAR}/\d{{1,2}}/\d{{1,2}}")
_OF_A_YEAR = re.compile(rf"/{YEAR}/")
_SHORT = re.compile(rf"[A-Z-]{{1,12}}/(?:\d{{1,2}}|{YEAR})")
_UNSIGNED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the name of a file says of the document in it; None is what it does not say."""

    symbol: str | None = None
    language: Language | None = None


NOTHING = Proposal()


def proposed(name: str) -> Proposal:
    """Return what the name of a file proposes; a name that is no symbol proposes nothing.

    Args:
        name: The name, without folders.

    """
    if len(name) > _LONGEST:
        return NOTHING
    plain = unicodedata.normalize("NFKC", unquote(name)).translate(_DASHES).partition("?")[0]
    whole = _without_ending(plain.strip())
    for stem in (whole, _without_copy(whole)):
        bare, mark = _divided(_without_hash(stem))
        if symbol := _symbol(bare, is_marked=bool(mark)):
            return Proposal(symbol, _MARKS.get(mark))
    return NOTHING


def fits(named: str, symbol: str) -> bool:
    """Tell whether a symbol may be the one that a name proposes: a name has lost some of its signs."""
    return _UNSIGNED.sub("", named) == _UNSIGNED.sub("", symbol)


def _without_ending(name: str) -> str:
    """Return a name without its endings: `S_2019_986.pdf.txt` has two of them."""
    for _ in range(2):
        stem, _, ending = name.rpartition(".")
        if stem and ending.lower() in _ENDINGS.split():
            name = stem.rstrip()
    return name


def _without_copy(stem: str) -> str:
    """Return a name without what tells copies from one another: ` (1)`, ` - Copy (2)`, `Copy of `."""
    for _ in range(2):
        stem = _COUNT.sub("", stem).rstrip(" -_")
        for copy in _COPIES:
            if stem.lower().endswith(copy):
                stem = stem[: -len(copy)].rstrip(" -_")
            if stem.lower().startswith(f"{copy} "):
                stem = stem[len(copy) :].lstrip()
    return stem


def _without_hash(stem: str) -> str:
    """Return a name without the hash that a library of ours puts behind the language."""
    bare = _HASH.sub("", stem)
    return bare if _divided(bare)[1] else stem


def _divided(stem: str) -> tuple[str, str]:
    """Return a name without the mark of its language, and the mark; it is empty if there is none."""
    bare = stem.removesuffix(")").removesuffix("]")
    place = max(bare.rfind(sign) for sign in "-_. ([")
    mark = bare[place + 1 :].lower()
    is_letter = mark == "a" and _LETTERED.fullmatch(stem.translate(_SIGNS))  # of A/RES/74/6A
    if place < 1 or mark not in _MARKS or is_letter:
        return stem, ""
    rest = bare[:place].rstrip(" -_.([")
    if mark in _SCRIPTS:
        before, language = _divided(rest)
        if _MARKS.get(language) == _MARKS[mark]:
            return before, language
    return rest, mark


def _symbol(bare: str, *, is_marked: bool) -> str | None:
    """Return the symbol in a name that has no mark any more, None if there is none."""
    written = bare.translate(_SIGNS)
    is_loose = "/" not in written or bare[:1].islower()
    if "/" not in written:
        written = _SPECIAL.sub(r"\1-", written.replace("-", "/"))
    symbol = next((symbols.parse(one) for one in _readings(written) if symbols.is_symbol(one)), None)
    if symbol is None or _SHORT.fullmatch(symbol) or _DAY.fullmatch(symbol):
        return None
    # Numbers behind a few small letters, or between hyphens, are rarely symbols: `at_10_30`, `A-4-12`.
    return symbol if is_marked or not is_loose or _is_telling(symbol) else None


def _is_telling(symbol: str) -> bool:
    """Tell whether a symbol has a year, or letters behind its series."""
    return bool(_OF_A_YEAR.search(symbol)) or any(map(str.isalpha, symbol.partition("/")[2]))


def _readings(written: str) -> Iterator[str]:
    """Yield what a name with slashes may stand for: brackets may be missing, or stand apart."""
    yield written
    joined = _PART.sub(r"(Part\1)", written).replace("/(", "(")
    yield joined
    yield _LETTERED.sub(r"\1\2", _RESOLUTION.sub(r"\1(\2)", joined))
    yield re.sub(r"//(\d{1,4})(?=/)", r"/(\1)", written)
