"""Whatever somebody types is understood as the reference of the query language says, or they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model.query import MAX_TEXT
from indexer.query import parser
from indexer.query.ast import (
    AndNode,
    BeginningNode,
    FieldNode,
    Leaf,
    NearNode,
    Node,
    NotNode,
    NumberNode,
    OrganizationNode,
    OrNode,
    PrefixNode,
    QuoteNode,
    ReferenceNode,
    StateNode,
    ValueNode,
    WordNode,
)
from indexer.query.parser import parse
from indexer.runtime.errors import UsageError
from indexer.text.normalising import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator


def shape(node: Node | None) -> str:
    """Write a tree in one line: words as typed, everything else with its kind."""
    match node:
        case None:
            return ""
        case AndNode(nodes=nodes):
            return f"({' & '.join(map(shape, nodes))})"
        case OrNode(nodes=nodes):
            return f"({' | '.join(map(shape, nodes))})"
        case NotNode(node=inner):
            return f"!{shape(inner)}"
        case leaf:
            return leaf_shape(leaf)


def leaf_shape(leaf: Leaf) -> str:
    match leaf:
        case WordNode(text=text) | OrganizationNode(text=text):
            return text
        case QuoteNode(text=text):
            return f'"{text}"'
        case NearNode(text=text, slop=slop):
            return f'"{text}"~{slop}'
        case PrefixNode(text=text):
            return f"{text}*"
        case ReferenceNode(citation=cited):
            return "#".join(filter(None, (cited.symbol, cited.part, cited.pinpoint)))
        case NumberNode(number=bare):
            return f"{bare.prefix}?)"
        case BeginningNode(symbol=symbol):
            return f"{symbol}…"
        case ValueNode(token=shown) | StateNode(code=shown):
            return shown
        case FieldNode(selection=selection):
            return f"{selection.name}={selection.value}"


def read(text: str) -> str:
    return shape(parse(text).node)


def codes(text: str) -> list[str]:
    return [notice.code for notice in parse(text).notices]


def filters(text: str) -> list[str]:
    return [f"{'-' * one.excluded}{one.name}={one.value}" for one in parse(text).selections]


def walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, (AndNode, OrNode)):
        for inner in node.nodes:
            yield from walk(inner)
    elif isinstance(node, NotNode):
        yield from walk(node.node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", ""),
        (" 　\n", ""),
        ("援助", "援助"),
        ("援助 培训", "(援助 & 培训)"),
        ("援助　AND 培训", "(援助 & 培训)"),
        ("援助 OR 培训 报告", "(援助 | (培训 & 报告))"),
        ("(援助 OR 培训) 报告", "((援助 | 培训) & 报告)"),
        ("（援助 OR 培训）报告", "((援助 | 培训) & 报告)"),
        ("a OR NOT b c", "(a | (!b & c))"),
        ("援助 -培训", "(援助 & !培训)"),
        ("－培训", "!培训"),
        ("NOT (a OR b)", "!(a | b)"),
        ('-"a b"', '!"a b"'),
        ("-(a b)", "!(a & b)"),
        ("NOT NOT a", "a"),
        ("NOT (NOT a)", "a"),
        ("--a", "a"),
        ("(a b) (c (d e))", "(a & b & c & d & e)"),
        ("a OR (b OR c)", "(a | b | c)"),
        ("ＡＮＤ ａ ＯＲ ｂ", "(ａ | ｂ)"),
        ("AND(a)OR(b)", "(a | b)"),
        ("and or not", "(and & or & not)"),
        ("ORDER NOTE ANDES", "(ORDER & NOTE & ANDES)"),
    ],
)
def test_operators_and_brackets(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"a b"', '"a b"'),
        ("“培训 班”", '"培训 班"'),
        ("”培训“", '"培训"'),
        ("「培训」", '"培训"'),
        ("『培训』", '"培训"'),
        ("＂培训＂", '"培训"'),
        ('“a"b', '("a" & b)'),
        ('"S/2019/986 OR 智利"', '"S/2019/986 OR 智利"'),
        ('"a b"~5', '"a b"~5'),
        ("“a b”～５", '"a b"~5'),
        ('"a b"~0', '"a b"'),
        (f'"a b"~{"9" * 2000}', '"a b"~1000'),
        ('"a b"~ c', '("a b" & c)'),
        ('"" “ ” "-" a', "a"),
        ("联络*", "联络*"),
        ("assist*，x", "(assist* & x)"),
        ("Chile*", "Chile*"),
        ("S/2019/*", "S/2019/…"),
        ("* a", "a"),
    ],
)
def test_phrases_and_beginnings(text: str, tree: str) -> None:
    assert read(text) == tree
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("COVID-19", "COVID-19"),
        ("well-known -known", "(well-known & !known)"),
        ("a - b", "(a & b)"),
        ("第18(a)段 26(a)(ii)", "(passage:para.18(a) & 26(a)(ii))"),
        ("a(b c)", "(a & b & c)"),
        ("a，b、c；d。", "(a & b & c & d)"),
        ("《导言》 — ...", "导言"),
        ("training. 'x'", "(training & x)"),
        ("6个组织", "6个组织"),
        ("智利援助", "智利援助"),
        ("14:30 2018-2020", "(14:30 & 2018-2020)"),
        ("智利COVID", "智利COVID"),
    ],
)
def test_words_are_what_stands_between_spaces_and_sentence_signs(text: str, tree: str) -> None:
    assert read(text) == tree
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("S/2019/127", "S/2019/127"),
        ("关于S/2019/986的报告", "(关于 & S/2019/986 & 的报告)"),
        ("S/RES/1540 (2004) 援助", "(S/RES/1540(2004) & 援助)"),
        ("-S/2019/986 a", "(!S/2019/986 & a)"),
        ("(S/2019/986)", "S/2019/986"),
        ("1540（2004）", "S/RES/1540(2004)"),
        ("1540 (2004) OR 1977(2011)", "(S/RES/1540(2004) | S/RES/1977(2011))"),
        ("第1977(2011)号决议第9段", "S/RES/1977(2011)#9"),
        ("S/2019/986，附件，第12段", "S/2019/986#annex#12"),
        ("S/2019/986, annex, para. 12", "S/2019/986#annex#12"),
        ("https://undocs.org/zh/S/2019/986", "S/2019/986"),
        ("see undocs.org/S/2019/986", "S/2019/986"),
        ("UNSCR 1540", "S/RES/1540(?)"),
        ("第1540号决议 -智利", "(S/RES/1540(?) & !CHL)"),
        (
            "第1267(1999)、1989(2011)和2253(2015)号决议",
            "(S/RES/1267(1999) & S/RES/1989(2011) & S/RES/2253(2015))",
        ),
        ("resolutions 1540 (2004) and 1977 (2011)", "(S/RES/1540(2004) & S/RES/1977(2011))"),
        (
            "resolution 1540 (2004) OR resolution 1977 (2011)",
            "(S/RES/1540(2004) | S/RES/1977(2011))",
        ),
    ],
)
def test_symbols_are_recognised_before_brackets_and_dashes(text: str, tree: str) -> None:
    assert read(text) == tree
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("25 April 2021", "date:2021-04-25"),
        ("25 april 2021", "date:2021-04-25"),
        ("2021年4月25日", "date:2021-04-25"),
        ("2021-04-25", "date:2021-04-25"),
        ("-2021-04-25", "!date:2021-04-25"),
        ("２０２１年４月２５日会议", "(date:2021-04-25 & 会议)"),
        ("23-25 January 2019", "(date:2019-01-23 & date:2019-01-25)"),
        ("NOT 23-25 January 2019", "!(date:2019-01-23 & date:2019-01-25)"),
        ("March 2019", "month:2019-03"),
        ("2019年3月", "month:2019-03"),
        ("70 997", "num:70997"),
        ("70,997件", "(num:70997 & 件)"),
        ("70997 1526", "(num:70997 & num:1526)"),
        ("二十三", "num:23"),
        ("2019*", "2019*"),
        ("第二十六届会议", "(ord:26 & 会议)"),
        ("第26屆 26th", "(ord:26 & ord:26)"),
    ],
)
def test_dates_and_numbers_are_one_value_however_they_are_written(text: str, tree: str) -> None:
    assert read(text) == tree
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("智利", "CHL"),
        ("瓜地馬拉", "GTM"),
        ("chile", "CHL"),
        ("Costa Rica 援助", "(CRI & 援助)"),
        ("costa rica OR 巴拿马", "(CRI | PAN)"),
        ("United States of America", "USA"),
        ("Trinidad and Tobago", "TTO"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("UK", "GBR"),
        ("us", "us"),
        ("智利，西班牙", "(CHL & ESP)"),
        ("2021年4月25日智利", "(date:2021-04-25 & CHL)"),
        ("Chile's", "Chile's"),
        ("US-led", "US-led"),
        ("Trinidad AND Tobago", "(Trinidad & Tobago)"),
    ],
)
def test_a_state_is_recognised_where_its_name_stands_alone(text: str, tree: str) -> None:
    assert read(text) == tree
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "tree", "selections"),
    [
        ("state:ESP year:2019", "", ["state=ESP", "year=2019"]),
        ("state:Spain 援助", "援助", ["state=ESP"]),
        ("state：西班牙　援助", "援助", ["state=ESP"]),
        ("STATE:esp AND 援助", "援助", ["state=ESP"]),
        ("state:United States of America 援助", "援助", ["state=USA"]),
        ("state:伊朗(伊斯兰共和国)", "", ["state=IRN"]),
        ("-state:CHL NOT kind:event 援助", "援助", ["-state=CHL", "-kind=event"]),
        ("year:2019 year:2019 year:2020", "", ["year=2019", "year=2020"]),
        ("year:2018-2020.", "", ["year=2018-2020"]),
        ('section:"Progress and achievements"', "", ["section=progress"]),
        ("part:“annex 2” para:18(a)", "", ["part=annex-2", "para=18(a)"]),
        ("symbol:S/2019/986 language:zh edition:digest", "", ["symbol=S/2019/986", "language=zh"]),
        ("symbol:S/RES/1540 (2004) a", "a", ["symbol=S/RES/1540(2004)"]),
        ("cites:S/RES/1977 (2011)#9 a", "a", ["cites=S/RES/1977(2011)#9"]),
        ("cites:S/RES/1977(2011)", "", ["cites=S/RES/1977(2011)"]),
        ("from:2019-03 to:2020", "", ["from=2019-03-01", "to=2020-12-31"]),
    ],
)
def test_filters_are_selections(text: str, tree: str, selections: list[str]) -> None:
    assert read(text) == tree
    assert filters(text)[: len(selections)] == selections
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("state:CHL OR 援助", "(state=CHL | 援助)"),
        ("(state:CHL) (state:ESP)", "(state=CHL & state=ESP)"),
        ("(year:2019 -state:CHL) OR year:2020", "((year=2019 & !state=CHL) | year=2020)"),
    ],
)
def test_filters_within_or_and_brackets_are_nodes(text: str, tree: str) -> None:
    assert read(text) == tree
    assert filters(text) == []


def test_a_period_holds_for_the_whole_question() -> None:
    assert filters("(a from:2019) OR b") == ["from=2019-01-01"]
    assert read("(a from:2019) OR b") == "(a | b)"
    assert codes("(a from:2019) OR b") == ["period-for-all"]
    assert filters("a -to:2019") == []
    assert codes("a -to:2019") == ["period-excluded"]
    assert filters("-(a from:2019) b") == []
    assert codes("-(a from:2019) b") == ["period-excluded"]


@pytest.mark.parametrize(
    ("text", "tree", "code"),
    [
        ('"a b', "(a & b)", "unclosed-quote"),
        ("「a b", "(a & b)", "unclosed-quote"),
        ("(a OR b", "(a | b)", "unmatched-bracket"),
        ("a) b", "(a & b)", "unmatched-bracket"),
        ("a （", "a", "unmatched-bracket"),
        ("a AND", "a", "dangling-operator"),
        ("OR a", "a", "dangling-operator"),
        ("a OR OR b", "(a | b)", "dangling-operator"),
        ("(a NOT) b", "(a & b)", "dangling-operator"),
        ("NOT () b", "b", "dangling-operator"),
        ("sate:CHL", "sate:CHL", "unknown-field"),
        ("doi:10.1", "(doi & num:10.1)", "unknown-field"),
        ("note:“a b”", '(note & "a b")', "unknown-field"),
        ("state: CHL", "(state & CHL)", "empty-field"),
        ('state:"" a', "(state & a)", "empty-field"),
        ("state:Atlantis a", "(state:Atlantis & a)", "unknown-value"),
        ("-kind:events a", "(!kind:events & a)", "unknown-value"),
        ("state:Niger-x", "state:Niger-x", "unknown-value"),
        ("cites:S/2019/986#x", "cites:S/2019/986#x", "unknown-value"),
        ("symbol:Chile", "symbol:Chile", "unknown-value"),
        ("col*r", "col*r", "star-inside"),
    ],
)
def test_what_does_not_fit_is_forgiven_and_told(text: str, tree: str, code: str) -> None:
    assert read(text) == tree
    assert codes(text) == [code]


def test_addresses_and_sentences_with_a_colon_are_no_filters() -> None:
    assert codes("https://example.org/x 智利：援助 note:") == []
    assert read("a () b") == "(a & b)"


def test_notices_name_what_was_typed_and_the_nearest_in_both_languages() -> None:
    (notice,) = parse("state:Chle").notices
    assert "state:Chle" in notice.en
    assert "CHL (Chile, 智利)" in notice.en
    assert "是否要找：智利" in notice.zh
    (notice,) = parse("sate:CHL").notices
    assert "Did you mean state:?" in notice.en
    assert "state:" in notice.zh


def test_the_same_notice_is_given_once() -> None:
    assert codes("(a OR) (b OR) ((c") == ["unmatched-bracket", "dangling-operator"]


def test_nodes_know_where_they_stand_in_the_text_as_typed() -> None:
    text = "（联络* OR “培训 班”）  -state：智利"
    node = parse(f"({text})").node
    assert isinstance(node, AndNode)
    either, without = node.nodes
    assert isinstance(either, OrNode)
    assert [text[one.start - 1 : one.end - 1] for one in either.nodes] == ["联络*", "“培训 班”"]
    assert text[either.start - 1 : either.end - 1] == "联络* OR “培训 班”"
    assert text[without.start - 1 : without.end - 1] == "-state：智利"
    assert (node.start, node.end) == (either.start, without.end)


@pytest.mark.parametrize(
    "text",
    ["(" * 1499 + "a" + ")" * 1500, "(a OR (b " * 300, "(" * MAX_TEXT, "NOT " * 749 + "a", "「" * MAX_TEXT],
)
def test_deep_nesting_is_bounded(text: str) -> None:
    parsed = parse(text)
    depth, level = 0, [parsed.node] if parsed.node else []
    while level:
        depth += 1
        level = [
            inner for node in level for inner in getattr(node, "nodes", ()) or [getattr(node, "node", None)]
        ]
        level = [node for node in level if node is not None]
    assert depth <= 2 * parser.MAX_DEPTH + 2
    assert len(parsed.notices) <= 3


def test_brackets_that_stand_too_deep_are_told() -> None:
    assert codes("(" * 21 + "a" + ")" * 21) == ["too-deep"]
    assert codes("(" * 20 + "a" + ")" * 20) == []


def test_only_a_question_that_is_too_long_is_refused() -> None:
    assert read("a" * MAX_TEXT)
    with pytest.raises(UsageError, match="3,001 characters; 3,000"):
        parse("a" * (MAX_TEXT + 1))


PIECES = [
    *('"', "“", "”", "「", "」", "(", "（", ")", "-", "*", "~5", ":", "：", "#", "'", "，", " ", "　"),
    *(" AND ", " OR ", " NOT ", "state:", "-year:", "from:", "cites:", "智利", "援助", "Chile", "costa rica"),
    *(
        "S/2019/986",
        "1540 (2004)",
        "第9段",
        "25 April 2021",
        "70 997",
        "第二十六届",
        "x",
        "https://",
        "\udc80",
    ),
]


@settings(deadline=None)  # the first example loads the tables of names
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_any_text_is_understood_or_forgiven(typed: str) -> None:
    parsed = parse(typed)
    text = normalise(typed).text
    for node in walk(parsed.node) if parsed.node else ():
        assert 0 <= node.start < node.end <= len(text)
        match node:
            case QuoteNode() | NearNode() | PrefixNode():
                assert node.text in text[node.start : node.end]
            case AndNode(nodes=nodes) | OrNode(nodes=nodes):
                assert len(nodes) > 1
                assert not any(isinstance(inner, type(node)) for inner in nodes)
            case NotNode(node=inner):
                assert not isinstance(inner, NotNode)
            case _:
                assert isinstance(node, Leaf)
                assert node.text == text[node.start : node.end]
    assert all(notice.zh and notice.en for notice in parsed.notices)
