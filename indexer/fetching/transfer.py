"""One attempt to fetch a document: redirects followed, an interrupted transfer resumed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from indexer.fetching import pace
from indexer.fetching.body import Download
from indexer.fetching.exchange import Answer, answered
from indexer.fetching.faults import FailedError, MissingError, TransientError
from indexer.fetching.formats import Format
from indexer.fetching.pace import Clock, Pace
from indexer.fetching.site import Site
from indexer.fetching.store import Partial, Record, Shelf, digest
from indexer.runtime.config import FetchConfig

_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_OK, _EMPTY, _PART, _UNCHANGED = 200, 204, 206, 304
_NONE = (404, 410)
_DENIED = (401, 403, 407, 451)
_RANGE = 416
_TRANSIENT = (408, 425, 429, 500, 502, 503, 504)
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One attempt to fetch a document into its place on the shelf.

    `record` is that of the document which is there already; the service then sends it only if it has changed.
    `agent` is the name under which the service is asked.
    """

    url: str
    shelf: Shelf
    record: Record | None
    wanted: Format
    config: FetchConfig
    site: Site
    pace: Pace
    clock: Clock
    agent: str

    def run(self) -> Record:
        """Return the record of the document that is on the shelf then; the errors are those of `fetch`."""
        url = self.url
        for _ in range(_REDIRECTS + 1):
            moved = self._ask(url)
            if isinstance(moved, Record):
                return moved
            url = moved
        raise FailedError(f"{self.url} redirects more than {_REDIRECTS} times.", "Check url under [fetch].")

    def _ask(self, url: str) -> Record | str:
        """Send a request; return the record of what came, or the address to which it is redirected."""
        partial = self.shelf.partial()
        self.pace.wait()
        try:
            own = self.site.is_own(url)
            with answered(url, self._headers(partial), self.config.timeout, may_be_private=own) as answer:
                return self._taken(answer, partial)
        finally:
            self.pace.rest()

    def _headers(self, partial: Partial | None) -> dict[str, str]:
        headers = {"User-Agent": self.agent, "Accept": f"{self.wanted.accept}, */*;q=0.1"}
        headers |= {"Accept-Encoding": "identity", "Connection": "close"}
        if partial:
            start = self.shelf.part.stat().st_size
            headers |= {"Range": f"bytes={start}-", "If-Range": partial.validator}
        elif self.record:
            known = {"If-None-Match": self.record.etag, "If-Modified-Since": self.record.modified}
            headers |= {name: value for name, value in known.items() if value}
        return headers

    def _taken(self, answer: Answer, partial: Partial | None) -> Record | str:
        status = answer.status
        if status in _MOVED and (location := answer.header("Location")):
            return self.site.redirected(answer.url, location)
        if status == _UNCHANGED and self.record:
            self.shelf.drop()
            return self.record
        if status == _PART and partial:
            self._verify_rest(answer, partial)
            return self._received(answer, partial, self.shelf.part.stat().st_size)
        if status == _RANGE and partial:
            self.shelf.drop()
            raise TransientError(f"{answer.url} has no such rest of the document.", "Try again.")
        if status == _OK:
            new = Partial(
                self.shelf.symbol, self.shelf.language, _safe(answer, "ETag"), _safe(answer, "Last-Modified")
            )
            self.shelf.begin(new)
            return self._received(answer, new, 0)
        raise self._refusal(answer)

    def _verify_rest(self, answer: Answer, partial: Partial) -> None:
        """Raise TransientError, and drop what is there, if what comes does not continue it."""
        found = _CONTENT_RANGE.fullmatch(answer.header("Content-Range").strip())
        there = self.shelf.part.stat().st_size
        tags = _safe(answer, "ETag"), _safe(answer, "Last-Modified")
        known = partial.etag, partial.modified
        changed = any(new and new != old for new, old in zip(tags, known, strict=True))
        if not found or int(found[1]) != there or changed or answer.header("Content-Encoding"):
            self.shelf.drop()
            raise TransientError(f"{answer.url} has changed while it was fetched.", "Try again.")

    def _received(self, answer: Answer, partial: Partial, start: int) -> Record:
        """Write the body of an answer, and put it in its place if it is a document."""
        is_resumable = bool(partial.validator) and not answer.header("Content-Encoding")
        try:
            Download(answer, self.shelf, self.wanted, start, self.config.largest).run()
        except TransientError:
            if not is_resumable:
                self.shelf.drop()
            raise
        except Exception:
            self.shelf.drop()
            raise
        found = Record(
            symbol=self.shelf.symbol,
            language=self.shelf.language,
            url=answer.url,
            sha256=digest(self.shelf.part),
            fetched=datetime.fromtimestamp(self.clock.today(), UTC).isoformat(timespec="seconds"),
            etag=partial.etag,
            modified=partial.modified,
            corrigenda=self.record.corrigenda if self.record else None,
        )
        self.shelf.keep(found)
        return found

    def _refusal(self, answer: Answer) -> Exception:
        """Return the error for an answer without a document."""
        status, url = answer.status, answer.url
        if status in _NONE:
            return MissingError(f"{url} does not exist ({status}).", "Check the symbol and the language.")
        if status == _EMPTY:
            return MissingError(f"{url} is empty.", "The service holds no such document.")
        if status in _TRANSIENT:
            asked = pace.retry_after(answer.header("Retry-After") or None, self.clock.today())
            return TransientError(f"{url} is not served at present ({status}).", "Try again later.", asked)
        if status in _DENIED:
            return FailedError(
                f"{url} refuses to be fetched ({status}).",
                "Open the address in a browser; save the document there and use `indexer add`.",
            )
        return FailedError(f"{url} gives an unexpected answer ({status}).", "Check url under [fetch].")


def _safe(answer: Answer, name: str) -> str:
    """Return a header as it may be sent back; empty if it is too long or not printable."""
    value = answer.header(name).strip()
    with suppress(UnicodeEncodeError):
        if len(value) <= 200 and value.encode("ascii").decode().isprintable():  # noqa: PLR2004
            return value
    return ""
