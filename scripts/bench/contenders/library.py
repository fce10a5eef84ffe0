"""Our own engines, asked as a host program asks: `Library.search`; without facets, by the seam alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer import config, engines
from indexer.answer.held import Held
from indexer.engines.base import Request
from indexer.library import Library
from indexer.query.plan import plan
from indexer.query.question import language_of
from scripts.bench.asking import query
from scripts.bench.contenders.base import WINDOW, Given, Ground, folder_size
from scripts.bench.contenders.direct_opensearch import store_size

if TYPE_CHECKING:
    from indexer.config import Config
    from indexer.engines.base import Engine
    from scripts.bench.questions import Question

INDEX = "index"
CONFIG = "config.toml"
SERVER = "opensearch"
ALIAS = "bench-ours"


class Ours:
    """A library with one of our engines."""

    def __init__(self, engine: str) -> None:
        self._name = engine

    def build(self, ground: Ground) -> None:
        """Build as `indexer build` does: from the text to the committed index."""
        library = Library(settings(ground, self._name))
        library.build()
        library.close()

    def open(self, ground: Ground, questions: tuple[Question, ...]) -> None:
        """Open the library; plans are made anew for each question, as they are for readers."""
        made = settings(ground, self._name)
        self._library = Library(made)
        self._library.open()
        self._engine = bare(made)
        self._held = Held(self._engine)
        self._queries = [query(question) for question in questions]

    def ask(self, number: int, *, full: bool) -> Given:
        """Ask the library; or plan, and ask the engine for units and their total only."""
        asked = self._queries[number]
        if full:
            results = self._library.search(asked)
            return Given(0 if results.query.relaxed else results.total)  # opponents do not relax
        planned = plan(asked, self._held)
        wanted = Request(planned.expression, planned.filters, favoured=language_of(asked.text), limit=WINDOW)
        return Given(self._engine.search(wanted).total)

    def size(self, ground: Ground) -> int:
        """Return the bytes of the index's folder, or of its store in the node."""
        return store_size(ground, ALIAS) if self._name == SERVER else folder_size(ground.place / INDEX)

    def close(self) -> None:
        """Close the library."""
        self._library.close()
        self._engine.close()


def settings(ground: Ground, engine: str) -> Config:
    """Write the configuration of a library of the corpus, with a second folder for additions; return it."""
    ground.place.mkdir(parents=True, exist_ok=True)
    file = ground.place / CONFIG
    file.write_text(toml(ground, engine), encoding="utf-8")
    return config.load(file)


def toml(ground: Ground, engine: str) -> str:
    """Return the text of that configuration."""
    library = f'[library]\ncorpora = ["{ground.corpus}", "added"]\nindex = "{INDEX}"\nengine = "{engine}"\n'
    if engine != SERVER:
        return library
    return (
        f'{library}[opensearch]\nurl = "{ground.opensearch}"\nindex = "{ALIAS}"\nshards = 1\nreplicas = 0\n'
    )


def bare(made: Config) -> Engine:
    """Return the engine of a configuration, opened."""
    shelf = made.library
    engine = engines.engine(shelf.engine, shelf.index / shelf.engine, made.opensearch)
    engine.open()
    return engine
