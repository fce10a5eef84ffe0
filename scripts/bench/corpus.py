"""Make libraries of any size, always the same: documents in a layout of our own, with a manifest.

The documents of a smaller library are the first ones of every larger one. So questions drawn from the
smallest library also find something in all the others.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from indexer.language.zh.numerals import han
from indexer.library.manifest import MANIFEST
from indexer.model.document import Language
from indexer.structure import topics
from indexer.text.roman_numerals import roman
from scripts.bench import synthetic
from scripts.bench.sentences import Material, Sentence

SEED = 1540
PARAGRAPHS = 43
"""How many numbered paragraphs a document has."""
ITEMED = (7, 21, 35)
"""The numbers of the paragraphs that have two items."""
PER_DOCUMENT = PARAGRAPHS + 2 * len(ITEMED) + 1
"""How many units of a document a question may find: its paragraphs and items, and the letter."""
SECTIONS = {1: "introduction", 9: "implementation", 18: "assistance", 27: "cooperation", 39: "conclusion"}
"""The topic of each section, by the number of its first paragraph."""
COLONS: dict[Language, str] = {"zh": "：", "en": ":"}
OPENINGS: dict[Language, tuple[str, ...]] = {
    "zh": (
        "{day}某委员会主席给安全理事会主席的信",
        "谨随函转递委员会本年度的报告。",
        "附件",
        "某委员会的报告",
    ),
    "en": (
        "Letter dated {day} from the Chair of a committee addressed to the President of the Security Council",
        "I have the honour to transmit the report of the committee.",
        "Annex",
        "Report of a committee",
    ),
}
"""The texts between the symbol and the first section."""
LANGUAGES: tuple[Language, Language] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Written:
    """A document as written, in both languages: symbol, date, numbered paragraphs and their items."""

    symbol: str
    date: dt.date
    paragraphs: tuple[Sentence, ...]
    items: tuple[tuple[Sentence, Sentence], ...]


def documents(material: Material) -> Iterator[Written]:
    """Yield documents without end."""
    number = 0
    while True:
        yield _document(material, Random(f"{SEED} {number}"), number)  # noqa: S311 - no secret
        number += 1


def write(place: Path, material: Material, units: int) -> Path:
    """Write documents with at least `units` units, half in each language, as a corpus; return its folder.

    If an earlier run with the same material has left them there, they are used as they are.
    """
    corpus = place / "corpus"
    made = corpus / "made.json"
    account = json.dumps([SEED, units, material.source, len(material.sentences)])
    if made.exists() and made.read_text(encoding="utf-8") == account:
        return corpus
    corpus.mkdir(parents=True, exist_ok=True)
    rows = []
    for _, one in zip(range(symbols_for(units)), documents(material), strict=False):
        for language in LANGUAGES:
            name = f"{one.symbol.replace('/', '-')}.{language}.txt"
            (corpus / name).write_text(text(one, language), encoding="utf-8")
            rows.append(_row(name, one, language))
    (corpus / MANIFEST).write_text("\n".join(rows), encoding="utf-8")
    made.write_text(account, encoding="utf-8")
    return corpus


def symbols_for(units: int) -> int:
    """Return how many symbols, each in two languages, are needed for at least this many units."""
    return -(-units // (PER_DOCUMENT * len(LANGUAGES)))


def text(one: Written, language: Language) -> str:
    """Return a document in one language, in the layout that `indexer add` reads best."""
    blocks = _opening(one, language)
    items = dict(zip(ITEMED, one.items, strict=True))
    for number, paragraph in enumerate(one.paragraphs, 1):
        if topic := SECTIONS.get(number):
            blocks.append(_heading(topic, language))
        said = paragraph.said(language)
        if pair := items.get(number):
            said = said.rstrip("。.;；:：") + COLONS[language]
            blocks.append(f"{number}. {said}")
            blocks += [f"({letter}) {item.said(language)}" for letter, item in zip("ab", pair, strict=True)]
        else:
            blocks.append(f"{number}. {said}")
    return "\n\n".join(blocks) + "\n"


def _opening(one: Written, language: Language) -> list[str]:
    day = synthetic.written(one.date, language)
    return [one.symbol, *(block.format(day=day) for block in OPENINGS[language])]


def _document(material: Material, choice: Random, number: int) -> Written:
    """Return the document with this number."""
    year = choice.randint(synthetic.FIRST_YEAR, synthetic.LAST_YEAR)
    return Written(
        symbol=f"S/{year}/{2000 + number}",
        date=synthetic.day(choice, year),
        paragraphs=tuple(paragraph(material, choice) for _ in range(PARAGRAPHS)),
        items=tuple((paragraph(material, choice), paragraph(material, choice)) for _ in ITEMED),
    )


def paragraph(material: Material, choice: Random) -> Sentence:
    """Choose a sentence of the material and in most cases add an invented one."""
    taken = choice.choice(material.sentences)
    if choice.random() < 0.25:  # noqa: PLR2004 - a quarter stays as it is
        return taken
    added = synthetic.remark(choice)
    return Sentence(taken.zh + added.zh, f"{taken.en} {added.en}")


def _heading(topic: str, language: Language) -> str:
    place = list(SECTIONS.values()).index(topic)
    number = han(place + 1) if language == "zh" else roman(place + 1)
    return f"{number}. {topics.label(topic, language)}"


def _row(name: str, one: Written, language: Language) -> str:
    return (
        f'[[document]]\nfile = "{name}"\nsymbol = "{one.symbol}"\nlanguage = "{language}"\n'
        f'edition = "excerpt"\ndate = {one.date.isoformat()}\n'
    )
