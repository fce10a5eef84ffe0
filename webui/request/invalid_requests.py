"""Errors for impossible requests, in Chinese and in English; each function returns the error to raise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Localised, Message, listed, message
from indexer.runtime.errors import UsageError

SHOWN = 100
"""How much of a given value the error repeats, in code points."""


def not_utf8() -> UsageError:
    """Refuse a query string that is not UTF-8."""
    return UsageError(
        message("The query string is not UTF-8."),
        message("Encode the address in UTF-8."),
    )


def foreign_host(public_url: str) -> UsageError:
    """Refuse a request for a host that is not ours; `public_url` is the right address, empty if unknown."""
    ask = message("Ask at {address}/.", address=public_url) if public_url else message("Check the address.")
    return UsageError(
        message("The host that the request names is not one of this service."),
        message(
            "{ask} If you run this service, add the host to hosts in [web] of config.toml; a proxy must pass "
            "Host on, or be named in proxies and send X-Forwarded-Host.",
            ask=ask,
        ),
    )


def too_many_parameters(most: int) -> UsageError:
    """Refuse a query string of more than `most` parameters."""
    return UsageError(
        message("The query string has more than {most} parameters.", most=Localised(grouped, most)),
        message("Leave some out."),
    )


def unknown_parameter(name: str, allowed: Iterable[str]) -> UsageError:
    """Refuse a parameter that this address does not have."""
    names = tuple(allowed)
    return UsageError(
        message("There is no parameter {name!r} here.", name=name[:SHOWN]),
        message("The parameters are: {names}.", names=listed(names) if names else message("none")),
    )


def missing(name: str) -> UsageError:
    """Refuse a request without a required parameter."""
    return _impossible(name, message("Field required"))


def no_integer(name: str) -> UsageError:
    """Refuse a value that is not a whole number."""
    return _impossible(name, message("Input should be a valid integer, unable to parse string as an integer"))


def too_many_digits(name: str) -> UsageError:
    """Refuse a number with more digits than Python converts."""
    return _impossible(name, message("Unable to parse input string as an integer, exceeded maximum size"))


def too_small(name: str, least: int) -> UsageError:
    """Refuse a number below the least."""
    return _impossible(name, message("Input should be greater than or equal to {least}", least=least))


def too_large(name: str, most: int) -> UsageError:
    """Refuse a number above the largest."""
    return _impossible(name, message("Input should be less than or equal to {most}", most=most))


def empty(name: str) -> UsageError:
    """Refuse an empty text."""
    return _impossible(name, message("String should have at least 1 character"))


def too_long(name: str, most: int) -> UsageError:
    """Refuse a text of more than `most` characters."""
    return _impossible(name, message("String should have at most {most} characters", most=most))


def no_choice(name: str, allowed: Sequence[str]) -> UsageError:
    """Refuse a value that is not among the allowed ones."""
    *others, last = map(repr, allowed)
    expected = f"{', '.join(others)} or {last}" if others else last
    return _impossible(
        name, message("Input should be {expected}", expected=expected, allowed=listed(allowed))
    )


def _impossible(name: str, reason: Message) -> UsageError:
    return UsageError(
        message("The parameter {name} cannot be used: {reason}.", name=name, reason=reason),
        message("Correct it; docs/api.md lists what each parameter takes."),
    )


def no_batch(reason: str) -> UsageError:
    """Refuse the body of a batch that is no JSON of the right shape; `reason` is the decoder's."""
    return UsageError(
        message("The batch cannot be read as JSON: {reason}.", reason=reason[:SHOWN]),
        message("Send {shape}, or the lines as text/plain.", shape='{"lines": ["S/2019/986", "…"]}'),
    )


def no_text(reason: str) -> UsageError:
    """Refuse the body of a text to look up that is no JSON of the right shape; `reason` is the decoder's."""
    return UsageError(
        message("The text cannot be read as JSON: {reason}.", reason=reason[:SHOWN]),
        message("Send {shape}, or the text as text/plain.", shape='{"text": "…"}'),
    )


def part_alone() -> UsageError:
    """Refuse to cite a part of a document without one of its paragraphs."""
    return UsageError(
        message("A part is cited by a paragraph of it."),
        message("Give the parameter paragraph too."),
    )


def no_format(allowed: Iterable[str]) -> UsageError:
    """Refuse an export without a format, with an unknown one, or with several."""
    return UsageError(
        message("An export needs one format."),
        message("Give the parameter format: {allowed}.", allowed=listed(allowed)),
    )


def no_pages() -> UsageError:
    """Refuse to send an export in pages."""
    return UsageError(
        message("An export has no pages: it holds all hits."),
        message("Leave out page and per_page."),
    )


def no_group(value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse to group results by an unknown property."""
    return UsageError(
        message("Results cannot be grouped by {value!r}.", value=value[:SHOWN]),
        message("Allowed: {allowed}.", allowed=listed(allowed)),
    )


def address_too_long(most: int, characters: int) -> UsageError:
    """Refuse an address of more than `most` bytes; a question of `characters` code points would fit."""
    return UsageError(
        message(
            "The address is too long: {most} bytes of parameters are read at most.",
            most=Localised(grouped, most),
        ),
        message(
            "Shorten the question to {characters} characters at most, or leave filters out.",
            characters=Localised(grouped, characters),
        ),
    )
