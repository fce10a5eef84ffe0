"""Writes citations of units as the UN does, in Chinese and English: `S/2019/986, annex, para. 18 (a)`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.model.document import Both
from indexer.model.messages import Message, message
from indexer.names import symbols
from indexer.text.numerals import from_roman, han, roman

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.model.document import Edition, Language

DIGEST = message("digest, not UN text")
"""The mark of a digest; it accompanies every digest that is shown, copied, exported or cited."""

PARTS = {"annex": message("annex"), "enclosure": message("enclosure"), "appendix": message("appendix")}
KINDS: dict[str, Callable[[str], Message]] = {
    "letter": lambda number: message("letter, para. {number}", number=number),
    "fn": lambda number: message("footnote {number}", number=number),
    "ev": lambda number: message("event {number}", number=number),
    "h": lambda number: message("heading {number}", number=number),
    "abbr": lambda number: message("abbreviation {number}", number=number),
    "pp": lambda number: message("preambular para. {number}", number=number),
    "turn": lambda number: message("speech {number}", number=number),
    "p": lambda number: message("unnumbered para. {number}", number=number),
}
"""For each kind of unit that is not cited as a paragraph, how it is cited."""
CHINESE_ITEMS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


def mark(edition: Edition, language: Language) -> str:
    """Return the mark of a digest in this language; an empty text for any other edition."""
    if edition != "digest":
        return ""
    return DIGEST.text(language)


def citation(symbol: str, part: str, locator: str, edition: Edition) -> Both:
    """Return the citation of a unit in both languages; that of a digest ends with the mark of a digest.

    >>> citation("S/2019/986", "annex", "18(a)", "official").en
    'S/2019/986, annex, para. 18 (a)'

    """
    place = _part(part)
    unit = _unit(locator)
    zh = "，".join(filter(None, (symbols.display(symbol, "zh"), place.zh, unit.zh)))
    en = ", ".join(filter(None, (symbols.display(symbol, "en"), place.en, unit.en)))
    if edition == "digest":
        return Both(f"{zh}({DIGEST.zh})", f"{en} ({DIGEST.en})")
    return Both(zh, en)


@lru_cache(maxsize=64)
def _part(part: str) -> Both:
    """Return the name of a part: `annex-2` is 附件二 in the UN's Chinese and annex II in its English."""
    name, _, number = part.partition("-")
    if name not in PARTS:
        return Both("", "")
    label = PARTS[name]
    if not number:
        return Both(label.zh, label.en)
    return Both(label.zh + han(int(number)), f"{label.en} {roman(int(number)).upper()}")


@lru_cache(maxsize=4_096)
def _unit(locator: str) -> Both:
    """Return the citation of a unit within its part; the `~2` of a repeated locator is not cited."""
    locator, _, _ = locator.partition("~")
    kind, dot, number = locator.partition(".")
    if dot and kind in KINDS:
        cited = KINDS[kind](number)
    else:
        numbered = Both(_chinese_items(locator), locator.replace("(", " ("))
        cited = message("para. {number}", number=numbered)
    return Both(cited.zh, cited.en)


def _chinese_items(locator: str) -> str:
    """Write an item of the third level, such as (ii), with the UN's Chinese sign, such as ㈡."""
    head, *items = locator.split("(")
    if len(items) < 2:  # noqa: PLR2004 - the second bracket opens the third level
        return locator
    value = from_roman(items[-1].rstrip(")"))
    if not 1 <= value <= len(CHINESE_ITEMS):
        return locator
    return "(".join([head, *items[:-1]]) + CHINESE_ITEMS[value - 1]
