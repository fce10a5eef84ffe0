"""Where the real texts are: `$JUANZONG_SHARED`, or a folder `shared` beside the checkout."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.query import Notice
from indexer.query import lexer
from indexer.query.ast import Wording
from indexer.reading.base import READERS
from indexer.runtime.config import OpenSearchConfig
from scripts.opensearch import Cluster, MissingError, assemble
from tests.shelf import config
from tests.snapshots import REWRITE, Snapshots
from tests.terminal import Terminal

SHARED = Path(os.environ.get("JUANZONG_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def _shared(relative: str) -> Path:
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"{relative} is not here: set JUANZONG_SHARED to the folder that holds it")
    return path


@pytest.fixture(scope="session")
def seed_2019() -> Path:
    return _shared("seeds/annual-review-2019.zh.txt")


@pytest.fixture(scope="session")
def seed_2020() -> Path:
    return _shared("seeds/annual-review-2020.zh.txt")


@pytest.fixture(scope="session")
def real_texts() -> tuple[Path, ...]:
    """Return the real documents that are plain text."""
    folders = (_shared("seeds"), _shared("documents/text"))
    return tuple(path for folder in folders for path in sorted(folder.glob("*.txt")))


@pytest.fixture(scope="session")
def real_records() -> tuple[tuple[Path, str, int], ...]:
    """Return the real verbatim records, each with its symbol and the number of its turns."""
    if all(reader.suffixes[0] != ".pdf" for reader in READERS):
        pytest.skip("no reader takes PDF")
    folder = _shared("documents")
    with (folder / "facts.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if row["kind"] == "record"]
    return tuple((folder / row["file"], row["symbol"], int(row["turns"])) for row in rows if row["turns"])


@pytest.fixture(scope="session")
def declarations() -> tuple[Path, ...]:
    """Return one declaration as web pages in English and in Chinese of both scripts."""
    return tuple(sorted(_shared("documents/html").glob("*.html")))


@pytest.fixture(scope="session")
def bitext() -> Path:
    return _shared("data/un-parallel-devset")


os.environ.pop("JUANZONG_CONFIG", None)  # tests write: never into the library of who runs them
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(REWRITE, action="store_true", help="Write tests/snapshots/ and tests/golden/ anew.")


@pytest.fixture
def snapshot(pytestconfig: pytest.Config) -> Snapshots:
    """Compare what users see with the file that holds it."""
    return Snapshots(rewrite=pytestconfig.getoption(REWRITE))


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Give the commands, run in this process."""
    return Terminal(capsys, monkeypatch)


@pytest.fixture
def parsed_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that gets the text of every question at each parsing."""
    texts: list[str] = []

    def counted(text: str) -> tuple[Wording, tuple[Notice, ...]]:
        texts.append(text)
        return lexer.read(text)

    monkeypatch.setattr("indexer.query.parser.read", counted)
    return texts


@pytest.fixture
def strace() -> str:
    found = shutil.which("strace")
    if found is None and "CI" not in os.environ:
        pytest.skip("strace is not here: with it the disk is made to fail")
    assert found, "strace is not here"
    return found


@pytest.fixture(scope="session")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give the library that comes with the project, built once; tests only ask it."""
    library = Library(config(tmp_path_factory.mktemp("digests"), CORPUS))
    library.build()
    with library:
        yield library


@pytest.fixture(scope="session")
def reviews(tmp_path_factory: pytest.TempPathFactory, seed_2019: Path, seed_2020: Path) -> Iterator[Library]:
    """Give a library of the two real reviews and nothing else, built once; tests only ask it."""
    opened = Library(config(tmp_path_factory.mktemp("reviews")))
    opened.add([seed_2019], Given())
    opened.add([seed_2020], Given(symbol="S/2020/1308"))
    with opened:
        yield opened


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Give a real OpenSearch cluster of three nodes, started once; who kills a node starts it again."""
    try:
        home = assemble()
    except MissingError as error:
        if "CI" in os.environ:
            raise
        pytest.skip(str(error))
    with Cluster(home, nodes=3) as started:
        yield started


@pytest.fixture
def cluster_config(cluster: Cluster) -> Iterator[OpenSearchConfig]:
    """Give a place in the cluster that nobody else has, of one shard without a copy: quickly made.

    What begins with its name is removed afterwards: a node that comes back looks for all that there is.
    """
    from indexer.engines.opensearch.transport import Transport

    place = OpenSearchConfig(cluster.urls, f"test-{uuid4().hex}", deadline=30, shards=1, replicas=0)
    yield place
    transport = Transport(place.url, place.deadline)
    for index in transport.read("GET", f"/_resolve/index/{place.index}*").body["indices"]:
        transport.write("DELETE", f"/{index['name']}")
    transport.close()
