"""The words of the house as frozen dataclasses: what a document is made of.

What a question is made of stands in `indexer.query.question`, what an answer is made of in
`indexer.answer.results`. Offsets are half-open [start, end), in code points of the text as shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]
Script: TypeAlias = Literal["Hans", "Hant", "Latn"]
Edition: TypeAlias = Literal["official", "digest", "excerpt"]
Kind: TypeAlias = Literal[
    "paragraph", "event", "footnote", "letter", "preamble", "speech", "heading", "abbreviation"
]


@dataclass(frozen=True, slots=True)
class Both:
    """A text in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source as it came, without its line end; nothing is stripped from `text`."""

    number: int  # from 1
    text: str
    blank_before: bool = False  # an empty or white line stands before it
    page_break_before: bool = False  # a form feed stands before it

    @property
    def indent(self) -> int:
        """Count the white characters at the start."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def trailing(self) -> int:
        """Count the white characters at the end."""
        return len(self.text) - len(self.text.rstrip())

    @property
    def cells(self) -> tuple[str, ...]:
        """The tab-separated cells, each stripped; one cell where there is no tab."""
        return tuple(cell.strip() for cell in self.text.split("\t"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its lines, its encoding and the SHA-256 of its bytes."""

    name: str
    encoding: str
    sha256: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A symbol cited in a text.

    `pinpoint` is the paragraph of the cited document (`9`, `8(a)`, `OP12`, `PP3`), without spaces;
    `part` the part of it that is named (`annex`, `annex-2`...).
    """

    symbol: str
    start: int
    end: int
    pinpoint: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A State named in a text, by its ISO 3166-1 alpha-3 code."""

    state: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark that stood in a text before the character at `offset`; `note` is the note's number."""

    note: str
    offset: int


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Event:
    """A row of an annex table of events; the texts are the cells as printed.

    `place_note` is what stands in brackets behind the place (`通过 Skype介绍`).
    """

    dates: tuple[DateSpan, ...]
    date_text: str
    description: str
    organizers: tuple[str, ...]
    organizers_text: str
    place: str
    place_note: str
    virtual: bool
    category: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The indexed unit, of any `kind`.

    `section` is the path of headings above it, outermost first, and `topics` the topic of each of them.
    `number` is the number as cited (`18(a)`), for numbered paragraphs only. `lead_in` holds the texts of
    the items above it, outermost first, joined by a line feed. `definition` is the pair (short, long) of
    an abbreviation. A heading's `section` ends with the heading itself; that of a part's title is empty.
    """

    kind: Kind
    part: str
    locator: str
    text: str
    number: str | None = None
    section: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    lead_in: str = ""
    marks: tuple[Mark, ...] = ()
    event: Event | None = None
    definition: tuple[str, str] | None = None
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many non-space characters of a source went where; `name` is a class of text or of noise."""

    name: str
    characters: int
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """Where every non-space character of a source went, and what is odd about its numbers.

    `total` equals the sum of `kept` and `noise`. `missing`, `doubled` and `disordered` are identifiers
    `part:number`. `doubts` are sentences on what could not be decided.
    """

    total: int
    kept: tuple[Tally, ...]
    noise: tuple[Tally, ...]
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    disordered: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One symbol in one language: its units in the order of the page."""

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    date: date | None
    paragraphs: tuple[Paragraph, ...]
    account: Account

    @property
    def key(self) -> str:
        """The name of this language version, `S/2019/986:zh`."""
        return f"{self.symbol}:{self.language}"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user or a manifest says of a document where its text does not."""

    symbol: str | None = None
    language: Language | None = None
    edition: Edition | None = None
    date: date | None = None
    title: str | None = None
