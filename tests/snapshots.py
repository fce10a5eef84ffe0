"""Snapshots: readable files below `tests/snapshots/` that hold what users see.

A test that meets something else shows what was removed (-) and added (+), line by line. After a change that
is meant, `pytest tests/test_snapshots.py --rewrite-snapshots` writes the files anew; read `git diff` then.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).with_name("snapshots")
REWRITE = "--rewrite-snapshots"
WIDTH = 110


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Compares texts with the files that hold them, or rewrites the files."""

    rewrite: bool

    def __call__(self, path: Path, text: str) -> None:
        """Fail with a unified diff where a file does not hold this text."""
        if self.rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        held = path.read_bytes().decode() if path.exists() else ""
        if held != text or not path.exists():
            pytest.fail(
                f"{difference(held, text, path.name)}\nMeant? {REWRITE} writes it anew.", pytrace=False
            )


def difference(held: str, text: str, name: str) -> str:
    """Return what differs between what is held and what there is now, as a unified diff."""
    lines = difflib.unified_diff(
        held.splitlines(), text.splitlines(), f"{name}, held", f"{name}, now", lineterm=""
    )
    return "\n".join(lines) or f"{name} is missing, or its line ends differ."


def laid_out(value: Any, indent: str = "") -> str:  # noqa: ANN401 - JSON
    """Write JSON down so that a line says one thing: what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(line) <= WIDTH:
        return line
    inner = indent + "  "
    if isinstance(value, list):
        rows = [laid_out(one, inner) for one in value]
    else:
        rows = [f"{json.dumps(name)}: {laid_out(one, inner)}" for name, one in value.items()]
    start, end = "[]" if isinstance(value, list) else "{}"
    return f"{start}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{end}"
