"""A document is the same whether it comes as text, as a Word document or as a web page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from indexer.model.document import Given
from indexer.reading import read, source
from indexer.structure.assembly import structure
from tests.same_document import as_docx, as_html, share_kept, told

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
DIGESTS = sorted(CORPUS.glob("*.txt"))
FORMATS: dict[str, Callable[[str], bytes]] = {"docx": as_docx, "html": as_html}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("digest", DIGESTS, ids=lambda path: path.stem)
def test_no_character_is_lost(digest: Path, name: str) -> None:
    text = digest.read_text(encoding="utf-8")
    found = source(Path(f"{digest.stem}.{name}"), FORMATS[name](text))
    lines = "\n".join(line.text for line in found.lines if line.role not in ("head", "site"))
    share = share_kept(text, lines)
    assert share >= 0.995


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("digest", DIGESTS, ids=lambda path: path.stem)
def test_the_document_is_the_same(digest: Path, name: str) -> None:
    text = digest.read_text(encoding="utf-8")
    found = source(Path(f"{digest.stem}.{name}"), FORMATS[name](text))
    assert told(structure(found, Given())) == _from_text(digest)


@cache
def _from_text(digest: Path) -> list[tuple[object, ...]]:
    return told(structure(read(digest), Given()))
