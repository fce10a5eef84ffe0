"""What contributors are told to type, and what runs before their commits, is what there is."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from tests.terminal import outside_make
from tests.test_docs import PAGES, ROOT

HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ELSEWHERE = ("git commit", "git tag", "pipx install", "pre-commit install")
"""What is no part of the project."""


def typed(text: str) -> list[list[str]]:
    """Return the words of every command in the blocks of a page."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (line for block in blocks for line in block.splitlines())
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def made(target: str) -> list[str]:
    """Return the commands of a target, the environment being ready."""
    ready = ("-o", ".venv/.ready", "-o", ".venv/.tools")
    done = subprocess.run(
        ["make", "-n", *ready, target],
        cwd=ROOT,
        env=outside_make(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_hooks_run_what_make_check_runs_and_fetch_nothing() -> None:
    assert re.findall(r"^ +entry: (.*)$", HOOKS, re.MULTILINE) == made("check")
    hooks = HOOKS.count("- id: ")
    assert hooks == HOOKS.count("language: system\n") == HOOKS.count("pass_filenames: false\n")
    assert re.findall(r"repo: (.*)$", HOOKS, re.MULTILINE) == ["local"]


def targets() -> set[str]:
    """Return what pages tell to make."""
    texts = (path.read_text(encoding="utf-8") for path in PAGES)
    return {name for text in texts for name in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)}


@pytest.mark.parametrize("target", sorted(targets()))
def test_what_pages_tell_to_make_can_be_made(target: str) -> None:
    assert made(target)


def test_every_target_that_tests_is_told() -> None:
    assert {"test", "slow", "stress", "cluster", "browser", "check", "format", "lock", "wheel"} <= targets()


@pytest.mark.parametrize("words", typed(CONTRIBUTING), ids=" ".join)
def test_every_command_for_contributors_exists(words: list[str]) -> None:
    if words[0] == "make":
        assert made(words[1])
    elif " ".join(words[:2]) not in ELSEWHERE:
        assert (ROOT / words[0]).is_file()
        assert all((ROOT / word).exists() for word in words[1:])


def test_every_path_that_contributors_are_told_of_exists() -> None:
    told = re.findall(r"`([\w./]*(?:/\w+|\.\w+))`", CONTRIBUTING)
    assert len(told) > 10
    assert [path for path in told if not (ROOT / path).exists() and path not in (".venv", "dist/")] == []
