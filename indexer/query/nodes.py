"""The syntax tree of a question. Offsets are half-open [start, end), in code points of the text as typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from indexer.model import Citation
    from indexer.names.citations import BareNumber
    from indexer.query.question import Notice, Selection


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What adds no field of its own is a plain class: a dataclass is slow to make."""

    text: str
    start: int
    end: int


class Word(_Leaf):
    """An unquoted run without white space or sentence signs: a word, a Han run, or both written as one."""

    __slots__ = ()


class Quote(_Leaf):
    """A phrase; `text` is what stands between the quotation marks."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Near(_Leaf):
    """The words of `text` in this order, with at most `slop` positions between two of them."""

    slop: int


class Prefix(_Leaf):
    """Words, or a Han run, that begin with `text`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reference(_Leaf):
    """A symbol; the offsets of `citation` are those of this node."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Number(_Leaf):
    """A resolution's number without its year; the offsets of `number` are those of this node."""

    number: BareNumber


@dataclass(frozen=True, slots=True)
class Value(_Leaf):
    """A date, month, number or ordinal; `token` is its normal form (`date:2021-04-25`)."""

    token: str


@dataclass(frozen=True, slots=True)
class StateName(_Leaf):
    """A State by one of its names; `code` is its ISO 3166-1 alpha-3 code."""

    code: str


@dataclass(frozen=True, slots=True)
class Field(_Leaf):
    """A filter; as a node, within OR or brackets, it never excludes: there is `Not` for that."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class _Branch:
    nodes: tuple[Node, ...]

    @property
    def start(self) -> int:
        """The start of the first node."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """The end of the last node."""
        return self.nodes[-1].end


class And(_Branch):
    """All of two or more nodes, none of which is an And."""

    __slots__ = ()


class Or(_Branch):
    """Any of two or more nodes, none of which is an Or."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Anything without `node`, which is no Not; it starts at the dash or the word NOT."""

    node: Node
    start: int

    @property
    def end(self) -> int:
        """The end of what is left out."""
        return self.node.end


Leaf: TypeAlias = Word | Quote | Near | Prefix | Reference | Number | Value | StateName | Field
Node: TypeAlias = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question understood; `node` is None where nothing is asked for but `selections`, if that.

    `fields` are the filters in the text that became the selections: those that hold for the whole question.
    `inner` are those that are nodes, within OR or brackets; under an odd number of Nots they exclude.
    """

    node: Node | None
    selections: tuple[Selection, ...]
    notices: tuple[Notice, ...]
    fields: tuple[Field, ...]
    inner: tuple[Field, ...]
