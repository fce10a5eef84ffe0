"""Put a server under load: many clients ask for pages and API answers at the same time.

    python scripts/load.py [--seconds 180] [--clients 8] [--workers 2] [--most 200000]
                           [--silent 500] [--half 100] [--slow 50]

The script builds a library of `corpus/` and serves it on a free port of this machine. Each client asks what
readers ask (questions, documents, States, events, pages and API) over one connection that stays open.

It prints the requests a second, the milliseconds (median, 95th percentile, longest), the errors, the resident
memory of every worker before and after, and the faults in the server's log. The exit status is 1 if there was
an error.

With `--silent`, `--half` or `--slow`, that many connections are held open during the load. They send nothing,
send half a request head, or read an export slowly. Before the load, `/api/v1/health` is asked a hundred
times, each time over a new connection. The script prints how many answers came within a second; all must.
"""

from __future__ import annotations

import argparse
import math
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.held_connections import HeldConnections, held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
COMMANDS = Path(sys.executable).parent
QUESTIONS = (
    *("联络人", "援助", "联络人培训班", "points of contact", "assistance requests", '"points of contact"'),
    *("S/2019/986", "resolution 1540 (2004)", "第1977(2011)号决议第9段", "S/2019/986，附件，第12段"),
    *(
        "智利",
        "美国",
        "Chile -Peru",
        "援助 -智利",
        "training OR workshop",
        "联络*",
        "contact*",
        "2019年4月25日",
    ),
    *("委员会 年度审查", "Committee AND review", "no such words at all", ""),
)
FILTERS = ("", "&year=2019", "&state=CHL", "&language=zh", "&kind=event", "&not.state=CHL&year=2018-2020")
PLACES = (
    *("/zh/S/2019/986", "/en/S/2019/986", "/zh/S/2020/1308", "/en/S/2020/1308", "/", "/documents", "/states"),
    *("/state/CHL", "/state/USA", "/events", "/events?year=2019&state=CHL", "/static/style.css"),
    *("/api/v1/health", "/api/v1/states", "/api/v1/state?code=CHL", "/api/v1/events?from=2019-04-01"),
    *("/api/v1/document?symbol=S/2019/986&language=zh", "/api/v1/export?format=csv&q=%E6%8F%B4%E5%8A%A9"),
    "/api/v1/paragraph?symbol=S/2019/986&language=en&part=annex&paragraph=12",
)
QUESTIONS_SHARE = 0.7
OK = 200
PROBES = 100
IN_TIME = 1.0
"""The time within which a probe must be answered, in seconds."""
LOG = "log"
TRACE = '"trace": '
"""A line of the server's log that contains this reports a fault."""


@dataclass(slots=True)
class LoadTally:
    """The results of one client: the seconds that each answer took, and the errors by their description."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


def main(arguments: Sequence[str] | None = None) -> int:
    """Put a server under load and print the results."""
    given = _parser().parse_args(arguments)
    with TemporaryDirectory() as place, serving(Path(place), given.workers) as (server, address):
        numbers = HeldConnections(given.silent, given.half, given.slow)
        before = memory(server)
        with held(address, numbers):
            late = _probe(address) if numbers != HeldConnections() else 0
            started = monotonic()
            tallies = load(address, given.clients, started + given.seconds, given.most)
            took = monotonic() - started
            after = memory(server)
        faults = [
            line for line in (Path(place) / LOG).read_text(encoding="utf-8").splitlines() if TRACE in line
        ]
    _report(tallies, took, before, after)
    print(*faults, sep="\n", end="")
    return 1 if late or any(tally.errors for tally in tallies) else 0


@contextmanager
def serving(place: Path, workers: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the documents of the project; yield the server process and its address (host:port)."""
    config = place / "config.toml"
    config.write_text(f'[library]\ncorpora = ["{CORPUS}"]\n', encoding="utf-8")
    subprocess.run([COMMANDS / "indexer", "--config", config, "build"], check=True, stdout=subprocess.DEVNULL)
    command = [str(COMMANDS / "webui"), "--config", str(config), "--port", "0", "--workers", str(workers)]
    log = place / LOG
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as server,
    ):
        line = server.stdout.readline() if server.stdout else ""
        try:
            if not line:
                raise SystemExit(log.read_text(encoding="utf-8"))
            address = line.split()[2].removeprefix("http://").rstrip("/")
            for _ in range(4 * workers):  # so that every worker has started before its memory is measured
                _get(HTTPConnection(address, timeout=30), "/api/v1/health")
            yield server, address
        finally:
            server.send_signal(signal.SIGTERM)


def load(address: str, clients: int, until: float, most: int) -> list[LoadTally]:
    """Send requests with this many clients.

    Args:
        address: Host and port of the server.
        clients: The number of clients.
        until: When to stop, as a time of the monotonic clock.
        most: The most requests of all clients together.

    Returns:
        The results of each client.

    """
    tallies = [LoadTally() for _ in range(clients)]
    threads = [
        Thread(target=_client, args=(address, random.Random(number), tally, until, most // clients))  # noqa: S311 - no secret
        for number, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tallies


def memory(server: subprocess.Popen[str]) -> list[int]:
    """Return the resident memory of each worker in kilobytes; empty if the system has no /proc."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except (FileNotFoundError, ProcessLookupError):  # the process has ended meanwhile
            continue
        if facts.get("PPid") == str(server.pid):
            sizes.append(int(facts["VmRSS"].split()[0]))
    return sizes


def _client(address: str, choice: random.Random, tally: LoadTally, until: float, most: int) -> None:
    """Send random requests over one connection and record the results in `tally`."""
    connection = HTTPConnection(address, timeout=30)
    for _ in range(most):
        started = monotonic()
        if started > until:
            break
        path = _path(choice)
        try:
            status = _get(connection, path)
        except (OSError, HTTPException) as error:
            tally.errors[f"{type(error).__name__} {path}"] += 1
            connection.close()
            continue
        tally.times.append(monotonic() - started)
        if status != OK:
            tally.errors[f"{status} {path}"] += 1
    connection.close()


def _path(choice: random.Random) -> str:
    """Choose what to ask: mostly a question, otherwise one of PLACES."""
    if choice.random() > QUESTIONS_SHARE:
        return choice.choice(PLACES)
    start = choice.choice(("/?", "/api/v1/search?"))
    return f"{start}q={quote(choice.choice(QUESTIONS))}{choice.choice(FILTERS)}"


def _probe(address: str) -> int:
    """Ask for the health of the service repeatedly; print and return the number of late answers."""
    times = []
    for _ in range(PROBES):
        connection, started = HTTPConnection(address, timeout=IN_TIME), monotonic()
        try:
            answered = _get(connection, "/api/v1/health") == OK
        except (OSError, HTTPException):
            answered = False
        connection.close()
        times.append(monotonic() - started if answered else math.inf)
    late = sum(one > IN_TIME for one in times)
    print(
        f"probes        {PROBES - late} of {PROBES} within {IN_TIME:g} s, longest {1000 * max(times):.0f} ms"
    )
    return late


def _get(connection: HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status


def _report(tallies: Sequence[LoadTally], took: float, before: list[int], after: list[int]) -> None:
    """Print the results of the load."""
    times = sorted(1000 * one for tally in tallies for one in tally.times)
    errors = sum((tally.errors for tally in tallies), Counter[str]())
    cuts = quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    print(f"requests      {len(times)} in {took:.0f} s by {len(tallies)} clients")
    print(f"a second      {len(times) / took:.1f}")
    print(f"milliseconds  p50 {cuts[9]:.0f}, p95 {cuts[18]:.0f}, longest {max(times, default=0):.0f}")
    print(f"memory, MB    {_megabytes(before)} before, {_megabytes(after)} after")
    print(f"errors        {errors.total()}")
    for described, number in errors.most_common(10):
        print(f"  {number} x {described}")


def _megabytes(sizes: Sequence[int]) -> list[int]:
    return [size // 1024 for size in sizes]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Put a server of the project's own documents under load.")
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most", type=int, default=200_000, help="requests in all, at most")
    for kind in ("silent", "half", "slow"):
        parser.add_argument(f"--{kind}", type=int, default=0, help=f"{kind} connections held open")
    return parser


if __name__ == "__main__":
    sys.exit(main())
