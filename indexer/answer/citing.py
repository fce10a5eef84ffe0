"""How a unit is cited, in Chinese and in English, the UN way: `S/2019/986, annex, para. 18 (a)`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.model import Both
from indexer.names import symbols
from indexer.numerals import from_roman, han, roman

if TYPE_CHECKING:
    from indexer.model import Edition, Language

DIGEST = Both("内容提要，非联合国文本", "digest, not UN text")
"""What every digest says wherever it is shown, copied, exported or cited."""

PARTS = {
    "annex": Both("附件", "annex"),
    "enclosure": Both("附文", "enclosure"),
    "appendix": Both("附录", "appendix"),
}
KINDS = {
    "letter": Both("信，第{}段", "letter, para. {}"),
    "fn": Both("脚注{}", "footnote {}"),
    "ev": Both("第{}项活动", "event {}"),
    "h": Both("标题{}", "heading {}"),
    "abbr": Both("简称{}", "abbreviation {}"),
    "pp": Both("序言部分第{}段", "preambular para. {}"),
    "turn": Both("第{}次发言", "speech {}"),
    "p": Both("第{}段(未编号)", "unnumbered para. {}"),
}
CHINESE_ITEMS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


def mark(edition: Edition, language: Language) -> str:
    """Return what a digest says of itself; nothing for any other edition."""
    if edition != "digest":
        return ""
    return DIGEST.zh if language == "zh" else DIGEST.en


def citation(symbol: str, part: str, locator: str, edition: Edition) -> Both:
    """Return the citation of a unit; that of a digest says that it is one."""
    place = _part(part)
    unit = _unit(locator)
    zh = "，".join(filter(None, (symbols.display(symbol, "zh"), place.zh, unit.zh)))
    en = ", ".join(filter(None, (symbols.display(symbol, "en"), place.en, unit.en)))
    if edition == "digest":
        return Both(f"{zh}({DIGEST.zh})", f"{en} ({DIGEST.en})")
    return Both(zh, en)


@lru_cache(maxsize=64)
def _part(part: str) -> Both:
    """`annex-2` is 附件二 in the UN's Chinese and annex II in its English."""
    name, _, number = part.partition("-")
    if name not in PARTS:
        return Both("", "")
    label = PARTS[name]
    if not number:
        return label
    return Both(label.zh + han(int(number)), f"{label.en} {roman(int(number)).upper()}")


@lru_cache(maxsize=4_096)
def _unit(locator: str) -> Both:
    locator, _, _ = locator.partition("~")
    kind, dot, number = locator.partition(".")
    if dot and kind in KINDS:
        return Both(KINDS[kind].zh.format(number), KINDS[kind].en.format(number))
    return Both(f"第{_chinese_items(locator)}段", "para. " + locator.replace("(", " ("))


def _chinese_items(locator: str) -> str:
    """Write the third level, (ii), as the UN's Chinese does: ㈡."""
    head, *items = locator.split("(")
    if len(items) < 2:  # noqa: PLR2004 - the second bracket opens the third level
        return locator
    value = from_roman(items[-1].rstrip(")"))
    if not 1 <= value <= len(CHINESE_ITEMS):
        return locator
    return "(".join([head, *items[:-1]]) + CHINESE_ITEMS[value - 1]
