"""Authentication: the credentials that we send to a cluster, and how we verify the certificates of its nodes.

Certificates are always verified; no setting switches that off.
"""

from __future__ import annotations

import os
import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.engines.opensearch.cluster_errors import PASSWORD, USER
from indexer.runtime.config import OpenSearchConfig
from indexer.runtime.errors import ConfigError

_SECTION = "[opensearch] of config.toml"


@dataclass(frozen=True, slots=True)
class Access:
    """The headers sent to a node with each request, and the TLS context that verifies its certificate."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    context: ssl.SSLContext | None = None


def access(config: OpenSearchConfig) -> Access:
    """Return the credentials and the TLS context for a cluster.

    Raises:
        ConfigError: A file cannot be read, or only one of user and password is given.

    """
    return Access(_headers(config), _context(config))


def _headers(config: OpenSearchConfig) -> dict[str, str]:
    """Return the header with user and password, from the environment or else the configuration."""
    user = os.environ.get(USER) or config.user
    password = os.environ.get(PASSWORD) or (_password(config.password_file) if config.password_file else "")
    if bool(user) != bool(password):
        given, missing = ("user", "password") if user else ("password", "user")
        raise ConfigError(
            f"For OpenSearch a {given} is given but no {missing}.",
            f"Set both ${USER} and ${PASSWORD}, or both user and password_file in {_SECTION}, or none.",
        )
    if not user:
        return {}
    if ":" in user:
        raise ConfigError(f"The user in ${USER} has a colon.", "No user of OpenSearch has one: correct it.")
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}


def _password(path: Path) -> str:
    """Read a password: the content of a file without the line break at its end."""
    try:
        found = path.read_text("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise _unusable("password_file", path, "it is not UTF-8 text") from error
    except OSError as error:
        raise _unusable("password_file", path, str(error.strerror)) from error
    if not found:
        raise _unusable("password_file", path, "it is empty")
    return found


def _context(config: OpenSearchConfig) -> ssl.SSLContext | None:
    """Return the TLS context with the configured authorities, or the system's; None if no url is https."""
    if not any(url.startswith("https:") for url in config.url):
        return None
    path = config.certificates
    if path is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=path)
    except ssl.SSLError as error:
        raise _unusable("certificates", path, "it holds no certificates in PEM form") from error
    except OSError as error:
        raise _unusable("certificates", path, str(error.strerror)) from error


def _unusable(key: str, path: Path, reason: str) -> ConfigError:
    return ConfigError(
        f"The file {path} cannot be used: {reason}.", f"Correct {key} in {_SECTION}, or the file."
    )
