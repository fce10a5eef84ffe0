"""Write many short documents, always the same: a heading and four numbered paragraphs each.

The documents of a smaller library are the first ones of every larger one.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from indexer.model.document import Language
from scripts.bench import corpus, synthetic
from scripts.bench.corpus import LANGUAGES, OPENINGS, SEED
from scripts.bench.sentences import Material

PARAGRAPHS = 4
FIRST_YEAR, YEARS = 1946, 76
SUBJECTS = 10_000
"""How many subjects headings have; each is a heading in both languages."""
PER_FOLDER = 1_000
HEADINGS: dict[Language, str] = {
    "zh": "一. {one}{other}的局势",
    "en": "I. The situation in {one} and {other}",
}


def write(place: Path, material: Material, documents: int) -> Path:
    """Write documents below a folder, half of them in each language; return their folder.

    If an earlier run with the same material has left them there, they are used as they are.
    """
    folder = place / "texts"
    made = place / "made.json"
    account = json.dumps([SEED, documents, material.source, len(material.sentences)])
    if made.exists() and made.read_text(encoding="utf-8") == account:
        return folder
    for number in range(documents):
        path = folder / name(number)
        if number % PER_FOLDER == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(material, number), encoding="utf-8")
    made.write_text(account, encoding="utf-8")
    return folder


def name(number: int) -> str:
    """Return the name of a document's file, which tells nothing of the document."""
    return f"{number // PER_FOLDER:03}/{number:06}.txt"


def symbol(number: int) -> str:
    """Return the symbol of a document; an even number and the next one are versions of one document."""
    pair = number // len(LANGUAGES)
    return f"S/{FIRST_YEAR + pair % YEARS}/{2000 + pair}"


def text(material: Material, number: int) -> str:
    """Return the text of a document."""
    pair, language = number // len(LANGUAGES), LANGUAGES[number % len(LANGUAGES)]
    choice = Random(f"{SEED} short {pair}")  # noqa: S311 - no secret
    day = synthetic.written(synthetic.day(choice, FIRST_YEAR + pair % YEARS), language)
    letter, _, annex, title = OPENINGS[language]
    paragraphs = (
        f"{count}. {corpus.paragraph(material, choice).said(language)}" for count in range(1, PARAGRAPHS + 1)
    )
    blocks = (symbol(number), letter.format(day=day), annex, title, heading(pair % SUBJECTS, language))
    return "\n\n".join((*blocks, *paragraphs)) + "\n"


def heading(subject: int, language: Language) -> str:
    """Return the heading of a subject."""
    choice = Random(f"{SEED} subject {subject}")  # noqa: S311 - no secret
    names = synthetic.name(choice), synthetic.name(choice)
    one, other = ((each.zh, each.en)[language == "en"] for each in names)
    return HEADINGS[language].format(one=one, other=other)
