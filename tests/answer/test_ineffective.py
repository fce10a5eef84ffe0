"""Switches that do nothing yet, and filters that nothing held meets, are accepted and say so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from indexer.runtime.config import SearchConfig
from indexer.runtime.errors import UsageError
from tests.shelf import DIGEST, ENGLISH, REPORT, config, written
from tests.terminal import Terminal


def told(library: Library, *pairs: tuple[str, str]) -> dict[str, tuple[str, str]]:
    notices = library.search(arguments.parse(pairs)).query.notices
    return {notice.code: (notice.zh, notice.en) for notice in notices}


@pytest.fixture
def small(tmp_path: Path) -> Library:
    """Return a library of one English document: without events, digests and excerpts."""
    library = Library(config(tmp_path))
    library.add([written(tmp_path / "en.txt", ENGLISH)], Given())
    library.open()
    return library


@pytest.mark.parametrize("value", ["true", "false", "0", "1"])
def test_switching_translations_says_that_it_has_no_effect(digests: Library, value: str) -> None:
    zh, en = told(digests, ("q", "援助"), ("translate", value))["no-translations"]
    assert "不起作用" in zh
    assert "no effect" in en
    assert "no-translations" not in told(digests, ("q", "援助"))


def test_switching_translations_off_in_the_configuration_says_so(tmp_path: Path) -> None:
    library = Library(replace(config(tmp_path), search=SearchConfig(translate=False)))
    library.add([written(tmp_path / "en.txt", ENGLISH)], Given())
    with library:
        assert "no-translations" in told(library, ("q", "workshop"))


def test_the_switch_finds_what_is_found_without_it(digests: Library) -> None:
    plain, switched = (
        digests.search(arguments.parse([("q", "assistance"), *more]))
        for more in ([], [("translate", "false")])
    )
    assert plain.total > 0
    assert [hit.id for hit in switched.hits] == [hit.id for hit in plain.hits]


@pytest.mark.parametrize("kind", ["preamble", "speech"])
def test_a_kind_that_no_document_can_have_is_accepted_and_says_so(digests: Library, kind: str) -> None:
    zh, en = told(digests, ("q", "援助"), ("kind", kind))["none-held"]
    assert zh == f"本库没有任何文件符合 kind:{kind}。"
    assert en == f"No document of this library has kind:{kind}."
    for pairs in (
        [("q", f"kind:{kind}")],
        [("q", f"(kind:{kind} OR 援助)")],
        [("q", f"援助 -kind:{kind}")],
        [("q", "援助"), ("not.kind", kind)],
    ):
        assert "none-held" in told(digests, *pairs)
        assert "unknown-value" not in told(digests, *pairs)


def test_an_edition_or_kind_that_is_not_held_says_so_until_it_is(small: Library, tmp_path: Path) -> None:
    for pair in (("edition", "excerpt"), ("edition", "digest"), ("kind", "event")):
        assert "none-held" in told(small, pair)
    for pair in (("edition", "official"), ("kind", "paragraph"), ("kind", "heading")):
        assert "none-held" not in told(small, pair)
    small.add([written(tmp_path / "zh.txt", REPORT)], Given(edition="excerpt"))
    small.add([written(tmp_path / "d.txt", DIGEST.replace("S/2021/77", "S/2021/78"))], Given())
    small.open()
    for pair in (("edition", "excerpt"), ("edition", "digest")):
        assert "none-held" not in told(small, pair)


def test_what_is_held_but_not_found_is_no_notice(digests: Library) -> None:
    assert told(digests, ("q", "援助"), ("kind", "event"), ("year", "1999")) == {}


def test_messages_name_no_switch_that_does_nothing() -> None:
    with pytest.raises(UsageError) as refused:
        arguments.parse([("translation", "0")])
    assert "translate" not in refused.value.advice


def test_help_names_no_switch_that_does_nothing(terminal: Terminal) -> None:
    shown = terminal("search", "--help").out
    assert "--facets" in shown
    assert "translat" not in shown


def test_the_command_accepts_the_switch_and_says_so(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small: Library
) -> None:
    settings = small.config.library
    monkeypatch.chdir(tmp_path)
    written(
        tmp_path / "config.toml",
        f'[library]\ncorpora = ["{settings.corpora[0]}"]\nindex = "{settings.index}"\n',
    )
    said = terminal("search", "workshop", "--no-translate")
    assert said.status == 0
    assert "Words do not find their translations yet" in said.out
