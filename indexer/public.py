"""The library for Python programs; `indexer.__all__` lists which of these names are public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias, TypedDict, Unpack, get_args

from indexer.library import library as private
from indexer.model.document import Language
from indexer.model.lists import Events, States, StateView
from indexer.model.query import DocumentOrder, Group, Query, Sort, StateOrder
from indexer.model.results import Documents, DocumentView, Results
from indexer.model.shown_units import Hit, ParagraphView
from indexer.query import arguments, document_query, event_query, usage_errors
from indexer.query.forms import normal
from indexer.runtime import config as configuration
from indexer.runtime.suggestions import nearest

Values: TypeAlias = str | int | Sequence[str | int]
"""One value of a filter, or several that are alternatives."""


class Filters(TypedDict, total=False):
    """The filters as keyword arguments, with the names and values of an address; `not_` in front excludes."""

    year: Values
    date: Values
    section: Values
    state: Values
    organization: Values
    language: Values
    symbol: Values
    cites: Values
    kind: Values
    type: Values
    organ: Values
    part: Values
    edition: Values
    para: Values
    speaker: Values
    speaking: Values
    vote: Values
    from_: str | int
    to: str | int
    not_year: Values
    not_date: Values
    not_section: Values
    not_state: Values
    not_organization: Values
    not_language: Values
    not_symbol: Values
    not_cites: Values
    not_kind: Values
    not_type: Values
    not_organ: Values
    not_part: Values
    not_edition: Values
    not_para: Values
    not_speaker: Values
    not_speaking: Values
    not_vote: Values


LANGUAGES: tuple[Language, ...] = get_args(Language)
_NOT = "not_"


def open_library(config: str | Path | None = None) -> Library:
    """Open the library that a configuration describes, and return it; `with` closes it.

    >>> with open_library("config.toml") as library:
    ...     library.document("S/2019/986", "en").date
    datetime.date(2019, 12, 23)

    Args:
        config: The path of a `config.toml`. Without it `$JUANZONG_CONFIG` names the file, or else
            `./config.toml` is read; if there is none, the defaults are used.

    Raises:
        JuanzongError: The configuration cannot be read, or there is no usable index. The message says what to
            do.

    """
    opened = private.Library(configuration.load(Path(config) if config is not None else None))
    opened.open()
    return Library(opened)


class Library:
    """An open library, as `open_library` returns it; safe to use from many threads.

    Filters are keyword arguments with the names of an address: `year`, `date`, `section`, `state`,
    `organization`,
    `language`, `symbol`, `cites`, `kind`, `part`, `edition`, `para`, `from_` and `to`. Names such as
    `not_state` exclude values. A value is a text (a year may be a number) or a sequence of values, which are
    alternatives. Different filters must all hold.

    Every method raises JuanzongError for what cannot be understood or found; its message says what to do.
    """

    def __init__(self, opened: private.Library) -> None:
        self._library = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; the library cannot be asked after that."""
        self._library.close()

    def refresh(self) -> None:
        """Read what other processes have added or removed since the library was opened."""
        self._library.refresh()

    def search(  # noqa: PLR0913 - what a question may have
        self,
        text: str = "",
        *,
        sort: Sort = "relevance",
        page: int = 1,
        per_page: int = 20,
        translate: bool | None = None,
        group: Group | None = None,
        drop: str | Sequence[str] = (),
        **filters: Unpack[Filters],
    ) -> Results:
        """Answer a question with one page of hits, with facets, and with how it was understood.

        >>> with open_library("config.toml") as library:
        ...     library.search("assistance", year=[2019, 2020], not_state="Togo", per_page=1).per_page
        1

        Args:
            text: The question as typed in the search box; empty for everything that the filters let through.
            sort: The order of the hits.
            page: Which page, from 1.
            per_page: How many hits a page has, 1 to 100.
            translate: Whether words also find their translations; None does as configured.
            group: With `paragraph`, one that is held in two languages is one hit; by default each version is.
            drop: Translations that are not searched for.
            **filters: See `Library`.

        """
        across = _across(translate=translate, group=group, drop=drop)
        return self._library.search(_query(text, filters, across, sort=sort, page=page, per_page=per_page))

    def hits(
        self,
        text: str = "",
        *,
        sort: Sort = "relevance",
        translate: bool | None = None,
        group: Group | None = None,
        drop: str | Sequence[str] = (),
        **filters: Unpack[Filters],
    ) -> Iterator[Hit]:
        """Return an iterator over every hit of a question, not only one page; see `search`.

        >>> with open_library("config.toml") as library:
        ...     sum(1 for hit in library.hits("智利", kind="event"))
        4

        """
        return self._library.hits(
            _query(text, filters, _across(translate=translate, group=group, drop=drop), sort=sort)
        )

    def documents(
        self,
        text: str = "",
        *,
        sort: DocumentOrder | None = None,
        page: int = 1,
        per_page: int = 20,
        **filters: Unpack[Filters],
    ) -> Documents:
        """Return one page of the documents held; each language version is an item.

        >>> with open_library("config.toml") as library:
        ...     library.documents("review 1540", year=2019, sort="-date").total
        1

        Args:
            text: Words of titles and headings; empty for all documents.
            sort: The order, by default by symbol, or by relevance where there is a text.
            page: Which page, from 1.
            per_page: How many documents a page has, 1 to 100.
            **filters: `year`, `state`, `language`, `symbol`, `type`, `organ`, `edition`; see `Library`.

        """
        order = [] if sort is None else [("sort", str(sort))]
        window = [("page", str(page)), ("per_page", str(per_page))]
        return self._library.documents(document_query.parse([*_pairs(text, filters), *order, *window]))

    def document(self, symbol: str, language: Language | None = None) -> DocumentView:
        """Return a document with all its units; without a language, the first version held."""
        return self._library.document(symbol, _language(language))

    def paragraph(
        self, symbol: str, paragraph: str, *, part: str | None = None, language: Language | None = None
    ) -> ParagraphView:
        """Return one unit of a document by its locator, such as `18(a)`.

        Without a `part`, it is the unit of the first part that has this locator.

        >>> with open_library("config.toml") as library:
        ...     library.paragraph("S/2019/986", "12", language="en").citation.en
        'S/2019/986, annex, para. 12 (project digest, not UN text)'

        """
        return self._library.paragraph(symbol, _language(language), part, paragraph)

    def states(self, *, sort: StateOrder = "name") -> States:
        """Return all States that the library mentions, by name or with the most mentioned first."""
        if sort not in get_args(StateOrder):
            raise usage_errors.no_order(sort, get_args(StateOrder))
        return self._library.states(order=sort)

    def state(self, name: str, *, page: int = 1, per_page: int = 20, **filters: Unpack[Filters]) -> StateView:
        """Return a State by its code or any of its names, with what is said of it.

        >>> with open_library("config.toml") as library:
        ...     library.state("智利", year=2019).code
        'CHL'

        """
        return self._library.state(name, _query("", filters, page=page, per_page=per_page))

    def events(
        self,
        text: str = "",
        *,
        organizer: Values = (),
        place: Values = (),
        page: int = 1,
        per_page: int = 20,
        **filters: Unpack[Filters],
    ) -> Events:
        """Return one page of the events that a question finds, by date.

        `organizer` and `place` are parts of names; several values are alternatives.
        """
        more = [
            pair
            for name, given in (("organizer", organizer), ("place", place))
            for pair in _each(name, given)
        ]
        asked = [*_pairs(text, filters), ("page", str(page)), ("per_page", str(per_page)), *more]
        return self._library.events(event_query.parse(asked))


def _language(wanted: str | None) -> Language | None:
    """Return a known language, or None where none is asked for. Raises UsageError for an unknown one."""
    value = None if wanted is None else normal("language", wanted)
    return next((known for known in LANGUAGES if known == value), None)


def _across(
    *, translate: bool | None, group: Group | None, drop: str | Sequence[str]
) -> list[tuple[str, str]]:
    """Return what is said of asking across languages, as pairs of an address."""
    switched = [] if translate is None else [("translate", str(translate).lower())]
    grouped = [] if group is None else [("group", str(group))]
    return [*switched, *grouped, *_each("drop", drop)]


def _query(
    text: str, filters: Mapping[str, object], across: Sequence[tuple[str, str]] = (), **window: object
) -> Query:
    """Return the question that a method was asked. Raises UsageError for impossible arguments."""
    chosen = ((name, str(value)) for name, value in window.items())
    return arguments.parse([*_pairs(text, filters), *across, *chosen])


def _pairs(text: str, filters: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return keyword arguments as pairs of a name and a value, as an address has them."""
    pairs = _each("q", text)
    for name, values in filters.items():
        pairs += _each(_parameter(name), values)
    return pairs


def _parameter(name: str) -> str:
    """Return the parameter of an address for a keyword argument. Raises UsageError for an unknown one."""
    allowed = Filters.__annotations__
    if name not in allowed:
        named = ("sort", "page", "per_page", *(one for one in allowed if not one.startswith(_NOT)))
        raise usage_errors.unknown_parameter(name, nearest(name, allowed, 1), named, _NOT)
    return f"not.{name.removeprefix(_NOT)}" if name.startswith(_NOT) else name.removesuffix("_")


def _each(name: str, values: object) -> list[tuple[str, str]]:
    """Return a pair for each value of a parameter. Raises UsageError for any but texts and whole numbers."""
    several = values if isinstance(values, Sequence) and not isinstance(values, str | bytes) else (values,)
    for value in several:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise usage_errors.no_text(name, value)
    return [(name, str(value)) for value in several]
