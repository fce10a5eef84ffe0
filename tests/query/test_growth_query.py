"""Whatever is done with a question takes time in proportion to its length, and so does looking for it."""

from __future__ import annotations

import ast
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.analysis import token_search
from indexer.answer import citation_forms, snippets
from indexer.answer.highlighter import Highlighter
from indexer.lexicon.shipped_layers import shipped_lexicon
from indexer.model.fields import NAMES
from indexer.model.query import MAX_SELECTIONS, MAX_TEXT, Query
from indexer.names.instruments import Instrument
from indexer.query import (
    arguments,
    event_query,
    expressions,
    filter_labels,
    forms,
    function_words,
    lexer,
    likely_operators,
    named,
    other_forms,
    parser,
    periods,
    references,
    sentence_candidates,
    surroundings,
    unread_signs,
)
from indexer.query.highlight_terms import StemTerm, TokenTerm, ValueTerm
from indexer.query.plan import plan
from indexer.query.question import Question
from indexer.query.recognition import recognise
from indexer.query.surroundings import Tail
from indexer.runtime.errors import UsageError
from indexer.text.folding import fold
from tests.growth import assert_linear, repeated
from tests.hostile import PAIRS, PIECES, endings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from indexer.model.query import FilterName

ROOT = Path(__file__).resolve().parents[2] / "indexer"
QUESTIONS = (
    "a ", "a OR ", "NOT ", "-", "(", ")", "(a ", "a) ", "((a) ", '"a', '"a" ', '"a b"~1000 ', "“a ", "a* ",
    "a*b ",
    "a:", "x:y ", "sympl:a ", "year:2019 ", "state:abcde ", "state:智利 ", "symbol:S/1 ", "cites:S/2019/1#1 ",
    "section:x ", "part:abc ", "kind:leter ", "from:2019 ", "CHL ", "US ", "~1 ", "undocs.org/S/2019/1 ",
    "date:2019-01..2019-02 ", "UN Doc. ", "S/2019/1 (digest, not UN text) ", "[event 5]",
     "S/2019/1 (1 May 2019)", "S-2019-1 ", "S/2019/1* ",
    "UNSC 1540 ", "二〇一九年", "三月三日", "03/04/2019 ", "19-22564 ", "SC/14010 ", "SCA/2/19(14)",
    "QDi.004 ",
)  # fmt: skip
"""Pieces of questions beside those that names are made of."""


def _refusing(finder: Callable[..., object], *given: object) -> None:
    with suppress(UsageError):
        finder(*given)


def _selected(text: str) -> None:
    for name in NAMES:
        _refusing(arguments.selection, name, text)


def _changed(text: str) -> None:
    question = Question.of(Query(text))
    question.unfiltered()
    question.quoted("a")
    question.without_and()
    question.respelt({"x": "y"})


FINDERS: dict[str, Callable[[str], object]] = {
    "query.arguments.parse": lambda text: _refusing(arguments.parse, [("q", text)]),
    "query.arguments.selection": _selected,
    "query.forms.narrow": forms.narrow,
    "query.expressions.tokens_of": expressions.tokens_of,
    "query.function_words.is_function_word": function_words.is_function_word,
    "query.function_words.is_telling": function_words.is_telling,
    "query.sentence_candidates.in_own_language": lambda text: sentence_candidates.in_own_language(text, len),
    "query.sentence_candidates.in_other_language": lambda text: sentence_candidates.in_other_language(
        shipped_lexicon(), text, "en"
    ),
    "query.lexer.read": lexer.read,
    "query.lexer.grown_over": lambda text: lexer.grown_over(text, [(len(text) // 2, len(text) // 2)]),
    "query.named.in_run": named.in_run,
    "query.named.renamed": lambda text: named.renamed(text, named.in_run(text)),
    "query.surroundings.begin": lambda text: surroundings.begin(fold(text), len(text), 0),
    "query.surroundings.after": lambda text: surroundings.after(fold(text), Tail(0)),
    "query.references.find": lambda text: references.find(text, text),
    "query.periods.normal": periods.normal,
    "query.filter_labels.near_label": lambda text: filter_labels.near_label(text[:8]),
    "query.function_words.is_sentence": function_words.is_sentence,
    "query.function_words.says_something": function_words.says_something,
    "query.likely_operators.is_title": likely_operators.is_title,
    "query.other_forms.other_forms": lambda text: other_forms.other_forms(text[:MAX_TEXT], Nothing()),
    "query.other_forms.near_words": other_forms.near_words,
    "query.unread_signs.unread": lambda text: list(unread_signs.unread(text, text)),
    "query.recognition.recognise": lambda text: recognise(text, text),
    "query.parser.parse": lambda text: parser.parse(text[:MAX_TEXT]),
    "query.editing.has_word": lambda text: _changed(text[:MAX_TEXT]),
    "query.editing.quoted": lambda text: _changed(text[:MAX_TEXT]),
}
"""What reads a question, by module and name."""
REASONS = {
    "query.arguments.check_length": "counts",
    "query.named_articles.referring": "is `instruments.find`, which has a test of its own",
    "query.arguments.parameter": "gets the name of a filter",
    "query.forms.normal": "is `selection`",
    "query.filters.year_range": "gets a year or two",
    "query.periods.bounds": "gets a period in normal form",
    "query.periods.days": "gets a period in normal form",
    "query.days.issued": "gets a value token",
    "query.days.in_every_year": "gets a value token",
    "query.bearers": "gets what was read",
    "query.clauses": "clauses are made by `plan`",
    "query.notices": "puts what was read into a sentence",
    "query.usage_errors": "puts what was read into a sentence",
}
"""What gets a string and is not tried, with the reason."""


class Nothing:
    """A library that holds next to nothing."""

    def symbols(self, prefix: str) -> tuple[str, ...]:
        return (f"{prefix}2004)",)

    def instruments(self) -> tuple[Instrument, ...]:
        return ()

    def first_units(self, symbol: str, parts: tuple[str, ...] = ()) -> tuple[str, ...]:  # noqa: ARG002
        return (symbol,)

    def begun(self, prefix: str) -> tuple[str, ...]:
        return (prefix,)

    def days(self, symbol: str) -> tuple[str, ...]:  # noqa: ARG002
        return ("2019-01-01",)

    def issued(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002
        return values[:1]

    def holds(self, symbol: str, parts: tuple[str, ...], paragraph: str) -> bool:  # noqa: ARG002
        return True

    def has_value(self, token: str) -> bool:  # noqa: ARG002
        return False

    def speaks(self, symbol: str, speaker: str) -> bool:  # noqa: ARG002
        return False

    def synonyms(self, text: str) -> tuple[str, ...]:
        return (text,)

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        return (prefix,) * min(limit, 2)

    def has_year(self, year: str) -> bool:  # noqa: ARG002
        return True

    def in_pieces(self, word: str) -> tuple[str, ...]:
        return (f"{word[:1]}-{word[1:]}",)

    def has_word(self, word: str) -> bool:
        return len(word) % 2 == 0

    def has_phrase(self, words: tuple[str, ...]) -> bool:  # noqa: ARG002
        return True


def _planned(text: str) -> object:
    return plan(Query(text[:MAX_TEXT]), Nothing())


def _all(text: str) -> None:
    for finder in FINDERS.values():
        finder(text)
    _planned(text)


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """Load what is loaded when it is first used."""
    _all("2019年1月1日，智利、Chile and S/2019/1，annex, state:x resolution 1540 (2004), 第1段")


@pytest.mark.parametrize("piece", [*QUESTIONS, *PIECES])
def test_a_question_of_one_piece(piece: str) -> None:
    assert_linear(_all, repeated(piece), largest=1_024)


@pytest.mark.stress
@pytest.mark.parametrize("name", FINDERS)
def test_every_finder_and_every_piece(name: str) -> None:
    for piece in (*QUESTIONS, *PIECES):
        assert_linear(FINDERS[name], repeated(piece), largest=16_384)


@pytest.mark.stress
@pytest.mark.parametrize("pair", [*PAIRS, *endings()], ids="".join)
def test_a_question_of_two_pieces(pair: tuple[str, str]) -> None:
    assert_linear(_all, repeated("".join(pair)), largest=2_048)
    assert_linear(_all, repeated(pair[1], before=pair[0]), largest=2_048)


def depth(node: object) -> int:
    """Return how deep an expression stands in itself."""
    inner = [getattr(node, name, ()) for name in ("node", "nodes", "excluded")]
    below = [one for some in inner for one in (some if isinstance(some, tuple) else (some,))]
    return 1 + max(map(depth, below), default=0)


def test_a_range_of_a_thousand_paragraphs_has_a_plan_without_depth() -> None:
    planned = plan(Query("S/2019/1第1-999段"), Nothing())
    assert planned.notices == ()
    assert depth(planned.expression) < 8


def test_a_hundred_bad_filters_are_told_and_few_are_advised() -> None:
    told = parser.parse(" ".join(f"state:Frances{number}" for number in range(100))).notices
    assert len(told) == 100
    assert sum("FRA" in notice.en for notice in told) == lexer.MAX_ADVISED


def test_what_is_advised_does_not_grow_with_the_question() -> None:
    def words(length: int) -> str:
        return " ".join(f"state:Frances{number}" for number in range(max(1, length // 16)))

    assert_linear(lambda text: parser.parse(text[:MAX_TEXT]), words, largest=2_048)


@pytest.mark.parametrize("name", ["year", "section"])
def test_a_question_without_each_of_its_filters(name: FilterName) -> None:
    typed = [f"{name}:{1900 + number}" for number in range(MAX_SELECTIONS)]

    def without(text: str) -> None:
        question = Question.of(Query(text))
        for chosen in question.tree.selections[:8]:
            question.without([chosen])
        question.unfiltered()
        question.quoted(typed[0])

    assert_linear(without, lambda length: " ".join(typed[: length // 10]), largest=2_048)


NEEDLES = (
    TokenTerm(("a",)),
    TokenTerm(("a", "b")),
    TokenTerm(("a",) * 30),
    TokenTerm(("一",) * 30),
    TokenTerm(("a", "b"), (1_000,)),
    TokenTerm(("a", "a", "a"), (1_000, 1_000)),
    TokenTerm(("a", "b"), (1_000,), prefix=True),
    TokenTerm(("a",), prefix=True),
    StemTerm("a"),
    ValueTerm("state:CHL"),
    ValueTerm("date:2019-01-01"),
    ValueTerm("sym:S/2019/1"),
)
MARKED = ("a ", "a", "一", " ", "-", "a-", "a\u0301 ", "b a ", "1月1, ", "智利、", "S/2019/1 ", "S/RES/", "(")
"""Pieces of texts in which highlight terms are looked for."""


@pytest.mark.parametrize("piece", MARKED)
def test_needles_are_found_in_linear_time(piece: str) -> None:
    highlighter = Highlighter(NEEDLES)
    assert_linear(lambda text: highlighter.spans(text, "zh"), repeated(piece), largest=32_768)


@pytest.mark.slow
@pytest.mark.parametrize("term", NEEDLES, ids=str)
def test_each_needle_is_found_in_linear_time(term: TokenTerm | StemTerm | ValueTerm) -> None:
    highlighter = Highlighter([term])
    for piece in (*MARKED, *PIECES):
        assert_linear(lambda text: highlighter.spans(text, "zh"), repeated(piece))


def test_a_distance_costs_nothing() -> None:
    """Where every word is one of a term's, and a wide distance is allowed, each is looked at once."""
    term = TokenTerm(("a", "b"), (1_000,))
    assert_linear(lambda text: Highlighter([term]).spans(text, "en"), repeated("a "), largest=131_072)


def test_a_run_of_signs_is_passed_once() -> None:
    run = token_search.TokenRun(("a", "b", "c"))
    for piece in ("a-----", "a---b---", "-", "a b "):
        assert_linear(lambda text: list(run.places(text)), repeated(piece))


def test_a_snippet_of_a_text_that_is_marked_all_over() -> None:
    def cut(text: str) -> object:
        return snippets.snippet(text, "en", [(at, at + 1) for at in range(0, len(text), 2)])

    assert_linear(cut, repeated("a "))


def test_an_event_is_found_by_its_organizer_in_linear_time() -> None:
    assert_linear(lambda text: event_query.naming(["b"], text.split()), repeated("aaaaaaa "))


def test_a_locator_is_cited_in_linear_time() -> None:
    assert_linear(lambda text: citation_forms.citation("S/2019/1", "main", text, "official"), repeated("(a)"))


def test_no_finder_is_forgotten() -> None:
    found = set(_readers())
    assert {name for name in found if name not in FINDERS and not name.startswith(tuple(REASONS))} == set()
    assert set(FINDERS) - found == {"query.arguments.parse"}


def _readers() -> Iterator[str]:
    """Yield the public functions of the room of questions whose first argument is a string."""
    for path in (ROOT / "query").glob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args:
                annotations = [ast.unparse(one.annotation) for one in node.args.args if one.annotation]
                if "str" in annotations:
                    yield f"{module}.{node.name}"
