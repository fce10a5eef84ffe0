"""Splits a question into lexemes: words, phrases, filters, operators and brackets, in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.language.en import field_words as english
from indexer.language.zh import field_words as chinese
from indexer.model.fields import BY_NAME, NAMES
from indexer.model.query import HAN, FilterName, Notice
from indexer.query import notices, references
from indexer.query.arguments import selection
from indexer.query.ast import (
    FieldNode,
    Kind,
    Leaf,
    Lexeme,
    NearNode,
    Node,
    OrganizationNode,
    OrNode,
    PrefixNode,
    QuoteNode,
    ReferenceNode,
    StateNode,
    ValueNode,
    Wording,
    WordNode,
)
from indexer.query.filter_labels import LABELLED, near_label
from indexer.query.forms import narrow
from indexer.query.likely_operators import is_title
from indexer.query.likely_operators import meant as likely
from indexer.query.recognition import GAP, recognise
from indexer.query.references import Recognition
from indexer.query.unread_signs import unread
from indexer.runtime.errors import UsageError
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold
from indexer.text.normalising import normalise
from indexer.text.spans import Span, enclosed, masked

MAX_ADVISED = 20
"""For how many unknown filters or values of a question the nearest are suggested; to find them takes long."""
MAX_SLOP = 1_000
"""The largest `~n`; no unit is so long that a larger one would change the result."""

_KINDS: dict[str, Kind] = {"(": "(", ")": ")", "AND": "AND", "OR": "OR", "NOT": "NOT"}
_FIELDS: dict[str, tuple[FilterName, ...]] = {
    **english.FIELD_WORDS,
    **chinese.FIELD_WORDS,
    **{name: (name,) for name in NAMES},
}
"""For each word that may stand before a colon, the filters that it may mean."""
_CLOSERS = {'"': '"”', "“": '”"', "”": '”"“', "„": '”“"', "「": "」", "『": "』", "«": "»", "‹": "›"}
_BREAK = r"""\s,;!?，、。；！？…《》〈〉【】\[\]{}<>|"“”„「」『』«»‹›"""
"""Characters that end a word and are never part of one."""
_RUN = re.compile(rf"(?:[^{_BREAK}()]|\([^{_BREAK}()]*\))+")
"""A word, including brackets inside it: 18(a), 第10(j)段."""
_GLUED = re.compile(rf"[^{_BREAK}()](?:[^{_BREAK}()]|\([^{_BREAK}()]*\))*")
"""A word that does not begin with a bracket."""
_CORE = re.compile(r"\w(?:.*[\w)])?")
"""A word without the punctuation around it."""
_STAR = re.compile(r"[-/.:]?\*")
_COLON = re.compile(rf"([A-Za-z_]++|[{HAN}]{{1,5}}+):")
_FOREIGN = re.compile(r"([A-Za-z_]+):(?![\s/]|$)")
_START = rf"(?<![^{_BREAK}()-])"
_WORD = rf"(?:AND|OR|NOT)(?=[{_BREAK}{HAN}()]|$)"
_OPERATOR = re.compile(_WORD)
_BESIDE_HAN = re.compile(rf"(?<=[{HAN}]){_WORD}")
_DASH = re.compile(rf"{_START}-(?=\S)")
_NO_NAME = re.compile(rf"{_START}(?:{_WORD}|-(?=\S)|(?i:{'|'.join(_FIELDS)}):)|(?<=[{HAN}]){_WORD}")
_NO_FILTER_NAME = re.compile(rf"{_START}(?:-(?=\S)|(?i:{'|'.join(_FIELDS)}):)")
_DATED = ("date:", "month:")
"""How the value tokens of days and months begin."""
_STAR_IN_PHRASE = re.compile(r"\w\*|\*\w")
_HIDDEN = "·"
_SLOP = re.compile(r"~([0-9]+)")


def read(text: str) -> tuple[Wording, tuple[Notice, ...]]:
    """Return the wording of a question and the notices about it.

    The wording is in plain letters: what was copied from a file may have ligatures or soft hyphens. Text that
    asks for nothing is in no lexeme.
    """
    lexer = _Lexer(normalise(text).text)
    wording = lexer.wording()
    word, asked = ("", "") if lexer.is_title else likely(wording.lexemes)
    told = (notices.likely_operator(word, asked),) if word else ()
    return wording, (*lexer.notices, *told)


def grown_over(text: str, gaps: Iterable[Span]) -> list[bool]:
    """Tell for each gap [start, end) whether a name or word begins before it and goes on after it.

    The text must have no phrases and no operators; it is read once for all gaps.
    """
    lexer = _Lexer(text)
    names = sorted((one.start, one.end) for one in lexer.names.values())
    words = [one.span() for one in _GLUED.finditer(lexer.plain)]
    return [_end_before(names, end) > end or _end_before(words, start) > end for start, end in gaps]


def _end_before(spans: Sequence[Span], offset: int) -> int:
    """Return the end of the last span that starts before an offset; 0 if there is none."""
    place = bisect_left(spans, (offset,))
    return spans[place - 1][1] if place else 0


class _Lexer:
    """Reads a question from left to right; quotation marks and names are found beforehand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.plain = narrow(text)
        self.notices: list[Notice] = []
        self._refused = 0
        self._quotes = dict(self._quoted())
        self.is_title = is_title(masked(self.plain, self._quotes.items(), " "))
        if self.is_title:
            self.notices.append(notices.capitals())
        self._operators = () if self.is_title else tuple(self._between_han())
        self.names = {named.start: named for named in recognise(text, self._masked())}
        self._starts = sorted(self.names)
        self._read = 0
        names = (one for one in self.names.values() if not isinstance(one.node, ValueNode))
        hidden = (*self._quotes.items(), *((one.start, one.end) for one in names))
        self.notices += unread(self._text, masked(self.plain, hidden, _HIDDEN))

    def wording(self) -> Wording:
        """Read the whole question; may be called once."""
        lexemes, at = [], 0
        while at < len(self._text):
            lexeme, at = self._next(at)
            if lexeme is not None:
                lexemes.append(lexeme)
        return Wording(tuple(lexemes), self._text[self._read :])

    def _quoted(self) -> Iterator[tuple[int, int]]:
        """Yield the span of each pair of quotation marks, including the marks."""
        for start, end in enclosed(self.plain, _CLOSERS):
            if end is None:
                self.notices.append(notices.unclosed_quote(self.plain[start]))
            else:
                yield start, end

    def _masked(self) -> str:
        """Return the text with phrases, operators, dashes and filter names masked: no name includes them."""
        plain = masked(self.plain, self._quotes.items(), GAP)
        none = _NO_FILTER_NAME if self.is_title else _NO_NAME
        return masked(plain, (match.span() for match in none.finditer(plain)), GAP)

    def _between_han(self) -> Iterator[int]:
        """Yield where an operator follows a Han character directly (智利OR秘鲁)."""
        plain = masked(self.plain, self._quotes.items(), GAP)
        return (one.start() for one in _BESIDE_HAN.finditer(plain))

    def _next(self, at: int) -> tuple[Lexeme | None, int]:
        """Return the lexeme at an offset, None for text without meaning, and the offset after it."""
        if field := self._field(at):
            return self._leaf(field)
        if named := self.names.get(at):
            return self._lexeme("leaf", at, named.end, named.node), named.end
        if at in self._quotes:
            return self._quote(at)
        if not self.is_title and (operator := _OPERATOR.match(self.plain, at)):
            return self._sign(operator[0], at, operator.end())
        if self.plain[at] in "()":
            return self._sign(self.plain[at], at, at + 1)
        if _DASH.match(self.plain, at):
            return self._sign("NOT", at, at + 1)
        return self._run(at)

    def _leaf(self, leaf: Leaf) -> tuple[Lexeme, int]:
        return self._lexeme("leaf", leaf.start, leaf.end, leaf), leaf.end

    def _sign(self, kind: str, start: int, end: int) -> tuple[Lexeme, int]:
        return self._lexeme(_KINDS[kind], start, end), end

    def _lexeme(self, kind: Kind, start: int, end: int, leaf: Node | None = None) -> Lexeme:
        before = self._text[self._read : start]
        self._read = end
        return Lexeme(kind, self._text[start:end], start, before, leaf)

    def _quote(self, at: int) -> tuple[Lexeme | None, int]:
        """Read a phrase, with the `~n` after it; one without a letter or digit is left out."""
        end = self._quotes[at]
        inner = self._text[at + 1 : end - 1]
        slop = _SLOP.match(self.plain, end)
        end = slop.end() if slop else end
        if not _CORE.search(inner):
            return None, end
        if not slop and (named := self._quoted_name(at, end)):
            return self._lexeme("leaf", at, end, named), end
        if _STAR_IN_PHRASE.search(inner):
            meant = self._text[:at] + inner + self._text[end:]
            self.notices.append(notices.star_in_phrase(self._text[at:end], meant))
        distance = min(int(slop[1][:9]), MAX_SLOP) if slop else 0
        return self._leaf(NearNode(inner, at, end, distance) if distance else QuoteNode(inner, at, end))

    def _quoted_name(self, at: int, end: int) -> Node | None:
        """Return the symbol that a phrase is, or the phrase itself; None for any other phrase."""
        inner = self._text[at + 1 : end - 1]
        if "/" not in (plain := narrow(inner)):
            return None
        match references.find(inner, plain):
            case (Recognition(start=first, end=last, node=ReferenceNode() as node),) if (
                "/" in node.text and inner[first:last] == inner.strip()
            ):
                cited = replace(node, start=at, end=end)
                return OrNode((cited, QuoteNode(inner, at, end)))
        return None

    def _field(self, at: int) -> Leaf | None:
        """Read a filter; one with an invalid value becomes a word, with a notice."""
        head = _COLON.match(self.plain, at)
        names = _FIELDS.get(fold(head[1]), ()) if head else ()
        refused: UsageError | None = None
        text, end = "", at
        for name in names:
            if head is None or (given := self._value(name, head.end())) is None:
                return None
            value, end = given
            text = self._text[at:end]
            try:
                chosen = selection(name, value, advised=self._refused < MAX_ADVISED)
            except UsageError as error:
                refused = refused or error
                continue
            if head[1].lower() != name:
                self.notices.append(notices.read_as_filter(text, chosen))
            return FieldNode(text, at, end, chosen)
        if refused is None:
            return None
        self._refused += 1
        self.notices.append(notices.unknown_value(text, refused.advised))
        return WordNode(text, at, end)

    def _value(self, name: FilterName, at: int) -> tuple[str, int] | None:
        """Return a filter's value and the offset after it.

        The value is a phrase, a symbol or State of several words, or a run without white space.
        """
        if at in self._quotes:
            end = self._quotes[at]
            return (inner, end) if (inner := self._text[at + 1 : end - 1].strip()) else None
        run = _RUN.match(self.plain, at)
        named = self.names.get(at)
        if named is not None and named.end >= (run.end() if run else at):
            match named.node:
                case StateNode(text=value) if name in ("state", "speaking"):
                    return value, named.end
                case OrganizationNode(text=value) if name == "organization":
                    return value, named.end
                case ReferenceNode(citation=cited) if name in ("symbol", "cites"):
                    pinpoint = f"#{cited.pinpoint}" if cited.pinpoint and name == "cites" else ""
                    return cited.symbol + pinpoint, named.end
                case ValueNode(token=token) if BY_NAME[name].form == "days" and token.startswith(_DATED):
                    return token.partition(":")[2], named.end
        if run and BY_NAME[name].form == "days":
            return run[0].rstrip(":"), run.end()  # `2019-07..` is a period
        return (run[0].rstrip(".:"), run.end()) if run else None

    def _run(self, at: int) -> tuple[Lexeme | None, int]:
        """Read a word up to the next name; a star directly after it makes it a prefix."""
        run = _RUN.match(self.plain, at, self._next_name(at))
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
        leaf = PrefixNode(text, start, at + star.end()) if star else WordNode(text, start, end)
        return self._lexeme("leaf", leaf.start, leaf.end, leaf), run.end()

    def _next_name(self, at: int) -> int:
        """Return where the next name or operator after an offset starts, or else the end of the text."""
        begun = (
            (self._starts, bisect_right(self._starts, at)),
            (self._operators, bisect_right(self._operators, at)),
        )
        return min((starts[place] for starts, place in begun if place < len(starts)), default=len(self._text))

    def _check_colon(self, at: int) -> None:
        """Add a notice for text that looks like a filter but is none; an address (`https://`) does not."""
        head, foreign = _COLON.match(self.plain, at), _FOREIGN.match(self.plain, at)
        if head and fold(head[1]) in _FIELDS:
            self.notices.append(notices.empty_field(head[1]))
        elif (han := LABELLED.match(self.plain, at)) and (label := self._near_label(han[1])):
            self.notices.append(notices.unknown_field(han[1], (label,)))
        elif foreign:
            near = nearest(foreign[1], NAMES, 1) if self._refused < MAX_ADVISED else ()
            self._refused += 1
            self.notices.append(notices.unknown_field(foreign[1], near))

    def _near_label(self, typed: str) -> str:
        """Return the label of a filter that is like a text; empty where none is, or many were looked for."""
        self._refused += 1
        return near_label(typed) if self._refused <= MAX_ADVISED else ""
