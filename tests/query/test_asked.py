"""What is recognised comes first: questions in `asked.tsv`, as people paste and type them.

A line is a question and what is expected: `first:ID` the first unit, `hit:ID` a unit found, `only:ID;ID` all
units found, `order:KEY;KEY` the documents of the first hits, `same:QUESTION` the same first unit and number
of units as that question, `notice:CODE` a notice, `silent:CODE` none such.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.model.query import Query
from indexer.query import arguments
from tests.query import recognised_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from indexer.library.library import Library
    from indexer.model.results import Results

LINES = Path(__file__).with_name("asked.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES]


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def library(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Library]:
    yield from recognised_documents.library(tmp_path_factory.mktemp("asked"), request.param)


def ask(library: Library, text: str) -> Results:
    return library.search(arguments.parse([("q", text), ("per_page", "100")]))


def ids(answer: Results) -> list[str]:
    return [hit.id for hit in answer.hits]


def codes(answer: Results) -> list[str]:
    return [notice.code for notice in answer.query.notices]


def first(answer: Results, given: str) -> None:
    assert ids(answer)[:1] == [given]


def hit(answer: Results, given: str) -> None:
    assert answer.query.relaxed is None
    assert given in ids(answer)


def only(answer: Results, given: str) -> None:
    assert answer.query.relaxed is None
    assert sorted(ids(answer)) == sorted(given.split(";"))


def order(answer: Results, given: str) -> None:
    wanted = given.split(";")
    found = [":".join(one.split(":")[:2]) for one in ids(answer)]
    symbols = [one.rpartition(":")[0] for one in wanted]
    assert sorted(found[: len(wanted)]) == sorted(wanted)
    assert [one.rpartition(":")[0] for one in found[: len(wanted)]] == symbols


def notice(answer: Results, given: str) -> None:
    assert given in codes(answer)


def silent(answer: Results, given: str) -> None:
    assert given not in codes(answer)


def same(library: Library, answer: Results, given: str) -> None:
    other = ask(library, given)
    assert answer.total == other.total > 0
    assert ids(answer)[:1] == ids(other)[:1]
    assert answer.query.relaxed is None


EXPECTED: dict[str, Callable[[Results, str], None]] = {
    "first": first, "hit": hit, "only": only, "order": order, "notice": notice, "silent": silent,
}  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), CASES)
def test_what_is_recognised_comes_first(library: Library, question: str, expected: str) -> None:
    kind, _, given = expected.partition(":")
    checked = partial(same, library) if kind == "same" else EXPECTED[kind]
    checked(ask(library, question), given)


def test_a_question_is_told_as_it_was_read(library: Library) -> None:
    answer = library.search(Query("QDi.999 34-07555 SC/99010 9 September"))
    assert [(one.kind, one.value) for one in answer.query.named] == [
        ("list-entry", "QDi.999"),
        ("job-number", "34-07555"),
        ("press-release", "SC/99010"),
        ("day", "09-09"),
    ]
