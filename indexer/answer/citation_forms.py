"""Writes citations of units as the UN does, in Chinese and English: `S/2019/986, annex, para. 18 (a)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.model.fields import BY_NAME
from indexer.model.lists import Role
from indexer.model.messages import Message, both, in_language, message
from indexer.names import resolution_parts, symbols
from indexer.text.roman_numerals import from_roman, roman

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.model.document import Both, Edition, Language, Paragraph
    from indexer.model.shown_units import Unit

DIGEST = message("project digest, not UN text")
"""The mark of a digest; it accompanies every digest that is shown, copied, exported or cited."""

VERSIONS: dict[str, Message] = {
    one.value: message("{language} version", language=one.label) for one in BY_NAME["language"].choices
}
"""How a citation names the language version in which its unit stands."""

PARTS = {"annex": message("annex"), "enclosure": message("enclosure"), "appendix": message("appendix")}
KINDS: dict[str, Callable[[str], Message]] = {
    "fn": lambda number: message("footnote {number}", number=number),
    "ev": lambda number: message("[event {number}]", number=number),
    "row": lambda number: message("[row {number}]", number=number),
    "h": lambda number: message("[heading {number}]", number=number),
    "abbr": lambda number: message("[abbreviation {number}]", number=number),
    "turn": lambda number: message("[turn {number}]", number=number),
    "vote": lambda number: message("[vote {number}]", number=number),
    "proc": lambda number: message("[procedure {number}]", number=number),
    "s": lambda _: message("bitext sentence, paragraph unknown"),
    "closing": lambda _number: message("closing lines"),
    "rule": lambda number: message("rule {number}", number=number),
    "page": lambda number: message("p. {page}", page=number),
    "sect": lambda labels: message("sect. {labels}", labels=_section(labels)),
}
"""For each kind of unit that is not cited as a paragraph, how it is cited.

A number that is ours, since none is printed, stands in square brackets.
"""
PLACES: dict[str, Callable[[str], Message]] = {
    "letter": lambda place: message("letter, {place} paragraph", place=place),
    "p": lambda place: message("{place} paragraph", place=place),
    "pp": lambda place: message("{place} preambular paragraph", place=place),
    "op": lambda place: message("{place} operative paragraph", place=place),
}
"""For each kind of paragraph that bears no number, how it is cited by its place: third paragraph."""
_PINPOINT = re.compile(r"(OP|PP)(\d.*)")
SOLE = "op"
"""The locator of the only operative paragraph, where it bears no number."""
THIRD_LEVEL = 2
"""How many brackets the locator of an item of the third level has: `26(a)(ii)`."""


def in_version(citation: Both, held: Language) -> Both:
    """Return a citation that says in which language version its unit stands, where the reader's is another.

    >>> in_version(citation("S/2019/986", "main", "3", "official"), "zh").en
    'S/2019/986, para. 3 [Chinese version]'

    """

    def said(language: Language) -> str:
        cited = in_language(citation, language)
        if language == held:
            return cited
        return cited + CONVENTIONS[language].version.format(in_language(VERSIONS[held], language))

    return both(said)


def mark(edition: Edition, language: Language) -> str:
    """Return the mark of a digest in this language; an empty text for any other edition."""
    if edition != "digest":
        return ""
    return DIGEST.text(language)


RECORD_UNITS = ("turn", "proc", "vote")
"""The kinds of units of a meeting record, whose numbers are printed nowhere: they are cited by page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a unit of a meeting record, by which it is cited.

    That is its number, which old records have, or its page, or else its speaker.
    """

    page: str = ""
    speaker: str = ""
    number: str = ""


def printed(paragraph: Paragraph) -> Printed:
    """Return by what a unit of a meeting record is cited."""
    speaker = paragraph.speech.speaker if paragraph.speech else ""
    return Printed(paragraph.page, speaker, paragraph.number or "")


def printed_of(unit: Unit | Role) -> Printed:
    """Return by what a unit of a meeting record, as shown, is cited."""
    if isinstance(unit, Role):
        return Printed(unit.printed_page or "")
    speaker = unit.speech.speaker if unit.speech else ""
    return Printed(unit.printed_page or "", speaker, unit.paragraph or "")


def citation(symbol: str, part: str, locator: str, edition: Edition, shown: Printed | None = None) -> Both:
    """Return the citation of a unit in both languages; that of a digest ends with the mark of a digest.

    >>> citation("S/2019/986", "annex", "18(a)", "official").en
    'S/2019/986, annex, para. 18 (a)'
    >>> citation("A/RES/48/246", "main", "A.2", "official").en
    'A/RES/48/246 A, para. 2'

    """
    symbol, section, locator = resolution_parts.cited(symbol, locator)
    locator = resolution_parts.joined(section, locator)
    return both(lambda language: _citation(symbol, _place(part, locator, shown, language), edition, language))


def place(part: str, locator: str, shown: Printed | None = None) -> Both:
    """Return the citation of a unit without the symbol of its document: `annex, footnote 1`.

    Without what is printed of a unit of a meeting record, it is told by a number of ours: `[turn 17]`.
    """
    return both(lambda language: _place(part, locator, shown, language))


def _place(part: str, locator: str, shown: Printed | None, language: Language) -> str:
    in_record = locator.partition(".")[0] in RECORD_UNITS
    label, locator = resolution_parts.split(locator)
    section = _of_section(label, language) if label else ""
    told = _of_record(shown, language) if shown and in_record else ""
    unit = told or _unit(locator, language)
    return CONVENTIONS[language].separator.join(filter(None, (_part(part, language), section, unit)))


def _citation(symbol: str, where: str, edition: Edition, language: Language) -> str:
    conventions = CONVENTIONS[language]
    pieces = (symbols.display(symbol, language), where)
    cited = conventions.separator.join(filter(None, pieces))
    digest = mark(edition, language)
    return cited + conventions.aside.format(digest) if digest else cited


@lru_cache(maxsize=64)
def _part(part: str, language: Language) -> str:
    """Return the name of a part: `annex-2` is 附件二 in the UN's Chinese and annex II in its English."""
    name, _, number = part.partition("-")
    if name not in PARTS:
        return ""
    label = PARTS[name].text(language)
    if not number:
        return label
    conventions = CONVENTIONS[language]
    return f"{label}{' ' * conventions.spaced_brackets}{conventions.ordinal(int(number))}"


def _of_section(label: str, language: Language) -> str:
    """Return the citation of a section in which numbers begin anew: `sect. II`."""
    if resolution_parts.is_section(label):
        label = CONVENTIONS[language].ordinal(from_roman(label.lower()))
    return message("sect. {labels}", labels=label).text(language)


def _of_record(shown: Printed, language: Language) -> str:
    """Return the citation of a unit of a meeting record: by its number, its page, or else its speaker."""
    if shown.number:
        return message("para. {number}", number=shown.number).text(language)
    if shown.page:
        return message("p. {page}", page=shown.page).text(language)
    return shown.speaker


@lru_cache(maxsize=4_096)
def _unit(locator: str, language: Language) -> str:
    """Return the citation of a unit within its part; the `~2` of a repeated locator is not cited.

    What a question names may be a pinpoint, which has forms of its own: `PP3`, `OP9`, `page.6`, `sect.2.b`.
    """
    locator, _, _ = locator.partition("~")
    if found := _PINPOINT.fullmatch(locator):
        locator = f"pp.{found[2]}" if found[1] == "PP" else found[2]
    kind, dot, number = locator.partition(".")
    if locator == SOLE:
        return message("sole operative paragraph").text(language)
    if kind == "art":
        return _article(number, language)
    if dot and kind in PLACES:
        return _by_place(PLACES[kind], number, language)
    if dot and kind in KINDS:
        return KINDS[kind](number).text(language)
    return message("para. {number}", number=_numbered(locator, language)).text(language)


def _section(labels: str) -> str:
    """Return the labels of headings as reports print them: `2.b` is II.B."""
    return ".".join(roman(int(one)) if one.isdecimal() else one for one in labels.split(".")).upper()


def _by_place(form: Callable[[str], Message], number: str, language: Language) -> str:
    """Return the citation of a paragraph by its place; the numbers of its items are printed, and follow."""
    count, bracket, items = number.partition("(")
    place = CONVENTIONS[language].ordinal_word(int(count)) if count.isdecimal() else count
    cited = form(place).text(language)
    if not bracket:
        return cited
    return CONVENTIONS[language].separator.join((cited, _numbered(f"({items}", language).strip()))


def _article(number: str, language: Language) -> str:
    """Return the citation of an article of an instrument, or of a paragraph of it."""
    article, bracket, rest = number.partition("(")
    if not bracket:
        return message("article {number}", number=article).text(language)
    paragraph, _, items = rest.partition(")")
    inner = _numbered(paragraph + items, language)
    return message("article {number}, para. {paragraph}", number=article, paragraph=inner).text(language)


def _numbered(locator: str, language: Language) -> str:
    """Write the number of a paragraph with its items: `18(a)㈡`, `18 (a) (ii)`."""
    conventions = CONVENTIONS[language]
    *above, last = locator.split("(")
    if len(above) >= THIRD_LEVEL:
        locator = "(".join(above) + conventions.third_level(last.rstrip(")"))
    return locator.replace("(", " (") if conventions.spaced_brackets else locator
