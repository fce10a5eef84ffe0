"""The command `webui`: serves the pages and the API from worker processes that stop gracefully.

At SIGTERM or Ctrl+C the server takes no more requests; answers that are being sent have GRACE seconds to end.
"""

from __future__ import annotations

import errno
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import gunicorn
from gunicorn.app.base import BaseApplication

from indexer.cli.command import CONFIG_OPTION, VERSION_OPTION, library, run
from indexer.runtime import config
from indexer.runtime.errors import CommandError
from webui.app import create_app
from webui.server import logs, worker

if TYPE_CHECKING:
    from flask import Flask

    from indexer.runtime.config import Config

BACKLOG = 1024
SEND_BUFFER = 262_144
"""Bytes of answers that the system buffers for a connection; slow readers must not fill its memory."""
SETTINGS = {
    "worker_class": worker.Worker,
    "threads": 4,
    "graceful_timeout": worker.GRACE + 2,  # a worker itself stops within GRACE
    "logger_class": logs.RequestLog,
    "loglevel": "warning",
    # A question of 1,000 Han characters makes a longer request line than gunicorn's own limits allow;
    # `webui.server.connections` and `webui.request.incoming` have the limits that hold.
    "limit_request_line": 0,
    "http_parser": "python",  # the tests use this one, even where a faster one is installed
    "asgi_loop": "asyncio",
    "asgi_disconnect_grace_period": 0,  # an answer ends at once when its client has gone
    # gunicorn would trust any client on this machine; `webui.request.forwarding` trusts named proxies only.
    "forwarded_allow_ips": "",
    "secure_scheme_headers": {},
    "forwarder_headers": "",
    "control_socket_disable": True,
}


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """gunicorn with our settings, on a listening socket; every worker opens the library for itself."""

    def __init__(self, settings: Config, descriptor: int) -> None:
        self._settings = settings
        self._descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults, as far as the installed version has the settings."""
        self.cfg.set("bind", f"fd://{self._descriptor}")
        self.cfg.set("workers", self._settings.web.workers)
        for name, value in SETTINGS.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application; called in each worker."""
        return create_app(self._settings)


@click.command("webui")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Number of worker processes.")
@CONFIG_OPTION
@VERSION_OPTION
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
    _check_gunicorn()
    with library(settings) as opened:
        opened.open()
    logs.begin()
    listener = listen(settings.web.host, settings.web.port)
    click.echo(f"Serving on {address(listener)} - stop with Ctrl+C.")
    # gunicorn closes the socket itself; a socket object here would close it again, in every worker.
    Server(settings, listener.detach()).run()


def main() -> None:
    """Run the command `webui`."""
    run(webui)


def _check_gunicorn() -> None:
    """Raise CommandError if the installed gunicorn lacks private parts that our connections use."""
    if absent := worker.missing():
        message = f"gunicorn {gunicorn.__version__} cannot be used: it has no {', '.join(sorted(absent))}."
        raise CommandError(message, "Install the version that requirements.lock names.")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on this host and port. Raises CommandError if that is impossible."""
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
    # Connections inherit this. Without it the end of an answer waits until the client acknowledges its start,
    # which takes 40 ms on a connection that is kept open.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    return listener


def address(listener: socket.socket) -> str:
    """Return the address of the page that a socket serves."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
