"""What `search` answers besides a question: a term, the glossary of a document, a text, a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from indexer.cli.command import addresses, library, typed
from indexer.query import arguments
from indexer.runtime import config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

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
            return self._terms(self.term, config_path)
        if self.glossary_of is not None:
            return self._glossary(self.glossary_of, config_path, write)
        if self.looked_up is not None:
            return self._text(self.looked_up, config_path, write)
        return self._list(self.listed_in, config_path, write) if self.listed_in else NOTHING

    @property
    def _batch(self) -> Mapping[str, object]:
        return {"--batch": self.listed_in}

    def _terms(self, term: str, config_path: Path | None) -> int:
        """Print how a term is said in the other language."""
        from indexer.answer.serialise import to_json
        from indexer.cli import terms

        glossary_of = {"--glossary": self.glossary_of}
        terms.check(self.form, {"a question": self.said, **glossary_of, **self._batch, **self.others})
        settings = config.load(config_path)
        with library(settings) as opened:
            opened.open()
            answer = opened.terms(typed(term), addresses(settings) if self.form == "text" else None)
        for line in terms.lines(answer) if self.form == "text" else (to_json(answer).decode(),):
            click.echo(line)
        return 0 if answer.translations else NOTHING

    def _glossary(self, symbol: str, config_path: Path | None, write: Callable[[Iterable[str]], None]) -> int:
        """Print the glossary of a document."""
        from indexer.cli import glossary

        glossary.check(self.form, self.said, {**self._batch, **self.others})
        settings = config.load(config_path)
        with library(settings) as opened:
            return glossary.print_glossary(
                opened, typed(symbol), self.form, self.said, addresses(settings), write
            )

    def _text(self, path: Path, config_path: Path | None, write: Callable[[Iterable[str]], None]) -> int:
        """Print what is like the sentences of a text."""
        from indexer.cli import lookup

        query = arguments.parse(self.said)
        others = {"a question": query.text, **self.others, "filters": query.selections, **self._batch}
        lookup.check(path, self.form, others)
        settings = config.load(config_path)
        with library(settings) as opened:
            opened.open()
            found = lookup.answers(opened, path, self.encoding, addresses(settings))
            return 0 if lookup.print_all(found, self.form, write) else NOTHING

    def _list(self, path: Path, config_path: Path | None, write: Callable[[Iterable[str]], None]) -> int:
        """Print the answers to the lines of a list."""
        from indexer.cli import batch

        query = arguments.parse(self.said)
        batch.check(path, self.form, {"a question": query.text, **self.others})
        settings = config.load(config_path)
        with library(settings) as opened:
            opened.open()
            items = batch.answers(opened, path, self.encoding, query, addresses(settings))
            return 0 if batch.print_all(items, self.form, write) else NOTHING
