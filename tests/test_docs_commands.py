"""Every command and address that the pages for readers show is run through a shell, as a reader would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import serving as web
from tests.fetching import serving as service
from tests.reading.pdf.test_bad_pdf import CATALOG, PAGE, PAGES, objects, stream
from tests.terminal import BIN

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow
PAGES_SHOWN = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
HOME = "http://127.0.0.1:8080"
"""The address of the server in the pages."""

FENCED = re.compile(r"^```(?:sh)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:\.venv/bin/)?((?:search|indexer|curl) .*)")
INLINE = re.compile(r"`(?:\.venv/bin/)?((?:search|indexer (?:lexicon |vectors )?+[a-z]+|curl) (?!-)[^`]+)`")
"""A command in the text is one to type where it has an argument; else its name is meant."""
PLACEHOLDER = re.compile(r"…|\.\.\.|\[|\b(?:PATH|SYMBOL|FILE|SECONDS|WORD|NAME)\b")
"""What stands for something else in a command that only tells its form."""

ENDS = {
    "page=none": 22,  # shows how a wrong question is refused
}
"""How a command ends that does not end with 0, by what stands in it."""
ELSEWHERE = {
    "localhost:9200": "a cluster: tests/engines",
    "S/1946/2000": "a library of the benchmark",
}
"""What has no place here, and what runs it."""

TEXTS = {
    "review.txt": "S/2020/1308",
    "report.txt": "S/2031/76",
    "reports/one.txt": "S/2031/77",
}
REPORT = """\
{symbol}

Letter dated 5 May 2020 from the Chair addressed to the President

1. The office met twice.

2. The office will meet again.
"""
CHINESE = """\
2020年5月5日主席给主席的信

1. 办公室举行了两次会议。

2. 办公室将再次举行会议。
"""
FETCHED = {
    "en": ["Report of an office", "1. The office met in May."],
    "zh": ["办公室的报告", "1. 办公室在五月举行了会议。"],
}


def shown() -> dict[str, list[str]]:
    """Return the commands of each page that has any, in their order."""
    pages = {path.name: list(_commands(path.read_text(encoding="utf-8"))) for path in PAGES_SHOWN}
    return {name: commands for name, commands in pages.items() if commands}


def _commands(text: str) -> Iterator[str]:
    blocks = "\n".join(FENCED.findall(text)).replace("\\\n", " ")
    fenced = [COMMAND.fullmatch(line.strip()) for line in blocks.splitlines()]
    commands = [one[1] for one in fenced if one] + INLINE.findall(FENCED.sub("", text))
    for command in dict.fromkeys(commands):
        if not PLACEHOLDER.search(command) and not any(one in command for one in ELSEWHERE):
            yield command


def printed(lines: list[str]) -> bytes:
    """Return a PDF of one page with these lines, whose font says which character each byte is."""
    codes = {character: code for code, character in enumerate(sorted(set("".join(lines))), start=0x30)}
    shows = b"".join(
        b"BT /F1 11 Tf 60 %d Td <%s> Tj ET\n"
        % (700 - 30 * row, bytes(codes[one] for one in line).hex().encode())
        for row, line in enumerate(lines)
    )
    pairs = "\n".join(f"<{code:02x}> <{ord(character):04x}>" for character, code in codes.items())
    meanings = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    ).encode()
    packed = zlib.compress(meanings)
    mapped = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return objects(CATALOG, PAGES, PAGE % b"", stream(shows), font, mapped)


@pytest.fixture(scope="module")
def fetched() -> Iterator[str]:
    """Give the address of a document service."""
    with service.serving() as one:
        for language, lines in FETCHED.items():
            one.says(f"/{language}/S/2019/986", service.document(printed(lines)))
            one.says(f"/{language}/S/RES/1540(2004)", service.document(printed(lines)))
            one.says(f"/{language}/S/RES/1540 (2004)", service.document(printed(lines)))
        yield one.template


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, fetched: str) -> Path:
    """Give a folder with a library, and with the files that the pages name."""
    place = tmp_path_factory.mktemp("docs") / "library"
    config = web.served(place)
    with config.open("a", encoding="utf-8") as file:
        file.write(f'[fetch]\nurl = "{fetched}"\ncontact = "me@un.example"\npause = 0\nfolder = "fetched"\n')
    (place / "reports").mkdir()
    for name, symbol in TEXTS.items():
        (place / name).write_text(REPORT.format(symbol=symbol), encoding="utf-8")
    (place / "citations.txt").write_text("S/2019/986, annex, para. 12\n智利\n", encoding="utf-8")
    (place / "draft.txt").write_text("It held three formal and six informal meetings.\n", encoding="utf-8")
    (place / "S_2019_986-ZH.txt").write_text(CHINESE, encoding="utf-8")
    with ZipFile(place / "more.zip", "w") as archive:
        archive.writestr("two.txt", REPORT.format(symbol="S/2031/78"))
    evaluation = ROOT / "corpus" / "evaluation"
    shutil.copy(evaluation / "topics.tsv", place / "TOPICS")
    shutil.copy(evaluation / "judgments.qrels", place / "QRELS")
    (place / ".curlrc").write_text("silent\nshow-error\nfail-with-body\n", encoding="utf-8")
    return place


@pytest.fixture
def folder(library: Path, tmp_path: Path) -> Path:
    """Give a copy of the library, which the commands of one page may change."""
    return shutil.copytree(library, tmp_path / "library")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "CURL_HOME": str(folder)}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=known,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def faults(commands: list[str], folder: Path, address: str) -> Iterator[str]:
    """Run the commands of a page, one after the other; yield what did not come as it is told."""
    for command in commands:
        done = run(command.replace(HOME, f"http://{address}"), folder)
        expected = next((status for part, status in ENDS.items() if part in command), 0)
        if done.returncode != expected or not (done.stdout or ">" in command):
            yield f"{command}: {done.returncode}: {done.stdout[-300:]}{done.stderr[-2000:]}"


@pytest.mark.parametrize("page", list(shown()))
def test_the_commands_of_a_page_do_what_it_says(page: str, folder: Path) -> None:
    with web.running(folder / "config.toml", folder / "log") as server:
        assert list(faults(shown()[page], folder, server.address)) == []
