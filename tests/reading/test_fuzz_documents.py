"""Whatever is done to a text, a Word document or a web page, it is read or refused: nothing else is raised.

What is read is also divided into units, so that the rules meet whatever a format may say of a line.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring
from zipfile import ZipFile

import pytest

from indexer.model.document import Given, Language, Source
from indexer.reading import source
from indexer.runtime.errors import InputError
from indexer.structure.assembly import structure
from tests.docx_files import BOX_PARTS, docx, zipped
from tests.same_document import as_docx, as_html

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LARGEST = 1 << 20
PIECES = [
    *(b"<", b">", b"</", b"/>", b"&", b"\0", b"\xff", b"\xef\xbb\xbf", b"]]>", b"<!--", b"-->", b"<![CDATA["),
    *(b"<!DOCTYPE html>", b"<?xml", b"<table>", b"<tr><td rowspan=999 colspan=999>", b"</td>", b"</table>"),
    *(
        b"<ol type=i start=-5 reversed>",
        b"<li value=99999>",
        b"<p>",
        b"</p>",
        b"<sup>1</sup>",
        b"<a href=#x>[1]</a>",
    ),
    *(
        b"<a name=x>",
        b"<nav>",
        b"</nav>",
        b"<main>",
        b"<pre>",
        b"<h2>",
        b"<br>",
        b"<div hidden>",
        b"&#0;",
        b"&#xd800;",
    ),
    *(b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:r>", b"<w:t>", b"</w:t>", b"<w:del>", b'<w:numId w:val="-1"/>'),
    *(
        b'w:val="999999999999"',
        b'w:val=""',
        b'w:fldCharType="begin"',
        b"<w:footnoteReference/>",
        b"PK\x03\x04",
    ),
]


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few pieces cut out, doubled, moved, replaced or put in."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(found) + 1)
        end = min(len(found), at + dice.choice((1, 2, 8, 40, 400)))
        piece = bytes(found[at:end])
        match dice.randrange(6):
            case 0:
                del found[at:end]
            case 1:
                found[at:at] = piece * dice.choice((1, 2, 30))
            case 2:
                place = dice.randrange(len(found) + 1)
                found[place:place] = piece
            case 3:
                found[at:end] = bytes(dice.randrange(256) for _ in piece)
            case 4:
                found[at:at] = dice.choice(PIECES)
            case _:
                found[at:end] = dice.choice(PIECES)
    return bytes(found)


def regrown(data: bytes, dice: random.Random) -> bytes:
    """Return sound XML of which elements were taken out, doubled, moved, emptied or given other values."""
    root = fromstring(data)  # noqa: S314 - our own
    for _ in range(dice.randint(1, 8)):
        parents = [one for one in root.iter() if len(one)]
        if not parents:
            break
        parent, other = dice.choice(parents), dice.choice(parents)
        child = dice.choice(list(parent))
        match dice.randrange(4):
            case 0:
                parent.remove(child)
            case 1:
                other.insert(dice.randrange(len(other) + 1), deepcopy(child))
            case 2:
                child.tag = dice.choice(parents).tag
            case _:
                values = ("", "-1", "0", "7", "999999999999", "x", "superscript", "continue", "begin", "true")
                child.attrib = {name: dice.choice(values) for name in child.attrib}
    return tostring(root)


def texts() -> list[str]:
    """Return the beginning of a digest in each language, and its end with the table."""
    found = [(CORPUS / f"S-2019-986.{language}.txt").read_text(encoding="utf-8") for language in ("en", "zh")]
    return ["\n".join([*text.splitlines()[:36], *text.splitlines()[-8:-2]]) for text in found]


def pages(dice: random.Random) -> Iterator[bytes]:
    """Yield web pages that were damaged."""
    sound = [as_html(text) for text in texts()]
    while True:
        yield mutated(dice.choice(sound), dice)


def encoded(dice: random.Random) -> Iterator[bytes]:
    """Yield texts in several encodings that were damaged."""
    sound = [
        text.encode(encoding, "replace")
        for text in texts()
        for encoding in ("utf-8", "utf-16", "gb18030", "big5hkscs", "cp1252")
    ]
    while True:
        yield mutated(dice.choice(sound), dice)


def documents(dice: random.Random) -> Iterator[bytes]:
    """Yield Word documents of which the archive, or the XML in it, was damaged."""
    sound = [*map(as_docx, texts()), docx(BOX_PARTS)]
    members = []
    for data in sound:
        with ZipFile(BytesIO(data)) as archive:
            members.append({name: archive.read(name) for name in archive.namelist()})
    while True:
        if dice.random() < 0.3:
            yield b"PK" + mutated(dice.choice(sound)[2:], dice)
            continue
        files = dict(dice.choice(members))
        name = dice.choice(sorted(files))
        files[name] = (regrown if dice.random() < 0.6 else mutated)(files[name], dice)
        yield zipped(files)


def assert_sound(found: Source) -> None:
    """Hold what rules rely on: the text is its lines, and what is said of a line lies within it."""
    whole = found.text.split()
    assert whole == " ".join(line.text for line in found.lines).split()
    for line in found.lines:
        assert 0 <= line.label <= len(line.text)
        assert (line.level > 0) == (line.role == "heading")
        for start, end in line.raised:
            assert 0 <= start < end <= len(line.text)
            assert line.text[start:end].isdecimal()


def try_all(made: Iterator[bytes], count: int, suffix: str) -> None:
    read = refusals = told = 0
    for number in range(count):
        data = next(made)
        try:
            found = source(Path(f"a.{suffix}"), data, LARGEST)
            assert_sound(found)
            read += 1
            coverage = structure(found, Given("S/2031/7", insisted(found))).coverage
            assert coverage.total == sum(one.characters for one in (*coverage.kept, *coverage.noise))
        except InputError as refused:
            told += all((refused.message, refused.advice))
            refusals += 1
        except Exception as error:
            error.add_note(f"input {number}: {data!r}"[:2000])
            raise
    assert told == refusals  # each says why and what to do
    assert read > count // 4


def insisted(found: Source) -> Language:
    """Return the language of the digest from which a damaged text was made, more or less."""
    return "zh" if sum("\u4e00" <= char <= "\u9fff" for char in found.text) * 4 > len(found.text) else "en"


FORMATS: dict[str, Callable[[random.Random], Iterator[bytes]]] = {
    "txt": encoded,
    "html": pages,
    "docx": documents,
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_damage_is_read_or_refused(suffix: str) -> None:
    dice = random.Random(13)  # noqa: S311 - for damage
    try_all(FORMATS[suffix](dice), 150, suffix)


@pytest.mark.stress
@pytest.mark.parametrize("suffix", FORMATS)
def test_much_damage_is_read_or_refused(suffix: str) -> None:
    dice = random.Random(20_000)  # noqa: S311 - for damage
    try_all(FORMATS[suffix](dice), 20_000, suffix)
