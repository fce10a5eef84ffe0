"""What a reader may meet is told in Chinese and in English, wherever it is raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.model.document import Both
from indexer.runtime import errors
from indexer.runtime.errors import CommandError, JuanzongError, ReaderError

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for room in ("indexer", "webui") for path in (ROOT / room).rglob("*.py"))


def kinds(base: type[JuanzongError]) -> list[type[JuanzongError]]:
    """Return an error of the module and those below it."""
    found = (kind for kind in vars(errors).values() if isinstance(kind, type))
    return [kind for kind in found if issubclass(kind, base)]


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield where something is called by this name, and the call."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


@pytest.mark.parametrize("kind", kinds(ReaderError))
def test_an_error_for_readers_cannot_be_made_in_one_language(kind: type[ReaderError]) -> None:
    with pytest.raises(TypeError):
        kind(Both("出错。", "Wrong."))  # type: ignore[call-arg] # this is the point
    with pytest.raises(AttributeError):
        kind("Wrong.", "Mend it.")  # type: ignore[arg-type] # this is the point
    error = kind(Both("出错。", "Wrong."), Both("请更正。", "Mend it."))
    assert str(error) == "Wrong. Mend it."
    assert error.told.zh + error.advised.zh == "出错。请更正。"


@pytest.mark.parametrize("kind", kinds(ReaderError), ids=lambda kind: kind.__name__)
def test_every_error_for_readers_is_raised_with_both_languages(kind: type[ReaderError]) -> None:
    for place, call in calls(kind.__name__):
        assert len(call.args) == 2, place
        for argument in call.args:
            assert not isinstance(argument, ast.Constant | ast.JoinedStr), place


@pytest.mark.parametrize("kind", kinds(JuanzongError), ids=lambda kind: kind.__name__)
def test_every_error_has_its_place_in_the_table(kind: type[JuanzongError]) -> None:
    status = getattr(kind, "http_status", 500)
    line = next(
        line for line in (errors.__doc__ or "").splitlines() if re.search(rf"\b{kind.__name__}\b", line)
    )
    if kind is not ReaderError:
        assert line.split(kind.__name__)[1].split()[:2] == [str(kind.exit_status), str(status)]


def test_what_concerns_the_command_line_is_told_in_english() -> None:
    assert not issubclass(CommandError, ReaderError)
    assert (
        str(CommandError("The port is in use.", "Choose another.")) == "The port is in use. Choose another."
    )
