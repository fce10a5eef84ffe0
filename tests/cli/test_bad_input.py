"""What somebody gets who is clumsy, unlucky or hostile: one clear message, and the library as it was."""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.catalog import Catalog
from indexer.catalog.database import NAME
from indexer.cli.command import hold_chinese
from indexer.library import index_state
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.config import load
from indexer.runtime.errors import InputError
from tests.damage import lose
from tests.shelf import MANIFEST, REPORT, answers, held, stocked, written
from tests.terminal import BIN, Outcome, Terminal, process

OTHER = REPORT.replace("S/2021/77", "S/2021/78")
NAMELESS = REPORT.removeprefix("S/2021/77\n\n")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a library of a digest and an added document, as it lies on the disk."""
    settings = '[library]\ncorpora = ["corpus", "added"]\nindex = "index"\n'
    return stocked(tmp_path_factory.mktemp("shelf"), settings)


@pytest.fixture
def terminal(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    assert place.exists()
    return Terminal(capsys, monkeypatch)


def record(place: Path) -> dict[str, bytes]:
    """Return every file of the corpora, and what the catalog says of them."""
    paths = (path for name in ("corpus", "added") for path in sorted((place / name).iterdir()))
    files = {path.name: path.read_bytes() for path in paths if path.name != NAME}
    return files | {one.file: repr(replace(one, number=None)).encode() for one in held(place / "added")}


@contextmanager
def unchanged(place: Path) -> Iterator[None]:
    """Check that record and answers are afterwards what they were before."""
    before = record(place), answers(place)
    yield
    assert (record(place), answers(place)) == before


def refused(done: Outcome, status: int, *words: str) -> None:
    """Check that a command said why in one line, and nothing else."""
    assert done.out == ""
    assert done.status == status
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 1
    for word in words:
        assert word in done.err


# --- files that are no documents


def _made(content: bytes) -> Callable[[Path], Path]:
    def make(place: Path) -> Path:
        path = place / "given.txt"
        path.write_bytes(content)
        return path

    return make


def empty(place: Path) -> Path:
    path = place / "given"
    path.mkdir(exist_ok=True)
    return path


@pytest.mark.parametrize(
    ("make", "options", "words"),
    [
        pytest.param(lambda place: place / "absent.txt", (), ("absent.txt", "no file"), id="missing"),
        pytest.param(empty, (), ("given", "no files"), id="empty folder"),
        pytest.param(_made(b""), (), ("given.txt", "empty"), id="empty"),
        pytest.param(_made(b" \n\t\r\n"), (), ("given.txt", "empty"), id="blank"),
        pytest.param(_made(b"\xff\xfe"), (), ("given.txt", "no text"), id="only a mark"),
        pytest.param(_made(b"\1\0\1\2\xff"), (), ("given.txt", "binary"), id="binary"),
        pytest.param(_made(b"\xff\xfeS\0/"), (), ("given.txt", "UTF-16"), id="half a character"),
        pytest.param(_made(b"S/2021/5 \xff\xfe\xfd"), (), ("given.txt", "GB18030"), id="no encoding"),
        pytest.param(_made(NAMELESS.encode()), (), ("symbol", "--symbol"), id="no symbol"),
        pytest.param(
            _made(NAMELESS.encode()), ("--symbol", "S/../../etc"), ("S/../../etc", "symbol"), id="path"
        ),
        pytest.param(
            _made(OTHER.encode()), ("--symbol", "S/2021/99"), ("S/2021/78", "S/2021/99"), id="masthead"
        ),
        pytest.param(
            _made(OTHER.encode()), ("--date", "2021-02-30"), ("2021-02-30", "2019-12-23"), id="date"
        ),
    ],
)
def test_file_that_is_no_document_is_refused(
    place: Path,
    terminal: Terminal,
    make: Callable[[Path], Path],
    options: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    good = written(place / "good.txt", REPORT.replace("S/2021/77", "S/2021/76"))
    with unchanged(place):
        words_given = ("indexer", "add", "--all-or-none", str(make(place)), str(good))
        refused(terminal(*words_given, *options), 2, *words)


def test_newline_in_a_name_makes_no_second_message(place: Path, terminal: Terminal) -> None:
    with unchanged(place):
        done = terminal("indexer", "add", "no\nsuch file")
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "Traceback" not in done.err


def test_name_with_a_nul_names_no_file(place: Path) -> None:
    with unchanged(place), Library(load()) as library, pytest.raises(InputError, match="Check the path"):
        library.add([place / "a\0b"], Given())


def test_pipe_is_no_file(place: Path) -> None:
    with unchanged(place):
        refused(process("indexer", "add", "/dev/stdin", given=OTHER.encode()), 1, "Save it as a file")


@pytest.mark.parametrize(
    "name", ["报告.TXT", 'o\'d "name".txt', "line\nbreak.t\nxt", os.fsdecode(b"\xff.\xff")]
)
def test_odd_names_of_files_do_no_harm(place: Path, terminal: Terminal, name: str) -> None:
    before = record(place), answers(place)
    assert terminal("indexer", "add", str(written(place / name, OTHER))).status == 0
    assert any("S/2021/78:zh" in answer for answer in answers(place))
    assert terminal("indexer", "remove", "S/2021/78").status == 0
    assert (record(place), answers(place)) == before


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_are_decoded_and_found_again(place: Path, terminal: Terminal, encoding: str) -> None:
    (place / "given.txt").write_bytes(OTHER.replace("马拉维", "瓦努阿图").encode(encoding))
    assert terminal("indexer", "add", "given.txt").status == 0
    assert "S/2021/78，附件，第2(a)段" in terminal("search", '"瓦努阿图的请求"').out


def test_title_cannot_break_the_catalog_or_command_the_terminal(place: Path, terminal: Terminal) -> None:
    given = written(place / "given.txt", OTHER)
    title = 'two\nlines, "quoted" \\ \x7f \x1b[31mred'
    assert terminal("indexer", "add", str(given), "--title", title).status == 0
    assert held(place / "added")[-1].given.title == 'two lines, "quoted" \\ \x7f \x1b[31mred'
    shown = terminal("indexer", "show", "S/2021/78").out
    assert "two lines" in shown
    assert not {"\x1b", "\x7f"} & set(shown)


def test_document_cannot_command_the_terminal(place: Path, terminal: Terminal) -> None:
    given = written(
        place / "given.txt", OTHER.replace("马拉维的", "瓦努阿图\x1b]0;owned\x07的") + "4. 一段。\n" * 50
    )
    assert terminal("indexer", "add", str(given)).status == 0
    for done in (terminal("search", "瓦努阿图"), terminal("indexer", "show", "S/2021/78")):
        assert "瓦努阿图" in done.out
        assert not {"\x1b", "\x07"} & set(done.out)


# --- manifests and configurations


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("edition =", "editon =", ("line 5", "editon", "edition")),
        ('"digest"', '"sumary"', ("line 5", "edition", "official, digest, excerpt")),
        ('"zh"', '"fr"', ("line 4", "language", "zh, en")),
        ('"digest.txt"', '"../config.toml"', ("line 2", "file", "same folder")),
        ('"digest.txt"', '"/etc/passwd"', ("line 2", "file", "same folder")),
        ('"digest.txt"', '"a\\u0000b"', ("line 2", "file")),
        ('"digest.txt"', '"gone.txt"', ("line 2", "gone.txt", "Restore")),
        ('"S/2021/77"', '"S/../../etc"', ("line 3", "symbol", "S/2019/986")),
        ('"S/2021/77"', '"S/2021/77', ("line 3", "TOML")),
    ],
)
def test_slip_in_a_manifest_is_named(
    place: Path, terminal: Terminal, old: str, new: str, words: tuple[str, ...]
) -> None:
    manifest_path = place / "corpus" / "manifest.toml"
    with unchanged(place):
        kept = manifest_path.stat()
        written(manifest_path, MANIFEST.replace(old, new))
        refused(terminal("indexer", "build"), 2, str(manifest_path), *words)
        assert terminal("search", "智利").status in (2, 3)
        written(manifest_path, MANIFEST)
        os.utime(manifest_path, ns=(kept.st_atime_ns, kept.st_mtime_ns))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[library]\nengin = 'whoosh'\n", ("line 2", "engin", "corpora, index, engine")),
        ("[library]\nengine = 'lucene'\n", ("line 2", "lucene", "whoosh")),
        ("[libary]\n", ("line 1", "libary", "library")),
        ("[library\n", ("line 1", "TOML")),
        ("[web]\nport = 99999\n", ("line 2", "port", "0 to 65535")),
    ],
)
def test_slip_in_the_configuration_is_named(
    place: Path, terminal: Terminal, text: str, words: tuple[str, ...]
) -> None:
    slip = written(place / "slip.toml", text)
    for command in (("search", "智利", "--config", str(slip)), ("indexer", "--config", str(slip), "build")):
        refused(terminal(*command), 2, str(slip), *words)


def test_configuration_that_cannot_be_read(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(terminal("search", "智利", "--config", str(place)), 2, "Is a directory")
    refused(terminal("search", "智利", "--config", "absent.toml"), 2, "absent.toml")
    monkeypatch.setenv("JUANZONG_CONFIG", str(place))
    refused(terminal("search", "智利"), 2, "JUANZONG_CONFIG")


# --- indexes


def test_missing_index_says_how_to_make_it(place: Path) -> None:
    lose(place / "index")
    refused(process("search", "智利"), 3, "indexer build")
    refused(process("indexer", "list"), 3, "indexer build")
    assert process("indexer", "build").status == 0
    assert process("search", "智利").status == 0


def test_file_that_vanished_after_the_build(place: Path, terminal: Terminal) -> None:
    (place / "corpus" / "digest.txt").unlink()
    refused(terminal("search", "智利"), 3, "indexer build")
    refused(terminal("indexer", "build"), 2, "digest.txt", "Restore the file or drop its table")
    refused(terminal("indexer", "check"), 2, "digest.txt")


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"{}"])
@pytest.mark.parametrize("name", ["*.seg", "*.toc", "current"])
def test_damaged_index_is_told_and_made_anew(
    place: Path, terminal: Terminal, name: str, damage: Callable[[bytes], bytes]
) -> None:
    before = record(place), answers(place)
    for path in (place / "index").rglob(name):
        path.write_bytes(damage(path.read_bytes()))
    refused(terminal("search", "智利"), 3, "damaged", str(place / "index"))
    refused(terminal("indexer", "add", str(written(place / "given.txt", OTHER))), 3, "damaged")
    assert terminal("indexer", "build", "--if-stale").status == 0
    assert (record(place), answers(place)) == before


def test_index_that_is_a_file(place: Path, terminal: Terminal) -> None:
    lose(place / "index")
    written(place / "index", "no folder")
    refused(terminal("search", "智利"), 3, str(place / "index"))
    refused(terminal("indexer", "build"), 3, str(place / "index"), "config.toml")


def test_corpus_that_is_a_file(place: Path, terminal: Terminal) -> None:
    written(place / "config.toml", '[library]\ncorpora = ["corpus", "en.txt"]\nindex = "index"\n')
    refused(
        terminal("indexer", "add", str(written(place / "given.txt", OTHER))), 2, "en.txt cannot be written"
    )


# --- questions


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--state", "Malawy"), ("Malawy", "MWI")),
        (("--kind", "paragraf"), ("paragraf", "paragraph", "abbreviation")),
        (("--part", "anex"), ("anex", "annex")),
        (("--language", "fr"), ("fr", "zh, en")),
        (("--edition", "draft"), ("draft", "official, digest, excerpt")),
        (("--symbol", "S/../../etc"), ("S/../../etc", "symbol")),
        (("--cites", "S/RES/1540(2004)#x"), ("x", "18(a)")),
        (("--year", "next"), ("next", "2018-2020")),
        (("--from", "2021-02-30"), ("2021-02-30", "2019-04-25")),
        (("--from", "2021", "--to", "2019"), ("2021-01-01", "Exchange")),
        (("智利", "--page", "x"), ("'x'", "whole number")),
        (("智利", "--page", "0"), ("'0'", "from 1")),
        (("智利", "--page", "1000000000"), ("1,000,000,000", "--all")),
        (("智利", "--page", "9" * 5000), ("10,000",)),
        (("智利", "--per-page", "101"), ("101", "1 to 100")),
        (("援" * 3_001,), ("3,001", "3,000")),
        (("--args", "q=a&q=b"), ("twice",)),
        (("--args", "colur=red"), ("colur", "state")),
        ((" ",), ("no question", "--help")),
        (("智利", "--all"), ("--all", "csv")),
        (("--topics", "absent.tsv", "--format", "trec"), ("absent.tsv",)),
    ],
)
def test_impossible_question_is_refused(
    terminal: Terminal, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    refused(terminal("search", *words), 2, *told)


@pytest.mark.parametrize(
    "question",
    [
        "援" * 3_000, "智利 " * 1_000, "(" * 3_000, '"' * 2_999, "-" * 3_000, "*" * 3_000, "a*" * 1_500,
        '"智利', "智利”", "((智利", "智利))", ")(", "OR", "AND NOT", "NOT", "-", "~5", '"智利"~999999999999',
        "state:", "state:Atlantis", "colour:red", "year:9999", "S/../../etc", "S/RES/", "第段", "\0", "a\nb",
        "\udce6\udc99", "\u202e智利", "😀", "<script>alert(1)</script>", "'; DROP TABLE units; --",
        "%s %n {0}", "--", "../../etc/passwd", "\x1b[31m",
    ],
)  # fmt: skip
def test_any_question_is_answered(terminal: Terminal, question: str) -> None:
    done = terminal("search", "--", question)
    assert done.status in (0, 1)
    assert (done.err, bool(done.out)) == ("", True)
    assert "\x1b" not in done.out


def test_unbalanced_signs_are_told(terminal: Terminal) -> None:
    assert "引号" in terminal("search", '"智利').out
    assert "括号" in terminal("search", "((智利").out


def test_dash_words_are_left_out_with_and_without_the_bar(terminal: Terminal) -> None:
    plain = terminal("search", "-智利", "--language", "zh")
    assert plain.status == 0
    assert "第2(a)段" in plain.out
    assert "第1段" not in plain.out.replace("信，第1段", "")
    assert terminal("search", "--language", "zh", "--", "-智利") == plain


def test_period_is_understood_either_way_round(terminal: Terminal) -> None:
    assert terminal("search", "--year", "2022-2020") == terminal("search", "--year", "2020-2022")


def test_page_behind_the_last_is_told(terminal: Terminal) -> None:
    assert "没有内容" in terminal("search", "智利", "--page", "9").out
    assert "no page 9" in terminal("search", "Chile", "--page", "9").out


def test_nothing_found_names_the_filters(terminal: Terminal) -> None:
    done = terminal("search", "智利", "--section", "nowhere")
    assert (done.status, "section=nowhere" in done.out) == (1, True)
    assert "section=nowhere" in terminal("search", "Chile", "--section", "nowhere").out


def test_export_of_nothing_leaves_with_one(place: Path, terminal: Terminal) -> None:
    assert terminal("search", "齉齾", "--format", "jsonl") == Outcome(1, "", "")
    topics = written(place / "topics.tsv", "q1\t齉齾\n")
    assert terminal("search", "--topics", str(topics), "--format", "trec") == Outcome(1, "", "")


def test_help_is_found_by_its_short_name(terminal: Terminal) -> None:
    assert terminal("search", "-h").out == terminal("search", "--help").out


# --- writers, disks and permissions


def test_second_writer_is_refused_and_readers_are_not(place: Path) -> None:
    given = written(place / "given.txt", OTHER)
    with unchanged(place), index_state.writing(load().library):
        for command in (("build",), ("add", str(given)), ("remove", "S/2021/77")):
            refused(process("indexer", *command), 4, "try again")
        assert process("search", "智利").status == 0


def test_full_disk_leaves_the_library_as_it_was(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the first, second... file that is brought to it, until all has gone well."""
    given = written(place / "given.txt", OTHER)
    statuses: list[int] = []
    for times in range(50):
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _Full(times))
            with _unchanged_or_done(place, statuses):
                done = terminal("indexer", "add", str(given))
                statuses.append(done.status)
        if not done.status:
            break
        refused(done, done.status, "No space left on device")
    assert statuses[0] == 2
    assert set(statuses) == {2, 3, 0}


@contextmanager
def _unchanged_or_done(place: Path, statuses: list[int]) -> Iterator[None]:
    before = record(place), answers(place)
    yield
    assert ((record(place), answers(place)) == before) == bool(statuses[-1])


class _Full:
    """Stands for `os.fsync` on a disk that is full after so many files."""

    def __init__(self, times: int) -> None:
        self._left = times

    def __call__(self, handle: int) -> None:
        self._left -= stat.S_ISREG(os.fstat(handle).st_mode)
        if self._left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_addition_after_a_crash_keeps_what_was_added_before_it(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise SystemError

    with monkeypatch.context() as patched:
        patched.setattr(Catalog, "settle", crash)
        assert terminal("indexer", "add", str(written(place / "first.txt", OTHER))).status == 70
    second = written(place / "second.txt", REPORT.replace("S/2021/77", "S/2021/79"))
    assert terminal("indexer", "add", str(second)).status == 0
    listed = terminal("indexer", "list").out
    assert "S/2021/78" in listed
    assert "S/2021/79" in listed
    assert [one.symbol for one in held(place / "added")] == ["S/2021/77", "S/2021/78", "S/2021/79"]


@contextmanager
def forbidden(path: Path, mode: int) -> Iterator[None]:
    """Give a file or folder these permissions for a while."""
    kept = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(kept)


def test_permissions_are_told(place: Path, bound: tuple[str, ...]) -> None:
    given = written(place / "given.txt", OTHER)
    with unchanged(place):
        with forbidden(given, 0):
            done = process("indexer", "add", str(given), launcher=bound)
            refused(done, 1, "given.txt")
        with forbidden(place / "added", 0o555):
            done = process("indexer", "add", str(given), launcher=bound)
            refused(done, 2, "catalog.sqlite cannot be used: it may only be read")
        with forbidden(place / "added", 0):
            refused(
                process("indexer", "build", launcher=bound), 2, "catalog.sqlite cannot be used: Permission"
            )
        with forbidden(place / "index" / "lock", 0o444):
            refused(process("indexer", "build", launcher=bound), 3, "index cannot be written")
        with forbidden(place / "config.toml", 0):
            refused(process("search", "智利", launcher=bound), 2, "config.toml cannot be read")


def test_library_that_may_only_be_read_answers(place: Path, bound: tuple[str, ...]) -> None:
    with forbidden(place / "added", 0o555), forbidden(place / "index" / "whoosh", 0o555):
        assert process("search", "智利", launcher=bound).status == 0


# --- terminals


def shell(line: str) -> Outcome:
    """Run a line of bash, whose status is that of the first command of a pipe that failed."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        env=os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("form", ["text", "json", "csv --all"])
def test_reader_who_has_seen_enough_is_no_error(form: str) -> None:
    assert shell(f"search --kind paragraph --format {form} | head -c 1 >/dev/null") == Outcome(0, "", "")


@pytest.mark.usefixtures("place")
def test_output_that_cannot_be_written() -> None:
    refused(shell("search 智利 >&-"), 2, "Standard output is closed")
    refused(shell("search 智利 --format json >/dev/full"), 2, "No space left on device")
    assert shell("search 智利 --page x 2>&-") == Outcome(2, "", "")


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}], ids=min
)
def test_locale_without_chinese(env: dict[str, str]) -> None:
    done = process("search", "马拉维", "--format", "jsonl", env=env)
    assert json.loads(done.out)["text"] == "马拉维的请求；"
    assert "马拉维的请求；" in process("search", "--state", "马拉维", env=env).out
    refused(process("search", "--state", "不存在国", env=env), 2, "不存在国")
    refused(process("indexer", "add", "没有.txt", env=env), 1, "没有.txt")


@pytest.mark.parametrize(
    ("own", "wanted", "spoken"),
    [("latin-1", None, "utf-8"), ("gb18030", None, "gb18030"), ("gb18030", "utf-8", "utf-8")],
)
def test_stream_keeps_its_encoding_where_that_has_chinese(own: str, wanted: str | None, spoken: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=own)
    hold_chinese(stream, wanted)
    assert stream.encoding == spoken


def test_closed_output_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", None)
        done = terminal("search", "智利")
    refused(done, 2, "Standard output is closed")


@pytest.mark.usefixtures("place")
def test_terminal_that_speaks_gb18030() -> None:
    line = "PYTHONIOENCODING=gb18030 search 马拉维 | iconv -f gb18030 -t utf-8"
    assert "马拉维的请求；" in shell(line).out


@pytest.mark.usefixtures("place")
def test_colours_on_a_terminal_unless_unwanted() -> None:
    assert b"\x1b[" in _on_a_terminal({})
    assert b"\x1b[" not in _on_a_terminal({"NO_COLOR": "1"})
    assert "\x1b[" not in process("search", "智利").out


def _on_a_terminal(env: dict[str, str]) -> bytes:
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run([BIN / "search", "智利", "--per-page", "1"], env=clean | env, stdout=theirs, check=True)
    os.close(theirs)
    printed = os.read(ours, 65536)
    os.close(ours)
    return printed


def test_interrupted_by_the_keyboard(place: Path) -> None:
    """It reads its questions from a pipe, so that it is certainly at work when the signal comes."""
    os.mkfifo(place / "topics")
    command = [str(BIN / "search"), "--topics", "topics", "--format", "trec"]
    asking = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with (place / "topics").open("w"):
        asking.send_signal(signal.SIGINT)
        out, err = asking.communicate(timeout=60)
    assert (asking.returncode, out, err) == (130, "", "search: Interrupted.\n")


def test_python_is_the_one_of_this_environment() -> None:
    assert (BIN / "search").exists(), f"the commands are not installed beside {sys.executable}"
