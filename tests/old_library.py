"""A library as the version before left it: the last corpus has a manifest that `indexer add` wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.library.library import Library
from indexer.query import arguments
from tests.shelf import DIGEST, ENGLISH, MANIFEST, REPORT, config, written

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "# Written by `indexer add` and `indexer remove`.\n"
DOCUMENTS = {
    "S-2021-77.zh.0123456789ab.txt": REPORT,
    "S-2021-77.en.ba9876543210.txt": ENGLISH,
    "S-2021-78.zh.00112233aabb.txt": DIGEST.replace("S/2021/77", "S/2021/78"),
}
ROWS = """\

[[document]]
file = "S-2021-77.en.ba9876543210.txt"
symbol = "S/2021/77"
language = "en"
edition = "official"
date = 2021-02-01
title = "Letter dated 1 February 2021 from the Chair of a committee"

[[document]]
file = "S-2021-77.zh.0123456789ab.txt"
symbol = "S/2021/77"
language = "zh"
edition = "official"
date = 2021-12-31
title = "一份另有题名的报告"

[[document]]
file = "S-2021-78.zh.00112233aabb.txt"
symbol = "S/2021/78"
language = "zh"
edition = "digest"
"""
"""Of DOCUMENTS: one with a date and a title that its text does not have, and one digest."""


def left(place: Path, head: str = HEAD) -> Path:
    """Make such a library without an index; without the head, its manifest is one written by hand."""
    written(
        place / "config.toml",
        '[library]\ncorpora = ["corpus", "added"]\nindex = "index"\nengine = "whoosh"\n',
    )
    written(place / "corpus" / "digest.txt", DIGEST)
    written(place / "corpus" / "manifest.toml", MANIFEST)
    for name, text in DOCUMENTS.items():
        written(place / "added" / name, text)
    written(place / "added" / "manifest.toml", head + ROWS)
    written(place / "new.txt", REPORT.replace("S/2021/77", "S/2021/79"))
    return place


def library(place: Path) -> Library:
    """Return the library of a place, not opened yet."""
    return Library(config(place, place / "corpus"))


def said(place: Path) -> list[tuple[object, ...]]:
    """Return all that the library tells of its units and of its documents."""
    with library(place) as opened:
        hits = opened.search(arguments.parse([("per_page", "100")])).hits
        heads = opened.documents().items
        return [
            *((hit.id, hit.edition, hit.date, hit.text) for hit in hits),
            *((head.symbol, head.language, head.edition, head.date, head.title) for head in heads),
        ]
