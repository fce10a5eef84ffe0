"""What the account of a document says: its numbers in ranges, its garbled characters with their places."""

from __future__ import annotations

import pytest

from indexer.indexing.accounting import MOST_UNITS, account, garbled, numbers, ranges
from indexer.model.account import Garbled, Numbers
from indexer.model.document import Coverage, Document, Paragraph, Tally
from tests.growth import MOST, growth


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("3 4 5 6 7 12", "3-7 12"),
        ("1 3 5", "1 3 5"),
        ("9 8", "9 8"),
        ("18(a) 18(b) 18(c) 19(d)", "18(a)-(c) 19(d)"),
        ("26(a)(ii) 26(a)(iii)", "26(a)(ii) 26(a)(iii)"),
        ("fn.2 fn.3 3", "fn.2-3 3"),
        ("h.3 h.4 pp.5", "h.3-4 pp.5"),
        ("9~2 9~3", "9~2-3"),
        ("9 fn.10", "9 fn.10"),
        (f"{'9' * 40} {'9' * 40}", f"{'9' * 40} {'9' * 40}"),
        ("", ""),
    ],
)
def test_neighbouring_numbers_are_one_range(named: str, expected: str) -> None:
    assert " ".join(ranges(named.split())) == expected


def test_numbers_stand_by_part_and_are_counted() -> None:
    found = numbers(("annex:3", "annex:4", "enclosure-2:fn.1"))
    assert found == (Numbers("annex", 2, ("3-4",)), Numbers("enclosure-2", 1, ("fn.1",)))


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("\ufffd", "replacement"),
        ("\ue000", "private use"),
        ("\U000f0001", "private use"),
        ("\x07", "control"),
        ("\x85", "control"),
        ("\u0378", "unassigned"),
        ("\uffff", "unassigned"),
    ],
)
def test_characters_that_are_no_text_are_counted_where_they_are(character: str, kind: str) -> None:
    units = (
        Paragraph("paragraph", "annex", "3", f"智利{character}{character}"),
        Paragraph("paragraph", "annex", "4", "Peru"),
        Paragraph("footnote", "annex", "fn.1", character),
    )
    assert [tuple(vars_of(one)) for one in garbled(units)] == [(kind, 3, ("annex:3", "annex:fn.1"))]


def vars_of(one: Garbled) -> tuple[str, int, tuple[str, ...]]:
    return one.kind, one.characters, one.units


@pytest.mark.parametrize(
    "text", ["a\tb\nc", "㈠　第1540(2004)号决议，《宪章》“引文”…", "naïve — café №7 ﬁ ⁷", "𠀀𪜶 \u200b\u00ad"]
)
def test_other_characters_are_text(text: str) -> None:
    assert garbled((Paragraph("paragraph", "main", "1", text),)) == ()


def test_not_every_place_of_a_garbled_text_is_named() -> None:
    units = [Paragraph("paragraph", "main", str(at), "\ufffd") for at in range(1, 10 * MOST_UNITS)]
    (found,) = garbled(units)
    assert (found.characters, len(found.units)) == (10 * MOST_UNITS - 1, MOST_UNITS)


def test_the_account_passes_on_what_the_coverage_says() -> None:
    coverage = Coverage(
        5,
        (Tally("paragraph", 3, 1),),
        (Tally("link", 2, 1),),
        ("main:2",),
        ("main:3",),
        ("main:1",),
        ("Odd.",),
    )
    found = account(Document("S/2021/77", "en", "Latn", "official", "", None, (), coverage))
    assert (found.characters, found.kept, found.noise) == (5, coverage.kept, coverage.noise)
    assert [one[0].ranges for one in (found.missing, found.doubled, found.disordered)] == [
        ("2",),
        ("3",),
        ("1",),
    ]
    assert found.warnings == ("Odd.",)


def test_looking_for_garbled_characters_takes_linear_time() -> None:
    def work(text: str) -> None:
        garbled((Paragraph("paragraph", "main", "1", text),))

    assert growth(work, lambda size: "智\ufffd" * (size // 2)) <= MOST
    assert growth(lambda text: ranges(text.split()), lambda size: "9 10 " * (size // 5)) <= MOST
