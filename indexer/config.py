"""config.toml: which corpora, which engine, how it is served. Unknown keys are errors."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from indexer import toml
from indexer.errors import ConfigError

FILE = "config.toml"
VARIABLE = "JUANZONG_CONFIG"
ENGINES = ("whoosh", "tantivy", "opensearch")
"""Engines that can serve a library; `memory` forgets everything and is for tests."""

_CORPORA = ("corpus", "var/library")
_ADDRESS = re.compile(r"(?:https?://[^/\s?#]+)?(?:/[^\s?#]*)?")
_NODE = re.compile(r"https?://[^/\s?#@]+(?:/[^\s?#]*)?")
_NODE_ADVICE = (
    "Write http://host:9200 or https://host, or a list of them; user and password belong in "
    "$JUANZONG_OPENSEARCH_USER and $JUANZONG_OPENSEARCH_PASSWORD."
)
_INDEX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_ORIGIN = re.compile(r"\*|https?://[^/\s?#]+")


@dataclass(frozen=True, slots=True)
class LibraryConfig:
    """Where the documents and the index are; the paths are absolute. Additions go into the last corpus."""

    corpora: tuple[Path, ...]
    index: Path
    engine: str


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """How questions are answered where they do not say themselves."""

    translate: bool


@dataclass(frozen=True, slots=True)
class WebConfig:
    """How it is served. `public_url` has no slash at its end; `cors` is `*`, an origin, or empty for none.

    `deadline` is in seconds for each answer. `rate` is how many requests a second one client address may send
    to one worker on average, 0 for any number.
    """

    host: str
    port: int
    workers: int
    public_url: str
    cors: str
    deadline: int
    rate: int


@dataclass(frozen=True, slots=True)
class OpenSearchConfig:
    """The cluster that the engine `opensearch` asks; user and password come from the environment.

    `url` holds the addresses of nodes, without a slash at their end; `index` is the name of an alias, beside
    which indices of the names `index.*` are made. `deadline` is in seconds for each answer of a node.
    """

    url: tuple[str, ...] = ("http://127.0.0.1:9200",)
    index: str = "juanzong"
    deadline: int = 10
    shards: int = 3
    replicas: int = 1


@dataclass(frozen=True, slots=True)
class Config:
    """What config.toml says; `path` is None where there is none and the defaults hold."""

    library: LibraryConfig
    search: SearchConfig
    web: WebConfig
    path: Path | None
    opensearch: OpenSearchConfig = OpenSearchConfig()


def load(path: Path | None = None) -> Config:
    """Read the configuration from `path`, `$JUANZONG_CONFIG`, `./config.toml` or the defaults.

    Paths inside are relative to the file, those of the defaults to the current directory. Raises
    ConfigError: a file that was named and cannot be read, or that holds anything but what is allowed.
    """
    found = _find(path)
    if found is None:
        root = toml.Table(Path(FILE), "", "", {})
    else:
        root = toml.read(found, ("library", "search", "web", "opensearch"))
    base = (found.parent if found else Path()).absolute()
    return Config(_library(root, base), _search(root), _web(root), found, _opensearch(root))


def _find(path: Path | None) -> Path | None:
    if path is not None:
        return path
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            message = f"The file {named} that ${VARIABLE} names cannot be read."
            raise ConfigError(message, f"Correct ${VARIABLE} or unset it.")
        return Path(named)
    return Path(FILE) if Path(FILE).exists() else None


def _library(root: toml.Table, base: Path) -> LibraryConfig:
    table = root.table("library", ("corpora", "index", "engine"))
    corpora = table.strings("corpora", _CORPORA)
    if not corpora:
        table.refuse("corpora", "is empty.", 'Name at least one folder: corpora = ["corpus"].')
    if len({(base / corpus).resolve() for corpus in corpora}) < len(corpora):
        table.refuse("corpora", "names a folder twice.", "Name each folder once.")
    index = table.string("index", "var/index")
    if not index:
        table.refuse("index", "is empty.", 'Name a folder: index = "var/index".')
    engine = table.string("engine", "whoosh", ENGINES)
    return LibraryConfig(tuple(base / corpus for corpus in corpora), base / index, engine)


def _search(root: toml.Table) -> SearchConfig:
    table = root.table("search", ("translate",))
    return SearchConfig(translate=table.truth("translate", default=True))


def _web(root: toml.Table) -> WebConfig:
    table = root.table("web", ("host", "port", "workers", "public_url", "cors", "deadline", "rate"))
    public_url = table.string("public_url", "")
    if not _ADDRESS.fullmatch(public_url):
        table.refuse("public_url", f"cannot be {public_url!r}.", "Write https://host/path, /path or nothing.")
    cors = table.string("cors", "*")
    if cors and not _ORIGIN.fullmatch(cors):
        table.refuse("cors", f"cannot be {cors!r}.", 'Write "*", one origin (https://host), or "" for none.')
    host = table.string("host", "127.0.0.1")
    if not host or re.search(r"\s", host):
        table.refuse("host", f"cannot be {host!r}.", 'Write an address to listen on, such as "127.0.0.1".')
    port = table.integer("port", 8080, 0, 65535)
    return WebConfig(
        host,
        port,
        table.integer("workers", 2, 1, 64),
        public_url.rstrip("/"),
        cors,
        deadline=table.integer("deadline", 10, 1, 600),
        rate=table.integer("rate", 0, 0, 10_000),
    )


def _opensearch(root: toml.Table) -> OpenSearchConfig:
    table = root.table("opensearch", ("url", "index", "deadline", "shards", "replicas"))
    default = OpenSearchConfig()
    urls = table.one_or_more("url", default.url)
    for url in urls or ("",):
        if not _NODE.fullmatch(url):
            table.refuse("url", f"cannot be {url!r}.", _NODE_ADVICE)
    index = table.string("index", default.index)
    if not _INDEX.fullmatch(index):
        table.refuse(
            "index", f"cannot be {index!r}.", "Write small letters, digits, - and _, beginning with neither."
        )
    return OpenSearchConfig(
        tuple(url.rstrip("/") for url in urls),
        index,
        deadline=table.integer("deadline", default.deadline, 1, 600),
        shards=table.integer("shards", default.shards, 1, 1024),
        replicas=table.integer("replicas", default.replicas, 0, 10),
    )
