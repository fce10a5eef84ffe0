"""Notices about parts of a question that were not understood or have no effect, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.model.messages import Bilingual, Localised, Message, listed, message
from indexer.model.query import Notice, Selection
from indexer.names import symbols


def unclosed_quote(sign: str) -> Notice:
    """Say that a quotation mark has no partner."""
    return _notice(
        "unclosed-quote", message("The quotation mark {sign} has no partner and was left out.", sign=sign)
    )


def unmatched_bracket(sign: str) -> Notice:
    """Say that a bracket has no partner."""
    return _notice(
        "unmatched-bracket", message("The bracket {sign} has no partner and was left out.", sign=sign)
    )


def too_deep(most: int) -> Notice:
    """Say that brackets are nested more than `most` deep."""
    return _notice(
        "too-deep", message("Brackets may stand {most} deep; deeper ones were left out.", most=most)
    )


def too_many(most: int) -> Notice:
    """Say that the question has more than `most` words, phrases and filters."""
    return _notice(
        "too-many-words",
        message(
            "At most {most} words, phrases and filters are searched for at once; the rest was left out.",
            most=most,
        ),
    )


def dangling(operator: str) -> Notice:
    """Say that an operator has nothing to join."""
    return _notice(
        "dangling-operator",
        message("{operator} has nothing to join here and was left out.", operator=operator),
    )


def star_inside(text: str) -> Notice:
    """Say that a star does not stand at the end of a word."""
    return _notice(
        "star-inside",
        message(
            "The star in “{text}” was left out: it stands for any ending, so it must end the word.", text=text
        ),
    )


def read_as_filter(text: str, chosen: Selection) -> Notice:
    """Say that a word with a colon was read as the filter that it names in other words."""
    return _notice(
        "read-as-filter",
        message(
            "“{text}” was read as the filter {name}:{value}.", text=text, name=chosen.name, value=chosen.value
        ),
    )


def unknown_field(name: str, near: Sequence[str]) -> Notice:
    """Say that a word with a colon is not a filter."""
    told = message("“{name}:” is no filter and was searched as text.", name=name)
    if near:
        meant = listed((f"{field}:" for field in near), last="or")
        told = message("{told} Did you mean {meant}?", told=told, meant=meant)
    return _notice("unknown-field", told)


def empty_field(name: str) -> Notice:
    """Say that no value follows the colon of a filter."""
    return _notice(
        "empty-field", message("No value follows “{name}:” directly, so it was searched as text.", name=name)
    )


def unknown_value(text: str, advised: Bilingual) -> Notice:
    """Say that a filter does not take this value, and what it would take."""
    return _notice(
        "unknown-value",
        message(
            "“{text}” has no valid value and was searched as text. {advised}", text=text, advised=advised
        ),
    )


def period_excluded(text: str) -> Notice:
    """Say that a period cannot be excluded."""
    return _notice(
        "period-excluded",
        message("“{text}” cannot be excluded and was left out: give the period that you want.", text=text),
    )


def period_for_all(text: str) -> Notice:
    """Say that a bound of a period within OR or brackets holds for the whole question."""
    return _notice(
        "period-for-all",
        message("“{text}” holds for the whole question, not only within OR or brackets.", text=text),
    )


def ignored(text: str) -> Notice:
    """Say that a text has nothing that is indexed."""
    return _notice("ignored", message("“{text}” holds nothing to search for and was left out.", text=text))


def none_held(name: str, value: str) -> Notice:
    """Say that no document of the library meets a filter, whatever else is asked."""
    return _notice(
        "none-held", message("No document of this library has {name}:{value}.", name=name, value=value)
    )


def not_named(text: str, one: Bilingual) -> Notice:
    """Say that no text of the library names a State or an organization."""
    return _notice(
        "not-named", message("No document of this library names {name} (“{text}”).", name=one, text=text)
    )


def year_taken(text: str, symbol: str) -> Notice:
    """Say that a resolution number without a year was given the year that the library's citations have."""
    return _notice(
        "year-taken",
        message(
            "“{text}” was read as {symbol}, which the library holds or cites.",
            text=text,
            symbol=Localised(symbols.display, symbol),
        ),
    )


def not_in_document(text: str, symbol: str) -> Notice:
    """Say that a document is held, but not the paragraph or part of it that the question names."""
    return _notice(
        "not-in-document",
        message(
            "{symbol} is held, but has no such place as “{text}” names: its beginning is shown.",
            symbol=Localised(symbols.display, symbol),
            text=text,
        ),
    )


def base_held(symbol: str, base: str) -> Notice:
    """Say that a document is not held, but the one to which it belongs is."""
    return _notice(
        "base-held",
        message(
            "{symbol} is not held; {base}, to which it belongs, is.",
            symbol=Localised(symbols.display, symbol),
            base=Localised(symbols.display, base),
        ),
    )


def symbol_read(typed: str, symbol: str) -> Notice:
    """Say that a symbol was read without the zeros before its numbers."""
    return _notice(
        "symbol-read",
        message(
            "“{typed}” was read as {symbol}, without the zeros before its numbers.",
            typed=typed,
            symbol=Localised(symbols.display, symbol),
        ),
    )


def day_read(typed: str, day: str) -> Notice:
    """Say how a day was read that may be read in two ways."""
    return _notice(
        "day-read",
        message(
            "“{typed}” was read as {day}, the day before the month. If you mean another day, write it so.",
            typed=typed,
            day=day,
        ),
    )


def no_year(number: int, known: Sequence[str]) -> Notice:
    """Say that the year of a resolution number is unknown: the library cites none, or several."""
    if not known:
        return _notice(
            "no-year",
            message(
                "No document held cites resolution {number}, so its year is unknown: searched as a number.",
                number=number,
            ),
        )
    return _notice(
        "several-years",
        message(
            "Resolution {number} may be {symbols}: searched as a number.",
            number=number,
            symbols=listed(Localised(symbols.display, symbol) for symbol in known),
        ),
    )


def likely_operator(word: str, meant: str) -> Notice:
    """Say that a word is no operator, and which question asks with one."""
    return _notice(
        "likely-operator",
        message("“{word}” was searched as text. Operators are AND, OR and NOT, in capitals.", word=word),
        meant,
    )


def capitals() -> Notice:
    """Say that a title in capitals has no operators."""
    return _notice(
        "capitals",
        message(
            "All is in capitals, so AND, OR and NOT were read as words. "
            "As operators they stand between words in small letters."
        ),
    )


def and_kept(meant: str) -> Notice:
    """Say that no unit has all that AND joins; without AND the best partial matches are found."""
    return _notice(
        "and-kept",
        message("Nothing has all that AND joins. Without AND, the best partial matches are shown."),
        meant,
    )


def star_in_phrase(text: str, meant: str) -> Notice:
    """Say that a star within quotation marks stands for nothing."""
    return _notice(
        "star-in-phrase",
        message("{text}: a star within quotation marks stands for nothing; write it outside.", text=text),
        meant,
    )


def no_letter(text: str, meant: str) -> Notice:
    """Say that a question mark stands for no letter."""
    return _sign(
        message(
            "“{text}”: a question mark stands for no letter. Write how the word begins, with a star.",
            text=text,
        ),
        meant,
    )


def no_weight(text: str, meant: str) -> Notice:
    """Say that words have no weights."""
    return _sign(
        message("“{text}”: words have no weights here; leave ^ and its number out.", text=text), meant
    )


def no_distance(text: str, meant: str) -> Notice:
    """Say how words near each other are asked for."""
    return _sign(
        message('“{text}” was searched as text: for words near each other write "a b"~5.', text=text), meant
    )


def no_likeness(text: str, meant: str) -> Notice:
    """Say that ~ behind a word finds no similar words."""
    return _sign(
        message("“{text}”: similar words are not searched for. A star stands for any ending.", text=text),
        meant,
    )


def no_plus(text: str, meant: str) -> Notice:
    """Say that a plus sign is not needed."""
    return _sign(
        message(
            "“{text}”: every word is asked for, without a sign. For a word just as it stands, write it in "
            "quotation marks.",
            text=text,
        ),
        meant,
    )


def no_ampersand(text: str, meant: str) -> Notice:
    """Say that & joins nothing."""
    return _sign(message("“{text}” joins nothing here: write AND, or only a blank.", text=text), meant)


def no_bar(text: str, meant: str) -> Notice:
    """Say that OR is written in place of |."""
    return _sign(message("“{text}”: write OR between alternatives.", text=text), meant)


def no_exclamation(text: str, meant: str) -> Notice:
    """Say that NOT or a dash is written in place of an exclamation mark."""
    return _sign(
        message("“{text}”: to leave something out, write a dash before it, or NOT.", text=text), meant
    )


def _sign(told: Message, meant: str) -> Notice:
    return _notice("unread-sign", told, meant)


def _notice(code: str, told: Message, meant: str | None = None) -> Notice:
    return Notice(code, told.zh, told.en, meant)
