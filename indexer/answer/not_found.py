"""Errors for what is not held or served, in Chinese and in English; each function returns one to raise."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.language.arabic_numerals import grouped
from indexer.model.document import Both, Language
from indexer.model.messages import Localised, Message, listed, message, message_in
from indexer.names import symbols
from indexer.names.states import State
from indexer.runtime.errors import NotFoundError, TooLargeError, UsageError

_VERSIONS: dict[Language, Message] = {
    "zh": message_in("language version", "zh"),
    "en": message_in("language version", "en"),
}


def not_held(symbol: str, language: Language | None) -> NotFoundError:
    """Refuse a document that is not held in any language; `symbol` is in its key form."""
    at = Both(symbols.official_url(symbol, language or "zh"), symbols.official_url(symbol, language or "en"))
    return NotFoundError(
        message("{symbol} is not held.", symbol=Localised(symbols.display, symbol)),
        message("The UN has it at {at}; `indexer add` takes its text.", at=at),
    )


def not_in_language(symbol: str, held: Sequence[Language], language: Language) -> NotFoundError:
    """Refuse a document that is held, but not in this language."""
    versions = listed(_VERSIONS[one] for one in held)
    return NotFoundError(
        message(
            "{symbol} is held in {versions}, not in {version}.",
            symbol=Localised(symbols.display, symbol),
            versions=versions,
            version=_VERSIONS[language],
        ),
        message("Ask for that.", versions=versions),
    )


def no_versions(symbol: str | None = None) -> NotFoundError:
    """Refuse to align a document of which one version is held, or a library of such documents."""
    if symbol is None:
        told = message("No document is held in two languages.")
    else:
        told = message("{symbol} is held in one language only.", symbol=Localised(symbols.display, symbol))
    return NotFoundError(told, message("Add the other version with `indexer add`."))


def no_paragraph(symbol: str, locator: str, part: str | None, language: Language) -> NotFoundError:
    """Refuse a unit that this language version does not have."""
    shown, version = Localised(symbols.display, symbol), _VERSIONS[language]
    if part:
        told = message(
            "{symbol} has no paragraph {locator} in part {part} in {version}.",
            symbol=shown,
            locator=locator,
            part=part,
            version=version,
        )
    else:
        told = message(
            "{symbol} has no paragraph {locator} in {version}.",
            symbol=shown,
            locator=locator,
            version=version,
        )
    return NotFoundError(told, message("Look it up in the document's outline."))


def no_state(name: str, near: Sequence[State]) -> NotFoundError:
    """Refuse a text that names no State, and name the nearest States."""
    meant = listed(message("{name} ({code})", name=one, code=one.code) for one in near)
    advised = message("Did you mean {meant}?", meant=meant)
    return NotFoundError(
        message("No State is called {name!r}.", name=name),
        advised if near else message("See /states."),
    )


def no_page(page: int, per_page: int, most: int) -> UsageError:
    """Refuse a page that does not exist: its number is below 1, or it has no items or more than `most`."""
    return UsageError(
        message("Page {page} with {per_page} per page cannot be served.", page=page, per_page=per_page),
        message("Pages count from 1, with 1 to {most} per page.", most=most),
    )


def page_too_far(page: int, most: int) -> TooLargeError:
    """Refuse a page beyond the first `most` items of a list."""
    return TooLargeError(
        message(
            "Page {page} lies beyond the first {most} items.",
            page=Localised(grouped, page),
            most=Localised(grouped, most),
        ),
        message("Narrow the list."),
    )
