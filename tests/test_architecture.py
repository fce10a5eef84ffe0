"""The rooms keep to their walls: nobody walks back, engines leak nothing, `indexer` knows no HTTP."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "indexer").rglob("*.py"))
LONGEST = 420
"""Lines of a module: about four hundred."""

MAY_USE = {
    "reading": set(),
    "structure": {"names"},
    "names": set(),
    "language": {"names"},
    "engines": set(),
    "query": {"names", "language", "engines", "structure"},
    "answer": {"names", "language", "engines", "query", "structure"},
    "evaluation": {"query"},
}
"""Which rooms each room may ask; leaves beside the rooms (model, folding, errors...) are open to all."""


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
        assert top != "ir_measures" or room == "evaluation", name
        assert top != "whoosh" or place[:2] == ("engines", "whoosh"), name
        assert top != "urllib3" or place[:2] == ("engines", "opensearch"), name
        asked = name.split(".")[1] if name.startswith("indexer.") else ""
        if room in MAY_USE and asked in MAY_USE:
            assert asked == room or asked in MAY_USE[room], f"{room} asks {asked}"


@pytest.mark.parametrize("folder", ["indexer", "webui", "scripts"])
def test_modules_stay_short(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST, path
