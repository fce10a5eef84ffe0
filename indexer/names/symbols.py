"""United Nations document symbols: their grammar, their key form, and how they are displayed.

The key form is the form in which symbols are stored. It is compact and has the UN's own capitals:
`S/2019/986`, `S/RES/1540(2004)`, `A/69/308(PartII)`, `A/C.1/74/L.1/Rev.1`. The UN's document service accepts
the same form.

    symbol     = resolution follower* | series component? ("/" component)* "/" last
    resolution = "S/RES/" number "(" year ")"
               | "A/RES/" session "/" number letter? | "A/RES/" number "(" session ")" letter?
               | "A/RES/" number letter "(" session ")", whose key form has the letter at the end
               | "E/RES/" year "/" number | "E/RES/" number "(" session ")"
    component  = word | dotted | number | "(" digits ")", each with or without brackets behind it:
                 HRC, CHN-HKG, ES-10, CRIC(13), OzL.Pro.WG.1, SER.E, 8-9, (02), 308(PartII)
    last       = a component that ends in a number, or in brackets behind one
    follower   = "/" ("Add." | "Corr." | "Rev." | "Amend.") number

The series are a closed list, so that `and/or`, `km/h`, `HIV/AIDS/2015` or a date are not symbols. After a
series of one letter, no component may be a single letter (`A/B/3` is not a symbol). Sources: "United Nations
document symbols" of the Dag Hammarskjöld Library, and the document names of the UN Parallel Corpus.

Example:
    >>> parse("s/res/1540 (2004)")
    'S/RES/1540(2004)'

"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.language import CONVENTIONS
from indexer.language.arabic_numerals import arabic
from indexer.language.zh.citation_patterns import RESUMED
from indexer.language.zh.numerals import LABEL
from indexer.model.document import Language
from indexer.model.messages import message
from indexer.runtime.errors import UsageError
from indexer.text.folding import fold
from indexer.text.normalising import comparable, normalise
from indexer.text.roman_numerals import ROMAN

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

_WITH_PARTS = ("A/RES/", "E/RES/")
"""How the symbols of resolutions begin that may have parts with letters."""
_CAPITALS = {
    word.lower(): word
    for word in (
        *("Add", "Agenda", "Amend", "Corr", "Rev", "Sub", "Part", "Sect", "Vol", "Resumption"),
        *("Excerpt", "Foreword", "Introduction", "Summary", "Hg", "OzL", "Pro"),
    )
}
"""Words in symbols that the UN does not print in capitals."""

YEAR = r"(?:19[4-9]\d|20\d\d)"
"""Pattern of the years in which the UN existed or may exist: 1940 to 2099."""

_BLANK = r"(?:\s|%20)"
"""Pattern of a space within a symbol; in addresses it is `%20`."""

_MARKED = r"(?:part|sect|vol|resumption)"
_ALONE = r"(?:excerpt|foreword|introduction|summary)"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A symbol written out in a text; its span is half-open, in code points."""

    symbol: str
    start: int
    end: int


def parse(text: str) -> str:
    """Return the key form of one symbol, given in any case, width and spacing.

    The star of a document that was issued again (`S/2031/9*`) is no part of the symbol.

    Raises:
        UsageError: The text is not one symbol.

    """
    if key := _parsed(text) or _parsed(text.rstrip("*＊ ")):
        return key
    if number := re.fullmatch(r"([SAE]/RES/\d{1,4})", _compact(text).upper()):
        raise UsageError(
            message("“{number}” lacks its year or session.", number=number[1]),
            message(
                "Write it whole, for example S/RES/1540(2004), A/RES/2758(XXVI) or A/RES/74/1.",
            ),
        )
    given = text.strip()
    raise UsageError(
        message("“{given}” is not a United Nations document symbol.", given=given),
        message(
            "Write it as on the document's first page, for example S/2019/986, A/C.1/74/L.1 or "
            "S/RES/1540(2004).",
        ),
    )


def is_symbol(text: str) -> bool:
    """Tell whether `parse` would accept the text."""
    return _parsed(text) is not None


def occurrences(text: str) -> Iterator[Occurrence]:
    """Yield the symbols written out in a text, leftmost first; joined symbols (`A/69/1-S/2014/1`) are two.

    A series with only a number of one or two digits (`A/12`, `CD/2`) is not found here, nor is `A / 123` with
    spaces: in running text they are rarely symbols. `parse` accepts them. Inside web addresses, only those of
    the UN's document service are searched. The capital of a part of a resolution belongs to its symbol.
    """
    normalised = normalise(text)
    if "/" not in (folded := fold(normalised.text)):
        return
    for match in _pattern().finditer(folded):
        key, end = with_letter(normalised.text, folded, _key(match[0]), match.end())
        yield Occurrence(key, *normalised.span(match.start(), end))


def with_letter(text: str, folded: str, symbol: str, end: int) -> tuple[str, int]:
    """Return the symbol with the capital of a part of a resolution that stands behind it, and where it ends.

    Args:
        text: The normalised text.
        folded: The same, folded.
        symbol: The symbol in key form.
        end: Where it ends, in code points of `text`.

    """
    letter = _letter().match(folded, end) if symbol.startswith(_WITH_PARTS) else None
    if letter and text[letter.start(1)].isupper():
        return symbol + letter[1].upper(), letter.end()
    return symbol, end


@lru_cache(maxsize=4_096)
def display(symbol: str, language: Language) -> str:
    """Return a symbol as the UN prints it: `S/RES/1540 (2004)` in English, `S/RES/1540(2004)` in Chinese.

    Words in brackets keep their space in both languages: `A/69/308 (Part II)`, `A/69/308(Part II)`, and so
    does the letter of a part of a resolution: `A/RES/48/246 A`.
    """
    shown = re.sub(r"(?<=\()(Part|Sect\.?|Vol\.?|Resumption)(?=[IVXLC\d]+\))", r"\1 ", symbol)
    shown = re.sub(r"(/RES/[^/]{1,12}/\d{1,4}|/RES/\d{1,4}\([^()]{1,8}\))([A-Z])$", r"\1 \2", shown)
    return re.sub(r"(?<=\d)\(", " (", shown) if CONVENTIONS[language].spaced_brackets else shown


def order(symbol: str) -> str:
    """Return a sort key; sorted by it, by code point, symbols come in the order that librarians use.

    Numbers are compared by value, also Roman ones in brackets: the key writes each with six digits. Case is
    ignored. A document comes before its parts, and its parts come before its addenda and corrigenda.
    """
    lower = re.sub(
        rf"(?<=\()((?:part|vol\.|sect\.)?)({ROMAN})(?=\))",
        lambda one: f"{one[1]}{arabic(one[2])}",
        symbol.lower(),
    )
    return re.sub(r"\d+", lambda number: number[0].zfill(6), lower)


def beginning(text: str) -> str | None:
    """Return the key form of the beginning of a symbol, None for what begins none.

    >>> beginning("s/2019/98"), beginning("A/C.1/74/L"), beginning("and/or")
    ('S/2019/98', 'A/C.1/74/L', None)

    """
    compact = _compact(text)
    series, slash, _ = compact.partition("/")
    if not slash or not re.fullmatch(rf"(?:{_series()})(?:\.\d{{1,3}})?", series):
        return None
    return re.sub(r"(?<=/)(?:A|C|R)[A-Z]{1,3}$", lambda word: _follower(word[0]), _key(compact))


def without_zeros(symbol: str) -> str:
    """Return a symbol whose numbers have no zeros before them: `S/2019/0986` is S/2019/986."""
    return re.sub(r"(?<=[/.])0+(?=\d)", "", symbol)


def bases(symbol: str) -> tuple[str, ...]:
    """Return the documents to which one belongs, the nearest first: its parts, addenda and the like cut off.

    >>> bases("S/PV.8422(Resumption1)"), bases("A/RES/48/246A")
    (('S/PV.8422',), ('A/RES/48/246',))

    """
    found: list[str] = []
    while (base := _belonging().sub("", symbol)) != symbol:
        found.append(symbol := base)
    return tuple(found)


def official_url(symbol: str, language: Language) -> str:
    """Return the address of a document in the UN's document service: `https://undocs.org/zh/S/2019/986`."""
    return f"https://undocs.org/{language}/{symbol}"


@cache
def _letter() -> re.Pattern[str]:
    """Return the pattern of the letter of a part of a resolution behind its number, in folded text."""
    return re.compile(r"(?<=[\d)])\s([a-h])(?![\w'’])")


def _parsed(text: str) -> str | None:
    """Return the key form of a text that is one symbol, else None."""
    match = _whole().fullmatch(compact := _compact(text))
    return _key(compact) if match else None


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", comparable(text))


def _key(written: str) -> str:
    """Return the key form of a folded symbol."""
    compact = re.sub(r"\s|%20", "", written)
    compact = re.sub(rf"\({RESUMED}([^()]*)\)", lambda one: f"(resumption{arabic(one[1])})", compact)
    compact = re.sub(r"^(a/res/\d+)([a-z])(\([^()]*\))", r"\1\3\2", compact)
    words = re.sub(
        rf"part(?={ROMAN}\))|[a-z]+", lambda word: _CAPITALS.get(word[0], word[0].upper()), compact
    )
    return re.sub(r"\b(Sect|Vol)\.?(?=[IVXLC\d]+\))", r"\1.", words)


def _grammar(blank: str = "") -> str:
    """Return the grammar as a pattern for folded text; `blank` is the pattern of a space inside a symbol.

    The pattern reads no symbol in two ways: each component with two readings would double the time.
    """
    space, slash = "", "/"
    if blank:
        # Spaces around a slash are allowed only if what follows can be nothing but a component.
        space, ahead = f"{blank}?", rf"(?=[a-z.]{{0,8}}\d|\(\d|res{blank}?/)"
        slash = f"(?:/(?:{blank}{ahead})?|{blank}/{blank}?{ahead})"
    numeral = r"(?:\d{1,3}|[ivx]{1,6})"
    marked = rf"{_MARKED}(?:{space}\.)?{space}{numeral}"
    resumed = rf"{RESUMED}{space}(?:\d{{1,2}}|{LABEL})"
    aside = rf"(?:{space}\({space}(?:{marked}|{_ALONE}|{resumed}){space}\))?"
    brackets = r"(?:\((?:\d{1,4}|[a-z]{1,6})\))?"
    # After a number, `(partii)` is matched by `aside`, so it must not match here too.
    others = rf"(?:\((?:\d{{1,4}}|(?!{_MARKED}[ivx]{{1,6}}\))[a-z]{{1,6}})\))?"
    number = rf"(?:\d{{1,2}}-\d{{1,2}}(?!\d)|\d{{1,6}}){aside}"
    numbered = rf"(?:[a-z]{{1,6}}\.){{1,4}}\d{{1,6}}{aside}"
    dotted = rf"(?:[a-z]{{1,6}}\.){{1,4}}(?:\d{{1,6}}{aside}{others}|[a-z]{{1,5}}{brackets})"
    word = rf"[a-z]{{1,12}}(?:-[a-z]{{3}}(?![a-z])|{brackets})"
    component = rf"(?:e?s-\d{{1,2}}|{dotted}|{word}|{number}|\(\d{{1,4}}\))"
    last = rf"(?:{numbered}|{number}|\(\d{{1,4}}\))"
    series = _series()
    count = r"[1-9]\d{0,3}"
    session = rf"\({space}(?:e?s-)?{ROMAN}{space}\)"
    numbered_in = rf"{count}{space}(?:{session}[a-z]?|[a-z]{space}{session})"
    resolution = (
        rf"(?:s{slash}res{slash}{count}{space}\({space}{YEAR}{space}\)"
        rf"|a{slash}res{slash}(?:{numbered_in}|(?:\d{{2,3}}|e?s-\d{{1,2}}){slash}{count}[a-z]?)"
        rf"|e{slash}res{slash}(?:{count}{space}{session}|{YEAR}{slash}{count}))"
        rf"(?:{slash}(?:add|amend|corr|rev)\.\d{{1,3}})*"
    )
    other = (
        rf"(?![aset]{space}/{space}[a-z](?![a-z.])|[ase]{space}/{space}res(?![a-z]))"
        rf"(?:{series})(?:\.\d{{1,3}}|{brackets})(?:{slash}{component})*{slash}{last}"
    )
    return rf"(?:{resolution}|{other})"


@cache
def _series() -> str:
    """Return the pattern of the series, for folded text."""
    return "|".join(map(re.escape, sorted(_SERIES.lower().split(), key=len, reverse=True)))


def _follower(word: str) -> str:
    """Return the beginning of `Add`, `Corr` or the like, given in capitals, as the UN writes it."""
    named = (name for name in ("Add", "Amend", "Corr", "Rev") if name.upper().startswith(word))
    return next(named, word)[: len(word)]


@cache
def _belonging() -> re.Pattern[str]:
    """Return the pattern of the end of a key form that tells a document belonging to another."""
    marked = r"\((?:Part|Sect\.|Vol\.|Resumption|Excerpt|Foreword|Introduction|Summary)[IVXLC\d]*\)"
    return re.compile(rf"(?:/(?:Add|Corr|Rev|Amend)\.\d+|{marked}|(?<=[\d)])[A-Z])$")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(_grammar())


@cache
def _pattern() -> re.Pattern[str]:
    services = r"undocs\.org/", r"undocs\.org/[a-z]{2}/", r"docs\.un\.org/", r"docs\.un\.org/[a-z]{2}/"
    before = "|".join([r"(?<![a-z0-9._/\\-])", r"(?<=\d-)", *(f"(?<={service})" for service in services)])
    short = r"(?![a-z]{1,3}/\d{1,2}(?![\d/(-])|[a-z-]+(?:\s/\s?|/\s)\d+(?!\d|\s?/))"
    return re.compile(rf"(?:{before}){short}{_grammar(_BLANK)}(?![a-z0-9]|/[a-z.]*\d)")
