"""A real declaration in English and in Chinese of both scripts: what belongs together is put together."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from indexer.alignment import align
from indexer.model.document import Language, Paragraph
from indexer.names import citations, states
from tests.conftest import _shared

BLOCK = re.compile(r"<(p|h1|h2|li)\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
ARTICLES = 30
PREAMBLE = 7
"""The number of preambular paragraphs."""


def units(path: Path, language: Language) -> list[Paragraph]:
    """Return headings and paragraphs in order, as no reader has numbered them."""
    found: list[Paragraph] = []
    for name, inside in BLOCK.findall(path.read_text("utf-8")):
        text = html.unescape(TAG.sub("", inside)).strip()
        heading = name.startswith("h")
        found.append(
            Paragraph(
                "heading" if heading else "paragraph",
                "main",
                f"{'h' if heading else 'p'}.{len(found)}",
                text,
                section=(text,) if heading else (),
                citations=citations.find(text),
                mentions=states.find(text, language),
            )
        )
    return found


@pytest.mark.parametrize(("ours", "theirs"), [("en", "zh-Hans"), ("en", "zh-Hant"), ("zh-Hans", "zh-Hant")])
def test_every_preambular_paragraph_and_article_is_aligned(ours: str, theirs: str) -> None:
    left, right = (
        units(_shared(f"documents/html/A-RES-217-III-A.{name}.html"), "en" if name == "en" else "zh")
        for name in (ours, theirs)
    )
    beside = {at: bead.right for bead in align(left, right).pairs for at in bead.left}
    headings = [[at for at, one in enumerate(side) if one.kind == "heading"] for side in (left, right)]
    assert len(headings[0]) == ARTICLES + 2
    assert [beside[at] for at in headings[0]] == [(at,) for at in headings[1]]
    assert [beside[2 + at] for at in range(PREAMBLE)] == [(2 + at,) for at in range(PREAMBLE)]
    # Each article has as much below its heading in both, or one version has a paragraph fewer.
    for mine, yours in zip(headings[0][2:], headings[1][2:], strict=True):
        assert any(beside.get(mine + at) in ((yours + 1,), (yours + 2,)) for at in (1, 2))
