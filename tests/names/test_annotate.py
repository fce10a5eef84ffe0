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
