"""The costliest questions that are permitted: every one is refused in time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from indexer.model.query import MAX_TEXT, Query
from indexer.query.plan import plan
from scripts.bench import corpus, costliest, sentences
from scripts.bench.contenders.contender import Ground
from scripts.bench.contenders.own_engines import Ours
from tests.query.test_plan import Knowing

UNITS = 4_000
MOST = 3
"""How many times as long as the middle one of these questions takes in all, a refusal may be late."""


@pytest.mark.parametrize("kind", costliest.questions())
def test_it_is_permitted(kind: str) -> None:
    text = costliest.questions()[kind]
    assert len(text) <= MAX_TEXT
    plan(Query(text), Knowing())


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    place: Path = tmp_path_factory.mktemp("costliest")
    corpus.write(place, sentences.material(), UNITS)
    return Ground(place / "corpus", place / "rows", place, "")


@pytest.mark.slow
@pytest.mark.parametrize("engine", costliest.ENGINES)
def test_a_refusal_is_never_later_than_some_answers_take(ground: Ground, engine: str) -> None:
    own = replace(ground, place=ground.place / engine)
    Ours(engine).build(own)
    taken = costliest.measure(own, engine)
    usual = median(one.cpu for one in taken)
    assert {one.kind: one.late / usual for one in taken if one.late > MOST * usual} == {}
