"""One HTTP request and its answer, within limits of time.

A name is resolved once, and the connection goes to the address that was checked.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Timer
from urllib.parse import urlsplit

from indexer.fetching.faults import FailedError, TransientError, UnfitError
from indexer.runtime import networks

PROPORTION = 10
"""How many times as long as the silence that is borne an answer may take as a whole."""
_BLOCK = 1 << 16
_LATER = "Try again later; what has been fetched is kept."


@dataclass(slots=True)
class Answer:
    """The answer to a request; `header` returns an empty text for a header that it does not have."""

    url: str
    timeout: float
    response: HTTPResponse
    late: Event = field(default_factory=Event)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status

    def header(self, name: str) -> str:
        """Return a header."""
        return self.response.headers.get(name, "")

    @property
    def length(self) -> int | None:
        """How many bytes the body is said to have, None if that is not said."""
        given = self.header("Content-Length")
        if not (given.isascii() and given.isdigit()) or self.header("Transfer-Encoding"):
            return None
        return int(given)

    @property
    def is_ended(self) -> bool:
        """Whether the answer itself tells where it ends: by a length, or by its last chunk."""
        return self.length is not None or bool(self.header("Transfer-Encoding"))

    def blocks(self) -> Iterator[bytes]:
        """Yield the body as it comes.

        Raises:
            TransientError: The connection fails, or the time is over.

        """
        while block := self._block():
            yield block
        if self.late.is_set():
            raise _too_late(self.url, self.timeout)

    def _block(self) -> bytes:
        with _explained(self.url, self.timeout, self.late):
            return self.response.read1(_BLOCK)


@contextmanager
def answered(
    url: str, headers: Mapping[str, str], timeout: float, *, may_be_private: bool
) -> Iterator[Answer]:
    """Send a request and give its answer; the connection is closed at the end.

    Args:
        url: The address.
        headers: The headers.
        timeout: How many seconds may pass without a byte. The whole may take PROPORTION times as long.
        may_be_private: Whether the host may have an address that is not of the public internet.

    Raises:
        TransientError: The connection fails, or the time is over.
        FailedError: The certificate is not accepted.
        UnfitError: The host has an address that is not of the public internet.

    """
    late = Event()
    with _explained(url, timeout, late):
        connection = _connected(url, timeout, may_be_private=may_be_private)
    http = HTTPConnection(networks.LOCAL)
    http.sock = connection
    alarm = Timer(timeout * PROPORTION, _cut, (connection, late))
    alarm.daemon = True
    alarm.start()
    try:
        with _explained(url, timeout, late):
            parts = urlsplit(url)
            if isinstance(connection, ssl.SSLSocket):
                connection.do_handshake()
            target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            http.request("GET", target, headers={"Host": parts.netloc, **headers})
            response = http.getresponse()
        with closing(response):
            yield Answer(url, timeout, response, late)
    finally:
        alarm.cancel()
        http.close()


def _connected(url: str, timeout: float, *, may_be_private: bool) -> socket.socket:
    """Return a connection to the host of an address."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not may_be_private:
        for *_, place in found:
            _refuse_private(host, str(place[0]))
    failed: OSError = OSError("no address")
    for family, kind, protocol, _, place in found:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(place)
        except OSError as error:
            connection.close()
            failed = error
        else:
            return _protected(connection, url)
    raise failed


def _refuse_private(host: str, place: str) -> None:
    """Raise UnfitError if an IP address is not of the public internet."""
    known = networks.address(place.partition("%")[0])
    if known is None or not known.is_global or known.is_multicast:
        raise UnfitError(
            f"{host} has the address {place}, which is not of the public internet.",
            "Nothing was fetched from there.",
        )


def _protected(connection: socket.socket, url: str) -> socket.socket:
    """Return a connection that will speak TLS, if the address has it."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return connection
    return _context().wrap_socket(connection, server_hostname=parts.hostname, do_handshake_on_connect=False)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _cut(connection: socket.socket, late: Event) -> None:
    """End a connection whose time is over; whoever reads from it gets to its end."""
    late.set()
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)  # that of TLS is not for two threads


@contextmanager
def _explained(url: str, timeout: float, late: Event) -> Iterator[None]:
    """Raise a FailedError or a TransientError that tells how a connection failed."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise FailedError(
            f"The certificate of {urlsplit(url).netloc} is not accepted: {error.verify_message}.",
            "Check the clock and the certificates of this machine.",
        ) from error
    except TimeoutError as error:
        raise TransientError(f"{url} sent nothing for {timeout:g} seconds.", _LATER) from error
    except socket.gaierror as error:
        kind = TransientError if error.errno == socket.EAI_AGAIN else FailedError
        raise kind(
            f"{urlsplit(url).netloc} is not found: {error.strerror}.",
            "Check the network and url under [fetch].",
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        if late.is_set():
            raise _too_late(url, timeout) from error
        raise TransientError(f"The connection to {url} failed: {_reason(error)}.", _LATER) from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = "".join(char if char.isprintable() else "?" for char in str(error)[:200])
    return said or type(error).__name__


def _too_late(url: str, timeout: float) -> TransientError:
    return TransientError(f"{url} took longer than {timeout * PROPORTION:g} seconds.", _LATER)
