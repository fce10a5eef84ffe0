"""A text printed in the layout of the UN is read back: its characters in order, notes, pages, tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.model.document import Line
from indexer.reading import read
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
