"""Errors that refuse a question, in Chinese and in English; each function returns the error to raise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Bilingual, Localised, Message, listed, message
from indexer.names.organizations import Organization
from indexer.names.states import State
from indexer.runtime.errors import TooCostlyError, TooLargeError, UsageError

Range: TypeAlias = Literal["words", "paragraphs", "years", "days"]
"""What a part of a question stands for: `a*`, `paras. 1-99 of S/2019/986`, `(year:1950-2020 OR aid)`."""

_RANGES: dict[Range, tuple[Message, Message]] = {
    "words": (
        message("words"),
        message("Write more letters before the *, or fewer words with one."),
    ),
    "paragraphs": (
        message("paragraphs"),
        message("Name fewer paragraphs, or the document alone."),
    ),
    "years": (
        message("years"),
        message("Name shorter periods, or put year: outside brackets and OR."),
    ),
    "days": (
        message("days"),
        message("Name shorter periods, or put date: outside brackets and OR."),
    ),
}
"""For each kind of range, its name and the advice for a question that is too broad."""
_SHOWN = 40
"""How much of a part that is too broad the error repeats, in code points."""


def given_twice(name: str) -> UsageError:
    """Refuse a parameter that was given twice but may be given once."""
    return UsageError(
        message("The parameter {name} is given twice.", name=name),
        message("Give it once."),
    )


def no_document_field(name: str, allowed: Sequence[str]) -> UsageError:
    """Refuse to filter documents by what only their paragraphs have."""
    return UsageError(
        message("Documents cannot be filtered by {name}, which is a property of paragraphs.", name=name),
        message("Filter documents by: {names}.", names=listed(allowed)),
    )


def not_excludable(name: str) -> UsageError:
    """Refuse to exclude a bound of a period."""
    return UsageError(
        message("The filter {name} cannot be excluded.", name=name),
        message("Give the period that you want instead."),
    )


def too_long(length: int, most: int) -> UsageError:
    """Refuse a question of more than `most` code points."""
    return UsageError(
        message(
            "The question has {length} characters; {most} are the most.",
            length=Localised(grouped, length),
            most=Localised(grouped, most),
        ),
        message("Shorten it, or ask for its most telling sentence."),
    )


def too_broad(text: str, number: int, what: Range, most: int) -> TooCostlyError:
    """Refuse a question that stands for too many words, paragraphs or years.

    Args:
        text: The broadest part of the question, as typed.
        number: How many the part stands for.
        what: What it stands for.
        most: How many all parts together may stand for.

    """
    called, advised = _RANGES[what]
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return TooCostlyError(
        message(
            "The question is too broad: “{shown}” stands for {number} {called}, and all its prefixes and "
            "ranges together for more than {most}.",
            shown=shown,
            number=Localised(grouped, number),
            called=called,
            most=Localised(grouped, most),
        ),
        advised,
    )


def too_many_values(number: int, most: int) -> UsageError:
    """Refuse a question of more than `most` filter values."""
    return UsageError(
        message(
            "The question has {number} filter values; {most} are the most.",
            number=Localised(grouped, number),
            most=most,
        ),
        message("Leave some out, or ask several questions."),
    )


def unknown_parameter(name: str, near: Sequence[str], allowed: Iterable[str], excluding: str) -> UsageError:
    """Refuse a parameter that does not exist, and name the nearest that does."""
    meant = _meant(near)
    return UsageError(
        message("The parameter {name!r} is unknown.", name=name),
        message(
            "{meant}Allowed names: {allowed}; filters also with {excluding} in front.",
            meant=meant,
            allowed=listed(allowed),
            excluding=excluding,
        ),
    )


def period_reversed(first: str, last: str) -> UsageError:
    """Refuse a period that ends before it begins."""
    return UsageError(
        message("The period begins on {first}, after its end on {last}.", first=first, last=last),
        message("Exchange from and to."),
    )


def no_order(value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse an order of hits that does not exist."""
    return UsageError(
        message("{value!r} is not an order.", value=value),
        message("Allowed values of sort: {allowed}.", allowed=listed(allowed)),
    )


def no_group(value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse a way of grouping hits that does not exist."""
    return UsageError(_not("group", value, repr(value)), _allowed(allowed))


def too_many_dropped(number: int, most: int) -> UsageError:
    """Refuse a question that leaves out too many translations."""
    return UsageError(
        message(
            "The question leaves out {number} translations; {most} are allowed.", number=number, most=most
        ),
        message("Switch all translations off with translate=false."),
    )


def no_truth(name: str, value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse a value that is neither true nor false."""
    return UsageError(_not(name, value, repr(value)), _allowed(allowed))


def no_text(name: str, value: object) -> UsageError:
    """Refuse a value that is not text, where a program gave it for a parameter."""
    return UsageError(
        _not(name, repr(value), repr(value)),
        message("Give text, or a sequence of texts."),
    )


def no_number(name: str, value: str) -> UsageError:
    """Refuse a value that is not a whole number from 1."""
    return UsageError(_not(name, value, repr(value)), message("Give a whole number from 1."))


def page_too_long(per_page: int, most: int) -> UsageError:
    """Refuse a page of more than `most` hits."""
    return UsageError(
        _not("per_page", str(per_page), str(per_page)),
        message("Allowed values: 1 to {most}.", most=most),
    )


def page_too_far(page: int, per_page: int, most: int) -> TooLargeError:
    """Refuse a page beyond the first `most` hits."""
    return TooLargeError(
        message(
            "Page {page} of {per_page} is beyond the first {most} hits.",
            page=Localised(grouped, page),
            per_page=per_page,
            most=Localised(grouped, most),
        ),
        message("To have all hits, export them: `search --all --format jsonl` or csv."),
    )


def no_year(value: str) -> UsageError:
    """Refuse a text that is neither a year nor a period of years."""
    return UsageError(
        message("{value!r} is not a year.", value=value),
        message("Write a year or a period: 2019 or 2018-2020."),
    )


def no_state(value: str, near: Sequence[State]) -> UsageError:
    """Refuse a text that names no State, and name the nearest States."""
    meant = listed(
        message("{code} ({english}, {chinese})", code=one.code, english=one.en, chinese=one.zh)
        for one in near
    )
    advised = message("Did you mean {meant}?", meant=meant)
    if not near:
        advised = message("Write a code such as CHL, or a State's UN name.")
    return UsageError(message("{value!r} is not a State.", value=value), advised)


def no_organization(value: str, near: Sequence[Organization]) -> UsageError:
    """Refuse a text that names no organization or treaty that is known, and name the nearest ones."""
    meant = listed(
        message("{code} ({english}, {chinese})", code=one.code, english=one.en, chinese=one.zh)
        for one in near
    )
    advised = message("Did you mean {meant}?", meant=meant)
    if not near:
        advised = message("Write an abbreviation such as UNODA, or a name in full.")
    return UsageError(message("{value!r} is no organization or treaty that is known.", value=value), advised)


def no_party(value: str, near: Sequence[str]) -> UsageError:
    """Refuse a text that names neither a State nor an organization, and name the nearest."""
    advised = message("Did you mean {meant}?", meant=listed(near))
    if not near:
        advised = message("Write a code such as CHL, or a name such as European Union.")
    return UsageError(message("{value!r} is neither a State nor a known organization.", value=value), advised)


def no_choice(what: Bilingual, value: str, near: Sequence[str], allowed: Iterable[str]) -> UsageError:
    """Refuse a value that is not among the allowed ones, and name the nearest of them."""
    return UsageError(
        message("{value!r} is not a valid {what}.", value=value, what=what),
        message("{meant}{allowed}", meant=_meant(near), allowed=_allowed(allowed)),
    )


def no_side(value: str, near: Sequence[str], allowed: Iterable[str]) -> UsageError:
    """Refuse a text that names no way to vote."""
    return UsageError(
        message("{value!r} is not a way to vote.", value=value),
        message(
            "{near}Write one of {allowed}, as in CHL=against.", near=_meant(near), allowed=listed(allowed)
        ),
    )


def no_part(value: str, near: Sequence[str], allowed: Iterable[str]) -> UsageError:
    """Refuse a text that names no part of a document."""
    return UsageError(
        message("{value!r} is not a part of a document.", value=value),
        message("{near}Write one of {allowed}.", near=_meant(near), allowed=listed(allowed)),
    )


def no_paragraph(value: str) -> UsageError:
    """Refuse a text that is not the number of a paragraph."""
    return UsageError(
        message("{value!r} is not a paragraph number.", value=value),
        message("Write one such as 18 or 18(a)."),
    )


def no_date(value: str) -> UsageError:
    """Refuse a text that is not a day, month or year."""
    return UsageError(
        message("{value!r} is not a date.", value=value),
        message("Write a day, a month or a year: 2019-04-25, 2019-04 or 2019."),
    )


def no_period(value: str) -> UsageError:
    """Refuse a text that is neither a day, month or year nor a period of them."""
    return UsageError(
        message("{value!r} is not a date or a period.", value=value),
        message(
            "Write a day, a month, a year or a period: 2019-12-23, 2019-12, 2019, 2019-01..2019-06, "
            "2019-07.. or ..2019-06."
        ),
    )


def _not(name: str, value: str, shown: str) -> Message:
    return message("{name} cannot be {shown}.", name=name, value=value, shown=shown)


def _meant(near: Sequence[str]) -> Message | str:
    """Name the nearest value, if there is one."""
    return message("Did you mean {near}? ", near=near[0]) if near else ""


def _allowed(values: Iterable[str]) -> Message:
    return message("Allowed values: {values}.", values=listed(values))
