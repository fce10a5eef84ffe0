"""What may be left out of an expression when nobody asks for scores."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines import engine
from indexer.engines.base import (
    And,
    AtLeast,
    Best,
    Boost,
    Changes,
    Entry,
    Expression,
    Key,
    Or,
    Request,
    Term,
    Without,
)
from indexer.engines.tantivy.matching import matching
from tests.engines.test_agreement import entries, requests

A, B, C = (Term("exact", token) for token in "abc")
ZH = Key("language", "zh")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (A, A),
        (Boost(A, 2.0, 1.0), A),
        (And((A, A)), A),
        (Best((A, Boost(And((A, ZH)), 1.25))), A),
        (Best((And((A, B)), And((Boost(A), B, ZH)))), And((A, B))),
        (And((Or((A, B, C)), Boost(Or((A, B)), 0.0))), Or((A, B))),
        (And((And((A, B)), And((B, C)))), And((A, B, C))),
        (Or((Or((A, B)), Best((B, C)))), Or((A, B, C))),
        (Or((And(()), A)), And(())),
        (And((Or(()), A)), Or(())),
        (And(()), And(())),
        (Or(()), Or(())),
        (Without(Best((A, And((A, B)))), Boost(C)), Without(A, C)),
        (AtLeast(2, (A, A, Boost(B))), AtLeast(2, (A, A, B))),
    ],
)  # fmt: skip
def test_what_is_left(node: Expression, expected: Expression) -> None:
    assert matching(node) == expected


@settings(deadline=None, max_examples=200)
@given(st.lists(entries(), max_size=8, unique_by=lambda entry: entry.order), requests)
def test_it_matches_the_same(written: list[Entry], request: Request) -> None:
    memory = engine("memory", Path())
    memory.write(Changes(add=written))
    memory.open()
    plain = Request(request.expression, sort="document", limit=None)
    simpler = Request(matching(request.expression), sort="document", limit=None)
    assert [one.id for one in memory.search(plain).found] == [one.id for one in memory.search(simpler).found]
