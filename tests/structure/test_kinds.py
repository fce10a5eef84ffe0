"""Documents of each kind, written for the purpose, come out with their fields and their units.

The symbols are such as no body can issue, and the States are invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import date

import pytest

from indexer.model.document import Document, Given, Source
from indexer.reading.lines import split
from indexer.structure.assembly import structure

SECURITY_COUNCIL = """\
United Nations                                                  S/RES/9990 (2034)
Security Council                                     Distr.: General
                                                     6 May 2034

Resolution 9990 (2034)

Adopted by the Security Council at its 9501st meeting, on
5 May 2034

The Security Council,

Recalling its previous resolutions on the situation in Ruritania, in particular
resolutions 9901 (2031) and 9902 (2031), and the statements of its President,

Gravely concerned by the drought,

Acting under Chapter VII of the Charter of the United Nations,

1.      Decides to extend the mandate of the mission until 30 June 2035;

2.      Requests the Secretary-General:

        (a)     To report every three months;

        (b)     To keep the Council informed;

3.      Decides to remain seized of the matter.

34-07123 (E)
*3407123*
"""

PARTS = """\
United Nations                                           A/RES/90/99
General Assembly                                Distr.: General
                                                12 January 2036
Ninetieth session
Agenda item 100 (b)

Resolution adopted by the General Assembly on 5 December 2035

[on the report of the First Committee (A/90/600)]

90/99.  Review of the implementation of the recommendations on lamps
        adopted at the tenth special session

A

Lamp fellowships

The General Assembly,

Having considered the report of the Secretary-General,1

1.  Expresses its appreciation to the Governments;

2.  Requests the Secretary-General to report.

                                                61st plenary meeting
                                                5 December 2035

B

Lamp week

The General Assembly,

Recalling its resolution A,

Decides to hold a lamp week.

                                                61st plenary meeting
                                                5 December 2035

__________________
1 A/90/123.
"""

OLD_CHINESE = """\
二九九九(二十七)。灯塔问题

大會,

回顧其一九七一年十月二十五日之決議案,

深信灯塔有益于航行,

一、請秘書長編写报告;

二、決定将此项目列入临时议程。

一九七二年十一月二十九日
第二〇九三次全體會議
"""

HUMAN_RIGHTS_COUNCIL = """\
United Nations
A/HRC/RES/61/77

General Assembly
Distr.: General
3 April 2031

Original: English

Human Rights Council
Sixty-first session
24 February–4 April 2031
Agenda item 3

Resolution adopted by the Human Rights Council
on 1 April 2031

61/77.	The rights of lamplighters

	The Human Rights Council,

	Guided by the purposes and principles of the Charter,

	1.	Welcomes the report;

	2.	Calls upon all States:

	(a)	To protect lamplighters;

	(b)	To pay them.

57th meeting
1 April 2031

[Adopted by a recorded vote of 30 to 15, with 2 abstentions. The voting was as follows:

In favour:
Utopia, Ruritania
Against:
None]
"""

DRAFT = """\
联合国
安全理事会
S/2034/777
Distr.: Limited
2034年5月6日
中文
原件：英文

乌有国、某某国：决议草案

安全理事会，

回顾其以往各项决议，

还回顾主席声明，

决心维护和平，

1. 决定设立工作组；

2. 请秘书长提出报告。
"""

STATEMENT = """\
United Nations  S/PRST/2034/77
Security Council
Distr.: General
8 May 2034

Original: English

Statement by the President of the Security Council

At the 9501st meeting of the Security Council, held on 6 May 2034, the President said:

“The Security Council expresses its concern.

“The Security Council calls for calm.”
"""

VIEWS = """\
United Nations
CCPR/C/150/D/9999/2030
International Covenant on
Civil and Political Rights
Distr.: General
3 March 2031
Original: English

Human Rights Committee

Views adopted by the Committee concerning communication No. 9999/2030

1.1 The author of the communication is A.B., a national of Utopia.

1.2 On 3 May 2030 the Committee registered it.

Factual background

2.1 The author lived in a lighthouse.

2.2 In 2029, he was expelled:

(a) By night;

(b) By ship.

Complaint

3. The author claims a violation.
"""

CONCLUDING_OBSERVATIONS = """\
联 合 国

CCPR/C/ZZZ/CO/7

公民及政治权利国际公约

Distr.: General

3 March 2031

Chinese

Original: English

人权事务委员会

关于乌有国第七次定期报告的结论性意见*

1. 委员会审议了乌有国提交的第七次定期报告,并通过了本结论性意见。

A. 导言

2. 委员会欢迎缔约国提交报告。

C. 主要关注事项和建议

在国内落实《公约》

3. 委员会感到关切的是,《公约》未被援引。

* 委员会第一四〇届会议(2031年2月1日至3月4日)通过。
"""

BULLETIN = """\
联合国
ST/SGB/2031/8
秘书处
2031年3月1日
秘书长公报

灯塔的使用

秘书长颁布如下规则:

第1节

定义

1.1 “灯塔”是指联合国的灯塔。

1.2 “看守人”是指:

(a) 工作人员;

(b) 顾问。

第2节
看守

2.1 看守人应点灯。
"""

TREATY = """\
United Nations
A/ZZ/2031/1

Convention on Lamps

Preamble

The States Parties to the present Convention,

Recalling the purposes of the Charter,

Considering that lamps
guide ships,

Have agreed as follows:

Chapter I
General provisions

Article 1

Use of terms

1. For the purposes of this Convention:

(a) “Lamp” means a lamp;

(b) “Ship” means a ship.

2. A lamp is lit at night.

Article 2

Every State Party shall keep a lamp.

Chapter II

Final clauses

Article 3. This Convention enters into force at once.
"""

CHINESE_TREATY = """\
灯塔公约

序言

本公约缔约国,

考虑到灯塔指引船只,

议定如下:

第一章 总则

第一条

一、为本公约的目的,灯是指灯。

二、灯应在夜间点亮。

第二条 本公约即时生效。
"""

REPORT = """\
United Nations
A/HRC/61/9
General Assembly
Distr.: General
3 March 2031
Original: English
Human Rights Council
Sixty-first session
Agenda item 6
Universal periodic review
Report of the Working Group on the Universal Periodic Review*
Utopia

* The annex is circulated without formal editing.

Contents
Page
Introduction 3
I. Summary of the proceedings of the review process 3
II. Conclusions and/or recommendations 12

Introduction
1. The Working Group held its fiftieth session.
I. Summary of the proceedings of the review process
2. The head of the delegation thanked the members.
II. Conclusions and/or recommendations
3. The following recommendations will be examined by Utopia:
3.1 Ratify the Lamp Convention (Ruritania);
3.2 Light more lamps (Freedonia).
4. All conclusions reflect the position of the submitting States.
Annex
Composition of the delegation
The delegation of Utopia was headed by the Minister.
"""

LETTER = """\
United Nations                       S/2031/55
Security Council                Distr.: General
                                3 March 2031

                                Original: English


        Identical letters dated 2 March 2031 from the Permanent
        Representative of Utopia to the United Nations addressed to the
        Secretary-General and the President of the Security Council


        On instructions from my Government, I have the honour to draw your
attention to the following.

        The lamps of Ruritania shine into our windows. On 1 March 2031, at
1900 hours, three lamps were seen.

                                                (Signed) A. B. Keeper
                                                Ambassador


31-01234 (E)    040331
*3101234*

S/2031/55

        Annex to the identical letters dated 2 March 2031 from the Permanent
        Representative of Utopia

        Statement of the Government

        The Government protests.
"""

NOTE_VERBALE = """\
联合国
S/2031/99
安全理事会
Distr.: General
3 March 2031
Chinese
Original: English

2031年3月2日乌有国常驻联合国代表团给安全理事会主席的普通照会

乌有国常驻联合国代表团谨转交报告(见附件)。

附件一

乌有国的报告

1. 本报告介绍灯塔。

附件二

名单

1. 东灯塔。
"""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a document comes out as: `units` are locators, those that are no paragraphs with their kind."""

    symbol: str
    type: str
    organ: str
    date: dt.date | None
    title: str
    units: str
    adopted: dt.date | None = None
    session: str = ""
    agenda: str = ""
    job: str = ""


DOCUMENTS = {
    "resolution of the Security Council": (
        SECURITY_COUNCIL,
        Expected(
            "S/RES/9990(2034)", "resolution", "security-council", date(2034, 5, 6), "Resolution 9990 (2034)",
            "h.1=heading p.1 pp.1=preamble pp.2=preamble pp.3=preamble 1 2 2(a) 2(b) 3",
            adopted=date(2034, 5, 5), job="34-07123",
        ),
    ),
    "resolution in parts": (
        PARTS,
        Expected(
            "A/RES/90/99", "resolution", "general-assembly", date(2036, 1, 12),
            "Review of the implementation of the recommendations on lamps adopted at the tenth special "
            "session",
            "h.1=heading h.2=heading A.p.1 A.pp.1=preamble A.1 A.2 A.closing.1=closing h.3=heading B.p.1 "
            "B.pp.1=preamble B.op B.closing.1=closing fn.1=footnote",
            adopted=date(2035, 12, 5), session="90", agenda="100 (b)",
        ),
    ),
    "old Chinese resolution": (
        OLD_CHINESE,
        Expected(
            "A/RES/2999(XXVII)", "resolution", "general-assembly", date(1972, 11, 29), "灯塔问题",
            "h.1=heading p.1 pp.1=preamble pp.2=preamble 1 2 closing.1=closing", adopted=date(1972, 11, 29),
        ),
    ),
    "resolution of the Human Rights Council": (
        HUMAN_RIGHTS_COUNCIL,
        Expected(
            "A/HRC/RES/61/77", "resolution", "human-rights-council", date(2031, 4, 3),
            "The rights of lamplighters", "h.1=heading p.1 pp.1=preamble 1 2 2(a) 2(b) closing.1=closing",
            adopted=date(2031, 4, 1), session="61", agenda="3",
        ),
    ),
    "Chinese draft": (
        DRAFT,
        Expected(
            "S/2034/777", "draft", "security-council", date(2034, 5, 6), "乌有国、某某国：决议草案",
            "p.1 pp.1=preamble pp.2=preamble pp.3=preamble 1 2",
        ),
    ),
    "statement": (
        STATEMENT,
        Expected(
            "S/PRST/2034/77", "presidential-statement", "security-council", date(2034, 5, 8),
            "Statement by the President of the Security Council", "h.1=heading p.1 p.2 p.3",
            adopted=date(2034, 5, 6),
        ),
    ),
    "views": (
        VIEWS,
        Expected(
            "CCPR/C/150/D/9999/2030", "views", "treaty-body", date(2031, 3, 3),
            "Views adopted by the Committee concerning communication No. 9999/2030",
            "h.1=heading 1.1 1.2 h.2=heading 2.1 2.2 2.2(a) 2.2(b) h.3=heading 3",
        ),
    ),
    "Chinese concluding observations": (
        CONCLUDING_OBSERVATIONS,
        Expected(
            "CCPR/C/ZZZ/CO/7", "concluding-observations", "treaty-body", date(2031, 3, 3),
            "关于乌有国第七次定期报告的结论性意见",
            "h.1=heading 1 h.2=heading 2 h.3=heading h.4=heading 3 fn.*=footnote",
        ),
    ),
    "Chinese bulletin": (
        BULLETIN,
        Expected(
            "ST/SGB/2031/8", "bulletin", "secretariat", date(2031, 3, 1), "灯塔的使用",
            "h.1=heading p.1 h.2=heading 1.1 1.2 1.2(a) 1.2(b) h.3=heading 2.1",
        ),
    ),
    "treaty": (
        TREATY,
        Expected(
            "A/ZZ/2031/1", "instrument", "general-assembly", None, "Convention on Lamps",
            "h.1=heading h.2=heading p.1 pp.1=preamble pp.2=preamble p.2 h.3=heading art.1 art.1(1) "
            "art.1(1)(a) art.1(1)(b) art.1(2) art.2 h.4=heading art.3",
        ),
    ),
    "Chinese treaty": (
        CHINESE_TREATY,
        Expected(
            "A/ZZ/2031/1", "instrument", "general-assembly", None, "灯塔公约",
            "h.1=heading h.2=heading p.1 pp.1=preamble p.2 h.3=heading art.1 art.1(1) art.1(2) art.2",
        ),
    ),
    "report of a review": (
        REPORT,
        Expected(
            "A/HRC/61/9", "report", "human-rights-council", date(2031, 3, 3),
            "Report of the Working Group on the Universal Periodic Review Utopia",
            "h.1=heading fn.*=footnote h.2=heading 1 h.3=heading 2 h.4=heading 3 3.1 3.2 4 annex:h.1=heading "
            "annex:p.1",
            session="61", agenda="6",
        ),
    ),
    "letter": (
        LETTER,
        Expected(
            "S/2031/55", "letter", "security-council", date(2031, 3, 2),
            "Identical letters dated 2 March 2031 from the Permanent Representative of Utopia to the United "
            "Nations addressed to the Secretary-General and the President of the Security Council",
            "h.1=heading letter.1=letter letter.2=letter letter.3=letter annex:h.1=heading annex:p.1",
            job="31-01234",
        ),
    ),
    "Chinese note verbale": (
        NOTE_VERBALE,
        Expected(
            "S/2031/99", "note-verbale", "security-council", date(2031, 3, 2),
            "2031年3月2日乌有国常驻联合国代表团给安全理事会主席的普通照会",
            "h.1=heading letter.1=letter annex:h.1=heading annex:1 annex-2:h.1=heading annex-2:1",
        ),
    ),
}  # fmt: skip


def made(text: str, symbol: str | None = None) -> Document:
    return structure(Source("a.txt", "utf-8", "", text, split(text)), Given(symbol=symbol))


def units(one: Document) -> str:
    return " ".join(
        f"{'' if unit.part == 'main' else f'{unit.part}:'}{unit.locator}"
        f"{'' if unit.kind == 'paragraph' else f'={unit.kind}'}"
        for unit in one.paragraphs
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_of_a_kind_comes_out_as_itself(name: str) -> None:
    text, expected = DOCUMENTS[name]
    one = made(text, expected.symbol if "treaty" in name else None)
    told = Expected(
        one.symbol, one.type, one.organ, one.date, one.title, units(one), one.adopted or expected.adopted,
        one.session, one.agenda, one.job,
    )  # fmt: skip
    assert told == expected
    assert one.coverage.total == sum(tally.characters for tally in (*one.coverage.kept, *one.coverage.noise))


def test_a_body_that_is_not_known_does_not_end_a_masthead() -> None:
    one = made(
        "A/ZZ/2031/2\n\nUtopian Lamp Office\n\nDistr.: General\n\n3 March 2031\n\nLamps\n\n1. They are lit.\n"
    )
    assert (one.title, one.date) == ("Lamps", date(2031, 3, 3))


@pytest.mark.parametrize(
    "line", ["24 February–4 April 2031", "2031年2月24日至4月4日", "Geneva, 24-28 February 2031"]
)
def test_days_of_a_session_are_no_date(line: str) -> None:
    one = made(
        f"A/HRC/61/9\n\nHuman Rights Council\nSixty-first session\n{line}\n\nLamps\n\n1. They are lit.\n"
    )
    assert (one.date, one.session) == (None, "61")


def test_a_lower_number_below_a_colon_is_a_quotation() -> None:
    one = made(
        "A/90/1\n\n5. The text reads:\n\n2. Lamps are lit.\n\n3. Lamps are red.\n\n6. It was adopted.\n"
    )
    assert units(one) == "5 6"


def test_numbers_go_on_above_999() -> None:
    one = made(
        "A/90/1\n\n" + "".join(f"{number}. The lamp is lit at night.\n\n" for number in range(990, 1_011))
    )
    assert units(one) == " ".join(str(number) for number in range(990, 1_011))


def test_rows_keep_their_cells_and_are_no_paragraphs() -> None:
    one = made("A/90/1\n\n1. As follows:\n\nItem\tAmount\n1. Lamps\t10\n2. Oil\t20\n\n2. They were paid.\n")
    assert units(one) == "1 row.1=row row.2=row row.3=row 2"
    assert [(unit.text, unit.lead_in) for unit in one.paragraphs[2:4]] == [
        ("1. Lamps\n10", "Item\nAmount"), ("2. Oil\n20", "Item\nAmount"),
    ]  # fmt: skip


def test_a_unit_that_holds_the_next_numbers_is_doubted() -> None:
    one = made("A/90/1\n\n1. Lamps are lit. 2. Lamps are red. 3. Lamps are blue.\n")
    assert len(one.coverage.warnings) == 1
