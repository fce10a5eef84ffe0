"""Makes the addresses of pages and answers; one question always has the same address."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from indexer.model.query import MAX_REACH, Query, Selection
from indexer.query import arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.model.document import Language
    from indexer.model.query import FilterName
    from indexer.query.question import Question

API = "/api/v1"
API_SEARCH = f"{API}/search"
SAFE = "/()-.~:"
_UNQUOTED = re.compile(f"[A-Za-z0-9_{re.escape(SAFE)}]*")


@dataclass(frozen=True, slots=True)
class Urls:
    """Makes addresses that begin with `public_url` (without a slash at its end) or with `/`.

    `search` is the path that answers questions. `lists` is the path that the lists stand under: that of the
    API, or empty for the pages. Every address has the parameters `extra` (the reader's language on pages);
    those that answer a question also have `kept` (how a page shows its answer).
    """

    public_url: str = ""
    search: str = API_SEARCH
    lists: str = API
    extra: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def question(self, query: Query) -> str:
        """Return the address that answers a question.

        >>> Urls().question(Query("training", (Selection("state", "CHL"),)))
        '/api/v1/search?q=training&state=CHL'

        """
        return self.path(self.search, *arguments.pairs(query), *self.kept)

    def path(self, path: str, *pairs: tuple[str, str]) -> str:
        """Return the address of a path with these parameters and the `extra` ones."""
        parameters = "&".join(map(_written, (*pairs, *self.extra)))
        return self.public_url + _in_path(path) + ("?" + parameters if parameters else "")

    def document(self, symbol: str, language: Language) -> str:
        """Return the address of a document's page."""
        return self.path(f"/{language}/{symbol}")

    def unit(self, symbol: str, language: Language, anchor: str) -> str:
        """Return the address of a unit on its document's page."""
        return f"{self.document(symbol, language)}#{_in_path(anchor)}"

    def state(self, code: str) -> str:
        """Return the address of a State's page."""
        return self.path(f"/state/{code}")

    def mentions(self, code: str) -> Urls:
        """Return `Urls` whose questions ask for the mentions of a State."""
        return self._of(code, "/state", f"/state/{code}")

    def roles(self, code: str) -> Urls:
        """Return `Urls` whose questions ask for the lists of States that contain a State."""
        return self._of(code, "/roles", f"/state/{code}/lists")

    def events(self) -> Urls:
        """Return `Urls` whose questions ask for events."""
        return replace(self, search=f"{self.lists}/events", kept=())

    def documents(self, *kept: tuple[str, str]) -> Urls:
        """Return `Urls` whose questions ask for documents, and which keep these parameters."""
        return replace(self, search=f"{self.lists}/documents", kept=kept)

    def _of(self, code: str, endpoint: str, page: str) -> Urls:
        """Return `Urls` for a list about a State; the API has its code as a parameter, a page in its path."""
        if self.lists:
            return replace(self, search=f"{self.lists}{endpoint}", kept=(("code", code),))
        return replace(self, search=page, kept=())

    def selecting(self, question: Question, selection: Selection, *instead: Selection) -> str:
        """Return the address of the question with one filter added, in place of the filters `instead`."""
        return self.question(question.selecting(selection, instead))

    def adding(self, query: Query) -> AddedFilterUrls:
        """Return the addresses of the question with one more filter, which it must not have yet."""
        chosen = sorted(set(query.selections), key=arguments.order)
        first = query if query.page == 1 else replace(query, page=1)
        rest = (*arguments.trailing(first), *self.kept, *self.extra)
        before = "".join(f"{_written(pair)}&" for pair in arguments.leading(query))
        return AddedFilterUrls(
            before=f"{self.public_url}{_in_path(self.search)}?{before}",
            places=tuple(map(arguments.order, chosen)),
            chosen=tuple(_written(arguments.pair(one)) for one in chosen),
            after="".join(f"&{_written(pair)}" for pair in rest),
        )

    def dropping(self, question: Question, *selections: Selection) -> str:
        """Return the address of the question without these filters, asked for or excluded."""
        return self.question(question.without(selections))

    def next(self, query: Query, total: int) -> str | None:
        """Return the address of the next page; None on the last page that is served."""
        reached = query.page * query.per_page
        if reached >= total or reached + query.per_page > MAX_REACH:
            return None
        return self.question(replace(query, page=query.page + 1))

    def prev(self, query: Query) -> str | None:
        """Return the address of the previous page; None on the first."""
        return self.question(replace(query, page=query.page - 1)) if query.page > 1 else None


@dataclass(frozen=True, slots=True)
class AddedFilterUrls:
    """The addresses of a question with one more filter.

    A page with facets has hundreds of them, so the parts that they share are written once: `before` and
    `after` the filters. `chosen` are the filters that the question already has, written and in order;
    `places` are their sort keys.
    """

    before: str
    places: tuple[tuple[int, bool, str], ...]
    chosen: tuple[str, ...]
    after: str

    def filter(self, name: FilterName, *, excluded: bool) -> Callable[[str], str]:
        """Return a function that gives the address for each value of a filter."""
        parameter = arguments.parameter(name, excluded=excluded)

        def parts(value: str) -> tuple[str, str]:
            at = bisect(self.places, arguments.order(Selection(name, value, excluded))) if self.places else 0
            start = "".join(f"{one}&" for one in self.chosen[:at])
            end = "".join(f"&{one}" for one in self.chosen[at:])
            return f"{self.before}{start}{parameter}=", end + self.after

        if any(one.startswith(f"{parameter}=") for one in self.chosen):
            return lambda value: _quoted(value).join(parts(value))
        start, end = parts("")  # no filter of this name is on: one place for every value
        return lambda value: f"{start}{_quoted(value)}{end}"


def anchor(part: str, locator: str) -> str:
    """Return the anchor of a unit on its page, such as `annex-18(a)`."""
    return f"{part}-{locator}"


def _in_path(text: str) -> str:
    """Write a text within a path or as an anchor; most have nothing that must be quoted."""
    return text if _UNQUOTED.fullmatch(text) else quote(text, safe=SAFE)


def _written(pair: tuple[str, str]) -> str:
    return "=".join(map(_quoted, pair))


@lru_cache(maxsize=4_096)
def _quoted(text: str) -> str:
    """Write a parameter's name or value; cached, because the values of facets recur in every answer."""
    return quote_plus(text, safe=SAFE)
