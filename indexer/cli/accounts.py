"""Print the accounts of documents, as text or as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from indexer.answer.serialise import to_json
from indexer.cli.plain_tables import many
from indexer.cli.report import head_line
from indexer.cli.text import plain
from indexer.indexing.accounting import doubts, ranges
from indexer.model.document import DEFAULT_LANGUAGE
from indexer.model.stored import head_of
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.model.account import DocumentAccount, Garbled
    from indexer.model.document import Document, Tally


class Told:
    """Prints accounts one by one as they are made; afterwards `is_odd` tells whether one has a doubt."""

    def __init__(self, accounts: Iterable[tuple[Document, DocumentAccount]]) -> None:
        self._accounts = accounts
        self.is_odd = False

    def lines(self) -> Iterator[str]:
        """Yield the lines of all accounts."""
        for document, account in self._counted():
            yield head_line(head_of(document))
            yield from (f"  {line}" for line in account_lines(account))

    def json(self) -> Iterator[str]:
        """Yield one JSON object in pieces: `documents`, each with its symbol, language and account."""
        before = '{"documents":['
        for document, account in self._counted():
            named = {"symbol": document.symbol, "language": document.language, "edition": document.edition}
            yield before + to_json({**named, "account": account}).decode()
            before = ","
        yield (before if before != "," else "") + "]}"

    def _counted(self) -> Iterator[tuple[Document, DocumentAccount]]:
        for document, account in self._accounts:
            self.is_odd = self.is_odd or any(True for _ in doubts(account))
            yield document, account


def account_lines(account: DocumentAccount) -> Iterator[str]:
    """Yield what an account says: counts first, then what is unusual."""
    yield f"{account.characters} characters: {_tallies(account.kept)}"
    yield f"noise: {_tallies(account.noise) or 'none'}"
    yield from map(plain, doubts(account))
    yield from map(_garbled, account.garbled)
    for one in account.unaligned:
        yield f"no counterpart in {one.language}: {', '.join(_places(one.units))}"
    if account.not_held:
        shown = (symbols.display(one, DEFAULT_LANGUAGE) for one in account.not_held)
        yield f"cited, not held: {', '.join(shown)}"


def _tallies(tallies: tuple[Tally, ...]) -> str:
    return ", ".join(f"{tally.name} {tally.characters}" for tally in tallies if tally.characters)


def _garbled(one: Garbled) -> str:
    return f"garbled: {many(one.characters, f'{one.kind} character')} in {', '.join(one.units)}"


def _places(ids: Sequence[str]) -> Iterator[str]:
    """Write the ids of units of one document as parts with ranges of locators: `annex:h.3-5`."""
    places = [name.split(":")[2:] for name in ids]
    for part, members in groupby(places, lambda place: place[0]):
        yield from (f"{part}:{which}" for which in ranges([locator for _, locator in members]))
