"""What holds of every question, every text and every document, whatever they are.

`JUANZONG_EXAMPLES=40 pytest tests/test_properties.py` looks at forty times as many, at random.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from indexer.analysis import exact, is_han
from indexer.answer.serialise import to_json
from indexer.cli import search as search_cli
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.fields import NAMES
from indexer.model.query import MAX_PER_PAGE, Query, Sort
from indexer.model.results import Results
from indexer.model.shown_units import Hit, Unit
from indexer.names import citations
from indexer.query import arguments
from indexer.query.document_query import DocumentQuery
from indexer.query.filters import UNASKED_KINDS
from indexer.runtime.errors import UsageError
from scripts.questions import QUESTIONS
from tests.shelf import DIGEST, ENGLISH, REPORT, config, held, written

FACTOR = int(os.environ.get("JUANZONG_EXAMPLES", "1"))
SORTS: tuple[Sort, ...] = ("relevance", "date", "-date", "document")
QUOTES = re.compile('["“”„「」『』]')
TRADITIONAL = ("s2t", "s2tw", "s2hk")

ASKED = (
    "", "援助", "讲习班", "assistance", "委员会 -讲习班", '"1540 Committee"', "智利 OR 西班牙", "Spain",
    "S/2019/986", "第1977(2011)号决议第9段", "2019", "70,997", "瓜地馬拉", '"comprehensive review"~3',
    "联络*", "state:ESP", "(kind:event OR 讲习班) year:2019", "没有的词 执行", "not here at all workshop",
)  # fmt: skip
PIECES = (
    "AND", "OR", "NOT", "-", "(", ")", '"', "“", "”", "„", "「", "」", "*", "~5", "~99999999999", ":", "：",
    "state:", "year:", "from:2019-02", "to:2018", "para:18(a)", "kind:heading", "cites:S/RES/1977(2011)#9",
    "section:导言", "language:zh", "symbol:", "not.state:CHL", "-state:智利", "http://", "S/2019/986",
    "S/RES/1540", "1540(2004)", "第1540号决议", "第10(j)㈠段", "，附件，第12段", ", annex, para. 12",
    "UNSCR 1540", "1526", "智利", "智利援助", "Lao PDR", "US", "印度尼西亚", "瓜地馬拉", "2021年4月25日",
    "25 April 2021", "70 997", "第二十六届", "委员会", "联络人培训班", "assistance", "workshops", "的", "a",
    "０", "ﬁ", "é", "e\u0301", "\u200b", "\ufeff", "\x00", "\n", "\t", "\u3000", "𠮷", "İ", "[", "]", "{",
    "}", "<", ">", "|", "/", "\\", "'", "~", "^", "&", "…", "#", "+", "%", "=",
)  # fmt: skip


def examples(number: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Set how many examples are looked at; the same ones every time, but where more are wanted."""
    return settings(
        max_examples=number * FACTOR,
        deadline=None,
        derandomize=FACTOR == 1,
        suppress_health_check=[HealthCheck.too_slow],
    )


def question(**asked: str) -> Query:
    return arguments.parse(asked.items())


def follow(library: Library, url: str | None) -> Results:
    """Return what an address answers, as the API reads it."""
    return library.search(address(url))


def address(url: str | None) -> Query:
    assert url is not None
    return arguments.parse(parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=True))


def counts(results: Results) -> dict[str, list[tuple[str, str, int, bool]]]:
    """Return the facets but for their addresses, which hold the question as typed."""
    return {
        name: [(one.value, one.label, one.count, one.selected) for one in facet.values]
        for name, facet in results.facets.items()
    }


@pytest.fixture(scope="session", params=["reviews", "digests"])
def shelf(request: pytest.FixtureRequest) -> Library:
    """Give the two real reviews, then the digests."""
    library: Library = request.getfixturevalue(request.param)
    return library


@pytest.fixture(scope="session")
def units(shelf: Library) -> list[Unit]:
    versions = shelf.documents(DocumentQuery(Query(per_page=MAX_PER_PAGE))).items
    found = [unit for one in versions for unit in shelf.document(one.symbol, one.language).paragraphs]
    return [unit for unit in found if len(exact(unit.text)) > 1]


# --- any string


def woven() -> st.SearchStrategy[str]:
    piece = st.sampled_from(PIECES) | st.text(max_size=3)
    return st.lists(st.tuples(piece, st.sampled_from(["", "", " "])), max_size=12).map(
        lambda pairs: "".join(map("".join, pairs))
    )


@examples(400)
@given(text=woven() | st.text(st.characters(), max_size=40), page=st.sampled_from(["1", "1", "2"]))
def test_any_string_is_answered(digests: Library, text: str, page: str) -> None:
    query = question(q=text, page=page)
    results = digests.search(query)
    assert json.loads(to_json(results))["total"] == results.total
    left = max(0, results.total - (query.page - 1) * query.per_page)
    assert len(results.hits) == min(left, query.per_page)
    assert len({hit.id for hit in results.hits}) == len(results.hits)
    for hit in results.hits:
        check_marks(hit)
    if not results.query.filters:
        check_sums(results)


@examples(150)
@given(
    name=st.sampled_from((*arguments.SINGLE, *NAMES, *(f"not.{name}" for name in NAMES))),
    value=woven() | st.text(max_size=8) | st.integers(-2, 10**12).map(str),
)
def test_any_value_of_a_parameter_is_answered_or_refused(digests: Library, name: str, value: str) -> None:
    refusal = None
    try:
        results = digests.search(question(**{name: value}))
    except UsageError as error:
        refusal = error
    else:
        assert json.loads(to_json(results))
    assert refusal is None or (refusal.message and refusal.advice)


def check_marks(hit: Hit) -> None:
    for field, text in (("text", hit.text), ("lead_in", hit.lead_in)):
        bounds = [bound for at in hit.highlights if at.field == field for bound in (at.start, at.end)]
        assert bounds == sorted(bounds)
        assert all(0 <= bound <= len(text) for bound in bounds)
    assert all(at.start < at.end for at in hit.highlights)
    assert all(fragment.text for fragment in hit.snippet)
    shown = [at for at in hit.snippet if at.match or at.text != "…"]
    assert "".join(fragment.text for fragment in shown) in hit.text


def check_sums(results: Results) -> None:
    """Every unit has one language, kind, part and edition, and at most one year."""
    sums = {name: sum(one.count for one in facet.values) for name, facet in results.facets.items()}
    assert {sums[name] for name in ("language", "kind", "part", "edition")} == {results.total}
    assert sums["year"] <= results.total


# --- any piece of a text


def han_piece(data: st.DataObject, text: str) -> str:
    """Draw two or more Han characters that stand together in a text."""
    marked = "".join(character if is_han(character) else " " for character in text)
    runs = [run for run in marked.split() if len(run) > 1]
    assume(runs)
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    return run[start : data.draw(st.integers(start + 2, len(run)))]


def piece(data: st.DataObject, text: str) -> str:
    """Draw a stretch of whole words, numbers and Han characters that cuts through no symbol."""
    tokens = exact(text)
    first = data.draw(st.integers(0, len(tokens) - 2))
    last = data.draw(st.integers(first + 1, min(len(tokens) - 1, first + 40)))
    start, end = tokens[first].start, tokens[last].end
    cut = [one for one in citations.find(text) for edge in (start, end) if one.start < edge < one.end]
    assume(not cut)
    return text[start:end]


def assert_found(library: Library, unit: Unit, text: str) -> None:
    extra = {"kind": unit.kind} if unit.kind in UNASKED_KINDS else {}
    query = question(q=text, per_page="100", **extra)
    results = library.search(query)
    assert results.query.relaxed is None
    if unit.id not in {hit.id for hit in results.hits}:
        assert unit.id in {hit.id for hit in library.hits(query)}


@examples(80)
@given(data=st.data())
def test_any_han_characters_of_a_unit_find_it(shelf: Library, units: list[Unit], data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(units))
    drawn = han_piece(data, unit.text)
    for text in (drawn, f'"{drawn}"', f"“{drawn}”"):
        assert_found(shelf, unit, text)


@examples(60)
@given(data=st.data())
def test_any_words_of_a_unit_find_it(shelf: Library, units: list[Unit], data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(units))
    drawn = piece(data, unit.text)
    assert_found(shelf, unit, drawn)
    if not QUOTES.search(drawn):
        assert_found(shelf, unit, f'"{drawn}"')


def test_number_without_its_year_finds_who_writes_it_so(tmp_path: Path) -> None:
    library = Library(config(tmp_path))
    library.add([written(tmp_path / "in.txt", f"{REPORT}\n4. 第1540号决议方案派员出席。\n")], Given())
    with library:
        for text, numbers in (("第1540号决议", ["1", "4"]), ("第1540号决议方案", ["4"])):
            found = library.search(question(q=text, sort="document")).hits
            assert [hit.paragraph for hit in found] == numbers


# --- Traditional script


@cache
def converter(name: str) -> OpenCC:
    return OpenCC(name)


def assert_same_in_traditional(library: Library, text: str, name: str) -> None:
    traditional = converter(name).convert(text)
    simple, other = (library.search(question(q=one, per_page="100")) for one in (text, traditional))
    assert [hit.id for hit in other.hits] == [hit.id for hit in simple.hits]
    assert (other.total, counts(other)) == (simple.total, counts(simple))
    assert [hit.highlights for hit in other.hits] == [hit.highlights for hit in simple.hits]


@examples(50)
@given(data=st.data(), name=st.sampled_from(TRADITIONAL))
def test_traditional_question_finds_the_same(
    shelf: Library, units: list[Unit], data: st.DataObject, name: str
) -> None:
    unit = data.draw(st.sampled_from(units))
    assert_same_in_traditional(shelf, data.draw(st.sampled_from((han_piece, piece)))(data, unit.text), name)


@pytest.mark.parametrize("name", TRADITIONAL)
def test_the_ten_questions_find_the_same_in_traditional(shelf: Library, name: str) -> None:
    for one in QUESTIONS:
        assert_same_in_traditional(shelf, one.text, name)


# --- adding and removing


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of a library with a digest that came with it and a document that was added."""
    place = tmp_path_factory.mktemp("changing")
    written(place / "corpus" / "digest.txt", DIGEST)
    written(
        place / "corpus" / "manifest.toml",
        '[[document]]\nfile = "digest.txt"\nsymbol = "S/2021/77"\nlanguage = "zh"\nedition = "digest"\n',
    )
    return place


@pytest.fixture(scope="module")
def changing(place: Path) -> Iterator[Library]:
    library = Library(config(place, place / "corpus"))
    library.build()
    library.add([written(place / "first.txt", ENGLISH.replace("S/2021/77", "S/2021/70"))], Given())
    with library:
        yield library


def documents() -> st.SearchStrategy[tuple[str, str]]:
    """Draw a symbol and the text of a document that bears it."""
    word = st.sampled_from(
        ("智利", "讲习班", "第1540(2004)号决议", "2021年4月25日", "出席", "附件", "委员会")
    )
    own = word | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x5FFF), min_size=1, max_size=8)
    paragraphs = st.lists(st.lists(own, min_size=1, max_size=6).map("".join), min_size=1, max_size=12)
    symbol = st.sampled_from(("S/2021/77", "S/2021/78", "A/75/1", "S/RES/2700(2023)"))
    return st.tuples(symbol, paragraphs).map(lambda drawn: (drawn[0], _document(*drawn)))


def _document(symbol: str, paragraphs: list[str]) -> str:
    head = REPORT[: REPORT.index("1. ")].replace("S/2021/77", symbol)
    return head + "\n\n".join(f"{number}. {text}。" for number, text in enumerate(paragraphs, 1)) + "\n"


def answers(library: Library) -> list[bytes]:
    library.refresh()
    asked = ("", "智利", "出席", "讲习班 委员会", "第1540(2004)号决议", "workshop", "kind:heading")
    return [to_json(library.search(question(q=text, per_page="100"))) for text in asked]


@examples(20)
@given(drawn=documents())
def test_adding_then_removing_leaves_the_library_as_it_was(
    changing: Library, place: Path, drawn: tuple[str, str]
) -> None:
    symbol, text = drawn
    before = record(place), answers(changing)
    changing.add([written(place / "in.txt", text)], Given())
    changing.refresh()
    assert changing.document(symbol, "zh").edition == "official"
    changing.remove(symbol, "zh")
    assert (record(place), answers(changing)) == before


def record(place: Path) -> dict[str, str]:
    said = {one.file: repr(replace(one, number=None)) for one in held(place / "added")}
    return said | {path.name: path.read_text("utf-8") for path in (place / "added").glob("*.txt")}


# --- addresses


def narrowed(library: Library, data: st.DataObject) -> tuple[Query, Results]:
    """Draw a question, and follow the addresses of up to two values of its facets."""
    query = question(q=data.draw(st.sampled_from(ASKED)))
    results = library.search(query)
    for _ in range(data.draw(st.integers(0, 2))):
        values = [one for facet in results.facets.values() for one in facet.values]
        if values:
            query = address(data.draw(st.sampled_from(values)).url)
            results = library.search(query)
    return query, results


@examples(60)
@given(data=st.data())
def test_following_a_value_gives_as_many_as_it_says_and_leads_back(
    digests: Library, data: st.DataObject
) -> None:
    query, before = narrowed(digests, data)
    chosen = {one.name for one in query.selections} | set(before.query.filters)
    free = {name: facet.values for name, facet in before.facets.items() if name not in chosen}
    values = [(name, one) for name, shown in free.items() for one in shown]
    assume(values)
    name, value = data.draw(st.sampled_from(values))
    after = follow(digests, value.url)
    assert after.total == value.count
    (again,) = (one for one in after.facets[name].values if one.value == value.value)
    assert (again.selected, again.count) == (True, value.count)
    assert follow(digests, again.url) == before


@examples(20)
@given(data=st.data(), sort=st.sampled_from(SORTS), per_page=st.integers(30, 100))
def test_pages_lead_through_all_hits_and_back(
    digests: Library, data: st.DataObject, sort: Sort, per_page: int
) -> None:
    narrow, _ = narrowed(digests, data)
    query = Query(narrow.text, narrow.selections, sort, 1, per_page)
    pages = [digests.search(query)]
    while pages[-1].next:
        pages.append(follow(digests, pages[-1].next))
    walked = [hit for page in pages for hit in page.hits]
    assert len({hit.id for hit in walked}) == len(walked) == pages[0].total
    assert walked == list(digests.hits(query))
    for page, before in zip(pages[:0:-1], pages[-2::-1], strict=True):
        assert follow(digests, page.prev) == before
    assert pages[0].prev is None


# --- one shape


@examples(12)
@given(data=st.data(), sort=st.sampled_from(SORTS))
def test_command_and_library_give_one_object(digests: Library, data: st.DataObject, sort: Sort) -> None:
    narrow, _ = narrowed(digests, data)
    pairs = arguments.pairs(Query(narrow.text or "委员会", narrow.selections, sort, 1, 10))
    options = [f"--{name.replace('_', '-')}={value}" for name, value in pairs if name != "q"]
    expected = to_json(digests.search(arguments.parse(pairs))).decode() + "\n"
    assert printed(digests, *options, "--", dict(pairs)["q"]) == expected
    assert printed(digests, "--args", urlencode(pairs)) == expected


def printed(library: Library, *words: str) -> str:
    """Return what `search --format json` prints about a library."""
    shelf = library._config.library
    corpora, index = json.dumps([*map(str, shelf.corpora)]), json.dumps(str(shelf.index))
    path = written(shelf.index.parent / "config.toml", f"[library]\ncorpora = {corpora}\nindex = {index}\n")
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.setattr(sys, "argv", ["search", "--config", str(path), "--format", "json", *words])
        with pytest.raises(SystemExit):
            search_cli.main()
    return out.getvalue()
