"""The registry of fields, by which units are filtered and counted.

All code that knows fields by name reads them here: the options of `search`, the parameters and the
description of the API, filters, facets and their labels, the tables in docs/, the keys of an engine.

What a field needs in code is kept elsewhere under the field's name: how a value is read (`query/forms.py`),
which values a unit has (`indexing/entries.py`), and the labels of values (`answer/facets.py`). A plain field
needs only the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from indexer.model.messages import Message, message

Form: TypeAlias = Literal["text", "choice", "years", "days", "first day", "last day", "own"]
"""How a value is read.

As it is (`text`), as one of a few (`choice`), as a year or a period of years (`years`), as a day, a month, a
year or a period of them (`days`), as the day on which a period begins or ends, or by a function of the field
in `query/forms.py` (`own`).
"""
Place: TypeAlias = Literal["search", "events", "mentions", "documents"]
"""Where a field can be used.

In a search of all units, in the list of events, in a State's mentions, in the list of documents.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the few values of a field, with the label that facets show.

    `one` names a single document that has the value, where the label is a plural. An `idle` value is
    accepted, so that addresses with it stay valid, but no document has it yet and no list names it.
    """

    value: str
    label: Message
    idle: bool = False
    one: Message | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field; `name` is the name of its option, its parameter and its facet.

    `about` says what the field is, `option` is its help text in `search --help`, `takes` describes its values
    in the tables of docs/; the last two may be empty. `held_as` is the name of its key in an index, if that
    is another than `name`; it may not be used for a facet. Fields with `few` different values are counted
    together.
    """

    name: str
    label: Message
    about: Message
    option: str = ""
    takes: str = ""
    example: str | None = None
    form: Form = "text"
    choices: tuple[Choice, ...] = ()
    held_as: str = ""
    repeats: bool = True
    excludes: bool = True
    facet: bool = False
    few: bool = False
    places: tuple[Place, ...] = ("search",)

    @property
    def key(self) -> str:
        """The name of its key in an index."""
        return self.held_as or self.name

    @property
    def values(self) -> tuple[str, ...]:
        """The values that are accepted."""
        return tuple(choice.value for choice in self.choices)

    @property
    def named(self) -> tuple[str, ...]:
        """The values that lists show: all but the idle ones."""
        return tuple(choice.value for choice in self.choices if not choice.idle)


FIELDS: tuple[Field, ...] = (
    Field(
        name="year",
        label=message("Year"),
        about=message("Year of the document, or a period."),
        option="Year of the document, 2019 or 2018-2020.",
        takes="year of the document: `2019`, `2018-2020`",
        example="2018-2020",
        form="years",
        facet=True,
        places=("search", "events", "mentions", "documents"),
    ),
    Field(
        name="date",
        label=message("Date of the document"),
        about=message("Day, month or period in which the document is dated."),
        option="Date of the document: 2019-12-23, 2019-12, 2019-01..2019-06.",
        takes="date of the document: `2019-12-23`, `2019-12`, `2019-01..2019-06`; `2019-07..` from then on, "
        "`..2019-06` up to then",
        example="2019-01..2019-06",
        form="days",
        places=("search", "documents"),
    ),
    Field(
        name="section",
        label=message("Section"),
        about=message("Topic of a section, as in the facet."),
        option="Section, by topic or heading.",
        takes='a topic, as in the facet, or a heading: `assistance`, `援助`, `"Progress and achievements"`',
        form="own",
        facet=True,
        places=("search", "events", "mentions"),
    ),
    Field(
        name="state",
        label=message("State"),
        about=message("A State, by code or any of its names."),
        option="State: CHL, 智利 or Chile.",
        takes="a State, by code or any of its names: `CHL`, `智利`, `Chile`",
        example="CHL",
        form="own",
        facet=True,
        places=("search", "events", "documents"),
    ),
    Field(
        name="organization",
        label=message("Organization or treaty"),
        about=message("An organization or a treaty, by any of its names."),
        option="Organization or treaty: UNODA, 裁军厅 or 'African Union'.",
        takes='an organization or a treaty, by any of its names: `UNODA`, `裁军厅`, `"African Union"`, `NPT`',
        example="UNODA",
        form="own",
        facet=True,
        places=("search", "events"),
    ),
    Field(
        name="language",
        label=message("Language"),
        about=message("Language version."),
        option="zh or en.",
        takes="`zh` or `en`",
        form="choice",
        choices=(Choice("zh", message("Chinese")), Choice("en", message("English"))),
        facet=True,
        few=True,
        places=("search", "events", "mentions", "documents"),
    ),
    Field(
        name="symbol",
        label=message("Symbol"),
        about=message("A document."),
        option="Document, by its symbol.",
        takes="a document: `S/2019/986`",
        example="S/2019/986",
        form="own",
        places=("search", "events", "documents"),
    ),
    Field(
        name="cites",
        label=message("Cites"),
        about=message("A document that is cited, or one paragraph of it."),
        option="Cited document, or paragraph of it: 'S/RES/1977(2011)#9'.",
        takes="a document that is cited, `S/RES/1977(2011)`, or a paragraph of it, `S/RES/1977(2011)#9`",
        example="S/RES/1977(2011)#9",
        form="own",
    ),
    Field(
        name="kind",
        label=message("Kind"),
        about=message("Kind of unit; headings and abbreviations only where asked for."),
        option="paragraph, preamble, closing, row, event, footnote, letter, sentence, speech, procedure, "
        "vote, heading, abbreviation.",
        takes="`paragraph`, `preamble`, `closing`, `row`, `event`, `footnote`, `letter`, `sentence`, "
        "`speech`, `procedure`, `vote`; `heading` and `abbreviation` are left out unless asked for",
        form="choice",
        choices=(
            Choice("paragraph", message("Paragraphs")),
            Choice("preamble", message("Preambular paragraphs")),
            Choice("closing", message("Closing lines")),
            Choice("row", message("Rows of tables")),
            Choice("event", message("Events")),
            Choice("footnote", message("Footnotes")),
            Choice("letter", message("Letters")),
            Choice("sentence", message("Bitext sentences")),
            Choice("speech", message("Speeches")),
            Choice("procedure", message("Procedure")),
            Choice("vote", message("Votes")),
            Choice("heading", message("Headings")),
            Choice("abbreviation", message("Abbreviations")),
        ),
        facet=True,
        few=True,
    ),
    Field(
        name="type",
        label=message("Document type"),
        about=message("Type of document: a resolution, a report, a letter."),
        option="Type of document: resolution, report, letter.",
        takes="type of document: `resolution`, `draft`, `report`, `letter`, `presidential-statement`...",
        example="resolution",
        form="choice",
        choices=(
            Choice("resolution", message("Resolutions"), one=message("Resolution")),
            Choice("decision", message("Decisions"), one=message("Decision")),
            Choice("draft", message("Drafts"), one=message("Draft")),
            Choice(
                "presidential-statement",
                message("Presidential statements"),
                one=message("Presidential statement"),
            ),
            Choice("report", message("Reports"), one=message("Report")),
            Choice("national-report", message("National reports"), one=message("National report")),
            Choice("note", message("Notes"), one=message("Note")),
            Choice("letter", message("Letters"), one=message("Letter")),
            Choice("note-verbale", message("Notes verbales"), one=message("Note verbale")),
            Choice("verbatim-record", message("Verbatim records"), one=message("Verbatim record")),
            Choice("summary-record", message("Summary records"), one=message("Summary record")),
            Choice("concluding-observations", message("Concluding observations")),
            Choice("views", message("Views")),
            Choice("general-comment", message("General comments"), one=message("General comment")),
            Choice(
                "bulletin",
                message("Secretary-General’s bulletins"),
                one=message("Secretary-General’s bulletin"),
            ),
            Choice(
                "administrative-instruction",
                message("Administrative instructions"),
                one=message("Administrative instruction"),
            ),
            Choice("instrument", message("Instruments"), one=message("Instrument")),
        ),
        facet=True,
        few=True,
        places=("search", "documents"),
    ),
    Field(
        name="organ",
        label=message("UN body"),
        about=message("UN body whose document it is."),
        option="UN body: security-council, general-assembly.",
        takes="UN body whose document it is: `security-council`, `general-assembly`...",
        example="security-council",
        form="choice",
        choices=(
            Choice("security-council", message("Security Council")),
            Choice("general-assembly", message("General Assembly")),
            Choice("human-rights-council", message("Human Rights Council")),
            Choice("economic-and-social-council", message("Economic and Social Council")),
            Choice("trusteeship-council", message("Trusteeship Council")),
            Choice("secretariat", message("Secretariat")),
            Choice("conference-on-disarmament", message("Conference on Disarmament")),
            Choice("treaty-body", message("Treaty bodies"), one=message("Treaty body")),
        ),
        facet=True,
        few=True,
        places=("search", "documents"),
    ),
    Field(
        name="part",
        label=message("Part"),
        about=message("Part of the document."),
        option="main, annex, enclosure, appendix.",
        takes="`main`, `annex`, `enclosure`, `appendix`; `annex-2` for a second annex",
        example="annex",
        form="own",
        choices=(
            Choice("main", message("Main text")),
            Choice("annex", message("Annex")),
            Choice("enclosure", message("Enclosure")),
            Choice("appendix", message("Appendix")),
        ),
        facet=True,
        few=True,
    ),
    Field(
        name="edition",
        label=message("Edition"),
        about=message("Edition; a digest is not UN text."),
        option="official, digest, excerpt.",
        takes="`official`, `digest` or `excerpt`",
        form="choice",
        choices=(
            Choice("official", message("UN text")),
            Choice("digest", message("Digest (not UN text)")),
            Choice("excerpt", message("Excerpts")),
        ),
        facet=True,
        few=True,
        places=("search", "documents"),
    ),
    Field(
        name="para",
        label=message("Paragraph"),
        about=message("Number of a paragraph."),
        option="Paragraph number, 18 or 18(a).",
        takes="number of a paragraph: `18` (its items too), `18(a)`",
        example="18(a)",
        form="own",
    ),
    Field(
        name="speaker",
        label=message("Speaker"),
        about=message("Who speaks in a turn of a meeting record, with or without a title."),
        option="Speaker: 'Mr. Li', Li or 李先生.",
        takes='who speaks, with or without a title: `Li`, `"Mr. Li"`, `李先生`, `President`',
        example="Li",
        form="own",
    ),
    Field(
        name="speaking",
        label=message("Speaking for"),
        about=message("The State or the organization for which someone speaks in a meeting record."),
        option="State or organization spoken for: CHL, 智利, EU.",
        takes="the State or the organization spoken for, by code or any of its names: `CHL`, `智利`, `欧盟`, "
        '`IAEA`, `"European Union"`',
        example="CHL",
        form="own",
        facet=True,
    ),
    Field(
        name="vote",
        label=message("Vote"),
        about=message("A State that voted, and how it voted."),
        option="State that voted, or how: CHL or CHL=against.",
        takes="a State in the lists of a vote, `CHL`, or how it voted: `CHL=in-favour`, `CHL=against`, "
        "`智利=弃权`, `CHL=not-voting`",
        example="CHL=against",
        form="own",
    ),
    Field(
        name="from",
        label=message("From"),
        about=message("The first day of events."),
        option="Events from this day, month or year on.",
        takes="events from this day, month or year on: `2019-04-25`, `2019-04`, `2019`",
        example="2019-04-01",
        form="first day",
        held_as="day",
        repeats=False,
        excludes=False,
        places=("search", "events"),
    ),
    Field(
        name="to",
        label=message("To"),
        about=message("The last day of events."),
        option="Events up to this day, month or year.",
        takes="events up to this day, month or year: `2019-04-25`, `2019-04`, `2019`",
        example="2019-06-30",
        form="last day",
        held_as="day",
        repeats=False,
        excludes=False,
        places=("search", "events"),
    ),
    Field(
        name="organizer",
        label=message("Organizer"),
        about=message("Part of the name of an organizer."),
        excludes=False,
        places=("events",),
    ),
    Field(
        name="place",
        label=message("Place"),
        about=message("Part of the name of a place."),
        excludes=False,
        places=("events",),
    ),
)
"""All fields, in the order of options, parameters and facets."""

OTHER_KEYS = ("script", "listed", "month", "family", "adopts", "heading", "job")
"""Keys of an index that have no field.

They are the script of a document, the States in lists of States, the months of an event's days, the
symbol without what names a version of the text (`/Corr.1`, `/Rev.2`), the drafts whose adoption is told,
the topics of a document with their headings as printed, and the number under which it was printed.
"""


def asked(place: Place) -> tuple[Field, ...]:
    """Return the fields that can be used in a place."""
    return tuple(field for field in FIELDS if place in field.places)


BY_NAME = {field.name: field for field in FIELDS}
NAMES = tuple(field.name for field in asked("search"))
"""The names of the filters of a search."""
BOUNDS = tuple(field.name for field in FIELDS if field.form in ("first day", "last day"))
"""The names of the fields for the first and the last day of a period; each is given once, never excluded."""
FACETS = tuple(field.name for field in FIELDS if field.facet)
KEYS = tuple(dict.fromkeys((*(field.key for field in FIELDS), *OTHER_KEYS)))
"""The key fields of an index; a unit may have any number of values in each, to filter by and to count."""
FEW = tuple(field.key for field in FIELDS if field.few)
"""Key fields with few different values."""

if TYPE_CHECKING:
    FacetName: TypeAlias = str
else:
    FacetName = Literal[FACETS]
    """One of the facets; a description of the API names them all."""
