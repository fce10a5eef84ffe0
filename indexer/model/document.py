"""The frozen records of which a document is made.

A question is described in `indexer.model.query`, an answer in `indexer.model.results`. Offsets are half-open
[start, end), in code points of the text as shown.

Records with `gc=False` are not tracked by Python's garbage collector, which is safe, since no record can
contain itself. Records with `array_like` are written by position when an index stores them: field names would
make the index larger and slower to read. If you change the fields of such a record, raise
`indexer.library.index_state.SCHEMA`.
"""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

Language: TypeAlias = Literal["zh", "en"]
DEFAULT_LANGUAGE: Language = "en"
"""The language of readers who have named none, and of the commands."""
Script: TypeAlias = Literal["Hans", "Hant", "Latn"]
Edition: TypeAlias = Literal["official", "digest", "excerpt"]
Kind: TypeAlias = Literal[
    "paragraph", "preamble", "closing", "row", "event", "footnote", "letter", "sentence", "speech",
    "procedure", "vote", "heading", "abbreviation",
]  # fmt: skip
"""The kinds of units."""


class Both(Struct, frozen=True, gc=False):
    """A text in Chinese and in English."""

    zh: str
    en: str


LineRole: TypeAlias = Literal["head", "foot", "site", "note", "heading", "row", "sentence"]
"""What a format can know a line to be.

`head` and `foot` are printed above and below the text of a page, `site` is what a website puts around a text,
`note` is a line of a footnote or an endnote, `row` a row of a table, `sentence` a sentence of a bitext, whose
number is that of the line.
"""


class Line(Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of a source without its line end; nothing is stripped from `text`.

    The fields from `role` on hold what the format knows of the line. Each has a default that says that the
    format does not know it; then the rules of `indexer.structure` guess.

    `level` is that of a heading, from 1. `begins` tells whether a printed paragraph begins with the line
    (True) or the paragraph above goes on (False). `label` is how many characters at the start are the number
    of a list, a paragraph or a note, as the format knows it (`18.`, `(a)`, `1`). `raised` are the spans of
    raised digits, [start, end). `page` is the number printed on the page. The cells of a row are separated by
    tabs.
    """

    number: int  # from 1
    text: str
    blank_before: bool = False  # an empty line, or one of white space, is before it
    page_break_before: bool = False  # it is the first line of a page
    role: LineRole | None = None
    level: int = 0
    begins: bool | None = None
    label: int = 0
    raised: tuple[tuple[int, int], ...] = ()
    page: str = ""

    @property
    def indent(self) -> int:
        """Count the white-space characters at the start."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def trailing(self) -> int:
        """Count the white-space characters at the end."""
        return len(self.text) - len(self.text.rstrip())

    @property
    def cells(self) -> tuple[str, ...]:
        """The tab-separated cells, each stripped; a line without a tab is one cell."""
        return tuple(cell.strip() for cell in self.text.split("\t"))


class Source(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file that was read: its lines, its encoding and the SHA-256 of its bytes.

    `warnings` say what a reader could not take as it is.
    """

    name: str
    encoding: str
    sha256: str
    text: str
    lines: tuple[Line, ...]
    warnings: tuple[str, ...] = ()


class Citation(Struct, frozen=True, gc=False, array_like=True):
    """A symbol cited in a text.

    `pinpoint` is the paragraph of the cited document (`9`, `8(a)`, `OP12`, `PP3`), without spaces. `part` is
    the part of that document, if the text names one (`annex`, `annex-2`...).
    """

    symbol: str
    start: int
    end: int
    pinpoint: str | None = None
    part: str | None = None


class Mention(Struct, frozen=True, gc=False, array_like=True):
    """A State named in a text, by its ISO 3166 alpha-3 code."""

    state: str
    start: int
    end: int


class OrganizationMention(Struct, frozen=True, gc=False, array_like=True):
    """An organization or a treaty named in a text, by its code: an abbreviation, or else its English name."""

    organization: str
    start: int
    end: int


class Mark(Struct, frozen=True, gc=False, array_like=True):
    """A footnote mark before the character at `offset`; `note` is the number of the footnote, or its sign."""

    note: str
    offset: int


class DateSpan(Struct, frozen=True, gc=False, array_like=True):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


class Event(Struct, frozen=True, gc=False, array_like=True):
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


class Speech(Struct, frozen=True, gc=False, array_like=True):
    """Who speaks in a turn of a verbatim record.

    `speaker` is the name as printed (`Mr. Li`, `主席`). `state` is the code of the State spoken for, and
    `organization` the printed name of any other body; both are None for the President of the meeting, who
    speaks for neither. `spoken_in` is the ISO 639 code of the language that the record names, or the printed
    name of a language without a code here, or None: the text of a speech given in another language is a
    translation. `printed` is the name of the State as the record prints it, which may be a former one.
    """

    speaker: str
    state: str | None = None
    organization: str | None = None
    spoken_in: str | None = None
    printed: str | None = None


class Vote(Struct, frozen=True, gc=False, array_like=True):
    """A vote of a meeting, as its record tells it.

    Each list holds the States in the order as printed: the code of each, or the printed name of what is no
    known State. `totals` are the numbers in favour, against and abstaining that the record states, None where
    it states none. A vote is `unrecorded` if the record has totals and no lists. `note` is what delegations
    said later of how they had meant to vote, which changes neither lists nor totals. `printed` has pairs of
    the code and the printed name of each State that the record does not name as the UN does now.
    """

    subject: str
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    not_voting: tuple[str, ...] = ()
    totals: tuple[int, int, int] | None = None
    unrecorded: bool = False
    note: str = ""
    printed: tuple[tuple[str, str], ...] = ()


class Paragraph(Struct, frozen=True, gc=False, array_like=True):
    """The unit that is indexed, of any `kind`.

    `section` is the path of headings above it, outermost first, and `topics` has the topic of each of them. A
    heading's own `section` ends with the heading itself; that of the title of a part is empty. `number` is
    the number as it is cited (`18(a)`), for numbered paragraphs only. `lead_in` holds the texts of the items
    above it, outermost first, joined by line feeds. `definition` is the pair (short form, long form) of an
    abbreviation. `page` is the number printed on the page on which the unit begins, empty if it is unknown.
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
    page: str = ""
    speech: Speech | None = None
    vote: Vote | None = None
    organizations: tuple[OrganizationMention, ...] = ()


class Tally(Struct, frozen=True, gc=False):
    """How many characters of a source, white space not counted, are in one class of text or of noise.

    `name` is the name of the class, and `lines` the number of lines in which it occurs.
    """

    name: str
    characters: int
    lines: int = 0


class Coverage(Struct, frozen=True, gc=False):
    """Where each character of a source went (white space not counted), and what is unusual in its numbering.

    `total` is the sum of `kept` and `noise`. `missing`, `doubled` and `disordered` list numbers as
    `part:number`. `warnings` are sentences about what could not be decided.
    """

    total: int
    kept: tuple[Tally, ...]
    noise: tuple[Tally, ...]
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    disordered: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Document(Struct, frozen=True, gc=False):
    """One language version of a document: its units, in the order in which they stand in it.

    `date` is the one in its masthead, or else the day of its adoption, `adopted`. `symbols` are further ones
    that name it too. `basis` are the reports and drafts on which a resolution says above its text to be
    based. `reissued` tells that the text was issued again, as a star behind its symbol says. `type`, `organ`,
    `session`, `agenda` and `job` are empty where they are unknown. `moved` tells, as pairs of `part:locator`,
    under which name a unit was held by an earlier version, and under which it is held now.
    """

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    date: date | None
    paragraphs: tuple[Paragraph, ...]
    coverage: Coverage
    adopted: dt.date | None = None
    type: str = ""
    organ: str = ""
    session: str = ""
    agenda: str = ""
    symbols: tuple[str, ...] = ()
    job: str = ""
    basis: tuple[str, ...] = ()
    reissued: bool = False
    moved: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The key of this language version, such as `S/2019/986:zh`."""
        return f"{self.symbol}:{self.language}"


class Given(Struct, frozen=True, gc=False):
    """What the user or a manifest says of a document; it is used where the text does not say it.

    `encoding` is that of a file of text, which is then not guessed.
    """

    symbol: str | None = None
    language: Language | None = None
    edition: Edition | None = None
    date: date | None = None
    title: str | None = None
    encoding: str | None = None
