"""The addresses of documents, and where a redirect may lead."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

from indexer.fetching.faults import FailedError, UnfitError
from indexer.runtime import networks
from indexer.runtime.networks import Host

_SCHEMES = ("http", "https")
_ADVICE = "Nothing was fetched from there. If the service has moved, correct url or hosts under [fetch]."


class Site:
    """The document service, and the hosts that belong to it.

    Args:
        template: The address of a document, with `{symbol}`, `{language}` and perhaps `{format}`.
        hosts: The patterns of further hosts to which the service may redirect.

    """

    def __init__(self, template: str, hosts: tuple[str, ...]) -> None:
        self._template = template
        parts = urlsplit(template)
        self._is_safe = parts.scheme == "https"
        self._own = _host(template)
        self._hosts = tuple(filter(None, map(networks.pattern, hosts)))

    @property
    def name(self) -> str:
        """The host of the service, for messages."""
        return str(self._own)

    def address(self, symbol: str, language: str, format_: str) -> str:
        """Return the address of a document; the symbol keeps its slashes and brackets."""
        values = {"{symbol}": quote(symbol, safe="/()"), "{language}": language, "{format}": format_}
        found = self._template
        for name, value in values.items():
            found = found.replace(name, value)
        return found

    def is_own(self, url: str) -> bool:
        """Tell whether an address is at the host that the configuration names."""
        return _host(url).name == self._own.name

    def redirected(self, url: str, location: str) -> str:
        """Return the address to which an answer redirects.

        Raises:
            UnfitError: It is at another site, not of the web, or no longer protected by TLS.

        """
        try:
            target = urljoin(url, location.strip()).partition("#")[0]
            parts, host = urlsplit(target), _host(target)
        except (ValueError, FailedError) as error:
            raise _astray(url, location, "which is no address") from error
        if parts.scheme not in _SCHEMES:
            raise _astray(url, target, "which is no address of the web")
        if parts.username is not None:
            raise _astray(url, target, "which has a user")
        if self._is_safe and parts.scheme != "https":
            raise _astray(url, target, "which is not protected by TLS")
        if not self._covers(host, parts.scheme):
            raise _astray(url, target, "which is another site")
        return _encoded(target)

    def _covers(self, host: Host, scheme: str) -> bool:
        ports = {networks.port(self._own, "https" if self._is_safe else "http"), 443}
        if host.name == self._own.name and networks.port(host, scheme) in ports:
            return True
        return any(networks.covers(allowed, host, scheme) for allowed in self._hosts)


def _encoded(url: str) -> str:
    """Return an address in which what HTTP does not allow is encoded; headers are read as Latin-1."""
    return quote(url.encode("latin-1", "replace"), safe="/:?#[]@!$&'()*+,;=%~")


def _host(url: str) -> Host:
    parts = urlsplit(url)
    found = networks.parse(parts.netloc.rpartition("@")[2])
    if found is None:
        raise FailedError(f"{url} names no host.", "Correct url under [fetch].")
    return found


def _astray(url: str, target: str, why: str) -> UnfitError:
    shown = "".join(char if char.isprintable() else "?" for char in target[:200])
    return UnfitError(f"{url} redirects to {shown}, {why}.", _ADVICE)
