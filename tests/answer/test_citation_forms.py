"""A reader copies a citation as it stands: it must be the UN's way, and say where it is a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.answer.citation_forms import DIGEST, citation, place
from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.structure.masthead_items import is_mark
from indexer.text.folding import fold

if TYPE_CHECKING:
    from indexer.model.document import Language


@pytest.mark.parametrize(
    ("part", "locator", "zh", "en"),
    [
        ("annex", "18(a)", "S/2019/986，附件，第18(a)段", "S/2019/986, annex, para. 18 (a)"),
        ("annex", "26(a)(ii)", "S/2019/986，附件，第26(a)㈡段", "S/2019/986, annex, para. 26 (a) (ii)"),
        ("annex-2", "3", "S/2019/986，附件二，第3段", "S/2019/986, annex II, para. 3"),
        ("annex-12", "3", "S/2019/986，附件十二，第3段", "S/2019/986, annex XII, para. 3"),
        ("annex-20", "3", "S/2019/986，附件二十，第3段", "S/2019/986, annex XX, para. 3"),
        ("main", "7", "S/2019/986，第7段", "S/2019/986, para. 7"),
        ("main", "letter.2", "S/2019/986，信，第二段", "S/2019/986, letter, second paragraph"),
        ("main", "p.11", "S/2019/986，第十一段", "S/2019/986, eleventh paragraph"),
        ("main", "p.3(a)", "S/2019/986，第三段，(a)", "S/2019/986, third paragraph, (a)"),
        ("main", "pp.3", "S/2019/986，序言部分第三段", "S/2019/986, third preambular paragraph"),
        (
            "main",
            "pp.21~2",
            "S/2019/986，序言部分第二十一段",
            "S/2019/986, twenty-first preambular paragraph",
        ),
        ("main", "op", "S/2019/986，执行部分唯一一段", "S/2019/986, sole operative paragraph"),
        ("main", "op.2", "S/2019/986，执行部分第二段", "S/2019/986, second operative paragraph"),
        ("main", "closing.1", "S/2019/986，结尾", "S/2019/986, closing lines"),
        ("main", "row.4", "S/2019/986，[第4行]", "S/2019/986, [row 4]"),
        ("main", "art.41", "S/2019/986，第41条", "S/2019/986, article 41"),
        ("main", "art.2(3)", "S/2019/986，第2条第3款", "S/2019/986, article 2, para. 3"),
        ("main", "art.2(3)(a)", "S/2019/986，第2条第3(a)款", "S/2019/986, article 2, para. 3 (a)"),
        ("main", "rule.39", "S/2019/986，第39条规则", "S/2019/986, rule 39"),
        ("main", "145.12", "S/2019/986，第145.12段", "S/2019/986, para. 145.12"),
        ("annex", "fn.1", "S/2019/986，附件，脚注1", "S/2019/986, annex, footnote 1"),
        ("enclosure", "ev.12", "S/2019/986，附文，[第12项活动]", "S/2019/986, enclosure, [event 12]"),
        ("annex", "9~2", "S/2019/986，附件，第9段", "S/2019/986, annex, para. 9"),
    ],
)
def test_citation_is_the_uns(part: str, locator: str, zh: str, en: str) -> None:
    cited = citation("S/2019/986", part, locator, "official")
    assert (cited.zh, cited.en) == (zh, en)


@pytest.mark.parametrize(
    ("symbol", "locator", "zh", "en"),
    [
        ("A/RES/190/99", "A.2", "A/RES/190/99 A，第2段", "A/RES/190/99 A, para. 2"),
        (
            "A/RES/190/99", "B.pp.3", "A/RES/190/99 B，序言部分第三段",
            "A/RES/190/99 B, third preambular paragraph",
        ),
        (
            "A/RES/190/99", "B.op", "A/RES/190/99 B，执行部分唯一一段",
            "A/RES/190/99 B, sole operative paragraph",
        ),
        ("A/RES/9990(XXVII)", "A.1", "A/RES/9990(XXVII) A，第1段", "A/RES/9990 (XXVII) A, para. 1"),
        ("A/RES/190/99A", "2", "A/RES/190/99 A，第2段", "A/RES/190/99 A, para. 2"),
        ("A/RES/190/99", "II.3(a)", "A/RES/190/99，第二节，第3(a)段", "A/RES/190/99, sect. II, para. 3 (a)"),
        ("A/C.5/190/L.3", "B.1", "A/C.5/190/L.3，第B节，第1段", "A/C.5/190/L.3, sect. B, para. 1"),
    ],
)  # fmt: skip
def test_parts_and_sections_of_a_resolution_are_cited(symbol: str, locator: str, zh: str, en: str) -> None:
    cited = citation(symbol, "main", locator, "official")
    assert (cited.zh, cited.en) == (zh, en)


def test_citation_of_a_digest_says_so() -> None:
    cited = citation("S/RES/1540(2004)", "main", "3", "digest")
    assert cited.zh == "S/RES/1540(2004)，第3段(本项目自编提要，非联合国文本)"
    assert cited.en == "S/RES/1540 (2004), para. 3 (project digest, not UN text)"


@pytest.mark.parametrize(
    ("pinpoint", "english", "chinese"),
    [
        ("PP7", "seventh preambular paragraph", "序言部分第七段"),
        ("OP9", "para. 9", "第9段"),
        ("OP9(a)", "para. 9 (a)", "第9(a)段"),
        ("page.6", "p. 6", "第6页"),
        ("sect.2.b", "sect. II.B", "第II.B节"),
    ],
)
def test_what_a_question_names_is_cited_as_it_is_printed(pinpoint: str, english: str, chinese: str) -> None:
    cited = place("main", pinpoint)
    assert (cited.en, cited.zh) == (english, chinese)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_mark_of_a_digest_old_and_new_is_read_back_in_a_text(language: Language) -> None:
    marks = {"zh": chinese.MARKS, "en": english.MARKS}[language]
    assert fold(DIGEST.text(language)) in set(map(fold, marks))
    assert len(set(map(fold, marks))) == 2
    assert all(is_mark(one) for one in marks)
