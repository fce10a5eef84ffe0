"""`indexer.structure.topics`: one section, one topic, whatever year, language and script."""

from __future__ import annotations

import pytest

from indexer.structure import topics


@pytest.mark.parametrize(
    ("headings", "topic"),
    [
        (["一. 导言", "一. 引言", "I. Introduction", "1. INTRODUCTION", "一、導言", "導言"], "introduction"),
        (["二. 进展和成果", "II. Progress and achievements", "二. 進展和成果"], "progress"),
        (["A. 监测和国家执行", "A. Monitoring and national implementation"], "implementation"),
        (["B. 援助", "B.  Assistance", "(b) Assistance"], "assistance"),
        (
            [
                "C. 与国际、区域和次区域组织的合作",
                "C. Cooperation with international, regional and subregional organizations",
                "C. 與國際、區域和次區域組織的合作",
            ],
            "cooperation",
        ),
        (["D. 透明度和外联", "D. Transparency and outreach", "D. 透明度和外聯"], "transparency"),
        (["E.  行政事项", "E. Administrative matters"], "administration"),
        (["三. 全面审查", "III. Comprehensive review", "2021 年全面审查"], "comprehensive-review"),
        (["四. 结束语", "IV. Concluding remarks", "四. 結束語"], "conclusion"),
        (
            [
                "2019 年委员会参加的外联活动",
                "2020年委員會參加的外聯活動",
                "Outreach events in which the Committee participated in 2019",
            ],
            "outreach-events",
        ),
    ],
)
def test_the_headings_of_both_reviews_have_topics(headings: list[str], topic: str) -> None:
    assert {topics.topic(heading) for heading in headings} == {topic}
    assert {topics.known(heading) for heading in headings} == {topic}


def test_an_unknown_heading_is_its_own_topic() -> None:
    assert topics.topic("V. Lessons  Learned") == topics.topic("二. lessons learned") == "lessons learned"
    assert topics.topic("五. 經驗教訓") == "经验教训"
    assert topics.known("Lessons learned") is None


def test_a_topic_is_known_by_its_key() -> None:
    assert topics.known("comprehensive-review") == "comprehensive-review"


def test_labels_are_in_the_language_asked_for() -> None:
    assert topics.label("assistance", "zh") == "援助"
    assert topics.label("assistance", "en") == "Assistance"
    assert topics.label("lessons learned", "zh") == "lessons learned"
