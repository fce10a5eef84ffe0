"""The account of a document on its page: one line that counts what is unusual, and what opens below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.answer import citation_forms
from indexer.answer.accounts import worded
from indexer.answer.urls import anchor
from indexer.model.messages import message, plural
from webui.request.localisation import count, either, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from indexer.model.account import DocumentAccount, Garbled, GarbledKind, Numbers
    from indexer.model.messages import Message

MOST_PLACES = 50
"""How many places of one kind are named; the API names all."""
KINDS: dict[GarbledKind, Message] = {
    "replacement": message("Characters that could not be read"),
    "private use": message("Characters of a font's own"),
    "control": message("Control characters"),
    "unassigned": message("Characters unknown to Unicode"),
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What is unusual, and where: texts, each with the anchor of the unit if there is one.

    `more` counts the places that are not named.
    """

    name: str
    places: tuple[tuple[str, str | None], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class AccountLines:
    """The account as shown; in `warnings`, those that all readers get in English have False beside them."""

    summary: str
    rows: tuple[AccountRow, ...]
    warnings: tuple[tuple[str, bool], ...]
    characters: str


def account_lines(account: DocumentAccount) -> AccountLines | None:
    """Return the account as shown to the reader of the request; None if there is nothing to say."""
    counted = tuple(_counted(account))
    if not counted:
        return None
    kept = sum(one.characters for one in account.kept)
    characters = message(
        "Of {total} characters of the file, {kept} are in the text; {noise} were left out, "
        "such as page heads.",
        total=count(account.characters),
        kept=count(kept),
        noise=count(account.characters - kept),
    )
    summary = either(message(", ")).join(counted)
    return AccountLines(summary, tuple(_rows(account)), tuple(_warnings(account)), either(characters))


def _counted(account: DocumentAccount) -> Iterator[str]:
    """Yield how many of each kind there are, where there are any."""
    of: tuple[tuple[int, Callable[[int], Message]], ...] = (
        (_total(account.missing), lambda n: plural("{number} number missing", "{number} numbers missing", n)),
        (_total(account.doubled), lambda n: plural("{number} number twice", "{number} numbers twice", n)),
        (
            _total(account.disordered),
            lambda n: plural("{number} number out of order", "{number} numbers out of order", n),
        ),
        (
            sum(one.characters for one in account.garbled),
            lambda n: plural("{number} garbled character", "{number} garbled characters", n),
        ),
        (
            sum(len(one.units) for one in account.unaligned),
            lambda n: plural("{number} unit without counterpart", "{number} units without counterpart", n),
        ),
        (len(account.warnings), lambda n: plural("{number} warning", "{number} warnings", n)),
    )
    return (either(words(number)) for number, words in of if number)


def _total(numbers: Sequence[Numbers]) -> int:
    return sum(one.count for one in numbers)


def _rows(account: DocumentAccount) -> Iterator[AccountRow]:
    for name, numbers in (
        (message("Numbers missing"), account.missing),
        (message("Numbers twice"), account.doubled),
        (message("Numbers out of order"), account.disordered),
    ):
        if numbers:
            yield AccountRow(either(name), tuple(map(_numbers, numbers)))
    yield from map(_garbled, account.garbled)
    for one in account.unaligned:
        name = message("Without counterpart in {language}", language=label("language", one.language))
        yield _placed(name, [unit.split(":", 2)[2] for unit in one.units])


def _numbers(one: Numbers) -> tuple[str, None]:
    """Write the numbers of a part, with the name of the part."""
    named, more = one.ranges[:MOST_PLACES], len(one.ranges) - MOST_PLACES
    text = f"{label('part', one.part)} {', '.join(named)}"
    return (f"{text} …" if more > 0 else text), None


def _garbled(one: Garbled) -> AccountRow:
    name = message("{kind}: {number}", kind=KINDS[one.kind], number=count(one.characters))
    return _placed(name, one.units)


def _placed(name: Message, places: Sequence[str]) -> AccountRow:
    """Return a row of units, each `part:locator`, that leads to them."""
    shown = (place.partition(":") for place in places[:MOST_PLACES])
    links = tuple(
        (either(citation_forms.place(part, locator)), anchor(part, locator)) for part, _, locator in shown
    )
    return AccountRow(either(name), links, max(0, len(places) - MOST_PLACES))


def _warnings(account: DocumentAccount) -> Iterator[tuple[str, bool]]:
    for warning in account.warnings:
        told = worded(warning)
        yield (told, False) if isinstance(told, str) else (either(told), True)
