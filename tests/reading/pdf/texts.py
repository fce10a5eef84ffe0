"""The texts of the PDFs in this folder, which `scripts/rendered_pdfs.py` makes.

In a report a form feed ends a page, and two hyphens stand before its notes.
"""

from __future__ import annotations

from pathlib import Path

from tests.rendered import Layout, Sheet, page, sheets

HERE = Path(__file__).resolve().parent
SPEECH = (HERE / "speech.en.txt").read_text(encoding="utf-8") + "\n"
TIMES = 8
"""How often the speeches are repeated in the record."""


def report(language: str) -> list[Sheet]:
    """Return the pages of the report in a language."""
    text = (HERE / f"report.{language}.txt").read_text(encoding="utf-8")
    parts = (one.partition("\n--\n") for one in text.split("\f"))
    return [Sheet(body, notes) for body, _, notes in parts]


def documents() -> dict[str, str]:
    """Return the HTML of each document, by its name."""
    return {
        "report.en": sheets(report("en"), Layout("S/2022/77", "en")),
        "report.zh": sheets(report("zh"), Layout("S/2022/77", "zh")),
        "record.en": page(SPEECH * TIMES, Layout("S/PV.9990", "en", columns=2)),
    }
