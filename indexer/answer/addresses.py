"""Addresses of pages and answers: the same question always has the same address."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from indexer.query import arguments, rewriting
from indexer.query.question import MAX_REACH, Query, Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.model import Language
    from indexer.query.question import FilterName

API = "/api/v1"
API_SEARCH = f"{API}/search"
SAFE = "/()-.~:"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses that begin with `public_url` (no slash at its end) or with `/`.

    `search` is the path that answers questions, `lists` that under which the lists stand: the API's, or
    those of the pages. `extra` is kept in every address (the reader's language on pages), `kept` in those
    that answer a question (how a page shows its answer).
    """

    public_url: str = ""
    search: str = API_SEARCH
    lists: str = API
    extra: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def question(self, query: Query) -> str:
        """Return the address that answers a question."""
        return self.path(self.search, *arguments.pairs(query), *self.kept)

    def path(self, path: str, *pairs: tuple[str, str]) -> str:
        """Return the address of any path with these parameters and the extra ones."""
        parameters = "&".join(map(_written, (*pairs, *self.extra)))
        return self.public_url + quote(path, safe=SAFE) + ("?" + parameters if parameters else "")

    def document(self, symbol: str, language: Language) -> str:
        """Return the address of a document's page."""
        return self.path(f"/{language}/{symbol}")

    def unit(self, symbol: str, language: Language, anchor: str) -> str:
        """Return the address of a unit on its document's page."""
        return f"{self.document(symbol, language)}#{quote(anchor, safe=SAFE)}"

    def state(self, code: str) -> str:
        """Return the address of a State's page."""
        return self.path(f"/state/{code}")

    def mentions(self, code: str) -> Addresses:
        """Return the addresses whose questions ask for the mentions of a State."""
        return self._of(code, "/state", f"/state/{code}")

    def roles(self, code: str) -> Addresses:
        """Return the addresses whose questions ask for the lists of States in which a State stands."""
        return self._of(code, "/roles", f"/state/{code}/lists")

    def events(self) -> Addresses:
        """Return the addresses whose questions ask for events."""
        return replace(self, search=f"{self.lists}/events", kept=())

    def _of(self, code: str, endpoint: str, page: str) -> Addresses:
        """Return the addresses of a list on a State: the API's takes its code, the pages' bears it."""
        if self.lists:
            return replace(self, search=f"{self.lists}{endpoint}", kept=(("code", code),))
        return replace(self, search=page, kept=())

    def selecting(self, query: Query, selection: Selection) -> str:
        """Return the address of the question with this filter added."""
        others = rewriting.without(query, (selection,))
        return self.question(replace(others, selections=(*others.selections, selection)))

    def adding(self, query: Query) -> Adding:
        """Return the addresses of the question with one more filter, which it must not have yet."""
        chosen = sorted(set(query.selections), key=arguments.order)
        rest = (*arguments.trailing(replace(query, page=1)), *self.kept, *self.extra)
        return Adding(
            path=self.public_url + quote(self.search, safe=SAFE),
            before=tuple(map(_written, arguments.leading(query))),
            places=tuple(map(arguments.order, chosen)),
            chosen=tuple(_written(arguments.pair(one)) for one in chosen),
            after=tuple(map(_written, rest)),
        )

    def dropping(self, query: Query, *selections: Selection) -> str:
        """Return the address of the question without these filters, whether asked for or excluded."""
        return self.question(rewriting.without(query, selections))

    def next(self, query: Query, total: int) -> str | None:
        """Return the address of the next page, or None on the last one that is served."""
        reached = query.page * query.per_page
        if reached >= total or reached + query.per_page > MAX_REACH:
            return None
        return self.question(replace(query, page=query.page + 1))

    def prev(self, query: Query) -> str | None:
        """Return the address of the page before, or None on the first."""
        return self.question(replace(query, page=query.page - 1)) if query.page > 1 else None


@dataclass(frozen=True, slots=True)
class Adding:
    """The addresses of a question with one more filter.

    A page of facets has hundreds of them: what they share is written once. `chosen` are the filters that the
    question has, as written, in their order; `places` is what orders them.
    """

    path: str
    before: tuple[str, ...]
    places: tuple[tuple[int, bool, str], ...]
    chosen: tuple[str, ...]
    after: tuple[str, ...]

    def filter(self, name: FilterName, *, excluded: bool) -> Callable[[str], str]:
        """Return what gives the address for each value of a filter."""

        def parts(value: str) -> tuple[str, str]:
            at = bisect(self.places, arguments.order(Selection(name, value, excluded)))
            start = "&".join((*self.before, *self.chosen[:at], ""))
            end = "&".join(("", *self.chosen[at:], *self.after))
            return f"{self.path}?{start}{arguments.parameter(name, excluded=excluded)}=", end

        *kind, _ = arguments.order(Selection(name, "", excluded))
        if any([*place[:2]] == kind for place in self.places):
            return lambda value: _quoted(value).join(parts(value))
        start, end = parts("")  # wherever the value comes in its order, no other is near
        return lambda value: start + _quoted(value) + end


def anchor(part: str, locator: str) -> str:
    """Return the name of a unit on its page, `annex-18(a)`."""
    return f"{part}-{locator}"


def _written(pair: tuple[str, str]) -> str:
    return "=".join(map(_quoted, pair))


@lru_cache(maxsize=4_096)
def _quoted(text: str) -> str:
    """Write a name or a value of a parameter; the values of facets come again in every answer."""
    return quote_plus(text, safe=SAFE)
