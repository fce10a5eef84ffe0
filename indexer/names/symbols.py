"""United Nations document symbols: their grammar, the form they are kept in, and the forms they are shown in.

The key form is compact and has the UN's own capitals: `S/2019/986`, `S/RES/1540(2004)`, `A/69/308(PartII)`,
`A/C.1/74/L.1/Rev.1`. It is also the form in which the UN's document service takes them.

    symbol     = resolution follower* | series component? ("/" component)* "/" last
    resolution = "S/RES/" number "(" year ")"
               | "A/RES/" session "/" number letter? | "A/RES/" number "(" session ")" letter?
               | "E/RES/" year "/" number | "E/RES/" number "(" session ")"
    component  = word | dotted | number | "(" digits ")", each with or without brackets behind it:
                 HRC, ES-10, CRIC(13), OzL.Pro.WG.1, SER.E, 8-9, (02), 308(PartII)
    last       = a component that ends in a number, or in brackets behind one
    follower   = "/" ("Add." | "Corr." | "Rev." | "Amend.") number

Series are a closed list, so that `and/or`, `km/h`, `HIV/AIDS/2015` or a date are no symbols; after a series
of one letter no component is a bare letter (`A/B/3` is none). Sources: "United Nations document symbols" of
the Dag Hammarskjöld Library, and the document names of the UN Parallel Corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.errors import UsageError
from indexer.folding import fold
from indexer.model import Both, Language
from indexer.numerals import ROMAN, arabic

_SERIES = (
    "A S E T ST "  # principal organs and the Secretariat
    "CAT CCPR CED CEDAW CERD CESCR CMW CRC CRPD HRI "  # human rights treaty bodies
    "APLC BWC CCM CCW CD ENDC NPT "  # disarmament
    "CBD CMS FCCC ICCD IPBES SAICM UNEP "  # environment
    "DP GC HS HSP ID IDB JIU TD UNCTAD UNITAR UNW WFP "  # development
    "CAC CTOC UNODC "  # crime and drugs
    "CLCS ISBA LOS SPLOS "  # the sea
    "AT CEB EC ECA ECE ESCAP LC PBC UNMIK UNTAET "  # other bodies, regional commissions
    "GOV ICC-ASP INFCIRC"  # related organizations that UN documents cite
)
"""The first components of symbols, in capitals."""

_CAPITALS = {
    word.lower(): word
    for word in (
        *("Add", "Agenda", "Amend", "Corr", "Rev", "Sub", "Part", "Sect", "Vol", "Resumption"),
        *("Excerpt", "Foreword", "Introduction", "Summary", "Hg", "OzL", "Pro"),
    )
}
"""Words of symbols that the UN does not print in capitals."""

YEAR = r"(?:19[4-9]\d|20\d\d)"
"""Pattern of a year in which the UN existed or may exist."""

_MARKED = r"(?:part|sect|vol|resumption)"
_ALONE = r"(?:excerpt|foreword|introduction|summary)"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A symbol written out in a text, with its span in code points, half-open."""

    symbol: str
    start: int
    end: int


def parse(text: str) -> str:
    """Return the key form of one symbol, given in any case, width and spacing.

    Raises UsageError where the text is anything else.
    """
    if key := _parsed(text):
        return key
    if number := re.fullmatch(r"([SAE]/RES/\d{1,4})", _compact(text).upper()):
        raise UsageError(
            Both(f"“{number[1]}”缺少年份或届次。", f"“{number[1]}” lacks its year or session."),
            Both(
                "请写全，例如 S/RES/1540(2004)、A/RES/2758(XXVI) 或 A/RES/74/1。",
                "Write it whole, for example S/RES/1540(2004), A/RES/2758(XXVI) or A/RES/74/1.",
            ),
        )
    given = text.strip()
    raise UsageError(
        Both(f"“{given}”不是联合国文号。", f"“{given}” is no United Nations document symbol."),
        Both(
            "请按文件首页的写法，例如 S/2019/986、A/C.1/74/L.1 或 S/RES/1540(2004)。",
            "Write it as on the document's first page, for example S/2019/986, A/C.1/74/L.1 or "
            "S/RES/1540(2004).",
        ),
    )


def is_symbol(text: str) -> bool:
    """Say whether `parse` would accept the text."""
    return _parsed(text) is not None


def occurrences(text: str) -> Iterator[Occurrence]:
    """Yield the symbols written out in a text, leftmost first; joint symbols (`A/69/1-S/2014/1`) are two.

    A series and a number of one or two digits alone (`A/12`, `CD/2`) are left to `parse`: in running text
    they are rarely symbols; so is `A / 123` with spaces. In addresses, only those of the UN's document
    service are looked at.
    """
    if "/" not in (folded := fold(text)):
        return
    for match in _pattern().finditer(folded):
        yield Occurrence(_key(match[0]), match.start(), match.end())


@lru_cache(maxsize=4_096)
def display(symbol: str, language: Language) -> str:
    """Return a symbol as the UN prints it: `S/RES/1540 (2004)` in English, `S/RES/1540(2004)` in Chinese.

    Words in brackets keep their space in both: `A/69/308 (Part II)`, `A/69/308(Part II)`.
    """
    shown = re.sub(r"(?<=\()(Part|Sect\.?|Vol\.?|Resumption)(?=[IVXLC\d]+\))", r"\1 ", symbol)
    if language == "zh":
        return shown
    return re.sub(r"(?<=\d)\(", " (", shown)


def order(symbol: str) -> str:
    """Return a key that sorts symbols, by code point, as a librarian does.

    Numbers, Roman ones in brackets too, are compared by value: each is written with six digits. Capitals do
    not count. A document comes before its parts, and these before its addenda and corrigenda.
    """
    lower = re.sub(
        rf"(?<=\()((?:part|vol\.|sect\.)?)({ROMAN})(?=\))",
        lambda one: f"{one[1]}{arabic(one[2])}",
        symbol.lower(),
    )
    return re.sub(r"\d+", lambda number: number[0].zfill(6), lower)


def official_url(symbol: str, language: Language) -> str:
    """Return the address of a document in the UN's own document service, `https://undocs.org/zh/S/2019/986`."""
    return f"https://undocs.org/{language}/{symbol}"


def _parsed(text: str) -> str | None:
    match = _whole().fullmatch(compact := _compact(text))
    return _key(compact) if match else None


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))


def _key(written: str) -> str:
    """Put a folded symbol into its key form."""
    compact = re.sub(r"\s|%20", "", written)
    words = re.sub(
        rf"part(?={ROMAN}\))|[a-z]+", lambda word: _CAPITALS.get(word[0], word[0].upper()), compact
    )
    return re.sub(r"\b(Sect|Vol)\.?(?=[IVXLC\d]+\))", r"\1.", words)


def _grammar() -> str:
    """Return the grammar as a pattern for folded text; a blank in it is a space that may be there."""
    # A slash may stand among stray spaces only where what follows looks like nothing but a component.
    slash = r"(?:/| / (?=[a-z.]{0,8}\d|\(\d|res /))"
    aside = rf"(?: \( (?:{_MARKED} \.? (?:\d{{1,3}}|[ivx]{{1,6}})|{_ALONE}) \))?"
    brackets = r"(?:\((?:\d{1,4}|[a-z]{1,6})\))?"
    number = rf"(?:\d{{1,2}}-\d{{1,2}}(?!\d)|\d{{1,6}}){aside}"
    numbered = rf"(?:[a-z]{{1,6}}\.){{1,4}}\d{{1,6}}{aside}"
    dotted = rf"(?:[a-z]{{1,6}}\.){{1,4}}(?:\d{{1,6}}{aside}|[a-z]{{1,5}})"
    component = rf"(?:e?s-\d{{1,2}}|{dotted}{brackets}|[a-z]{{1,12}}{brackets}|{number}|\(\d{{1,4}}\))"
    last = rf"(?:{numbered}|{number}|\(\d{{1,4}}\))"
    series = "|".join(sorted(_SERIES.lower().split(), key=len, reverse=True))
    count = r"[1-9]\d{0,3}"
    session = rf"\( (?:e?s-)?{ROMAN} \)"
    resolution = (
        rf"(?:s{slash}res{slash}{count} \( {YEAR} \)"
        rf"|a{slash}res{slash}(?:{count} {session}[a-z]?|(?:\d{{2,3}}|e?s-\d{{1,2}}){slash}{count}[a-z]?)"
        rf"|e{slash}res{slash}(?:{count} {session}|{YEAR}{slash}{count}))"
        rf"(?:{slash}(?:add|amend|corr|rev)\.\d{{1,3}})*"
    )
    other = (
        rf"(?![aset] / [a-z](?![a-z.])|[ase] / res(?![a-z]))"
        rf"(?:{series})(?:\.\d{{1,3}}|{brackets})(?:{slash}{component})*{slash}{last}"
    )
    return rf"(?:{resolution}|{other})"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(_grammar().replace(" ", ""))


@cache
def _pattern() -> re.Pattern[str]:
    services = r"undocs\.org/", r"undocs\.org/[a-z]{2}/", r"docs\.un\.org/", r"docs\.un\.org/[a-z]{2}/"
    before = "|".join([r"(?<![a-z0-9._/\\-])", r"(?<=\d-)", *(f"(?<={service})" for service in services)])
    short = r"(?![a-z]{1,3}/\d{1,2}(?![\d/(-])|[a-z-]+(?:\s/\s?|/\s)\d+(?!\d|\s?/))"
    grammar = _grammar().replace(" ", r"(?:\s|%20)?")
    return re.compile(rf"(?:{before}){short}{grammar}(?![a-z0-9]|/[a-z.]*\d)")
