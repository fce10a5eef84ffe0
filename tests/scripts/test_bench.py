"""The benchmark's pieces: always the same questions, of the same meaning to all, and sums that are right."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from indexer.engines.base import And, Best, Boost, Expression, Filter, Key, Or, Phrase, Term, Without
from indexer.library.library import Library
from indexer.runtime import config
from scripts.bench import (
    bench_questions,
    cold_start,
    contender_worker,
    contenders,
    contest,
    corpus,
    rows,
    sentences,
    serving,
    synthetic,
)
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_queries import Holds, asked, query, simplify
from scripts.bench.contenders.bare_tantivy import BareTantivy
from scripts.bench.contenders.contender import ContenderAnswer, Ground
from scripts.bench.contenders.direct_opensearch import bodies
from scripts.bench.contenders.fts5 import Fts5
from scripts.bench.contenders.own_engines import Ours
from scripts.bench.contenders.plain_whoosh import PlainWhoosh
from scripts.bench.measures import Spread, fit, percentile, spread
from scripts.bench.run import main
from scripts.bench.sentences import Material, Sentence

UNITS = 100
A, B, C = (Term("words", token) for token in "abc")


@pytest.fixture(scope="module")
def material() -> Material:
    """Give the digests: they are always here."""
    return sentences.material(Path("nowhere"))


@pytest.fixture(scope="module")
def drawn(material: Material) -> tuple[BenchQuestion, ...]:
    return bench_questions.draw(material, 40)


@pytest.fixture(scope="module")
def ground(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    place = tmp_path_factory.mktemp("bench")
    made = corpus.write(place, material, UNITS)
    rows.analyse(made, place / rows.FILE)
    return Ground(made, place / rows.FILE, place)


@pytest.fixture(scope="module")
def totals(ground: Ground, drawn: Sequence[BenchQuestion]) -> list[int]:
    made = replace(
        config.load(),
        library=config.LibraryConfig((ground.corpus,), ground.place / "memory", "memory"),
    )
    library = Library(made)
    library.build()
    library.open()
    found = [library.search(query(question)) for question in drawn]
    return [0 if one.query.relaxed else one.total for one in found]


# --- what is made


def test_bitext_is_read_where_it_is(bitext: Path) -> None:
    found = sentences.material(bitext)
    assert len(found.sentences) > 3000
    assert "bitext" in found.source


def test_sentences_come_without_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "devset.zh").write_text("10. 委员会商定组织互动讨论\n短\n", encoding="utf-8")
    (tmp_path / "devset.en").write_text(
        "(a) The Commission agreed to organize discussions\nShort\n", encoding="utf-8"
    )
    assert sentences.material(tmp_path).sentences == (
        Sentence("委员会商定组织互动讨论", "The Commission agreed to organize discussions"),
    )


def test_documents_are_always_the_same(material: Material, tmp_path: Path) -> None:
    made = [corpus.write(tmp_path / name, material, 100) for name in ("one", "two")]
    names = [sorted(path.name for path in one.iterdir()) for one in made]
    assert names[0] == names[1]
    assert all((made[0] / name).read_bytes() == (made[1] / name).read_bytes() for name in names[0])


def test_smaller_library_is_the_beginning_of_a_larger_one(material: Material, tmp_path: Path) -> None:
    small, large = (corpus.write(tmp_path / str(units), material, units) for units in (100, 300))
    texts = sorted(path.name for path in small.glob("*.txt"))
    assert len(texts) == 2
    assert len(list(large.glob("*.txt"))) == 6
    assert all((small / name).read_bytes() == (large / name).read_bytes() for name in texts)


def test_corpus_that_is_there_is_kept(material: Material, tmp_path: Path) -> None:
    made = corpus.write(tmp_path, material, 100)
    text = next(made.glob("*.txt"))
    text.write_text("kept", encoding="utf-8")
    corpus.write(tmp_path, material, 100)
    assert text.read_text(encoding="utf-8") == "kept"
    corpus.write(tmp_path, material, 101)
    assert text.read_text(encoding="utf-8") != "kept"


def test_documents_are_read_as_meant(ground: Ground) -> None:
    found = list(rows.read(ground.rows))
    assert len(found) == UNITS
    keys = [dict(zip(rows.KEYS, row.keys, strict=True)) for row in found]
    assert {one["language"] for one in keys} == {("zh",), ("en",)}
    assert {one["kind"] for one in keys} == {("paragraph",), ("letter",)}
    assert set(corpus.SECTIONS.values()) <= {topic for one in keys for topic in one["section"]}
    assert any(one["state"] for one in keys)
    assert any(token.startswith("sym:") for row in found for token in row.texts[2])
    assert any(row.id.endswith(":7(a)") for row in found)


def test_a_facet_of_one_value_has_one_in_every_unit(ground: Ground) -> None:
    """SQLite keeps one value of it: a facet of several that `MANY` lacks would be counted wrong."""
    for row in rows.read(ground.rows):
        several = {key for key, values in zip(rows.KEYS, row.keys, strict=True) if len(values) > 1}
        assert several <= {*rows.MANY}, row.id


def test_analysis_counts(ground: Ground, tmp_path: Path) -> None:
    found = rows.analyse(ground.corpus, tmp_path / rows.FILE)
    assert found.units == UNITS
    assert found.entries > UNITS
    assert found.vocabulary["exact"] > found.vocabulary["lead_exact"] > 0


def test_invented_names_go_on() -> None:
    choice = Random(1)  # noqa: S311 - no secret
    assert len({synthetic.name(choice).en for _ in range(1000)}) > 800


# --- what is asked


def test_questions_are_always_the_same_and_of_every_kind(material: Material) -> None:
    drawn = bench_questions.draw(material)
    assert drawn == bench_questions.draw(material)
    assert len(drawn) == 200
    assert {question.kind for question in drawn} == set(bench_questions.SHARES)
    texts = "".join(question.text for question in drawn)
    assert any("a" <= sign <= "z" for sign in texts)
    assert any(sign >= "\u4e00" for sign in texts)


@pytest.mark.parametrize(
    ("given", "simple"),
    [
        (Boost(Best((A, Boost(B, 0.4))), plus=1.0), Or((A, B))),
        (And((Or((A, B)), A)), A),
        (And((Or((A, B)), Boost(Or((A, B)), 0.0))), Or((A, B))),
        (And((Or((A, B, C)), Or((A, B)))), Or((A, B))),
        (Or((And((A, B)), A)), A),
        (And((A, And((B, C)), A)), And((A, B, C))),
        (Without(Boost(A), Best((B,))), Without(A, B)),
        (And((Or((A, B)), Or((A, C)))), And((Or((A, B)), Or((A, C))))),
    ],
)
def test_expression_is_said_in_the_fewest_words(given: Expression, simple: Expression) -> None:
    assert simplify(given) == simple


def test_opponents_know_what_is_held(ground: Ground) -> None:
    holds = Holds(rows.read(ground.rows))
    held = next(corpus.documents(sentences.material(Path("nowhere")))).symbol
    assert held in holds.symbols(held[:6])
    assert len(holds.first_units(held)) == 2
    assert holds.first_units("S/1900/1") == ()
    found = asked(BenchQuestion("prefix", "contact*", (("year", "2001"),)), holds)
    assert found.match == Term("exact", "contact*")
    assert found.filters == (Filter("year", ranges=(("2001", "2001"),)),)


@pytest.mark.parametrize("opponent", [Fts5(), BareTantivy(), Ours("tantivy"), Ours("whoosh")], ids=repr)
def test_contenders_find_what_the_reference_finds(
    opponent: Fts5 | BareTantivy | Ours, ground: Ground, drawn: tuple[BenchQuestion, ...], totals: list[int]
) -> None:
    pytest.importorskip("tantivy")
    own = contest.own(ground, f"{type(opponent).__name__}{id(opponent)}")
    opponent.build(own)
    opponent.open(own, drawn)
    assert opponent.size(own) > 0
    for full in (True, False):
        assert [opponent.ask(number, full=full) for number in range(len(drawn))] == [
            ContenderAnswer(total) for total in totals
        ]
    opponent.close()


def test_sqlite_counts_what_the_reference_counts(ground: Ground, drawn: tuple[BenchQuestion, ...]) -> None:
    made = replace(
        config.load(), library=config.LibraryConfig((ground.corpus,), ground.place / "memory", "memory")
    )
    library = Library(made)
    library.build()
    library.open()
    own = contest.own(ground, "facets")
    opponent = Fts5()
    opponent.build(own)
    opponent.open(own, drawn)
    for number, question in enumerate(drawn):
        theirs = opponent.facets(number)
        answer = library.search(query(question))
        for name, facet in () if answer.query.relaxed else answer.facets.items():
            ours = {value.value: value.count for value in facet.values if value.count}
            assert {key: theirs[name][key] for key in ours} == ours, question
    opponent.close()


def test_whoosh_of_its_own_answers(ground: Ground, drawn: tuple[BenchQuestion, ...]) -> None:
    own = contest.own(ground, "plain")
    opponent = PlainWhoosh()
    opponent.build(own)
    opponent.open(own, drawn)
    for number in range(len(drawn)):
        assert opponent.ask(number, full=number % 2 == 0) == ContenderAnswer(None)
    assert opponent.size(own) > 0
    opponent.close()


def test_opensearch_is_asked_in_its_own_words(ground: Ground) -> None:
    asked_for = (
        BenchQuestion(
            "filter", "contact*", (("year", "2001-2009"), ("not.state", "CHL"), ("section", "assistance"))
        ),
        BenchQuestion("phrase", '"of the report"'),
    )
    light, full = bodies(ground, asked_for)[False], bodies(ground, asked_for)[True]
    plain, filtered = json.loads(light[0]), json.loads(full[0])
    assert plain["query"]["bool"]["must"] == [{"prefix": {"exact": {"value": "contact"}}}]
    assert len(plain["query"]["bool"]["filter"]) == 2
    assert len(filtered["post_filter"]["bool"]["filter"]) == 2
    assert "filter" in filtered["aggs"]["year"]
    assert "post_filter" not in json.loads(full[1])
    assert json.loads(full[1])["aggs"]["year"] == {"terms": {"field": "year", "size": 50}}


@pytest.mark.parametrize("opponent", ["fts5", "tantivy", "opensearch"])
def test_what_no_opponent_is_asked_is_refused(opponent: str) -> None:
    from scripts.bench.contenders import direct_opensearch, fts5

    strange = Without(A, B)
    if opponent == "fts5":
        with pytest.raises(ValueError, match="no form in FTS5"):
            fts5.worded(strange)
    elif opponent == "opensearch":
        with pytest.raises(ValueError, match="no form in OpenSearch"):
            direct_opensearch.worded(strange)
    else:
        with pytest.raises(ValueError, match="asked of no opponent"):
            simplify(Or((Phrase("exact", ("a",)), Key("id", "x"), None)))  # type: ignore[arg-type]


# --- how it is measured


def test_missing_contenders_are_said_to_be_missing() -> None:
    direct = contenders.kind("direct-opensearch")
    assert "no OpenSearch node" in contenders.missing(direct, "")
    assert contenders.missing(direct, "http://127.0.0.1:9200") == ""
    assert "nothing_of_the_kind" in contenders.missing(replace(direct, package="nothing_of_the_kind"), "x")
    unknown = replace(contenders.kind("whoosh"), name="nothing")
    assert "not part of this version" in contenders.missing(unknown, "")


def test_worker_does_as_it_is_told(ground: Ground, drawn: tuple[BenchQuestion, ...]) -> None:
    orders = [
        {
            "contender": "fts5",
            "ground": {key: str(getattr(ground, key)) for key in ("corpus", "rows", "opensearch")}
            | {"place": str(ground.place / "worker")},
            "questions": [{"kind": one.kind, "text": one.text, "filters": one.filters} for one in drawn],
        },
        {"do": "build"},
        {"do": "open"},
        {"do": "size"},
        {"do": "ask", "numbers": [0, 3], "full": True},
        {"do": "close"},
    ]
    answers = io.StringIO()
    contender_worker.work(io.StringIO("\n".join(map(json.dumps, orders))), answers)
    said = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert len(said) == 5
    assert all(one["peak"] > 1_000_000 for one in said)
    assert said[2]["bytes"] > 0
    assert len(said[3]["answers"]) == 2


def test_everybody_is_asked_in_turn(ground: Ground, drawn: tuple[BenchQuestion, ...]) -> None:
    lines: list[str] = []
    built = contest.build(("fts5", "bare-tantivy"), ground, lines.append)
    first, second = contest.ask(built, ground, drawn, rounds=2, budget=0)
    assert len(lines) == 2
    assert first.full.rounds == first.light.rounds == 1
    assert all(len(times) == 1 for times in first.full.times)
    assert first.peak > 0
    found = contest.agreement(first, second, drawn)
    assert found.same == found.of
    assert found.of.total() == len(drawn)


def test_contender_that_fails_is_told_of(ground: Ground) -> None:
    nowhere = replace(ground, rows=Path("nowhere"))
    with pytest.raises(RuntimeError, match="failed at build"):
        contest.build(("fts5",), nowhere, print)


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 3.0), (0.95, 5.0), (0.0, 1.0), (1.0, 5.0), (0.2, 1.0), (0.21, 2.0)]
)
def test_percentile_is_a_value_that_was_measured(share: float, value: float) -> None:
    assert percentile([5.0, 1.0, 4.0, 2.0, 3.0], share) == value


def test_nothing_has_no_percentile_and_no_line() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)
    with pytest.raises(ValueError, match="no measurements"):
        fit({})


def test_spread_counts() -> None:
    assert spread([float(number) for number in range(1, 101)]) == Spread(50.0, 95.0, 99.0, 100)


def test_fit_tells_how_far_off_a_line_it_is() -> None:
    assert fit({10: 1.0, 100: 10.0}).off == pytest.approx(0.0)
    bent = fit({100: 9.0, 1000: 110.0})
    assert bent.slope == pytest.approx(0.1)
    assert bent.off == pytest.approx(0.1)


def test_server_answers_and_a_document_added_is_found(
    ground: Ground, drawn: tuple[BenchQuestion, ...]
) -> None:
    lines: list[str] = []
    own = contest.own(ground, "served")
    Ours("whoosh").build(own)
    assert cold_start.added(own, "whoosh", 1) > 0
    with serving.webui(own, "whoosh") as address:
        servers = {"whoosh": (address, serving.our_calls(drawn))}
        (found,) = serving.measure(servers, 1, 0.1, lines.append)
        with (
            closing(serving.Client(address)) as client,
            pytest.raises(RuntimeError, match="/api/v1/nothing: 404"),
        ):
            client.call(serving.Call("GET", "/api/v1/nothing"))
    assert found.alone.count == len(drawn)
    assert found.rate > 0
    assert len(lines) == 1


def test_command_measures_and_writes(tmp_path: Path) -> None:
    given = ["--quick", "--only", "engines", "--sizes", "100", "--contenders", "fts5"]
    assert main([*given, "--place", str(tmp_path / "place"), "--out", str(tmp_path / "out")]) == 0
    page = (tmp_path / "out/benchmarks.md").read_text(encoding="utf-8")
    assert "## 100 units" in page
    ET.fromstring((tmp_path / "out/benchmarks.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own


def test_unknown_contender_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--contenders", "nobody"])
    assert "no contender is called nobody" in capsys.readouterr().err
