"""From the text of a question to its syntax tree: AND, OR, NOT, brackets, and the filters among them.

Whatever somebody types has a tree: what does not fit is left out or read as text, with a notice.

    question = branch ("OR" branch)*          branch = operand ("AND"? operand)*
    operand  = ("NOT" | "-")* (leaf | "(" question ")")

Filters joined by AND outside all brackets are selections, like those of an address: those of one name are
alternatives. Within OR or brackets they are nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.query import notices
from indexer.query.arguments import check_length
from indexer.query.forms import BOUNDS
from indexer.query.lexer import Kind, Token, tokens
from indexer.query.nodes import (
    And,
    Field,
    Near,
    Node,
    Not,
    Number,
    Or,
    Parsed,
    Prefix,
    Quote,
    Reference,
    StateName,
    Value,
    Word,
)
from indexer.query.question import Notice, Selection

__all__ = [
    "And", "Field", "Near", "Node", "Not", "Number", "Or", "Parsed", "Prefix", "Quote", "Reference",
    "StateName", "Value", "Word", "parse",
]  # fmt: skip

MAX_DEPTH = 20
"""How deep brackets may stand in one another."""
MAX_LEAVES = 500
"""How many words, phrases and filters are asked for at once (a Han run is one): it bounds what one costs."""


def parse(text: str) -> Parsed:
    """Return the syntax tree of a question, its selections, and what the reader should know about them.

    Raises UsageError where the text is longer than MAX_TEXT, and on nothing else.
    """
    check_length(text)
    parser = _Parser(*_limited(*tokens(text)))
    node = parser.question()
    selections, told = dict.fromkeys(parser.selections), dict.fromkeys(parser.notices)
    return Parsed(node, tuple(selections), tuple(told), tuple(parser.fields), tuple(parser.inner))


class _Parser:
    """Reads tokens that have been tidied: brackets match, and every operator has its operands."""

    def __init__(self, found: Sequence[Token], told: list[Notice]) -> None:
        self.notices = told
        self.selections: list[Selection] = []
        self.fields: list[Field] = []
        self.inner: list[Field] = []
        self._tokens = _tidied(_balanced(found, told), told)
        self._at = 0
        self._depth = 0
        self._excluding = False
        self._selecting = not _has_outer_or(self._tokens)

    def question(self) -> Node | None:
        """Read alternatives, up to the end or a closing bracket."""
        branches = [self._branch()]
        while self._take("OR"):
            branches.append(self._branch())
        return _merged(Or, [branch for branch in branches if branch is not None])

    def _branch(self) -> Node | None:
        nodes = []
        while self._at < len(self._tokens) and self._tokens[self._at].kind not in ("OR", ")"):
            if not self._take("AND") and (node := self._operand()) is not None:
                nodes.append(node)
        return _merged(And, nodes)

    def _operand(self) -> Node | None:
        start, excluded = self._tokens[self._at].start, False
        while self._take("NOT"):
            excluded = not excluded
        self._excluding ^= excluded
        node = self._group() if self._take("(") else self._leaf()
        self._excluding ^= excluded
        if node is None or not excluded:
            return node
        return node.node if isinstance(node, Not) else Not(node, start)

    def _group(self) -> Node | None:
        self._depth += 1
        node = self.question()
        self._take(")")
        self._depth -= 1
        return node

    def _leaf(self) -> Node | None:
        leaf = self._tokens[self._at].leaf
        self._at += 1
        return None if isinstance(leaf, Field) and self._selects(leaf) else leaf

    def _selects(self, field: Field) -> bool:
        """Turn a filter into a selection where it holds for the whole question, as a period always does."""
        outermost = self._selecting and not self._depth
        chosen = replace(field, selection=replace(field.selection, excluded=self._excluding))
        if field.selection.name in BOUNDS:
            if self._excluding:
                self.notices.append(notices.period_excluded(field.text))
                return True
            if not outermost:
                self.notices.append(notices.period_for_all(field.text))
        elif not outermost:
            self.inner.append(chosen)
            return False
        self.selections.append(chosen.selection)
        self.fields.append(chosen)
        return True

    def _take(self, kind: Kind) -> bool:
        taken = self._at < len(self._tokens) and self._tokens[self._at].kind == kind
        self._at += taken
        return taken


def _limited(found: Sequence[Token], told: Iterable[Notice]) -> tuple[Sequence[Token], list[Notice]]:
    """Leave out all behind the last word that is asked for, and say so."""
    leaves = [place for place, token in enumerate(found) if token.kind == "leaf"]
    if len(leaves) <= MAX_LEAVES:
        return found, list(told)
    return found[: leaves[MAX_LEAVES]], [*told, notices.too_many(MAX_LEAVES)]


def _balanced(found: Iterable[Token], told: list[Notice]) -> list[Token]:
    """Leave out brackets without a partner, and those that stand too deep."""
    kept: list[Token | None] = []
    stack: list[int] = []
    for token in found:
        kept.append(token)
        if token.kind == "(":
            stack.append(len(kept) - 1)
            if len(stack) > MAX_DEPTH:
                kept[-1] = None
                told.append(notices.too_deep(MAX_DEPTH))
        elif token.kind == ")":
            if not stack:
                told.append(notices.unmatched_bracket(token.text))
            if not stack or kept[stack.pop()] is None:
                kept[-1] = None
    for place in stack:
        if (opening := kept[place]) is not None:
            told.append(notices.unmatched_bracket(opening.text))
            kept[place] = None
    return [token for token in kept if token is not None]


def _tidied(found: list[Token], told: list[Notice]) -> list[Token]:
    """Leave out operators that have nothing to join, and brackets with nothing in them."""
    kept: list[Token] = []
    for token in found:
        if token.kind in ("AND", "OR") and not (kept and kept[-1].kind in ("leaf", ")")):
            told.append(notices.dangling(token.text))
            continue
        if token.kind == ")":
            _trim(kept, told)
            if kept[-1].kind == "(":
                kept.pop()
                _trim(kept, told)
                continue
        kept.append(token)
    _trim(kept, told)
    return kept


def _trim(kept: list[Token], told: list[Notice]) -> None:
    """Leave out operators at the end."""
    while kept and kept[-1].kind in ("AND", "OR", "NOT"):
        told.append(notices.dangling(kept.pop().text))


def _has_outer_or(found: list[Token]) -> bool:
    depth = 0
    for token in found:
        depth += (token.kind == "(") - (token.kind == ")")
        if token.kind == "OR" and not depth:
            return True
    return False


def _merged(join: type[And | Or], nodes: list[Node]) -> Node | None:
    """Join nodes, taking in those that are joined alike."""
    flat = tuple(inner for node in nodes for inner in (node.nodes if isinstance(node, join) else (node,)))
    return join(flat) if len(flat) > 1 else next(iter(flat), None)
