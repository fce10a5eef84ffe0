"""Our own engines, asked by `Library.search` as a host program would; without facets, by the engine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer import engines
from indexer.answer.documents import HeldDocuments
from indexer.engines.base import Request
from indexer.library.library import Library
from indexer.model.query import language_of
from indexer.query.plan import plan
from indexer.runtime import config
from scripts.bench.contender_queries import query
from scripts.bench.contenders.contender import WINDOW, ContenderAnswer, Ground, folder_size
from scripts.bench.contenders.direct_opensearch import store_size

if TYPE_CHECKING:
    from indexer.engines.base import Engine
    from indexer.runtime.config import Config
    from scripts.bench.bench_questions import BenchQuestion

INDEX = "index"
CONFIG = "config.toml"
SERVER = "opensearch"
ALIAS = "bench-ours"


class Ours:
    """A library with one of our engines."""

    def __init__(self, engine: str) -> None:
        self._name = engine

    def build(self, ground: Ground) -> None:
        """Build as `indexer build` does, from the documents' text to the published index."""
        library = Library(settings(ground, self._name))
        library.build()
        library.close()

    def open(self, ground: Ground, questions: tuple[BenchQuestion, ...]) -> None:
        """Open the library; each question is planned when it is asked, as for readers."""
        made = settings(ground, self._name)
        self._library = Library(made)
        self._library.open()
        self._engine = bare(made)
        self._held = HeldDocuments(self._engine)
        self._queries = [query(question) for question in questions]

    def ask(self, number: int, *, full: bool) -> ContenderAnswer:
        """Ask the library; without facets, plan the question and ask the engine for units and their total."""
        asked = self._queries[number]
        if full:
            results = self._library.search(asked)
            return ContenderAnswer(0 if results.query.relaxed else results.total)  # others do not relax
        planned = plan(asked, self._held)
        wanted = Request(planned.expression, planned.filters, favoured=language_of(asked.text), limit=WINDOW)
        return ContenderAnswer(self._engine.search(wanted).total)

    def size(self, ground: Ground) -> int:
        """Return the size of the index's folder, or of its store on the node, in bytes."""
        return store_size(ground, ALIAS) if self._name == SERVER else folder_size(ground.place / INDEX)

    def close(self) -> None:
        """Close the library."""
        self._library.close()
        self._engine.close()


def settings(ground: Ground, engine: str) -> Config:
    """Write the configuration of a library, and return it; documents would be added to a second folder."""
    ground.place.mkdir(parents=True, exist_ok=True)
    file = ground.place / CONFIG
    file.write_text(toml(ground, engine), encoding="utf-8")
    return config.load(file)


def toml(ground: Ground, engine: str) -> str:
    """Return the text of the configuration."""
    library = f'[library]\ncorpora = ["{ground.corpus}", "added"]\nindex = "{INDEX}"\nengine = "{engine}"\n'
    if engine != SERVER:
        return library
    return (
        f'{library}[opensearch]\nurl = "{ground.opensearch}"\nindex = "{ALIAS}"\nshards = 1\nreplicas = 0\n'
    )


def bare(made: Config) -> Engine:
    """Return the engine of a configuration, already opened."""
    shelf = made.library
    engine = engines.engine(shelf.engine, shelf.index / shelf.engine, made.opensearch)
    engine.open()
    return engine
