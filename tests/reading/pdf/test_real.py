"""Real PDFs: nothing that is printed is lost, and what stands around the text is told from it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter

import pytest

from indexer.model.document import Source
from indexer.reading import read
from tests.conftest import SHARED

FOLDER = SHARED / "documents" / "pdf"
NAMES = (
    *("A-61-PV.107", "A-64-PV.121", "A-65-PV.71", "A-76-PV.102"),
    *("A-HRC-WG.6-7-ITA-1", "A-L.632.ocr", "A-RES-48-246", "S-PV.10100"),
)
_CACHE: dict[str, Source] = {}


def source(name: str) -> Source:
    path = FOLDER / f"{name}.pdf"
    if not path.exists():
        pytest.skip(f"{path} is not here: set JUANZONG_SHARED to the folder that holds it")
    if name not in _CACHE:
        _CACHE[name] = read(path)
    return _CACHE[name]


def body(name: str) -> list[str]:
    return [line.text for line in source(name).lines if line.role is None]


def characters(text: str) -> Counter[str]:
    """Count characters that leave ink; the other program leaves out hyphens at the ends of lines."""
    return Counter(re.sub(r"[\s\x00-\x1f\-\u00ad]", "", text))


@pytest.mark.parametrize("name", NAMES)
def test_no_character_is_lost(name: str) -> None:
    program = shutil.which("pdftotext")
    found = source(name)
    if program is None:
        pytest.skip("no pdftotext: install Debian's package poppler-utils")
    command = [program, "-enc", "UTF-8", str(FOLDER / f"{name}.pdf"), "-"]
    other = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert characters(found.text) == characters(other)


@pytest.mark.parametrize(
    ("name", "noise"),
    [
        ("A-61-PV.107", r"A/61/PV\.107|07-50429.*|\d{1,2}|\*\d+\*"),
        ("A-76-PV.102", r"A/76/PV\.102|22-58466.*|\d{1,2}/31|08/09/2022|\*\d+\*"),
        ("A-HRC-WG.6-7-ITA-1", r"Page \d+"),
        ("A-RES-48-246", r"Page \d|/\.\.\."),
        ("S-PV.10100", r"\d/3|26-01225.*|30/01/2026"),
    ],
)
def test_nothing_around_the_text_of_a_page_is_in_it(name: str, noise: str) -> None:
    lines = [line for line in source(name).lines if line.role is None]
    assert not [line.text for line in lines if line.page != "1" and re.fullmatch(noise, line.text)]
    assert any(re.fullmatch(noise, line.text) for line in source(name).lines if line.role in ("head", "foot"))


@pytest.mark.parametrize(
    ("name", "pages"), [("A-61-PV.107", 28), ("A-RES-48-246", 3), ("A-HRC-WG.6-7-ITA-1", 25)]
)
def test_every_page_has_its_printed_number(name: str, pages: int) -> None:
    numbers = list(dict.fromkeys(line.page for line in source(name).lines))
    assert numbers == [str(number) for number in range(1, pages + 1)]


def test_a_record_is_read_column_by_column() -> None:
    text = " ".join(body("A-65-PV.71"))
    assert (
        "introduce the reports of the Third Committee in one intervention. Mr. Garayev (Azerbaijan)" in text
    )
    assert "adoption of a draft decision. It is my understanding" in text  # from the first page to the second
    vote = text.index("Against: Afghanistan, Antigua and Barbuda, Bahamas, Bangladesh")
    assert text.index("Abstaining: Bahrain, Belarus", vote) < text.index("In favour: Albania, Andorra", vote)


def test_notes_with_a_stroke_are_notes() -> None:
    notes = [line for line in source("A-RES-48-246").lines if line.role == "note"]
    assert [(line.text, line.label) for line in notes] == [("1/ A/48/803.", 1), ("2/ See A/C.5/48/SR.59.", 1)]


def test_the_marks_of_notes_with_a_stroke_are_named() -> None:
    marks = [(line.text, line.raised) for line in source("A-RES-48-246").lines if line.raised]
    assert [text[start:end] for text, spans in marks for start, end in spans] == ["1", "2", "2"]


def test_members_are_the_rows_of_a_table() -> None:
    rows = [line.cells for line in source("S-PV.10100").lines if line.role == "row"]
    assert rows[0][0] == "President:"
    assert [row[-1] for row in rows][1:3] == ["Mr. Alrowaiei", "Mr. Teng Fei"]
    assert len(rows) == 15


def test_running_text_is_no_table() -> None:
    for name in NAMES[:4] + NAMES[5:7]:
        assert not [line.text for line in source(name).lines if line.role == "row"]


def test_a_scan_is_taken_with_a_warning() -> None:
    (warning,) = source("A-L.632.ocr").warnings
    assert re.search(r"scan.* 4 of 115 words \(3%\)", warning)
    assert not any(source(name).warnings for name in NAMES if "ocr" not in name)
