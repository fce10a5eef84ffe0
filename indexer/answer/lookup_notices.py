"""Notices about a text that is looked up, in both languages: what was left out, why, what to do."""

from __future__ import annotations

from indexer.language.arabic_numerals import grouped
from indexer.model.lookup import LONGEST
from indexer.model.messages import Bilingual, Localised, message
from indexer.model.query import Notice


def nothing() -> Notice:
    """Say that there is no sentence."""
    return _notice("empty-text", message("There is nothing to look up. Give one sentence or several."))


def nothing_alike() -> Notice:
    """Say that the library holds nothing like a sentence."""
    return _notice("nothing-alike", message("Nothing like this sentence is held, in either language."))


def too_long() -> Notice:
    """Say that a sentence is longer than what is looked up."""
    most = Localised(grouped, LONGEST)
    return _notice(
        "sentence-too-long",
        message("The sentence has more than {most} characters. Look up its parts.", most=most),
    )


def out_of_time() -> Notice:
    """Say that the time was over before a sentence was looked up."""
    return _notice(
        "out-of-time", message("Not looked up: the time for one text was over. Look it up by itself.")
    )


def left_out(most: int) -> Notice:
    """Say that only the first sentences were looked up."""
    return _notice(
        "left-out",
        message(
            "Only the first {most} sentences were looked up. Send the rest in another text; the command "
            "`search --text FILE` takes more.",
            most=Localised(grouped, most),
        ),
    )


def _notice(code: str, told: Bilingual) -> Notice:
    return Notice(code, told.zh, told.en)
