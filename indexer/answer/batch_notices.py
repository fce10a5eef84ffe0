"""Notices about a batch, in Chinese and in English: what was refused or left out, why, and the next step."""

from __future__ import annotations

from indexer.language.arabic_numerals import grouped
from indexer.model.batch import LONGEST, MAX_ITEMS, MAX_LINES
from indexer.model.messages import Bilingual, Localised, message
from indexer.model.query import Notice
from indexer.runtime.errors import ReaderError


def too_long() -> Notice:
    """Say that a line is longer than a question may be."""
    most = Localised(grouped, LONGEST)
    return _notice(
        "line-too-long",
        message("The line has more than {most} characters. Break it into several lines.", most=most),
    )


def not_decoded() -> Notice:
    """Say that a line has bytes that are no text."""
    return _notice(
        "line-not-text",
        message("The line is not text in one encoding. Save the list in UTF-8 and try again."),
    )


def refused(error: ReaderError) -> Notice:
    """Say why a line cannot be asked, and what to do."""
    return _notice("refused", message("{told} {advised}", told=error.told, advised=error.advised))


def out_of_time() -> Notice:
    """Say that the time for the batch was over before this was asked."""
    return _notice(
        "out-of-time", message("Not asked: the time for one batch was over. Send it again in another batch.")
    )


def unanswered() -> Notice:
    """Say that not all of a batch was answered in time."""
    return _notice(
        "unanswered",
        message(
            "The time for one batch was over before everything was asked. Send the rest in another batch; "
            "the command `search --batch FILE` has no limit."
        ),
    )


def left_out(line: int) -> Notice:
    """Say from which line on a batch was not read."""
    return _notice(
        "left-out",
        message(
            "From line {line} on not everything was asked: a batch has at most {most} things, {lines} lines. "
            "Send the rest in another batch; the command `search --batch FILE` has no limit.",
            line=Localised(grouped, line),
            most=Localised(grouped, MAX_ITEMS),
            lines=Localised(grouped, MAX_LINES),
        ),
    )


def nothing() -> Notice:
    """Say that a batch asks for nothing."""
    return _notice(
        "empty-batch", message("There is nothing to ask. Give a citation or some words on each line.")
    )


def _notice(code: str, told: Bilingual) -> Notice:
    return Notice(code, told.zh, told.en)
