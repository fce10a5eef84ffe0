"""A unit that is found in two languages, shown once: in the reader's, as the engine is asked to leave out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.engines.base import Filter
from indexer.entries import document_of, in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.engines.base import Engine, Request
    from indexer.model import Language


def once(engine: Engine, request: Request, reader: Language) -> Request:
    """Return a request that leaves out what this one finds in the reader's language too.

    Only ids are read. Documents that are left out as a whole are named as such: the few filters that most
    questions need stay short, however much is found.
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
