"""Juanzong 卷宗: a library of United Nations documents, asked from Python.

>>> from indexer import open_library
>>> with open_library("config.toml") as library:
...     results = library.search("联络人", state="CHL", group="paragraph")
...     print(results.total, results.hits[0].citation.en)
1 S/2020/1308, annex, para. 13 (project digest, not UN text)

The names in `__all__` are public, with their methods and fields that do not begin with an underscore. All
other names in this package are private, except those that docs/embedding.md shows: they may change from one
version to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.model.account import DocumentAccount, Garbled, Numbers, Unaligned
    from indexer.model.document import Both, DateSpan, Event, Tally
    from indexer.model.lists import Events, MonthCount, Role, StateRow, States, StateView, YearCount
    from indexer.model.query import Notice
    from indexer.model.results import (
        Chip,
        DocumentHead,
        Documents,
        DocumentView,
        Expansion,
        Facet,
        FacetValue,
        NameMatch,
        QueryInfo,
        Relaxed,
        Results,
        SymbolMatch,
        TextMatch,
        Variant,
    )
    from indexer.model.shown_units import (
        Caveat,
        Cited,
        Fragment,
        Highlight,
        Hit,
        NoteMark,
        OrganizationName,
        ParagraphView,
        StateName,
        Translation,
        Unit,
    )
    from indexer.public import Library, open_library
    from indexer.runtime.errors import JuanzongError
else:

    def __getattr__(name):  # noqa: ANN001, ANN202 - type checkers read the imports above
        """Import a public name when it is first used, so that importing the package itself loads nothing."""
        from importlib import import_module

        if name in __all__:
            for module in _MODULES:
                if found := vars(import_module(module)).get(name):
                    return found
        raise AttributeError(f"module 'indexer' has no public name {name!r}")


_MODULES = (
    "indexer.public",
    "indexer.runtime.errors",
    "indexer.model.results",
    "indexer.model.shown_units",
    "indexer.model.lists",
    "indexer.model.query",
    "indexer.model.document",
    "indexer.model.account",
)
"""The modules that define the public names."""

__all__ = [
    "Both",
    "Caveat",
    "Chip",
    "Cited",
    "DateSpan",
    "DocumentAccount",
    "DocumentHead",
    "DocumentView",
    "Documents",
    "Event",
    "Events",
    "Expansion",
    "Facet",
    "FacetValue",
    "Fragment",
    "Garbled",
    "Highlight",
    "Hit",
    "JuanzongError",
    "Library",
    "MonthCount",
    "NameMatch",
    "NoteMark",
    "Notice",
    "Numbers",
    "OrganizationName",
    "ParagraphView",
    "QueryInfo",
    "Relaxed",
    "Results",
    "Role",
    "StateName",
    "StateRow",
    "StateView",
    "States",
    "SymbolMatch",
    "Tally",
    "TextMatch",
    "Translation",
    "Unaligned",
    "Unit",
    "Variant",
    "YearCount",
    "open_library",
]
