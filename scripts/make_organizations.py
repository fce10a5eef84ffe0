"""Make `indexer/names/organizations.tsv` of `organizations_by_hand.tsv`, the table beside this script.

    python -m scripts.make_organizations

A name that two organizations would share is left out and printed, and so is one in the wrong language; a line
without a source is refused. The sources are told at the head of the table by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from indexer.names.states import fold_name

HERE = Path(__file__).resolve().parent
BY_HAND = HERE / "organizations_by_hand.tsv"
TABLE = HERE.parent / "indexer" / "names" / "organizations.tsv"
HEAD = "# Made by scripts/make_organizations.py; see there."
COLUMNS = 5
_HAN = re.compile("[\u4e00-\u9fff]")


def lines() -> Iterator[str]:
    """Yield the lines of the table: full name and further names in Chinese, then in English."""
    rows = [line.split("\t") for line in BY_HAND.read_text("utf-8").splitlines() if not line.startswith("#")]
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if len(row) != COLUMNS or not all((row[0], row[2], row[4])):
            raise SystemExit(f"A line needs both full names and a source, in {COLUMNS} columns: {row}")
        for name in _names(row):
            owners[fold_name(name)].add(row[0])
    yield HEAD
    for row in rows:
        zh, en = (";".join(_kept(row, column, owners)) for column in (1, 3))
        yield "\t".join((row[0], zh, row[2], en))


def _names(row: list[str]) -> list[str]:
    return [row[0], row[2], *filter(None, (*row[1].split(";"), *row[3].split(";")))]


def _kept(row: list[str], column: int, owners: dict[str, set[str]]) -> Iterator[str]:
    """Yield the further names in a column that are this organization's alone and in its language."""
    seen = {fold_name(row[column - 1])}
    for name in filter(None, row[column].split(";")):
        key = fold_name(name)
        if len(owners[key]) > 1:
            print(f"left out of {row[0]}, shared by {sorted(owners[key])}: {name}")
        elif (column == 1) != bool(_HAN.search(name)):
            print(f"not in the language of its column: {name}")
        elif key not in seen:
            seen.add(key)
            yield name


def main() -> None:
    """Write the table."""
    made = list(lines())
    TABLE.write_text("\n".join(made) + "\n", "utf-8")
    print(f"{TABLE.name}: {len(made) - 1} organizations")


if __name__ == "__main__":
    main()
