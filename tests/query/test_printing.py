"""A question is read once: what is printed of its tree, changed or not, is read as that very tree."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indexer.model.query import Query, Selection
from indexer.query import editing
from indexer.query.ast import AndNode, NotNode, OrNode, QuoteNode, StateNode, WordNode
from indexer.query.parser import parse, understood
from indexer.query.printing import printed
from indexer.query.question import Question
from tests.query.test_parser import shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from indexer.query.ast import Leaf, Node, Wording

FILTERS = (
    "state:CHL",
    "-state:智利",
    "NOT state:PER",
    'year:"2019"',
    'year:"2018-2020"',
    'from:"2019-02"',
    "kind:event",
)
"""Years are in quotation marks, so that what follows makes no date or resolution of them."""
JOINED = (
    "United",
    "States",
    "of America",
    "1540",
    "(2004)",
    "25",
    "April",
    "2021",
    "70",
    "997",
    "annex",
    "第2段",
)
"""Words that are names where they stand side by side."""
SIGNS = (" AND ", " OR ", " NOT ", "(", ")", "-", '"a b"', "美国", "worksop", "a*", "，", "“")


def woven() -> st.SearchStrategy[str]:
    piece = st.one_of(*map(st.sampled_from, (FILTERS, JOINED, SIGNS)))
    return st.lists(st.tuples(piece, st.sampled_from(["", " ", " "])), max_size=12).map(
        lambda pairs: "".join(map("".join, pairs))
    )


def changed(node: Node | None, change: Callable[[Leaf], Node | None]) -> Node | None:
    """Return a tree with other leaves, or without some."""
    match node:
        case None:
            return None
        case AndNode(nodes=nodes) | OrNode(nodes=nodes):
            left = [one for one in (changed(inner, change) for inner in nodes) if one is not None]
            return _joined(type(node), left)
        case NotNode(node=inner, start=start):
            other = changed(inner, change)
            return other.node if isinstance(other, NotNode) else other and NotNode(other, start)
        case leaf:
            return change(leaf)


def _joined(join: type[AndNode | OrNode], nodes: list[Node]) -> Node | None:
    flat = tuple(one for node in nodes for one in (node.nodes if isinstance(node, join) else (node,)))
    return join(flat) if len(flat) > 1 else next(iter(flat), None)


def asked(node: Node | None, selections: Iterable[Selection]) -> set[str]:
    """Return all that must hold; selections of one name are alternatives, if they exclude nothing."""
    wanted = sorted({one for one in selections if not one.excluded}, key=lambda one: (one.name, one.value))
    groups = [" or ".join(f"{one.name}={one.value}" for one in alike) for _, alike in groupby(wanted, _name)]
    excluded = {f"!{one.name}={one.value}" for one in selections if one.excluded}
    conjuncts = node.nodes if isinstance(node, AndNode) else (node,) if node else ()
    return {*map(shape, conjuncts), *groups, *excluded}


def _name(one: Selection) -> str:
    return one.name


def assert_read_back(wording: Wording) -> None:
    meant, read = understood(wording), parse(printed(wording))
    assert (shape(read.node), read.selections) == (shape(meant.node), meant.selections)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=60) | woven())
def test_an_unchanged_question_is_printed_as_it_was_typed(text: str) -> None:
    parsed = parse(text)
    assert printed(parsed.wording) == text
    assert understood(parsed.wording).node == parsed.node


@settings(deadline=None, derandomize=True, max_examples=200)
@given(woven(), st.data())
def test_a_question_without_some_filters_is_read_back(text: str, data: st.DataObject) -> None:
    parsed = parse(text)
    fields = (*parsed.fields, *parsed.inner)
    assume(fields)
    places = {one.start for one in data.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3))}
    wording = editing.without(parsed, [one for one in fields if one.start in places])
    assert_read_back(wording)
    left = changed(parsed.node, lambda leaf: None if leaf.start in places else leaf)
    kept = [one.selection for one in parsed.fields if one.start not in places]
    found = parse(printed(wording))
    assert asked(found.node, found.selections) == asked(left, kept)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(woven(), st.sampled_from(["美国", "worksop", "United"]))
def test_a_question_with_a_word_in_quotation_marks_is_read_back(text: str, word: str) -> None:
    def mark(leaf: Leaf) -> Leaf:
        typed = isinstance(leaf, (WordNode, StateNode)) and leaf.text == word
        return QuoteNode(word, leaf.start, leaf.end) if typed else leaf

    parsed = parse(text)
    wording = editing.quoted(parsed.wording, word)
    assert_read_back(wording)
    assert shape(understood(wording).node) == shape(changed(parsed.node, mark))


@settings(deadline=None, derandomize=True, max_examples=100)
@given(woven())
def test_a_question_that_is_respelt_is_read_back(text: str) -> None:
    assert_read_back(editing.respelt(parse(text).wording, {"worksop": "workshop"}))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1540 state:CHL (2004)", "1540 AND (2004)"),
        ("25 state:CHL April 2021", "25 AND April 2021"),
        ("S/2019/986 -state:CHL 第12段", "S/2019/986 AND 第12段"),
        ("a AND OR state:CHL b", "a b"),
        ("NOT AND state:CHL b", "b"),
        ("a - state:CHL)state:PER", "a - )state:PER"),
    ],
)
def test_what_stood_apart_does_not_grow_together(text: str, left: str) -> None:
    assert Question.of(Query(text)).without([Selection("state", "CHL")]).text == left


@pytest.mark.parametrize(
    ("text", "beside", "left"),
    [
        ("a(state:CHL b)", (), "a AND (b)"),
        ("state:CHL OR state:PER", (), "state:PER"),
        ("state:CHL OR state:PER", (Selection("state", "ESP"),), "(state:PER)"),
        ("state:CHL OR state:PER state:ESP a", (), "(state:PER state:ESP a)"),
        ("state:CHL OR state:PER -state:ESP) a", (), "state:PER -state:ESP) a"),
        ("state:CHL OR state:PER state:ESP) a", (), "(state:PER state:ESP a)"),
    ],
)
def test_what_held_together_does_not_become_alternatives_or_one_word(
    text: str, beside: tuple[Selection, ...], left: str
) -> None:
    assert Question.of(Query(text, beside)).without_inner(Selection("state", "CHL")).text == left


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("美国 OR b -美国", '"美国" OR b -"美国"'),
        ("“ 美国 b", ', "美国" b'),
        ("援助 「美国", '援助 「 "美国"'),
    ],
)
def test_a_word_in_quotation_marks_stays_excluded_and_apart(text: str, exact: str) -> None:
    assert Question.of(Query(text)).quoted("美国").text == exact
