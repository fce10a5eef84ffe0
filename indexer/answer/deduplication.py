"""Removes duplicates across languages: a unit found in both languages is shown in the reader's language only.

The duplicates become filters of the request, so that the engine counts and pages without them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.engines.base import Filter
from indexer.indexing.entries import document_of, in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.engines.base import Engine, Request
    from indexer.model.document import Language


def once(engine: Engine, request: Request, reader: Language) -> Request:
    """Return the request with filters that leave out units which it also finds in the reader's language.

    Only ids are read for this. Where all units found in a document are duplicates, the filter names the
    document instead of each unit: for most questions the filters stay short, however much is found.
    """
    counts = engine.search(replace(request, facets=("id", "document"), offset=0, limit=0)).facets
    doubled = [one for one in counts["id"] if _is_doubled(one, reader, counts["id"])]
    whole = {
        document
        for document, count in Counter(map(document_of, doubled)).items()
        if count == counts["document"][document]
    }
    single = tuple(one for one in doubled if document_of(one) not in whole)
    left_out = Filter("document", tuple(sorted(whole)), negated=True), Filter("id", single, negated=True)
    return replace(request, filters=(*request.filters, *(one for one in left_out if one.values)))


def _is_doubled(name: str, reader: Language, found: Mapping[str, int]) -> bool:
    twin = in_language(name, reader)
    return twin != name and twin in found
