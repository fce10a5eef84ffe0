"""Read config.toml: which corpora and which engine are used, and how the library is served.

An unknown key is an error. Each table of the file has a class here; `load` returns them all.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from indexer.runtime import networks, toml
from indexer.runtime.errors import ConfigError

FILE = "config.toml"
VARIABLE = "JUANZONG_CONFIG"
ENGINES = ("whoosh", "tantivy", "opensearch")
"""The engines that can serve a library. `memory` keeps nothing on the disk, and is for tests."""

MIB = 1 << 20
LARGEST = 16 * MIB
"""The default limit for the text of one document, in bytes of UTF-8."""

_CORPORA = ("corpus", "var/library")
DIGESTS = Path(__file__).parents[1] / "digests"
"""The documents of the folder `corpus` in an installed wheel; a checkout has only the folder `corpus`."""
_ADDRESS = re.compile(r"(?:https?://[^/\s?#]+)?(?:/[^\s?#]*)?")
_NODE = re.compile(r"https?://[^/\s?#@]+(?:/[^\s?#]*)?")
_NODE_ADVICE = (
    "Write http://host:9200 or https://host, or a list of them; user and password belong in "
    "$JUANZONG_OPENSEARCH_USER and $JUANZONG_OPENSEARCH_PASSWORD, or in user and password_file."
)
_TEMPLATE = re.compile(r"https?://[^/\s?#@{}]+/[!-~]*")
_TEMPLATE_ADVICE = (
    "Write an address with places for the symbol and the language of a document, and perhaps its format: "
    '"https://host/path?s={symbol}&l={language}&t={format}".'
)
_CONTACT = re.compile(r"[!-'*-?A-~]{1,64}@[!-'*-?A-~]{1,190}|https?://[!-'*-~]{1,250}")
_INDEX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
UNIX = "unix"
"""The name for a proxy that connects through a Unix socket, which has no IP address."""
_ORIGIN = re.compile(r"\*|https?://[^/\s?#]+")
_WEB = ("host", "port", "workers", "public_url", "cors", "deadline", "rate", "proxies", "hosts")
_PROXY_ADVICE = (
    'Write IP addresses and networks, such as ["127.0.0.1", "10.0.0.0/8", "2001:db8::/64"], or "unix" for a '
    "proxy that asks through a Unix socket."
)
_HOST_ADVICE = (
    'Write names without http:// or path, such as ["un.example", "*.un.example", "un.example:8443"].'
)


@dataclass(frozen=True, slots=True)
class LibraryConfig:
    """Where the documents and the index are, as absolute paths. Documents are added to the last corpus.

    `largest` is the largest size of one document's text, in bytes of UTF-8.
    """

    corpora: tuple[Path, ...]
    index: Path
    engine: str
    largest: int = LARGEST

    @property
    def has_digests(self) -> bool:
        """Tell whether the digests that come with the program are among the documents."""
        return DIGESTS in self.corpora


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """How questions are answered if they do not say otherwise."""

    translate: bool


@dataclass(frozen=True, slots=True)
class WebConfig:
    """How the library is served.

    `public_url` has no slash at its end. `cors` is `*`, an origin, or empty for none. `deadline` is the time
    limit of each answer, in seconds. `rate` is how many requests a second one client address may send to one
    worker on average; 0 means any number. `proxies` are IP addresses, networks and `unix`: what such a proxy
    says of a request is believed. `hosts` are our host names besides that of `public_url`; if neither is
    given, every host name is accepted.
    """

    host: str
    port: int
    workers: int
    public_url: str
    cors: str
    deadline: int
    rate: int
    proxies: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenSearchConfig:
    """The cluster that the engine `opensearch` uses.

    `url` has the addresses of nodes, without a slash at their end. `index` is the name of an alias; the
    indices behind it are named `index.*`. `deadline` is the time limit of each answer of a node, in seconds.
    `certificates` is a file with the certificates of the authorities that are trusted instead of the
    system's. `password_file` holds the password alone. User and password from the environment take
    precedence.
    """

    url: tuple[str, ...] = ("http://127.0.0.1:9200",)
    index: str = "juanzong"
    deadline: int = 10
    shards: int = 3
    replicas: int = 1
    certificates: Path | None = None
    user: str = ""
    password_file: Path | None = None


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """How documents are fetched from the document service of the United Nations.

    `url` is the address of a document, with `{symbol}`, `{language}` and perhaps `{format}` in it. `contact`
    is an address of mail or of a page, which is told to the service; without it nothing is fetched. `pause`
    is the time between two requests and `timeout` how long the service may send nothing, in seconds.
    `attempts` is how often a request is made that fails. `largest` is the largest size of a file in bytes.
    `hosts` are the hosts, besides that of `url`, to which the service may redirect. `folder` keeps what has
    been fetched.
    """

    url: str = "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t={format}"
    contact: str = ""
    pause: float = 2.0
    timeout: float = 30.0
    attempts: int = 5
    largest: int = 64 * MIB
    hosts: tuple[str, ...] = ("*.un.org",)
    folder: Path = Path("var/fetched")


@dataclass(frozen=True, slots=True)
class Config:
    """What config.toml says. `path` is None if there is no such file and all values are defaults."""

    library: LibraryConfig
    search: SearchConfig
    web: WebConfig
    path: Path | None
    opensearch: OpenSearchConfig = OpenSearchConfig()
    fetch: FetchConfig = FetchConfig()


def load(path: Path | None = None) -> Config:
    """Read the configuration from `path`, `$JUANZONG_CONFIG` or `./config.toml`, or return the defaults.

    Paths in the file are relative to the file; those of the defaults are relative to the current directory.

    Raises:
        ConfigError: A file that was named cannot be read, or the file has a key or value that is not allowed.

    """
    found = _find(path)
    if found is None:
        root = toml.TomlTable(Path(FILE), "", "", {})
    else:
        root = toml.read(found, ("library", "search", "web", "opensearch", "fetch"))
    base = (found.parent if found else Path()).absolute()
    return Config(
        _library(root, base), _search(root), _web(root), found, _opensearch(root, base), _fetch(root, base)
    )


def _find(path: Path | None) -> Path | None:
    """Return the path of the configuration file, or None if there is none.

    Raises:
        ConfigError: $JUANZONG_CONFIG names a file that does not exist.

    """
    if path is not None:
        return path
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            message = f"The file {named} that ${VARIABLE} names cannot be read."
            raise ConfigError(message, f"Correct ${VARIABLE} or unset it.")
        return Path(named)
    return Path(FILE) if Path(FILE).exists() else None


def _library(root: toml.TomlTable, base: Path) -> LibraryConfig:
    table = root.table("library", ("corpora", "index", "engine", "largest"))
    corpora = table.strings("corpora", _default_corpora(base))
    if not corpora:
        table.refuse("corpora", "is empty.", 'Name at least one folder: corpora = ["corpus"].')
    if len({(base / corpus).resolve() for corpus in corpora}) < len(corpora):
        table.refuse("corpora", "names a folder twice.", "Name each folder once.")
    index = table.string("index", "var/index")
    if not index:
        table.refuse("index", "is empty.", 'Name a folder: index = "var/index".')
    engine = table.string("engine", "whoosh", ENGINES)
    largest = table.integer("largest", LARGEST // MIB, 1, 1024) * MIB
    return LibraryConfig(tuple(base / corpus for corpus in corpora), base / index, engine, largest)


def _default_corpora(base: Path) -> tuple[str, ...]:
    """Return the default corpora; if the first folder does not exist, the packaged digests replace it."""
    own, added = _CORPORA
    return (own if (base / own).exists() or not DIGESTS.is_dir() else str(DIGESTS), added)


def _search(root: toml.TomlTable) -> SearchConfig:
    table = root.table("search", ("translate",))
    return SearchConfig(translate=table.truth("translate", default=True))


def _web(root: toml.TomlTable) -> WebConfig:
    table = root.table("web", _WEB)
    public_url = table.string("public_url", "")
    if not _ADDRESS.fullmatch(public_url) or not _has_host_or_none(public_url):
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
        proxies=_proxies(table),
        hosts=_hosts(table, ()),
    )


def _has_host_or_none(url: str) -> bool:
    """Tell whether an address has a valid host, or no host."""
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return False
    return not host or (networks.pattern(host) is not None and not host.startswith(networks.ANY))


def _proxies(table: toml.TomlTable) -> tuple[str, ...]:
    given = table.strings("proxies", ())
    for one in given:
        try:
            one == UNIX or ip_network(one)
        except ValueError as error:
            table.refuse("proxies", f"cannot have {one!r} ({error}).", _PROXY_ADVICE)
    return given


def _hosts(table: toml.TomlTable, default: tuple[str, ...]) -> tuple[str, ...]:
    given = table.strings("hosts", default)
    for one in given:
        if networks.pattern(one) is None:
            table.refuse("hosts", f"cannot have {one!r}.", _HOST_ADVICE)
    return given


def _fetch(root: toml.TomlTable, base: Path) -> FetchConfig:
    table = root.table("fetch", tuple(field.name for field in fields(FetchConfig)))
    default = FetchConfig()
    url = table.string("url", default.url)
    if not _TEMPLATE.fullmatch(url) or not _has_port_or_none(url) or not _has_places(url):
        shown = re.sub(r"//[^/]*@", "//...@", url)  # it may contain a password
        table.refuse("url", f"cannot be {shown!r}.", _TEMPLATE_ADVICE)
    contact = table.string("contact", default.contact)
    if contact and not _CONTACT.fullmatch(contact):
        table.refuse(
            "contact", f"cannot be {contact!r}.", "Write an address of mail or of a page: name@example.org."
        )
    folder = table.string("folder", str(default.folder))
    if not folder:
        table.refuse("folder", "is empty.", f'Name a folder: folder = "{default.folder}".')
    return FetchConfig(
        url,
        contact,
        pause=table.number("pause", default.pause, 0, 3600),
        timeout=table.number("timeout", default.timeout, 0.1, 600),
        attempts=table.integer("attempts", default.attempts, 1, 20),
        largest=table.integer("largest", default.largest // MIB, 1, 1024) * MIB,
        hosts=_hosts(table, default.hosts),
        folder=base / folder,
    )


def _has_places(url: str) -> bool:
    """Tell whether an address has places for symbol and language, and no place that is unknown."""
    places = re.findall(r"\{[^{}]*\}?|\}", url)
    return {"{symbol}", "{language}"} <= set(places) <= {"{symbol}", "{language}", "{format}"}


def _opensearch(root: toml.TomlTable, base: Path) -> OpenSearchConfig:
    table = root.table("opensearch", tuple(field.name for field in fields(OpenSearchConfig)))
    default = OpenSearchConfig()
    urls = _nodes(table, default.url)
    index = table.string("index", default.index)
    if not _INDEX.fullmatch(index):
        table.refuse(
            "index", f"cannot be {index!r}.", "Write small letters, digits, - and _, beginning with neither."
        )
    user = table.string("user", default.user)
    if ":" in user:
        table.refuse(
            "user", "cannot have a colon.", "The password belongs in the file that password_file names."
        )
    return OpenSearchConfig(
        urls,
        index,
        deadline=table.integer("deadline", default.deadline, 1, 600),
        shards=table.integer("shards", default.shards, 1, 1024),
        replicas=table.integer("replicas", default.replicas, 0, 10),
        certificates=_certificates(table, base, urls),
        user=user,
        password_file=_file(table, base, "password_file"),
    )


def _nodes(table: toml.TomlTable, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of the nodes, without slashes at their ends."""
    urls = table.one_or_more("url", default)
    for url in urls or ("",):
        if not _NODE.fullmatch(url) or not _has_port_or_none(url):
            shown = re.sub(r"//[^/]*@", "//...@", url)  # it may contain a password
            table.refuse("url", f"cannot be {shown!r}.", _NODE_ADVICE)
    return tuple(url.rstrip("/") for url in urls)


def _has_port_or_none(url: str) -> bool:
    """Tell whether an address has a valid port, or no port."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _certificates(table: toml.TomlTable, base: Path, urls: tuple[str, ...]) -> Path | None:
    found = _file(table, base, "certificates")
    if found and not any(url.startswith("https:") for url in urls):
        table.refuse(
            "certificates", "is of no use, since no url begins with https.", "Write https:// in url."
        )
    return found


def _file(table: toml.TomlTable, base: Path, key: str) -> Path | None:
    """Return the path of the file that a key names, or None; the file is read only when it is needed."""
    named = table.string(key, "")
    return base / named if named else None
