"""Recognise States by any of their names: the 193 Members of the United Nations, observers, former Members.

A Member that is no more (the Soviet Union, Yugoslavia) has a code and names of its own. One that only changed
its name (Zaire) is found by its former name too.

The table `states.tsv` holds all names of each State, with the one to show first. It also holds names to set
aside: names of other things that contain a State's name (巴拿马城, Gulf of Guinea). `scripts/make_states.py`
makes the table.

Names are matched in folded text. A Latin name must stand at word boundaries and begin with a capital, and an
acronym must be written exactly as in the table. English adjectives and names of peoples do not count as
mentions; in Chinese they look the same as the State's name.

Example:
    >>> find("智利和Peru")
    (Mention(state='CHL', start=0, end=2), Mention(state='PER', start=3, end=7))

"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, cast

from indexer.language.en import name_patterns as english
from indexer.language.zh import name_patterns as chinese
from indexer.model.document import Language, Mention
from indexer.model.messages import in_language
from indexer.names import straddling
from indexer.runtime.suggestions import nearest as nearest_names
from indexer.text.folding import fold
from indexer.text.normalising import normalise
from indexer.text.spans import Taken

_SIGNS = str.maketrans("’‘ʼ`-‐‑–\u00a0\u3000\t\r\n", "''''" + 9 * " ")
_TITLED = re.compile(rf"\b(?:{english.TITLES})\.?\s+(?:[\w'-]+\.?\s+){{0,2}}$")
_DAY_BEFORE = re.compile(chinese.DAY_BEFORE)
_TITLE_REACH = 40
"""How far before a name a person's title may stand, in code points."""
_STEM = 2
"""Length of the prefix by which names are looked up, in code points; no name is shorter."""


@dataclass(frozen=True, slots=True)
class State:
    """A State: its ISO 3166 alpha-3 code, its UN names, and whether it is an observer, or a former Member.

    The code of a former Member is that of ISO 3166-3.
    """

    code: str
    zh: str
    en: str
    observer: bool
    former: bool = False


class _Form(NamedTuple):
    """A name as it is matched: `plain` is its folded form; `code` is empty if the name is set aside."""

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
    """Provide `ALL`, the present States, and `FORMER`, by code; the table is read at the first use."""
    if name in ("ALL", "FORMER"):
        return tuple(state for state in _states().values() if state.former == (name == "FORMER"))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def get(code: str) -> State:
    """Return the State with a code in capitals.

    Raises:
        KeyError: No State has this code.

    """
    return _states()[code]


def name(code: str, language: Language) -> str:
    """Return the UN name of a State.

    Raises:
        KeyError: No State has this code.

    """
    state = _states()[code]
    return in_language(state, language)


def names(language: Language) -> tuple[str, ...]:
    """Return all names by which States are recognised in a language."""
    return tuple(row.form for row in _rows() if row.language == language and row.status != "aside")


def forms(code: str) -> tuple[tuple[str, Language], ...]:
    """Return the names of a State with their languages, the ones to show first; no two fold alike."""
    return tuple((row.form, row.language) for row in _rows() if row.code == code)


def lookup(name: str) -> str | None:
    """Return the code of the State with this code or name, in any case and script; None if there is none."""
    key = fold_name(name)
    if key.upper() in _states():
        return key.upper()
    return _codes().get(key)


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is an abbreviation of a State's name in Latin letters: `US`, `U.K.`."""
    return fold_name(name) in _abbreviations()


def nearest(name: str, n: int = 3) -> tuple[State, ...]:
    """Return at most `n` States that may have been meant, the most similar first."""
    close = nearest_names(fold_name(name), _codes(), 2 * n)
    codes = dict.fromkeys(_codes()[key] for key in close)
    return tuple(_states()[code] for code in codes)[:n]


def fold_name(name: str) -> str:
    """Fold a name for comparison: print, script, width, case, accents, apostrophes, hyphens and spaces."""
    return re.sub(r"\s+", " ", _plain(normalise(name).text)).strip()


def find(text: str, language: Language | None = None) -> tuple[Mention, ...]:
    """Find the States named in a text, in order; without `language`, names in both languages count.

    If names overlap, the longer one wins, then the one further left: 印度尼西亚 is not 印度, and the people
    in 许多哥伦比亚人 come from Colombia, not from Togo (多哥).
    """
    normalised = normalise(text)
    written, plain = normalised.text, _plain(normalised.text)
    by_stem = _by_stem()
    found = [
        (start, form)
        for start in (begun.start() for begun in _begins().finditer(plain))
        for length, forms in by_stem.get(plain[start : start + _STEM], ())
        for form in forms.get(plain[start : start + length], ())
        if language in (None, form.language) and _stands(written, plain, start, form)
    ]
    found.sort(key=lambda one: (-len(one[1].plain), one[0]))
    taken = Taken(len(plain))
    mentions = [
        Mention(form.code, *normalised.span(start, start + len(form.plain)))
        for start, form in found
        if taken.take(start, start + len(form.plain))
    ]
    return tuple(sorted((one for one in mentions if one.state), key=lambda one: one.start))


@cache
def _begins() -> re.Pattern[str]:
    """Return the pattern of what begins a name in a folded text; a Latin one does not begin inside a word."""
    firsts = sorted({stem[0] for stem in _by_stem()})
    latin, others = (
        "".join(re.escape(one) for one in firsts if one.isascii() == ascii_only)
        for ascii_only in (True, False)
    )
    return re.compile(f"(?<![0-9a-z])[{latin}]|[{others}]")


def _stands(text: str, plain: str, start: int, form: _Form) -> bool:
    """Tell whether a matched form is a name here: no part of a longer word, nor of a person's name."""
    end = start + len(form.plain)
    if not form.plain[0].isascii():
        return not form.code or _stands_in_han(plain, start, end)
    after = plain[end : end + 1]
    before = plain[start - 1 : start]
    if _in_word(before) or (_in_word(form.plain[-1]) and _in_word(after)):
        return False
    if form.acronym:
        return text[start:end].isupper()
    if not form.code:
        return True
    return text[start].isupper() and (" " in form.plain or not _is_person(text, plain, start))


def _stands_in_han(plain: str, start: int, end: int) -> bool:
    """Tell whether a Chinese name stands at a place.

    It does not in the name of a language or a person, in a date (26日本委员会), or across two words.
    """
    if plain.startswith(chinese.NO_STATE_BEFORE, end) or plain[start - 1 : start] == chinese.NAME_DOT:
        return False
    if plain.startswith(chinese.DAY_SIGN, start) and _DAY_BEFORE.search(plain[max(0, start - 6) : start]):
        return False
    return end - start > straddling.LONGEST or not straddling.straddles(plain, start, end, _chinese)


def _is_person(text: str, plain: str, start: int) -> bool:
    """Tell whether a name follows a person's title, with at most two other names of the person between."""
    if not text[plain.rfind(" ", 0, max(0, start - 1)) + 1].isupper():  # nearly always, which is faster
        return False
    since = max(0, start - _TITLE_REACH)
    titled = _TITLED.search(plain[since:start])
    if titled is None:
        return False
    return all(word[0].isupper() for word in text[since + titled.start() : start].split())


@cache
def _chinese() -> tuple[str, ...]:
    return tuple(fold(form) for form in names("zh"))


def _in_word(char: str) -> bool:
    return char.isalnum() and (char.isascii() or not "\u2e80" <= char <= "\U0003ffff")


def _plain(text: str) -> str:
    """Fold a text, unify its apostrophes and make spaces of its hyphens; the length stays the same."""
    return fold(text).translate(_SIGNS)


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for line in Path(__file__).with_name("states.tsv").read_text("utf-8").splitlines():
        status, code, language, form = line.split("\t")
        rows.append(_Row(status, code, cast("Language", language), form))
    return tuple(rows)


@cache
def _states() -> dict[str, State]:
    """Return the States by their codes."""
    shown: dict[tuple[str, Language], str] = {}
    for row in _rows():
        shown.setdefault((row.code, row.language), row.form)
    members = dict.fromkeys((row.code, row.status) for row in _rows() if row.status != "aside")
    return {
        code: State(
            code,
            shown[code, "zh"],
            shown[code, "en"],
            observer=status == "observer",
            former=status == "former",
        )
        for code, status in members
    }


@cache
def _codes() -> dict[str, str]:
    """Map each folded name to its State's code."""
    return {fold_name(row.form): row.code for row in _rows() if row.status != "aside"}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(fold_name(row.form) for row in _rows() if _is_acronym(row.form))


@cache
def _by_stem() -> dict[str, tuple[tuple[int, dict[str, list[_Form]]], ...]]:
    """Map the first two characters of names to their possible lengths, and to the names of each length."""
    table: defaultdict[str, defaultdict[int, dict[str, list[_Form]]]]
    table = defaultdict(lambda: defaultdict(dict))
    for row, plain in zip(_rows(), _plain_forms(), strict=True):
        code = "" if row.status == "aside" else row.code
        for form in {plain, plain.replace("(", " (").replace("  ", " ")}:
            found = table[form[:_STEM]][len(form)].setdefault(form, [])
            found.append(_Form(form, code, row.language, _is_acronym(row.form)))
    return {stem: tuple(lengths.items()) for stem, lengths in table.items()}


def _plain_forms() -> Iterator[str]:
    """Yield the names of all rows as `_plain` makes them.

    They are joined and converted in one call, which is faster; this is possible because lengths do not
    change.
    """
    forms = [row.form for row in _rows()]
    plain = _plain("".join(forms))
    ends = accumulate(map(len, forms))
    return (plain[end - len(form) : end] for form, end in zip(forms, ends, strict=True))


def _is_acronym(form: str) -> bool:
    return form.isascii() and form.isupper()
