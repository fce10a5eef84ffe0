"""The automaton of a regular expression, and the search for a text that it can read in two ways.

The states are the characters of the pattern (V. M. Glushkov, 1961); short repeats are written out.
Lookbehinds are taken into account, and so is what a possessive repeat takes. Lookaheads are not.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import _constants as op
from re import _parser as parser
from typing import Any, TypeAlias

MOST_COPIES = 64
"""A repeat of one character is written out up to this count; a longer one counts as endless."""
FEW_COPIES = 3
"""The same limit for repeats of more than one character."""
SAMPLES = " \t\n\u3000\u00a0azAZéß09１_-.,;:/()[]\"'#*“”、。（）一二十百年月日号段第和至"
"""The characters that a pattern is tried with, beside those that it names; they stand for all others."""

Chars: TypeAlias = int
"""A set of characters, as a bit mask with one bit for each character that a pattern is tried with."""
Node: TypeAlias = Any
"""A piece of a pattern as `re` parses it."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """The condition under which two characters may follow each other.

    `before` is the set of characters that may come before. Characters in `excluded` cannot come after: a
    possessive repeat would have taken them.
    """

    before: Chars
    excluded: Chars = 0
    boundary: bool = False
    doubled: bool = False  # there are at least two ways
    closed: bool = False  # a lookahead stands here

    def then(self, other: _Gap) -> _Gap:
        """Return the condition that both conditions hold."""
        return _Gap(
            self.before & other.before,
            self.excluded | other.excluded,
            self.boundary or other.boundary,
            self.doubled or other.doubled,
            self.closed or other.closed,
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the automaton: its first and last states; `gap` is None if the piece cannot be empty."""

    first: dict[int, _Gap]
    last: dict[int, _Gap]
    gap: _Gap | None


class Automaton:
    """The characters of a pattern and their possible successors; state 0 is the text before a match."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        parsed = parser.parse(pattern, flags)
        self.flags: int = parsed.state.flags
        self.samples: list[str] = sorted({*SAMPLES, *_named(parsed)})
        self.every: Chars = (1 << len(self.samples)) - 1
        self.word = self._matching(lambda char: char.isalnum() or char == "_")
        self.chars: list[Chars] = [self.every]
        self.follow: list[dict[int, _Gap]] = [{}]
        self._groups: dict[int | None, Node] = {}
        self._ahead: list[Node] = []
        self.part = self._sequence(parsed)
        while self._ahead:  # each lookahead is a pattern of its own
            self._sequence(self._ahead.pop())

    def _state(self, chars: Chars) -> int:
        """Add a state and return its number."""
        self.chars.append(chars)
        self.follow.append({})
        return len(self.chars) - 1

    def let_begin_anywhere(self) -> None:
        """Allow a match to begin after any text, which state 0 represents."""
        whole = _Gap(self.every)
        self._join({0: whole}, {0: whole, **self.part.first})

    def step(self, before: Chars, *moves: tuple[int, _Gap]) -> Chars:
        """Return the characters by which all given states are reached in one step.

        Args:
            before: The possible characters before the step.
            moves: The states to reach, each with the condition on the way to it.

        """
        chars = self.every
        for at, gap in moves:
            label = self.chars[at]
            chars &= label & ~gap.excluded
            before &= gap.before
            if gap.boundary and not label & ~self.word:
                before &= ~self.word
            if gap.boundary and not label & self.word:
                before &= self.word
        return chars if before else 0

    def _matching(self, holds: Callable[[str], bool]) -> Chars:
        """Return the set of sample characters for which a test holds."""
        return sum(1 << at for at, char in enumerate(self.samples) if holds(char))

    def _join(self, last: dict[int, _Gap], first: dict[int, _Gap]) -> None:
        """Let every first state follow every last state."""
        for left, leaving in last.items():
            for right, entering in first.items():
                gap = leaving.then(entering)
                known = self.follow[left].get(right)
                self.follow[left][right] = gap if known is None else self._either(known, gap, right)

    def _either(self, one: _Gap, other: _Gap, to: int = 0) -> _Gap:
        """Return the condition that one of two conditions holds; if both can hold, there are two ways."""
        both = self.chars[to] & ~one.excluded & ~other.excluded and one.before & other.before
        return _Gap(
            one.before | other.before,
            one.excluded & other.excluded,
            one.boundary and other.boundary,
            bool(both) or one.doubled or other.doubled,
            one.closed and other.closed,
        )

    def _sequence(self, nodes: Node) -> _Part:
        """Return the piece for nodes that follow one another."""
        whole = _Part({}, {}, _Gap(self.every))
        for node in nodes:
            whole = self._concatenated(whole, self._piece(*node))
        return whole

    def _concatenated(self, left: _Part, right: _Part) -> _Part:
        """Return the piece for two pieces that follow one another."""
        self._join(left.last, right.first)
        first, last = dict(left.first), dict(right.last)
        if left.gap is not None:
            first |= {at: left.gap.then(gap) for at, gap in right.first.items()}
        if right.gap is not None:
            last |= {at: gap.then(right.gap) for at, gap in left.last.items()}
        gap = None if left.gap is None or right.gap is None else left.gap.then(right.gap)
        return _Part(first, last, gap)

    def _piece(self, kind: object, value: Node) -> _Part:
        """Return the piece for one node of the parsed pattern."""
        match kind:
            case op.SUBPATTERN:
                self._groups[value[0]] = value[3]
                return self._sequence(value[3])
            case op.BRANCH:
                return self._alternatives([self._sequence(one) for one in value[1]])
            case op.MAX_REPEAT | op.MIN_REPEAT:
                return self._repeated(*value)
            case op.POSSESSIVE_REPEAT:
                return self._kept(self._repeated(*value))
            case op.ATOMIC_GROUP:
                return self._kept(self._sequence(value))
            case op.ASSERT | op.ASSERT_NOT:
                return self._looking(value, negated=kind is op.ASSERT_NOT)
            case op.AT:
                return self._place(value)
            case op.GROUPREF:
                return self._sequence(self._groups[value])
        at = self._state(self._charset(kind, value))
        whole = _Gap(self.every)
        return _Part({at: whole}, {at: whole}, None)

    def _alternatives(self, parts: list[_Part]) -> _Part:
        """Return the piece for alternatives."""
        first: dict[int, _Gap] = {}
        last: dict[int, _Gap] = {}
        gap: _Gap | None = None
        for part in parts:
            first |= part.first
            last |= part.last
            if part.gap is not None:
                gap = part.gap if gap is None else self._either(gap, part.gap)
        return _Part(first, last, gap)

    def _repeated(self, least: int, most: int, body: Node) -> _Part:
        """Return the piece for a repeat; a short one is written out, a longer one becomes a loop."""
        single = len(body) == 1 and body[0][0] in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)
        copies = MOST_COPIES if single else FEW_COPIES
        whole = _Part({}, {}, _Gap(self.every))
        if most <= copies:
            optional = _Part({}, {}, _Gap(self.every))
            for _ in range(most - least):
                part = self._concatenated(self._sequence(body), optional)
                optional = self._alternatives([part, _Part({}, {}, _Gap(self.every))])
            for _ in range(least):
                whole = self._concatenated(whole, self._sequence(body))
            return self._concatenated(whole, optional)
        part = self._sequence(body)
        self._join(part.last, part.first)
        return part if least else _Part(part.first, part.last, _Gap(self.every))

    def _kept(self, part: _Part) -> _Part:
        """Make a piece possessive or atomic: once it can go on or begin, it does, and gives nothing back."""
        last = {at: gap.then(_Gap(self.every, self._following(at))) for at, gap in part.last.items()}
        begun = 0
        for at in part.first:
            begun |= self.chars[at]
        gap = None if part.gap is None else part.gap.then(_Gap(self.every, begun))
        return _Part(part.first, last, gap)

    def _following(self, at: int) -> Chars:
        """Return all characters that may follow a state."""
        found = 0
        for other in self.follow[at]:
            found |= self.chars[other]
        return found

    def _looking(self, value: Node, *, negated: bool) -> _Part:
        """Return the empty piece of a lookbehind or lookahead."""
        direction, body = value
        if direction > 0 or not len(body):
            self._ahead.append(body)
            return _Part({}, {}, _Gap(self.every, closed=direction > 0))
        kind, inner = body[-1] if len(body) else (None, None)
        before = self.every
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            chars = self._charset(kind, inner)
            if not negated:
                before = chars
            elif len(body) == 1:
                before = self.every & ~chars
        return _Part({}, {}, _Gap(before))

    def _place(self, where: object) -> _Part:
        r"""Return the empty piece of an anchor such as `^` or `\b`."""
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            lines = self.flags & re.MULTILINE and where is op.AT_BEGINNING
            return _Part({}, {}, _Gap(self._matching(lambda char: bool(lines) and char == "\n")))
        return _Part({}, {}, _Gap(self.every, boundary=where is op.AT_BOUNDARY, closed=True))

    def _charset(self, kind: object, value: Node) -> Chars:
        """Return the characters that a node for one character matches."""
        if self.flags & re.IGNORECASE:
            return self._matching(lambda char: any(_holds(kind, value, one) for one in _cases(char)))
        return self._matching(lambda char: _holds(kind, value, char))


def _cases(char: str) -> set[str]:
    return {case for case in (char, char.lower(), char.upper()) if len(case) == 1}


_CATEGORIES = {
    op.CATEGORY_DIGIT: (r"\d", True), op.CATEGORY_NOT_DIGIT: (r"\d", False),
    op.CATEGORY_SPACE: (r"\s", True), op.CATEGORY_NOT_SPACE: (r"\s", False),
    op.CATEGORY_WORD: (r"\w", True), op.CATEGORY_NOT_WORD: (r"\w", False),
}  # fmt: skip


def _holds(kind: object, value: Node, char: str) -> bool:
    """Tell whether a node for one character matches a character."""
    match kind:
        case op.LITERAL:
            return ord(char) == int(value)
        case op.NOT_LITERAL:
            return ord(char) != int(value)
        case op.RANGE:
            return ord(char) in range(value[0], value[1] + 1)
        case op.CATEGORY:
            pattern, wanted = _CATEGORIES[value]
            return bool(re.fullmatch(pattern, char)) == wanted
        case op.IN:
            negated = bool(value[0][0] is op.NEGATE)
            return any(_holds(one, inner, char) for one, inner in value[negated:]) != negated
    return True  # ANY; it makes no difference here that it does not match a line break


def _named(nodes: Node) -> set[str]:
    """Return the characters that a pattern names, and the two ends of each range."""
    found: set[str] = set()
    queue = [nodes]
    while queue:
        node = queue.pop()
        if isinstance(node, tuple) and len(node) == 2 and node[0] in (op.LITERAL, op.NOT_LITERAL):  # noqa: PLR2004
            found.update(_cases(chr(node[1])))
        elif isinstance(node, tuple) and len(node) == 2 and node[0] is op.RANGE:  # noqa: PLR2004
            found.update(map(chr, node[1]))
        elif isinstance(node, (tuple, list, parser.SubPattern)):
            queue.extend(node)
    return found


def loops(automaton: Automaton) -> dict[int, set[int]]:
    """Return the states that can be reached from themselves, each with the states on the way."""
    reached = [_reached(automaton, at) for at in range(len(automaton.chars))]
    return {
        at: {other for other in found if at in reached[other]}
        for at, found in enumerate(reached)
        if at in found
    }


def _reached(automaton: Automaton, at: int) -> set[int]:
    """Return the states that can be reached from a state."""
    found: set[int] = set()
    queue = list(automaton.follow[at])
    while queue:
        if (state := queue.pop()) not in found:
            found.add(state)
            queue.extend(automaton.follow[state])
    return found


@dataclass(frozen=True, slots=True)
class _Readings:
    """The states of three readings of the same text; `parted` is set once the first two have differed."""

    states: tuple[int, int, int]
    parted: bool = False


class Search:
    """Searches for a word that leads from `left` to itself and to `right`, and from `right` to itself."""

    def __init__(self, automaton: Automaton, left: int, right: int, known: dict[int, set[int]]) -> None:
        self._automaton = automaton
        self._left = left
        self._right = right
        self._known = known
        # A search ends as soon as a match is found; no later text can make it begin again.
        self._ends = {at for at, gap in automaton.part.last.items() if not gap.closed} if left == 0 else set()

    def word(self) -> str | None:
        """Return the shortest such word, None if there is none."""
        shared = self._automaton.chars[self._left] & self._automaton.chars[self._right]
        if (
            not shared
            or self._right in self._ends
            or self._right not in _reached(self._automaton, self._left)
        ):
            return None
        start = _Readings((self._left, self._left, self._right))
        queue: deque[tuple[_Readings, Chars, str]] = deque([(start, shared, "")])
        seen = {start}
        while queue:
            readings, before, word = queue.popleft()
            for following, chars in self._following(readings, before):
                longer: str = word + self._automaton.samples[chars.bit_length() - 1]
                if following.parted and following.states == (self._left, self._right, self._right):
                    return longer
                if following not in seen:
                    seen.add(following)
                    queue.append((following, chars, longer))
        return None

    def _following(self, readings: _Readings, before: Chars) -> Iterator[tuple[_Readings, Chars]]:
        """Yield the possible states of the readings one character later, with the characters between."""
        one, two, three = (self._automaton.follow[at] for at in readings.states)
        if self._ends.intersection(readings.states):
            return
        for first in one.keys() & self._known[self._left]:
            for third in three.keys() & self._known[self._right]:
                moves = (first, one[first]), (third, three[third])
                if not self._automaton.step(before, *moves):
                    continue
                for second, gap in two.items():
                    if chars := self._automaton.step(before, *moves, (second, gap)):
                        apart = first != second or second != third or gap.doubled
                        yield _Readings((first, second, third), readings.parted or apart), chars
