"""Somebody who mistypes a name is told the likely ones."""

from __future__ import annotations

from indexer.runtime.suggestions import nearest


def test_the_likeliest_comes_first_whatever_its_case() -> None:
    assert nearest("CORPRA", ["engine", "corpora", "index"]) == ("corpora",)
    assert nearest("chle", ["Chad", "Chile", "China"], 2)[0] == "Chile"


def test_nothing_is_near_to_what_is_far() -> None:
    assert nearest("xyz", ["corpora", "index"]) == ()
    assert nearest("corpora", []) == ()


def test_no_more_are_named_than_asked_for() -> None:
    assert len(nearest("aaaa", ["aaab", "aaac", "aaad"], 2)) == 2
