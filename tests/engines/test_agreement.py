"""Whatever is asked of whatever corpus, an engine finds, counts and orders as the reference does."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

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
    FacetLimit,
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
from tests.damage import lose

TEXT: tuple[TextField, ...] = ("exact", "lead_words")
KEYS: tuple[KeyField, ...] = ("state", "year", "kind", "part")

tokens = st.sampled_from((*"中国家ab", "ab"))
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
    sort=st.sampled_from(("date", "-date", "document", "-document")),
    offset=st.integers(0, 3),
    limit=st.one_of(st.none(), st.integers(0, 5)),
    limits=st.lists(
        st.builds(FacetLimit, key_fields, st.integers(0, 3), several),
        max_size=2,
        unique_by=lambda one: one.field,
    ).map(tuple),
    crossed=st.one_of(st.none(), st.tuples(key_fields, key_fields)),
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


class Agreement(RuleBasedStateMachine):
    """An engine and the reference, written to and asked in turn."""

    name: ClassVar[str]
    exact: ClassVar[bool] = False
    """Whether the scores are the reference's own."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.mkdtemp()
        self._engine = self.make(Path(self._folder))
        self._reference = engine("memory", Path())
        self._taken: set[str] = set()

    def make(self, place: Path) -> Engine:
        return engine(self.name, place)

    @initialize(change=changes)
    def begin(self, change: Changes) -> None:
        self._write(change)

    @rule(change=changes)
    def write(self, change: Changes) -> None:
        self._write(change)

    def _write(self, change: Changes) -> None:
        new = [entry for entry in change.add if entry.order not in self._taken]
        self._taken |= {entry.order for entry in new}
        for one in (self._engine, self._reference):
            one.write(replace(change, add=new))
            assert one.open() == change.mark

    @rule()
    def open_anew(self) -> None:
        self._engine.close()
        self._engine = self.make(Path(self._folder))
        assert self._engine.open() == self._reference.open()

    @rule(request=requests)
    def search(self, request: Request) -> None:
        found, expected = self._engine.search(request), self._reference.search(request)
        assert (found.total, found.facets) == (expected.total, expected.facets)
        assert (found.further, found.crossed) == (expected.further, expected.crossed)
        assert [(hit.id, hit.stored) for hit in found.found] == [
            (hit.id, hit.stored) for hit in expected.found
        ]

    @rule(request=requests)
    def rank(self, request: Request) -> None:
        request = replace(request, sort="relevance", offset=0, limit=None)
        found, expected = self._engine.search(request).found, self._reference.search(request).found
        assert {hit.id: hit.stored for hit in found} == {hit.id: hit.stored for hit in expected}
        assert all(first.score >= second.score for first, second in pairwise(found))
        if self.exact:
            assert {hit.id: hit.score for hit in found} == pytest.approx(
                {hit.id: hit.score for hit in expected}
            )

    @rule(request=requests, size=st.integers(1, 3))
    def page(self, request: Request, size: int) -> None:
        request = replace(request, sort="relevance", offset=0, limit=None)
        whole = self._engine.search(request).found
        pages = (
            self._engine.search(replace(request, offset=offset, limit=size)).found
            for offset in range(0, len(whole), size)
        )
        assert [hit.id for page in pages for hit in page] == [hit.id for hit in whole]

    @rule(field=st.sampled_from((*TEXT, *KEYS)), prefix=st.sampled_from(("", "C", "20", "国")))
    def list_terms(self, field: TextField | KeyField, prefix: str) -> None:
        terms = self._reference.terms(field, prefix, 9)
        assert self._engine.terms(field, prefix, 9) == terms
        for term in terms:
            assert self._engine.frequency(field, term) == self._reference.frequency(field, term)

    def teardown(self) -> None:
        self._engine.close()
        lose(Path(self._folder))


class WhooshAgreement(Agreement):
    name = "whoosh"
    exact = True


class TantivyAgreement(Agreement):
    name = "tantivy"


def hold_against_the_reference(machine: type[Agreement], sequences: int) -> None:
    """Run random sequences of writes and questions."""
    chosen = settings(
        max_examples=sequences,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.parametrize("machine", [WhooshAgreement, TantivyAgreement])
def test_an_embedded_engine_agrees_with_the_reference(machine: type[Agreement]) -> None:
    hold_against_the_reference(machine, 25)


@pytest.mark.slow
@pytest.mark.parametrize(("machine", "sequences"), [(WhooshAgreement, 400), (TantivyAgreement, 600)])
def test_an_embedded_engine_agrees_with_the_reference_at_length(
    machine: type[Agreement], sequences: int
) -> None:
    hold_against_the_reference(machine, sequences)
