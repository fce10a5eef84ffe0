"""Turn an error of urllib3, when a node did not answer, into one of our errors that says what to do."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

from urllib3.exceptions import HTTPError, ProtocolError

from indexer.engines.opensearch import cluster_errors
from indexer.model.messages import Message, message
from indexer.runtime.errors import IndexUnusableError

_PROBE = 0.5
"""How many seconds to try whether a node that closed a connection speaks TLS."""
_TO_PLAIN = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST")
"""OpenSSL's names for an answer that is not TLS."""
_TIMES = {9, 10}
_NAMES = {62, 64}
_ISSUERS = {2, 18, 19, 20, 21}
"""OpenSSL's numbers (X509_V_ERR_...) for a certificate with a fault.

_TIMES: it is not valid yet, or has expired. _NAMES: it is for another name. _ISSUERS: its authority is not
trusted.
"""


def fault(url: str, error: HTTPError) -> IndexUnusableError:
    """Return the error for a node that did not answer."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _untrusted(url, cause)
    if isinstance(cause, ssl.SSLError):
        if cause.reason in _TO_PLAIN:
            return cluster_errors.no_tls(url)
        return cluster_errors.unreachable(url, f"TLS: {cause.reason or cause.strerror or cause}")
    if isinstance(error, ProtocolError) and url.startswith("http:") and _speaks_tls(url):
        return cluster_errors.wants_tls(url)
    return cluster_errors.unreachable(url, _reason(error))


def _untrusted(url: str, error: ssl.SSLCertVerificationError) -> cluster_errors.AccessError:
    """Return the error for a node whose certificate was not accepted."""
    flaw: Message | str
    if error.verify_code in _TIMES:
        expired = message("it has expired")
        flaw = expired if error.verify_code == max(_TIMES) else message("it is not valid yet")
        advised = message("Renew it, or set the clock of this machine right.")
    elif error.verify_code in _NAMES:
        host = urlsplit(url).hostname
        flaw = message("it is not for {host}", host=host)
        advised = message(
            "Write a name that it is for as url in [opensearch] of config.toml, or renew it for this one."
        )
    else:
        stranger = message("it comes from an authority that is not trusted here")
        flaw = stranger if error.verify_code in _ISSUERS else error.verify_message
        advised = message(
            "Name the file (PEM) with the certificate of that authority as certificates in [opensearch] of "
            "config.toml."
        )
    return cluster_errors.untrusted(url, flaw, advised)


def _speaks_tls(url: str) -> bool:
    """Tell whether a node speaks TLS. No request is sent, since its certificate would not be accepted."""
    place = urlsplit(url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with suppress(OSError), socket.create_connection((place.hostname, place.port or 80), _PROBE) as plain:
        try:
            context.wrap_socket(plain, server_hostname=place.hostname).close()
        except ssl.SSLCertVerificationError:
            return True
    return False


def _reason(error: HTTPError) -> str:
    """Return the reason in an error of urllib3, without the texts before it."""
    told = error.args[1] if isinstance(error, ProtocolError) and len(error.args) > 1 else error
    return str(told).rpartition(": ")[2].rstrip(".")
