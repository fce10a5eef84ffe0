"""Files that somebody has changed behind the library's back: told in one error, never a fault of ours."""

from __future__ import annotations

import json
import os
import random
from typing import TYPE_CHECKING

import pytest

from indexer.library.library import Library
from indexer.query import arguments
from indexer.runtime.checked_line import opened, sealed
from indexer.runtime.config import load
from indexer.runtime.errors import IndexUnusableError, JuanzongError
from tests.damage import lose, overwrite
from tests.shelf import stocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = """\
[library]
corpora = ["corpus", "added"]
index = "index"
engine = "{engine}"

[web]
port = 8080
workers = 2
"""
PIECES = (
    *('""', "[", "[[", "=", '"../x"', '"/etc/passwd"', "-1", "1e309", "true", "2019-13-01", "\0", '"' * 3),
    *("{", "}", "inf", "nan", "9" * 400, "file", "symbol", '"manifest.toml"', '"."', '"a\\u0000b"', "# x"),
    *("[[document]]\n", "[library]\n", "[web]\n", "[future]\n", "workers = 0\n", "[" * 3000, "\n", "'" * 3),
)  # fmt: skip
"""What slips of the pen, other programs and malice put into a file."""
CHANGES = 25
"""Changes tried of each file."""


@pytest.fixture(params=["whoosh", "tantivy"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a library of a digest and an added document."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    return stocked(tmp_path, CONFIG.format(engine=request.param))


def answers(place: Path) -> list[str]:
    """Return what the library answers as it opens now: questions, documents, its health."""
    said = []
    with Library(load(place / "config.toml")) as library:
        for text in ("智利", "workshop", "S/2021/77", "a*", ""):
            said += [hit.text for hit in library.search(arguments.parse([("q", text)])).hits]
        for item in library.documents().items:
            said += [unit.text for unit in library.document(item.symbol, item.language).paragraphs]
        said.append(str(library.health().units))
    return said


def refusal(place: Path, wanted: list[str] | None = None) -> JuanzongError | None:
    """Return why the library refuses to answer, or None where it answers, and so as `wanted`."""
    try:
        said = answers(place)
    except JuanzongError as error:
        return error
    assert wanted is None or said == wanted
    return None


def changed(content: bytes, choice: random.Random) -> bytes:
    """Return a file with a few bits, stretches or pieces changed, lost or put in."""
    bytes_ = bytearray(content)
    for _ in range(choice.randint(1, 4)):
        at = choice.randrange(len(bytes_) + 1)
        match choice.randrange(4):
            case 0 if bytes_:
                bytes_[min(at, len(bytes_) - 1)] ^= 1 << choice.randrange(8)
            case 1:
                del bytes_[at : at + choice.randint(1, 20)]
            case 2:
                bytes_[at:at] = choice.choice(PIECES).encode()
            case _:
                bytes_[at:at] = choice.randbytes(5)
    return bytes(bytes_)


def tampered(path: Path, seed: int) -> Iterator[None]:
    """Yield once for each change of a file; its time stays as it was, and so does it afterwards."""
    content, status = path.read_bytes(), path.stat()
    choice = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(CHANGES):
        overwrite(path, changed(content, choice))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        yield
    overwrite(path, content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("name", ["config.toml", "corpus/manifest.toml", "added/catalog.sqlite"])
def test_a_file_that_people_write_is_read_or_refused(place: Path, name: str) -> None:
    for _ in tampered(place / name, seed=1):
        error = refusal(place)
        assert error is None or (error.advice and "\n" not in str(error))


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_an_index_that_was_changed_answers_as_before_or_is_refused(place: Path, seed: int) -> None:
    before = answers(place)
    for path in sorted(path for path in (place / "index").rglob("*") if path.is_file()):
        for _ in tampered(path, seed):
            error = refusal(place, before)
            assert error is None or "indexer build" in error.advice, path.name


@pytest.mark.parametrize(
    ("key", "value"), [("schema", 10_000), ("fingerprint", "0" * 16), ("future", "unknown"), ("record", None)]
)
def test_an_index_of_the_future_asks_for_a_build_which_helps(place: Path, key: str, value: object) -> None:
    before = answers(place)
    (pointer,) = (place / "index").glob("*/current")
    state = json.loads(opened(pointer.read_bytes()))
    state["mark"] = json.dumps(json.loads(state["mark"]) | {key: value})
    pointer.write_bytes(sealed(json.dumps(state).encode()))
    with pytest.raises(IndexUnusableError, match="indexer build"):
        answers(place)
    Library(load(place / "config.toml")).build()
    assert answers(place) == before


def test_a_pointer_of_the_future_asks_for_a_build_which_helps(place: Path) -> None:
    before = answers(place)
    (pointer,) = (place / "index").glob("*/current")
    state = json.loads(opened(pointer.read_bytes())) | {"layout": 7}
    pointer.write_bytes(sealed(json.dumps(state).encode()))
    with pytest.raises(IndexUnusableError, match="indexer build"):
        answers(place)
    Library(load(place / "config.toml")).build()
    assert answers(place) == before


def test_a_document_that_was_edited_by_hand_asks_for_a_build_which_reads_it(place: Path) -> None:
    path = place / "corpus" / "digest.txt"
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("讲习班", "研讨会"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    with pytest.raises(IndexUnusableError, match="indexer build"):
        answers(place)
    Library(load(place / "config.toml")).build()
    assert any("研讨会" in said for said in answers(place))


def test_an_index_that_has_gone_asks_for_a_build_which_helps(place: Path) -> None:
    before = answers(place)
    lose(place / "index")
    with pytest.raises(IndexUnusableError, match="indexer build"):
        answers(place)
    Library(load(place / "config.toml")).build()
    assert answers(place) == before
