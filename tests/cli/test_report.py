"""What `indexer add` tells of many files: each of a few, counts of many, and every file that was refused."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from indexer.cli.plain_tables import width
from indexer.cli.report import FEW, ROWS, dry_run_lines, lines
from indexer.model.additions import Refused, Report, Taken

TAKEN = Taken(
    "docs/S_2019_986-ZH.txt",
    "S/2019/986",
    "zh",
    "official",
    "2019年12月23日某主席的信",
    date(2019, 12, 23),
    70,
    59,
)
RESOLUTION = Taken("r.txt", "S/RES/1540(2004)", "en", "official", "Resolution 1540", None, 1, 0)
EMPTY = Refused("docs/a.txt", "docs/a.txt is empty.", "Give a file with the text of a document.")


def told(*taken: Taken, refused: tuple[Refused, ...] = (), columns: int | None = None) -> list[str]:
    return list(lines(Report(taken, refused), columns))


def test_a_few_documents_are_told_one_by_one() -> None:
    assert told(TAKEN, RESOLUTION) == [
        "Added S/2019/986 [zh, official] 2019-12-23: 70 paragraphs, 59 events",
        "Added S/RES/1540 (2004) [en, official] undated: 1 paragraph, 0 events",
        "2 taken, 0 refused.",
    ]


def test_what_only_the_name_told_and_what_is_doubtful_stand_below() -> None:
    doubtful = structs.replace(
        TAKEN, proposed=("symbol", "language"), doubts=("missing: main:3", "No mark of\nfootnote 1.")
    )
    assert told(doubtful)[1:] == [
        "  symbol and language from the file's name",
        "  missing: main:3",
        "  No mark of footnote 1.",
    ]
    assert told(structs.replace(TAKEN, proposed=("symbol",)))[1] == "  symbol from the file's name"


def test_many_documents_are_counted() -> None:
    doubtful = structs.replace(TAKEN, doubts=("missing: main:3",), proposed=("symbol",))
    assert told(*[TAKEN] * 1_993, *[doubtful] * 7, *[RESOLUTION] * 5) == [
        "Added 2,005 documents:",
        "      5  [en, official]",
        "  2,000  [zh, official]",
        "  140,005 paragraphs, 118,000 events",
        "  7 with their symbol from the file's name",
        "  7 with doubts:",
        *[
            "    S/2019/986 [zh, official] 2019-12-23: 70 paragraphs, 59 events",
            "      missing: main:3",
        ]
        * 5,
        "    and 2 more; `indexer check` tells of each",
        "2,005 taken, 0 refused.",
    ]


def test_counts_begin_where_lines_would_be_too_many() -> None:
    assert len(told(*[TAKEN] * FEW)) == FEW + 1
    assert told(*[TAKEN] * (FEW + 1))[0] == f"Added {FEW + 1} documents:"
    assert "doubts" not in "".join(told(*[TAKEN] * (FEW + 1)))


def test_refused_files_are_told_with_why_and_the_next_step() -> None:
    refused = (
        structs.replace(EMPTY, advice="Give another file."),
        Refused("报告.zip/b.txt", "报告.zip/b.txt is encrypted.", "Unpack it."),
        Refused("c.txt", "There is no file c.txt.", "Check the path."),
        Refused("docs/d.txt", "The text of d.txt is neither Chinese nor English."),
    )
    assert told(TAKEN, refused=refused)[1:] == [
        "Refused         Why                                               Next step",
        "docs/a.txt      Is empty.                                         Give another file.",
        "报告.zip/b.txt  Is encrypted.                                     Unpack it.",
        "c.txt           There is no file.                                 Check the path.",
        "docs/d.txt      The text of the file is neither Chinese nor English.",
        "1 taken, 4 refused.",
    ]  # fmt: skip


def test_a_terminal_is_wide_enough_for_the_table() -> None:
    refused = (EMPTY, Refused("docs/" + "文" * 60, "文" * 90 + ".", "Divide it. " * 20))
    assert all(width(line) <= 80 for line in told(TAKEN, refused=refused, columns=80))


def test_of_very_many_refused_files_the_reasons_are_counted() -> None:
    many = (
        *[EMPTY] * ROWS,
        *[EMPTY] * 9_900,
        *(Refused(f"{size}.txt", f"{size}.txt has {size:,} bytes.", "") for size in range(5_000, 5_050)),
    )
    assert told(refused=many)[ROWS + 1 :] == [
        "and 9,950 more, by reason:",
        "  9,900  Is empty.",
        "     50  Has … bytes.",
        "0 taken, 10,000 refused.",
    ]


def test_reasons_without_end_are_not_all_told() -> None:
    words = [f"{first}{second}" for first in "abcdefgh" for second in "abcdefgh"]
    every = [*[EMPTY] * ROWS, *(Refused("x", f"Because of {word}.") for word in words)]
    last = told(refused=tuple(every))[-2]
    assert last == f"  {len(words) - 10}  for other reasons"


def test_a_dry_run_tells_what_each_file_would_become() -> None:
    named = structs.replace(TAKEN, proposed=("symbol",), doubts=("missing: main:3",))
    assert list(dry_run_lines(Report((named, RESOLUTION), (EMPTY,)))) == [
        "Would add S/2019/986 [zh, official] 2019-12-23: 70 paragraphs, 59 events",
        "  file: docs/S_2019_986-ZH.txt",
        "  type: unknown",
        "  title: 2019年12月23日某主席的信",
        "  symbol from the file's name",
        "  missing: main:3",
        "Would add S/RES/1540 (2004) [en, official] undated: 1 paragraph, 0 events",
        "  file: r.txt",
        "  type: unknown",
        "  title: Resolution 1540",
        "Refused     Why        Next step",
        "docs/a.txt  Is empty.  Give a file with the text of a document.",
        "2 would be taken, 1 refused; the library was not changed.",
    ]


def test_a_dry_run_tells_every_file_however_many() -> None:
    told = list(dry_run_lines(Report((TAKEN,) * 1_000)))
    assert sum(line.startswith("Would add ") for line in told) == 1_000


def test_a_long_title_is_cut() -> None:
    long = structs.replace(TAKEN, title="文" * 400)
    assert all(width(line) <= 80 for line in dry_run_lines(Report((long,))))


@pytest.mark.parametrize("columns", [None, 80])
def test_no_control_character_reaches_the_terminal(columns: int | None) -> None:
    evil = "a\x1b[31m\nb"
    taken = structs.replace(TAKEN, file=evil, title=evil, doubts=(evil,))
    report = Report((taken,), (Refused(evil, f"{evil} is {evil}.", evil),))
    text = "".join((*lines(report, columns), *dry_run_lines(report, columns)))
    assert "\x1b" not in text
    assert "\n" not in text
