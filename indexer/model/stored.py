"""What an engine stores of a unit: one line of JSON, written by the indexing and read for answers."""

from __future__ import annotations

import datetime as dt

from msgspec import Raw, Struct, json

from indexer.model.account import Account
from indexer.model.document import Document, Edition, Kind, Language, Paragraph, Script


class Head(Struct, frozen=True, gc=False, array_like=True):
    """A document without its units; `units` and `events` are the numbers of its paragraphs and events."""

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    date: dt.date | None
    units: int = 0
    events: int = 0
    adopted: dt.date | None = None
    type: str = ""
    organ: str = ""
    session: str = ""
    agenda: str = ""
    symbols: tuple[str, ...] = ()
    job: str = ""
    reissued: bool = False


_NOTHING = Account(0, (), (), (), (), (), (), ())


class Outcome(Struct, frozen=True, gc=False, array_like=True):
    """A draft of which a document tells that it was adopted, and as which resolution."""

    draft: str
    resolution: str


class StoredHead(Struct, frozen=True, gc=False, array_like=True):
    """The head of a document, a digest of all from which it was made (`Holding.origin`), and its account.

    The account is kept as JSON: lists of documents, which do not show it, need not read it. `outcomes` are
    those of the drafts that the document tells of, `moved` is that of the document.
    """

    head: Head
    origin: str
    account: Raw
    outcomes: tuple[Outcome, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


class StoredUnit(Struct, frozen=True, gc=False, array_like=True):
    """A unit, and the head of its document."""

    head: Head
    paragraph: Paragraph


_ACCOUNTS = json.Decoder(Account)
_HEADS = json.Decoder(StoredHead)
_UNITS = json.Decoder(StoredUnit)


PARAGRAPHS: frozenset[Kind] = frozenset(("paragraph", "preamble", "speech", "sentence"))
"""The kinds of units that are counted as paragraphs of a document."""


def head_of(document: Document) -> Head:
    """Return the head of a document, with the numbers of its paragraphs and events."""
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    return Head(
        document.symbol,
        document.language,
        document.script,
        document.edition,
        document.title,
        document.date,
        sum(kind in PARAGRAPHS for kind in kinds),
        kinds.count("event"),
        document.adopted,
        document.type,
        document.organ,
        document.session,
        document.agenda,
        document.symbols,
        document.job,
        document.reissued,
    )


def dump_head(
    head: Head,
    origin: str = "",
    account: Account = _NOTHING,
    outcomes: tuple[Outcome, ...] = (),
    moved: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return a head and what is kept with it as one line of JSON."""
    return json.encode(StoredHead(head, origin, Raw(json.encode(account)), outcomes, moved)).decode()


def load_head(stored: str) -> Head:
    """Return the head that `dump_head` wrote."""
    return _HEADS.decode(stored).head


def load_stored_head(stored: str) -> StoredHead:
    """Return what `dump_head` wrote."""
    return _HEADS.decode(stored)


def load_account(stored: StoredHead) -> Account:
    """Return the account that is kept with the head of a document."""
    return _ACCOUNTS.decode(stored.account)


def dump(head: Head, paragraph: Paragraph) -> str:
    """Return a unit and the head of its document as one line of JSON."""
    return json.encode(StoredUnit(head, paragraph)).decode()


def load(stored: str) -> StoredUnit:
    """Return the unit that `dump` wrote."""
    return _UNITS.decode(stored)
