"""The syntax tree of a question and its wording, which is the text as typed, in lexemes.

Offsets are half-open [start, end), in code points of the text as typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from indexer.model.document import Citation, Language
    from indexer.model.query import Notice, Selection
    from indexer.names.citations import BareNumber


@dataclass(frozen=True, slots=True)
class _Leaf:
    """The text and the offsets that all leaves share.

    Leaves without further fields are plain classes, since a dataclass takes long to create.
    """

    text: str
    start: int
    end: int


class WordNode(_Leaf):
    """An unquoted word, a Han run, or both written together, without white space or punctuation inside."""

    __slots__ = ()


class QuoteNode(_Leaf):
    """A phrase; `text` is the part between the quotation marks."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NearNode(_Leaf):
    """The words of `text` in this order, with at most `slop` positions between two of them."""

    slop: int


class PrefixNode(_Leaf):
    """A `word*`: asks for words, or a Han run, that begin with `text`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReferenceNode(_Leaf):
    """A document symbol; `citation` has the same offsets as this node.

    `language` is the version named, `day` the day that stands in brackets behind the symbol, as ISO date,
    `speaker` the key of the name of one who speaks there. A
    `guessed` symbol is written with other signs (`S-2019-986`): where nothing bears it, the text is a word.
    """

    citation: Citation
    language: Language | None = None
    day: str | None = None
    speaker: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class BeginningNode(_Leaf):
    """The beginning of a symbol with a star behind it (`S/2019/98*`); `symbol` is in key form."""

    symbol: str


@dataclass(frozen=True, slots=True)
class NumberNode(_Leaf):
    """The number of a resolution without its year; `number` has the same offsets as this node."""

    number: BareNumber
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ValueNode(_Leaf):
    """A date, month, number, ordinal or other value; `token` is its normal form (`date:2021-04-25`)."""

    token: str


@dataclass(frozen=True, slots=True)
class StateNode(_Leaf):
    """A State, named by one of its names; `code` is its ISO 3166 alpha-3 code."""

    code: str


@dataclass(frozen=True, slots=True)
class OrganizationNode(_Leaf):
    """An organization or an instrument, named by one of its names; `code` is that of the table of names."""

    code: str


@dataclass(frozen=True, slots=True)
class FieldNode(_Leaf):
    """A filter such as `year:2019`.

    As a node of the tree (within OR or brackets) it never excludes; a `NotNode` around it does.
    """

    selection: Selection


@dataclass(frozen=True, slots=True)
class _Branch:
    """The nodes that an operator joins."""

    nodes: tuple[Node, ...]

    @property
    def start(self) -> int:
        """The start of the first node."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """The end of the last node."""
        return self.nodes[-1].end


class AndNode(_Branch):
    """Asks for all of two or more nodes; none of them is an AndNode itself."""

    __slots__ = ()


class OrNode(_Branch):
    """Asks for any of two or more nodes; none of them is an OrNode itself."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NotNode:
    """Excludes what matches `node`, which is not a NotNode itself; starts at the dash or at the word NOT."""

    node: Node
    start: int

    @property
    def end(self) -> int:
        """The end of the excluded node."""
        return self.node.end


Name: TypeAlias = ReferenceNode | BeginningNode | NumberNode | ValueNode | StateNode | OrganizationNode
"""What is recognised in the text of a question."""
Leaf: TypeAlias = WordNode | QuoteNode | NearNode | PrefixNode | FieldNode | Name
Node: TypeAlias = Leaf | AndNode | OrNode | NotNode
Kind: TypeAlias = Literal["leaf", "(", ")", "AND", "OR", "NOT"]


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A leaf of the tree, a bracket or an operator, with its `text` as typed.

    `before` is the text between the previous lexeme and this one; it has no meaning for the search.
    """

    kind: Kind
    text: str
    start: int
    before: str = ""
    leaf: Node | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that was typed, in order; `rest` is the text after the last lexeme."""

    lexemes: tuple[Lexeme, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question after parsing.

    `node` is None where the text asks for nothing besides `selections`, or for nothing at all. `fields` are
    the filters in the text that became selections because they hold for the whole question. `inner` are the
    filters that are nodes, within OR or brackets; those under an odd number of NotNodes are marked as
    excluding. `tidied` are the lexemes without those that the parser ignored: its brackets match and each
    operator joins something.
    """

    node: Node | None
    selections: tuple[Selection, ...]
    notices: tuple[Notice, ...]
    fields: tuple[FieldNode, ...]
    inner: tuple[FieldNode, ...]
    wording: Wording
    tidied: tuple[Lexeme, ...]
