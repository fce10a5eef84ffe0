"""References to documents and units for reference managers, in BibTeX and RIS.

The author of a UN text is the United Nations, as a body. The author of a digest is this project; its title
and its note say that it is a digest. A digest has no date of its own: its date is that of the document it
summarises.

BibTeX follows "BibTeXing" (O. Patashnik, 1988); RIS is written as Zotero and EndNote read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from indexer.answer.citation_forms import DIGEST, citation, printed_of
from indexer.answer.versions import REISSUED
from indexer.language import CONVENTIONS
from indexer.model.messages import in_language, message, message_in
from indexer.model.results import DocumentHead
from indexer.model.shown_units import Hit, ParagraphView, Unit
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from indexer.model.document import Language

Citable: TypeAlias = DocumentHead | Hit | ParagraphView
"""What can be cited by itself."""
UNITED_NATIONS = message("United Nations")
PROJECT = message("Juanzong")
DOCUMENT = message_in("kind of reference", "Document")
OFFICIAL_TEXT = message("official text: ")
MARK = message(" ({digest})", digest=DIGEST)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months; each BibTeX style prints them in its language."""
LATEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "$&#%_"},
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, even after a backslash, and they have to match: commands replace them.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class BibliographyItem:
    """One reference; `key` names it in ASCII, `note` says which place is cited."""

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


def reference(cited: Citable, url: str) -> BibliographyItem:
    """Return the reference to a document or to a unit of one.

    Args:
        cited: The document or the unit.
        url: Its whole address in this library; empty where that is not known. It is used for a digest only: a
            UN text gets its address at the UN.

    """
    language = cited.language
    digest = cited.edition == "digest"
    official = symbols.official_url(cited.symbol, language)
    symbol = symbols.display(cited.symbol, language)
    title = cited.title or symbol
    mark = MARK.text(language)
    place = _place(cited, symbol)
    return BibliographyItem(
        key=_key(cited, digest=digest),
        digest=digest,
        author=(PROJECT if digest else UNITED_NATIONS).text(language),
        title=f"{title}{mark}" if digest else title,
        kind=DOCUMENT.text(language),
        symbol=symbol,
        date=None if digest else cited.date,
        language=language,
        note="; ".join((f"{place}{mark}" if digest else place, *_remarks(cited, official if digest else ""))),
        url=url if digest else official,
    )


def references(
    hits: Iterable[Hit], write: Callable[[BibliographyItem], str], *, whole: bool
) -> Iterator[str]:
    """Yield the references to the hits of an answer, each with a key of its own.

    Args:
        hits: The hits.
        write: `bibtex` or `ris`.
        whole: Whether the addresses of the hits have a host, without which they lead nowhere elsewhere.

    """
    met: dict[str, int] = {}
    for hit in hits:
        item = reference(hit, hit.url if whole else "")
        met[item.key] = count = met.get(item.key, 0) + 1
        yield write(item if count == 1 else replace(item, key=f"{item.key}--{count}"))


def bibtex(item: BibliographyItem) -> str:
    """Write a reference as a BibTeX entry for LaTeX; the double braces keep names as they are written."""
    day, language = item.date, CONVENTIONS[item.language].name.lower()
    fields = [("author", _kept(item.author)), ("title", _kept(item.title))]
    if not item.digest:
        fields += [("institution", _kept(item.author)), ("type", f"{{{item.kind}}}")]
        fields += [("number", f"{{{_latex(item.symbol)}}}")]
    if day:
        fields += [("year", f"{{{day.year}}}"), ("month", MONTHS[day.month - 1]), ("day", f"{{{day.day}}}")]
    fields += [("note", f"{{{_latex(item.note)}}}"), ("language", f"{{{language}}}")]
    if item.url:
        fields += [("url", f"{{{item.url}}}")]  # the command `\url` needs no escapes
    lines = (f"  {name} = {value},\n" for name, value in fields)
    return f"@{'misc' if item.digest else 'techreport'}{{{item.key},\n{''.join(lines)}}}\n"


def ris(item: BibliographyItem) -> str:
    """Write a reference as a RIS record; its lines end in CR LF."""
    tags: list[tuple[str, str]] = [("TY", "ELEC" if item.digest else "RPRT"), ("ID", item.key)]
    tags += [("AU", item.author), ("TI", item.title)]
    if not item.digest:
        tags += [("PB", item.author), ("M3", item.kind), ("SN", item.symbol)]
    if item.date:
        tags += [("PY", str(item.date.year)), ("DA", item.date.strftime("%Y/%m/%d"))]
    tags += [("N1", item.note), ("LA", item.language), *([("UR", item.url)] if item.url else []), ("ER", "")]
    return _records(tags)


def _records(tags: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in tags)


def _remarks(cited: Citable, official: str) -> Iterator[str]:
    """Yield a reissue, what corrects or replaces the text, and where the text of a digest is read."""
    language = cited.language
    if cited.reissued:
        yield REISSUED.text(language)
    yield from (in_language(one.text, language) for one in cited.caveats)
    if official:
        yield f"{OFFICIAL_TEXT.text(language)}{official}"


def _place(cited: Citable, symbol: str) -> str:
    """Return the citation of a unit, or the symbol of a document, without the mark of a digest."""
    if not isinstance(cited, Unit):
        return symbol
    return in_language(
        citation(cited.symbol, cited.part, cited.locator, "official", printed_of(cited)), cited.language
    )


def _key(cited: Citable, *, digest: bool) -> str:
    """Return an ASCII key from symbol, language and place; a digest's begins with the project's name."""
    parts = [PROJECT.en.lower()] if digest else []
    parts += [cited.symbol, cited.language]
    parts += [cited.part, cited.locator] if isinstance(cited, Unit) else []
    return re.sub(r"[^A-Za-z0-9.]+", "-", "-".join(parts)).strip("-")


def _kept(text: str) -> str:
    return f"{{{{{_latex(text)}}}}}"


def _latex(text: str) -> str:
    return _line(text).translate(LATEX)


def _line(text: str) -> str:
    return " ".join(text.split())
