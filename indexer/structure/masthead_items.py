"""The items of a masthead: recognise them in a text that holds nothing else, and note what they say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cache

from indexer.language.en import document_patterns as english
from indexer.language.en import masthead_patterns as english_items
from indexer.language.en.numerals import VALUES
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh import masthead_patterns as chinese_items
from indexer.language.zh.numerals import from_han
from indexer.names import dates, symbols
from indexer.structure import adoption
from indexer.structure.adoption import written_out
from indexer.structure.body_names import is_body, is_treaty
from indexer.text.folding import fold

_MARKS = frozenset(map(fold, chinese.MARKS | english.MARKS))
_HAN = re.compile(r"[\u3400-\u9fff]")
_CELLS = re.compile(r"[\t|]|\s{3,}+")
_BEHIND = re.compile(r"[\s,;|·•*]+")
_NOTE = re.compile(r"\s*\*{1,3}\s*[^\s*].{12,}")
_REISSUED = re.compile(r"\*{1,3}")
_JOINT = re.compile(r"\s*+[-–—‑;,]?\s*+")
_LETTERS = re.compile(r" ?(?P<letter>[a-z])(?P<more>(?: ?(?:-|–|to|and|和|至|、|,) ?[a-z])+)?(?=$|[ *,;|])")
"""The letters of the parts of a resolution that stand behind its symbol."""
_LONGEST_CELL = 700
_LONGEST_DATE = 80
_LONGEST_WORD = 40
_LONGEST_SYMBOL = 60


@dataclass(slots=True)
class Facts:
    """What a masthead says of a document.

    `basis` are the symbols in the remark that says on what a resolution is based. `agenda_last` tells that an
    agenda item was read last, `treaty_last` that the name of a treaty was. `reissued` tells that a star
    stands behind the symbol.
    """

    symbols: list[str] = field(default_factory=list)
    site_symbols: list[str] = field(default_factory=list)
    date: dt.date | None = None
    adopted: dt.date | None = None
    bodies: list[str] = field(default_factory=list)
    basis: list[str] = field(default_factory=list)
    draft: bool = False
    session: str = ""
    agenda: str = ""
    distribution: str = ""
    original: str = ""
    count: int = 0
    agenda_last: bool = False
    treaty_last: bool = False
    reissued: bool = False

    def copy(self) -> Facts:
        """Return a copy that can be changed alone."""
        return replace(
            self,
            symbols=[*self.symbols],
            site_symbols=[*self.site_symbols],
            bodies=[*self.bodies],
            basis=[*self.basis],
        )

    def add_site(self, text: str) -> None:
        """Note what a website says of the document above its text."""
        self.site_symbols += (one.symbol for one in symbols.occurrences(text))
        self.adopted = self.adopted or adoption.day_of_line(text)


def is_mark(text: str) -> bool:
    """Tell whether a line marks the document as a digest."""
    return fold(text.strip()) in _MARKS


def read(text: str, facts: Facts) -> bool:
    """Tell whether a text holds nothing but items of a masthead, and note what they say in `facts`."""
    if len(text) > _LONGEST_CELL:
        return False
    cells = [cell for cell in _CELLS.split(text.strip()) if cell.strip()]
    return bool(cells) and all(_read_cell(cell, facts) for cell in cells)


def stands_only_above(text: str) -> bool:
    """Tell whether a line is an item that stands only in a masthead: its distribution, its language."""
    return len(text) <= _LONGEST_CELL and _only_above().fullmatch(_plain(text)) is not None


def opens(text: str) -> bool:
    """Tell whether a line is the body with whose name a resolution opens: `The General Assembly,`."""
    return adoption.opening(text)


def is_title(text: str) -> bool:
    """Tell whether a line is the number heading of a resolution, or the title of a letter or a statement."""
    plain = _plain(text[:_LONGEST_CELL])
    return adoption.number_heading(text) is not None or _title().fullmatch(plain) is not None


def is_note(text: str) -> bool:
    """Tell whether a line is a note with a star as its sign."""
    return _NOTE.fullmatch(text[:_LONGEST_CELL]) is not None


def tells_of_reissue(text: str) -> bool:
    """Tell whether a note says that the document was issued again."""
    return _again().search(fold(text[:_LONGEST_CELL])) is not None


def goes_on(text: str, following: str) -> bool:
    """Tell whether an item goes on with the next line: one of the two shows that a line was broken there."""
    last = text[-_LONGEST_WORD:].lower().split()[-1:]
    first = following.strip()[:1]
    return bool(last and last[0] in english_items.GOES_ON) or (first.islower() and _HAN.search(text) is None)


def may_be_broken(text: str) -> bool:
    """Tell whether a line that is no item may be the first of those over which one is broken."""
    plain = _plain(text[:_LONGEST_CELL])
    listed = plain.count(",") + plain.count("、") > 1 and plain.endswith((",", "、", " and", "和"))
    return plain.startswith("[") or listed or _broken().match(plain) is not None


def _plain(text: str) -> str:
    """Return a folded text with single blanks, in Chinese without any."""
    folded = fold(text.strip())
    return "".join(folded.split()) if _HAN.search(folded) else " ".join(folded.split())


def _read_cell(cell: str, facts: Facts) -> bool:
    """Tell whether a cell holds nothing but items, and note what they say."""
    text, at = written_out(_plain(cell)), 0
    while at < len(text):
        end = _read_item(text, at, facts)
        if not end:
            return False
        at = end
        if behind := _BEHIND.match(text, at):
            at = behind.end()
    return True


def _read_item(text: str, at: int, facts: Facts) -> int:
    """Note what the item at column `at` says; return the column behind it, 0 if there is none."""
    facts.agenda_last = facts.treaty_last = False
    for reader in (_symbols, _adoption, _sequence, _date, _name):
        if end := reader(text, at, facts):
            facts.count += 1
            return end
    return 0


def _symbols(text: str, at: int, facts: Facts) -> int:
    """Read a symbol, or two joined ones that both name the document."""
    end = 0
    for one in symbols.occurrences(text[at : at + 100]):
        joint = text[at + end : at + one.start]
        if one.start != end and not (end and _JOINT.fullmatch(joint)):
            break
        letters = _LETTERS.match(text, at + one.end) if "/RES/" in one.symbol else None
        symbol = one.symbol if not letters or letters["more"] else one.symbol + letters["letter"].upper()
        if symbol not in facts.symbols:
            facts.symbols.append(symbol)
        end = letters.end() - at if letters else one.end
    if not end and (symbol := _lone(text[at:])):
        facts.symbols.append(symbol)
        facts.reissued = text.endswith("*")
        end = len(text) - at
    if end and (star := _REISSUED.match(text, at + end)):
        end = star.end() - at
        facts.reissued = True
    return at + end if end else 0


def _lone(text: str) -> str:
    """Return the symbol if a text is nothing else, though blanks or a star may stand in it, else nothing."""
    bare = text.rstrip("* ")
    return (
        symbols.parse(bare)
        if "/" in bare and len(bare) <= _LONGEST_SYMBOL and symbols.is_symbol(bare)
        else ""
    )


def _date(text: str, at: int, facts: Facts) -> int:
    """Read a date; a period is that of a session and no date of the document."""
    rest = text[at:].removeprefix("of ").removeprefix("on ")
    at = len(text) - len(rest)
    if len(rest) > _LONGEST_DATE or not any(char.isdigit() for char in rest):
        return 0
    for found in dates.find(_capitals(rest)):
        if found.start == 0 and found.spans:
            first = found.spans[0]
            if len(found.spans) == 1 and first.start == first.end:
                facts.date = facts.date or first.start
            return at + found.end
        break
    return 0


def _capitals(text: str) -> str:
    """Return a folded text with the capitals that the names of months begin with."""
    return text if _HAN.search(text) else text.title()


def _sequence(text: str, at: int, facts: Facts) -> int:
    """Read one of the items behind which another may stand on the same line."""
    found = _items().match(text, at)
    if not found:
        return 0
    groups = found.groupdict()
    if body := groups["body"]:
        facts.bodies.append(body)
    if number := groups["english_session"] or groups["chinese_session"]:
        if not (session := _ordinal(number)):
            return 0
        facts.session = facts.session or session
    if items := groups["english_items"] or groups["chinese_items"] or groups["chinese_item"]:
        facts.agenda = facts.agenda or items.strip(" ,.")
        facts.agenda_last = True
    facts.distribution = (
        facts.distribution or groups["english_distribution"] or groups["chinese_distribution"] or ""
    )
    facts.original = facts.original or groups["english_original"] or groups["chinese_original"] or ""
    return found.end()


def _adoption(text: str, at: int, facts: Facts) -> int:
    """Read what takes all the rest of its line: by whom a text was adopted and when, or what a draft is."""
    if _series().fullmatch(text, at):
        return len(text)
    if _draft().fullmatch(text.rstrip(".* "), at):
        facts.draft = True
        return len(text)
    if not _adopted().fullmatch(text, at):
        return 0
    if text[at] == "[":
        facts.basis += (one.symbol for one in symbols.occurrences(text[at:]))
    else:
        facts.adopted = facts.adopted or adoption.day_of_line(_capitals(text[at:]))
        if body := _named().search(text, at):
            facts.bodies.append(body[0])
    return len(text)


def _name(text: str, at: int, facts: Facts) -> int:
    """Read the name of a body or a treaty, which takes all the rest of its line.

    A treaty is named in a masthead only below another item: elsewhere it is the title of the treaty itself.
    """
    if _chinese_body().fullmatch(text, at) or is_body(text[at:]):
        facts.bodies.append(text[at:])
        return len(text)
    if facts.count and (_chinese_treaty().fullmatch(text, at) or is_treaty(text[at:])):
        facts.treaty_last = True
        facts.bodies.append(text[at:])
        return len(text)
    return 0


def _ordinal(text: str) -> str:
    """Return the value of an ordinal in words or digits as text, nothing if it is none."""
    if digits := re.match(r"\d{1,4}", text):
        return digits[0]
    if value := from_han(text.replace("〇", "零")):
        return str(value)
    words = text.split("-")
    return str(sum(VALUES[word] for word in words)) if all(word in VALUES for word in words) else ""


@cache
def _items() -> re.Pattern[str]:
    two = (
        "UNITED_NATIONS", "DISTRIBUTION", "SCOPE", "ORIGINAL", "LANGUAGES", "SESSION", "AGENDA", "OFFICIAL",
        "PLACES", "NUMBER",
    )  # fmt: skip
    every = "|".join(f"{getattr(chinese_items, name)}|{getattr(english_items, name)}" for name in two)
    named = f"{chinese_items.NAMED}|{english_items.NAMED}"
    return re.compile(rf"(?:{every}|(?P<body>{named})|[aes]$)(?![a-z])")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(f"{chinese_items.NAMED}|{english_items.NAMED}")


@cache
def _adopted() -> re.Pattern[str]:
    return re.compile(
        f"(?:{chinese_items.ADOPTED}|{english_items.ADOPTED}|{chinese_items.BASIS}|{english_items.BASIS})[.。]?"
    )


@cache
def _series() -> re.Pattern[str]:
    return re.compile(f"{chinese.SERIES}|{english.SERIES}")


@cache
def _draft() -> re.Pattern[str]:
    return re.compile(f"{chinese_items.DRAFT}|{english_items.DRAFT}")


@cache
def _chinese_body() -> re.Pattern[str]:
    return re.compile(chinese_items.BODY)


@cache
def _chinese_treaty() -> re.Pattern[str]:
    return re.compile(chinese_items.TREATY)


@cache
def _broken() -> re.Pattern[str]:
    """Return the pattern of how an item begins that may be broken over lines."""
    return re.compile(
        r"(?:resolutions? )?adopted by|united$|distr|original"
        r"|(?:[a-z]+ ){0,3}(?:convention|covenant|committee)\b"
        r"|resolutions? adopted|[\u3400-\u9fff]{2,20}(?:理事会|大会)(?:\d{4}年|第)"
    )


@cache
def _again() -> re.Pattern[str]:
    return re.compile(f"{chinese_items.REISSUED}|{english_items.REISSUED}")


@cache
def _only_above() -> re.Pattern[str]:
    names = "DISTRIBUTION", "ORIGINAL", "LANGUAGES", "SESSION", "AGENDA"
    every = "|".join(f"{getattr(chinese_items, name)}|{getattr(english_items, name)}" for name in names)
    return re.compile(f"(?:{every}).{{0,40}}")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(
        f"{chinese_items.STATEMENT}|{english_items.STATEMENT}|{english.LETTER}|.*(?:{chinese.LETTER})"
    )
