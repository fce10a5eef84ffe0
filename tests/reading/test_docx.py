"""A Word document gives what it shows: numbers, notes, tables and headings that its text does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.model.document import Line, Source
from indexer.reading import read, source
from indexer.runtime.errors import InputError
from tests.docx_files import (
    UN_LISTS,
    docx,
    item,
    level,
    lists,
    mark,
    note,
    paragraph,
    run,
    styled,
    table,
    zipped,
)

BOX = f"<w:txbxContent>{paragraph('Distr.: General')}</w:txbxContent>"
SUPER = '<w:vertAlign w:val="superscript"/>'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="S{number}"><w:name w:val="{name}"/>{more}</w:style>'
    for number, (name, more) in enumerate(
        (
            ("heading 2", ""),
            ("_ H _Ch_G", ""),
            ("_ H_2/3_G", ""),
            ("Chapter", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'),
            ("Child", '<w:basedOn w:val="S3"/>'),
            ("Normal H", ""),
            ("Numbered", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        )
    )
)


def made(body: str, **parts: str) -> Source:
    return source(Path("report.docx"), docx(body, None, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in made(body, **parts).lines]


def roles(lines: tuple[Line, ...], role: str) -> list[str]:
    return [line.text for line in lines if line.role == role]


def test_automatic_numbers_are_in_the_text_and_named() -> None:
    body = "".join((
        item("Rivers"), item("the long one", 1), item("its bed", 2), item("its mouth", 2),
        item("the short one", 1), item("Lakes"), item("the deep one", 1), item("Ponds", 0, 2),
    ))  # fmt: skip
    lines = made(body, numbering=UN_LISTS).lines
    labels = [line.text[: line.label] for line in lines]
    assert labels == ["1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)", "3."]
    assert lines[2].text == "(i) its bed"
    assert all(line.begins for line in lines)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("chineseCounting", "%1.", ["一.", "二.", "三."]),
        ("chineseCountingThousand", "(%1)", ["(一)", "(二)", "(三)"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("decimalFullWidth", "%1.", ["１.", "２.", "３."]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("bullet", "•", ["", "", ""]),
        ("none", "", ["", "", ""]),
    ],
)
def test_numbers_are_written_in_the_form_of_their_list(form: str, text: str, expected: list[str]) -> None:
    lines = made(item("one") + item("two") + item("three"), numbering=lists(level(0, form, text))).lines
    assert [line.text[: line.label] for line in lines] == expected


def test_a_list_starts_where_it_says_and_begins_anew_where_another_starts_over() -> None:
    start = '<w:start w:val="7"/>'
    overrides = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = lists(level(0, "decimal", "%1.", start), level(1, "decimal", "%1.%2"), overrides=overrides)
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 0, 2) + item("f", 0, 2)
    lines = made(body, numbering=numbering).lines
    assert [line.text[: line.label] for line in lines] == ["7.", "7.1", "7.2", "8.", "1.", "2."]


def test_a_style_may_number_its_paragraphs_and_one_of_them_may_have_no_number() -> None:
    without = paragraph("none", '<w:pStyle w:val="S6"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("S6", "first") + without + styled("S6", "second")
    assert texts(body, numbering=UN_LISTS, styles=STYLES) == ["1. first", "none", "2. second"]


def test_headings_are_known_by_their_styles() -> None:
    lines = made("".join(styled(f"S{number}", f"Title {number}") for number in range(6)), styles=STYLES).lines
    assert [(line.role, line.level) for line in lines] == [
        ("heading", 2), ("heading", 1), ("heading", 3), ("heading", 4), ("heading", 4), (None, 0),
    ]  # fmt: skip


def test_notes_stand_behind_the_paragraph_with_their_mark() -> None:
    body = paragraph(run("A river.") + mark(5) + run(" A lake.") + mark(4)) + paragraph("Next.")
    lines = made(body, footnotes=note(4, "Deep.") + note(5, "Long.")).lines
    assert [line.text for line in lines] == ["A river.1 A lake.2", "1 Long.", "2 Deep.", "Next."]
    assert lines[0].raised == ((8, 9), (17, 18))
    assert [(line.role, line.label) for line in lines[1:3]] == [("note", 1), ("note", 1)]


def test_a_note_may_have_a_mark_of_its_own_and_no_note_is_lost() -> None:
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    body = paragraph(run("Title") + custom) + paragraph(run("Text.") + mark(2))
    lines = made(body, footnotes=note(1, "Reissued.") + note(2, "Plain.") + note(3, "Left over.")).lines
    assert [line.text for line in lines] == ["Title*", "* Reissued.", "Text.1", "1 Plain.", "Left over."]
    assert [line.label for line in lines if line.role == "note"] == [1, 1, 0]


def test_a_table_of_data_is_rows_and_a_masthead_is_lines() -> None:
    masthead = table(
        ("United Nations", "A/99/7"),
        ("General Assembly", paragraph("Distr.: General") + paragraph("3 May 2044")),
    )
    data = table(("Date", "Event"), ("4 May", paragraph("Talk") + paragraph("and walk")), ("5 May", "Rest"))
    lines = made(masthead + paragraph("Text.") + data).lines
    assert [line.text for line in lines[:5]] == [
        "United Nations", "A/99/7", "General Assembly", "Distr.: General", "3 May 2044",
    ]  # fmt: skip
    assert roles(lines, "row") == ["Date\tEvent", "4 May\tTalk and walk", "5 May\tRest"]


def test_merged_cells_and_tables_in_cells_keep_their_places() -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, wider = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
    inner = f"<w:tc>{table(('Rome', 'Bari'))}{paragraph('Italy')}</w:tc>"
    first = cell("4 May", '<w:vMerge w:val="restart"/>')
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Day', '')}{cell('What', '')}{cell('Where', '')}</w:tr>"
        f"<w:tr>{cell('Visits', wider)}</w:tr><w:tr>{first}{cell('Talk', '')}{inner}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('Walk', wide)}</w:tr>"
    )
    lines = made(f"<w:tbl>{rows}</w:tbl>").lines
    assert roles(lines, "row") == [
        "Day\tWhat\tWhere", "Visits", "4 May\tTalk\tRome Bari Italy", "4 May\tWalk",
    ]  # fmt: skip


def test_page_heads_and_feet_are_told_once_each() -> None:
    heads = {
        "header:default": paragraph("A/99/7"),
        "header:even": paragraph("A/99/7"),
        "header:first": paragraph("United Nations") + paragraph("General Assembly"),
        "footer:default": paragraph("44-12345"),
    }
    lines = source(Path("a.docx"), docx(paragraph("Text."), heads=heads)).lines
    assert roles(lines, "head") == ["A/99/7"]
    assert roles(lines, "foot") == ["44-12345"]
    assert [line.text for line in lines if line.role is None] == [
        "United Nations",
        "General Assembly",
        "Text.",
    ]


def test_fields_show_their_result_and_not_their_instruction() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = '<w:r><w:instrText>REF a \\h "x"</w:instrText></w:r>'
    field = char("begin") + instruction + char("separate") + run("paragraph 4") + char("end")
    simple = f'<w:fldSimple w:instr="PAGE">{run("12")}</w:fldSimple>'
    assert texts(paragraph(run("See ") + field + run(", page ") + simple)) == ["See paragraph 4, page 12"]
    unclosed = paragraph(char("begin") + instruction + run("lost?")) + paragraph("Not lost.")
    assert texts(unclosed)[-1] == "Not lost."


def test_a_text_box_is_read_once() -> None:
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{BOX}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(paragraph(both + run("Report"))) == ["Distr.: General", "Report"]
    old = f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
    assert texts(paragraph(old + run("Report"))) == ["Distr.: General", "Report"]


def test_hyphens_tabs_breaks_symbols_and_controls_are_read_as_they_are_shown() -> None:
    inside = (
        '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>in</w:t><w:tab/>'
        "<w:t>ter</w:t><w:softHyphen/><w:t>national</w:t><w:noBreakHyphen/><w:t>x</w:t>"
        '<w:sym w:font="Symbol" w:char="F061"/><w:br/><w:t>below</w:t></w:r></w:sdtContent></w:sdt>'
    )
    lines = made(f"<w:p>{inside}</w:p>").lines
    assert [(line.text, line.begins) for line in lines] == [("in ternational-xα", True), ("below", False)]


def test_raised_digits_are_named_and_a_paragraph_that_begins_with_them_is_a_note() -> None:
    body = paragraph(run("Text") + run("1", SUPER) + run("2", SUPER)) + paragraph(
        run("12", SUPER) + run(" See.")
    )
    first, second = made(body).lines
    assert (first.text, first.raised) == ("Text12", ((4, 6),))
    assert (second.text, second.role, second.label) == ("12 See.", "note", 2)


def test_tracked_changes_are_taken_as_accepted_with_a_warning() -> None:
    deleted = "<w:del><w:r><w:delText>gone </w:delText></w:r></w:del>"
    joined = paragraph("First half", "<w:rPr><w:del/></w:rPr>") + paragraph(" and second.")
    moved = f"<w:p><w:moveFrom>{run('away')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo></w:p>"
    body = paragraph(run("Kept ") + deleted + f"<w:ins>{run('added')}</w:ins>") + joined + moved
    found = made(body)
    assert [line.text for line in found.lines] == ["Kept added", "First half and second.", "here"]
    assert "tracked changes" in found.warnings[0]
    assert made(paragraph("Clean.")).warnings == ()


def test_hidden_text_and_comments_are_left_out_and_hidden_text_is_told() -> None:
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    found = made(paragraph(run("Seen") + comment + run(" unseen", "<w:vanish/>")))
    assert found.text == "Seen"
    assert "6 characters" in found.warnings[0]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}, "Excel workbook"),
        ({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}, "PowerPoint"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument text"),
        ({"mimetype": "application/epub+zip"}, "EPUB"),
        ({"a.txt": "text"}, "ZIP archive"),
        ({"word/document.xml": "<w:document><w:body>"}, "damaged"),
        ({"word/document.xml": "<other/>"}, "damaged"),
        ({"word/document.xml": '<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'}, "DTD"),
        ({"word/document.xml": '<!DOCTYPE w SYSTEM "http://localhost/x"><w/>'}, "DTD"),
    ],
)
def test_what_is_no_sound_word_document_is_refused(tmp_path: Path, files: dict[str, str], what: str) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(zipped(files))
    with pytest.raises(InputError, match=what) as refused:
        read(path)
    assert str(path) in refused.value.message
    assert refused.value.advice


def test_a_document_that_unpacks_to_far_more_than_it_has_is_refused() -> None:
    with pytest.raises(InputError, match="once it is unpacked"):
        source(Path("a.docx"), docx(paragraph("x" * 900_000)), largest=100_000)
    with pytest.raises(InputError, match="once it is unpacked"):
        source(Path("a.docx"), docx(paragraph("<w:r/>" * 30_000)), largest=100_000)


def test_tables_nested_without_end_are_refused() -> None:
    depth = 3000
    nested = "<w:tbl><w:tr><w:tc>" * depth + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(InputError, match="too deeply"):
        made(nested)


def test_a_path_that_climbs_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<w:styles/>")
    relation = '<Relationship Id="a" Type="x/styles" Target="../../../../secret.xml"/>'
    files = {
        "word/document.xml": f"<document><body>{paragraph('Text.')}</body></document>".replace("w:", ""),
        "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>",
        "../../climbs.xml": "<x/>",
    }
    assert source(tmp_path / "a.docx", zipped(files)).text == "Text."
    assert not (tmp_path.parent.parent / "climbs.xml").exists()


def test_a_document_with_large_images_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("Text.")) + b"\0" * 30_000)
    assert read(path, 10_000).text == "Text."
