"""Lists of lines from bytes: encodings, ends of lines, lines that are too long, streams."""

from __future__ import annotations

import io

import pytest

from indexer.reading.list_lines import lines
from tests.growth import assert_linear

TEXT = (
    "联络人培训班在智利举行，各国代表参加了会议\nS/2031/9，附件，第12段\n安全理事会主席的声明和委员会的报告\n"
)


def read(data: bytes, longest: int = 100, encoding: str | None = None) -> list[str]:
    return list(lines(io.BytesIO(data), longest, encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_told_by_the_beginning(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == TEXT.splitlines()


def test_a_list_in_big5_is_read_and_an_encoding_may_be_said() -> None:
    text = "聯絡人培訓班在智利舉行，各國代表參加了會議\n安全理事會主席的聲明和委員會的報告\n"
    assert read(text.encode("big5")) == text.splitlines()
    assert read("智利".encode("big5"), encoding="big5") == ["智利"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_have_any_end_and_the_last_none(end: str) -> None:
    assert read(f"a{end}{end}b{end}c".encode()) == ["a", "", "b", "c"]
    assert read("a\x0bb\u2028c\x85d".encode()) == ["a\x0bb\u2028c\x85d"]
    assert read(b"") == []


def test_a_long_line_is_cut_and_the_next_read() -> None:
    assert read(b"x" * 1_000_000 + b"\nnext") == ["x" * 101, "next"]
    assert read(b"x" * 100 + b"\n" + b"y" * 101) == ["x" * 100, "y" * 101]


def test_bytes_that_are_no_text_stand_as_surrogates_in_their_line() -> None:
    first, broken, last = read("S/2031/9\n联络".encode()[:-1] + b" x\nChile")
    assert (first, last) == ("S/2031/9", "Chile")
    assert any("\ud800" <= char <= "\udfff" for char in broken)


def test_no_more_is_read_than_is_asked_for() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def read1(self, size: int) -> bytes:
            self.taken += 1
            return b"Chile\n"[:size]

    stream = Endless()
    coming = lines(stream, 100)  # type: ignore[arg-type] # a stream of bytes
    assert [next(coming) for _ in range(3)] == ["Chile"] * 3
    assert stream.taken < 10


@pytest.mark.parametrize("piece", ["\n", "a\n", "联", "\r", "\x00", "é\n"])
def test_lists_take_time_in_proportion_to_their_length(piece: str) -> None:
    assert_linear(lambda text: read(text.encode()), lambda length: piece * length, largest=400_000)
