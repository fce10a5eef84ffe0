"""`search --parallel`: what each hit says in both languages, in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli.search import search

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> str:
    from indexer.library.library import Library
    from indexer.runtime.config import load

    place = tmp_path_factory.mktemp("parallel") / "config.toml"
    place.write_text(f'[library]\ncorpora = ["{CORPUS}", "added"]\nindex = "index"\n', "utf-8")
    Library(load(place)).build()
    return str(place)


def asked(settings: str, *words: str) -> list[str]:
    told = CliRunner().invoke(search, ["--config", settings, "--parallel", *words], standalone_mode=False)
    assert told.exception is None, told.output
    return [line.strip() for line in told.output.splitlines()]


def test_each_hit_is_told_in_both_versions(settings: str) -> None:
    lines = asked(settings, "派员授课")
    assert "中文本(本项目自编提要，非联合国文本)：专家组派员授课，国际组织和其他区域组织的专家协助。" in lines
    (english,) = (
        line for line in lines if line.startswith("英文本(本项目自编提要，非联合国文本)，自动对齐：")
    )
    assert "The Group of Experts sent instructors" in english


def test_the_versions_are_named_in_the_language_of_the_question(settings: str) -> None:
    lines = asked(settings, '"sent instructors"')
    assert any(line.startswith("English version (project digest, not UN text): ") for line in lines)
    told = "Chinese version (project digest, not UN text), aligned automatically: "
    assert any(line.startswith(told) and line.endswith("专家协助。") for line in lines)


def test_it_is_refused_in_formats_for_programs(settings: str) -> None:
    told = CliRunner().invoke(
        search, ["--config", settings, "--parallel", "--format", "json", "Chile"], standalone_mode=False
    )
    assert told.exception is not None
    assert "--parallel is printed as text only." in str(told.exception)
