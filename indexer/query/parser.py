"""Parses the text of a question into a syntax tree of AND, OR, NOT, brackets and filters.

Any text can be parsed: what does not fit is left out or read as text, with a notice.

    question = branch ("OR" branch)*          branch = operand ("AND"? operand)*
    operand  = ("NOT" | "-")* (leaf | "(" question ")")

Filters joined by AND outside all brackets become selections, like those of an address: those of one name are
alternatives. Filters within OR or brackets stay nodes of the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.model.fields import BOUNDS
from indexer.model.query import Notice, Selection
from indexer.query import notices
from indexer.query.arguments import check_length
from indexer.query.ast import (
    AndNode,
    FieldNode,
    Kind,
    Lexeme,
    Node,
    NotNode,
    OrNode,
    Parsed,
    Wording,
)
from indexer.query.lexer import read

MAX_DEPTH = 20
"""How deep brackets may be nested."""
MAX_LEAVES = 500
"""How many words, phrases and filters a question may ask for (a Han run is one); limits its cost."""


def parse(text: str) -> Parsed:
    """Return the syntax tree of a question, its selections and the notices about it.

    Raises UsageError if the text is longer than MAX_TEXT, and for no other reason.

    >>> parsed = parse("training -travel state:Chile")
    >>> parsed.node.nodes[0].text, parsed.node.nodes[1].node.text
    ('training', 'travel')
    >>> parsed.selections
    (Selection(name='state', value='CHL', excluded=False),)

    """
    check_length(text)
    return understood(*read(text))


def understood(wording: Wording, told: Iterable[Notice] = ()) -> Parsed:
    """Return the syntax tree of a wording; `told` are the notices that its lexer gave."""
    parser = _Parser(*_limited(wording.lexemes, told))
    node = parser.question()
    return Parsed(
        node,
        tuple(dict.fromkeys(parser.selections)),
        tuple(dict.fromkeys(parser.notices)),
        tuple(parser.fields),
        tuple(parser.inner),
        wording,
        tuple(parser.tidied),
    )


class _Parser:
    """Parses lexemes that have been tidied: brackets match and every operator has its operands."""

    def __init__(self, found: Sequence[Lexeme], told: list[Notice]) -> None:
        self.notices = told
        self.selections: list[Selection] = []
        self.fields: list[FieldNode] = []
        self.inner: list[FieldNode] = []
        self.tidied = _tidied(_balanced(found, told), told)
        self._at = 0
        self._depth = 0
        self._excluding = False
        self._selecting = not has_outer_or(self.tidied)

    def question(self) -> Node | None:
        """Parse alternatives, up to the end or to a closing bracket."""
        branches = [self._branch()]
        while self._take("OR"):
            branches.append(self._branch())
        return _merged(OrNode, [branch for branch in branches if branch is not None])

    def _branch(self) -> Node | None:
        nodes = []
        while self._at < len(self.tidied) and self.tidied[self._at].kind not in ("OR", ")"):
            if not self._take("AND") and (node := self._operand()) is not None:
                nodes.append(node)
        return _merged(AndNode, nodes)

    def _operand(self) -> Node | None:
        """Parse a leaf or a group with the NOTs before it; two NOTs cancel each other out."""
        start, excluded = self.tidied[self._at].start, False
        while self._take("NOT"):
            excluded = not excluded
        self._excluding ^= excluded
        node = self._group() if self._take("(") else self._leaf()
        self._excluding ^= excluded
        if node is None or not excluded:
            return node
        return node.node if isinstance(node, NotNode) else NotNode(node, start)

    def _group(self) -> Node | None:
        self._depth += 1
        node = self.question()
        self._take(")")
        self._depth -= 1
        return node

    def _leaf(self) -> Node | None:
        leaf = self.tidied[self._at].leaf
        self._at += 1
        return None if isinstance(leaf, FieldNode) and self._selects(leaf) else leaf

    def _selects(self, field: FieldNode) -> bool:
        """Make a filter a selection if it holds for the whole question, and tell whether that was done.

        A bound of a period always holds for the whole question; an excluded one is dropped with a notice.
        """
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
        taken = self._at < len(self.tidied) and self.tidied[self._at].kind == kind
        self._at += taken
        return taken


def _limited(found: Sequence[Lexeme], told: Iterable[Notice]) -> tuple[Sequence[Lexeme], list[Notice]]:
    """Leave out everything after the first MAX_LEAVES leaves, and add a notice."""
    leaves = [place for place, token in enumerate(found) if token.kind == "leaf"]
    if len(leaves) <= MAX_LEAVES:
        return found, list(told)
    return found[: leaves[MAX_LEAVES]], [*told, notices.too_many(MAX_LEAVES)]


def _balanced(found: Iterable[Lexeme], told: list[Notice]) -> list[Lexeme]:
    """Leave out brackets without a partner and those that are nested too deep."""
    kept: list[Lexeme | None] = []
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


def _tidied(found: list[Lexeme], told: list[Notice]) -> list[Lexeme]:
    """Leave out operators that have nothing to join, and empty brackets."""
    kept: list[Lexeme] = []
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


def _trim(kept: list[Lexeme], told: list[Notice]) -> None:
    """Remove operators from the end of `kept`."""
    while kept and kept[-1].kind in ("AND", "OR", "NOT"):
        told.append(notices.dangling(kept.pop().text))


def has_outer_or(found: Iterable[Lexeme]) -> bool:
    """Tell whether there is an OR outside all brackets."""
    depth = 0
    for token in found:
        depth += (token.kind == "(") - (token.kind == ")")
        if token.kind == "OR" and not depth:
            return True
    return False


def _merged(join: type[AndNode | OrNode], nodes: list[Node]) -> Node | None:
    """Join nodes; nodes that are joined in the same way are merged into one."""
    flat = tuple(inner for node in nodes for inner in (node.nodes if isinstance(node, join) else (node,)))
    return join(flat) if len(flat) > 1 else next(iter(flat), None)
