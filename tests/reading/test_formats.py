"""A format is recognised by what a file holds, and is added with one file and one line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.reading import read
from indexer.reading.base import READERS
from indexer.reading.signatures import looks_like
from indexer.runtime.errors import InputError
from tests.shelf import REPORT, written
from tests.terminal import without_progress

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = "indexer/reading/base.py"
TOY = '''
"""Files of a toy format: a mark, then the text with its lines from last to first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.model.document import Both, Source
from indexer.reading.lines import split


class Toy:
    name = Both("玩具", "toy")
    suffixes = (".toy",)
    isolated = False

    def accepts(self, head: bytes, _name: str) -> bool:
        return head.startswith(b"TOY\\0")

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        text = "\\n".join(reversed(data[4:].decode().split("\\n")))
        return Source(path.name, "toy", hashlib.sha256(data).hexdigest(), text, split(text))
'''


def in_toy(text: str) -> bytes:
    return b"TOY\0" + "\n".join(reversed(text.split("\n"))).encode()


def files_to_touch() -> list[str]:
    """Return what docs/architecture.md says has to be touched for a format."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = page.partition("## To add a format\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d\. `([^`]+)`", told, re.MULTILINE)


def indexer(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command from the copy of the code in `place`."""
    start = "from indexer.cli.indexer import main; main()"
    command = [sys.executable, "-c", start, *words]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a folder with a copy of the code and an empty library."""
    shutil.copytree(ROOT / "indexer", tmp_path / "indexer", ignore=shutil.ignore_patterns("__pycache__"))
    written(tmp_path / "config.toml", '[library]\ncorpora = ["held"]\nindex = "index"\n')
    return tmp_path


def test_a_format_is_one_new_file_and_one_line(copied: Path) -> None:
    (copied / "review.txt").write_bytes(in_toy(REPORT))
    before = indexer(copied, "add", "review.txt")
    assert before.returncode == 1
    assert "plain text (.txt)." in before.stderr.partition("Formats that are read: ")[2]

    new, registry = (copied / name.replace("<format>", "toy") for name in files_to_touch())
    assert not new.exists()
    assert registry == copied / REGISTRY
    written(new, TOY)
    code = registry.read_text(encoding="utf-8").replace(
        "\n    PlainText(),", "\n    Toy(),\n    PlainText(),"
    )
    registry.write_text(
        code.replace(
            "\nfrom indexer.reading.plain",
            "\nfrom indexer.reading.toy import Toy\nfrom indexer.reading.plain",
        ),
        encoding="utf-8",
    )

    added = indexer(copied, "add", "review.txt")
    assert (added.returncode, without_progress(added.stderr)) == (0, "")
    assert "Added S/2021/77 [zh, official]" in added.stdout
    shown = indexer(copied, "show", "S/2021/77").stdout
    assert "智利和秘鲁参加了讲习班" in shown
    assert shown.index("一. 导言") < shown.index("二. 结束语")


ODT = b"PK\x03\x04\x14" + b"\0" * 25 + b"mimetypeapplication/vnd.oasis.opendocument.textPK"
EPUB = b"PK\x03\x04\x14" + b"\0" * 25 + b"mimetypeapplication/epub+zipPK"
PAGES = b"PK\x03\x04\x14" + b"\0" * 25 + b"Index/Document.iwa"


@pytest.mark.parametrize(
    ("data", "kind", "next_step"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            "DOC, XLS, PPT, WPS",
            "soffice --headless --convert-to docx",
        ),
        (
            b"{\\rtf1\\ansi Report of the Committee}",
            "an RTF document",
            "soffice --headless --convert-to docx",
        ),
        (ODT, "an OpenDocument file", "soffice --headless --convert-to docx"),
        (EPUB, "an EPUB book", "ebook-convert"),
        (PAGES, "a file of Pages", "Export"),
        (b"%!PS-Adobe-3.0\n", "a PostScript file", "ps2pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image", "OCR"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image", "OCR"),
        (b"GIF89a\x01\x01", "a GIF image", "OCR"),
        (b"II*\0\x08\0\0\0", "a TIFF image", "OCR"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image", "OCR"),
        (b"AT&TFORM\0\0", "a DjVu document", "OCRmyPDF"),
        (b"\x7fELF\x02\x01\x01\0", "an executable program", "Give the file of a document"),
        (b"MZ\x90\0\x03\0\0\0", "an executable program", "Give the file of a document"),
        (b"\x1f\x8b\x08\0", "a gzip archive", "Unpack"),
    ],
)
def test_a_file_that_is_not_read_is_told_what_it_is_and_what_to_do(
    tmp_path: Path, data: bytes, kind: str, next_step: str
) -> None:
    path = tmp_path / "final report.txt"  # the ending decides nothing
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read(path)
    assert kind in refused.value.message
    assert str(path) in refused.value.message
    assert next_step in refused.value.advice
    if "soffice" in next_step:
        assert f"docx '{path}'" in refused.value.advice
    for reader in READERS:
        assert reader.name.en in refused.value.advice
        assert all(suffix in refused.value.advice for suffix in reader.suffixes)


def test_binary_data_of_no_known_kind_is_refused_without_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\x01\0\x02\0\x03")
    with pytest.raises(InputError, match="binary data") as refused:
        read(path)
    assert "looks like" not in refused.value.message


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report", "report.png"])
def test_a_text_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert read(written(tmp_path / name, REPORT)).text == REPORT


@pytest.mark.parametrize("text", ["PK", "GIF files", "MZ", "BM 2019", "% PDF", "一. 导言", "Rar", ""])
def test_no_text_is_taken_for_another_format(text: str) -> None:
    assert looks_like(text.encode()) is None


def test_every_format_is_told_to_readers() -> None:
    page = (ROOT / "docs" / "documents.md").read_text(encoding="utf-8")
    told = page.partition("## What is read\n")[2].partition("\n## ")[0]
    for reader in READERS:
        assert all(f"`{suffix}`" in told for suffix in reader.suffixes)
