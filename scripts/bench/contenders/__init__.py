"""The contenders of the benchmark, as rows of a table.

A contender whose package or server is not available is reported as missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from indexer.runtime import config
from scripts.bench.contenders.bare_tantivy import BareTantivy
from scripts.bench.contenders.contender import Contender
from scripts.bench.contenders.direct_opensearch import DirectOpenSearch
from scripts.bench.contenders.fts5 import Fts5
from scripts.bench.contenders.own_engines import Ours
from scripts.bench.contenders.plain_whoosh import PlainWhoosh


@dataclass(frozen=True, slots=True)
class Kind:
    """A contender and what it needs.

    If `ours` is true, it builds its index from the documents' text; the others are given tokens. `most` is
    the largest size, in units, in which it takes part. `package` must be importable. `server` says whether it
    needs an OpenSearch node.
    """

    name: str
    told: str
    make: Callable[[], Contender]
    ours: bool = False
    most: int = 1_000_000
    package: str = ""
    server: bool = False


TABLE = (
    Kind("whoosh", "our library with Whoosh", lambda: Ours("whoosh"), ours=True, package="whoosh"),
    Kind("tantivy", "our library with tantivy", lambda: Ours("tantivy"), ours=True, package="tantivy"),
    Kind(
        "opensearch", "our library with OpenSearch", lambda: Ours("opensearch"), ours=True, server=True,
        package="urllib3",
    ),
    Kind("fts5", "SQLite FTS5, same tokens", Fts5, package="sqlite3"),
    Kind("bare-tantivy", "tantivy itself, same tokens, no facets", BareTantivy, package="tantivy"),
    Kind(
        "plain-whoosh", "Whoosh with jieba's ChineseAnalyzer and its own facets, no marks", PlainWhoosh,
        most=40_000, package="jieba",
    ),
    Kind("direct-opensearch", "OpenSearch asked directly, same tokens", DirectOpenSearch, server=True),
)  # fmt: skip
NAMES = tuple(kind.name for kind in TABLE)


def kind(name: str) -> Kind:
    """Return the contender with this name.

    Raises:
        KeyError: There is none.

    """
    return {one.name: one for one in TABLE}[name]


def missing(one: Kind, opensearch: str) -> str:
    """Return why a contender cannot take part, or an empty text if it can."""
    if one.package and find_spec(one.package) is None:
        return f"the package {one.package} is not installed"
    if one.ours and one.name not in config.ENGINES:
        return "the engine is not part of this version"
    if one.server and not opensearch:
        return "no OpenSearch node was given or could be started"
    return ""
