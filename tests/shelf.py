"""Small documents of our own, and libraries made of them."""

from __future__ import annotations

from pathlib import Path

from indexer.catalog.catalog import Catalog
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.holding import Holding
from indexer.query import arguments
from indexer.runtime.config import Config, LibraryConfig, SearchConfig, WebConfig, load

REPORT = """\
S/2021/77

2021年2月1日某委员会主席给安全理事会主席的信

谨转递本报告。

附件

某委员会报告

一. 导言

1. 智利和秘鲁参加了讲习班，依据第1540(2004)号决议第3段。
2. 委员会收到下列请求：

(a) 马拉维的请求；

(b) 多哥的请求。

二. 结束语

3. 委员会将于2021年4月25日前完成工作。
"""

DIGEST = REPORT.replace("S/2021/77", "S/2021/77\n内容提要，非联合国文本").replace("参加了", "出席")

MANIFEST = """\
[[document]]
file = "digest.txt"
symbol = "S/2021/77"
language = "zh"
edition = "digest"
"""
"""Of a corpus that holds DIGEST as `digest.txt`."""

ENGLISH = """\
S/2021/77

Letter dated 1 February 2021 from the Chair of a committee addressed to the President of the Security Council

I transmit this report.

Annex

Report of a committee

I. Introduction

1. Chile and Peru took part in a workshop under paragraph 3 of resolution 1540 (2004).

II. Concluding remarks

2. The Committee will complete its work before 25 April 2021.
"""


def config(place: Path, *corpora: Path, engine: str = "whoosh") -> Config:
    """Return a configuration whose last corpus, for additions, and index lie under `place`."""
    shelf = LibraryConfig((*corpora, place / "added"), place / "index", engine)
    return Config(shelf, SearchConfig(translate=True), WebConfig("127.0.0.1", 8080, 1, "", "*", 10, 0), None)


def stocked(place: Path, settings: str) -> Path:
    """Make a library of a digest and an added document in a folder; `settings` are its config.toml."""
    written(place / "config.toml", settings)
    written(place / "corpus" / "digest.txt", DIGEST)
    written(place / "corpus" / "manifest.toml", MANIFEST)
    library = Library(load(place / "config.toml"))
    library.build()
    library.add([written(place / "en.txt", ENGLISH)], Given())
    library.close()
    return place


def held(corpus: Path) -> list[Holding]:
    """Return what the catalog of a corpus holds."""
    catalog = Catalog.opened(corpus)
    if catalog is None:
        return []
    with catalog:
        return list(catalog.held())


def answers(place: Path) -> list[str]:
    """Return every unit that the library of a folder finds, as it opens now."""
    with Library(load(place / "config.toml")) as library:
        return [f"{hit.id} {hit.text}" for hit in library.search(arguments.parse([("per_page", "100")])).hits]


def written(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
