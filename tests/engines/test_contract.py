"""What every engine promises: one suite, and each engine held against the reference on random corpora."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from indexer.analysis import exact, words
from indexer.answer.highlighter import Highlighter
from indexer.engines import NAMES, engine
from indexer.engines.base import (
    FAVOUR,
    KEY_FIELDS,
    And,
    Answer,
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
    Order,
    Phrase,
    Request,
    Term,
    Without,
)
from indexer.query.highlight_terms import TokenTerm
from indexer.runtime import deadline
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError, TooCostlyError
from tests.growth import assert_linear

TEXTS = {
    "a:1": "委员会第1540(2004)号决议",
    "a:2": "印度尼西亚的联络人参加了培训班",
    "b:1": "Points of contact in Nanjing met twice, met again",
    "b:2": "联络印度和尼泊尔，印度的人",
    "c:1": "",
}
DATES = {"a": "2019-12-23", "b": "2020-12-28", "c": ""}


def unit(name: str, text: str, order: str = "", **keys: str) -> Entry:
    document = name.split(":", maxsplit=1)[0]
    return Entry(
        id=name,
        document=document,
        order=order or name,
        date=DATES.get(document, ""),
        tokens={
            "exact": tuple(token.text for token in exact(text)),
            "words": tuple(token.text for token in words(text)),
        },
        keys={
            "year": (DATES.get(document, "")[:4],) if DATES.get(document) else (),
            "state": tuple(keys.get("state", "").split()),
            "day": tuple(keys.get("day", "").split()),
        },
        stored=f"<{text}>",
    )


UNITS = (
    unit("a:1", TEXTS["a:1"], day="2019-04-25 2019-04-26"),
    unit("a:2", TEXTS["a:2"], state="IDN"),
    unit("b:1", TEXTS["b:1"], state="CHN", day="2019-05-01"),
    unit("b:2", TEXTS["b:2"], state="IND NPL IND"),
    unit("c:1", TEXTS["c:1"]),
)


IN_CLUSTER = "opensearch"


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.cluster if name == IN_CLUSTER else ()) for name in NAMES]
)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    place = tmp_path / "index"
    if request.param == IN_CLUSTER:
        made = engine(request.param, place, request.getfixturevalue("cluster_config"))
    else:
        made = engine(request.param, place)
    yield made
    made.close()


@pytest.fixture
def filled(empty: Engine) -> Engine:
    empty.write(Changes(add=UNITS, mark="first"))
    empty.open()
    return empty


def ask(engine: Engine, expression: Expression, *filters: Filter, sort: Order = "document") -> list[str]:
    answer = engine.search(Request(expression, filters, sort=sort))
    assert answer.total == len(answer.found)
    return [found.id for found in answer.found]


def run(text: str, slop: int = 0) -> Phrase:
    """Return the phrase of a text, with at most `slop` others between any two of its tokens."""
    tokens = tuple(token.text for token in exact(text))
    return Phrase("exact", tokens, (slop,) * (len(tokens) - 1))


ALL = And(())


def test_nothing_is_there_before_the_first_write(empty: Engine) -> None:
    assert empty.open() is None
    for question in (
        lambda: empty.search(Request(ALL)),
        lambda: empty.terms("exact", "", 1),
        lambda: empty.frequency("exact", "met"),
    ):
        with pytest.raises(IndexUnusableError):
            question()


def test_a_write_is_seen_after_open_with_its_mark(filled: Engine) -> None:
    filled.write(Changes(add=(), remove=("a",), mark="second"))
    assert len(ask(filled, ALL)) == 5
    assert filled.open() == "second"
    assert ask(filled, ALL) == ["b:1", "b:2", "c:1"]
    assert filled.open() == "second"


def test_what_is_stored_comes_back(filled: Engine) -> None:
    (found,) = filled.search(Request(Key("id", "a:2"))).found
    assert (found.id, found.score, found.stored) == ("a:2", 0.0, f"<{TEXTS['a:2']}>")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Term("exact", "1540"), ["a:1"]),
        (Term("words", "met"), ["b:1"]),
        (Term("words", "联络人"), ["a:2"]),
        (Term("values", "1540"), []),
        (Term("exact", "absent"), []),
        (Term("exact", "\ud800"), []),
        (run("联络人"), ["a:2"]),
        (run("印度"), ["a:2", "b:2"]),
        (run("络人"), ["a:2"]),
        (run("人"), ["a:2", "b:2"]),
        (run("度印"), []),
        (Phrase("exact", ()), []),
        (Phrase("exact", ("met", "met")), []),
        (Phrase("exact", ("met", "met"), (1,)), ["b:1"]),
        (Phrase("exact", ("contact", "met"), (1,)), []),
        (Phrase("exact", ("contact", "met"), (2,)), ["b:1"]),
        (Phrase("exact", ("met", "contact"), (9,)), []),
        (run("联人", 1), ["a:2"]),
        (run("联人", 99), ["a:2", "b:2"]),
        (Key("state", "IND"), ["b:2"]),
        (Key("document", "a"), ["a:1", "a:2"]),
        (Key("symbol", "a"), []),
        (ALL, ["a:1", "a:2", "b:1", "b:2", "c:1"]),
        (Or(()), []),
        (Best(()), []),
        (And((run("印度"), run("联络人"))), ["a:2"]),
        (Or((run("印度"), Term("exact", "1540"))), ["a:1", "a:2", "b:2"]),
        (Best((run("印度"), Term("exact", "1540"))), ["a:1", "a:2", "b:2"]),
        (Without(ALL, run("印度")), ["a:1", "b:1", "c:1"]),
        (Boost(run("印度"), 0.0), ["a:2", "b:2"]),
        (AtLeast(2, (run("印度"), run("联络"), run("联络人"))), ["a:2", "b:2"]),
        (AtLeast(3, (run("印度"), run("联络"), run("联络人"))), ["a:2"]),
        (AtLeast(4, (run("印度"), run("联络"), run("联络人"))), []),
        (AtLeast(0, (run("印度"),)), ["a:1", "a:2", "b:1", "b:2", "c:1"]),
    ],
)  # fmt: skip
def test_what_matches(filled: Engine, node: Expression, expected: list[str]) -> None:
    assert ask(filled, node) == expected


def test_any_han_run_of_a_text_finds_it(filled: Engine) -> None:
    text = TEXTS["a:2"]
    for start in range(len(text)):
        for end in range(start + 2, len(text) + 1):
            assert "a:2" in ask(filled, run(text[start:end]))


@pytest.mark.parametrize(
    ("asked", "expected", "marked"),
    [
        ("first office", ["a:1"], "ﬁrst o\u00adﬃce"),
        ("international", ["a:1"], "inter-\u00adnational"),
        ("the international law", ["a:1"], "the inter-\u00adnational law"),
        ("联络人", ["a:2"], "联\u200b络⼈"),
        ("民国", ["a:2"], "⺠国"),
        ("cafe", ["a:2"], "cafe\u0301"),
        ("national", [], ""),
    ],
)
def test_a_text_is_found_in_plain_letters_and_marked_as_printed(
    empty: Engine, asked: str, expected: list[str], marked: str
) -> None:
    printed = {
        "a:1": "The ﬁrst o\u00adﬃce of the inter-\u00adnational law",
        "a:2": "联\u200b络⼈在⺠国 cafe\u0301",
    }
    empty.write(Changes(add=[unit(name, text) for name, text in printed.items()]))
    empty.open()
    assert ask(empty, run(asked)) == expected
    assert ask(empty, Term("words", "nation")) == ["a:1"]
    for name in expected:
        text = printed[name]
        terms = [TokenTerm(tuple(token.text for token in exact(asked)))]
        assert [text[start:end] for start, end in Highlighter(terms).spans(text, "en")] == [marked]


def test_a_score_grows_with_rarity_and_count_and_shrinks_with_length(empty: Engine) -> None:
    texts = {"a": "x y", "b": "x x", "c": "x y", "d": "x z z z z z z", "e": "w w"}
    empty.write(Changes(add=[unit(f"{name}:1", text) for name, text in texts.items()]))
    empty.open()
    score = {
        token: {f.id: f.score for f in empty.search(Request(Term("exact", token))).found} for token in "xy"
    }
    assert score["x"]["b:1"] > score["x"]["a:1"] > score["x"]["d:1"] > 0
    assert score["y"]["a:1"] > score["x"]["a:1"]
    best = empty.search(Request(Term("exact", "x"), limit=2)).found
    assert [found.id for found in best] == ["b:1", "a:1"]


def test_how_scores_are_put_together(filled: Engine) -> None:
    def score(node: Expression) -> float:
        return next(f.score for f in filled.search(Request(node)).found if f.id == "a:2")

    one, other = score(run("印度")), score(run("联络人"))
    both = (run("印度"), run("联络人"))
    assert score(And(both)) == pytest.approx(one + other)
    assert score(Or(both)) == pytest.approx(one + other)
    assert score(AtLeast(1, both)) == pytest.approx(one + other)
    assert score(Best(both)) == pytest.approx(max(one, other))
    assert score(Boost(both[0], 3.0, 7.0)) == pytest.approx(one * 3 + 7)
    assert score(Without(both[0], Term("exact", "1540"))) == pytest.approx(one)
    assert score(Key("state", "IDN")) == 0.0


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Filter("state", ("IND", "IDN")), ["a:2", "b:2"]),
        (Filter("state", ("IND",), negated=True), ["a:1", "a:2", "b:1", "c:1"]),
        (Filter("state"), []),
        (Filter("state", negated=True), ["a:1", "a:2", "b:1", "b:2", "c:1"]),
        (Filter("year", ranges=(("2019", "2019"),)), ["a:1", "a:2"]),
        (Filter("year", ranges=(("2020", ""),)), ["b:1", "b:2"]),
        (Filter("year", ranges=(("", "2019"), ("2021", ""))), ["a:1", "a:2"]),
        (Filter("year", ranges=(("", ""),)), ["a:1", "a:2", "b:1", "b:2"]),
        (Filter("year", ("2020",), (("2019", "2019"),)), ["a:1", "a:2", "b:1", "b:2"]),
        (Filter("day", ranges=(("2019-04-26", "2019-04-30"),)), ["a:1"]),
        (Filter("day", ranges=(("2019-04-27", "2019-04-30"),)), []),
        (Filter("year", ranges=(("2020", ""),), negated=True), ["a:1", "a:2", "c:1"]),
    ],
)  # fmt: skip
def test_filters(filled: Engine, one: Filter, expected: list[str]) -> None:
    assert ask(filled, ALL, one) == expected


def test_filters_hold_together_and_leave_scores_alone(filled: Engine) -> None:
    assert ask(filled, run("印度"), Filter("year", ("2019",)), Filter("state", ("IND",))) == []
    plain = filled.search(Request(run("印度"))).found
    chosen = filled.search(Request(run("印度"), (Filter("state", ("IND",)),))).found
    assert chosen == tuple(found for found in plain if found.id == "b:2")


def test_facets_follow_the_question_and_the_other_filters(filled: Engine) -> None:
    def facets(*filters: Filter) -> Answer:
        return filled.search(Request(run("印度"), filters, facets=("year", "state"), limit=0))

    everything = {"year": {"2019": 1, "2020": 1}, "state": {"IDN": 1, "IND": 1, "NPL": 1}}
    assert facets().facets == everything
    assert facets(Filter("year", ("2020",))).facets == {
        "year": everything["year"],
        "state": {"IND": 1, "NPL": 1},
    }
    assert facets(Filter("year", ("2020",), negated=True)).facets == {
        "year": {"2019": 1},
        "state": {"IDN": 1},
    }
    both = facets(Filter("year", ("2020",)), Filter("state", ("IDN",)))
    assert (both.total, both.found) == (0, ())
    assert both.facets == {"year": {"2019": 1}, "state": {"IND": 1, "NPL": 1}}


def test_every_key_field_filters_counts_and_lists_its_values_as_they_are(empty: Engine) -> None:
    held: dict[KeyField, tuple[str, ...]] = dict.fromkeys(
        KEY_FIELDS, ("Office, the (UN)", "office", "维也纳/Vienna 1%")
    )
    held |= {"id": ("a:1",), "document": ("a",)}
    names: dict[KeyField, tuple[str, ...]] = {field: (f"only {field}",) for field in KEY_FIELDS}
    names |= {"id": ("b:1",), "document": ("b",)}
    empty.write(
        Changes(add=[replace(unit("a:1", "x"), keys=held), replace(unit("b:1", "x", "0"), keys=names)])
    )
    empty.open()
    facets = empty.search(Request(ALL, facets=KEY_FIELDS, limit=0)).facets
    for field in KEY_FIELDS:
        assert facets[field] == dict.fromkeys((*held[field], *names[field]), 1), field
        assert empty.terms(field, "", 9) == tuple(sorted((*held[field], *names[field])))
        for value in held[field]:
            assert ask(empty, ALL, Filter(field, (value,))) == ask(empty, Key(field, value)) == ["a:1"]
            assert ask(empty, ALL, Filter(field, (value, *names[field]))) == ["b:1", "a:1"]
            assert ask(empty, ALL, Filter(field, (value,), negated=True)) == ["b:1"]
            assert empty.frequency(field, value) == 1


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("document", ["a:1", "a:2", "b:1", "b:2", "c:1"]),
        ("-document", ["c:1", "b:2", "b:1", "a:2", "a:1"]),
        ("date", ["a:1", "a:2", "b:1", "b:2", "c:1"]),
        ("-date", ["b:1", "b:2", "a:1", "a:2", "c:1"]),
        ("relevance", ["a:1", "a:2", "b:1", "b:2", "c:1"]),
    ],
)
def test_order(filled: Engine, sort: Order, expected: list[str]) -> None:
    assert ask(filled, ALL, sort=sort) == expected


def test_order_is_what_the_entry_says_not_its_id(empty: Engine) -> None:
    empty.write(Changes(add=[unit("a:1", "x", "9"), unit("a:2", "x", "10"), unit("b:1", "x", "1")]))
    empty.open()
    assert ask(empty, Term("exact", "x")) == ["b:1", "a:2", "a:1"]


@pytest.mark.parametrize(
    ("offset", "limit", "expected"),
    [(0, 2, ["a:1", "a:2"]), (3, 2, ["b:2", "c:1"]), (9, 2, []), (3, None, ["b:2", "c:1"]), (0, 0, [])],
)
def test_windows(filled: Engine, offset: int, limit: int | None, expected: list[str]) -> None:
    answer = filled.search(Request(ALL, sort="document", offset=offset, limit=limit))
    assert [found.id for found in answer.found] == expected
    assert answer.total == 5


def test_terms_and_their_frequency(filled: Engine) -> None:
    assert filled.terms("exact", "m", 9) == ("met",)
    assert filled.terms("exact", "", 3) == ("1540", "2004", "again")
    assert filled.terms("exact", "印", 9) == ("印",)
    assert filled.terms("state", "I", 9) == ("IDN", "IND")
    assert filled.terms("document", "", 9) == ("a", "b", "c")
    assert filled.terms("values", "", 9) == ()
    assert filled.terms("exact", "\U0010ffff", 9) == ()
    assert filled.frequency("exact", "印") == 2
    assert filled.frequency("exact", "met") == 1
    assert filled.frequency("state", "IND") == 1
    assert filled.frequency("id", "a:1") == 1
    assert filled.frequency("exact", "absent") == 0


def test_removing_what_was_added_leaves_all_as_it_was(filled: Engine) -> None:
    request = Request(Or((run("印度"), Term("exact", "met"))), facets=("state",), limit=None)
    before = filled.search(request)
    filled.write(Changes(add=[unit(f"d:{n}", "印度 met only here", state="XYZ") for n in range(3)]))
    filled.open()
    assert filled.search(request).total == 6
    filled.write(Changes(add=(), remove=("d", "never there")))
    filled.open()
    after = filled.search(request)
    assert (after.total, after.facets) == (before.total, before.facets)
    # Not the scores: rarity may count for a while what has not been cleared away yet.
    assert {found.id: found.stored for found in after.found} == {
        found.id: found.stored for found in before.found
    }
    assert filled.terms("exact", "on", 9) == ()
    assert filled.frequency("exact", "met") == 1


def test_a_document_is_replaced_in_one_step(filled: Engine) -> None:
    filled.write(Changes(add=[unit("a:7", "联络人")], remove=("a",)))
    filled.open()
    assert ask(filled, ALL) == ["a:7", "b:1", "b:2", "c:1"]
    assert ask(filled, run("联络人")) == ["a:7"]


def test_a_fresh_write_forgets_what_was(filled: Engine) -> None:
    filled.write(Changes(add=[unit("z:1", "met")], mark="fresh", fresh=True))
    assert filled.open() == "fresh"
    assert ask(filled, ALL) == ["z:1"]
    filled.write(Changes(add=(), mark="nothing", fresh=True))
    assert filled.open() == "nothing"
    assert ask(filled, ALL) == []
    assert filled.search(Request(ALL, facets=("year",))).facets == {"year": {}}


def test_a_write_that_fails_changes_nothing(filled: Engine) -> None:
    def broken() -> Iterator[Entry]:
        yield unit("z:1", "met")
        raise ZeroDivisionError

    for fresh in (False, True):
        with pytest.raises(ZeroDivisionError):
            filled.write(Changes(add=broken(), remove=("a",), mark="bad", fresh=fresh))
        assert filled.open() == "first"
        assert len(ask(filled, ALL)) == 5
    filled.write(Changes(add=[unit("z:1", "met")], mark="good"))
    assert filled.open() == "good"
    assert len(ask(filled, ALL)) == 6


def test_there_is_one_writer_at_a_time(filled: Engine) -> None:
    def entries() -> Iterator[Entry]:
        with pytest.raises(BusyError):
            filled.write(Changes(add=()))
        yield unit("z:1", "met")

    filled.write(Changes(add=entries()))
    filled.open()
    assert "z:1" in ask(filled, ALL)


def test_closing_twice_is_fine_and_open_begins_again(filled: Engine) -> None:
    filled.close()
    filled.close()
    with pytest.raises(IndexUnusableError):
        filled.search(Request(ALL))
    assert filled.open() == "first"
    assert len(ask(filled, ALL)) == 5


def test_an_engine_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="lucene") as caught:
        engine("lucene", tmp_path)
    assert "whoosh" in caught.value.advice


# --- the finer points ----------------------------------------------------------------------------


def plain(name: str, *tokens: str, order: str = "", date: str = "", **keys: tuple[str, ...]) -> Entry:
    """Return an entry of these very tokens."""
    document = name.split(":", maxsplit=1)[0]
    held = {field: keys[field] for field in KEY_FIELDS if field in keys}
    return Entry(
        name, document, order or name, date, {"exact": tokens, "lead_words": tokens[::-1]}, held, name
    )


def write(engine: Engine, *entries: Entry, remove: tuple[str, ...] = ()) -> None:
    engine.write(Changes(add=entries, remove=remove))
    engine.open()


@pytest.mark.parametrize(
    ("tokens", "gaps", "expected"),
    [
        (("a", "b"), (0,), ["1:1", "2:1"]),
        (("b", "a"), (0,), ["1:1", "3:1"]),
        (("a", "a"), (0,), []),
        (("a", "a"), (1,), ["1:1"]),
        (("a", "c"), (0,), ["1:1"]),
        (("a", "c"), (1,), ["1:1", "2:1"]),
        (("b", "c"), (0,), ["2:1"]),
        (("b", "c"), (1,), ["1:1", "2:1"]),
        (("c", "b"), (0,), ["3:1"]),
        (("a", "b", "c"), (), ["2:1"]),
        (("a", "b", "c"), (0, 1), ["1:1", "2:1"]),
        (("a", "b", "c"), (0, 9), ["1:1", "2:1"]),
        (("a", "b", "a", "c"), (0, 0, 0), ["1:1"]),
        (("c", "a"), (0,), []),
        (("c", "a"), (1,), ["3:1"]),
        (("a", "b", "z"), (5, 5), []),
    ],
)  # fmt: skip
def test_gaps_are_between_each_token_and_the_one_before(
    empty: Engine, tokens: tuple[str, ...], gaps: tuple[int, ...], expected: list[str]
) -> None:
    write(empty, plain("1:1", *"abac"), plain("2:1", *"abc"), plain("3:1", *"cba"))
    assert ask(empty, Phrase("exact", tokens, gaps)) == expected


def test_a_phrase_stays_within_its_field(empty: Engine) -> None:
    write(empty, plain("1:1", *"abc"))
    assert ask(empty, Phrase("lead_words", ("c", "b", "a"))) == ["1:1"]
    assert ask(empty, Phrase("lead_words", ("a", "b"))) == []
    assert ask(empty, Phrase("lead_words", ("c", "a"), (1,))) == ["1:1"]
    assert ask(empty, Phrase("words", ("a", "b"))) == []


@pytest.mark.parametrize(
    "token",
    [
        "two words",
        "tab\there",
        "line\nbreak",
        "\x1b20",
        "𠀀𠮷",
        "e\u0301",
        "a\u3000b",
        "\\",
        '"',
        "*",
        "x" * 3_000,
    ],
)
def test_any_token_is_a_token(empty: Engine, token: str) -> None:
    write(empty, plain("1:1", "x", token, "y"), plain("2:1", "x", "y"))
    assert ask(empty, Term("exact", token)) == ["1:1"]
    assert ask(empty, Phrase("exact", ("x", token, "y"))) == ["1:1"]
    assert ask(empty, Phrase("exact", ("x", "y"), (1,))) == ["1:1", "2:1"]
    assert ask(empty, Phrase("exact", ("x", "y"))) == ["2:1"]
    assert empty.frequency("exact", token) == 1
    assert token in empty.terms("exact", token[:1], 9)


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("sort", get_args(Order))
def test_pages_hold_every_entry_once_and_in_order_also_among_equals(
    empty: Engine, sort: Order, size: int
) -> None:
    dates = ("2020-01-01", "", "2019-01-01")
    entries = [
        plain(f"{n % 4}:{n}", "x", *("y",) * (n % 2), order=f"{(n * 7) % 12:02d}", date=dates[n % 3])
        for n in range(12)
    ]
    for start in range(0, 12, 4):
        write(empty, *entries[start : start + 4])

    def page(offset: int, limit: int | None) -> list[str]:
        request = Request(Term("exact", "x"), sort=sort, offset=offset, limit=limit)
        return [found.id for found in empty.search(request).found]

    whole = page(0, None)
    keys = {
        "relevance": lambda one: ("y" in one.tokens["exact"], one.order),
        "document": lambda one: one.order,
        "-document": lambda one: "".join(chr(200 - ord(sign)) for sign in one.order),
        "date": lambda one: (one.date or "9999", one.order),
        "-date": lambda one: ("".join(chr(200 - ord(c)) for c in one.date) or "\U0010ffff", one.order),
    }
    assert whole == [one.id for one in sorted(entries, key=keys[sort])]
    assert [name for offset in range(0, 12, size) for name in page(offset, size)] == whole


def test_what_is_in_the_favoured_language_comes_before_what_is_as_good(empty: Engine) -> None:
    english = plain("1:1", "x", "y", order="1", language=("en",))
    chinese = plain("2:1", "x", "y", order="2", language=("zh",))
    unknown = plain("3:1", "x", "y", order="3", language=())
    for one in (english, chinese, unknown):  # one after the other: some engines keep them apart
        write(empty, one)

    def scores(favoured: str, sort: Order = "relevance") -> dict[str, float]:
        answer = empty.search(Request(Term("exact", "x"), favoured=favoured, sort=sort))
        return {found.id: found.score for found in answer.found}

    plainly = scores("")
    assert list(plainly) == list(scores("fr")) == ["1:1", "2:1", "3:1"]
    assert list(scores("en")) == ["1:1", "2:1", "3:1"]
    assert list(scores("zh")) == ["2:1", "1:1", "3:1"]
    for sort in get_args(Order):
        assert scores("zh", sort) == pytest.approx(plainly | {"2:1": FAVOUR * plainly["2:1"]})


def test_what_is_better_comes_first_in_any_language(empty: Engine) -> None:
    filler = (plain(f"{n}:1", "z") for n in range(3, 9))
    write(empty, plain("1:1", "x", *"z" * 30, language=("zh",)), plain("2:1", "x", language=("en",)), *filler)
    assert ask(empty, Term("exact", "x"), sort="relevance") == ["2:1", "1:1"]
    answer = empty.search(Request(Term("exact", "x"), favoured="zh"))
    assert [found.id for found in answer.found] == ["2:1", "1:1"]


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("中 国 家", "中 国 家", True),
        ("中 国 ab 国 家", "中 国 家", False),
        ("中 国 家 庭 园", "中 国 家 庭 园", True),
        ("中 国 家 家 庭 园", "中 国 家 庭 园", False),
        ("中 国 中 国 家 庭", "中 国 家 庭", True),
        ("国 中 国", "中 国 中", False),
        ("a b c", "a b c", True),
        ("a b ab c", "a b c", False),
        ("中 ab 国", "中 ab 国", True),
        ("中 国 ab", "国 ab", True),
        ("\t \n", "\t \n", True),
    ],
)
def test_a_phrase_is_its_tokens_side_by_side_however_short_they_are(
    empty: Engine, text: str, phrase: str, *, found: bool
) -> None:
    write(empty, plain("1:1", *text.split(" ")), plain("2:1", "x"))
    for field in ("exact", "lead_exact"):
        held = replace(plain("3:1"), tokens={field: tuple(text.split(" "))})
        write(empty, held, remove=("3",))
        assert ask(empty, Phrase(field, tuple(phrase.split(" "))))[-1:] == (["3:1"] if found else [])


@pytest.mark.parametrize(
    "fields", [("kind",), ("kind", "part"), ("edition", "state", "language"), KEY_FIELDS]
)
def test_facets_count_values_together_and_apart(empty: Engine, fields: tuple[KeyField, ...]) -> None:
    write(
        empty,
        plain("1:1", "x", kind=("event", "letter"), part=("annex",), state=("X",)),
        plain("2:1", "x", kind=("event",), language=("zh", "en"), state=("X", "Y")),
        plain("3:1", "x", edition=('"a", [b]\\',)),
    )
    counts = empty.search(Request(ALL, facets=fields, limit=0)).facets
    expected: dict[KeyField, dict[str, int]] = {
        "kind": {"event": 2, "letter": 1},
        "part": {"annex": 1},
        "language": {"zh": 1, "en": 1},
        "edition": {'"a", [b]\\': 1},
        "state": {"X": 2, "Y": 1},
    }
    assert {field: counts[field] for field in fields if field in expected} == {
        field: values for field, values in expected.items() if field in fields
    }


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (And((Or((Term("exact", "a"), Term("exact", "b"))), Key("state", "X"))), ["1", "2"]),
        (Or((And((Term("exact", "a"), Term("exact", "b"))), Key("state", "Z"))), ["1", "4"]),
        (Without(Or((Term("exact", "a"), Term("exact", "c"))), Key("state", "X")), ["3", "4"]),
        (Without(Key("state", "X"), And(())), []),
        (Without(And(()), Or(())), ["1", "2", "3", "4"]),
        (Best((And(()), Term("exact", "a"))), ["1", "2", "3", "4"]),
        (And((And(()), And(()))), ["1", "2", "3", "4"]),
        (And((Term("exact", "a"), Or(()))), []),
        (AtLeast(2, (Term("exact", "a"), Key("state", "X"), Term("exact", "c"))), ["1", "2", "4"]),
        (AtLeast(1, ()), []),
        (AtLeast(0, ()), ["1", "2", "3", "4"]),
        (AtLeast(2, (Term("exact", "a"), Term("exact", "a"))), ["1", "2", "4"]),
        (Boost(Without(Term("exact", "a"), Term("exact", "b")), 2.0, 1.0), ["2", "4"]),
        (Boost(Boost(Key("state", "X"), 0.5, 1.0), 3.0), ["1", "2"]),
        (Best((Boost(Key("state", "X"), plus=9.0), Term("exact", "c"))), ["1", "2", "3", "4"]),
    ],
)  # fmt: skip
def test_expressions_within_expressions(empty: Engine, node: Expression, expected: list[str]) -> None:
    write(
        empty,
        plain("1", "a", "b", state=("X",)),
        plain("2", "a", state=("X", "Y")),
        plain("3", "c", state=()),
        plain("4", "a", "c", state=("Z",)),
    )
    assert ask(empty, node) == expected
    assert sorted(ask(empty, node, sort="relevance")) == expected


@pytest.mark.parametrize("field", KEY_FIELDS[2:])
def test_keys_are_compared_whole_and_as_they_are(empty: Engine, field: KeyField) -> None:
    values = ("Vienna", "vienna", "Vienna (Austria)", "维也纳", "S/RES/1540(2004)#3(a)")
    write(empty, *(replace(plain(f"{n}:1", "x"), keys={field: (value,)}) for n, value in enumerate(values)))
    for n, value in enumerate(values):
        assert ask(empty, Key(field, value)) == [f"{n}:1"]
    assert empty.search(Request(ALL, facets=(field,), limit=0)).facets[field] == dict.fromkeys(values, 1)
    assert empty.terms(field, "Vienna", 9) == ("Vienna", "Vienna (Austria)")
    assert ask(empty, ALL, Filter(field, ranges=(("V", "W"),))) == ["0:1", "2:1"]
    assert ask(empty, ALL, Filter(field, ranges=(("w", ""),), negated=True)) == ["0:1", "1:1", "2:1", "4:1"]


def test_an_entry_with_a_value_twice_is_counted_once(empty: Engine) -> None:
    write(empty, plain("1:1", "x", state=("X", "X")))
    assert empty.search(Request(ALL, facets=("state",))).facets == {"state": {"X": 1}}
    assert empty.frequency("state", "X") == 1


def test_what_is_removed_is_gone_from_every_answer(empty: Engine) -> None:
    write(empty, *(plain(f"{n}:1", "x", f"only{n}", state=(f"S{n}",), year=("2020",)) for n in range(9)))
    write(empty, remove=tuple(str(n) for n in range(0, 9, 2)))
    assert ask(empty, Term("exact", "x")) == ["1:1", "3:1", "5:1", "7:1"]
    assert empty.terms("exact", "only", 20) == ("only1", "only3", "only5", "only7")
    assert empty.terms("state", "", 2) == ("S1", "S3")
    assert empty.frequency("year", "2020") == 4
    answer = empty.search(Request(ALL, facets=("state", "year"), limit=0))
    assert answer.facets == {"state": dict.fromkeys(("S1", "S3", "S5", "S7"), 1), "year": {"2020": 4}}
    assert ask(empty, ALL, Filter("state", ranges=(("S0", "S5"),))) == ["1:1", "3:1", "5:1"]


def test_a_facet_has_all_of_its_values(empty: Engine) -> None:
    write(empty, *(plain(f"{n}:1", "x", section=(f"topic {n}",)) for n in range(1_500)))
    counts = empty.search(Request(ALL, facets=("section",), limit=0)).facets["section"]
    assert counts == {f"topic {n}": 1 for n in range(1_500)}


def topics(engine: Engine, limit: FacetLimit, *filters: Filter) -> tuple[dict[str, int], int]:
    answer = engine.search(Request(ALL, filters, facets=("section",), limit=0, limits=(limit,)))
    assert set(answer.further) == {"section"}
    return dict(answer.facets["section"]), answer.further["section"]


def test_a_facet_with_a_limit_has_the_commonest_values_and_the_number_of_others(empty: Engine) -> None:
    held = {"1:1": ("b", "d"), "2:1": ("a", "d"), "3:1": ("c", "B"), "4:1": ("d", "c"), "5:1": ()}
    for name, section in held.items():
        write(empty, plain(name, "x", section=section))
    assert topics(empty, FacetLimit("section", 1)) == ({"d": 3}, 4)
    assert topics(empty, FacetLimit("section", 2)) == ({"d": 3, "c": 2}, 3)
    assert topics(empty, FacetLimit("section", 4)) == ({"d": 3, "c": 2, "B": 1, "a": 1}, 1)
    assert topics(empty, FacetLimit("section", 5)) == ({"d": 3, "c": 2, "B": 1, "a": 1, "b": 1}, 0)
    assert topics(empty, FacetLimit("section", 50)) == ({"d": 3, "c": 2, "B": 1, "a": 1, "b": 1}, 0)
    assert topics(empty, FacetLimit("section", 0)) == ({}, 5)


def test_a_facet_with_a_limit_keeps_the_values_that_are_asked_for(empty: Engine) -> None:
    for n, section in enumerate((("a", "b"), ("a",), ("c", "a"), ("d",))):
        write(empty, plain(f"{n}:1", "x", section=section))
    assert topics(empty, FacetLimit("section", 1, ("d", "a", "e"))) == ({"a": 3, "d": 1}, 2)
    chosen = Filter("section", ("d",))
    assert topics(empty, FacetLimit("section", 1, ("d",)), chosen) == ({"a": 3, "d": 1}, 2)
    assert topics(empty, FacetLimit("section", 1, ("a",)), replace(chosen, negated=True)) == ({"a": 3}, 2)
    assert topics(empty, FacetLimit("section", 1, ("d",)), Filter("id", ("0:1",))) == ({"a": 1}, 1)
    assert topics(empty, FacetLimit("section", 1, ("d",)), Filter("id", ("9:1",))) == ({}, 0)


def test_a_facet_with_a_limit_knows_nothing_of_what_is_removed(empty: Engine) -> None:
    write(empty, *(plain(f"{n}:1", "x", section=("all", f"topic {n}")) for n in range(9)))
    write(empty, remove=tuple(str(n) for n in range(0, 9, 2)))
    assert topics(empty, FacetLimit("section", 2, ("topic 0", "topic 7"))) == (
        {"all": 4, "topic 1": 1, "topic 7": 1},
        2,
    )


def test_a_limit_of_a_facet_changes_nothing_else(filled: Engine) -> None:
    whole = Request(run("印度"), (Filter("state", ("IND",)),), facets=("year", "state"), sort="document")
    limited = replace(whole, limits=(FacetLimit("state", 1, ("IND",)), FacetLimit("day", 1)))
    before, after = filled.search(whole), filled.search(limited)
    assert (after.total, after.found, after.facets["year"]) == (
        before.total,
        before.found,
        before.facets["year"],
    )
    assert (before.further, after.facets["state"]) == ({}, {"IDN": 1, "IND": 1})
    assert after.further == {"state": 1}


def test_two_fields_are_counted_together(empty: Engine) -> None:
    write(
        empty,
        plain("1:1", "x", year=("2019",), state=("X", "Y")),
        plain("2:1", "x", year=("2019", "2020"), state=("X",)),
        plain("3:1", "x", year=("2020",)),
        plain("4:1", "x", state=("Z",)),
        plain("5:1", "y", year=("2021",), state=("X",)),
    )
    write(empty, plain("6:1", "x", year=("2020",), state=("X", "X")), remove=("5",))
    expected = {"2019": {"X": 2, "Y": 1}, "2020": {"X": 2}}
    asked = Request(ALL, limit=0, crossed=("year", "state"))
    assert empty.search(asked).crossed == expected
    assert empty.search(replace(asked, crossed=("state", "year"))).crossed == {
        "X": {"2019": 2, "2020": 2},
        "Y": {"2019": 1},
    }
    chosen = replace(asked, expression=Term("exact", "x"), filters=(Filter("year", ("2019",)),), limit=1)
    assert empty.search(chosen).crossed == {"2019": {"X": 2, "Y": 1}, "2020": {"X": 1}}
    assert empty.search(replace(asked, expression=Term("exact", "none"))).crossed == {}
    assert empty.search(replace(asked, crossed=None)).crossed == {}


def test_many_pairs_of_values_are_counted_together(empty: Engine) -> None:
    write(
        empty, *(plain(f"{n}:1", "x", section=(f"s{n}",), cites=(f"c{n}", f"d{n % 2}")) for n in range(1_500))
    )
    crossed = empty.search(Request(ALL, limit=0, crossed=("section", "cites"))).crossed
    assert crossed == {f"s{n}": {f"c{n}": 1, f"d{n % 2}": 1} for n in range(1_500)}


@pytest.mark.parametrize("most", [1, 50, 1_400])
def test_a_facet_of_many_values_is_counted_exactly(empty: Engine, most: int) -> None:
    write(empty, *(plain(f"{n}:1", "x", section=(f"topic {n:04d}", "all")) for n in range(1_500)))
    assert topics(empty, FacetLimit("section", most)) == (
        {"all": 1_500} | {f"topic {n:04d}": 1 for n in range(most - 1)},
        1_501 - most,
    )
    few = Filter("section", (*(f"topic {n:04d}" for n in range(200)), "none"), negated=True)
    assert topics(empty, FacetLimit("section", 2), few) == ({"all": 1_300, "topic 0200": 1}, 1_299)


HOSTILE: dict[str, Expression] = {
    "everything": ALL,
    "one word": Term("exact", "met"),
    "many words": Or(tuple(Term("exact", str(number)) for number in range(400))),
    "best of many words": Best(tuple(Term("exact", str(number)) for number in range(400))),
    "all of many words": And(tuple(Term("exact", "met") for _ in range(400))),
    "some of many words": AtLeast(1, tuple(Term("exact", str(number)) for number in range(400))),
    "none of many words": Without(ALL, Or(tuple(Term("exact", str(number)) for number in range(400)))),
    "a long phrase": Phrase("exact", ("met",) * 400),
    "a long phrase with gaps": Phrase("exact", ("met",) * 400, (9,) * 399),
    "many keys": Or(tuple(Key("year", str(number)) for number in range(400))),
}


@contextmanager
def late() -> Iterator[None]:
    """Let the time be up for what is asked inside; what is tidied up behind has no limit."""
    deadline.begin(-1)
    try:
        yield
    finally:
        deadline.end()


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("sort", get_args(Order))
def test_nothing_is_searched_when_the_time_is_up(filled: Engine, kind: str, sort: Order) -> None:
    with late(), pytest.raises(TooCostlyError):
        filled.search(Request(HOSTILE[kind], facets=("year",), sort=sort))


def test_no_terms_are_read_when_the_time_is_up(filled: Engine) -> None:
    with late(), pytest.raises(TooCostlyError):
        filled.terms("exact", "m", 10)
    with late(), pytest.raises(TooCostlyError):
        filled.frequency("exact", "met")


@pytest.mark.parametrize("name", [name for name in NAMES if name != IN_CLUSTER])
@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if "many" in kind])
def test_the_clock_is_looked_at_for_every_word(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    made = engine(name, tmp_path / "index")
    made.write(Changes(add=UNITS, mark="first"))
    made.open()
    monkeypatch.setattr(deadline, "check", lambda: looks.append(1))
    made.search(Request(HOSTILE[kind], facets=("year",)))
    distinct = 1 if kind == "all of many words" else 400
    assert len(looks) >= distinct


@pytest.mark.parametrize("gaps", [(), (1,) * 1_999])
def test_a_phrase_of_one_word_a_thousand_times_reads_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gaps: tuple[int, ...]
) -> None:
    """It took whoosh seconds for each of its words, and a gigabyte, and no look at the clock."""
    from indexer.engines.whoosh.postings import Postings

    made = engine("whoosh", tmp_path / "index")
    made.write(Changes(add=UNITS, mark="first"))
    made.open()
    found, looks = [], []
    find = Postings.find

    def counted(postings: Postings, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        found.append(postings)
        return find(postings, numbers)

    monkeypatch.setattr(Postings, "find", counted)
    monkeypatch.setattr(deadline, "check", lambda: looks.append(1))
    assert made.search(Request(Phrase("exact", ("met",) * 2_000, gaps))).total == 0
    assert len(looks) >= 2_000
    assert len(found) <= 10


@pytest.mark.parametrize(
    "alternative",
    [
        lambda word: Term("exact", word),
        lambda word: And((Term("exact", "the"), Term("exact", word))),
        lambda word: And((Term("exact", word), Term("exact", "the"))),
    ],
)
def test_many_alternatives_are_not_compared_with_one_another(
    alternative: Callable[[str], Expression],
) -> None:
    """Fifty thousand words, which prefixes of 3,000 characters stood for, were: it took minutes."""
    pytest.importorskip("tantivy")
    from indexer.engines.tantivy.matching import matching

    assert_linear(lambda text: matching(Or(tuple(map(alternative, text.split())))), numbers)


def numbers(length: int) -> str:
    """Return a text of so many code points that holds no number twice."""
    return " ".join(str(number) for number in range(10_000, 10_000 + length // 6))
