"""The parameters of a question as a model: types, limits and meaning of what `query.arguments` reads."""

from __future__ import annotations

import datetime as dt
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model

from indexer.engines.base import Sort
from indexer.model import Edition, Kind, Language
from indexer.query.forms import BOUNDS, NAMES
from indexer.query.question import MAX_PER_PAGE, MAX_REACH, MAX_TEXT, Query
from webui.exports import Format
from webui.parameters import EVENTS, MENTIONS, Parameters, StateCode

DEFAULT = Query()
PAGES = f"`page` times `per_page` is at most {MAX_REACH:,}."
ONCE: dict[str, Any] = {
    "q": Annotated[
        str,
        Field(
            max_length=MAX_TEXT,
            description='Words, "phrases", OR, NOT or -word, brackets, word*, "a b"~5, field:value.',
            examples=["联络人", "points of contact -training"],
        ),
    ],
    "sort": Annotated[Sort, Field(description="The order of the hits.")],
    "page": Annotated[int, Field(ge=1, le=MAX_REACH, description=f"The page, from 1; {PAGES}")],
    "per_page": Annotated[int, Field(ge=1, le=MAX_PER_PAGE, description=f"Hits on a page; {PAGES}")],
    "translate": Annotated[bool, Field(description="Whether words find their translations too.")],
    "from": Annotated[dt.date | None, Field(description="The first day of events.", examples=["2019-04-01"])],
    "to": Annotated[dt.date | None, Field(description="The last day of events.", examples=["2019-06-30"])],
}
"""What is given once, with its type."""
FILTERS: dict[str, tuple[Any, str, str | None]] = {
    "year": (str, "Year of the document, or a period.", "2018-2020"),
    "section": (str, "Topic of a section, as in the facet.", None),
    "state": (str, "A State, by code or any of its names.", "CHL"),
    "language": (Language, "Language version.", None),
    "symbol": (str, "A document.", "S/2019/986"),
    "cites": (str, "A document that is cited, or one paragraph of it.", "S/RES/1977(2011)#9"),
    "kind": (Kind, "Kind of unit; headings and abbreviations only where asked for.", None),
    "part": (str, "Part of the document.", "annex"),
    "edition": (Edition, "Edition; a digest is not UN text.", None),
    "para": (str, "Number of a paragraph.", "18(a)"),
    "organizer": (str, "Part of the name of an organizer.", None),
    "place": (str, "Part of the name of a place.", None),
}
"""What may be repeated: the type of a value, what it means, and an example."""


def model(
    name: str, about: str, names: tuple[str, ...], base: type[Parameters] = Parameters, **more: object
) -> type[BaseModel]:
    """Return the model of these parameters of a question beside those of `base`.

    More that are required are given by their types.
    """
    fields: dict[str, Any] = {one: _field(one) for one in names}
    fields |= {one: (of, ...) for one, of in more.items()}
    return create_model(name, __base__=base, __doc__=about, **fields)


def _field(name: str) -> tuple[Any, Any]:
    bare = name.removeprefix("not.")
    if bare in ONCE:
        return ONCE[bare], getattr(DEFAULT, "text" if bare == "q" else bare, None)
    value, about, example = FILTERS[bare]
    description = f"Leaves out: {about}" if bare != name else f"{about} Repeated values are alternatives."
    examples = [[example]] if example else None
    values = GenericAlias(tuple, (value, ...))
    return Annotated[values, Field(description=description, examples=examples)], ()


EXCLUDABLE = tuple(f"not.{name}" for name in NAMES if name not in BOUNDS)
Question = model(
    "Question", "A question.", ("q", *NAMES, *EXCLUDABLE, "sort", "page", "per_page", "translate")
)
EventQuestion = model("EventQuestion", "A question about events.", EVENTS)
StateQuestion = model("StateQuestion", "What is said of a State.", MENTIONS, StateCode)
Export = model(
    "Export",
    "A whole answer as a file.",
    ("q", *NAMES, *EXCLUDABLE, "sort", "translate"),
    format=Annotated[Format, Field(description="The kind of file.")],
)
