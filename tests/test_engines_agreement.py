"""Whatever is asked of whatever corpus, an engine finds, counts and orders as the reference does."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import engine
from indexer.engines.base import (
    And,
    AtLeast,
    Best,
    Boost,
    Changes,
    Engine,
    Entry,
    Expression,
    Filter,
    Key,
    KeyField,
    Or,
    Phrase,
    Request,
    Term,
    TextField,
    Without,
)

TEXT: tuple[TextField, ...] = ("exact", "lead_words")
KEYS: tuple[KeyField, ...] = ("state", "year")

tokens = st.sampled_from("中国家ab")
values = st.sampled_from(("CHL", "ESP", "2019", "2020", "2021"))
sequences = st.lists(tokens, max_size=7).map(tuple)
fields = st.sampled_from(TEXT)
key_fields = st.sampled_from(KEYS)
several = st.lists(values, max_size=3).map(tuple)
bounds = st.one_of(st.just(""), values)


@st.composite
def phrases(draw: st.DrawFn) -> Phrase:
    run = tuple(draw(st.lists(tokens, max_size=4)))
    between = max(0, len(run) - 1)
    gaps = draw(st.lists(st.integers(0, 3), min_size=between, max_size=between))
    return Phrase(draw(fields), run, draw(st.sampled_from(((), tuple(gaps)))))


leaves: st.SearchStrategy[Expression] = st.one_of(
    st.builds(Term, fields, tokens),
    phrases(),
    st.builds(Key, key_fields, values),
)


def combined(nodes: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    group = st.lists(nodes, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, group),
        st.builds(Or, group),
        st.builds(Best, group),
        st.builds(AtLeast, st.integers(0, 3), group),
        st.builds(Without, nodes, nodes),
        st.builds(Boost, nodes, st.sampled_from((0.0, 0.5, 2.0)), st.sampled_from((0.0, 5.0))),
    )


requests = st.builds(
    Request,
    st.recursive(leaves, combined, max_leaves=8),
    st.lists(
        st.builds(
            Filter,
            key_fields,
            several,
            st.lists(st.tuples(bounds, bounds), max_size=2).map(tuple),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    facets=st.just(KEYS),
    sort=st.sampled_from(("date", "-date", "document")),
    offset=st.integers(0, 3),
    limit=st.one_of(st.none(), st.integers(0, 5)),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    document = draw(st.sampled_from("pqr"))
    number = draw(st.integers(0, 10**9))
    return Entry(
        id=f"{document}:{number}",
        document=document,
        order=f"{number:010d}",
        date=draw(st.sampled_from(("", "2019-01-01", "2020-01-01"))),
        tokens={field: draw(sequences) for field in TEXT},
        keys={field: draw(several) for field in KEYS},
        stored=str(number),
    )


changes = st.builds(
    Changes,
    st.lists(entries(), max_size=8, unique_by=lambda entry: entry.order).map(tuple),
    st.lists(st.sampled_from("pqr"), max_size=2).map(tuple),
    st.text(max_size=3),
    st.sampled_from((False, False, False, True)),
)


def compare(one: Engine, other: Engine, request: Request) -> None:
    found, expected = one.search(request), other.search(request)
    assert (found.total, found.facets) == (expected.total, expected.facets)
    assert [hit.id for hit in found.found] == [hit.id for hit in expected.found]
    assert [hit.stored for hit in found.found] == [hit.stored for hit in expected.found]
    best = replace(request, sort="relevance", offset=0, limit=None)
    ranked = one.search(best).found
    scores = {hit.id: hit.score for hit in other.search(best).found}
    assert {hit.id: hit.score for hit in ranked} == pytest.approx(scores)
    assert all(first.score >= second.score for first, second in pairwise(ranked))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(changes, min_size=1, max_size=4), st.lists(requests, min_size=1, max_size=8))
def test_whoosh_agrees_with_the_reference(written: list[Changes], asked: list[Request]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whoosh, memory = engine("whoosh", Path(folder)), engine("memory", Path(folder))
        taken: set[str] = set()
        for change in written:
            new = [entry for entry in change.add if entry.order not in taken]
            taken |= {entry.order for entry in new}
            for one in (whoosh, memory):
                one.write(replace(change, add=new))
            assert whoosh.open() == memory.open() == change.mark
        for request in asked:
            compare(whoosh, memory, request)
        for field in (*TEXT, *KEYS):
            assert whoosh.terms(field, "", 9) == memory.terms(field, "", 9)
            for term in memory.terms(field, "", 9):
                assert whoosh.frequency(field, term) == memory.frequency(field, term)
        whoosh.close()
