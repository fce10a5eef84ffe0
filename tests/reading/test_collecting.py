"""What one names on the command line becomes files to read; whatever cannot be read is refused, not more."""

from __future__ import annotations

import os
import pickle
import socket
import struct
import zipfile
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from indexer.model.additions import Refused
from indexer.reading import archives, collecting
from indexer.reading.collecting import InputFile, collect, content_of
from indexer.runtime.errors import InputError, OversizeError
from tests.shelf import written

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1_000
OF_UNIX = 3


@pytest.fixture(autouse=True)
def _released() -> Iterator[None]:
    yield
    collecting.release()


def found(*paths: Path, stdin: BinaryIO | None = None) -> list[InputFile | Refused]:
    return list(collect(paths, stdin, LIMIT))


def names(*paths: Path) -> list[str]:
    """Return the names of what was found, all of which must be files."""
    every = found(*paths)
    assert not [one for one in every if isinstance(one, Refused)]
    return [one.name for one in every if isinstance(one, InputFile)]


def refused(*paths: Path, stdin: BinaryIO | None = None) -> Refused:
    """Return the one refusal, beside which nothing was found."""
    (one,) = found(*paths, stdin=stdin)
    assert isinstance(one, Refused)
    assert one.file in one.reason or one.file == collecting.STDIN_NAME
    assert one.advice.endswith(".")
    return one


def packed(path: Path, members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def contents(*paths: Path) -> list[bytes]:
    return [content_of(one, LIMIT) for one in found(*paths) if isinstance(one, InputFile)]


def reason(path: Path) -> str:
    """Return why the one file that was found cannot be read."""
    (one,) = found(path)
    assert isinstance(one, InputFile)
    with pytest.raises(InputError) as error:
        content_of(one, LIMIT)
    assert one.name in error.value.message
    return error.value.message


def test_a_file_is_found_as_it_was_named(tmp_path: Path) -> None:
    path = written(tmp_path / "S_2019_986-ZH.txt", "第一段")
    (one,) = found(path)
    assert one == InputFile(str(path), "S_2019_986-ZH.txt", 9, path)
    assert content_of(one, LIMIT) == "第一段".encode()


def test_a_folder_is_all_files_in_it_and_below_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c/d/e.txt", "a.txt"):
        written(tmp_path / name, name)
    assert names(tmp_path) == [
        str(tmp_path / name) for name in ("a/1.txt", "a/2.txt", "a.txt", "b.txt", "c/d/e.txt")
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".git/config", ".DS_Store", "Thumbs.db", "desktop.ini", "~$letter.docx", "__MACOSX/a.txt", ".hidden",
        "manifest.toml",
    ],
)  # fmt: skip
def test_what_programs_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    written(tmp_path / name, "left behind")
    written(tmp_path / "text.txt", "a text")
    assert names(tmp_path) == [str(tmp_path / "text.txt")]
    archive = packed(tmp_path / "text.txt", {f"folder/{name}": "left behind", "folder/a.txt": "a text"})
    assert names(archive) == [f"{archive}/folder/a.txt"]


def test_a_hidden_file_that_is_named_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / ".hidden.txt", "a text")
    assert names(path) == [str(path)]


def test_links_to_folders_lead_into_no_circle(tmp_path: Path) -> None:
    written(tmp_path / "in/a.txt", "a text")
    (tmp_path / "in/again").symlink_to(tmp_path)
    written(tmp_path / "elsewhere/b.txt", "another")
    (tmp_path / "in/other").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "in") == [
        str(tmp_path / "in/a.txt"), str(tmp_path / "in/again/elsewhere/b.txt"),
    ]  # fmt: skip


def test_folders_may_lie_deep_in_one_another(tmp_path: Path) -> None:
    folder, depth = tmp_path, 0
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        while depth < 1_500:
            Path("d").mkdir()
            os.chdir("d")
            depth += 1
        Path("a.txt").write_text("a text", encoding="utf-8")
    finally:
        os.chdir(before)
    assert len(str(folder)) + 2 * depth < os.pathconf(tmp_path, "PC_PATH_MAX")
    assert len(names(tmp_path)) == 1
    # pytest, which removes old folders one inside the other, would not come to the end of so many.
    deepest = f"{tmp_path}{depth * '/d'}"
    Path(deepest, "a.txt").unlink()
    while len(deepest) > len(str(tmp_path)):
        os.rmdir(deepest)  # noqa: PTH106 - a Path would take each of the names apart
        deepest = deepest.removesuffix("/d")


def test_a_path_longer_than_the_system_allows_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "/".join(["d" * 200] * 30)).reason


@pytest.mark.parametrize("left", [[], ["sub"], ["sub", ".hidden"]])
def test_an_empty_folder_is_refused(tmp_path: Path, left: list[str]) -> None:
    for name in left:
        (tmp_path / name).mkdir()
    assert refused(tmp_path).reason == f"{tmp_path} holds no files."


def test_a_file_is_taken_once_however_often_it_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "a text")
    (tmp_path / "b.txt").symlink_to(path)
    assert names(tmp_path, path, tmp_path / "b.txt", tmp_path) == [str(path)]
    assert names(path, tmp_path) == [str(path)]


def test_an_archive_is_taken_once(tmp_path: Path) -> None:
    archive = packed(tmp_path / "all.zip", {"a.txt": "a text"})
    assert names(archive, tmp_path) == [f"{archive}/a.txt"]


def test_what_is_no_regular_file_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "b-socket"))
        (tmp_path / "c-broken").symlink_to(tmp_path / "nowhere")
        path = written(tmp_path / "d.txt", "a text")
        every = found(tmp_path, Path("/dev/null"), tmp_path / "missing")
    assert [one.reason for one in every if isinstance(one, Refused)] == [
        f"{tmp_path}/a-pipe is a pipe, not a regular file.",
        f"{tmp_path}/b-socket is a socket, not a regular file.",
        f"There is no file {tmp_path}/c-broken.",
        "/dev/null is a device, not a regular file.",
        f"There is no file {tmp_path}/missing.",
    ]
    assert [one.name for one in every if isinstance(one, InputFile)] == [str(path)]


def test_a_file_that_vanishes_is_refused(tmp_path: Path) -> None:
    first = written(tmp_path / "a.txt", "a text")
    second = written(tmp_path / "b.txt", "a text")
    walk = collect([tmp_path], None, LIMIT)
    one = next(walk)
    first.unlink()
    second.unlink()
    assert isinstance(one, InputFile)
    with pytest.raises(InputError, match="There is no file"):
        content_of(one, LIMIT)
    assert [getattr(one, "reason", "") for one in walk] == [f"There is no file {second}."]


def test_a_folder_that_vanishes_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "a text")
    written(tmp_path / "b/c.txt", "a text")
    walk = collect([tmp_path], None, LIMIT)
    next(walk)
    (tmp_path / "b/c.txt").unlink()
    (tmp_path / "b").rmdir()
    assert [getattr(one, "reason", "") for one in walk] == [f"There is no file {tmp_path}/b."]


def test_what_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "closed/a.txt", "a text")
    path = written(tmp_path / "open/a.txt", "a text")
    listed = os.listdir

    def listdir(folder: Path) -> list[str]:
        if folder.name == "closed":  # root may read everything, and root runs the tests in containers
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "listdir", listdir)
    assert found(tmp_path) == [
        Refused(
            f"{tmp_path}/closed",
            f"{tmp_path}/closed may not be read by this user.",
            "Change its permissions.",
        ),
        InputFile(str(path), "a.txt", 6, path),
    ]


def test_a_name_is_shown_whatever_bytes_it_has(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\x1b[31m.txt")).write_bytes(b"a text")
    (one,) = found(tmp_path)
    assert isinstance(one, InputFile)
    assert one.name == f"{tmp_path}/caf\ufffd\ufffd[31m.txt"
    assert content_of(one, LIMIT) == b"a text"


def test_standard_input_is_one_document() -> None:
    (one,) = found(Path("-"), stdin=BytesIO("第一段".encode()))
    assert isinstance(one, InputFile)
    assert (one.name, one.size) == ("standard input", 9)
    assert content_of(one, LIMIT) == "第一段".encode()


def test_standard_input_is_named_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "a text")
    one, two, three = found(Path("-"), Path("-"), path, stdin=BytesIO(b"a text"))
    assert isinstance(one, InputFile)
    assert isinstance(two, Refused)
    assert "twice" in two.reason
    assert isinstance(three, InputFile)


def test_standard_input_is_read_no_further_than_a_document_may_be_long() -> None:
    endless = BytesIO(b"x" * 5 * LIMIT)
    assert "more than 1,000 bytes" in refused(Path("-"), stdin=endless).reason
    assert endless.tell() == LIMIT + 1
    wide = BytesIO("文".encode("utf-16") + b"x\0" * 3 * LIMIT)
    assert "more than 1,000 bytes" in refused(Path("-"), stdin=wide).reason


def test_closed_standard_input_is_refused() -> None:
    assert refused(Path("-")).reason == "Standard input is closed."


def test_a_folder_as_standard_input_is_refused() -> None:
    class Folder(BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    assert "Is a directory" in refused(Path("-"), stdin=Folder()).reason


def test_an_archive_as_standard_input_is_refused(tmp_path: Path) -> None:
    data = packed(tmp_path / "all.zip", {"a.txt": "a text"}).read_bytes()
    assert refused(Path("-"), stdin=BytesIO(data)).reason == "Standard input is an archive."


def test_each_member_of_an_archive_is_a_file(tmp_path: Path) -> None:
    archive = packed(tmp_path / "all.bin", {"b.txt": "two", "folder/": "", "folder/a.txt": "one"})
    assert names(archive) == [f"{archive}/b.txt", f"{archive}/folder/a.txt"]
    assert [one.file_name for one in found(archive) if isinstance(one, InputFile)] == ["b.txt", "a.txt"]
    assert contents(archive) == [b"two", b"one"]


def test_an_archive_is_opened_once_for_all_its_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = packed(tmp_path / "all.zip", {f"{number}.txt": str(number) for number in range(50)})
    opened = []

    class Counted(zipfile.ZipFile):
        def __init__(self, file: BinaryIO) -> None:
            opened.append(1)
            super().__init__(file)

    monkeypatch.setattr(archives, "ZipFile", Counted)
    assert contents(archive) == [str(number).encode() for number in range(50)]
    assert opened == [1]


def test_two_archives_may_be_read_in_turn(tmp_path: Path) -> None:
    first = found(packed(tmp_path / "1.zip", {"a.txt": "1a", "b.txt": "1b"}))
    second = found(packed(tmp_path / "2.zip", {"a.txt": "2a", "b.txt": "2b"}))
    turns = [one for pair in zip(first, second, strict=True) for one in pair if isinstance(one, InputFile)]
    assert [content_of(one, LIMIT) for one in turns] == [b"1a", b"2a", b"1b", b"2b"]


def test_a_file_can_be_sent_to_another_process(tmp_path: Path) -> None:
    archive = packed(tmp_path / "all.zip", {f"{number}.txt": "text" for number in range(1_000)})
    for one in found(archive):
        sent = pickle.dumps(one)
        assert len(sent) < 1_000
        assert content_of(pickle.loads(sent), LIMIT) == b"text"  # noqa: S301 - our own


def test_an_archive_that_changes_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "all.zip", {"a.txt": "one", "b.txt": "two"})
    _, second = found(path)
    assert isinstance(second, InputFile)
    packed(path, {"a.txt": "one", "c.txt": "three"})
    with pytest.raises(InputError, match="has changed"):
        content_of(second, LIMIT)
    path.unlink()
    with pytest.raises(InputError, match="There is no file"):
        content_of(second, LIMIT)


@pytest.mark.parametrize("member", ["[Content_Types].xml", "mimetype"])
def test_a_file_of_an_office_program_is_one_document(tmp_path: Path, member: str) -> None:
    path = packed(tmp_path / "letter.docx", {member: "", "word/document.xml": "<w/>"})
    assert names(path) == [str(path)]
    archive = packed(tmp_path / "all.zip", {"letter.docx": path.read_bytes()})
    assert contents(archive) == [path.read_bytes()]


@pytest.mark.parametrize("members", [{}, {"folder/": ""}, {"__MACOSX/._a.txt": "left behind"}])
def test_an_empty_archive_is_refused(tmp_path: Path, members: dict[str, str | bytes]) -> None:
    path = packed(tmp_path / "all.zip", members)
    assert refused(path).reason == f"{path} holds no files."


def test_an_archive_inside_an_archive_is_refused(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner", {"a.txt": "a text"}).read_bytes()
    outer = packed(tmp_path / "outer.zip", {"inner.zip": inner})
    told = refused(outer)
    assert told.reason == f"{outer}/inner.zip is an archive inside an archive."
    assert "Unpack" in told.advice
    assert "inside an archive" in reason(packed(tmp_path / "other.zip", {"inner": inner}))


def flagged(path: Path, place: int, value: bytes) -> Path:
    """Change a field of the one member of an archive, in both of its headers."""
    data = bytearray(path.read_bytes())
    for mark, skipped in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = data.index(mark) + place + skipped
        data[at : at + len(value)] = value
    path.write_bytes(data)
    return path


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = flagged(packed(tmp_path / "all.zip", {"a.txt": "a text"}), 6, b"\x01\0")
    told = refused(path)
    assert told.reason == f"{path}/a.txt is encrypted."
    assert "password" in told.advice


@pytest.mark.parametrize(
    ("method", "name"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA"), (9, "Deflate64")]
)
def test_other_methods_of_packing_are_refused(tmp_path: Path, method: int, name: str) -> None:
    path = packed(tmp_path / "all.zip", {"a.txt": "a text"})
    assert f"packed with {name}" in refused(flagged(path, 8, struct.pack("<H", method))).reason


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("a.txt")
        member.create_system, member.external_attr = OF_UNIX, 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    assert "symbolic link" in refused(path).reason


def test_a_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    path = packed(tmp_path / "all.zip", {"a.txt": "one", "b.txt": "two"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"one", b"0ne"))
    first, second = found(path)
    assert isinstance(first, InputFile)
    assert isinstance(second, InputFile)
    with pytest.raises(InputError, match="is damaged: Bad CRC-32") as error:
        content_of(first, LIMIT)
    assert error.value.message.startswith(first.name)
    assert content_of(second, LIMIT) == b"two"


@pytest.mark.parametrize("left", [4, 30, 100, 200])
def test_an_archive_cut_short_is_refused(tmp_path: Path, left: int) -> None:
    path = packed(tmp_path / "all.zip", {"a.txt": "a text" * 50, "b.txt": "another"})
    path.write_bytes(path.read_bytes()[:left])
    assert f"{path} is damaged" in refused(path).reason


def test_no_damage_is_a_fault_of_ours(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.zip", {"a.txt": "a text" * 20, "f/文.txt": "another"}).read_bytes()
    path = tmp_path / "damaged.zip"
    for place in range(len(whole)):
        for value in (0, 255, whole[place] ^ 1):
            path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
            for one in found(path):
                if isinstance(one, InputFile):
                    try:
                        content_of(one, LIMIT)
                    except InputError as error:
                        assert one.name in error.message  # noqa: PT017 - it need not be refused


def test_a_member_that_is_too_large_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "all.zip", {"a.txt": "0" * (LIMIT + 1)})
    (one,) = found(path)
    assert isinstance(one, InputFile)
    with pytest.raises(OversizeError, match="it has 1,001 bytes"):
        content_of(one, LIMIT)


@pytest.mark.parametrize("declared", [1, 10, LIMIT])
def test_a_member_larger_than_it_says_is_refused(tmp_path: Path, declared: int) -> None:
    path = flagged(packed(tmp_path / "all.zip", {"a.txt": "0" * 50 * LIMIT}), 22, struct.pack("<I", declared))
    assert "is damaged" in reason(path)


def test_a_text_in_utf_16_may_have_twice_the_bytes_in_an_archive_too(tmp_path: Path) -> None:
    data = ("a" * LIMIT).encode("utf-16")
    assert contents(packed(tmp_path / "all.zip", {"a.txt": data})) == [data]


@pytest.mark.parametrize(
    ("written_as", "encoding"),
    [
        ("中文/报告.txt", "gbk"),
        ("中文/報告.txt", "gb18030"),
        ("中文/报告.txt", "utf-8"),
        ("résumé.txt", "cp437"),
    ],
)
def test_names_that_do_not_say_their_encoding_are_read(
    tmp_path: Path, written_as: str, encoding: str
) -> None:
    raw = written_as.encode(encoding)
    path = packed(tmp_path / "all.zip", {"x" * len(raw): "a text"})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert names(path) == [f"{path}/{written_as}"]
    assert contents(path) == [b"a text"]


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("folder\\a.txt", "folder/a.txt"),
        ("./a\x1b[31m.txt", "a\ufffd[31m.txt"),
    ],
)
def test_the_names_in_an_archive_are_only_shown(tmp_path: Path, member: str, shown: str) -> None:
    path = packed(tmp_path / "all.zip", {member: "a text"})
    assert names(path) == [f"{path}/{shown}"]
    assert contents(path) == [b"a text"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
def test_an_archive_may_have_any_number_of_members(tmp_path: Path) -> None:
    path = packed(tmp_path / "all.zip", {f"{number}.txt": "text" for number in range(200_000)}, 0)
    walk = collect([path], None, LIMIT)
    for one in islice(walk, 1_000):
        assert isinstance(one, InputFile)
        assert content_of(one, LIMIT) == b"text"
    assert sum(1 for _ in walk) == 199_000
