"""What a format knows of its lines is believed before the rules guess."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from indexer.model.document import Document, Given, Line, Mark, Paragraph, Source
from indexer.structure.assembly import structure

HEAD = Line(1, "S/2031/7", role="head")


def document(*lines: tuple[str, dict[str, Any]] | str, symbol: str | None = "S/2031/7") -> Document:
    """Return the document of lines, each with what is known of it; what is not said begins a paragraph."""
    known = [(one, {"begins": True}) if isinstance(one, str) else one for one in lines]
    made = tuple(Line(at, text, **fields) for at, (text, fields) in enumerate(known, start=1))
    text = "\n".join(line.text for line in made)
    return structure(Source("a.docx", "docx", "0", text, made), Given(symbol, "en"))


def units(found: Document) -> list[tuple[str, str]]:
    return [(one.locator, one.text) for one in found.paragraphs]


def noise(found: Document) -> dict[str, int]:
    return {one.name: one.characters for one in found.coverage.noise}


# --- pages and sites


def test_page_heads_and_feet_inside_a_sentence_are_noise() -> None:
    found = document(
        "Title of the report",
        "1. The Committee met in",
        ("Running title of the report", {"role": "head"}),
        ("31-01234 (E)  3", {"role": "foot"}),
        ("Geneva in May.", {"begins": False}),
    )
    assert units(found) == [("h.1", "Title of the report"), ("1", "The Committee met in Geneva in May.")]
    assert noise(found) == {"page_header": 35}


def test_the_symbol_may_stand_in_a_page_head_alone() -> None:
    found = document(("S/2031/7 page 2", {"role": "head"}), "Title", "1. The Committee met.", symbol=None)
    assert found.symbol == "S/2031/7"


def test_what_a_website_puts_around_a_text_is_noise_of_its_own() -> None:
    found = document(("Home | Search", {"role": "site"}), "Title", "1. The Committee met.")
    assert noise(found) == {"site": 11}
    assert [one.locator for one in found.paragraphs] == ["h.1", "1"]


def test_a_masthead_may_stand_in_a_table() -> None:
    found = document(
        ("United Nations\tS/2031/7", {"role": "row"}),
        ("Security Council\tDistr.: General", {"role": "row"}),
        ("\t4 March 2031", {"role": "row"}),
        "Title",
        "1. The Committee met.",
        symbol=None,
    )
    assert (found.symbol, found.date, found.title) == ("S/2031/7", date(2031, 3, 4), "Title")


def test_a_first_row_that_is_no_masthead_gives_no_symbol() -> None:
    found = document(
        ("S/2031/9\tThe Committee met again.", {"role": "row"}), "1. The Committee met.", symbol="S/2031/7"
    )
    assert found.symbol == "S/2031/7"


def test_a_unit_knows_the_page_on_which_it_begins() -> None:
    found = document(
        ("Title", {"page": "1", "begins": True}),
        ("1. The Committee", {"page": "1", "begins": True}),
        ("met.", {"page": "2", "begins": False}),
        ("2. It adjourned.", {"page": "2", "begins": True}),
        ("Closing.", {"begins": True}),
    )
    assert [one.page for one in found.paragraphs] == ["1", "1", "2"]


# --- paragraphs and lists


def test_a_paragraph_goes_on_where_the_format_says_so() -> None:
    found = document("1. It ended here.", ("2. And not here.", {"begins": False}), "2. It began.")
    assert units(found) == [("1", "It ended here. 2. And not here."), ("2", "It began.")]


def test_a_paragraph_begins_where_the_format_says_so_without_a_full_stop() -> None:
    found = document("Preface", "the first words", "the second words")
    assert units(found) == [("h.1", "Preface"), ("p.1", "the first words"), ("p.2", "the second words")]


@pytest.mark.parametrize(
    ("label", "expected"),
    [("(a)", "1(a)"), ("a.", "1(a)"), ("a)", "1(a)"), ("i.", "1(i)"), ("(i)", "1(i)"), ("1)", "1(1)")],
)
def test_labels_of_lists_are_items_however_they_are_printed(label: str, expected: str) -> None:
    found = document("1. The Committee:", (f"{label} Met;", {"begins": True, "label": len(label)}))
    assert units(found) == [("1", "The Committee:"), (expected, "Met;")]


def test_the_numbers_of_a_list_inside_a_paragraph_are_no_paragraphs() -> None:
    label = {"begins": True, "label": 2}
    found = document(
        ("7. The Committee:", label), ("1. Met;", label), ("2. Adjourned.", label), ("8. It ended.", label)
    )
    assert [one.locator for one in found.paragraphs] == ["7", "7(1)", "7(2)", "8"]


def test_a_known_number_is_believed_across_any_gap() -> None:
    label = {"begins": True, "label": 2}
    found = document(("1. The Committee met", label), ("95. It ended.", {"begins": True, "label": 3}))
    assert [one.locator for one in found.paragraphs] == ["1", "95"]


def test_a_bullet_is_text() -> None:
    found = document("1. The Committee:", ("• Met;", {"begins": True, "label": 1}))
    assert units(found) == [("1", "The Committee:\n• Met;")]


# --- headings


def test_known_headings_make_the_sections() -> None:
    found = document(
        ("Title", {"role": "heading", "level": 1}),
        ("General.", {"role": "heading", "level": 2}),
        "1. One.",
        ("Details of the work", {"role": "heading", "level": 3}),
        "2. Two.",
        ("Conclusions", {"role": "heading", "level": 2}),
        "3. Three.",
    )
    sections = {one.number: one.section for one in found.paragraphs if one.number}
    assert sections == {"1": ("General.",), "2": ("General.", "Details of the work"), "3": ("Conclusions",)}
    assert found.title == "Title"


def test_numbers_of_headings_and_known_levels_go_together() -> None:
    found = document(
        "Title",
        ("I. Introduction", {"role": "heading", "level": 1}),
        ("A. Scope", {"role": "heading", "level": 2}),
        "1. One.",
        ("B. Method", {"role": "heading", "level": 2}),
        ("Interviews", {"role": "heading", "level": 3}),
        "2. Two.",
        ("II. Findings", {"role": "heading", "level": 1}),
        "3. Three.",
    )
    sections = {one.number: one.section for one in found.paragraphs if one.number}
    assert sections == {
        "1": ("I. Introduction", "A. Scope"),
        "2": ("I. Introduction", "B. Method", "Interviews"),
        "3": ("II. Findings",),
    }


def test_a_heading_of_two_lines_is_one() -> None:
    heading = {"role": "heading", "level": 1}
    found = document("Title", ("I. A long", heading), ("heading", heading | {"begins": False}), "1. One.")
    assert [one.text for one in found.paragraphs] == ["Title", "I. A long heading", "One."]


# --- notes


def marks(one: Paragraph) -> list[Mark]:
    return list(one.marks)


def test_known_notes_and_raised_digits() -> None:
    found = document(
        "Title",
        (
            "1. In 2031 the Council3 met with 3 others12 twice.",
            {"begins": True, "raised": ((22, 23), (41, 43))},
        ),
        ("3 See S/2031/1.", {"role": "note", "label": 1}),
        ("12 1 January", {"role": "note", "label": 2}),
        ("of the year.", {"role": "note"}),
        "2. It ended.",
    )
    assert units(found) == [
        ("h.1", "Title"),
        ("1", "In 2031 the Council met with 3 others twice."),
        ("fn.3", "See S/2031/1."),
        ("fn.12", "1 January of the year."),
        ("2", "It ended."),
    ]
    assert marks(found.paragraphs[1]) == [Mark("3", 19), Mark("12", 37)]
    assert not found.coverage.warnings


def test_a_note_may_have_a_sign_for_its_number() -> None:
    found = document(
        ("Title*", {"begins": True, "raised": ((5, 6),)}),
        ("* Reissued.", {"role": "note", "label": 1}),
        "1. The Committee met.",
    )
    assert units(found) == [("h.1", "Title"), ("fn.*", "Reissued."), ("1", "The Committee met.")]
    assert marks(found.paragraphs[0]) == [Mark("*", 5)]


def test_notes_at_the_foot_of_a_page_do_not_interrupt_a_sentence() -> None:
    found = document(
        ("1. The Council1 met", {"begins": True, "raised": ((14, 15),)}),
        ("1/ See above.", {"role": "note", "label": 2}),
        ("S/2031/7", {"role": "head"}),
        ("in May.", {"begins": False}),
    )
    assert units(found) == [("1", "The Council met in May."), ("fn.1", "See above.")]


def test_a_mark_may_have_a_stroke_and_refer_to_a_note_again() -> None:
    found = document(
        ("1. The report of Haiti 1/ and others, 1/", {"begins": True, "raised": ((23, 24), (38, 39))}),
        ("1/ See above.", {"role": "note", "label": 1}),
        ("2. An area of 1 km1 is noted; 1/", {"begins": True, "raised": ((18, 19), (30, 31))}),
    )
    assert units(found) == [
        ("1", "The report of Haiti and others,"),
        ("fn.1", "See above."),
        ("2", "An area of 1 km1 is noted;"),
    ]
    assert [len(one.marks) for one in found.paragraphs] == [2, 0, 1]


def test_raised_digits_without_a_note_stay_in_the_text() -> None:
    found = document(("1. An area of 12 m2.", {"begins": True, "raised": ((18, 19),)}))
    assert units(found) == [("1", "An area of 12 m2.")]


# --- tables


def test_a_known_table_ends_with_its_last_row() -> None:
    row = {"role": "row"}
    found = document(
        "Annex",
        "Events of 2031",
        ("Date\tDescription\tOrganizer\tPlace", row),
        ("Visits", row),
        ("1 May\tA visit\tX Office\tLomé", row),
        ("\tof two days\t\t", row),
        ("2-3\tThe second\tY Office", row),
        ("June\tvisit\tand others\tDakar", row | {"begins": False}),
        "A text that is no sentence",
        "1. The end.",
    )
    events = [one.event for one in found.paragraphs if one.event]
    assert [(one.date_text, one.description, one.organizers_text, one.place) for one in events] == [
        ("1 May", "A visit of two days", "X Office", "Lomé"),
        ("2-3 June", "The second visit", "Y Office and others", "Dakar"),
    ]
    assert [one.category for one in events] == ["Visits", "Visits"]
    assert [one.text for one in found.paragraphs][-2:] == ["A text that is no sentence", "The end."]


# --- hyphens at line ends


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("an inter-", "national body", "an inter-\u00adnational body"),
        ("peace-", "keeping", "peace-\u00adkeeping"),
        ("the years 2030-", "2031", "the years 2030-2031"),
        ("non-", "Member States", "non-Member States"),
        ("the Inter-", "American court", "the Inter-American court"),
    ],
)
def test_a_word_divided_at_a_line_end_carries_a_soft_hyphen(first: str, second: str, expected: str) -> None:
    found = document(f"1. {first}", (second, {"begins": False}))
    assert found.paragraphs[0].text == expected
