"""A document, or a place in one, in a list of references: BibTeX and RIS.

The author of the UN's text is the United Nations, as a body; that of a digest is this project, and its title
and its note say what it is. A digest has no date: the date that it bears is that of the document it tells of.
BibTeX as "BibTeXing" (O. Patashnik, 1988) describes it, RIS as Zotero and EndNote read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.answer.citing import DIGEST, citation
from indexer.answer.results import Unit
from indexer.model import Both
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from indexer.answer.results import DocumentHead
    from indexer.model import Language

UNITED_NATIONS = Both("联合国", "United Nations")
PROJECT = Both("卷宗", "Juanzong")
DOCUMENT = Both("文件", "Document")
OFFICIAL_TEXT = Both("正式文本：", "official text: ")
MARK = Both(f"({DIGEST.zh})", f" ({DIGEST.en})")
LANGUAGES: dict[Language, str] = {"zh": "chinese", "en": "english"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months, which every style writes in its language."""
LATEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "$&#%_"},
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, those behind a backslash too: each would have to have its other half.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An item of a list of references. `key` names it in ASCII; `note` says which place is meant."""

    key: str
    digest: bool
    author: str
    title: str
    kind: str
    symbol: str
    date: date | None
    language: Language
    note: str
    url: str


def reference(cited: DocumentHead | Unit, url: str) -> Reference:
    """Return the reference to a document or to a unit of one, `url` being its whole address here.

    The UN's own text is given the UN's address.
    """
    language = cited.language
    digest = cited.edition == "digest"
    official = symbols.official_url(cited.symbol, language)
    symbol = symbols.display(cited.symbol, language)
    title = cited.title or symbol
    mark = _in(language, MARK)
    place = _place(cited, symbol)
    return Reference(
        key=_key(cited, digest=digest),
        digest=digest,
        author=_in(language, PROJECT if digest else UNITED_NATIONS),
        title=f"{title}{mark}" if digest else title,
        kind=_in(language, DOCUMENT),
        symbol=symbol,
        date=None if digest else cited.date,
        language=language,
        note=f"{place}{mark}; {_in(language, OFFICIAL_TEXT)}{official}" if digest else place,
        url=url if digest else official,
    )


def bibtex(item: Reference) -> str:
    """Write a reference as an entry of BibTeX, for LaTeX to set; names in double braces stay as they are."""
    day = item.date
    fields = [("author", _kept(item.author)), ("title", _kept(item.title))]
    if not item.digest:
        fields += [("institution", _kept(item.author)), ("type", f"{{{item.kind}}}")]
        fields += [("number", f"{{{_latex(item.symbol)}}}")]
    if day:
        fields += [("year", f"{{{day.year}}}"), ("month", MONTHS[day.month - 1]), ("day", f"{{{day.day}}}")]
    fields += [("note", f"{{{_latex(item.note)}}}"), ("language", f"{{{LANGUAGES[item.language]}}}")]
    fields += [("url", f"{{{item.url}}}")]  # `\url` takes it as it is
    lines = (f"  {name} = {value},\n" for name, value in fields)
    return f"@{'misc' if item.digest else 'techreport'}{{{item.key},\n{''.join(lines)}}}\n"


def ris(item: Reference) -> str:
    """Write a reference as a record of RIS, its lines ending in CR LF."""
    tags: list[tuple[str, str]] = [("TY", "ELEC" if item.digest else "RPRT"), ("ID", item.key)]
    tags += [("AU", item.author), ("TI", item.title)]
    if not item.digest:
        tags += [("PB", item.author), ("M3", item.kind), ("SN", item.symbol)]
    if item.date:
        tags += [("PY", str(item.date.year)), ("DA", item.date.strftime("%Y/%m/%d"))]
    tags += [("N1", item.note), ("LA", item.language), ("UR", item.url), ("ER", "")]
    return _records(tags)


def _records(tags: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in tags)


def _place(cited: DocumentHead | Unit, symbol: str) -> str:
    """Return the citation without the mark of a digest, which stands behind it."""
    if not isinstance(cited, Unit):
        return symbol
    return _in(cited.language, citation(cited.symbol, cited.part, cited.locator, "official"))


def _key(cited: DocumentHead | Unit, *, digest: bool) -> str:
    parts = [PROJECT.en.lower()] if digest else []
    parts += [cited.symbol, cited.language]
    parts += [cited.part, cited.locator] if isinstance(cited, Unit) else []
    return re.sub(r"[^A-Za-z0-9.]+", "-", "-".join(parts)).strip("-")


def _in(language: Language, text: Both) -> str:
    return text.zh if language == "zh" else text.en


def _kept(text: str) -> str:
    return f"{{{{{_latex(text)}}}}}"


def _latex(text: str) -> str:
    return _line(text).translate(LATEX)


def _line(text: str) -> str:
    return " ".join(text.split())
