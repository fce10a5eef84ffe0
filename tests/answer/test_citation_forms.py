"""A reader copies a citation as it stands: it must be the UN's way, and say where it is a digest."""

from __future__ import annotations

import pytest

from indexer.answer.citation_forms import citation


@pytest.mark.parametrize(
    ("part", "locator", "zh", "en"),
    [
        ("annex", "18(a)", "S/2019/986，附件，第18(a)段", "S/2019/986, annex, para. 18 (a)"),
        ("annex", "26(a)(ii)", "S/2019/986，附件，第26(a)㈡段", "S/2019/986, annex, para. 26 (a) (ii)"),
        ("annex-2", "3", "S/2019/986，附件二，第3段", "S/2019/986, annex II, para. 3"),
        ("annex-12", "3", "S/2019/986，附件十二，第3段", "S/2019/986, annex XII, para. 3"),
        ("annex-20", "3", "S/2019/986，附件二十，第3段", "S/2019/986, annex XX, para. 3"),
        ("main", "7", "S/2019/986，第7段", "S/2019/986, para. 7"),
        ("main", "letter.2", "S/2019/986，信，第2段", "S/2019/986, letter, para. 2"),
        ("annex", "fn.1", "S/2019/986，附件，脚注1", "S/2019/986, annex, footnote 1"),
        ("enclosure", "ev.12", "S/2019/986，附文，第12项活动", "S/2019/986, enclosure, event 12"),
        ("annex", "9~2", "S/2019/986，附件，第9段", "S/2019/986, annex, para. 9"),
    ],
)
def test_citation_is_the_uns(part: str, locator: str, zh: str, en: str) -> None:
    cited = citation("S/2019/986", part, locator, "official")
    assert (cited.zh, cited.en) == (zh, en)


def test_citation_of_a_digest_says_so() -> None:
    cited = citation("S/RES/1540(2004)", "main", "3", "digest")
    assert cited.zh == "S/RES/1540(2004)，第3段(内容提要，非联合国文本)"
    assert cited.en == "S/RES/1540 (2004), para. 3 (digest, not UN text)"
