"""Recognise the paragraphs of a record that tell what happened in a meeting and not what was said."""

from __future__ import annotations

import re

from indexer.language.en import record_patterns as english
from indexer.language.zh import record_patterns as chinese
from indexer.names import states
from indexer.structure.layout import ended
from indexer.structure.speakers import state_of
from indexer.text.folding import fold

LONGEST = 700
"""How long a paragraph of procedure is at most, in code points."""
_PROCEDURE = re.compile("|".join(f"(?:{one})" for one in (*english.PROCEDURES, *chinese.PROCEDURES)))
_RESULT = re.compile(f"(?:{english.RESULT}|{chinese.RESULT})")
_BEGINS = re.compile(f"{english.MEETING_BEGINS}|{chinese.MEETING_BEGINS}")
_ADOPTS = re.compile(f"{english.AGENDA_ADOPTED}|{chinese.AGENDA_ADOPTED}")
_VOTE = re.compile(r"\bvot(?:e|ing)\b|\bballot\b|表决|投票")
_MEETING = re.compile(f"{english.MEETING}|{chinese.MEETING}")
_PRESIDENT = re.compile(f"{english.PRESIDENT_LINE}|{chinese.PRESIDENT_LINE}")
_NATIONAL = re.compile(f"(?:{english.NATIONAL}|{chinese.NATIONAL})")
_AGENDA_ITEM = re.compile(f"{english.AGENDA_ITEM}|{chinese.AGENDA_ITEM}")
_SENTENCE_INSIDE = re.compile(
    r"[a-zA-Z0-9)](?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<![ .][A-Z])[.?!] +[A-Z]|[。？！](?=.)"
)
_HELD = re.compile(f"{english.HELD}|{chinese.HELD}")
_LONGEST_DAY = 200
_CUT = re.compile(rf"(?:^|\s)(?:{english.NEVER_LAST})\s*$")
_BRACKETS = re.compile(r"[(（]([^()（）]{2,80})[)）]")


def is_procedure(text: str) -> bool:
    """Tell whether a paragraph tells what happened: one sentence of those that records use for it."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST:
        return False
    if result_subject(text) is not None:
        return True
    return _PROCEDURE.match(fold(plain)) is not None and (
        plain[0] == "[" or not _SENTENCE_INSIDE.search(plain) or bool(_BEGINS.match(fold(plain)))
    )


def result_subject(text: str) -> str | None:
    """Return what a sentence says was adopted or rejected, as printed, None if it says nothing such."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST or not ended(plain) or _SENTENCE_INSIDE.search(plain):
        return None
    found = _RESULT.match(fold(plain))
    if not found:
        return None
    group = 1 if found[1] is not None else 2
    return plain[found.start(group) : found.end(group)].strip(" ,，")


def tells_of_vote(text: str) -> bool:
    """Tell whether a paragraph of procedure says that a vote was taken."""
    return _VOTE.search(fold(_plain(text[:LONGEST]))) is not None


def is_cut(text: str) -> bool:
    """Tell whether a text ends with a word that none ends with (`of`, `the`)."""
    return _CUT.search(fold(text[-20:])) is not None


def adopts_agenda(text: str) -> bool:
    """Tell whether a paragraph of procedure says that the agenda was adopted."""
    return _ADOPTS.match(fold(_plain(text[:LONGEST]))) is not None


def begins_meeting(text: str) -> bool:
    """Tell whether a line says that the meeting was called to order."""
    return _BEGINS.match(fold(_plain(text[:LONGEST]))) is not None


def names_day(text: str) -> bool:
    """Tell whether a line of the front page says on which day the meeting was held."""
    return len(text) <= _LONGEST_DAY and _HELD.search(fold(text)) is not None


def names_meeting(text: str) -> bool:
    """Tell whether a line is the number of a meeting (`9901st meeting`, `第9901次会议`)."""
    return _MEETING.fullmatch(fold(_plain(text[:LONGEST]))) is not None


def is_agenda_item(text: str) -> bool:
    """Tell whether a text is the number of an item of the agenda (`Agenda item 64 (continued)`)."""
    return _AGENDA_ITEM.fullmatch(fold(_plain(text[:LONGEST]))) is not None


def state_presiding(text: str) -> str | None:
    """Return the code of the State whose representative presides, if a line on the front page names it."""
    plain = _plain(text[:LONGEST])
    if not _PRESIDENT.match(fold(plain)):
        return None
    return next(filter(None, (state_of(found[1]) for found in _BRACKETS.finditer(plain))), None)


def national_capacity(text: str) -> tuple[bool, str | None]:
    """Tell whether one who presides says to speak for a State, and the code of the State named in that."""
    found = _NATIONAL.search(fold(text))
    if not found:
        return False, None
    named = states.find(text[found.start() : found.end() + LONGEST // 10])
    return True, named[0].state if named else None


def _plain(text: str) -> str:
    """Return a text with single blanks, without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split()) if len(text) <= 2 * LONGEST else text.strip()
