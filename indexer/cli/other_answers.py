"""What `search` answers besides a question: a term, the glossary of a document, a text, a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from indexer.cli.command import addresses, library, typed
from indexer.query import arguments
from indexer.runtime import config
from indexer.runtime.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from indexer.runtime.config import Config

NOTHING = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted instead of the answer to a question; what is not is None.

    `said` are the pairs of the question and its filters, `others` the options that do not go with it.
    """

    term: str | None
    glossary_of: str | None
    looked_up: Path | None
    listed_in: Path | None
    encoding: str | None
    form: str
    said: Sequence[tuple[str, str]]
    others: Mapping[str, object]

    @property
    def is_anything(self) -> bool:
        """Whether anything is wanted but the answer to a question."""
        chosen = (self.term, self.glossary_of, self.looked_up, self.listed_in)
        return any(one is not None for one in chosen)

    def answer(self, config_path: Path | None, write: Callable[[Iterable[str]], None]) -> int:
        """Print what is wanted, and return the exit status.

        Raises:
            CommandError: Options contradict each other.

        """
        if self.term is not None:
            return self._terms(self.term, config.load(config_path))
        if self.glossary_of is not None:
            return self._glossary(self.glossary_of, config.load(config_path), write)
        from indexer.cli import batch, lookup

        query = arguments.parse(self.said)
        own = {"a question": query.text, **self.others}
        if self.looked_up is not None:
            lookup.check(self.looked_up, self.form, {**own, "filters": query.selections, **self._batch})
        elif self.listed_in is not None:
            batch.check(self.listed_in, self.form, own)
        settings = config.load(config_path)
        with library(settings) as opened:
            opened.open()
            if self.looked_up is not None:
                found = lookup.answers(opened, self.looked_up, self.encoding, addresses(settings))
                return 0 if lookup.print_all(found, self.form, write) else NOTHING
            listed = self.listed_in
            if listed is None:
                raise CommandError("There is no question.", "Try: search --help.")
            items = batch.answers(opened, listed, self.encoding, query, addresses(settings))
            return 0 if batch.print_all(items, self.form, write) else NOTHING

    @property
    def _batch(self) -> Mapping[str, object]:
        return {"--batch": self.listed_in}

    def _terms(self, term: str, settings: Config) -> int:
        """Print how a term is said in the other language."""
        from indexer.answer.serialise import to_json
        from indexer.cli import terms

        glossary_of = {"--glossary": self.glossary_of}
        terms.check(self.form, {"a question": self.said, **glossary_of, **self._batch, **self.others})
        with library(settings) as opened:
            opened.open()
            answer = opened.terms(typed(term), addresses(settings) if self.form == "text" else None)
        for line in terms.lines(answer) if self.form == "text" else (to_json(answer).decode(),):
            click.echo(line)
        return 0 if answer.translations else NOTHING

    def _glossary(self, symbol: str, settings: Config, write: Callable[[Iterable[str]], None]) -> int:
        """Print the glossary of a document."""
        from indexer.cli import glossary

        glossary.check(self.form, self.said, {**self._batch, **self.others})
        with library(settings) as opened:
            return glossary.print_glossary(
                opened, typed(symbol), self.form, self.said, addresses(settings), write
            )
