"""Removes duplicates across languages: a unit found in both languages is shown in the reader's language only.

The duplicates become filters of the request, so that the engine counts and pages without them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from indexer.engines.base import Filter, Key, Or, Without
from indexer.indexing.entries import document_of, in_language
from indexer.model.document import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from indexer.engines.base import Engine, Request

AT_ONCE = 10_000
"""About how many ids are read at a time, by the years of their documents."""
EXCEPTIONS = 500
"""How many documents and units may be named beside a whole language."""


def once(engine: Engine, request: Request, reader: Language) -> Request:
    """Return the request, changed so that it leaves out units which it also finds in the reader's language.

    Only ids are read for this. The request stays short, however much is found: where all units found in a
    document are duplicates, it names the document instead of each unit, and where nearly all units in the
    other language are, it names that language and what is kept of it.
    """
    found = _Versions(reader)
    for part in _parts(engine, request):
        found.take(engine.search(replace(part, facets=("id",), offset=0, limit=0)).facets["id"])
    return found.narrowed(request)


def has_twins(ids: Collection[str], reader: Language) -> bool:
    """Tell whether some of these units are language versions of one another."""
    return len({in_language(one, reader) for one in ids}) < len(ids)


def _parts(engine: Engine, request: Request) -> Iterator[Request]:
    """Divide a request that finds much into requests for some years each, and for what has none."""
    if engine.search(replace(request, facets=(), offset=0, limit=0)).total <= AT_ONCE:
        yield request
        return
    whole = engine.search(replace(request, facets=("year",), offset=0, limit=0))
    years = whole.facets["year"]
    dated = [Filter("year", some) for some in _together(years)]
    undated = [Filter("year", tuple(years), negated=True)] if sum(years.values()) < whole.total else []
    for one in (*dated, *undated):
        yield replace(request, filters=(*request.filters, one))


def _together(years: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Yield years that have AT_ONCE units together, or one year that has more."""
    some: list[str] = []
    units = 0
    for year in sorted(years):
        if some and units + years[year] > AT_ONCE:
            yield tuple(some)
            some, units = [], 0
        some.append(year)
        units += years[year]
    if some:
        yield tuple(some)


class _Versions:
    """The units found, by their ids. Of what was found in both languages, no more than is needed is kept."""

    def __init__(self, reader: Language) -> None:
        self._reader = reader
        self._whole: list[str] = []
        """Documents of which all units that were found are duplicates."""
        self._doubled: dict[str, list[str]] = {}
        """Of each other document the units that are duplicates, and in `_alone` those that are not."""
        self._alone: dict[str, list[str]] = {}
        self._read: set[str] = set()
        """Units in the reader's language without another version so far, which may have another year."""

    def take(self, ids: Iterable[str]) -> None:
        """Take some units; those of a document come together."""
        read: set[str] = set()
        others: defaultdict[str, list[str]] = defaultdict(list)
        for one in ids:
            if (twin := in_language(one, self._reader)) == one:
                read.add(one)
            else:
                others[document_of(one)].append(twin)
        for document, twins in others.items():
            self._sort(document, twins, read)
            read.difference_update(twins)
        self._read |= read

    def _sort(self, document: str, twins: list[str], read: set[str]) -> None:
        alone = [one for one in twins if one not in read]
        if alone:
            self._alone[document] = alone
            self._doubled[document] = [one for one in twins if one in read]
        else:
            self._whole.append(document)

    def narrowed(self, request: Request) -> Request:
        """Return the request without the duplicates, in the shorter of two ways."""
        for document, twins in self._alone.items():
            self._doubled[document] += [one for one in twins if one in self._read]
            self._alone[document] = [one for one in twins if one not in self._read]
        out = self._named(self._doubled, self._alone)
        out = Filter("document", (*self._whole, *out[0].values)), out[1]
        kept = self._named(self._alone, self._doubled)
        if _length(kept) < _length(out) and _length(kept) <= EXCEPTIONS:
            return self._keeping(request, kept)
        left_out = (replace(one, values=tuple(sorted(one.values)), negated=True) for one in out if one.values)
        return replace(request, filters=(*request.filters, *left_out))

    @staticmethod
    def _named(wanted: dict[str, list[str]], others: dict[str, list[str]]) -> tuple[Filter, Filter]:
        """Name units by their documents where these have no others, and else by their ids."""
        documents = tuple(one for one in wanted if not others[one])
        single = ((document, twins) for document, twins in wanted.items() if others[document])
        ids = (in_language(one, _language(document)) for document, twins in single for one in twins)
        return Filter("document", documents), Filter("id", tuple(ids))

    def _keeping(self, request: Request, kept: tuple[Filter, Filter]) -> Request:
        """Return the request without the other languages, of which only what is named is kept."""
        others = tuple(one for one in get_args(Language) if one != self._reader)
        if not _length(kept):
            left_out = Filter("language", others, negated=True)
            return replace(request, filters=(*request.filters, left_out))
        named = Or(tuple(Key(one.field, value) for one in kept for value in one.values))
        foreign = Or(tuple(Key("language", one) for one in others))
        return replace(request, expression=Without(request.expression, Without(foreign, named)))


def _language(document: str) -> Language:
    """Return the language of a document by its key."""
    return next(one for one in get_args(Language) if document.endswith(f":{one}"))


def _length(named: tuple[Filter, Filter]) -> int:
    return sum(len(one.values) for one in named)
