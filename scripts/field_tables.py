"""Update the tables and lists of fields in docs/ from the registry of fields.

Run it with `.venv/bin/python -m scripts.field_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from indexer.model.fields import FACETS, FIELDS, Field, asked

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = ("api.md", "asking.md")
_ROWS = re.compile(r"^\| `year` \|.*\n(?:\| `[a-z]+` \|.*\n)*?(?=\| `sort` \||\n)", re.MULTILINE)
_EXCLUDED = re.compile(r"^Excluding: .*$", re.MULTILINE)
_FACETS = re.compile(r"^`facets` has .*, each with$", re.MULTILINE)
_LISTS = {
    place: re.compile(
        rf"(^## {title}\n(?:(?!^## ).*\n)*?)\| [^|]* \| as in a search; excluded by .*\n", re.MULTILINE
    )
    for place, title in (("mentions", "State"), ("events", "Events"), ("documents", "Documents"))
}


def written(page: str) -> str:
    """Return a page with its tables and lists of fields replaced by those of the registry."""
    page = _ROWS.sub(lambda _: "".join(map(_row, asked("search"))), page, count=1)
    excluded = [f"not.{field.name}" for field in asked("search") if field.excludes]
    page = _EXCLUDED.sub(f"Excluding: {', '.join(_code(excluded))}.", page)
    *facets, last = _code(FACETS)
    page = _FACETS.sub(f"`facets` has {', '.join(facets)} and {last}, each with", page)
    for place, rows in _LISTS.items():
        shared = [field.name for field in FIELDS if place in field.places and field.excludes]
        row = (
            f"| {', '.join(_code(shared))} | as in a search; "
            f"excluded by {', '.join(_code(f'not.{name}' for name in shared))} |\n"
        )
        page = rows.sub(rf"\g<1>{row}", page)
    return page


def _row(field: Field) -> str:
    about = field.about.en[:1].lower() + field.about.en[1:].removesuffix(".")
    example = f": `{field.example}`" if field.example else ""
    return f"| `{field.name}` | {field.takes or about + example} |\n"


def _code(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


if __name__ == "__main__":
    for name in PAGES:
        path = DOCS / name
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
