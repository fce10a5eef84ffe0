"""The command `webui`: the page and the API in worker processes that stop gracefully.

At SIGTERM or Ctrl+C no request is taken any more, and answers that are being sent have GRACE seconds to end.
"""

from __future__ import annotations

import errno
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from gunicorn.app.base import BaseApplication

from indexer import config
from indexer.cli.running import CONFIG_OPTION, library, run
from indexer.errors import CommandError
from webui import logs
from webui.application import create_app

if TYPE_CHECKING:
    from flask import Flask

    from indexer.config import Config

BACKLOG = 1024
GRACE = 30
SETTINGS = {
    "worker_class": "gthread",
    "threads": 4,
    "graceful_timeout": GRACE,
    "logger_class": logs.RequestLog,
    "loglevel": "warning",
    # A question of 1,000 Han characters makes a longer request line than gunicorn's own limits allow;
    # `webui.incoming` has the limit that holds.
    "limit_request_line": 0,
    "control_socket_disable": True,
}


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """gunicorn with our settings on a socket that listens; every worker opens the library for itself."""

    def __init__(self, settings: Config, descriptor: int) -> None:
        self._settings = settings
        self._descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults; settings of other gunicorn versions are left out."""
        self.cfg.set("bind", f"fd://{self._descriptor}")
        self.cfg.set("workers", self._settings.web.workers)
        for name, value in SETTINGS.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application, in a worker."""
        return create_app(self._settings)


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Number of worker processes.")
@CONFIG_OPTION
def webui(host: str | None, port: int | None, workers: int | None, config_path: Path | None) -> None:
    """Serve the page and the API. Options override the configuration."""
    settings = config.load(config_path)
    web = replace(
        settings.web,
        host=host or settings.web.host,
        port=settings.web.port if port is None else port,
        workers=workers or settings.web.workers,
    )
    settings = replace(settings, web=web)
    with library(settings) as opened:
        opened.open()
    logs.begin()
    listener = listen(settings.web.host, settings.web.port)
    click.echo(f"Serving on {address(listener)} - stop with Ctrl+C.")
    # gunicorn closes the socket itself; an object of ours would close it once more, in every worker.
    Server(settings, listener.detach()).run()


def main() -> None:
    """Run the command `webui`."""
    run(webui)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises CommandError where that cannot be."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server((str(place[0]), port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"Port {port} of {host} is in use by another program."
            raise CommandError(message, "Stop that program, or choose another port with --port.") from error
        reason = error.strerror or str(error)
        message = f"Cannot listen on port {port} of {host}: {reason}."
        raise CommandError(message, "Choose another with --host and --port.") from error
    # Connections inherit it: else the end of an answer waits until the client acknowledges its beginning,
    # which on a connection that is kept open takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address(listener: socket.socket) -> str:
    """Return the address of the page that a socket serves."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
