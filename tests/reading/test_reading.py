"""`indexer.reading`: any file becomes lines, or is refused with a reason and a next step."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model.document import Line
from indexer.reading import read
from indexer.reading.lines import split
from indexer.runtime.errors import InputError

CHINESE = "一. 导言\n\n1. 委员会举行了 3 次会议。\n"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "review.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + CHINESE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("gb18030"), "gb18030"),
    ],
)
def test_the_encodings_of_chinese_texts_are_told_apart(tmp_path: Path, data: bytes, encoding: str) -> None:
    source = read(written(tmp_path, data))
    assert source.encoding == encoding
    assert source.text == CHINESE
    assert source.name == "review.txt"
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_traditional_text_in_gb18030_is_read(tmp_path: Path) -> None:
    text = "1. 委員會舉行了三次會議，討論臺灣以外的議題——“無”。\n"
    assert read(written(tmp_path, text.encode("gb18030"))).text == text


def test_lines_keep_what_later_rooms_need() -> None:
    first, second, third = split("  导言  \r\n \r\n日期\t 说明 \n\f10/15")
    assert first == Line(1, "  导言  ")
    assert (first.indent, first.trailing) == (2, 2)
    assert second.blank_before
    assert second.cells == ("日期", "说明")
    assert third.page_break_before
    assert not third.blank_before


def test_a_form_feed_inside_a_line_ends_it() -> None:
    assert [(line.number, line.text, line.page_break_before) for line in split("a\fb\n\n\fc")] == [
        (1, "a", False),
        (2, "b", True),
        (5, "c", True),
    ]


@given(st.text(alphabet=" \t\n\r\f甲乙ab。", max_size=80))
def test_no_character_is_lost_between_lines(text: str) -> None:
    assert "".join("".join(line.text.split()) for line in split(text)) == "".join(text.split())


def test_numbers_are_those_of_an_editor() -> None:
    assert [line.number for line in split("a\n\nb\r\nc\rd")] == [1, 3, 4, 5]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        ("\u3000\n\u00a0".encode(), "holds no text"),
        (b"PK\x03\x04\x00\x00", "is damaged"),
        (b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04", "looks like a PNG image, which is not read"),
        (b"\x01\x02\x03\x04text\x05", "binary"),
        ("甲\0乙".encode("utf-16"), "binary"),
        (b"\xff\xfe\x00\xd8", "cannot be decoded"),
        (b"\xd2\xbb\xff\xff", "neither UTF-8"),
        ("éèàùâêîôûç".encode("latin-1"), "neither UTF-8"),
        (("委员会" + "\ue000" * 9).encode("gb18030"), "neither UTF-8"),
        (b"\xff\xfe" + ("文" * 9 + "\0").encode("utf-16-le"), "binary"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(InputError, match=reason) as refused:
        read(path)
    assert str(path) in refused.value.message
    assert refused.value.advice


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file .*absent\.txt"):
        read(tmp_path / "absent.txt")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a directory"):
        read(tmp_path)


def test_an_impossible_path_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(Path("a\0b"))


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"text")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads anything

        def denied(*_: object) -> int:
            raise PermissionError

        monkeypatch.setattr(os, "open", denied)
    with pytest.raises(InputError, match="may not be read"):
        read(path)
