"""Filters that nothing held meets are accepted and say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from tests.shelf import DIGEST, ENGLISH, REPORT, config, written


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
