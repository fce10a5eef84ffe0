"""A plan asks the engine what the reader meant, and tells the reader how it was understood."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from indexer.engines.base import Changes, Filter, Key, Request
from indexer.engines.memory import MemoryEngine
from indexer.indexing.entries import entries
from indexer.model.document import Coverage, Document, Paragraph
from indexer.model.query import Query, Selection
from indexer.names import annotate
from indexer.names.instruments import Instrument
from indexer.query import arguments
from indexer.query.filters import filters
from indexer.query.plan import Plan, plan
from indexer.runtime.errors import UsageError

SYMBOL = "S/2019/986"


@dataclass(frozen=True)
class Knowing:
    """A library of one document, as far as a plan asks."""

    cited: tuple[str, ...] = ()
    first: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    dated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pieces: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: frozenset[tuple[str, ...]] = frozenset()

    def symbols(self, prefix: str) -> tuple[str, ...]:
        return tuple(symbol for symbol in self.cited if symbol.startswith(prefix))

    def instruments(self) -> tuple[Instrument, ...]:
        return ()

    def first_units(self, symbol: str, parts: tuple[str, ...] = ()) -> tuple[str, ...]:  # noqa: ARG002
        return (self.first[symbol],) if symbol in self.first else ()

    def begun(self, prefix: str) -> tuple[str, ...]:
        return tuple(symbol for symbol in self.first if symbol.startswith(prefix))

    def days(self, symbol: str) -> tuple[str, ...]:
        return self.dated.get(symbol, ())

    def issued(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(self.first[one] for one, days in self.dated.items() if {*days} & {*values})

    def holds(self, symbol: str, parts: tuple[str, ...], paragraph: str) -> bool:
        return symbol in self.first and paragraph.isdecimal() and "main" not in parts

    def has_value(self, token: str) -> bool:
        return token not in self.missing

    def speaks(self, symbol: str, speaker: str) -> bool:  # noqa: ARG002
        return False

    def synonyms(self, text: str) -> tuple[str, ...]:
        return (self.pairs[text],) if text in self.pairs else ()

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        return tuple(word for word in self.words if word.startswith(prefix))[:limit]

    def has_year(self, year: str) -> bool:
        return year == "2019"

    def in_pieces(self, word: str) -> tuple[str, ...]:
        return self.pieces.get(word, ())

    def has_word(self, word: str) -> bool:
        return word in self.words

    def has_phrase(self, words: tuple[str, ...]) -> bool:
        return words in self.phrases


def planned(text: str, known: Knowing | None = None) -> Plan:
    return plan(arguments.parse([("q", text)]), known or Knowing())


def found(text: str, *texts: str, known: Knowing | None = None, leads: tuple[str, ...] = ()) -> list[str]:
    """Ask a library of these paragraphs; `leads` are their lead-ins, from the first on."""
    lead_ins = (*leads, *[""] * (len(texts) - len(leads)))
    units = tuple(
        Paragraph("paragraph", "annex", str(number), one, str(number), lead_in=lead)
        for number, (one, lead) in enumerate(zip(texts, lead_ins, strict=True), 1)
    )
    document = Document(SYMBOL, "zh", "Hans", "official", "", None, units, Coverage(0, (), ()))
    engine = MemoryEngine()
    engine.write(Changes(entries(annotate(document)), mark="m"))
    engine.open()
    made = planned(text, known)
    answer = engine.search(Request(made.expression, made.filters))
    return [one.id.rpartition(":")[2] for one in answer.found]


def codes(made: Plan) -> list[str]:
    return [notice.code for notice in made.notices]


def test_words_are_joined_by_and() -> None:
    assert found("援助 培训", "援助与培训", "援助", "培训") == ["1"]


def test_or_takes_either() -> None:
    assert sorted(found("智利 OR 秘鲁", "智利", "秘鲁", "日本")) == ["1", "2"]


def test_han_run_is_found_as_it_stands_or_by_its_words() -> None:
    hits = found("联络人培训班", "联络人的培训班", "联络人培训班", "培训")
    assert hits == ["2", "1"]


def test_not_leaves_out_what_was_typed_and_nothing_else() -> None:
    assert found("援助 -美国", "援助美国", "援助美利坚合众国") == ["2"]


def test_only_not_finds_everything_else() -> None:
    assert found("-智利", "智利", "秘鲁") == ["2"]


def test_lead_in_counts_but_something_must_be_in_the_own_text() -> None:
    texts = ("马拉维，回应方", "多哥")
    assert found("援助请求 马拉维", *texts, leads=("援助请求", "援助请求")) == ["1"]
    assert found("援助请求", *texts, leads=("援助请求", "援助请求")) == []


def test_state_is_found_by_its_other_names_and_the_reader_is_told() -> None:
    made = planned("美国")
    assert found("美国", "美利坚合众国", "日本") == ["1"]
    assert "美利坚合众国" in [text for text, _ in made.widened[0].forms]


def test_abbreviation_finds_the_full_name() -> None:
    known = Knowing(pairs={"海关组织": "世界海关组织"})
    assert found("海关组织", "世界海关组织", "海事组织", known=known) == ["1"]
    assert planned("海关组织", known).widened[0].forms[0] == ("世界海关组织", "zh")


def test_symbol_finds_who_cites_it() -> None:
    assert found("S/RES/1540(2004)", "第1540(2004)号决议", "第1977(2011)号决议") == ["1"]
    assert planned("S/RES/1540 (2004)").referred[0].symbol == "S/RES/1540(2004)"


def test_pinpoint_comes_first() -> None:
    texts = ("第1977(2011)号决议第3段", "第1977(2011)号决议第9段")
    assert found("第1977(2011)号决议第9段", *texts) == ["2", "1"]


def test_document_that_bears_the_symbol_comes_before_who_cites_it() -> None:
    known = Knowing(first={SYMBOL: f"{SYMBOL}:zh:annex:3"})
    assert found(SYMBOL, "甲", "乙", "首段", known=known) == ["3"]


def test_cited_paragraph_of_a_held_document_comes_first() -> None:
    known = Knowing(first={SYMBOL: f"{SYMBOL}:zh:annex:1"})
    assert found("S/2019/986，附件，第2段", "甲", "乙", "丙", known=known) == ["2"]


def test_more_than_a_symbol_is_looked_for_in_its_whole_document() -> None:
    known = Knowing(first={SYMBOL: f"{SYMBOL}:zh:annex:1"})
    assert found("S/2019/986 智利", "甲", "智利", known=known) == ["2"]


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("S/2019/986 S/2019/986", "S/2019/986"),
        ("S/2019/986 AND s/2019/986", "S/2019/986"),
        ("智利 援助 智利", "智利 援助"),
        ("25 April 2021 2021年4月25日", "25 April 2021"),
        ("培训 OR 培训", "培训"),
        ("(培训 OR 援助) (培训 OR 援助) 智利", "(培训 OR 援助) 智利"),
        ('"援助 请求"~5 "援助 请求"~5', '"援助 请求"~5'),
        ("援助 -智利 -智利", "援助 -智利"),
        ("(state:CHL OR state:CHL) 援助", "(state:CHL) 援助"),
    ],
)
def test_what_is_asked_for_twice_is_asked_for_once(twice: str, once: str) -> None:
    known = Knowing(first={SYMBOL: f"{SYMBOL}:zh:main:letter.1"})
    again, first = planned(twice, known), planned(once, known)
    assert again.expression == first.expression
    if "AND" not in twice:  # what AND joins is not relaxed
        assert again.relaxation.words == first.relaxation.words
    assert [one.symbol for one in again.referred] == [one.symbol for one in first.referred]
    assert len(again.named) == len(first.named)
    assert again.widened == first.widened


def test_another_distance_is_another_thing_asked_for() -> None:
    assert len(planned('"援助 请求"~5 "援助 请求"~9').relaxation.words) == 2


def test_number_without_a_year_takes_the_one_that_is_cited() -> None:
    made = planned("UNSCR 1540", Knowing(cited=("S/RES/1540(2004)",)))
    assert codes(made) == ["year-taken"]
    assert made.referred[0].symbol == "S/RES/1540(2004)"


def test_number_without_a_known_year_is_searched_as_a_number() -> None:
    assert codes(planned("UNSCR 1540")) == ["no-year"]
    assert codes(planned("UNSCR 1540", Knowing(cited=("S/RES/1540(2004)", "S/RES/1540(2005)")))) == [
        "several-years"
    ]
    assert found("UNSCR 1540", "1540委员会", "1541") == ["1"]


def test_date_is_found_however_it_is_written() -> None:
    assert found("25 April 2021", "2021 年 4 月 25 日前", "2021年4月") == ["1"]
    assert found("2021-04-25", "2021 年 4 月 25 日前", "2021年4月") == ["1"]


def test_prefix_stands_for_any_ending() -> None:
    known = Knowing(words=("implement", "implementation"))
    assert sorted(found("implement*", "implement", "implementation", "other", known=known)) == ["1", "2"]
    assert found("联络*", "联络人", "联系") == ["1"]
    assert found("zzz*", "联络人") == []


def test_quotes_and_slop() -> None:
    assert found('"援助请求"', "援助的请求", "援助请求") == ["2"]
    assert found('"援助 请求"~1', "援助的请求", "请求援助") == ["1"]
    assert found('"援助 请求"~1', "援的助请的求") == []


def test_relaxed_counts_the_words_of_a_run() -> None:
    made = planned("联络人培训班 智利")
    assert len(made.relaxation.words) >= 3


def test_nothing_to_search_for_finds_nothing() -> None:
    assert found("。。。", "文。。。") == []
    assert codes(planned("!!!")) == ["ignored"]


def test_empty_question_finds_all() -> None:
    assert found("", "甲", "乙") == ["1", "2"]


def test_filter_inside_or_is_a_clause() -> None:
    assert sorted(found("para:1 OR 乙", "甲", "乙", "丙")) == ["1", "2"]
    assert found("(year:2018-2020 OR 乙)", "甲", "乙") == ["2"]


def test_filters_within_the_question_are_told_apart_from_those_that_hold_for_it() -> None:
    made = planned("(state:CHL OR -(kind:event -part:annex)) (state:CHL) year:2019 援助")
    assert made.selections == (Selection("year", "2019"),)
    assert made.inner == (
        Selection("state", "CHL"),
        Selection("kind", "event", excluded=True),
        Selection("part", "annex"),
    )


def test_filters_within_the_question_count_among_the_most() -> None:
    years = " OR ".join(f"para:{number}" for number in range(1, 202))
    with pytest.raises(UsageError, match="201 filter values"):
        planned(years)


def test_filters_of_one_name_are_alternatives() -> None:
    chosen = (Selection("state", "CHL"), Selection("state", "PER"), Selection("year", "2018-2020"))
    made = filters(chosen)
    assert Filter("state", ("CHL", "PER")) in made
    assert Filter("year", ranges=(("2018", "2020"),)) in made


def test_period_is_one_filter_on_days() -> None:
    made = filters((Selection("from", "2019-04-01"), Selection("to", "2019-04-30")))
    assert Filter("day", ranges=(("2019-04-01", "2019-04-30"),)) in made


def test_headings_are_left_out_unless_asked_for() -> None:
    assert filters(()) == (Filter("kind", ("document", "heading", "abbreviation"), negated=True),)
    asked = filters((Selection("kind", "heading"),))
    assert Filter("kind", ("document", "abbreviation"), negated=True) in asked


def test_selections_typed_and_chosen_hold_together() -> None:
    query = Query("state:CHL 援助", (Selection("year", "2019"),))
    assert {one.name for one in plan(query, Knowing()).selections} == {"state", "year"}


def test_bearer_in_any_part_named_annex() -> None:
    known = Knowing(first={SYMBOL: "x"})
    made = planned("S/2019/986，附件，第2段", known)
    assert Key("para", "2") in _keys(made.expression)


def _keys(node: object) -> set[object]:
    if isinstance(node, Key):
        return {node}
    inner = [getattr(node, name) for name in ("node", "excluded") if hasattr(node, name)]
    inner += list(getattr(node, "nodes", ()))
    return set().union(*map(_keys, inner)) if inner else set()


def test_not_within_a_group() -> None:
    assert sorted(found("(援助 -智利) OR 日本", "援助智利", "援助", "日本")) == ["2", "3"]


@pytest.mark.parametrize("asked", ["UNODA", "unoda", "裁军厅", "联合国裁军事务厅", "裁軍廳"])
def test_an_organization_is_found_by_all_its_names(asked: str) -> None:
    texts = ("裁军厅的培训", "联合国裁军事务厅报告", "supported by UNODA", "另一个厅")
    assert sorted(found(asked, *texts)) == ["1", "2", "3"]
    (widened,) = planned(asked).widened
    assert widened.word == asked
    assert widened.reason == "name"


def test_an_organization_inside_a_run_is_found_by_its_other_names() -> None:
    assert found("裁军厅援助", "裁军事务厅提供援助", "裁军厅援助", "提供援助") == ["2", "1"]


def test_an_excluded_organization_is_only_what_was_typed() -> None:
    assert found("援助 -UNODA", "援助 UNODA", "援助 裁军厅") == ["2"]
