"""Read the web address of a document: which document it is, in which language, and which unit of it.

Addresses of the UN's document services are read in all their forms (the symbol in the path, in a parameter or
as the name of a file, percent-encoded once or twice), and addresses of documents in a library of ours.

>>> read("https://undocs.org/Home/Mobile?FinalSymbol=S%2F2019%2F986&Language=E")
Address(symbol='S/2019/986', language='en', token='', part='', locator='')

"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from indexer.language import CONVENTIONS
from indexer.model.document import Language
from indexer.names import file_names, symbols

LONGEST = 2_000
"""The longest address that is read, in code points."""
_HOST = r"(?:[a-z0-9-]{1,40}\.){0,4}(?:undocs\.org|un\.org)(?::\d{1,5})?/"
_OWN = ("documents", *CONVENTIONS)
"""What stands before the symbol in an address of ours."""
_MOST_SEGMENTS = 12
_LANGUAGE_NAMES = ("lang", "language", "l", "ln", "langrequested")
"""The parameters that name a language."""
_JOB = re.compile(r"(?i:n|ge?|v|k)(\d{2})(\d{5})(?:\.[A-Za-z]{3,4})?")
"""The name of a file that is the number under which it was printed: `N1922564.pdf`."""
_PRESS = re.compile(r"([a-z]{2,5})(\d{3,5})\.doc\.html?", re.IGNORECASE)
"""The name of a page that is the number of a press release: `sc14010.doc.htm`."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address names; texts are empty and the language None where it does not say.

    Either `symbol` is known or `token`: the value token of the number under which a document was printed, or
    of a press release.
    """

    symbol: str = ""
    language: Language | None = None
    token: str = ""
    part: str = ""
    locator: str = ""


def occurrences(text: str) -> Iterator[tuple[Address, int, int]]:
    """Yield the addresses in a text that name a document, each with its half-open span in code points."""
    if "/" not in text:
        return
    for match in _pattern().finditer(text):
        written = balanced(match[0].rstrip(".,;:!?'\"’”」"))
        if found := read(written):
            yield found, match.start(), match.start() + len(written)


def balanced(text: str) -> str:
    """Return a text without the brackets at its end that it does not open."""
    surplus = text.count(")") - text.count("(")
    behind = len(text) - len(text.rstrip(")"))
    return text[: len(text) - min(surplus, behind)] if surplus > 0 else text


def read(address: str) -> Address | None:
    """Return what an address names, None if it is no address of a document."""
    if len(address) > LONGEST:
        return None
    plain = unquote(unquote(address))
    host, path, parameters, anchor = _pieces(plain)
    of_service = bool(_service().fullmatch(f"{host}/"))
    found = next(filter(None, _named(path, parameters, of_service=of_service)), None)
    if not found:
        return None
    language = found.language or _language(path, parameters)
    return replace(found, language=language, **_unit(anchor))


def _pieces(plain: str) -> tuple[str, list[str], list[tuple[str, str]], str]:
    """Return the host, the segments of the path, the parameters and the anchor of an address."""
    bare, _, anchor = plain.partition("#")
    where, _, asked = bare.partition("?")
    host, *path = re.sub(r"^https?://", "", where, flags=re.IGNORECASE).split("/")
    pairs = [(name.lower(), value) for name, _, value in (one.partition("=") for one in asked.split("&"))]
    return host.lower(), list(filter(None, path[-_MOST_SEGMENTS:])), pairs, anchor


def _named(
    path: list[str], parameters: list[tuple[str, str]], *, of_service: bool
) -> Iterator[Address | None]:
    """Yield what the places of an address name in which a symbol may stand."""
    if not of_service:
        first = next((place for place, segment in enumerate(path) if segment in _OWN), len(path))
        yield _symbol(path[first + 1 :])
        return
    for _, value in parameters:
        yield _symbol(value.rpartition(":")[2].strip("\"' ").split("/"))
    yield _symbol(path)
    if path:
        proposal = file_names.proposed(path[-1])
        yield Address(proposal.symbol, proposal.language) if proposal.symbol else None
        job = _JOB.fullmatch(path[-1])
        yield Address(token=f"job:{job[1]}-{job[2]}") if job else None
        press = _PRESS.fullmatch(path[-1]) if "press" in path else None
        yield Address(token=f"press:{press[1].upper()}/{press[2]}") if press else None


def _symbol(segments: list[str]) -> Address | None:
    """Return the symbol that some segments end in, perhaps before the ending of a file or a language."""
    *above, last = segments or [""]
    ends = [segments, [*above, re.sub(r"(?i)\.(?:pdf|docx?|html?)$", "", last)], above]
    for end in ends:
        for first in range(len(end)):
            written = "/".join(end[first:])
            if symbols.is_symbol(written):
                return Address(symbols.parse(written))
    return None


def _language(path: list[str], parameters: list[tuple[str, str]]) -> Language | None:
    """Return the language that a parameter or a segment of the path names."""
    given = [value for name, value in parameters if name in _LANGUAGE_NAMES]
    first = [value.partition("/")[0] for name, value in parameters if name == "symbol" and value[2:3] == "/"]
    # A single letter in a path is the series of a symbol (`E/2019/1`).
    within = [segment for segment in path if len(segment) > 1]
    for written in (*given, *first, *within):
        code = re.split(r"[-_]", written.lower())[0]
        if language := _codes().get(code):
            return language
    return None


def _unit(anchor: str) -> dict[str, str]:
    """Return the part and the locator that an anchor of ours names: `annex-18(a)`."""
    found = re.fullmatch(r"([a-z]{4,9}(?:-\d{1,3})?)-([a-z0-9.()~]{1,40})", anchor)
    return {"part": found[1], "locator": found[2]} if found else {}


@cache
def _codes() -> dict[str, Language]:
    """Map the codes and marks of each language to it, in small letters."""
    return {
        mark.lower(): language
        for language, its in CONVENTIONS.items()
        for mark in (*its.codes, *its.file_marks, its.name, its.own_name)
    }


@cache
def _service() -> re.Pattern[str]:
    return re.compile(_HOST)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of an address; without `https://` only the UN's are known to be some."""
    return re.compile(rf"(?i:https?://|(?<![\w.@/-]){_HOST})[^\s|<>\"“”「」，。；、]++")
