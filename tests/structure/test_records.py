"""Records of meetings: turns with their speakers, procedure and votes, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.answer.citation_forms import citation, printed
from indexer.indexing.entries import entries
from indexer.model.document import Document, Given, Kind, Language, Paragraph, Vote
from indexer.reading import read, source
from indexer.structure.assembly import structure
from indexer.structure.speakers import speaker

ENGLISH = """\
United Nations
S/PV.99001
Security Council
Ninety-ninth year
99001st meeting
Wednesday, 5 March 2031, 10 a.m.
New York

President: Ms. Moreau (France)

Members: China . . . . . . . . . Mr. Li
Guyana . . . . . . . . . Mr. Persaud

Agenda
The situation of the lake

The meeting was called to order at 10.05 a.m.

Adoption of the agenda
The agenda was adopted.

The situation of the lake
Report of the harbour master (S/2031/76)

The President (spoke in French): I give the floor to the representative of China.

Mr. Li (China) (spoke in Chinese): We support the draft resolution, for it protects
those who live by the lake and those who fish in it.
It asks three things: patience, nets and time.

Ms. Okoro (Under-Secretary-General for Lakes): I have the honour to present a map.

Mr. Persaud (Guyana): We thank the President.
2/9 31-00123

5/03/2031 S/PV.99001
We shall vote in favour.

The President (spoke in French): I now put to the vote the draft resolution contained in
document S/2031/77.

A vote was taken by show of hands.

In favour:
China, Guyana, United Kingdom
of Great Britain and Northern Ireland
Against:
None
Abstaining:
Chile

The President (spoke in French): The draft resolution received 3 votes in favour, none against
and 1 abstention.

I shall now make a statement in my national capacity. France abhors mud.

Ms. Okoro: The map has a scale.

The meeting rose at 10.20 a.m.
"""
CHINESE = """\
联合国
S/PV.99002
安全理事会
第九十九年
第99002次会议
2031年3月5日星期三上午10时举行
纽约

主席：　　莫罗女士(法国)
成员：　　中国　　李先生

议程项目
湖泊局势

上午10时05分开会。

通过议程

议程通过。

湖泊局势

主席(以法语发言)：我请中国代表发言。

李先生(中国)：我们支持决议草案，有两点理由：渔民需要安宁，
湖水也需要。
我们感谢各方。

佩尔绍德先生（圭亚那）（以英语发言）：湖水在下降。

31-00123
2/9

05/03/2031
S/PV.99002

渔船太多。

主席(以法语发言)：我现在将S/2031/77号文件所载的决议草案付诸表决。

进行了举手表决。

赞成：
中国、圭亚那、大不列颠及北爱尔兰联合王国
反对：
无
弃权：
智利

主席(以法语发言)：表决结果如下：3票赞成，0票反对，1票弃权。

我现在以法国代表的身份发言。法国讨厌淤泥。

下午12时10分散会。
"""
OLD = """\
FIFTY-FIRST MEETING
Held in New York on Tuesday, 4 March 1958, at 3 p.m.

The PRESIDENT (translated from Spanish): I call on the representative of Sudan.

Mr. KHALIL (Sudan): The lake is wide. Mr. Moreau said so: it is.

Mr. MOREAU (France) (interpretation from French): It is.
"""
ASSEMBLY = """\
General Assembly
The meeting was called to order at 3.05 p.m.

Agenda item 12 (continued)

Lakes and ponds

(a) Lakes

Report of the Ninth Committee (A/99/448)

The Acting President: We turn to draft resolution I, entitled “Lakes”. A recorded vote has been requested.

A recorded vote was taken.

In favour:
Bolivia (Plurinational State of), Bosnia and Herzegovina, Chile, Lakeland, Viet Nam.
Against:
Israel.
Abstaining:
China, Peru.

Draft resolution I was adopted by 5 votes to 1, with 3 abstentions (resolution 99/65).

[Subsequently, the delegation of Peru informed the Secretariat that it had intended to vote in favour.]

The Acting President: We turn to operative paragraph 3. A recorded vote has been requested.

A recorded vote was taken.

In favour:
Chile.
Against:
None.

Operative paragraph 3 was retained by 1 vote to none.

The Acting President: We turn to the rest. A vote by secret ballot will be held.

A vote was taken by secret ballot.

The motion was rejected by 60 votes to 45, with 7 abstentions.

The draft decision was adopted.

Mr. Berg (Norway), Vice-President, took the Chair.

Mr. Hilale (spoke in French) (Morocco): We have listened to
the representative of Peru with care, and we

The Acting President returned to the Chair.

shall go on listening.

The meeting rose at 5 p.m.
"""


DISARMAMENT = """\
CONFERENCE ON DISARMAMENT
CD/PV.9932
17 March 2031

Held at the Palais des Nations, Geneva,
on Tuesday, 17 March 2031, at 10.10 a.m.

President: Mr. Juan TORRES (Mexico)

CD/PV.9932
2

     The PRESIDENT (spoke in Spanish): I call to order the plenary meeting of the
Conference. We have one speaker on the list for today, and I give him the
floor: the Ambassador of Norway.

     Mr. HANSEN (Norway): Thank you. The lake of our hopes is frozen. We have
three proposals, and they are these.

     First, we should thaw it. Second, we should fish in it.

CD/PV.9932
3

(Mr. Hansen, Norway)

     Third, we should go home.

The meeting rose at 10.50 a.m.
"""
NUMBERED = """\
GENERAL ASSEMBLY
A/PV.9976

1. The PRESIDENT (interpretation from French): I call on the representative of the island.

2. Mr. PERERA (Sri Lanka): Mr. President, we have come a long way to speak of the lake.

3. The lake is not ours alone. It belongs to all who fish.

A vote was taken by roll-call.

Iceland, having been drawn by lot by the President, was called upon to vote first.

In favour: Iceland, India, Iraq.

Against: Israel, Italy.

The draft resolution was adopted by 3 votes to 2.

The meeting rose at 1.05 p.m.
"""
TIGHT = """\
大会
A/99/PV.9971
第9971次全体会议
主席：戴斯先生 ............................ (瑞士)
下午3时05分开会。
议程项目27(续)
社会发展
主席(以法语发言)：大会现在就决议草案一作出决定。有人要求进行记录表决。
进行了记录表决。
赞成：
玻利维亚(多民族国)、智利、科特迪瓦、大韩民国
反对：
以色列
弃权：
中国、秘鲁
决议草案一以4票赞成、1票反对、2票弃权获得通过(第99/182号决议)。
[嗣后，秘鲁代表团通知秘书处，它本打算投赞成票。]
主席(以法语发言)：我现在请想要解释投票立场的代表发言。
巴埃斯先生(智利)(以西班牙语发言)：我国代表团有两点要说：第一，湖很深。
副主席贝格先生(挪威)主持会议。
代理主席(以英语发言)：大会就此结束对议程项目27的审议。
就这样决定。
下午6时散会。
"""
OTHERS: list[tuple[str, str, list[tuple[str, str | None, str | None]], str]] = [
    (
        DISARMAMENT,
        "CD/PV.9932",
        [("The PRESIDENT", None, "es"), ("Mr. HANSEN", "NOR", None)],
        "Third, we should go home.",
    ),
    (
        NUMBERED,
        "A/PV.9976",
        [("The PRESIDENT", None, "fr"), ("Mr. PERERA", "LKA", None)],
        "It belongs to all who fish.",
    ),
    (
        TIGHT,
        "A/99/PV.9971",
        [
            ("主席", None, "fr"), ("主席", None, "fr"), ("巴埃斯先生", "CHL", "es"), ("代理主席", None, "en"),
        ],
        "大会就此结束对议程项目27的审议。",
    ),
]  # fmt: skip


def record(text: str, symbol: str = "S/PV.99001") -> Document:
    """Return the record that a text holds."""
    language: Language = "zh" if "议程" in text or "本人" in text else "en"
    return structure(source(Path("record.txt"), text.encode()), Given(symbol=symbol, language=language))


def of(document: Document, kind: Kind) -> list[Paragraph]:
    """Return the units of a kind."""
    return [one for one in document.paragraphs if one.kind == kind]


def spoken(document: Document) -> list[tuple[str, str | None, str | None]]:
    """Return the speaker, the State or body, and the language of each turn."""
    found = (one.speech for one in of(document, "speech"))
    return [(one.speaker, one.state or one.organization, one.spoken_in) for one in found if one]


def ballots(document: Document) -> list[Vote]:
    """Return the votes of a record."""
    return [one.vote for one in of(document, "vote") if one.vote]


def test_each_turn_is_a_unit_with_its_speaker() -> None:
    document = record(ENGLISH)
    assert spoken(document) == [
        ("The President", None, "fr"),
        ("Mr. Li", "CHN", "zh"),
        ("Ms. Okoro", "Under-Secretary-General for Lakes", None),
        ("Mr. Persaud", "GUY", None),
        ("The President", None, "fr"),
        ("The President", "FRA", "fr"),
        ("Ms. Okoro", "Under-Secretary-General for Lakes", None),
    ]
    assert [one.locator for one in of(document, "speech")] == [f"turn.{number}" for number in range(1, 8)]


def test_a_turn_goes_on_over_a_page_and_holds_no_page_head() -> None:
    turn = of(record(ENGLISH), "speech")[3]
    assert turn.text == "We thank the President.\nWe shall vote in favour."


def test_headings_are_sections_and_procedure_is_apart() -> None:
    document = record(ENGLISH)
    assert of(document, "speech")[1].section == (
        "The situation of the lake",
        "Report of the harbour master (S/2031/76)",
    )
    assert [one.text for one in of(document, "procedure")][1:] == [
        "The meeting was called to order at 10.05 a.m.",
        "The agenda was adopted.",
        "A vote was taken by show of hands.",
        "The meeting rose at 10.20 a.m.",
    ]


def test_the_members_are_kept_and_are_no_turns() -> None:
    front = of(record(ENGLISH), "procedure")[0]
    assert "Mr. Persaud" in front.text
    assert "Ms. Moreau" in front.text


def test_a_vote_is_read_with_what_the_president_says_of_it() -> None:
    (vote,) = ballots(record(ENGLISH))
    assert (vote.in_favour, vote.against, vote.abstaining) == (("CHN", "GUY", "GBR"), (), ("CHL",))
    assert (vote.totals, vote.unrecorded) == ((3, 0, 1), False)
    assert vote.subject == "draft resolution S/2031/77"


def test_a_chinese_record_reads_alike() -> None:
    document = record(CHINESE, "S/PV.99002")
    assert spoken(document) == [
        ("主席", None, "fr"),
        ("李先生", "CHN", None),
        ("佩尔绍德先生", "GUY", "en"),
        ("主席", None, "fr"),
        ("主席", "FRA", "fr"),
    ]
    assert of(document, "speech")[2].text == "湖水在下降。\n渔船太多。"
    (vote,) = ballots(document)
    assert (vote.in_favour, vote.abstaining, vote.totals) == (("CHN", "GUY", "GBR"), ("CHL",), (3, 0, 1))
    assert [one.text for one in of(document, "procedure")][1:] == [
        "上午10时05分开会。", "议程通过。", "进行了举手表决。", "下午12时10分散会。",
    ]  # fmt: skip


def test_capitals_and_interpretations_of_old_records() -> None:
    assert spoken(record(OLD)) == [
        ("The PRESIDENT", None, "es"),
        ("Mr. KHALIL", "SDN", None),
        ("Mr. MOREAU", "FRA", "fr"),
    ]


def test_separate_votes_have_their_own_subjects() -> None:
    first, second, third = ballots(record(ASSEMBLY, "A/99/PV.9901"))
    assert (first.subject, second.subject, third.subject) == (
        "Draft resolution I", "Operative paragraph 3", "The motion",
    )  # fmt: skip
    assert first.in_favour == ("BOL", "BIH", "CHL", "Lakeland", "VNM")
    assert third.unrecorded
    assert third.totals == (60, 45, 7)
    assert (third.in_favour, third.against, third.abstaining) == ((), (), ())


def test_a_later_intention_is_a_note_and_changes_no_totals() -> None:
    first, *_ = ballots(record(ASSEMBLY, "A/99/PV.9901"))
    assert "intended to vote in favour" in first.note
    assert first.abstaining == ("CHN", "PER")


def test_lists_that_do_not_add_up_are_told_of() -> None:
    warnings = record(ASSEMBLY, "A/99/PV.9901").coverage.warnings
    assert any("vote.1" in one and "5, 1 and 2" in one and "5, 1 and 3" in one for one in warnings)
    assert not any("vote.2" in one for one in warnings)


def test_adopted_without_a_vote_is_no_vote() -> None:
    document = record(ASSEMBLY, "A/99/PV.9901")
    assert "The draft decision was adopted." in [one.text for one in of(document, "procedure")]
    assert len(ballots(document)) == 3


def test_a_turn_goes_on_after_procedure_inside_it() -> None:
    (turn,) = (one for one in of(record(ASSEMBLY, "A/99/PV.9901"), "speech") if "listened" in one.text)
    assert turn.text.endswith("shall go on listening.")
    assert turn.speech
    assert turn.speech.state == "MAR"


def test_items_of_the_agenda_stand_over_what_is_below_them() -> None:
    turn = of(record(ASSEMBLY, "A/99/PV.9901"), "speech")[0]
    assert turn.section[:2] == ("Agenda item 12 (continued)", "Lakes and ponds")


@pytest.mark.parametrize(("text", "symbol", "turns", "last"), OTHERS, ids=[one[1] for one in OTHERS])
def test_other_forms_of_records(
    text: str, symbol: str, turns: list[tuple[str, str | None, str | None]], last: str
) -> None:
    document = record(text, symbol)
    assert spoken(document) == turns
    assert of(document, "speech")[-1].text.endswith(last)
    assert not any(_is_page_head(one) for unit in document.paragraphs for one in unit.text.split("\n"))


def _is_page_head(text: str) -> bool:
    return text.isdecimal() or text == "(Mr. Hansen, Norway)"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Wali (Nigeria), Vice-President, took the Chair.",
        "Mr. Thorn had three aims: peace, fish and boats.",
        "Mr. Li (China), in his statement, made one point: fish.",
        "General Assembly: a body",
        "主席先生：我感谢你",
        "女士们、先生们：大家好",
        "我要感谢李先生：他说得对",
        "The Council: a body",
        "“Mr. Li (China): as quoted",
    ],
)
def test_what_names_no_speaker(text: str) -> None:
    assert speaker(text) is None


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Mr. Briz: (Guatemala) (spoke in Spanish): I", "Mr. Briz", "GTM"),
        ("Mr. de la Mare (France): I", "Mr. de la Mare", "FRA"),
        ("Archbishop Auza (Holy See): I", "Archbishop Auza", "VAT"),
        ("Mr. Pieper (European Union): I", "Mr. Pieper", "European Union"),
        ("Mr. Garay (Peru), Rapporteur of the Third Committee: I", "Mr. Garay", "PER"),
        ("12. Mr. KHALIL (Sudan): I", "Mr. KHALIL", "SDN"),
        ("一. 主席：我", "主席", None),
        ("阿卜杜勒·阿齐兹先生(埃及)(以阿拉伯语发言)：谢谢", "阿卜杜勒·阿齐兹先生", "EGY"),
    ],
)
def test_the_forms_in_which_speakers_are_named(text: str, name: str, body: str | None) -> None:
    found = speaker(text)
    assert found
    assert (found.name, found.state or found.organization) == (name, body)


def test_a_summary_record_has_numbered_paragraphs_and_no_speeches() -> None:
    document = record(
        "The meeting was called to order at 10 a.m.\n\nAgenda item 5: Lakes\n\n"
        "1. Mr. Li (China), speaking first, said that the lake was deep.\n\n"
        "2. The Chair said: nothing.\n\n3. Ms. Moreau (France) agreed.\n",
        "A/C.5/99/SR.3",
    )
    assert [one.number for one in of(document, "paragraph")] == ["1", "2", "3"]
    assert not of(document, "speech")
    assert [one.text for one in of(document, "procedure")] == ["The meeting was called to order at 10 a.m."]


def test_a_report_that_names_speakers_is_no_record() -> None:
    document = record("Report\n\n1. The lake.\n\nMr. Li (China): We agree.\n", "A/99/900")
    assert not of(document, "speech")


def test_nothing_of_a_record_is_lost() -> None:
    for text, symbol in ((ENGLISH, "S/PV.99001"), (CHINESE, "S/PV.99002"), (ASSEMBLY, "A/99/PV.9901")):
        coverage = record(text, symbol).coverage
        assert coverage.total == sum(one.characters for one in (*coverage.kept, *coverage.noise))


def test_ten_thousand_turns_and_a_list_without_an_end() -> None:
    turns = "".join(
        f"Mr. Li (China): This is what we say of the lake, and it is all: {number}.\n\n"
        for number in range(10_000)
    )
    assert len(of(record(turns), "speech")) == 10_000
    endless = "Mr. Li (China): This is all of it.\n\nIn favour:\n" + "Chile,\n" * 5_000
    (vote,) = ballots(record(endless))
    assert len(vote.in_favour) == 5_000


def test_votes_of_other_forms() -> None:
    (numbered,) = ballots(record(NUMBERED, "A/PV.9976"))
    assert (numbered.in_favour, numbered.against) == (("ISL", "IND", "IRQ"), ("ISR", "ITA"))
    assert numbered.totals == (3, 2, 0)
    (tight,) = ballots(record(TIGHT, "A/99/PV.9971"))
    assert (tight.subject, tight.totals) == ("决议草案一", (4, 1, 2))
    assert tight.abstaining == ("CHN", "PER")
    assert "本打算投赞成票" in tight.note


def test_real_records_have_their_turns(real_records: tuple[tuple[Path, str, int], ...]) -> None:
    for path, symbol, turns in real_records:
        document = structure(read(path), Given(symbol=symbol))
        counted = len(of(document, "speech"))
        assert abs(counted - turns) <= max(1, turns // 20), (path.name, counted, turns)
        for vote in ballots(document):
            assert vote.totals == (len(vote.in_favour), len(vote.against), len(vote.abstaining)), path.name


def test_a_record_has_the_day_of_its_meeting() -> None:
    assert record(ENGLISH).date == date(2031, 3, 5)
    assert record(CHINESE, "S/PV.99002").date == date(2031, 3, 5)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("赞成", "反对", "弃权", "无"), "主席(以法语发言)：决议草案获得通过，成为第9999(2031)号决议。"),
        (("赞成", "反对", "弃权", "无"), "主席：决议草案以2票赞成、0票反对、0票弃权获得通过。"),
        (("In favour", "Against", "Abstaining", "None"), "The President: Draft resolution I was adopted."),
    ],
)
def test_what_is_said_of_a_vote_is_a_turn(labels: tuple[str, str, str, str], said: str) -> None:
    favour, against, abstaining, none = labels
    states = "中国、法国" if favour == "赞成" else "China, France"
    opening = "议程\n" if favour == "赞成" else "Agenda\n"
    voted = f"{favour}：\n{states}\n{against}：\n{none}\n{abstaining}：\n{none}\n"
    found = record(
        f"S/PV.99001\n\n{opening}\n{said.partition('：')[0].partition(':')[0]}: ...\n\n{voted}\n{said}\n"
    )
    (vote,) = of(found, "vote")
    assert vote.vote
    assert (vote.vote.in_favour, vote.vote.against) == (("CHN", "FRA"), ())
    assert of(found, "speech")[-1].text == said.replace("：", ":").partition(":")[2].strip()
    assert said[-8:] not in vote.text


@pytest.mark.parametrize(
    ("first", "second", "inner"),
    [("一. 主席:", "三. Mr. Lamp (哥侖比亞):", "二. "), ("1. 主席:", "3. Mr. Lamp (哥侖比亞):", "2. ")],
)
def test_old_records_number_their_paragraphs(first: str, second: str, inner: str) -> None:
    text = (
        "S/PV.9902\n1954-11-11\n\n主席:Mr. Wick (法蘭西)\n\n"
        f"{first}本人感謝各位代表。\n\n{inner}本人宣布開會。\n\n{second}本國政府贊成。\n"
    )
    turns = of(record(text, "S/PV.9902"), "speech")
    assert [(unit.locator, unit.number, unit.speech and unit.speech.state) for unit in turns] == [
        ("turn.1", "1", None), ("turn.2", "3", "COL"),
    ]  # fmt: skip
    found = entries(record(text, "S/PV.9902"))
    keys = [entry.keys["para"] for entry in found if entry.keys["kind"] == ("speech",)]
    assert keys == [("1", "2"), ("3",)]
    assert citation("S/PV.9902", "main", "turn.2", "official", printed(turns[1])).en == "S/PV.9902, para. 3"
