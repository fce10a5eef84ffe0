"""The registry of fields: whole by itself, and all that a plain field needs beside what a unit has in it."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from indexer.indexing.entries import OF_DOCUMENT, OF_HEAD, OF_UNIT
from indexer.library.library import Library
from indexer.model.document import Edition, Kind, Language
from indexer.model.fields import BY_NAME, FIELDS, KEYS, NAMES, Field
from indexer.query.forms import OWN
from tests import catalogue
from tests.conftest import CORPUS

ROOT = Path(__file__).resolve().parents[2]
ENTRY = """\
    Field(
        name="category",
        label=message("Category"),
        about=message("Category of an event, as in its table."),
        facet=True,
    ),
    Field(
        name="venue",
        label=message("Venue"),
        about=message("How an event was held."),
        form="choice",
        choices=(Choice("online", message("Online")), Choice("onsite", message("On site"))),
        facet=True,
        few=True,
    ),
"""
EXTRACTION = """\
    "category": lambda unit: (unit.event.category,) if unit.event and unit.event.category else (),
    "venue": lambda unit: ("online" if unit.event.virtual else "onsite",) if unit.event else (),
"""
TRANSLATIONS = {
    "Category": "活动分类",
    "Category of an event, as in its table.": "活动分类，如表中所列。",
    "Venue": "举办方式",
    "How an event was held.": "活动举办方式。",
    "Online": "线上",
    "On site": "线下",
}
ADDED = {
    "indexer/model/fields.py": ("FIELDS", ENTRY),
    "indexer/indexing/entries.py": ("OF_UNIT", EXTRACTION),
}
"""What is put into which file, and at the end of which constant."""
VALUE = "其他外联活动"


@pytest.mark.parametrize("key", KEYS)
def test_a_unit_has_values_in_every_field(key: str) -> None:
    said = f"indexer/indexing/entries.py must say once, in OF_DOCUMENT, OF_HEAD or OF_UNIT, what {key} holds"
    assert [key in table for table in (OF_DOCUMENT, OF_HEAD, OF_UNIT)].count(True) == 1, said


def test_a_unit_has_values_in_no_other() -> None:
    assert OF_DOCUMENT.keys() | OF_HEAD.keys() | OF_UNIT.keys() <= set(KEYS)


@pytest.mark.parametrize("name", sorted({*NAMES, *OWN}))
def test_a_value_is_read_in_one_way(name: str) -> None:
    said = f"indexer/query/forms.py must say in OWN how {name} is read if and only if its form is its own"
    assert (name in OWN) == (BY_NAME[name].form == "own"), said


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_is_described_in_both_languages(field: Field) -> None:
    for text in (field.label, field.about, *(choice.label for choice in field.choices)):
        assert text.zh.strip()
        assert not text.zh.isascii()
        assert text.en.strip()
    assert (field.form == "choice") <= bool(field.choices)
    assert not field.facet or field.key == field.name


def test_names_are_given_once() -> None:
    assert len(BY_NAME) == len(FIELDS)


def test_choices_are_those_that_units_have() -> None:
    assert BY_NAME["kind"].named == get_args(Kind)
    assert BY_NAME["edition"].values == get_args(Edition)
    assert BY_NAME["language"].values == get_args(Language)


@pytest.fixture(scope="module")
def toy(digests: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what users meet of a program with two fields more; see `added_fields`."""
    copied = tmp_path_factory.mktemp("toy")
    for room in ("indexer", "webui", "scripts", "tests", "docs"):
        shutil.copytree(ROOT / room, copied / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (constant, text) in ADDED.items():
        lines = (copied / name).read_text(encoding="utf-8").splitlines(keepends=True)
        lines.insert(_last_line(lines, constant) - 1, text)
        (copied / name).write_text("".join(lines), encoding="utf-8")
    catalogue.add(copied, TRANSLATIONS)
    index = digests.config.library.index
    given = map(str, (index, CORPUS, copied / "place"))
    command = [sys.executable, "-m", "tests.model.added_fields", *given]
    done = subprocess.run(command, cwd=copied, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _last_line(lines: list[str], constant: str) -> int:
    """Return the number of the line that closes a constant of a module."""
    for node in ast.parse("".join(lines)).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == constant:
            return node.end_lineno or 0
    raise LookupError(constant)


def test_a_field_more_is_an_option_of_the_command(toy: dict[str, Any]) -> None:
    assert re.search(r"--category VALUE\s+Category of an event, as in its\s+table\.", toy["help"])
    assert re.search(rf"^活动分类\n\* +38  {VALUE}$", toy["printed"], re.MULTILINE)


@pytest.mark.parametrize("engine", ["memory", "whoosh", "tantivy"])
def test_a_field_more_is_asked_for_and_counted(toy: dict[str, Any], engine: str) -> None:
    met = toy[engine]
    by_address, by_words, within_brackets, left_out = met["questions"]
    assert by_address[1:] == by_words[1:] == [38, 0]
    assert within_brackets[1] == 38 + within_brackets[2]
    assert within_brackets[2] > 0
    assert left_out[1] == left_out[2] > 0
    assert [VALUE, VALUE, 38] in met["counted"]["category"]
    assert met["counted"]["venue"] == [["onsite", "线下", 63], ["online", "线上", 15]]
    assert met["status"] == 200
    assert met["filters"] == {"language": ["zh"], "category": [VALUE]}
    assert met["misspelt"].startswith("'onlin' is not a valid venue.")
    assert met["elsewhere"] == 400


def test_a_field_more_is_described(toy: dict[str, Any]) -> None:
    wanted, left_out, chosen = toy["whoosh"]["described"]
    assert wanted["description"] == "Category of an event, as in its table. Repeated values are alternatives."
    assert left_out["description"] == "Leaves out: Category of an event, as in its table."
    assert chosen["schema"]["items"]["enum"] == ["online", "onsite"]
    assert "category" in toy["whoosh"]["facets"]["propertyNames"]["enum"]
    assert "排除：活动分类，如表中所列。" in toy["whoosh"]["api"]
    for page in toy["docs"].values():
        assert "| `category` | category of an event, as in its table |" in page


def test_a_field_more_is_a_facet_on_the_page(toy: dict[str, Any]) -> None:
    zh, en = toy["whoosh"]["pages"]
    assert 'data-facet="category">\n<h2>活动分类</h2>' in zh
    assert 'data-facet="category">\n<h2>Category</h2>' in en


def test_an_index_without_the_field_is_refused(toy: dict[str, Any]) -> None:
    assert "another version of this program" in str(toy["refused"])


def test_the_files_to_touch_are_told() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = page.partition("## To add a field\n")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d\. `([^`]+)`", told, re.MULTILINE)
    assert steps == list(ADDED)
