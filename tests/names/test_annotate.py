"""A document is annotated: citations, States and organizers of every unit."""

from __future__ import annotations

from msgspec.structs import replace

from indexer.model.document import Coverage, Document, Event, Language, Mention, Paragraph
from indexer.names import annotate

EVENT = Event(
    dates=(), date_text="6 月 12 日至 13 日", description="国家讲习班", organizers=(),
    organizers_text="科威特、委员会和裁军事务厅", place="科威特城", place_note="", virtual=False,
    category=None,
)  # fmt: skip


def document(*paragraphs: Paragraph, language: Language = "zh") -> Document:
    coverage = Coverage(0, (), ())
    return Document("S/2019/986", language, "Hans", "digest", "", None, paragraphs, coverage)


def test_a_unit_gets_its_citations_and_its_states() -> None:
    text = "智利根据第1977(2011)号决议提交报告。"
    (unit,) = annotate(document(Paragraph("paragraph", "annex", "1", text))).paragraphs
    assert unit.mentions == (Mention("CHL", 0, 2),)
    assert [one.symbol for one in unit.citations] == ["S/RES/1977(2011)"]
    assert unit.event is None


def test_an_event_gets_its_organizers_and_the_states_of_all_its_cells() -> None:
    text = "6 月 12 日至 13 日 国家讲习班 科威特、委员会和裁军事务厅 科威特城"
    row = Paragraph("event", "enclosure", "ev.1", text, event=EVENT)
    (unit,) = annotate(document(row)).paragraphs
    assert unit.event == replace(EVENT, organizers=("科威特", "委员会", "裁军事务厅"))
    assert [text[one.start : one.end] for one in unit.mentions] == ["科威特"]


def test_names_are_those_of_the_documents_language() -> None:
    unit = Paragraph("paragraph", "main", "1", "Chile 智利")
    (english,) = annotate(document(unit, language="en")).paragraphs
    assert english.mentions == (Mention("CHL", 0, 5),)


def test_all_else_stays_as_it_was() -> None:
    before = document(
        Paragraph("heading", "main", "h.1", "导言"), Paragraph("paragraph", "main", "1", "无。")
    )
    assert annotate(before) == before


def cited_by(symbol: str, text: str) -> list[str]:
    one = replace(document(Paragraph("paragraph", "main", "1", text)), symbol=symbol)
    return [cited.symbol for cited in annotate(one).paragraphs[0].citations]


def test_a_document_does_not_cite_itself() -> None:
    assert cited_by("S/2019/986", "见S/2019/986和S/2019/987") == ["S/2019/987"]


def test_what_names_no_body_is_of_the_documents_body_unless_that_cannot_be() -> None:
    assert cited_by("A/HRC/RES/61/10", "回顾第32/9号决议") == ["A/HRC/RES/32/9"]
    assert cited_by("A/HRC/RES/61/10", "回顾第70/1号决议") == ["A/RES/70/1"]
    assert cited_by("A/90/1", "回顾第32/9号决议") == ["A/RES/32/9"]
