"""The commands as one types them: what they print, and how they leave."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.answer import paging
from indexer.library.library import Library
from tests.conftest import CORPUS
from tests.shelf import ENGLISH, REPORT, written
from tests.terminal import BIN, Terminal

NOT_FOR_A_QUESTION = {
    "asyncio", "calendar", "http", "importlib.metadata", "logging", "shutil", "ssl", "subprocess", "tempfile",
    "flask", "jieba", "opencc", "rjieba", "snowballstemmer", "whoosh",
    "indexer.answer.export_formats", "indexer.answer.listing", "indexer.answer.state_pages",
    "indexer.library.writer", "indexer.cli.indexer", "indexer.engines.tantivy.writing",
    "indexer.names.enumerations", "indexer.reading", "indexer.structure.walker",
}  # fmt: skip
"""Modules that are slow to import; a word of our own vocabulary, asked for in Chinese, needs none of them."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty library in a folder of its own."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stocked(place: Path, terminal: Terminal) -> Terminal:
    """Give a terminal beside a library of one document in two languages."""
    paths = [written(place / "zh.txt", REPORT), written(place / "en.txt", ENGLISH)]
    assert terminal("indexer", "add", *map(str, paths)).status == 0
    return terminal


def test_search_prints_citation_section_snippet_and_address(stocked: Terminal) -> None:
    done = stocked("search", "马拉维")
    assert done.status == 0
    assert "S/2021/77，附件，第2(a)段" in done.out
    assert "一. 导言" in done.out
    assert "http://127.0.0.1:8080/zh/S/2021/77#annex-2(a)" in done.out
    assert "\x1b[" not in done.out


def test_search_that_finds_nothing_leaves_with_one(stocked: Terminal) -> None:
    done = stocked("search", "齉齾")
    assert (done.status, done.err) == (1, "")
    assert "没有找到" in done.out


def test_dash_word_is_part_of_the_question(stocked: Terminal) -> None:
    assert "第1段" not in stocked("search", "秘鲁", "-智利").out
    assert "第1段" in stocked("search", "秘鲁", "-日本").out


def test_misspelt_option_is_an_error(stocked: Terminal) -> None:
    done = stocked("search", "智利", "--yaer", "2019")
    assert done.status == 2
    assert "--year" in done.err
    assert stocked("search", "--", "--yaer").status == 1


def test_filters_narrow(stocked: Terminal) -> None:
    assert stocked("search", "--state", "Malawi", "--language", "zh", "--year", "2020-2021").status == 0
    assert stocked("search", "--state", "Malawi", "--year", "2019").status == 1


def test_unknown_state_names_the_nearest(stocked: Terminal) -> None:
    done = stocked("search", "--state", "Malawy")
    assert done.status == 2
    assert "Malawi" in done.err


def test_no_question_is_an_error(stocked: Terminal) -> None:
    assert stocked("search").status == 2


def test_json_is_what_the_api_answers(stocked: Terminal) -> None:
    answer = json.loads(stocked("search", "智利", "--format", "json").out)
    assert answer["hits"][0]["id"] == "S/2021/77:zh:annex:1"
    assert answer["hits"][0]["url"].startswith("/zh/")
    assert set(answer) == {
        "query",
        "total",
        "page",
        "per_page",
        "next",
        "prev",
        "hits",
        "facets",
        "documents",
        "translated",
    }


def test_json_that_finds_nothing_is_still_json(stocked: Terminal) -> None:
    done = stocked("search", "齉齾", "--format", "json")
    assert (done.status, json.loads(done.out)["total"]) == (1, 0)


def test_csv_has_a_mark_for_spreadsheets_and_a_row_each(stocked: Terminal) -> None:
    done = stocked("search", "--kind", "paragraph", "--format", "csv", "--all")
    assert done.out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))
    assert len(rows) == 7
    assert rows[0]["citation"].startswith("S/2021/77")


def test_json_lines_and_trec(stocked: Terminal) -> None:
    lines = stocked("search", "委员会", "--format", "jsonl", "--all").out.splitlines()
    assert all(json.loads(line)["symbol"] == "S/2021/77" for line in lines)
    first = stocked("search", "智利", "--format", "trec").out.split()
    assert first[:4] == ["1", "Q0", "S/2021/77:zh:annex:1", "1"]


def test_topics_run_one_after_the_other(stocked: Terminal, place: Path) -> None:
    topics = written(place / "topics.tsv", "q1\t智利\n\nq2\t多哥\n")
    done = stocked("search", "--topics", str(topics), "--format", "trec")
    assert {line.split()[0] for line in done.out.splitlines()} == {"q1", "q2"}
    assert stocked("search", "--topics", str(topics)).status == 2
    broken = written(place / "broken.tsv", "no tab\n")
    assert "line 1" in stocked("search", "--topics", str(broken), "--format", "trec").err
    assert stocked("search", "--topics", "absent", "--format", "trec").status == 2


def test_all_needs_a_format_of_lines(stocked: Terminal) -> None:
    assert stocked("search", "智利", "--all").status == 2


def test_args_take_the_grammar_of_addresses(stocked: Terminal) -> None:
    assert "S/2021/77:zh:annex:1 " in stocked("search", "--args", "q=智利&year=2021", "--format", "trec").out
    assert stocked("search", "--args", "q=智利&colour=red").status == 2


def test_facets_are_printed_on_request(stocked: Terminal) -> None:
    printed = stocked("search", "请求", "--kind", "paragraph", "--facets").out
    assert "国家" in printed
    assert "马拉维" in printed.partition("国家")[2]


def test_reader_is_told_how_the_question_was_understood(stocked: Terminal) -> None:
    assert "“Chile” also searched for, by its other names: 智利" in stocked("search", "Chile").out
    assert "含有全部3个词；以下各含其中至少2个" in stocked("search", "智利", "秘鲁", "齉齾").out
    assert "was read as S/RES/1540 (2004)" in stocked("search", "UNSCR", "1540").out
    assert "Did you mean: workshop" in stocked("search", "worksop").out


@pytest.mark.usefixtures("place")
def test_missing_index_leaves_with_three(terminal: Terminal) -> None:
    done = terminal("search", "智利")
    assert done.status == 3
    assert "indexer build" in done.err
    assert "Traceback" not in done.err


def test_wrong_configuration_leaves_with_two(place: Path, terminal: Terminal) -> None:
    written(place / "config.toml", "[library]\nengin = 'whoosh'\n")
    done = terminal("search", "智利")
    assert done.status == 2
    assert "line 2" in done.err


def test_build_only_if_stale(stocked: Terminal) -> None:
    assert "up to date" in stocked("indexer", "build", "--if-stale").out
    assert "2 documents" in stocked("indexer", "build").out


@pytest.mark.usefixtures("place")
def test_build_if_stale_builds_what_is_missing(terminal: Terminal) -> None:
    assert "0 documents" in terminal("indexer", "build", "--if-stale").out


def test_list_show_and_remove(stocked: Terminal) -> None:
    assert stocked("indexer", "list").out.count("S/2021/77") == 2
    shown = stocked("indexer", "show", "S/2021/77", "--language", "en").out
    assert "[annex 1] Chile and Peru" in shown
    assert stocked("indexer", "remove", "S/2021/77", "--language", "en").status == 0
    assert stocked("indexer", "list").out.count("S/2021/77") == 1
    assert stocked("indexer", "remove", "S/1999/1").status == 1
    assert stocked("indexer", "show", "S/1999/1").status == 1


def test_list_narrows_sorts_and_finds_words_of_titles(stocked: Terminal) -> None:
    def listed(*options: str) -> list[str]:
        return [line for line in stocked("indexer", "list", *options).out.splitlines() if "S/2021/77" in line]

    assert len(listed("--year", "2021", "--organ", "security-council", "--state", "智利")) == 2
    assert [line.partition("[")[2][:2] for line in listed("--sort", "-symbol")] == ["zh", "en"]
    assert len(listed("--language", "en")) == len(listed("letter", "Chair")) == 1
    assert len(listed("主席的信")) == len(listed("导言 -workshop")) == 1
    assert "Letter dated 1 February" in stocked("indexer", "list", "letter", "--titles").out
    assert stocked("indexer", "list", "--year", "1999").status == 1
    for wrong in (("--sort", "size"), ("--kind", "event"), ("kind:event",), ("--yaer", "2019")):
        assert stocked("indexer", "list", *wrong).status == 2


def test_a_search_names_documents_by_their_titles(stocked: Terminal) -> None:
    told = stocked("search", "letter", "Chair", "committee").out
    assert "S/2021/77 [en] Letter dated 1 February 2021" in told


def test_list_goes_on_where_pages_end(stocked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MAX_REACH", 1)
    assert stocked("indexer", "list").out.count("S/2021/77") == 2


def test_check_prints_the_account(stocked: Terminal, place: Path) -> None:
    done = stocked("indexer", "check")
    assert done.status == 0
    assert "characters" in done.out
    gap = REPORT.replace("3. 委员会将", "5. 委员会将").replace("S/2021/77", "S/2021/78")
    assert stocked("indexer", "add", str(written(place / "gap.txt", gap))).status == 0
    done = stocked("indexer", "check")
    assert done.status == 1
    assert "missing: annex:3" in done.out


def test_add_says_what_the_text_does_not(place: Path, terminal: Terminal) -> None:
    bare = written(place / "bare.txt", REPORT.removeprefix("S/2021/77\n\n"))
    assert terminal("indexer", "add", str(bare)).status == 1
    given = ["--symbol", "s/2021/79", "--date", "2021-02-03", "--title", "题"]
    done = terminal("indexer", "add", str(bare), *given)
    assert (done.status, "S/2021/79 [zh, official] 2021-02-03" in done.out) == (0, True)
    assert terminal("indexer", "add", str(bare), "--symbol", "S/2021/79", "--date", "3/2/2021").status == 2
    assert terminal("indexer", "add", "absent.txt").status == 1


def test_second_writer_leaves_with_four(stocked: Terminal) -> None:
    from indexer.library.index_state import writing
    from indexer.runtime.config import load

    with writing(load().library):
        assert stocked("indexer", "build").status == 4


def test_our_own_fault_is_said_without_a_traceback(
    stocked: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Library, "search", broken)
    done = stocked("search", "智利")
    assert done.status == 70
    assert "boom" in done.err
    assert "Traceback" not in done.err


def test_interrupted_leaves_quietly(stocked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "search", interrupted)
    assert stocked("search", "智利").status == 130


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("words", "said"), [("résolution", " hit"), ("Мальта", "Nothing found"), ("naïve 芬兰", "没有")]
)
def test_reader_is_answered_in_the_language_of_the_question(stocked: Terminal, words: str, said: str) -> None:
    assert said in stocked("search", words).out


def test_reader_who_has_seen_enough_is_no_error(place: Path, terminal: Terminal) -> None:
    written(place / "config.toml", f'[library]\ncorpora = ["{CORPUS}"]\n')  # more than a pipe holds
    assert terminal("indexer", "build").status == 0
    command = f"{BIN / 'search'} --kind paragraph --format jsonl --all | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - a real pipe
    assert (done.returncode, done.stderr) == (0, "")


def test_a_question_loads_nothing_that_it_can_do_without(place: Path, terminal: Terminal) -> None:
    pytest.importorskip("tantivy")  # whoosh loads half of the standard library itself
    written(place / "config.toml", '[library]\ncorpora = ["added"]\nengine = "tantivy"\n')
    assert terminal("indexer", "add", str(written(place / "zh.txt", REPORT))).status == 0
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['search', '智利']\n"
        "from indexer.cli.search import main\n"
        "try: main()\n"
        "finally: print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "indexer.engines.tantivy.snapshot" in loaded
    assert not NOT_FOR_A_QUESTION & set(loaded)


def test_help_is_no_error(terminal: Terminal) -> None:
    assert terminal("search", "--help").status == 0
    assert terminal("indexer", "build", "--help").status == 0


def test_a_question_that_is_too_broad_leaves_with_2_and_names_the_part(stocked: Terminal) -> None:
    broad = " OR ".join(f"paras. {first}-999 of S/RES/1540(2004)" for first in range(1, 4))
    done = stocked("search", broad)
    assert done.status == 2
    assert "“paras. 1-999 of S/RES/1540(2004)” stands for 999 paragraphs" in done.err
    assert "Name fewer paragraphs" in done.err
