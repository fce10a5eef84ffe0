"""The encoding of a text is told where it is certain, or the text is refused, with what it may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.reading import read
from indexer.reading.encodings import decode, known
from indexer.runtime.errors import CommandError, InputError
from tests.growth import assert_linear, repeated
from tests.shelf import ENGLISH, REPORT, held, written
from tests.terminal import Terminal

TRADITIONAL = "委員會舉行會議，討論了執行情況並作出決定。主席報告說，各國政府已經提交資料。"
WESTERN = "The Committee’s rapporteur, Mr. José Müller, visited Genève – and Côte d’Ivoire – twice."
RUSSIAN = "Комитет провел три заседания и рассмотрел доклады государств, представленные в этом году. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (WESTERN, "cp1252"),
        ("• Über Straße, 10 °C and 5 µg; ½ cup – §4", "cp1252"),
        ("Ms. Basu、Ms. Gopal和Ms. Joshi是少数几个。", "gb18030"),
        (REPORT, "utf-16-le"),
        (REPORT, "utf-16-be"),
        (ENGLISH, "utf-16-le"),
        ("联合国安全理事会", "utf-16-be"),  # not one byte of it is NUL
        ("Le Comité a été créé à l'été, déjà décidé à Genève", "cp1252"),
        (RUSSIAN, "utf-16-le"),  # another room says that it is Russian
    ],
)
def test_a_text_says_its_encoding_by_its_characters(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    found = read(path)
    assert (found.encoding, found.text) == (encoding, text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("文".encode("gb18030"), r"too short to tell its encoding: it may be .*GB18030"),
        ("Report: 文件".encode("big5"), "too short"),
        ("S/2031/7\n凡".encode("big5"), "neither"),
        ("Ms. Basu、Ms. Joshi是".encode("gb18030"), "too short"),
        ("Комитет".encode("cp1251"), "neither"),
        ("Комитет провел три заседания.".encode()[:-9] + b"\xd0 \xff.", "is UTF-8 text, but byte"),
        (b"\xff\xfe\x41\x00\x00\xd8", "UTF-16-LE, but byte"),
    ],
)
def test_an_uncertain_text_is_refused_with_what_to_say(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        decode(data, "report.txt")
    assert "--encoding" in refused.value.advice or "UTF-8" in refused.value.advice


def test_a_text_in_none_of_them_is_named_if_possible() -> None:
    with pytest.raises(InputError, match=r"nor Windows-1252 text\. It may be CP1251\."):
        decode((RUSSIAN * 4).encode("cp1251"), "report.txt")


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_no_real_text_is_decoded_wrongly(real_texts: tuple[Path, ...], encoding: str) -> None:
    told = tried = 0
    for path in real_texts:
        text = path.read_text(encoding="utf-8")
        for start in range(0, len(text) - 100, 400):
            piece = text[start : start + 100].encode(encoding, "ignore")
            if piece.isascii() and b"\0" not in piece:
                continue
            tried += 1
            try:
                found, _ = decode(piece, path.name)
            except InputError:
                continue
            assert found.strip("\ufeff") == piece.decode(encoding), path.name
            told += 1
    assert told >= 0.9 * tried


@pytest.mark.parametrize("piece", ["文", "é", "e\u0301 — ", "ab\ufffd"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_decoding_takes_time_in_proportion(piece: str, encoding: str) -> None:
    def tried(text: str) -> None:
        try:
            decode(text.encode(encoding), "x")
        except InputError:
            return

    assert_linear(tried, repeated(piece))


def test_names_of_encodings() -> None:
    assert known("Big5") == "big5"
    assert known("latin1") == "iso8859-1"
    for wrong in ("base64", "rot13", "idna", "utf-7", "gb18031", "", "no\0thing", "文"):
        with pytest.raises(CommandError, match="There is no encoding") as refused:
            known(wrong)
        assert refused.value.advice
    with pytest.raises(CommandError) as refused:
        known("gb18031")
    assert "gb18030" in refused.value.advice


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_encoding_that_is_said_is_kept_and_used_again(place: Path, terminal: Terminal) -> None:
    text = "S/2021/9\n\nЗаписка\n\n1. Комитет провел три заседания.\n"
    written(place / "note.txt", "").write_bytes(text.encode("koi8-r"))
    said = ("--encoding", "KOI8-R", "--language", "en")
    assert "S/2021/9" in terminal("indexer", "add", "--dry-run", *said, "note.txt").out
    assert terminal("indexer", "add", *said, "note.txt").status == 0
    (one,) = held(place / "added")
    assert one.given.encoding == "koi8-r"
    assert "Комитет провел" in terminal("indexer", "show", "S/2021/9").out
    (place / "added" / "manifest.toml").write_text(
        '[[document]]\nfile = "note.txt"\nsymbol = "S/2021/9"\nlanguage = "en"\nedition = "digest"\n'
        'encoding = "koi8-r"\n'
    )
    (place / "added" / "note.txt").write_bytes(text.replace("Записка", "Записка (digest)").encode("koi8-r"))
    assert terminal("indexer", "build").status == 0


def test_a_wrong_encoding_is_refused(place: Path, terminal: Terminal) -> None:
    (place / "note.txt").write_bytes(REPORT.encode("gb18030"))
    done = terminal("indexer", "add", "--encoding", "utf-8", "note.txt")
    assert done.status == 1
    assert "note.txt is not in utf-8: byte" in done.err
    done = terminal("indexer", "add", "--encoding", "gb18031", "note.txt")
    assert done.status == 2
    assert "There is no encoding gb18031. Did you mean gb18030" in done.err
    assert held(place / "added") == []
    bad = (
        '[[document]]\nfile = "n.txt"\nsymbol = "S/1"\nlanguage = "en"\nedition = "digest"\nencoding = "x9"\n'
    )
    written(place / "added" / "n.txt", ENGLISH)
    written(place / "added" / "manifest.toml", bad)
    done = terminal("indexer", "build")
    assert (done.status, "encoding" in done.err) == (2, True)


def test_an_encoding_says_nothing_of_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "image.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(InputError, match="a PNG image"):
        read(path, encoding="big5")
