"""The catalogue of messages: what stands in it, what the code says, and how a copy of it gets new texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = Path("indexer/translations")
SOURCE = TRANSLATIONS / "zh" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "message": None, "message_in": ((1, "c"), 2), "plural": (1, 2)}


def read(place: Path = ROOT) -> Catalog:
    """Return the catalogue of the program that lies in a folder."""
    with (place / SOURCE).open("rb") as stream:
        return read_po(stream, locale="zh")


def add(place: Path, translations: Mapping[str, str]) -> None:
    """Add texts to the catalogue of a copy of the program, and compile it."""
    catalog = read(place)
    for english, chinese in translations.items():
        catalog.add(english, chinese)
    write(place, catalog)


def write(place: Path, catalog: Catalog) -> None:
    """Write the catalogue of a copy of the program, and compile it."""
    with (place / SOURCE).open("wb") as stream:
        write_po(stream, catalog)
    with (place / SOURCE.with_suffix(".mo")).open("wb") as stream:
        write_mo(stream, catalog)


def pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield each text with its translation; doubtful ones do not count, and Chinese has no plurals."""
    for entry in catalog:
        if entry.id and not entry.fuzzy:
            yield _first(entry.id), _first(entry.string)


def texts() -> set[str]:
    """Return every text that code and templates hold, the singular of those with a plural."""
    mapping = ConfigParser()
    mapping.read(ROOT / TRANSLATIONS / "babel.cfg", encoding="utf-8")
    methods = [(pattern.strip(), method) for method, _, pattern in (name.partition(":") for name in mapping)]
    found = (
        one
        for room in ("indexer", "webui")
        for one in extract_from_dir(ROOT / room, methods, keywords=KEYWORDS)
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def _first(text: object) -> str:
    return text if isinstance(text, str) else str(text[0]) if isinstance(text, (list, tuple)) else ""
