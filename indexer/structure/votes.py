"""Read a vote of a meeting: the lists of States, the totals, and what was voted on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from indexer.language.arabic_numerals import arabic
from indexer.language.en import record_patterns as english
from indexer.language.zh import record_patterns as chinese
from indexer.model.document import Vote
from indexer.names import states, symbols
from indexer.structure.speakers import state_of
from indexer.text.folding import fold

Side: TypeAlias = Literal["in_favour", "against", "abstaining", "not_voting"]
SIDES: tuple[Side, ...] = get_args(Side)
_SAID = 4_000
"""How much of what is said before or after a vote is read, in code points."""
_LONGEST_NAME = 120
_LABEL = re.compile(
    rf"\s*(?:(?P<in_favour>{english.IN_FAVOUR}|{chinese.IN_FAVOUR})"
    rf"|(?P<against>{english.AGAINST}|{chinese.AGAINST})"
    rf"|(?P<abstaining>{english.ABSTAINING}|{chinese.ABSTAINING})"
    rf"|(?P<not_voting>{english.NOT_VOTING}|{chinese.NOT_VOTING})) ?:"
)
_NOBODY = re.compile(rf"(?:{english.NOBODY}|{chinese.NOBODY})")
_SEPARATORS = re.compile(r"[,，、;；\n\t]|\s{3,}")
_BETWEEN = re.compile(" and | |和|及")
"""What may stand between two names; that a comma was forgotten happens in print."""
_NOTE = re.compile(f"{english.SUBSEQUENT}|{chinese.SUBSEQUENT}")
_TOTALS = re.compile(f"{english.TOTALS}|{chinese.TOTALS}")
_NUMBERS = english.NUMBERS | chinese.NUMBERS
_ENTITLED = re.compile(f"{english.ENTITLED}|{chinese.ENTITLED}")
_VOTED_ON = re.compile(f"{english.VOTED_ON}|{chinese.VOTED_ON}")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"])[.?!](?=\s)|[。？！]")


@dataclass(slots=True)
class Lists:
    """The texts of the lists of a vote, as they are read."""

    texts: dict[Side, list[str]] = field(default_factory=dict)

    def states(self, side: Side) -> tuple[str, ...]:
        """Return the States of a list in printed order."""
        return tuple(listed("\n".join(self.texts.get(side, ()))))

    @property
    def printed(self) -> tuple[tuple[str, str], ...]:
        """Return the code and the printed name of each State that is not named as the UN names it now."""
        pairs = dict(pair for texts in self.texts.values() for pair in named("\n".join(texts)))
        return tuple(
            (code, name) for code, name in pairs.items() if code != name and not _is_shown(code, name)
        )

    @property
    def counted(self) -> tuple[int, int, int]:
        """Count the States in favour, against and abstaining."""
        return len(self.states("in_favour")), len(self.states("against")), len(self.states("abstaining"))


def list_label(text: str) -> tuple[Side, int] | None:
    """Return which list of a vote a line begins, and the column at which it begins, or None."""
    found = _LABEL.match(fold(text[:_LONGEST_NAME]))
    if not found or found.lastgroup is None:
        return None
    side = next(one for one in SIDES if one == found.lastgroup)
    return side, found.end()


def names_a_state(text: str) -> bool:
    """Tell whether a line begins with the name of a State, or says that there is none."""
    first = next((one.strip(" .。") for one in _SEPARATORS.split(text[:_LONGEST_NAME]) if one.strip()), "")
    return bool(_NOBODY.fullmatch(fold(first))) or state_of(first) is not None


def is_divided(last: str, text: str) -> bool:
    """Tell whether the last name of a line goes on with the first of the next line."""
    first, after = _SEPARATORS.split(text.strip(), maxsplit=1)[0], _SEPARATORS.split(last)[-1]
    return state_of(f"{after.strip()} {first.strip()}"[:_LONGEST_NAME]) is not None


def listed(text: str) -> list[str]:
    """Return the States of a list: the code of each, or its name as printed where it is no known State."""
    return [code for code, _ in named(text)]


def named(text: str) -> list[tuple[str, str]]:
    """Return the States of a list as `listed` does, each with its name as printed."""
    separated = any(char in text for char in ",，、;；")
    flat = " ".join(text.split()) if separated and "\t" not in text else text
    names = (one.replace("\u00ad", "").strip(" .。") for one in _outside_brackets(flat))
    return [pair for name in names if name and not _NOBODY.fullmatch(fold(name)) for pair in _codes(name)]


def totals_in(text: str) -> tuple[int, int, int] | None:
    """Return the totals that a sentence on a vote states: in favour, against, abstaining."""
    plain = fold(text[:_SAID])
    for found in _TOTALS.finditer(plain):
        groups = found.groups()
        start = next(at for at, one in enumerate(groups) if one is not None)
        first, second, third = (0 if one is None else _number(one) for one in groups[start : start + 3])
        if first is not None and second is not None and third is not None:
            return first, second, third
    return None


def is_note(text: str) -> bool:
    """Tell whether a paragraph below a vote says how a delegation had meant to vote."""
    return _NOTE.match(fold(text[:_LONGEST_NAME])) is not None


def subject_said(text: str) -> str:
    """Return what was voted on, by what the one who presides said before the vote; empty if that is not told.

    The last sentence that names a draft, an amendment or a motion tells it: by the title or the symbol that
    it gives, or else by the words themselves.
    """
    said = text[-_SAID:]
    subject, best = "", 0
    for sentence in _SENTENCE_END.split(said):
        plain = fold(sentence)
        if not (found := _VOTED_ON.search(plain)):
            continue
        entitled = _ENTITLED.match(plain, found.start())
        symbol = next((one.symbol for one in symbols.occurrences(sentence[found.start() :])), None) or next(
            (one.symbol for one in symbols.occurrences(sentence)), None
        )
        rank = 2 if symbol else 1
        if rank >= best:
            words = sentence[found.start() : found.end()]
            if entitled:
                group = 1 if entitled[1] is not None else 2
                words = sentence[entitled.start(group) : entitled.end(group)].strip(" ,，")
            told = symbol and symbols.display(symbol, "en")
            subject, best = (f"{words} {told}" if told and told not in words else words), rank
    return " ".join(subject.replace("\u00ad", "").split())


def vote(subject: str, lists: Lists, totals: tuple[int, int, int] | None, notes: Iterable[str]) -> Vote:
    """Return the vote that was read."""
    return Vote(
        subject=subject,
        in_favour=lists.states("in_favour"),
        against=lists.states("against"),
        abstaining=lists.states("abstaining"),
        not_voting=lists.states("not_voting"),
        totals=totals,
        unrecorded=not any(lists.texts.values()),
        note="\n".join(notes),
        printed=lists.printed,
    )


def _number(text: str) -> int | None:
    """Return the value of a number in digits or words, None if it is none."""
    if text in _NUMBERS:
        return _NUMBERS[text]
    return arabic(text) or (0 if text == "0" else None)


def _outside_brackets(text: str) -> list[str]:
    """Divide a list at what separates its names, but not inside brackets."""
    parts: list[str] = []
    start = depth = 0
    for found in re.finditer(r"[(（]|[)）]|[,，、;；\n\t]|\s{3,}", text):
        if found[0] in "(（":
            depth += 1
        elif found[0] in ")）":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _codes(name: str) -> list[tuple[str, str]]:
    """Return the State of a name, or those of two names without a comma between them, with the names."""
    name = " ".join(name.split()).replace("- ", "-")  # a line ended at the hyphen
    if code := state_of(name):
        return [(code, name)]
    if len(name) > _LONGEST_NAME:
        return [(name, name)]
    for found in _BETWEEN.finditer(name):
        pair = name[: found.start()], name[found.end() :]
        first, second = map(state_of, pair)
        if first and second:
            return [(first, pair[0]), (second, pair[1])]
    bare = name.removeprefix("and ")
    code = state_of(bare)
    return [(code, bare) if code else (name, name)]


def _is_shown(code: str, name: str) -> bool:
    """Tell whether a name is the one by which a State is shown."""
    state = states.get(code)
    return states.fold_name(name) in (states.fold_name(state.zh), states.fold_name(state.en))
