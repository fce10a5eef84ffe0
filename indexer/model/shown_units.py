"""Units as answers show them; a part of the JSON contract (see `results`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from indexer.model import document
from indexer.model.document import Both, Edition, Kind, Language, Script


class StateName(Struct, frozen=True, gc=False):
    """A State by its ISO 3166 alpha-3 code, with its UN name in the language of the unit."""

    code: str
    name: str


class OrganizationName(Struct, frozen=True, gc=False):
    """An organization or a treaty: its code and its name in the language of the text that names it."""

    code: str
    name: str


class Cited(Struct, frozen=True, gc=False):
    """A symbol cited in a text, with the part and the paragraph of it that are named.

    Offsets are in code points, half-open.
    """

    symbol: str
    part: str | None
    pinpoint: str | None
    start: int
    end: int


class Highlight(Struct, frozen=True, gc=False):
    """A stretch of `text` or `lead_in` that the question asked for; offsets in code points, half-open.

    A `match` was typed; a `translation` stands for what was typed in the other language.
    """

    start: int
    end: int
    kind: Literal["match", "translation"]
    field: Literal["text", "lead_in"]


class Fragment(Struct, frozen=True, gc=False):
    """A piece of a snippet; joined, the fragments are the snippet.

    A `match` that is a `translation` stands for what was typed in the other language.
    """

    text: str
    match: bool
    translation: bool = False


class NoteMark(Struct, frozen=True, gc=False):
    """A footnote mark before the character at `offset` of the text; `id` is the footnote's."""

    note: str
    offset: int
    id: str


class DateSpan(document.DateSpan, frozen=True, gc=False, array_like=False):
    """Days from `start` to `end`, both included."""


class Event(document.Event, frozen=True, gc=False, array_like=False):
    """A row of an annex table of events; the texts are the cells as printed.

    `place_note` is what stands in brackets behind the place (`通过 Skype介绍`).
    """

    dates: tuple[DateSpan, ...]


class Speech(document.Speech, frozen=True, gc=False, array_like=False):
    """Who speaks in a turn of a verbatim record.

    `speaker` is the name as printed, `state` the code of the State spoken for, `organization` the printed
    name of any other body, `spoken_in` the code of the language of the speech where the record names one:
    the text is then a translation. `printed` is the State's name as the record prints it.
    """


class Totals(Struct, frozen=True, gc=False):
    """The numbers of votes that a record states."""

    in_favour: int
    against: int
    abstaining: int


class Vote(Struct, frozen=True, gc=False):
    """A vote of a meeting: what was voted on, and the States of each list in printed order.

    A State is told by its code, what is no known State by its printed name. `totals` are the numbers that the
    record states. `unrecorded` tells that the record has no lists. `note` is what delegations said later of
    how they had meant to vote. `printed` maps codes to the names that the record prints, where those are
    others than the UN's names of today.
    """

    subject: str
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstaining: tuple[str, ...]
    not_voting: tuple[str, ...]
    totals: Totals | None
    unrecorded: bool
    note: str
    printed: Mapping[str, str]


class Unit(Struct, frozen=True, gc=False):
    """A unit of a document as shown. `section` holds the headings above it, `topic` the innermost's topic.

    `printed_page` is the number printed on the page on which the unit begins, None if it is unknown.
    `citation` says how to cite it, and that it is a digest where it is one. `anchor` names it on its page.
    `reissued` tells that the text of its document was issued again (`S/2031/9*`).
    """

    id: str
    symbol: str
    language: Language
    script: Script
    edition: Edition
    kind: Kind
    part: str
    locator: str
    paragraph: str | None
    printed_page: str | None
    title: str
    date: dt.date | None
    adopted: dt.date | None
    type: str | None
    organ: str | None
    reissued: bool
    year: int | None
    section: tuple[str, ...]
    topic: str | None
    lead_in: str
    text: str
    states: tuple[StateName, ...]
    organizations: tuple[OrganizationName, ...]
    citations: tuple[Cited, ...]
    marks: tuple[NoteMark, ...]
    event: Event | None
    speech: Speech | None
    vote: Vote | None
    citation: Both
    anchor: str
    url: str


class Translation(Struct, frozen=True, gc=False):
    """What says the same in another language version, with what the question names in it highlighted."""

    id: str
    language: Language
    edition: Edition
    text: str
    highlights: tuple[Highlight, ...]


class Caveat(Struct, frozen=True, gc=False):
    """What to know before quoting a text: what is held that corrects, amends or replaces it, by its symbol.

    `text` says so in words.
    """

    symbol: str
    text: Both


class ParagraphView(Unit, frozen=True, gc=False):
    """A unit by itself; `versions`, `caveats` and `outcome` are those of a hit."""

    versions: tuple[str, ...]
    caveats: tuple[Caveat, ...]
    outcome: str | None


class Hit(Unit, frozen=True, gc=False):
    """A unit that answers the question.

    `versions` are the symbols of other versions of its document that are held: corrigenda, revisions,
    addenda, or what it corrects or replaces; a revision stands before what it replaces. `caveats` say which
    of them correct, amend or replace the document. `outcome` is the resolution as which a draft was adopted,
    where that resolution or the record of a meeting is held and says so. `titles` are those of the language
    versions of its document, empty in a language that is not held; null where only one is held.
    """

    highlights: tuple[Highlight, ...]
    snippet: tuple[Fragment, ...]
    score: float
    translations: tuple[Translation, ...]
    versions: tuple[str, ...]
    caveats: tuple[Caveat, ...]
    outcome: str | None
    titles: Both | None
