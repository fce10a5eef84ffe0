"""Host names as they stand in addresses (`un.example:8443`, `[2001:db8::1]`), and patterns for host names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

MAX_NAME = 253
"""The longest host name in ASCII characters. A label has at most 63 (RFC 1035, 2.3.4)."""
MAX_PORT = 65_535
LOCAL = "localhost"
ANY = "*."
"""The beginning of a pattern that stands for all names below a name."""

_WRITTEN = r"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z_.-]+)(?::([0-9]{0,5}))?"
_LABEL = r"[0-9a-z_-]{1,63}"


@dataclass(frozen=True, slots=True)
class Host:
    """A host: a name in lower-case ASCII (an IPv6 address in brackets), and a port if one was given."""

    name: str
    port: int | None = None

    def __str__(self) -> str:
        return self.name if self.port is None else f"{self.name}:{self.port}"

    @property
    def local(self) -> bool:
        """Whether this is a name by which a machine calls itself: `localhost` or a loopback address."""
        place = address(self.name.strip("[]"))
        return self.name == LOCAL if place is None else place.is_loopback


def parse(text: str) -> Host | None:
    """Read a host as a request names it; return None if it is not valid."""
    found = re.fullmatch(_WRITTEN, text) if text.isascii() else None
    if not found:
        return None
    name = _name(found[1].lower())
    port = int(found[2]) if found[2] else None
    return Host(name, port) if name and (port is None or 0 < port <= MAX_PORT) else None


def pattern(text: str) -> Host | None:
    """Read a host as a person writes it in the configuration; return None if it is not valid.

    A pattern is a name in any script, `*.un.example`, or an IP address with or without brackets.
    """
    place = address(text)
    if place is not None:
        return parse(f"[{place}]" if isinstance(place, IPv6Address) else str(place))
    try:
        written = text.removeprefix(ANY).encode("idna").decode("ascii")
    except UnicodeError:
        return None
    found = parse(written)
    return Host(ANY + found.name, found.port) if found and text.startswith(ANY) else found


def covers(allowed: Host, host: Host, scheme: str) -> bool:
    """Tell whether a pattern covers a host; a pattern without a port covers all ports.

    Args:
        allowed: The pattern.
        host: The host of a request.
        scheme: `http` or `https`, which decides the port if the host names none.

    """
    if allowed.port is not None and allowed.port != port(host, scheme):
        return False
    if allowed.name.startswith(ANY):
        return host.name.endswith(allowed.name.removeprefix("*"))
    return host.name == allowed.name


def port(host: Host, scheme: str) -> int:
    """Return the port of a host; by default it is that of the scheme."""
    return host.port or {"https": 443}.get(scheme, 80)


def address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an IP address; return None if it is not valid. An IPv4 address mapped to IPv6 becomes IPv4."""
    try:
        place = ip_address(text)
    except ValueError:
        return None
    mapped = place.ipv4_mapped if isinstance(place, IPv6Address) else None
    return mapped or place


def _name(name: str) -> str:
    """Return a name in the form in which names are compared, or an empty text if it is not valid."""
    if name.startswith("["):
        place = address(name[1:-1])
        return f"[{place}]" if isinstance(place, IPv6Address) else str(place or "")
    name = name.removesuffix(".")
    known = len(name) <= MAX_NAME and all(re.fullmatch(_LABEL, label) for label in name.split("."))
    return name if known else ""
