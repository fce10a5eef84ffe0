"""Names and short names of organizations in UN documents, and the splitting of lists of organizers.

`scripts/make_organizations.py` makes the table `organizations.tsv`. Its names have these uses: the segmenter
learns them as words, a question for one name finds the others, records name by them for whom one speaks, and
a list of organizers is not split inside such a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indexer.language.en import name_patterns as english
from indexer.language.zh import name_patterns as chinese
from indexer.model.document import Language
from indexer.names import states
from indexer.runtime.suggestions import nearest as nearest_names
from indexer.text.folding import fold
from indexer.text.normalising import normalise
from indexer.text.spans import Span, Taken, enclosed

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
_AND = f"(?:{chinese.AND}|{english.AND})"
_SEPARATOR = rf"(?:(?<!\s)\s++)?[、/,，;；]\s*+(?:{_AND}\s*+)?|{chinese.AND}|{english.AND_ALONE}"
_KEPT_WHOLE = {"《": "》", "“": "”", "(": ")", "（": "）"}
"""Pairs of signs; the text between them is not split."""
_SIGNS = str.maketrans("’‘ʼ`-‐‑–\u00a0\u3000\t\r\n", "''''" + 9 * " ")
_STEM = 2
"""Length of the prefix by which names are looked up, in code points; no name is shorter."""
_HAN_SPACE = r"(?<=[\u3400-\u9fff])\s++(?=[\u3400-\u9fff])"


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization with its full names and its short names, which may be missing."""

    zh: str
    zh_short: tuple[str, ...]
    en: str
    en_short: tuple[str, ...]


class _Form(NamedTuple):
    """A name as it is matched: `plain` is its folded form, `name` as it stands in the table."""

    plain: str
    name: str
    language: Language
    acronym: bool
    organization: Organization


def __getattr__(name: str) -> tuple[Organization, ...]:
    """Provide the module attribute `NAMES`, the known organizations; the table is read at the first use."""
    if name == "NAMES":
        return _organizations()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def names(language: Language) -> tuple[str, ...]:
    """Return every full and short name in a language."""
    found = []
    for one in _organizations():
        found += [one.zh, *one.zh_short] if language == "zh" else [one.en, *one.en_short]
    return tuple(found)


class Named(NamedTuple):
    """An organization and where a text names it; offsets in code points, half-open."""

    organization: Organization
    start: int
    end: int


def find(text: str, language: Language | None = None, *, typed: bool = False) -> tuple[Named, ...]:
    """Find the organizations named in a text, in order; of names that begin alike, the longest holds.

    A Latin name must stand at word boundaries and begin with a capital, and an abbreviation must be written
    as in the table.

    Args:
        text: The text as shown.
        language: The language of the names; without it, names in both count.
        typed: Whether the text was typed as a question, in which capitals do not matter, except of
            abbreviations that are words too (`who`).

    """
    normalised = normalise(text)
    written, plain = normalised.text, _plain(normalised.text)
    found: list[Named] = []
    end = 0
    for begun in _starts().finditer(plain):
        start = begun.start()
        if start < end:
            continue
        for length, forms in _by_stem().get(plain[start : start + _STEM], ()):
            form = forms.get(plain[start : start + length])
            if (
                form
                and language in (None, form.language)
                and _stands(written, plain, start, form, typed=typed)
            ):
                end = start + length
                found.append(Named(form.organization, *normalised.span(start, end)))
                break
    return tuple(found)


def lookup(name: str) -> Organization | None:
    """Return the organization with this name, in any case, script and width; None if there is none."""
    return _by_name().get(key(name))


def nearest(name: str, n: int = 3) -> tuple[Organization, ...]:
    """Return at most `n` organizations that may have been meant, the most similar first."""
    known = _by_name()
    found = {known[one].en: known[one] for one in nearest_names(key(name), known, n)}
    return tuple(found.values())


def key(name: str) -> str:
    """Fold a name for comparison: print, script, width, case, apostrophes, hyphens and spaces."""
    return " ".join(_plain(normalise(name).text).split())


def forms(organization: Organization) -> tuple[tuple[str, Language], ...]:
    """Return the names of an organization with their languages, the full ones first."""
    full: tuple[tuple[str, Language], ...] = ((organization.zh, "zh"), (organization.en, "en"))
    zh: tuple[tuple[str, Language], ...] = tuple((name, "zh") for name in organization.zh_short)
    return (*full, *zh, *((name, "en") for name in organization.en_short))


def _stands(text: str, plain: str, start: int, form: _Form, *, typed: bool) -> bool:
    """Tell whether a matched form is a name here, and not part of a longer word."""
    end = start + len(form.plain)
    if form.language == "zh":
        return not plain[start].isdecimal() or not plain[start - 1 : start].isalnum()
    if _is_letter(plain[start - 1 : start]) or _is_letter(plain[end : end + 1]):
        return False
    if typed and form.plain not in english.WORDS:
        return True
    written = text[start:end]
    if not form.acronym:
        return not written[0].islower()
    return written.isupper() if form.name.isupper() else written == form.name


def _is_letter(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"


def _plain(text: str) -> str:
    """Fold a text, unify its apostrophes and make spaces of its hyphens; the length stays the same."""
    return fold(text).translate(_SIGNS)


def split(text: str, language: Language | None = None) -> tuple[str, ...]:
    """Split the organizers cell of a table of events into organizers, in order.

    Known names, names of States and text in quotes or brackets are not split. A space that a line break left
    between Han characters is removed, and so is a leading article.
    """
    cell = re.sub(_HAN_SPACE, "", text.strip())
    whole = tuple(_whole(cell, language))
    kept, begun = Taken(len(cell), whole), {start for start, _ in whole}
    pieces, last, before, is_open = [], 0, 0, False
    for sign in re.finditer(_SEPARATOR, cell):
        is_open = is_open or bool(re.search(english.OPEN_NAME, cell[before : sign.start()]))
        before = sign.end()
        if kept.is_free(*sign.span()) and (not is_open or before in begun or _begins(cell, before)):
            pieces.append(cell[last : sign.start()])
            last, is_open = before, False
    pieces.append(cell[last:])
    found = (_without_setting(piece.strip()).removeprefix(english.ARTICLE) for piece in pieces)
    return tuple(piece for piece in found if piece)


def _begins(cell: str, at: int) -> bool:
    """Tell whether an organization begins at an offset, after a name that might go on (`Ministry of`)."""
    return re.compile(english.ORGANIZATION).match(cell, at) is not None


def _without_setting(name: str) -> str:
    """Remove 在…框架下 from the end of an organizer."""
    if not name.endswith(chinese.SETTING_ENDS):
        return name
    end = len(name) - len(chinese.SETTING_ENDS[0])
    at = name.find(chinese.SETTING, max(name.rfind("、"), name.rfind(chinese.AND)) + 1, end)
    return name[:at] if 0 <= at < end - 1 else name


def _whole(cell: str, language: Language | None) -> Iterator[Span]:
    """Yield the spans that must not be split."""
    yield from ((start, end) for start, end in enclosed(cell, _KEPT_WHOLE) if end is not None)
    yield from ((one.start, one.end) for one in find(cell))
    yield from ((mention.start, mention.end) for mention in states.find(cell, language))


@cache
def _organizations() -> tuple[Organization, ...]:
    lines = Path(__file__).with_name("organizations.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(
        Organization(zh, _several(zh_short), en, _several(en_short)) for zh, zh_short, en, en_short in rows
    )


def _several(short: str) -> tuple[str, ...]:
    return tuple(short.split(";")) if short else ()


@cache
def _by_name() -> dict[str, Organization]:
    """Map each name, folded, to its organization."""
    return {form.plain: form.organization for form in _forms()}


@cache
def _by_stem() -> dict[str, tuple[tuple[int, dict[str, _Form]], ...]]:
    """Map the first two characters of names to the names of each length, the longest first."""
    table: defaultdict[str, defaultdict[int, dict[str, _Form]]] = defaultdict(lambda: defaultdict(dict))
    for form in _forms():
        table[form.plain[:_STEM]][len(form.plain)][form.plain] = form
    return {stem: tuple(sorted(lengths.items(), reverse=True)) for stem, lengths in table.items()}


@cache
def _starts() -> re.Pattern[str]:
    """Return the pattern of what begins a name in a folded text; a Latin one does not begin inside a word."""
    firsts = "".join(sorted({re.escape(stem[0]) for stem in _by_stem()}))
    return re.compile(f"(?<![0-9a-z])[{firsts}]|(?<=[0-9a-z])(?=[^\\x00-\\x7f])[{firsts}]")


def _forms() -> Iterator[_Form]:
    for one in _organizations():
        for name, language in forms(one):
            yield _Form(_plain(name), name, language, not re.search("[a-z] |[a-z]{4}", name), one)
