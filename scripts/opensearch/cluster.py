"""Run the nodes of a cluster on 127.0.0.1: one process, one folder and free ports for each node."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from scripts.opensearch.home import java

_NOBODY = 65534
"""The user that runs the nodes if we are root, because OpenSearch refuses to run as root."""
_PATIENCE = 180.0
"""Seconds to wait for the cluster to be ready, or for a node to end."""
_LOGGING = """\
status = error
appender.c.type = Console
appender.c.name = c
appender.c.layout.type = PatternLayout
appender.c.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %marker%m%n
rootLogger.level = warn
rootLogger.appenderRef.c.ref = c
"""


class Cluster:
    """A cluster that exists as long as its `with` block; afterwards all its files are removed.

    Args:
        home: The OpenSearch home, from `assemble`.
        nodes: The number of nodes.
        full_jit: Use the full compiler, for measuring; without it the JVMs start in half the time and run at
            about half the speed.
        heap: The heap of each node, in MiB.

    """

    def __init__(self, home: Path, *, nodes: int = 3, full_jit: bool = False, heap: int = 512) -> None:
        self._home = home
        self._full_jit = full_jit
        self._heap = heap
        self._folder = Path(mkdtemp(prefix="opensearch-"))
        ports = _free_ports(2 * nodes)
        self._http, self._transport = ports[:nodes], ports[nodes:]
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    @property
    def urls(self) -> tuple[str, ...]:
        """The address of each node, running or not."""
        return tuple(f"http://127.0.0.1:{port}" for port in self._http)

    def __enter__(self) -> Self:
        try:
            for number in range(len(self._http)):
                self.start(number)
            self.wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, number: int) -> None:
        """Start a node, counted from 0, with the data it had when it was stopped; return without waiting.

        The node is killed when the thread that started it ends, in whatever way.
        """
        folder = self._folder / f"n{number}"
        for name in ("config", "data", "logs", "work"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "config/opensearch.yml").write_text(self._settings(number, folder), "utf-8")
        (folder / "config/log4j2.properties").write_text(_LOGGING, "utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.endswith("_OPTIONS")}
        with (folder / "log").open("ab") as log:
            self._running[number] = subprocess.Popen(
                [
                    *_as_whom(self._folder, folder),
                    java(),
                    *self._flags(folder),
                    "org.opensearch.bootstrap.OpenSearch",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                env=kept,
                start_new_session=True,
            )

    def kill(self, number: int, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to a node, by default SIGKILL; after SIGKILL or SIGTERM, wait for it to end."""
        process = self._running[number]
        process.send_signal(how)
        if how in (signal.SIGKILL, signal.SIGTERM):
            process.wait(_PATIENCE)

    def wait(self, status: str = "green", nodes: int | None = None) -> None:
        """Wait until the cluster has this number of nodes (by default all) and this status.

        Raises:
            TimeoutError: The cluster did not get there, or all its nodes have ended.

        """
        wanted, ends = nodes or len(self._http), monotonic() + _PATIENCE
        while monotonic() < ends:
            for number, process in self._running.items():
                found = self._health(number) if process.poll() is None else {}
                if found.get("number_of_nodes") == wanted and found.get("status") == status:
                    return
            if all(process.poll() is not None for process in self._running.values()):
                break
            sleep(0.2)
        raise TimeoutError(f"The cluster is not {status}:\n{self.log()}")

    def memory(self) -> int:
        """Return the resident memory of all running nodes together, in bytes."""
        pages = (
            int(Path(f"/proc/{process.pid}/statm").read_text("utf-8").split()[1])
            for process in self._running.values()
            if process.poll() is None
        )
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")

    def disk(self) -> int:
        """Return the size of the data of all nodes, in bytes."""
        return sum(path.stat().st_size for path in self._folder.glob("n*/data/**/*") if path.is_file())

    def log(self) -> str:
        """Return the last 2,000 characters of each node's log."""
        return "\n".join(path.read_text("utf-8")[-2000:] for path in sorted(self._folder.glob("n*/log")))

    def stop(self) -> None:
        """Kill all nodes and remove their files."""
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.wait(_PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _health(self, number: int) -> dict[str, object]:
        """Return what a node says of the cluster's health, empty if it does not answer."""
        connection = HTTPConnection("127.0.0.1", self._http[number], timeout=2)
        try:
            connection.request("GET", "/_cluster/health")
            found: dict[str, object] = json.load(connection.getresponse())
        except (OSError, HTTPException, ValueError):
            return {}
        finally:
            connection.close()
        return found

    def _flags(self, folder: Path) -> list[str]:
        """Return the arguments of a node's JVM."""
        return [
            *(f"-Xms{self._heap}m", f"-Xmx{self._heap}m", "-Xss1m", "-XX:+UseSerialGC"),
            f"-XX:TieredStopAtLevel={4 if self._full_jit else 1}",
            *("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-Djna.nosys=true"),
            *("-Dio.netty.noUnsafe=true", "-Dio.netty.noKeySetOptimization=true"),
            *("-Dio.netty.recycler.maxCapacityPerThread=0", "-Dio.netty.allocator.numDirectArenas=0"),
            *("-Dlog4j.shutdownHookEnabled=false", "-Dlog4j2.disable.jmx=true"),
            *(f"-Djava.io.tmpdir={folder / 'work'}", f"-XX:ErrorFile={folder}/logs/crash.log"),
            *(f"-Dopensearch.path.home={self._home}", f"-Dopensearch.path.conf={folder}/config"),
            *("-Dopensearch.distribution.type=tar", "-Dopensearch.bundled_jdk=false"),
            *("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
            *("-cp", f"{self._home}/lib/*"),
        ]

    def _settings(self, number: int, folder: Path) -> str:
        """Return the content of a node's `opensearch.yml`."""
        seeds = ", ".join(f'"127.0.0.1:{port}"' for port in self._transport)
        names = ", ".join(f"n{other}" for other in range(len(self._transport)))
        return (
            f"cluster.name: juanzong-{self._transport[0]}\nnode.name: n{number}\nnetwork.host: 127.0.0.1\n"
            f"http.port: {self._http[number]}\ntransport.port: {self._transport[number]}\n"
            f"discovery.seed_hosts: [{seeds}]\ncluster.initial_cluster_manager_nodes: [{names}]\n"
            f"path.data: {folder}/data\npath.logs: {folder}/logs\nnode.processors: 2\n"
            "cluster.routing.allocation.disk.threshold_enabled: false\n"
            "action.auto_create_index: false\naction.destructive_requires_name: true\n"
        )


def _as_whom(*folders: Path) -> list[str]:
    """Return the command prefix for a node: it ends with this process, and runs as nobody if we are root."""
    tied = ["setpriv", "--pdeathsig", "KILL"]
    if os.geteuid():
        return tied if shutil.which(tied[0]) else []
    for path in (*folders, *folders[-1].rglob("*")):
        os.chown(path, _NOBODY, _NOBODY)
    return [*tied, f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]


def _free_ports(count: int) -> list[int]:
    """Return ports that are free now; all are held until the last one is found, so that they differ."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()
