"""The library from Python: what `indexer.__all__` names, and what a program may rely on."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

import indexer
from indexer import JuanzongError, Library, open_library
from indexer.library.library import Library as Private
from indexer.model.fields import BOUNDS, NAMES
from indexer.public import Filters
from indexer.query import arguments
from tests.conftest import CORPUS
from tests.shelf import written

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for room in ("indexer", "webui")
    for path in (ROOT / room).rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)
"""The modules whose docstrings have examples."""
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


@pytest.fixture
def place(tmp_path: Path, digests: Private, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder whose config.toml describes the library that comes with the project."""
    shelf = digests.config.library
    corpora = ", ".join(f'"{corpus}"' for corpus in shelf.corpora)
    written(tmp_path / "config.toml", f'[library]\ncorpora = [{corpora}]\nindex = "{shelf.index}"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def library(place: Path) -> Library:
    return open_library(place / "config.toml")


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys; before = set(sys.modules); import indexer; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("indexer")} == {"indexer"}
    heavy = ("whoosh", "flask", "msgspec", "click", "jieba", "rjieba", "dataclasses")
    assert not {name.partition(".")[0] for name in done.stdout.split()} & set(heavy)


def test_every_public_name_is_there_and_no_other() -> None:
    for name in indexer.__all__:
        assert getattr(indexer, name).__name__ == name
        assert getattr(indexer, name).__doc__
    assert not hasattr(indexer, "plan")
    assert not hasattr(indexer, "Filters")


def test_every_shape_of_a_result_is_public() -> None:
    for room in ("indexer.model.results", "indexer.model.lists"):
        for name, shape in vars(import_module(room)).items():
            if is_dataclass(shape) and name not in ("Health", "Roles"):  # no method returns these
                assert name in indexer.__all__


def test_filters_are_those_of_an_address() -> None:
    written_so = {"from": "from_"}
    names = {written_so.get(name, name) for name in NAMES}
    excluding = {f"not_{name}" for name in NAMES if name not in BOUNDS}
    assert set(Filters.__annotations__) == names | excluding


@pytest.mark.parametrize(
    ("filters", "pairs"),
    [
        ({"state": "CHL"}, [("state", "CHL")]),
        ({"state": ["智利", "Togo"]}, [("state", "CHL"), ("state", "TGO")]),
        ({"year": 2019, "not_state": ("CHL",)}, [("year", "2019"), ("not.state", "CHL")]),
        ({"from_": "2019", "to": "2019-06"}, [("from", "2019"), ("to", "2019-06")]),
        ({"part": "annex", "language": "en", "sort": "date", "page": 2, "per_page": 3},
         [("part", "annex"), ("language", "en"), ("sort", "date"), ("page", "2"), ("per_page", "3")]),
    ],
)  # fmt: skip
def test_a_keyword_is_the_parameter_of_that_name(
    library: Library, digests: Private, filters: dict[str, str], pairs: list[tuple[str, str]]
) -> None:
    wanted = digests.search(arguments.parse([("q", "援助"), *pairs]))
    assert library.search("援助", **filters) == wanted  # type: ignore[arg-type]


def test_all_hits_are_those_of_all_pages(library: Library) -> None:
    total = library.search("assistance").total
    assert len({hit.id for hit in library.hits("assistance")}) == total > 20


def test_documents_states_and_events_are_answered(library: Library) -> None:
    assert {head.symbol for head in library.documents().items} == {"S/2019/986", "S/2020/1308"}
    assert library.document("S/2019/986").symbol == "S/2019/986"
    assert library.paragraph("S/2019/986", "12", part="annex", language="zh").id == "S/2019/986:zh:annex:12"
    assert {"CHL", "TGO"} < {row.code for row in library.states().items}
    counts = [row.count for row in library.states(sort="count").items]
    assert counts == sorted(counts, reverse=True)
    assert {unit.year for unit in library.state("智利", year=2019).mentions} == {2019}
    everything, some = library.events(per_page=100), library.events(organizer="裁军", language="zh")
    assert 0 < some.total < everything.total
    assert {unit.kind for unit in everything.items} == {"event"}


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        (lambda one: one.search("x", stat="CHL"), "'stat' is unknown. Did you mean state?"),
        (lambda one: one.search("x", not_from="2019"), "'not_from' is unknown"),
        (lambda one: one.search("x", state="Atlantis"), "'Atlantis' is not a State"),
        (lambda one: one.search("x", year=None), "year cannot be None. Give text"),
        (lambda one: one.search("x", state=["CHL", 1.5]), "state cannot be 1.5"),
        (lambda one: one.search(b"x"), "q cannot be b'x'"),
        (lambda one: one.search("x", page=0), "page cannot be '0'"),
        (lambda one: one.search("x", per_page=101), "per_page cannot be 101"),
        (lambda one: one.search("x", page=9999), "beyond the first 10,000"),
        (lambda one: one.search("x", sort="best"), "'best' is not an order"),
        (lambda one: one.hits("x", kind="paragraf"), "Did you mean paragraph?"),
        (lambda one: one.documents(page=-1), "page cannot be"),
        (lambda one: one.document("S/1999/1"), "S/1999/1"),
        (lambda one: one.document("S/2019/986", "fr"), "'fr' is not a valid language"),
        (lambda one: one.paragraph("S/2019/986", "999"), "999"),
        (lambda one: one.states(sort="size"), "'size' is not an order"),
        (lambda one: one.state("Atlantis"), "Atlantis"),
        (lambda one: one.events(place=None), "place cannot be None"),
    ],
)  # fmt: skip
def test_a_mistake_is_told(library: Library, mistake: Callable[[object], object], said: str) -> None:
    with pytest.raises(JuanzongError) as refused:
        mistake(library)
    assert said in str(refused.value)


def test_a_library_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    written(tmp_path / "config.toml", '[library]\ncorpora = ["none"]\n')
    with pytest.raises(JuanzongError, match="indexer build"):
        open_library(tmp_path / "config.toml")
    with pytest.raises(JuanzongError, match="cannot be read"):
        open_library(str(tmp_path / "absent.toml"))


@pytest.mark.parametrize("module", EXAMPLES)
def test_the_examples_of_the_docstrings_run(module: str, place: Path) -> None:
    (place / "corpus").symlink_to(CORPUS)
    shape = import_module(module)
    tried = doctest.testmod(shape, verbose=False)
    assert tried.attempted > 0
    assert tried.failed == 0


@pytest.mark.usefixtures("place")
def test_the_examples_of_the_page_print_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = BLOCK.findall((ROOT / "docs" / "python.md").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for code, output in blocks:
        exec(compile(code, "docs/python.md", "exec"), names)  # noqa: S102 - the project's own page
        assert capsys.readouterr().out == output
    assert len(blocks) > 3
