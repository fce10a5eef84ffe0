"""Ask the same questions over HTTP: of our server with its workers, and of one OpenSearch node."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic, perf_counter
from urllib.parse import urlencode, urlsplit

from indexer.query import arguments
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_queries import query
from scripts.bench.contenders.contender import Ground
from scripts.bench.contenders.direct_opensearch import INDEX, bodies
from scripts.bench.contenders.own_engines import CONFIG, settings
from scripts.bench.measures import Spread, spread

WORKERS = 2
CLIENTS = 4
TIMEOUT = 60
OK = 200
COMMANDS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Call:
    """A request: its method, path and body."""

    method: str
    path: str
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Served:
    """The results of one server: milliseconds with one client, requests a second with CLIENTS clients."""

    name: str
    alone: Spread
    rate: float


class Client:
    """A client with one connection that stays open."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def call(self, one: Call) -> float:
        """Send a request, read the answer, and return the milliseconds that it took.

        Raises:
            RuntimeError: The answer is an error.

        """
        started = perf_counter()
        self._connection.request(one.method, one.path, one.body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        read = response.read()
        if response.status != OK:
            raise RuntimeError(f"{one.path}: {response.status} {read[:300].decode()}")
        return (perf_counter() - started) * 1000


def our_calls(questions: Sequence[BenchQuestion]) -> tuple[Call, ...]:
    """Return the questions as requests to our API."""
    asked = (urlencode(arguments.pairs(query(question))) for question in questions)
    return tuple(Call("GET", f"/api/v1/search?{one}") for one in asked)


def their_calls(ground: Ground, questions: Sequence[BenchQuestion]) -> tuple[Call, ...]:
    """Return the questions as requests to OpenSearch, with facets and marks."""
    full = bodies(ground, tuple(questions))[True]
    return tuple(Call("POST", f"/{INDEX}/_search", body.encode()) for body in full)


def measure(
    servers: Mapping[str, tuple[str, Sequence[Call]]], rounds: int, seconds: float, say: Callable[[str], None]
) -> tuple[Served, ...]:
    """Measure each server with one client, question by question in turn, and then with many clients.

    The first round of the single client does not count. The many clients ask for `seconds` without being
    counted, so that every worker has answered some questions, and then for `seconds` that count.

    Args:
        servers: The address and the calls of each server, by name.
        rounds: How many rounds of the single client count.
        seconds: How long the many clients ask.
        say: Prints a line of progress.

    """
    times: dict[str, list[float]] = {name: [] for name in servers}
    with ExitStack() as stack:
        clients = {
            name: stack.enter_context(closing(Client(address))) for name, (address, _) in servers.items()
        }
        for number in range(rounds + 1):
            for turn in zip(*(calls for _, calls in servers.values()), strict=True):
                for name, call in zip(servers, turn, strict=True):
                    taken = clients[name].call(call)
                    if number:
                        times[name].append(taken)
    found = []
    for name, (address, calls) in servers.items():
        throughput(address, calls, seconds)
        found.append(Served(name, spread(times[name]), throughput(address, calls, seconds)))
        say(f"  {name} over HTTP: {found[-1].rate:.0f} requests/s")
    return tuple(found)


def throughput(address: str, calls: Sequence[Call], seconds: float) -> float:
    """Return how many requests a second CLIENTS clients get answered.

    Raises:
        RuntimeError: A request failed.

    """
    done = [0] * CLIENTS
    until = monotonic() + seconds

    def ask(place: int) -> None:
        number = place * len(calls) // CLIENTS
        with closing(Client(address)) as client:
            while monotonic() < until:
                client.call(calls[number % len(calls)])
                number += 1
                done[place] += 1

    threads = [Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    started = monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (monotonic() - started)


@contextmanager
def webui(ground: Ground, engine: str) -> Iterator[str]:
    """Serve the library of a contender on a free port, and yield its address."""
    settings(ground, engine)
    with served(ground.place / CONFIG, WORKERS) as (address, _):
        yield address


@contextmanager
def served(config: Path, workers: int) -> Iterator[tuple[str, int]]:
    """Serve the library of a configuration on a free port; yield the address and the id of the process."""
    command = [str(COMMANDS / "webui"), "--config", str(config), "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        line = server.stdout.readline() if server.stdout else ""
        try:
            if not line:
                raise RuntimeError("webui did not start.")
            yield line.split()[2].rstrip("/"), server.pid
        finally:
            server.send_signal(signal.SIGTERM)
