"""Models of the parameters of a question: types, limits and descriptions of what `query.arguments` reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import GenericAlias, MappingProxyType
from typing import Annotated, Any, Literal

from msgspec import Meta, defstruct, field

from indexer.model import fields
from indexer.model.fields import BOUNDS, BY_NAME, NAMES
from indexer.model.messages import Message, message
from indexer.model.query import MAX_PER_PAGE, MAX_REACH, MAX_TEXT, DocumentOrder, Group, Query, Sort
from indexer.query import arguments
from webui.api.exports import Format
from webui.request.parameters import DOCUMENTS, EVENTS, MENTIONS, Parameters, StateCode, excluding

DEFAULT = Query()
_ATTRIBUTES = {"q": "text", arguments.DROP: "dropped"}
"""For parameters of another name than the attribute of `Query`, that name."""
PAGES = f"`page` times `per_page` is at most {MAX_REACH:,}."
ONCE: dict[str, Any] = {
    "q": Annotated[
        str,
        Meta(
            max_length=MAX_TEXT,
            description='Words, "phrases", OR, NOT or -word, brackets, word*, "a b"~5, field:value.',
            examples=["联络人", "points of contact -training"],
        ),
    ],
    "sort": Annotated[Sort, Meta(description="The order of the hits.")],
    "page": Annotated[int, Meta(ge=1, le=MAX_REACH, description=f"The page, from 1; {PAGES}")],
    "per_page": Annotated[int, Meta(ge=1, le=MAX_PER_PAGE, description=f"Hits on a page; {PAGES}")],
    "translate": Annotated[
        bool | None, Meta(description="Whether words also find their translations; by default as configured.")
    ],
    "group": Annotated[
        Group | None,
        Meta(description="`paragraph`: one held in two languages is one hit; by default `unit`."),
    ],
    arguments.DROP: Annotated[
        tuple[str, ...],
        Meta(description="A translation that is not searched for. It may be repeated.", examples=[["援助"]]),
    ],
}
"""Parameters that are not fields, with their types."""


def model(
    name: str,
    about: str,
    names: tuple[str, ...],
    base: type[Parameters] = Parameters,
    own: Mapping[str, object] = MappingProxyType({}),
    **more: object,
) -> type[Parameters]:
    """Return a model of parameters.

    Args:
        name: The name of the model in the OpenAPI document.
        about: Its description.
        names: The parameters of a question that it has, as an address names them.
        base: A model whose parameters it has too.
        own: The types of parameters that take something else here than in a search.
        **more: Further required parameters, each given by its type.

    """
    read: list[Any] = [*(_field(each, own.get(each)) for each in names), *more.items()]
    made: Any = defstruct(
        name, read, bases=(base,), namespace={"__doc__": about}, module=__name__, frozen=True, kw_only=True
    )
    return made  # type: ignore[no-any-return]


def _field(name: str, own: object = None) -> tuple[str, Any, Any]:
    kind, default = (own, "" if name == "q" else None) if own else _typed(name)
    return name.replace(".", "_"), kind, field(default=default, name=name)


def _typed(name: str) -> tuple[Any, Any]:
    """Return the type and the default of a parameter."""
    if name in ONCE:
        return ONCE[name], getattr(DEFAULT, _ATTRIBUTES.get(name, name))
    known = BY_NAME[name.removeprefix(arguments.EXCLUDED)]
    examples = [known.example] if known.example else None
    about = _about(known, excluded=name != known.name)
    if not known.repeats:
        return Annotated[_type(known), Meta(description=about.en, examples=examples)], None
    values = GenericAlias(tuple, (_type(known), ...))
    return Annotated[values, Meta(description=about.en, examples=[examples] if examples else None)], ()


def _type(field: fields.Field) -> Any:  # noqa: ANN401 - any type
    if field.form == "choice":
        return Literal[field.named]
    return dt.date | None if field.name in BOUNDS else str


def _about(field: fields.Field, *, excluded: bool) -> Message:
    """Return the description of a field's parameter, or of the parameter that excludes its values."""
    about = field.about
    if excluded:
        return message("Leaves out: {about}", about=about)
    return message("{about} Repeated values are alternatives.", about=about) if field.repeats else about


DESCRIPTIONS = {
    about.en: about
    for about in (_about(field, excluded=excluded) for field in fields.FIELDS for excluded in (False, True))
}
"""The descriptions of the parameters that are fields, by their English texts."""
SWITCHES = ("translate", "group", arguments.DROP)
Question = model(
    "Question",
    "A question.",
    ("q", *NAMES, *excluding("search"), "sort", "page", "per_page", *SWITCHES),
)
EventQuestion = model("EventQuestion", "A question about events.", EVENTS)
DocumentsQuestion = model(
    "DocumentsQuestion",
    "A question about documents.",
    DOCUMENTS,
    own={
        "q": Annotated[
            str, Meta(max_length=MAX_TEXT, description="Words of titles and headings, as in a search.")
        ],
        "sort": Annotated[
            DocumentOrder | None,
            Meta(description="The order; by default symbol, or with `q` relevance."),
        ],
    },
)
StateQuestion = model("StateQuestion", "What is said of a State.", MENTIONS, StateCode)
Export = model(
    "Export",
    "A whole answer as a file.",
    ("q", *NAMES, *excluding("search"), "sort", *SWITCHES),
    format=Annotated[Format, Meta(description="The kind of file.")],
)
