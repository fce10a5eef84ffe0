"""What `indexer check` tells of each document, as text and as JSON, and `indexer tmx` of two versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shelf import ENGLISH, REPORT, written
from tests.terminal import Terminal

ODD = """\
S/2021/78

Letter dated 1 February 2021 from the Chair of a committee addressed to the President of the Security Council

I transmit this report.

Annex

Report of a committee

1. Chile took part under resolution 1540 (2004) and resolution 2325 (2016).

2. One sign\ufffd could not be read.

6. The report S/2021/77 says more.

9. The end.
"""


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Return the path of a configuration with an empty library."""
    settings = f'[library]\ncorpora = ["{tmp_path}/added"]\nindex = "{tmp_path}/index"\n'
    return str(written(tmp_path / "config.toml", settings))


def add(terminal: Terminal, place: str, *texts: str) -> None:
    folder = Path(place).parent
    files = [str(written(folder / f"{at}.txt", text)) for at, text in enumerate(texts)]
    assert terminal("indexer", "--config", place, "add", *files).status == 0


def test_check_tells_what_is_unusual_in_a_document(terminal: Terminal, place: str) -> None:
    add(terminal, place, ODD, REPORT)
    done = terminal("indexer", "--config", place, "check")
    told = [line.strip() for line in done.out.splitlines() if line.startswith("  ")]
    assert done.status == 1
    assert "missing: annex:3-5, annex:7-8" in told
    assert "garbled: 1 replacement character in annex:2" in told
    assert "cited, not held: S/RES/1540 (2004), S/RES/2325 (2016)" in told


def test_check_names_the_units_without_counterpart_of_both_versions(terminal: Terminal, place: str) -> None:
    add(terminal, place, REPORT, ENGLISH)
    done = terminal("indexer", "--config", place, "check")
    assert done.status == 0  # they are no fault of the file
    assert "  no counterpart in en: annex:2(a)-(b), annex:3\n" in done.out
    assert "no counterpart in zh" not in done.out


def test_check_gives_the_same_as_json(terminal: Terminal, place: str) -> None:
    add(terminal, place, ODD, REPORT, ENGLISH)
    done = terminal("indexer", "--config", place, "check", "--format", "json")
    accounts = {(one["symbol"], one["language"]): one["account"] for one in json.loads(done.out)["documents"]}
    odd = accounts["S/2021/78", "en"]
    assert done.status == 1
    assert odd["missing"] == [{"part": "annex", "count": 5, "ranges": ["3-5", "7-8"]}]
    assert odd["garbled"] == [{"kind": "replacement", "characters": 1, "units": ["annex:2"]}]
    assert odd["not_held"] == ["S/RES/1540(2004)", "S/RES/2325(2016)"]
    kept = sum(one["characters"] for one in odd["kept"])
    assert kept + sum(one["characters"] for one in odd["noise"]) == odd["characters"]
    (unaligned,) = accounts["S/2021/77", "zh"]["unaligned"]
    assert unaligned["language"] == "en"
    assert unaligned["units"][0] == "S/2021/77:zh:annex:2(a)"


def test_an_empty_library_has_no_accounts(terminal: Terminal, place: str) -> None:
    done = terminal("indexer", "--config", place, "check", "--format", "json")
    assert (done.status, json.loads(done.out)) == (0, {"documents": []})


def test_the_index_has_no_account(terminal: Terminal, place: str) -> None:
    done = terminal("indexer", "--config", place, "check", "--index", "--format", "json")
    assert done.status == 2
    assert "--index makes none" in done.err


def test_the_account_that_a_document_is_shown_with_is_that_of_check(terminal: Terminal, place: str) -> None:
    from indexer.library.library import Library
    from indexer.runtime.config import load

    add(terminal, place, ODD, REPORT, ENGLISH)
    with Library(load(Path(place))) as library:
        for document, account in library.accounted():
            assert library.document(document.symbol, document.language).account == account


def test_tmx_prints_what_is_aligned(terminal: Terminal, place: str) -> None:
    add(terminal, place, REPORT, ENGLISH)
    done = terminal("indexer", "--config", place, "tmx", "S/2021/77")
    assert done.status == 0
    assert done.out.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert done.out.endswith("</tmx>\n")
    assert "讲习班" in done.out


def test_tmx_of_one_language_prints_nothing(terminal: Terminal, place: str) -> None:
    add(terminal, place, ENGLISH)
    done = terminal("indexer", "--config", place, "tmx", "S/2021/77")
    assert (done.status, done.out) == (1, "")
    assert "is held in one language only" in done.err
