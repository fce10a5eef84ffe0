"""Says in words how a question was read: how it was relaxed, and why a word has other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.model.messages import listed, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.model.messages import Message
    from indexer.model.query import Reason
    from indexer.model.results import Relaxed, TranslatedWord, WordTranslation

REASONS: Mapping[Reason, Message] = {
    "abbreviation": message("also searched for, as documents abbreviate it:"),
    "name": message("also searched for, by its other names:"),
    "spelling": message("also searched for, as it is also written:"),
    "near": message("also searched for, as a near word:"),
}
"""What stands before the other forms of a word, by the reason why they are searched for."""


def translated_line(word: TranslatedWord) -> Message:
    """Return in one line by which translations a word was searched for, or could be."""
    if not word.translations:
        return message("No translation of “{word}” is known: only the word is searched for.", word=word.word)
    usual = [_shown(one) for one in word.translations if not one.general]
    general = [_shown(one) for one in word.translations if one.general]
    if not usual:
        return _with_general(message("“{word}” also by translation", word=word.word), general)
    if word.quoted:
        told = message(
            "“{word}”: this wording only; its translations: {others}", word=word.word, others=usual
        )
    else:
        told = message("“{word}” also by translation: {others}", word=word.word, others=listed(usual))
    return _with_general(told, general) if general else told


def _with_general(told: Message, general: Sequence[str]) -> Message:
    return message("{told} [general dictionary, not UN usage: {others}]", told=told, others=listed(general))


def _shown(one: WordTranslation) -> str:
    return f"{one.text} ({one.weight:.2f})"


def relaxed_line(relaxed: Relaxed) -> Message:
    """Return in one line how many words of a question each hit has, and which words none of them has."""
    told = message(
        "Nothing, or too little, has all {of} words; these have {matched} of them or more.",
        of=relaxed.of,
        matched=relaxed.matched,
    )
    if not relaxed.dropped:
        return told
    return message("{told} None of these has: {words}.", told=told, words=listed(relaxed.dropped))
