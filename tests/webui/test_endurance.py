"""Tens of thousands of requests, no two alike: the memory of the workers stays what it was."""

from __future__ import annotations

import logging
import random
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from scripts.load import memory
from tests.serving import CORPUS, running, served

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LOG = logging.getLogger(__name__)
REQUESTS = 30_000
WARM = 10_000
"""After so many requests the caches are full and every part of the program has been used."""
BATCH = 2_500
CLIENTS = 4
GROWTH = 1.05
"""How many times its memory after WARM requests a worker may have at the end."""
FILTERS = {
    "year": ("2019", "2020", "2018-2020", "1945"),
    "state": ("CHL", "智利", "Peru", "USA", "FRA"),
    "not.state": ("CHL", "FRA"),
    "language": ("zh", "en"),
    "kind": ("event", "paragraph", "heading", "footnote"),
    "part": ("annex", "main", "enclosure"),
    "symbol": ("S/2019/986", "S/2020/1308"),
    "from": ("2019-01-01", "2019-06"),
    "sort": ("date", "-date", "document"),
    "per_page": ("1", "50", "100"),
    "page": ("2", "3"),
    "lang": ("zh", "en"),
    "oops": ("1",),
}
PAGES = ("/", "/api/v1/search", "/api/v1/search", "/api/v1/export?format=jsonl", "/events", "/states")


def words() -> Sequence[str]:
    """Return the words and Han runs of the documents."""
    text = "".join(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt")))
    return sorted(set(re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]{2,}|\d+|S/[\w/]+", text)))


def question(choice: random.Random, known: Sequence[str]) -> str:
    """Return a question of the kinds that people ask, or of those that nobody should."""
    parts = [choice.choice(known) for _ in range(choice.randint(1, 6))]
    match choice.randrange(9):
        case 0:
            return f'"{" ".join(parts)}"'
        case 1:
            return " OR ".join(parts)
        case 2:
            return f"{parts[0][: choice.randint(1, 4)]}*"
        case 3:
            return f'"{" ".join(parts)}"~{choice.randint(0, 50)}'
        case 4:
            return f"{parts[0]} -{parts[-1]}"
        case 5:
            return (
                f"第{choice.randint(1, 2800)}({choice.randint(1946, 2030)})号决议第{choice.randint(1, 40)}段"
            )
        case 6:
            return f"{choice.randint(1, 31)} May {choice.randint(1990, 2030)}"
        case 7:
            return "".join(
                chr(choice.choice((32, 34, 40, 41, 42, 58, 0x4E00, 0x200B, 0x1F600))) for _ in parts
            )
        case _:
            return " ".join(parts)


def address(choice: random.Random, known: Sequence[str]) -> str:
    """Return the address of a page, an answer or nothing."""
    if choice.random() < 0.2:
        symbol = choice.choice(("S/2019/986", "S/2020/1308", f"S/{choice.randint(1990, 2030)}/1"))
        found = quote(question(choice, known))
        return choice.choice(
            (
                f"/{choice.choice(('zh', 'en', 'fr'))}/{symbol}?find={found}",
                f"/state/{quote(choice.choice(known))}",
                f"/api/v1/document?symbol={symbol}&language=zh",
                f"/api/v1/paragraph?symbol={symbol}&language=en&part=annex&paragraph={choice.randint(1, 99)}",
                f"/api/v1/citation?symbol={symbol}&language=en&format=ris",
                f"/{choice.randbytes(4).hex()}",
            )
        )
    path = choice.choice(PAGES)
    given = [("q", question(choice, known))]
    given += [
        (name, choice.choice(FILTERS[name])) for name in choice.sample(sorted(FILTERS), choice.randrange(4))
    ]
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given)}"


def asked(server: str, urls: Sequence[str]) -> set[int]:
    """Ask over one connection; return the statuses that came back."""
    statuses = set()
    with closing(HTTPConnection(server, timeout=60)) as connection:
        for one in urls:
            connection.request("GET", one)
            response = connection.getresponse()
            response.read()
            statuses.add(response.status)
    return statuses


def batches(choice: random.Random) -> Iterator[list[str]]:
    known = words()
    for _ in range(REQUESTS // BATCH):
        yield [address(choice, known) for _ in range(BATCH)]


@pytest.mark.stress
def test_the_memory_of_the_workers_stays_flat(tmp_path: Path) -> None:
    config = served(tmp_path / "library")
    done = 0
    warm: list[int] = []
    statuses: set[int] = set()
    with running(config, tmp_path / "log", workers=2) as server, ThreadPoolExecutor(CLIENTS) as clients:
        for batch in batches(random.Random(1)):  # noqa: S311 - no secret
            shares = [batch[number::CLIENTS] for number in range(CLIENTS)]
            statuses |= set().union(*clients.map(asked, [server.address] * CLIENTS, shares))
            done += BATCH
            sizes = memory(server.process)
            LOG.info("%s requests: %s kB", done, sizes)
            if done == WARM:
                warm = sizes
        assert len(sizes) == len(warm) == 2, "no worker was lost"
        assert server.stop() == 0
    assert statuses <= {200, 303, 308, 301, 302, 400, 404}, statuses
    assert sum(sizes) <= GROWTH * sum(warm), (warm, sizes)


def test_the_requests_are_diverse() -> None:
    choice = random.Random(1)  # noqa: S311 - no secret
    known = words()
    found = {address(choice, known) for _ in range(1_000)}
    assert len(found) > 900
