"""A copy of the program that has two fields more, category and venue: what its users meet, as JSON.

    python -m tests.model.added_fields INDEX CORPUS PLACE

INDEX was made without them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from indexer.cli.search import search
from indexer.library.library import Library
from indexer.model.results import Results
from indexer.query import arguments
from indexer.runtime.config import Config, load
from indexer.runtime.errors import IndexUnusableError
from scripts import field_tables
from tests import shelf, site

VALUE = "其他外联活动"
ENGINES = ("memory", "whoosh", "tantivy")


def refused(settings: Config) -> str:
    """Return why an index cannot be asked."""
    try:
        Library(settings).open()
    except IndexUnusableError as error:
        return error.message
    return ""


def asked(library: Library) -> Iterator[tuple[str, int, int]]:
    """Yield questions by the field, with how many units they find and how many of these are not of VALUE."""
    for pairs in (
        [("category", VALUE)],
        [("q", f'category:"{VALUE}"')],
        [("q", f'(category:"{VALUE}" OR kind:letter)')],
        [("kind", "event"), ("not.category", VALUE)],
    ):
        found = list(library.hits(arguments.parse(pairs)))
        others = [hit for hit in found if not hit.event or hit.event.category != VALUE]
        yield str(pairs), len(found), len(others)


def facet(found: Results, name: str) -> list[tuple[str, str, int]]:
    """Return the values of a facet."""
    return [(one.value, one.label, one.count) for one in found.facets[name].values]


def met(library: Library) -> dict[str, Any]:
    """Return what the users of a library meet."""
    library.build()
    library.open()
    client = site.client(library)
    described = client.get("/api/v1/openapi.json").json or {}
    parameters = {one["name"]: one for one in described["paths"]["/search"]["get"]["parameters"]}
    events = library.search(arguments.parse([("kind", "event"), ("language", "zh")]), reader="zh")
    answer = client.get("/api/v1/search", query_string={"category": VALUE, "language": "zh"})
    return {
        "questions": list(asked(library)),
        "counted": {name: facet(events, name) for name in ("category", "venue")},
        "status": answer.status_code,
        "filters": (answer.json or {})["query"]["filters"],
        "misspelt": (client.get("/api/v1/search?venue=onlin").json or {})["detail"],
        "described": [parameters[name] for name in ("category", "not.category", "venue")],
        "facets": described["components"]["schemas"]["Results"]["properties"]["facets"],
        "elsewhere": client.get("/api/v1/events", query_string={"category": VALUE}).status_code,
        "pages": [
            client.get("/", query_string={"q": "kind:event", "lang": one}).text for one in ("zh", "en")
        ],
        "api": client.get("/api?lang=zh").text,
    }


def main(index: Path, corpus: Path, place: Path) -> None:
    """Print it."""
    said: dict[str, Any] = {"refused": refused(shelf.config(index.parent, corpus))}
    for engine in ENGINES:
        said[engine] = met(Library(shelf.config(place, corpus, engine=engine)))
    settings = shelf.written(place / "config.toml", f'[library]\ncorpora = ["{corpus}"]\nindex = "cli"\n')
    Library(load(settings)).build()
    runner = CliRunner()
    asking = ["--category", VALUE, "--facets", "--config", str(settings)]
    said["help"] = runner.invoke(search, ["--help"]).output
    said["printed"] = runner.invoke(search, asking, standalone_mode=False).output
    said["docs"] = {
        name: field_tables.written((field_tables.DOCS / name).read_text(encoding="utf-8"))
        for name in field_tables.PAGES
    }
    print(json.dumps(said))  # noqa: T201 - for the test


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
