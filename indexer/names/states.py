"""States: the 193 Members of the United Nations and its two observers, by any of their names.

`states.tsv` holds their names, the one shown first, and names that are set aside because they merely hold
a State's name (巴拿马城, Gulf of Guinea); `scripts/make_states.py` makes it. Names match on folded text. A
Latin name matches at word boundaries and with a capital initial, an acronym only as it is written.
Adjectives and names of peoples are no mention in English; in Chinese they do not differ from the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from indexer.folding import fold
from indexer.model import Language, Mention
from indexer.nearest import nearest as nearest_names

_SIGNS = str.maketrans("’‘ʼ`‐‑–\u00a0\u3000\t\r\n", "''''---     ")
_START = re.compile("(?<![0-9a-z])[!-~]|[^\\x00-\\x7f]")
_STEM = 2
"""Length of the beginning by which forms are looked up; no form is shorter."""
_LANGUAGE_SIGN = "语"
"""A State's name before it is that of a language: 西班牙语."""


@dataclass(frozen=True, slots=True)
class State:
    """A State: its ISO 3166-1 alpha-3 code, its UN names, and whether it is an observer."""

    code: str
    zh: str
    en: str
    observer: bool


class _Form(NamedTuple):
    """A name as it is matched: `plain` is folded; `code` is empty where the name is set aside."""

    plain: str
    code: str
    language: Language
    acronym: bool


class _Row(NamedTuple):
    status: str
    code: str
    language: Language
    form: str


def __getattr__(name: str) -> tuple[State, ...]:
    """Offer `ALL`, the States by their codes, read when first asked for."""
    if name == "ALL":
        return tuple(_states().values())
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def get(code: str) -> State:
    """Return the State with this code, in capitals. Raises KeyError where there is none."""
    return _states()[code]


def name(code: str, language: Language) -> str:
    """Return the UN name of a State. Raises KeyError where no State has this code."""
    state = _states()[code]
    return state.zh if language == "zh" else state.en


def names(language: Language) -> tuple[str, ...]:
    """Return every name by which a State is recognised in a language."""
    return tuple(row.form for row in _rows() if row.language == language and row.status != "aside")


def forms(code: str) -> tuple[tuple[str, Language], ...]:
    """Return the names of a State with their languages, those shown first; no two fold alike."""
    return tuple((row.form, row.language) for row in _rows() if row.code == code)


def lookup(name: str) -> str | None:
    """Return the code of the State with this code or name, in any case and script, or None."""
    key = fold_name(name)
    if key.upper() in _states():
        return key.upper()
    return _codes().get(key)


def nearest(name: str, n: int = 3) -> tuple[State, ...]:
    """Return at most `n` States that may have been meant, the likeliest first."""
    close = nearest_names(fold_name(name), _codes(), 2 * n)
    codes = dict.fromkeys(_codes()[key] for key in close)
    return tuple(_states()[code] for code in codes)[:n]


def fold_name(name: str) -> str:
    """Fold a name for comparing: script, width, case, accents, apostrophes, hyphens and spaces."""
    return re.sub(r"\s+", " ", _plain(name)).strip()


def find(text: str, language: Language | None = None) -> tuple[Mention, ...]:
    """Find the States named in a text, by their names in `language` or in both, in order.

    Where names overlap the longer holds, then the one further left: 印度尼西亚 is not 印度, and the people in
    许多哥伦比亚人 come from Colombia, not from Togo.
    """
    plain = _plain(text)
    by_stem = _by_stem()
    found = [
        (start, form)
        for start in _starts(plain)
        for length, forms in by_stem.get(plain[start : start + _STEM], ())
        for form in forms.get(plain[start : start + length], ())
        if language in (None, form.language) and _stands(text, plain, start, form)
    ]
    found.sort(key=lambda one: (-len(one[1].plain), one[0]))
    taken = bytearray(len(plain))
    mentions = []
    for start, form in found:
        end = start + len(form.plain)
        if not any(taken[start:end]):
            taken[start:end] = b"x" * len(form.plain)
            mentions.append(Mention(form.code, start, end))
    return tuple(sorted((one for one in mentions if one.state), key=lambda one: one.start))


def _starts(plain: str) -> Iterator[int]:
    """Yield where a name may begin in a folded text: anywhere but within a Latin word."""
    return (found.start() for found in _START.finditer(plain))


def _stands(text: str, plain: str, start: int, form: _Form) -> bool:
    """Tell whether a form that was found is a name here rather than a part of a word."""
    end = start + len(form.plain)
    after = plain[end : end + 1]
    if not form.plain[0].isascii():
        return after != _LANGUAGE_SIGN
    before = plain[start - 1 : start]
    if _in_word(before) or (_in_word(form.plain[-1]) and _in_word(after)):
        return False
    return text[start:end].isupper() if form.acronym else text[start].isupper() or not form.code


def _in_word(char: str) -> bool:
    return char.isalnum() and (char.isascii() or not "\u2e80" <= char <= "\U0003ffff")


def _plain(text: str) -> str:
    """Fold a text and make its apostrophes, hyphens and spaces alike, keeping its length."""
    return fold(text).translate(_SIGNS)


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for line in Path(__file__).with_name("states.tsv").read_text("utf-8").splitlines():
        status, code, language, form = line.split("\t")
        rows.append(_Row(status, code, "zh" if language == "zh" else "en", form))
    return tuple(rows)


@cache
def _states() -> dict[str, State]:
    shown: dict[tuple[str, Language], str] = {}
    for row in _rows():
        shown.setdefault((row.code, row.language), row.form)
    members = dict.fromkeys((row.code, row.status) for row in _rows() if row.status != "aside")
    return {
        code: State(code, shown[code, "zh"], shown[code, "en"], status == "observer")
        for code, status in members
    }


@cache
def _codes() -> dict[str, str]:
    """Map each folded name to its State's code."""
    return {fold_name(row.form): row.code for row in _rows() if row.status != "aside"}


@cache
def _by_stem() -> dict[str, tuple[tuple[int, dict[str, list[_Form]]], ...]]:
    """Map the first two characters of folded forms to their lengths, and to the forms of each length."""
    table: defaultdict[str, defaultdict[int, dict[str, list[_Form]]]]
    table = defaultdict(lambda: defaultdict(dict))
    for row, plain in zip(_rows(), _plain_forms(), strict=True):
        code = "" if row.status == "aside" else row.code
        for form in {plain, plain.replace("(", " (").replace("  ", " ")}:
            found = table[form[:_STEM]][len(form)].setdefault(form, [])
            found.append(_Form(form, code, row.language, _is_acronym(row.form)))
    return {stem: tuple(lengths.items()) for stem, lengths in table.items()}


def _plain_forms() -> Iterator[str]:
    """Yield the forms of all rows as `_plain` makes them, at one go, which is faster; lengths are kept."""
    forms = [row.form for row in _rows()]
    plain = _plain("".join(forms))
    ends = accumulate(map(len, forms))
    return (plain[end - len(form) : end] for form, end in zip(forms, ends, strict=True))


def _is_acronym(form: str) -> bool:
    return form.isascii() and form.isupper()
