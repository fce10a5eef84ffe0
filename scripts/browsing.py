"""Make a library of invented documents over seventy years, and measure the pages by which it is browsed.

    .venv/bin/python -m scripts.browsing FOLDER            # makes it once, serves it, prints a table
    .venv/bin/python -m scripts.browsing FOLDER --make     # only makes it: FOLDER/config.toml

The documents are of six types, each in both languages, and name any State; no body can issue their symbols.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from urllib.parse import quote
from urllib.request import Request, urlopen

from indexer.library.library import Library
from indexer.model.document import Given, Language
from indexer.names import states
from indexer.runtime import config
from scripts.bench import synthetic
from scripts.bench.corpus import LANGUAGES, paragraph
from scripts.bench.sentences import Material, material

SEED = 1976
DOCUMENTS = 2_000
"""How many language versions the library has."""
FIRST_YEAR, YEARS = 1955, 70
PARAGRAPHS = 24
ROUNDS = 15
"""How often each page is asked for; the median counts."""
SETTINGS = """\
[library]
corpora = ["added"]
index = "index"
engine = "tantivy"
"""
WEBUI = Path(sys.executable).with_name("webui")
GREETING = "Serving on "


@dataclass(frozen=True, slots=True)
class Type:
    """A type of document: its symbol and its titles, where years, numbers and names are filled in."""

    symbol: str
    title: dict[Language, str]


TYPES = (
    Type(
        "S/{year}/{large}",
        {
            "zh": "{body}专家小组关于{place}的最后报告",
            "en": "Final report of the Panel of Experts on {place}",
        },
    ),
    Type(
        "S/{year}/{large}",
        {
            "zh": "{day}{state}常驻代表给安全理事会主席的信",
            "en": "Letter dated {day} from the Permanent Representative of {state} addressed to the "
            "President of the Security Council",
        },
    ),
    Type(
        "A/{session}/{large}",
        {"zh": "{place}的妇女、和平与安全", "en": "Women, peace and security in {place}"},
    ),
    Type(
        "A/{session}/{large}",
        {
            "zh": "秘书长关于{place}重建的报告",
            "en": "Report of the Secretary-General on the reconstruction of {place}",
        },
    ),
    Type(
        "E/{year}/{large}",
        {"zh": "{place}的可持续发展", "en": "Sustainable development of {place}"},
    ),
    Type(
        "A/HRC/{council}/{large}",
        {"zh": "{place}的人权状况", "en": "The situation of human rights in {place}"},
    ),
)
HEADINGS: dict[Language, tuple[str, ...]] = {
    "zh": ("一. 导言", "二. 妇女、和平与安全", "三. 结论和建议"),
    "en": (
        "I. Introduction",
        "II. Women, Peace and Security",
        "III. Conclusions and recommendations",
    ),
}
PAGES = {
    "home": "/",
    "documents": "/documents",
    "documents, narrowed": "/documents?year=1990-2000&organ=general-assembly&sort=-date",
    "documents, by title": "/documents?q=women+peace+security",
    "states": "/states",
    "a State": "/state/CHL",
    "a search": f"/?q={quote('women, peace and security')}",
    "a document": "/en/{symbol}",
}
"""The pages that are measured, by what they are called."""


def write(place: Path, made_of: Material, documents: int = DOCUMENTS) -> Path:
    """Write documents below a folder, each in a file of its own; return their folder."""
    folder = place / "texts"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents // len(LANGUAGES)):
        for language in LANGUAGES:
            (folder / f"{number:05}.{language}.txt").write_text(text(made_of, number, language), "utf-8")
    return folder


def symbol(number: int) -> str:
    """Return the symbol of a document; its number is beyond those that any body issues in a year."""
    year = FIRST_YEAR + number % YEARS
    sessions = {"session": year - 1945, "council": max(1, year - 1950)}
    return TYPES[number % len(TYPES)].symbol.format(year=year, large=90_000 + number, **sessions)


def text(made_of: Material, number: int, language: Language) -> str:
    """Return the text of a document in one language."""
    choice = Random(f"{SEED} {number}")  # noqa: S311 - no secret
    year = FIRST_YEAR + number % YEARS
    names, state = synthetic.name(choice), synthetic.state(choice)
    given = {
        "place": getattr(names, language),
        "body": getattr(synthetic.name(choice), language),
        "day": synthetic.written(synthetic.day(choice, year), language),
        "state": states.name(state, language),
    }
    distributed = {"zh": "{day}\n\n原文：英文", "en": "{day}\n\nOriginal: English"}[language]
    blocks = [symbol(number), distributed.format_map(given)]
    blocks.append(TYPES[number % len(TYPES)].title[language].format_map(given))
    for at in range(PARAGRAPHS):
        if at % (PARAGRAPHS // 3) == 0:
            blocks.append(HEADINGS[language][at * 3 // PARAGRAPHS].format_map(given))
        blocks.append(f"{at + 1}. {paragraph(made_of, choice).said(language)}")
    return "\n\n".join(blocks) + "\n"


def make(place: Path, documents: int = DOCUMENTS) -> Path:
    """Make the library below a folder, unless it is there; return its configuration."""
    settings = place / "config.toml"
    if not settings.exists():
        folder = write(place, material(), documents)
        settings.write_text(SETTINGS, encoding="utf-8")
        library = Library(config.load(settings))
        library.add([folder], Given())
        library.close()
    return settings


@contextmanager
def serving(settings: Path) -> Iterator[str]:
    """Serve a library, and give its address without a slash at its end."""
    command = [str(WEBUI), "--port", "0", "--workers", "1", "--config", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield next(
                line.removeprefix(GREETING).split()[0].rstrip("/")
                for line in server.stdout or ()
                if line.startswith(GREETING)
            )
        finally:
            server.terminate()


def rows(site: str) -> Iterator[str]:
    """Yield the rows of the table: each page with its bytes, the same compressed, and its milliseconds."""
    yield "| page | kB | kB compressed | median ms |"
    yield "| --- | ---: | ---: | ---: |"
    for name, path in PAGES.items():
        address = Request(site + path.format(symbol=symbol(8)), headers={"Accept-Language": "en"})  # noqa: S310 - ours
        taken = []
        for _ in range(ROUNDS):
            started = perf_counter()
            with urlopen(address) as response:  # noqa: S310 - ours
                body = response.read()
            taken.append((perf_counter() - started) * 1000)
        packed = len(gzip.compress(body))
        yield f"| {name} | {len(body) / 1000:.1f} | {packed / 1000:.1f} | {median(taken):.0f} |"


def main() -> None:
    """Make the library that the command line names, and measure its pages."""
    if not sys.argv[1:]:
        sys.exit(__doc__)
    settings = make(Path(sys.argv[1]).resolve())
    if "--make" in sys.argv:
        return
    with serving(settings) as site:
        for row in rows(site):
            print(row)


if __name__ == "__main__":
    main()
