"""`indexer.structure` on the two annual reviews: every fact and every trap that is known of them.

The golden files hold numbers, dates, places, State codes, symbols and digests of stretches of text, never
the texts; a test that fails shows what the text is now. After a change that is meant, the option
`--rewrite-snapshots` writes them anew.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from indexer.model.document import Document, Given, Paragraph
from indexer.names import annotate
from indexer.reading import read
from indexer.structure.assembly import structure
from tests.snapshots import Snapshots
from tests.stretches import Row, differences, kept

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def review_2019(seed_2019: Path) -> Document:
    return annotate(structure(read(seed_2019), Given()))


@pytest.fixture(scope="module")
def review_2020(seed_2020: Path) -> Document:
    return annotate(structure(read(seed_2020), Given(symbol="S/2020/1308")))


def unit(document: Document, part: str, locator: str) -> Paragraph:
    return next(one for one in document.paragraphs if (one.part, one.locator) == (part, locator))


def of(document: Document, kind: str) -> list[Paragraph]:
    return [one for one in document.paragraphs if one.kind == kind]


TEXTS = frozenset({"text", "lead_in", "organizers", "category"})


def row(one: Paragraph) -> Row:
    """Write a unit down."""
    cells = {
        "kind": one.kind,
        "topics": "/".join(one.topics),
        "length": str(len(one.text)),
        "text": one.text,
        "lead_in": one.lead_in,
        "states": " ".join(dict.fromkeys(mention.state for mention in one.mentions)),
        "citations": " ".join(f"{cited.symbol}#{cited.pinpoint or ''}" for cited in one.citations),
        "marks": " ".join(f"{mark.note}@{mark.offset}" for mark in one.marks),
    }
    if one.event:
        cells |= {
            "dates": " ".join(f"{span.start}..{span.end}" for span in one.event.dates),
            "place": one.event.place,
            "place_note": one.event.place_note,
            "virtual": str(one.event.virtual),
            "organizers": one.event.organizers_text,
            "category": one.event.category or "",
        }
    return cells


def keep(path: Path, rows: dict[str, Row]) -> None:
    """Write rows down without their texts, behind a line that names the columns."""
    columns = list(dict.fromkeys(column for one in rows.values() for column in one))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["unit", *columns], "", delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"unit": unit} | kept(one, TEXTS) for unit, one in rows.items())


def held(path: Path) -> dict[str, Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return {one.pop("unit"): one for one in csv.DictReader(file, delimiter="\t")}


@pytest.mark.parametrize("name", ["review_2019", "review_2020"])
def test_nothing_changes_unnoticed(name: str, request: pytest.FixtureRequest, snapshot: Snapshots) -> None:
    document: Document = request.getfixturevalue(name)
    path = GOLDEN / f"{name}.tsv"
    rows = {f"{one.part} {one.locator}": row(one) for one in document.paragraphs}
    assert len(rows) == len(document.paragraphs)
    if snapshot.rewrite:
        keep(path, rows)
    if found := list(differences(held(path), rows, TEXTS)):
        pytest.fail("\n".join(found), pytrace=False)


def test_the_documents_are_who_they_are(review_2019: Document, review_2020: Document) -> None:
    assert (review_2019.symbol, review_2019.date) == ("S/2019/986", date(2019, 12, 23))
    assert (review_2020.symbol, review_2020.date) == ("S/2020/1308", date(2020, 12, 28))
    for document in (review_2019, review_2020):
        assert (document.language, document.script, document.edition) == ("zh", "Hans", "official")
        assert document.title.endswith("主席的信")


@pytest.mark.parametrize(("name", "count"), [("review_2019", 70), ("review_2020", 63)])
def test_paragraphs_are_all_there(name: str, count: int, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(name)
    numbers = [one.number for one in of(document, "paragraph") if one.number and one.number.isdecimal()]
    assert numbers == [str(number) for number in range(1, count + 1)]
    assert {one.part for one in of(document, "paragraph")} == {"annex"}
    assert (document.coverage.missing, document.coverage.doubled, document.coverage.disordered) == (
        (),
        (),
        (),
    )
    assert document.coverage.warnings == ()


@pytest.mark.parametrize("name", ["review_2019", "review_2020"])
def test_headings_join_across_years(name: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(name)
    sections = [one for one in of(document, "heading") if one.part == "annex" and one.section]
    assert [one.text[:2] for one in sections] == ["一.", "二.", "A.", "B.", "C.", "D.", "E.", "三.", "四."]
    assert [one.topics[-1] for one in sections] == [
        "introduction", "progress", "implementation", "assistance", "cooperation", "transparency",
        "administration", "comprehensive-review", "conclusion",
    ]  # fmt: skip
    assert all(len(one.section) == 1 + (one.text[0] in "ABCDE") for one in sections)
    assert sections[6].text == "E. 行政事项"
    assert [one.locator for one in of(document, "heading")] == [
        "h.1",
        *(f"h.{n}" for n in range(1, 11)),
        "h.1",
    ]


def test_sections_hold_their_paragraphs(review_2019: Document) -> None:
    assert unit(review_2019, "annex", "18(b)").section == ("二. 进展和成果", "B. 援助")
    assert unit(review_2019, "annex", "4").section == ("二. 进展和成果",)
    assert unit(review_2019, "annex", "70").topics == ("conclusion",)


def test_the_letter_has_two_paragraphs_and_a_signature(review_2019: Document, review_2020: Document) -> None:
    for document, lines in ((review_2019, 4), (review_2020, 3)):
        letter = of(document, "letter")
        assert [(one.part, one.locator) for one in letter] == [("main", f"letter.{n}") for n in (1, 2, 3)]
        assert letter[2].text.endswith("(签名)")
        assert len(letter[2].text.splitlines()) == lines


@pytest.mark.parametrize(
    ("name", "marked", "interrupted", "ends"),
    [
        ("review_2019", ("2", "54"), ("6", "54"), ("管制。", "授权。")),
        ("review_2020", ("2", "41"), ("7", "42"), ("管制。", "2%。")),
    ],
)
def test_footnotes_leave_the_text_whole(
    name: str,
    marked: tuple[str, str],
    interrupted: tuple[str, str],
    ends: tuple[str, str],
    request: pytest.FixtureRequest,
) -> None:
    document: Document = request.getfixturevalue(name)
    assert [one.locator for one in of(document, "footnote")] == ["fn.1", "fn.2"]
    found = [(one.number, mark.note) for one in document.paragraphs for mark in one.marks]
    assert found == [(marked[0], "1"), (marked[1], "2")]
    for number, end in zip(interrupted, ends, strict=True):
        assert unit(document, "annex", number).text.endswith(end)
    order = [(one.part, one.locator) for one in document.paragraphs]
    for note, number in zip(("fn.1", "fn.2"), interrupted, strict=True):
        assert order[order.index(("annex", note)) - 1] == ("annex", number)


def test_marks_stand_where_they_stood(review_2019: Document) -> None:
    text, (mark,) = unit(review_2019, "annex", "2").text, unit(review_2019, "annex", "2").marks
    assert (mark.offset, text[-1]) == (len(text), "。")
    text, (mark,) = unit(review_2019, "annex", "54").text, unit(review_2019, "annex", "54").marks
    assert text[mark.offset - 3 : mark.offset + 4] == "模式，全面审查"


def test_a_note_may_begin_with_a_number(review_2019: Document) -> None:
    assert unit(review_2019, "annex", "fn.1").text.startswith("2019 年审查报告")


def test_lists_run_on_through_the_alphabet(review_2019: Document) -> None:
    letters = [one.number for one in of(review_2019, "paragraph") if (one.number or "").startswith("27(")]
    assert letters == [f"27({letter})" for letter in "abcdefghijk"]


def test_items_have_levels(review_2020: Document) -> None:
    numbers = [one.number for one in of(review_2020, "paragraph") if (one.number or "").startswith("26")]
    assert numbers == [
        "26",
        "26(a)",
        "26(a)(i)",
        "26(a)(ii)",
        "26(a)(iii)",
        "26(a)(iv)",
        "26(b)",
        "26(c)",
        "26(c)(i)",
        "26(c)(ii)",
    ]
    lead, above = unit(review_2020, "annex", "26"), unit(review_2020, "annex", "26(a)")
    assert unit(review_2020, "annex", "26(a)(ii)").lead_in == f"{lead.text}\n{above.text}"


def test_paragraph_18_goes_on_after_its_items(review_2019: Document) -> None:
    lead, closing = unit(review_2019, "annex", "18").text.split("\n")
    assert lead.endswith("：")
    assert closing.startswith("委员会将")
    assert unit(review_2019, "annex", "18(c)").lead_in == lead


def test_references_begin_no_items(review_2019: Document) -> None:
    assert "第 10(j)㈠段" in unit(review_2019, "annex", "40").text
    assert "(通过 Skype)举办" in unit(review_2019, "annex", "29(a)").text
    numbers = {one.number for one in of(review_2019, "paragraph")}
    assert not {number for number in numbers if number and number.startswith(("40(", "10(", "29(c"))}


def test_words_split_over_lines_are_whole(review_2019: Document) -> None:
    assert "根据第1977(2011)号决议第9段" in unit(review_2019, "annex", "1").text
    assert "安理会第1977(2011)号决议第 9 段" in unit(review_2019, "main", "letter.1").text
    assert "根据第2325(2016)号决议" in unit(review_2019, "annex", "6").text
    assert "拟在 2021 年 4 月 25 日委员会" in unit(review_2019, "annex", "3").text
    assert "David Theard(法国)" in unit(review_2019, "annex", "52").text
    assert "70 997" in unit(review_2019, "annex", "48").text


def test_a_page_break_does_not_break_a_word(review_2020: Document) -> None:
    assert "白俄罗斯、博茨瓦纳" in unit(review_2020, "annex", "13").text


def test_the_table_of_2019_comes_out_whole(review_2019: Document) -> None:
    events = [one.event for one in of(review_2019, "event") if one.event]
    assert len(events) == 59
    assert all(one.dates and one.description and one.organizers_text and one.place for one in events)
    assert {span.start.year for one in events for span in one.dates} == {2019}
    categories = [one.category for one in events]
    assert list(Counter(categories).values()) == [5, 4, 12, 38]
    assert {one.section for one in of(review_2019, "event")} == {("2019 年委员会参加的外联活动",)}
    assert {one.topics for one in of(review_2019, "event")} == {("outreach-events",)}


def test_one_place_is_split_off_from_how_it_was_reached(review_2019: Document) -> None:
    delhi = next(one.event for one in of(review_2019, "event") if one.event and "新德里" in one.event.place)
    assert (delhi.place, delhi.place_note, delhi.virtual) == ("新德里", "通过 Skype介绍", True)


def test_the_table_of_2020_has_no_categories(review_2020: Document) -> None:
    events = [one.event for one in of(review_2020, "event") if one.event]
    assert len(events) == 19
    assert {one.category for one in events} == {None}
    assert [len(one.dates) for one in events[-1:]] == [3]
    assert {span.start.year for one in events for span in one.dates} == {2020}
    where = {(one.place, one.place_note) for one in events if one.virtual}
    assert where == {("维也纳", "主席视频致辞"), ("坎帕拉", "通过视频会议"), ("", "虚拟会议")}


def test_abbreviations_are_pairs(review_2019: Document, review_2020: Document) -> None:
    assert [len(of(one, "abbreviation")) for one in (review_2019, review_2020)] == [5, 7]
    assert unit(review_2019, "enclosure", "abbr.2").definition == ("禁化武组织", "禁止化学武器组织")
    for document in (review_2019, review_2020):
        assert all(one.definition for one in of(document, "abbreviation"))


def test_noise_is_named(review_2019: Document, review_2020: Document) -> None:
    noise = {one.name: one.lines for one in review_2019.coverage.noise}
    assert noise == {"link": 115, "page_header": 2, "rule": 2, "table_header": 3}
    assert {one.name: one.lines for one in review_2020.coverage.noise} == {"masthead": 5, "table_header": 2}


@pytest.mark.parametrize("marks", ["rstrip", "strip"])
def test_without_the_spaces_at_line_ends_the_table_says_so(
    marks: str, review_2019: Document, seed_2019: Path, tmp_path: Path
) -> None:
    path = tmp_path / "stripped.txt"
    path.write_text(
        "\n".join(getattr(line, marks)() for line in seed_2019.read_text("utf-8").split("\n")), "utf-8"
    )
    document = structure(read(path), Given())
    events = [one.event for one in of(document, "event") if one.event]
    assert len(events) == 59
    assert {one.category for one in events} == {None}
    assert sum(not one.place for one in events) == 41
    assert any("41 of 59 rows" in warning for warning in document.coverage.warnings)
    assert any("no category" in warning for warning in document.coverage.warnings)
    whole = {(one.locator, one.text) for one in review_2019.paragraphs if one.part != "enclosure"}
    assert {(one.locator, one.text) for one in document.paragraphs if one.part != "enclosure"} == whole


@pytest.mark.parametrize("change", ["\r\n", "gb18030", "utf-16"])
def test_the_same_document_from_other_bytes(
    change: str, review_2019: Document, seed_2019: Path, tmp_path: Path
) -> None:
    text = seed_2019.read_text("utf-8")
    path = tmp_path / "other.txt"
    path.write_bytes(text.replace("\n", change).encode() if change == "\r\n" else text.encode(change))
    assert annotate(structure(read(path), Given())) == review_2019
