"""What the commands have in common: a version, completion in shells, `--config` where one likes."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.shelf import written
from tests.terminal import BIN, Terminal, process

COMMANDS = ("search", "indexer", "webui")
SHELLS = ("bash", "zsh", "fish")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "installing.md"


@pytest.mark.parametrize("command", COMMANDS)
def test_version_is_that_of_the_installed_package(command: str) -> None:
    done = process(command, "--version")
    assert (done.status, done.out, done.err) == (0, f"{command} (juanzong) {version('juanzong')}\n", "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_script_for_every_shell(command: str, shell: str) -> None:
    done = process(command, env={f"_{command.upper()}_COMPLETE": f"{shell}_source"})
    assert done.status == 0
    assert f"_{command}_completion" in done.out
    assert f"_{command.upper()}_COMPLETE={shell}_complete" in done.out


def test_the_lines_that_switch_completion_on_name_command_and_shell_rightly() -> None:
    lines = re.findall(r"_(\w+)_COMPLETE=(\w+)_source (\w+)", PAGE.read_text(encoding="utf-8"))
    assert {shell for _, shell, _ in lines} == set(SHELLS)
    assert {name for _, _, name in lines} == set(COMMANDS)
    assert all(variable == name.upper() for variable, _, name in lines)


def test_an_unknown_shell_has_no_script() -> None:
    assert process("search", env={"_SEARCH_COMPLETE": "cmd_source"}).status == 1


def completed(line: str) -> list[str]:
    """Return what the last word of a line may be completed to, as bash is told."""
    words = line.split(" ")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = process(words[0], env={**asked, f"_{words[0].upper()}_COMPLETE": "bash_complete"})
    assert (done.status, done.err) == (0, "")
    return [row.partition(",")[2] for row in done.out.splitlines() if row]


def test_subcommands_are_completed() -> None:
    assert {"add", "build", "check", "evaluate", "list", "remove", "show", "tmx"} <= set(
        completed("indexer ")
    )
    assert completed("indexer bu") == ["build"]
    assert completed("indexer --config my.toml re") == ["remove"]


def test_options_and_their_values_are_completed() -> None:
    assert completed("search 智利 --fac") == ["--facets"]
    assert completed("search 智利 --no-t") == ["--no-translate"]
    assert completed("search --sort rel") == ["relevance"]
    assert completed("search --format js") == ["json", "jsonl"]
    assert completed("indexer add --lang") == ["--language"]
    assert completed("indexer show S/2019/986 --language ") == ["zh", "en"]
    assert completed("webui --wor") == ["--workers"]


def test_an_option_that_is_misspelt_so_far_does_not_end_completion() -> None:
    assert completed("search --yaer 2019 --forma") == ["--format"]


def test_bash_takes_the_script() -> None:
    script = (
        f'PATH="{BIN}:$PATH"; eval "$(_INDEXER_COMPLETE=bash_source indexer)"; '
        'COMP_WORDS=(indexer b); COMP_CWORD=1; _indexer_completion indexer; echo "${COMPREPLY[*]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "build\n"


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the path of a configuration in another folder than the one we are in."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return str(written(tmp_path / "my.toml", '[library]\ncorpora = ["added"]\n'))


def test_the_configuration_is_named_before_or_behind_a_subcommand(named: str, terminal: Terminal) -> None:
    place = Path(named).parent / "var"
    for words in (("--config", named, "build"), ("build", "--config", named)):
        assert terminal("indexer", *words).status == 0
        assert place.is_dir()
        shutil.rmtree(place)


def test_one_configuration_may_be_named_twice_and_two_may_not(named: str, terminal: Terminal) -> None:
    again = "../my.toml"
    assert terminal("indexer", "--config", named, "build", "--config", again).status == 0
    other = str(written(Path("other.toml"), ""))
    done = terminal("indexer", "--config", named, "build", "--config", other)
    assert done.status == 2
    assert f"{named} before the subcommand and other.toml behind it" in done.err


@pytest.mark.parametrize("subcommand", ["build", "list", "check", "evaluate"])
def test_a_configuration_that_is_wrong_is_told_wherever_it_is_named(
    named: str, subcommand: str, terminal: Terminal
) -> None:
    written(Path(named), "[wed]\n")
    for words in (("--config", named, subcommand), (subcommand, "--config", named)):
        done = terminal("indexer", *words)
        assert (done.status, "my.toml, line 1: wed" in done.err) == (2, True)
