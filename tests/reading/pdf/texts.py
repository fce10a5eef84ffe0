"""The texts of the PDFs in this folder, which `scripts/rendered_pdfs.py` makes."""

from __future__ import annotations

from tests.rendered import Layout, Sheet, page, sheets

_REPORT = [
    Sheet(
        """\
Report of a committee on weights and measures

I. Introduction

1. The present report covers the work of the committee in its third year.¹ It was prepared by the secretariat of \
the committee with the help of two experts, and takes into account what was received until the end of November.

2. The committee met twelve times, four of them in public. Chile and Togo took part in all of its meetings; other \
States sent written statements, in particular on the cost of calibrating long-lived instruments.²

3. In addition, a panel of seven experts visited three laboratories. Its findings, which have been published by the \
laboratories, are summed up in the annex; the panel thanks its hosts for their patience and for the time that they \
gave to it, and regrets that a fourth visit had to be
""",
        "¹ The first and the second year are covered by S/2021/41.\n\n"
        "² The statements were circulated to the members of the committee, and are kept by its secretariat in the "
        "languages in which they were received.",
    ),
    Sheet(
        """\
cancelled because of a storm.

II. Calendar

4. The meetings took place as follows:

Date	Meeting	Hosts	Place
First half of the year
1–3 February	Seminar on the calibration of scales, with exercises in the open air for laboratories	Chile and the committee	Santiago
14 March	Workshop on thermometers	Togo	Lomé
Second half of the year
20 September	Round table on the history of the pound and of the kilogram, open to the public	Committee	Lima
""",
        "³ None of the meetings was recorded.",
    ),
]
_CHINESE = [
    Sheet(
        """\
度量衡委员会的报告

一. 导言

1. 本报告说明委员会第三年的工作。¹ 报告由委员会在两名专家的协助下编写，收录委员会截至报告编写完毕时收到的各国的意见和专家的意见，并说明专家的工作。

2. 委员会开会十二次，其中四次公开。智利和多哥参加了全部会议，各国在会议上和会议后都提交了书面意见，委员会收到的意见
""",
        "¹ 前两年的工作见S/2021/41。",
    ),
    Sheet(
        """\
由专家编写说明。

二. 会议

3. 会议日期如下：

日期	说明	主办方	地点
2月1日至3日	天平工作会议，由各国专家参加，说明各国的天平和各国专家的工作，会后公开	智利、委员会	利马
3月14日	专家会议	多哥	洛美
9月20日	度量衡会议，会议公开，由两国专家主办	委员会	利马
""",
    ),
]
_SPEECH = (
    "The President: I declare open the meeting, and thank all those who have come in spite of the weather. We "
    "shall take up the question of weights first, and that of measures if there is time left after the break.\n\n"
    "Mr. Araya (Chile): My delegation is glad to see the item on the agenda again. We have always held that a "
    "pound in one port must be a pound in the next, and that whoever weighs by another measure should say so in "
    "plain words. We therefore ask that the list of measures be kept up to date and be open to everyone.\n\n"
    "Mrs. Lawson (Togo): I should like to add a word on thermometers. Those that were sent to us last year had "
    "been packed in haste, and not one of them has arrived whole. We trust that self-evident care will be taken.\n\n"
)
DOCUMENTS = {
    "report.en": sheets(_REPORT, Layout("S/2022/77", "en")),
    "report.zh": sheets(_CHINESE, Layout("S/2022/77", "zh")),
    "record.en": page(_SPEECH * 8, Layout("S/PV.9990", "en", columns=2)),
}
"""The HTML of each, by its name."""
SPEECH = _SPEECH
