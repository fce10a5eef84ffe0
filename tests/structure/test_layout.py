"""How lines are laid out: each threshold, at either side of it."""

from __future__ import annotations

import pytest

from indexer.model.document import Line
from indexer.structure.layout import Layout, columns, ended, measure


def broken(width: int) -> str:
    return "x" * width


def finished(width: int) -> str:
    return "x" * (width - 1) + "."


def lines(*texts: str, apart: int = 0) -> list[Line]:
    """Return lines; a blank one stands behind each of the first `apart`."""
    return [Line(at + 1, text, blank_before=0 < at <= apart) for at, text in enumerate(texts)]


# --- wrapped or not


@pytest.mark.parametrize(("width", "found"), [(39, 0), (40, 40), (130, 130), (131, 0)])
def test_lines_of_a_usual_width_are_wrapped(width: int, found: int) -> None:
    layout = measure(lines(*[broken(width)] * 10))
    assert layout == Layout(found)
    assert layout.hard == (found == 0)


@pytest.mark.parametrize(("shorter", "width"), [(88, 100), (87, 0)])
def test_lines_up_to_twelve_columns_below_the_width_are_full(shorter: int, width: int) -> None:
    assert measure(lines(finished(100), *[broken(shorter)] * 9)).width == width


@pytest.mark.parametrize(("count", "width"), [(8, 80), (9, 0)])
def test_one_line_in_eight_ends_in_the_middle_of_a_sentence(count: int, width: int) -> None:
    assert measure(lines(broken(80), *[finished(80)] * (count - 1))).width == width


@pytest.mark.parametrize(("count", "width"), [(11, 60), (10, 0)])
def test_one_line_in_eleven_may_be_longer_than_the_usual_width(count: int, width: int) -> None:
    assert measure(lines(finished(120), *[broken(60)] * (count - 1))).width == width


def test_rows_with_tabs_do_not_count() -> None:
    prose = [broken(80), *[finished(80)] * 7]
    assert measure(lines(*prose, *[f"x\t{finished(120)}"] * 20)).width == 80
    assert measure(lines("x\ty", "z\tx")) == Layout(0)
    assert measure([]) == Layout(0)


def test_blanks_at_either_end_of_a_line_have_no_width() -> None:
    assert measure(lines(*[f"  {broken(60)}    "] * 10)).width == 60


def test_a_han_character_takes_two_columns() -> None:
    assert [columns(text) for text in ("", "abc", "é", "委员会", "（a）", "(a)，")] == [0, 3, 1, 6, 5, 5]
    assert measure(lines(*["委" * 20] * 10)).width == 40
    assert measure(lines(*["委" * 19 + "x"] * 10)).hard


# --- spread


@pytest.mark.parametrize(("apart", "spread"), [(5, False), (6, True)])
def test_in_a_spread_text_a_blank_line_stands_behind_more_than_half(apart: int, *, spread: bool) -> None:
    assert measure(lines(*[broken(80)] * 10, apart=apart)) == Layout(80, spread)


@pytest.mark.parametrize(("count", "spread"), [(2, False), (3, True)])
def test_in_a_spread_text_three_in_ten_blank_lines_part_a_sentence(count: int, *, spread: bool) -> None:
    texts = [*[broken(80)] * count, *[finished(80)] * (11 - count)]
    assert measure(lines(*texts, apart=10)) == Layout(80, spread)


# --- spaces that end a paragraph


def numbered(count: int, *, spaced: int, inside: int = 0) -> Layout:
    """Measure a spread text of so many paragraphs of two lines.

    So many of their ends are followed by a space, and so many of their first lines.
    """
    texts = []
    for at in range(count):
        texts.append(f"{at + 1}. {broken(77)}" + " " * (at < inside))
        texts.append(finished(80) + " " * (at < spaced))
    return measure(lines(*texts, apart=len(texts)))


@pytest.mark.parametrize(
    ("count", "spaced", "ends"),
    [
        pytest.param(2, 1, False, id="one end of a paragraph tells nothing"),
        pytest.param(3, 2, True, id="two do"),
        pytest.param(11, 9, True, id="nine of ten"),
        pytest.param(11, 8, False, id="eight of ten"),
    ],
)
def test_spaces_end_paragraphs_where_nearly_all_end_so(count: int, spaced: int, *, ends: bool) -> None:
    layout = numbered(count, spaced=spaced)
    assert layout.spread
    assert layout.spaces_end == ends


@pytest.mark.parametrize(
    ("count", "inside", "ends"),
    [
        pytest.param(10, 1, True, id="one line of ten"),
        pytest.param(11, 2, True, id="two of eleven"),
        pytest.param(10, 2, False, id="two of ten"),
    ],
)
def test_spaces_end_paragraphs_where_few_lines_inside_end_so(count: int, inside: int, *, ends: bool) -> None:
    assert numbered(count, spaced=count, inside=inside).spaces_end == ends


def test_spaces_end_nothing_where_blank_lines_do() -> None:
    texts = [text for at in range(6) for text in (f"{at + 1}. {broken(77)}", f"{finished(80)} ")]
    layout = measure(lines(*texts))
    assert layout == Layout(80, spread=False, spaces_end=False)


@pytest.mark.parametrize(
    ("start", "is_number"),
    [("1. ", True), ("  999．", True), ("12、", True), ("1000. ", False), ("2.5 ", False), ("a. ", False)],
)
def test_ends_are_looked_for_above_numbered_paragraphs(start: str, *, is_number: bool) -> None:
    texts = [text for _ in range(3) for text in (f"{start}{broken(77)}", f"{finished(80)} ")]
    assert measure(lines(*texts, apart=6)).spaces_end == is_number


# --- single lines


@pytest.mark.parametrize(
    ("last", "following", "full"),
    [
        (70, "12345678 x", True),
        (70, "1234567 x", False),
        (76, "委员会", True),
        (75, "委员会", False),
        (70, "  12345678", True),
        (78, "", True),
        (77, "", False),
    ],
)
def test_a_line_is_full_where_the_next_word_would_not_have_fitted(
    last: int, following: str, *, full: bool
) -> None:
    above, below = lines(f" {broken(last)} ", following)
    assert Layout(80).full(above, below) == full


@pytest.mark.parametrize(
    ("width", "size", "short"), [(80, 67, True), (80, 68, False), (0, 64, True), (0, 65, False)]
)
def test_a_line_is_short_by_the_width_or_where_there_is_none_by_half_of_the_widest(
    width: int, size: int, *, short: bool
) -> None:
    (line,) = lines(f" {broken(size)} ")
    assert Layout(width).short(line) == short


@pytest.mark.parametrize(
    "text",
    [
        *(f"文本{end}" for end in "。！？；：…!?;:."),
        *(f"文本。{closer}" for closer in "”’\"'）)》」』】]"),
        "文本。  ",
        "文本。¹²",
        "文本。123",
        "They met.12",
        "They “met.”3",
        "“文本。”" + "”" * 14,
        "文本。" + "¹" * 15,
    ],
)
def test_a_text_has_ended(text: str) -> None:
    assert ended(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "文本", "文本，", "文本。甲", "文本，1", "文本。1234", "They met.1234", "12.5", "They met 5",
        "(a)", "文本。" + "”" * 16, "文本。" + "¹" * 16,
    ],
)  # fmt: skip
def test_a_text_has_not_ended(text: str) -> None:
    assert not ended(text)
