"""The words, phrases, filters and operators of a question, in their order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from indexer.errors import UsageError
from indexer.nearest import nearest
from indexer.query import notices
from indexer.query.arguments import selection
from indexer.query.forms import NAMES, narrow
from indexer.query.nodes import Field, Leaf, Near, Node, Prefix, Quote, Reference, StateName, Word
from indexer.query.question import FilterName, Notice
from indexer.query.recognition import mask, recognise

MAX_SLOP = 1_000
"""The largest `~n`; no unit is so long that more would say anything else."""

Kind: TypeAlias = Literal["leaf", "(", ")", "AND", "OR", "NOT"]

_KINDS: dict[str, Kind] = {"(": "(", ")": ")", "AND": "AND", "OR": "OR", "NOT": "NOT"}
_FIELDS = {str(name): name for name in NAMES}
_CLOSERS = {'"': '"”', "“": '”"', "”": '”"“', "„": '”“"', "「": "」", "『": "』"}
_BREAK = r"""\s,;!?，、。；！？…《》〈〉【】\[\]{}<>|"“”„「」『』"""
"""Characters that end a word, and are part of none."""
_OPENER = re.compile(f"[{''.join(_CLOSERS)}]")
_RUN = re.compile(rf"(?:[^{_BREAK}()]|\([^{_BREAK}()]*\))+")
"""A word, with the brackets inside it: 18(a), 第10(j)段."""
_CORE = re.compile(r"\w(?:.*[\w)])?")
"""A word without the signs around it."""
_STAR = re.compile(r"[-/.:]?\*")
_COLON = re.compile(r"([A-Za-z_]+):")
_FOREIGN = re.compile(r"([A-Za-z_]+):(?![\s/]|$)")
_START = rf"(?<![^{_BREAK}()-])"
_WORD = rf"(?:AND|OR|NOT)(?=[{_BREAK}()]|$)"
_OPERATOR = re.compile(_WORD)
_DASH = re.compile(rf"{_START}-(?=\S)")
_NO_NAME = re.compile(rf"{_START}(?:{_WORD}|-(?=\S)|(?i:{'|'.join(_FIELDS)}):)")
_SLOP = re.compile(r"~([0-9]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A leaf of the tree, a bracket or an operator; `text` as typed."""

    kind: Kind
    text: str
    start: int
    leaf: Node | None = None


@lru_cache(maxsize=16)  # a question is read again for every link that rewrites it
def tokens(text: str) -> tuple[tuple[Token, ...], tuple[Notice, ...]]:
    """Return the tokens of a question, and what is odd about them; signs that ask for nothing are dropped."""
    lexer = _Lexer(text)
    return tuple(lexer.tokens()), tuple(lexer.notices)


class _Lexer:
    """Reads a question from left to right; quotation marks and names are found beforehand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = narrow(text)
        self.notices: list[Notice] = []
        self._quotes = dict(self._quoted())
        self._names = {named.start: named for named in recognise(text, self._masked())}
        self._starts = sorted(self._names)

    def tokens(self) -> Iterator[Token]:
        at = 0
        while at < len(self._text):
            token, at = self._next(at)
            if token is not None:
                yield token

    def _quoted(self) -> Iterator[tuple[int, int]]:
        """Yield the span of each pair of quotation marks, the marks included."""
        at, lonely = 0, set()
        for opener in _OPENER.finditer(self._plain):
            sign = opener[0]
            if opener.start() < at or sign in lonely:
                continue
            if closer := re.compile(f"[{_CLOSERS[sign]}]").search(self._plain, opener.end()):
                at = closer.end()
                yield opener.start(), at
            else:
                lonely.add(sign)
                self.notices.append(notices.unclosed_quote(sign))

    def _masked(self) -> str:
        """Overwrite what can be part of no name: phrases, operators, dashes and the names of filters."""
        plain = mask(self._plain, self._quotes.items())
        return mask(plain, (match.span() for match in _NO_NAME.finditer(plain)))

    def _next(self, at: int) -> tuple[Token | None, int]:
        """Return the token at an offset, None for what says nothing, and the offset behind it."""
        if field := self._field(at):
            return self._leaf(field)
        if named := self._names.get(at):
            return Token("leaf", self._text[at : named.end], at, named.node), named.end
        if at in self._quotes:
            return self._quote(at)
        if operator := _OPERATOR.match(self._plain, at):
            return self._sign(operator[0], at, operator.end())
        if self._plain[at] in "()":
            return self._sign(self._plain[at], at, at + 1)
        if _DASH.match(self._plain, at):
            return self._sign("NOT", at, at + 1)
        return self._run(at)

    def _leaf(self, leaf: Leaf) -> tuple[Token, int]:
        return Token("leaf", leaf.text, leaf.start, leaf), leaf.end

    def _sign(self, kind: str, start: int, end: int) -> tuple[Token, int]:
        return Token(_KINDS[kind], self._text[start:end], start), end

    def _quote(self, at: int) -> tuple[Token | None, int]:
        end = self._quotes[at]
        inner = self._text[at + 1 : end - 1]
        slop = _SLOP.match(self._plain, end)
        end = slop.end() if slop else end
        if not _CORE.search(inner):
            return None, end
        distance = min(int(slop[1][:9]), MAX_SLOP) if slop else 0
        return self._leaf(Near(inner, at, end, distance) if distance else Quote(inner, at, end))

    def _field(self, at: int) -> Leaf | None:
        """Read a filter; one whose value is no good is a word."""
        head = _COLON.match(self._plain, at)
        name = _FIELDS.get(head[1].lower()) if head else None
        if head is None or name is None or (given := self._value(name, head.end())) is None:
            return None
        value, end = given
        text = self._text[at:end]
        try:
            return Field(text, at, end, selection(name, value))
        except UsageError as error:
            self.notices.append(notices.unknown_value(text, error.advised))
            return Word(text, at, end)

    def _value(self, name: FilterName, at: int) -> tuple[str, int] | None:
        """Return a filter's value and its end: a phrase, a symbol or State of several words, or a run."""
        if at in self._quotes:
            end = self._quotes[at]
            return (inner, end) if (inner := self._text[at + 1 : end - 1].strip()) else None
        run = _RUN.match(self._plain, at)
        named = self._names.get(at)
        if named is not None and named.end >= (run.end() if run else at):
            match named.node:
                case StateName(text=value) if name == "state":
                    return value, named.end
                case Reference(citation=cited) if name in ("symbol", "cites"):
                    pinpoint = f"#{cited.pinpoint}" if cited.pinpoint and name == "cites" else ""
                    return cited.symbol + pinpoint, named.end
        return (run[0].rstrip(".:"), run.end()) if run else None

    def _run(self, at: int) -> tuple[Token | None, int]:
        run = _RUN.match(self._plain, at, self._next_name(at))
        if run is None:
            return None, at + 1
        self._check_colon(at)
        core = _CORE.search(run[0])
        if core is None:
            return None, run.end()
        star = _STAR.match(run[0], core.end())
        if run[0].count("*") > bool(star):
            self.notices.append(notices.star_inside(self._text[at : run.end()]))
        start, end = at + core.start(), at + core.end()
        text = self._text[start:end]
        leaf = Prefix(text, start, at + star.end()) if star else Word(text, start, end)
        return Token("leaf", text, start, leaf), run.end()

    def _next_name(self, at: int) -> int:
        place = bisect_right(self._starts, at)
        return self._starts[place] if place < len(self._starts) else len(self._text)

    def _check_colon(self, at: int) -> None:
        """Tell of what looks like a filter and is none; addresses (`https://`) do not."""
        head, foreign = _COLON.match(self._plain, at), _FOREIGN.match(self._plain, at)
        if head and head[1].lower() in _FIELDS:
            self.notices.append(notices.empty_field(head[1]))
        elif foreign:
            self.notices.append(notices.unknown_field(foreign[1], nearest(foreign[1], _FIELDS, 1)))
