"""Damaged, encrypted, empty and hostile PDFs are refused, each with a reason and a next step, and soon."""

from __future__ import annotations

import random
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfWriter

from indexer.model.document import Given
from indexer.reading import read, source
from indexer.reading.base import READERS
from indexer.reading.pdf import Pdf
from indexer.runtime.errors import InputError, OversizeError
from indexer.structure.assembly import structure

HERE = Path(__file__).resolve().parent
REPORT = HERE / "report.en.pdf"


def objects(*bodies: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalog."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start)
    )


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> %s >>"
)


def one_page(content: bytes, more: bytes = b"") -> bytes:
    return objects(CATALOG, PAGES, PAGE % more, stream(content), FONT)


def text_at(x: float, y: float, text: str, matrix: str = "1 0 0 1") -> bytes:
    return f"BT /F1 11 Tf {matrix} {x} {y} Tm ({text}) Tj ET\n".encode()


def refused(data: bytes, largest: int = 1 << 20) -> InputError:
    with pytest.raises(InputError) as error:
        source(Path("given.pdf"), data, largest)
    assert "given.pdf" in error.value.message
    assert error.value.advice
    return error.value


def printed(data: bytes) -> list[str]:
    return [line.text for line in source(Path("given.pdf"), data, 1 << 20).lines]


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=REPORT)
    writer.encrypt("a password", algorithm="RC4-128")
    path = tmp_path / "given.pdf"
    writer.write(path)
    assert "encrypted" in refused(path.read_bytes()).message


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_refused(share: float) -> None:
    data = REPORT.read_bytes()
    assert "cut off" in refused(data[: int(len(data) * share)]).message


def test_a_page_tree_that_leads_to_itself_is_refused() -> None:
    data = objects(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")
    assert "given.pdf" in refused(data).message


def test_an_enormous_number_of_pages_is_refused() -> None:
    kids = b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count 2000000000 >>" % (b"3 0 R " * 10)
    refused(objects(CATALOG, kids, PAGE % b"", stream(b""), FONT))


def test_text_beyond_the_limit_is_refused() -> None:
    content = b"".join(text_at(20, 700 - 12 * number, "measure for measure") for number in range(50))
    with pytest.raises(OversizeError):
        source(Path("given.pdf"), one_page(content), 900)


def test_a_pdf_may_be_larger_than_its_text(tmp_path: Path) -> None:
    path = tmp_path / "given.pdf"
    path.write_bytes(REPORT.read_bytes())
    assert read(path, 1 << 14).lines  # 40 kB for 2 kB of text
    with pytest.raises(OversizeError):
        read(path, 1 << 11)


def test_empty_pages_are_refused() -> None:
    assert "no text" in refused(one_page(b"")).message


def test_a_scan_without_text_is_refused_and_a_program_for_ocr_is_named() -> None:
    image = b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    error = refused(one_page(image))
    assert "scan" in error.message
    assert "ocrmypdf" in error.advice


def test_what_only_begins_like_a_pdf_is_refused() -> None:
    assert "damaged" in refused(b"%PDF-1.7\nand nothing more").message


@pytest.mark.parametrize(
    ("more", "content"),
    [
        (
            b"/Rotate 90",
            text_at(300, 100, "first line", "0 1 -1 0") + text_at(320, 100, "second line", "0 1 -1 0"),
        ),
        (
            b"/Rotate 270",
            text_at(300, 700, "first line", "0 -1 1 0") + text_at(280, 700, "second line", "0 -1 1 0"),
        ),
        (
            b"/Rotate 180",
            text_at(400, 100, "first line", "-1 0 0 -1") + text_at(400, 120, "second line", "-1 0 0 -1"),
        ),
    ],
)
def test_turned_pages_are_read_as_they_are_seen(more: bytes, content: bytes) -> None:
    assert printed(one_page(content, more)) == ["first line", "second line"]


def test_text_that_is_not_printed_is_not_read() -> None:
    hidden = b"BT 3 Tr /F1 11 Tf 1 0 0 1 72 600 Tm (hidden) Tj ET\n"
    outside = text_at(72, 900, "outside of the page")
    note = b"/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (a remark) >>]"
    assert printed(one_page(text_at(72, 700, "printed") + hidden + outside, note)) == ["printed"]


def test_a_raised_word_stays_in_its_line() -> None:
    small = b"BT /F1 6 Tf 1 0 0 1 103 704 Tm (th) Tj ET\n"
    data = one_page(text_at(72, 700, "the 18") + small + text_at(112.5, 700, "century and after"))
    assert printed(data) == ["the 18th century and after"]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF with some of its bytes changed, left out, doubled or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(made))
        length = chance.choice((1, 1, 2, 8, 64, 512))
        match chance.randrange(5):
            case 0:
                made[place] ^= 1 << chance.randrange(8)
            case 1:
                del made[place : place + length]
            case 2:
                made[place:place] = made[place : place + length]
            case 3:
                other = chance.randrange(len(made))
                made[place : place + length] = made[other : other + length]
            case _:
                made[place : place + length] = chance.randbytes(length)
    return bytes(made[: chance.randrange(len(made))] if chance.random() < 0.05 else made)


def survives(count: int, seed: int) -> None:
    """Read and divide so many damaged PDFs; whatever else than an InputError is raised fails the test."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    originals = [REPORT.read_bytes(), one_page(text_at(72, 700, "a small page") * 30)]
    for _ in range(count):
        data = mutated(chance.choice(originals), chance)
        with suppress(InputError):
            found = Pdf().read(data, Path("given.pdf"), 1 << 20)
            coverage = structure(found, Given("S/2031/7", "en")).coverage
            assert coverage.total == sum(one.characters for one in (*coverage.kept, *coverage.noise))


def test_damaged_pdfs_are_read_or_refused() -> None:
    survives(200, 1)


@pytest.mark.stress
def test_many_damaged_pdfs_are_read_or_refused() -> None:
    survives(20_000, 2)


def test_the_reader_is_registered_to_run_in_a_process_of_its_own() -> None:
    reader = next(reader for reader in READERS if isinstance(reader, Pdf))
    assert reader.isolated
