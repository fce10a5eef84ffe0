"""What is stored of a unit comes back as it was."""

from __future__ import annotations

from datetime import date

from indexer.model.document import Citation, DateSpan, Event, Mark, Mention, Paragraph
from indexer.model.stored import Head, dump, dump_head, load, load_head

HEAD = Head("S/2019/986", "zh", "Hans", "digest", "信", date(2019, 12, 23), 70, 59)
EVENT = Event(
    dates=(DateSpan(date(2019, 1, 23), date(2019, 1, 25)),),
    date_text="1月23日至25日",
    description="讲习班",
    organizers=("多哥",),
    organizers_text="多哥",
    place="洛美",
    place_note="",
    virtual=False,
    category=None,
)
UNIT = Paragraph(
    kind="event",
    part="enclosure",
    locator="ev.1",
    text="文",
    number="1",
    section=("标题",),
    topics=("topic",),
    lead_in="上文",
    marks=(Mark("1", 0),),
    event=EVENT,
    definition=("简", "全"),
    citations=(Citation("S/RES/1540(2004)", 0, 1, "9", "annex"),),
    mentions=(Mention("TGO", 0, 1),),
)


def test_full_unit_comes_back() -> None:
    record = load(dump(HEAD, UNIT))
    assert (record.head, record.paragraph) == (HEAD, UNIT)


def test_bare_unit_comes_back() -> None:
    unit = Paragraph("paragraph", "annex", "1", "")
    undated = Head("S/2019/986", "zh", "Hans", "official", "", None)
    record = load(dump(undated, unit))
    assert (record.head, record.paragraph) == (undated, unit)


def test_head_comes_back() -> None:
    assert load_head(dump_head(HEAD)) == HEAD
