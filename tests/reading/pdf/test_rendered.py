"""A text printed in the layout of the UN is read back: its characters in order, notes, pages, tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.model.document import Document, Given, Line
from indexer.names.annotate import annotate
from indexer.reading import read
from indexer.structure.assembly import structure
from tests.browser.serving import chromium
from tests.conftest import CORPUS, SHARED
from tests.rendered import Layout, blocks, expected, page, render

SHARE = 0.995
"""How much of the text is found at its place."""
TEXTS = {
    "S/2019/986:en": CORPUS / "S-2019-986.en.txt",
    "S/2019/986:zh": CORPUS / "S-2019-986.zh.txt",
    "S/2020/1308:en": CORPUS / "S-2020-1308.en.txt",
    "S/2020/1308:zh": CORPUS / "S-2020-1308.zh.txt",
    "S/2020/1308:zh, official": SHARED / "seeds" / "annual-review-2020.zh.txt",
}


def without_tables(text: str) -> str:
    return "\n\n".join(block[0] for block in blocks(text) if not any("\t" in line for line in block))


def printed(text: str, layout: Layout, place: Path) -> tuple[Line, ...]:
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium: install Debian's package chromium")
    path = place / "printed.pdf"
    render(page(text, layout), path, executable)
    return read(path).lines


def found(lines: tuple[Line, ...], text: str) -> float:
    """Return what share of the characters is found in the order of the text; notes may stand elsewhere."""
    parts: dict[str, str] = {"": "", "note": ""}
    for line in lines:
        if line.role not in ("head", "foot"):
            parts["note" if line.role == "note" else ""] += re.sub(r"\s", "", line.text)
    total = kept = place = 0
    for block in expected(text):
        total += len(block)
        start = parts[""].find(block, place)
        if start >= 0:
            place = start + len(block)
        if start >= 0 or block in parts["note"]:
            kept += len(block)
    return kept / total


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", TEXTS)
def test_a_printed_text_is_read_back(name: str, columns: int, tmp_path: Path) -> None:
    if not TEXTS[name].exists():
        pytest.skip(f"{TEXTS[name]} is not here: set JUANZONG_SHARED to the folder that holds it")
    text = TEXTS[name].read_text(encoding="utf-8")
    if columns > 1:
        text = without_tables(text)
    symbol, _, language = name.partition(":")
    lines = printed(text, Layout(symbol, language[:2], columns), tmp_path)

    share = found(lines, text)
    print(f"{name}, {columns} column(s): {share:.2%} of the characters in order")  # noqa: T201 - shown by -s
    assert share >= SHARE
    numbers = list(dict.fromkeys(line.page for line in lines))
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    notes = [line.text[: line.label] for line in lines if line.role == "note" and line.label]
    assert notes == ["1", "2"]
    assert sum(len(line.raised) for line in lines) == 2
    rows = [line for line in lines if line.role == "row" and "\t" in line.text]
    printed_rows = [line for block in blocks(text) for line in block if "\t" in line]
    assert len(rows) == len(printed_rows)
    assert all(len(row.cells) == 4 for row in rows)


def facts(document: Document) -> list[tuple[object, ...]]:
    """Return what a document says, but for blanks, which a printer puts in or leaves out at line ends."""
    return [
        (
            unit.kind,
            unit.part,
            unit.locator,
            bare(unit.text),
            tuple(map(bare, unit.section)),
            [mark.note for mark in unit.marks],
            [(cited.symbol, cited.part, cited.pinpoint) for cited in unit.citations],
            [mention.state for mention in unit.mentions],
            unit.event and (unit.event.dates, unit.event.virtual, unit.event.category),
        )
        for unit in document.paragraphs
    ]


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


@pytest.mark.browser
@pytest.mark.parametrize("name", TEXTS)
def test_a_printed_text_is_the_same_document(name: str, tmp_path: Path) -> None:
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium: install Debian's package chromium")
    path = TEXTS[name]
    if not path.exists():
        pytest.skip(f"no {path}: the real texts are not in the repository")
    symbol, _, language = name.partition(",")[0].partition(":")
    render(page(read(path).text, Layout(symbol, language)), tmp_path / "printed.pdf", executable)
    text, printed = (
        annotate(structure(read(one), Given(symbol))) for one in (path, tmp_path / "printed.pdf")
    )
    differing = [pair for pair in zip(facts(printed), facts(text), strict=True) if pair[0] != pair[1]]
    # In the seed one line ends inside the name of a State, where a page ended; it is printed so.
    assert [one[:4] == other[:4] for one, other in differing] == [True] * ("official" in name)
    assert (printed.title, printed.edition, printed.script) == (text.title, text.edition, text.script)
    assert not printed.coverage.missing
    assert {one.page for one in printed.paragraphs} > {"1", "2", "3"}


SHORT = """<p>S/2031/7<br>4 March 2031</p><p>Lamps and ferries</p><p>Report of a committee</p>
<p>The Assembly,<br>Recalling what it said of lamps in 2030,<br>Noting that ferries need lamps,
<br>Having considered the report of the committee,</p><p>1. Asks for lamps;</p><p>2. Asks for ferries.</p>"""


@pytest.mark.browser
def test_a_page_of_short_lines_is_not_said_to_go_on(tmp_path: Path) -> None:
    """Where few lines reach the edge, it is not known where lines are broken; then the words decide."""
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium: install Debian's package chromium")
    page = f"<meta charset=utf-8><body style='font: 11pt serif; width: 420pt'>{SHORT}"
    render(page, tmp_path / "printed.pdf", executable)
    lines = {line.text: line for line in read(tmp_path / "printed.pdf").lines}
    assert not any(line.begins is False for line in lines.values())
    assert lines["Report of a committee"].blank_before
    assert not lines["4 March 2031"].blank_before
    found = structure(read(tmp_path / "printed.pdf"), Given())
    assert (found.symbol, found.title) == ("S/2031/7", "Lamps and ferries")
