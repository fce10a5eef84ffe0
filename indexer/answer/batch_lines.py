"""Reads the lines of a batch: what each asks for, without its number in a list and the marks of notes.

A line may ask for several things, as a footnote does: `S/2019/986, para. 12; S/RES/1540 (2004), paras. 3 and
5`. It is divided at semicolons between names, and between symbols that only commas and `and` join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.answer.citation_forms import citation
from indexer.language.en import citation_patterns as english
from indexer.language.zh import citation_patterns as chinese
from indexer.language.zh.numerals import BELOW_100, CIRCLED
from indexer.names import organizations, pinpoints
from indexer.query.ast import Node, NumberNode, OrganizationNode, OrNode, ReferenceNode, StateNode, ValueNode
from indexer.query.recognition import recognise
from indexer.query.references import Recognition
from indexer.text.folding import fold
from indexer.text.spans import Span, masked

COMMENT = "#"
"""A line that begins so asks for nothing."""

_SIGNS = rf"{CIRCLED}①-⑳¹²³⁰⁴-⁹"
_SIGN_BEFORE = re.compile(rf"[{_SIGNS}]++\s*+(?=\S)")
_BULLET = r"[-–—*+•·▪●○■□◦‣⁃](?=\s)"
_NUMBER = (
    rf"(?:\((?:\d{{1,3}}|[a-z]|[ivx]{{2,5}}|{BELOW_100})\)|\[\d{{1,4}}\]|{BELOW_100}[、.](?!\d)"
    r"|\d{1,4}(?:[.、)](?![\d.])|/(?=\s)|(?=\t))|[a-z]\)|[ivx]{2,5}[.)](?=\s))"
)
_NUMBERING = re.compile(rf"(?:{_BULLET}|{_NUMBER})\s*+(?=\S)")
"""What numbers an item of a list, at its beginning, in folded text: `1.`, `(a)`, `一、`, `•`, `[3]`, `2/`."""
_NOTE_MARK = re.compile(r"(?:\[\d{1,4}\]|(?<=\s)\d{1,3}/)$")
_BLANK = " \t\r\n\f\v\0\u00a0\u200b\u3000\ufeff"
_TRAILING = f"{_BLANK},;.、。，；．¹²³⁰⁴⁵⁶⁷⁸⁹"
"""What may follow a citation and does not belong to it."""
_SIGNAL = re.compile(rf"[\s,]*+(?:{english.SIGNAL}|{chinese.SIGNAL})[\s,:]*+")
_JOINING = re.compile(rf"(?:[\s,;、.]|(?:{english.AND})(?![a-z])|{chinese.AND}|[{chinese.AND_SIGNS}])*+")
"""What only joins citations, in folded text."""
_LAST_WORD = re.compile(rf"(?:(?<![a-z])(?:{english.AND})|{chinese.AND}|[{chinese.AND_SIGNS}])\Z")
"""A word that joins citations, at the end of a folded text."""
_LONGEST_WORD = 12
"""How far before the end such a word is looked for, in code points."""
_REMARKS = re.compile(r"(?:\s*+(?:\((?:[^()]|\([^()]*+\))*+\)|\[[^\[\]\d]*+\]))*+[\s,;.。]*+")
"""Remarks in brackets behind a citation, such as ours that say what is a digest; in folded text."""
_CLOSING = {")": "(", "]": "[", "}": "{", "”": "“", "」": "「", "》": "《"}
_OPENING = frozenset(_CLOSING.values())
_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a line asks for: what was typed, and the question; `name` is what all of it names."""

    text: str
    question: str
    name: Node | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands between two semicolons, the symbols in it, and the one name that it is, if it is one."""

    text: str
    cited: tuple[Recognition, ...] = ()
    name: Node | None = None


def asked(line: str) -> tuple[Asked, ...]:
    """Return what a line asks for: nothing if it is blank or a comment.

    >>> [one.question for one in asked("1. See S/2019/986, para. 12; S/RES/1540 (2004) [3]")]
    ['S/2019/986, para. 12', 'S/RES/1540 (2004)']

    """
    shown = line.strip(_BLANK)
    if not shown or shown.startswith(COMMENT):
        return ()
    shown = _unnumbered(shown)
    found = tuple(map(_read, _divided(shown)))
    if not any(one.cited for one in found) and not all(one.name for one in found):
        return (Asked(shown, shown),)
    asked_for: list[Asked] = []
    last: ReferenceNode | None = None
    for one in found:
        asked_for += _onward(one, last) if last and not one.cited else _asked(one)
        last = next((each.node for each in one.cited[::-1] if isinstance(each.node, ReferenceNode)), last)
    return tuple(asked_for)


def _unnumbered(text: str) -> str:
    """Return a line without the bullet or the number that it has in a list; a number alone stays."""
    text = text[match.end() :] if (match := _SIGN_BEFORE.match(text)) else text
    return text[match.end() :] if (match := _NUMBERING.match(fold(text))) else text


def _divided(text: str) -> list[str]:
    """Return the stretches of a text between its semicolons outside of brackets and quotation marks."""
    plain = masked(fold(text), _enclosed(fold(text)), "|")
    ends = [place for place, sign in enumerate(plain) if sign == ";"]
    starts = [0, *(end + 1 for end in ends)]
    pieces = (text[start:end].strip(_BLANK) for start, end in zip(starts, [*ends, len(text)], strict=True))
    return [piece for piece in pieces if piece] or [text]


def _enclosed(text: str) -> Iterator[Span]:
    """Yield the spans from a bracket or quotation mark to its partner; those without a partner are none."""
    opened: list[tuple[str, int]] = []
    quoted = -1
    for place, sign in enumerate(text):
        if sign == _QUOTE:
            if quoted >= 0:
                yield quoted, place + 1
            quoted = -1 if quoted >= 0 else place
        elif sign in _OPENING:
            opened.append((sign, place))
        elif opened and _CLOSING.get(sign) == opened[-1][0]:
            yield opened.pop()[1], place + 1


def _read(text: str) -> _Stretch:
    """Return a stretch without what introduces a citation and the marks of notes behind it."""
    bare = _trimmed(text)
    short = _introduced(bare)
    recognised = sorted(recognise(short, short), key=lambda one: one.start)
    if len(short) < len(bare) and recognised and not recognised[0].start:
        bare = short
    elif len(short) < len(bare):
        recognised = sorted(recognise(bare, bare), key=lambda one: one.start)
    cited = tuple(
        Recognition(one.start, one.end, node)
        for one in recognised
        if isinstance(node := _unstarred(one.node), ReferenceNode | NumberNode)
    )
    if cited:
        return _Stretch(bare, cited)
    whole = (one.node for one in recognised if (one.start, one.end) == (0, len(bare)))
    name = next((one for one in whole if isinstance(one, StateNode | OrganizationNode | ValueNode)), None)
    if name is None and (known := organizations.lookup(bare)):
        name = OrganizationNode(bare, 0, len(bare), known.code)
    return _Stretch(bare, (), name) if name else _Stretch(text)


def _unstarred(node: Node) -> Node:
    """Return the document that a star behind its symbol means first; any other name stays."""
    return node.nodes[0] if isinstance(node, OrNode) else node


def _introduced(text: str) -> str:
    """Return a text without the words that introduce a citation: `see also`, 另见."""
    return text[match.end() :] if (match := _SIGNAL.match(fold(text))) else text


def _trimmed(text: str) -> str:
    """Return a text without marks of notes at its end."""
    text = text.rstrip(_TRAILING)
    return text[: match.start()].rstrip(_TRAILING) if (match := _NOTE_MARK.search(text)) else text


def _unjoined(text: str) -> str:
    """Return a text without the word that joins the next citation to it: `S/2031/8 and`."""
    text = text.rstrip(_TRAILING)
    last = _LAST_WORD.search(fold(text), max(0, len(text) - _LONGEST_WORD))
    return text[: last.start()].rstrip(_TRAILING) if last else text


def _asked(one: _Stretch) -> list[Asked]:
    """Return what a stretch asks for: each of several symbols that are only joined, or else all of it."""
    text, cited = one.text, one.cited
    if not cited:
        return [Asked(text, text, one.name)]
    folded = fold(text)
    if _REMARKS.fullmatch(folded, cited[0].end):
        cited = cited[:1]
    starts = [0, *(each.end for each in cited)]
    between = [folded[start : each.start] for start, each in zip(starts, cited, strict=False)]
    if not all(map(_JOINING.fullmatch, between)) or not _REMARKS.fullmatch(folded, cited[-1].end):
        return [Asked(text, text, _first(text, cited))]
    if len(cited) == 1:
        return [Asked(text, text[: cited[0].end], cited[0].node)]
    ends = [*starts[1:-1], len(text)]
    return [
        _single(text[start:end], each.node) for start, end, each in zip(starts, ends, cited, strict=False)
    ]


def _first(text: str, cited: tuple[Recognition, ...]) -> Node | None:
    """Return the first symbol of a text in which nothing but symbols is asked for: A/47/277-S/24111."""
    others = masked(text, ((one.start, one.end) for one in cited), " ")
    return None if any(map(str.isalnum, others)) else cited[0].node


def _single(typed: str, node: Node) -> Asked:
    """Return one symbol of several, asked for in a form in which it is read alone as it was in the list."""
    folded = fold(typed)
    joining = _JOINING.match(folded)
    text = _unjoined(_trimmed(typed[joining.end() if joining else 0 :]))
    if not isinstance(node, ReferenceNode):
        return Asked(text, text, node)
    for question in _wordings(text, node):
        if _named(question) == _place(node):
            return Asked(text, question, node)
    return Asked(text, node.citation.symbol, node)


def _wordings(text: str, node: ReferenceNode) -> Iterator[str]:
    """Yield wordings of a citation: as typed, as we write it, in short."""
    yield text
    cited = node.citation
    if cited.pinpoint:
        yield citation(cited.symbol, cited.part or "main", cited.pinpoint, "official").en
        yield f"{cited.symbol}#{cited.pinpoint}"


def _named(question: str) -> tuple[str, str | None, str | None] | None:
    """Return the symbol, part and pinpoint that a question names, if it names one symbol."""
    found = recognise(question, question)
    node = found[0].node if len(found) == 1 else None
    return _place(node) if isinstance(node, ReferenceNode) else None


def _place(node: ReferenceNode) -> tuple[str, str | None, str | None]:
    return node.citation.symbol, node.citation.part, node.citation.pinpoint


def _onward(one: _Stretch, last: ReferenceNode) -> list[Asked]:
    """Return a paragraph of the document cited before, where a stretch names only that; else the stretch."""
    typed = _introduced(_trimmed(one.text))
    said = f", {fold(typed)}"
    place = pinpoints.after(said, 0)
    if place.pinpoint is None or place.edge != len(said):
        return _asked(one)
    part = "" if place.part or not last.citation.part else f", {last.citation.part.replace('-', ' ')}"
    question = f"{last.citation.symbol}{part}, {typed}"
    found = recognise(question, question)
    return [Asked(typed, question, found[0].node if len(found) == 1 else None)]
