"""Turn a source into a document: its metadata, its units, and the coverage of its text.

How text is divided into units:

- A numbered paragraph with items holds its lead-in and its closing text, joined by a line feed. Following
  paragraphs without a number of their own are added to it in the same way. Text between items belongs to the
  item before it.
- The paragraphs of a letter have the locators `letter.1` and so on; all lines of its signature together are
  the last of them.
- Other text without a number has the locators `p.1` and so on, the kind `paragraph`, and no `number`.
- The title of a part is its first heading, `h.1`, and belongs to no section.
- The text of an event is its cells, joined by line feeds. The text of an abbreviation is the pair as printed.
- A footnote comes after the unit under which it was printed, and is in that unit's section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.language import CONVENTIONS
from indexer.model.document import Document, Edition, Given, Language, Paragraph, Source
from indexer.names import document_types, file_names, resolution_parts, symbols
from indexer.names.file_names import NOTHING, Proposal
from indexer.runtime.errors import InputError
from indexer.structure import (
    adoption,
    contents,
    detection,
    doubts,
    excerpts,
    footnotes,
    joined_lines,
    masthead_items,
    own_numbers,
    profiles,
    site_heads,
)
from indexer.structure.boilerplate import PrintedLine, drop_headers, sift
from indexer.structure.boundaries import Boundaries, is_letter
from indexer.structure.coverage import coverage
from indexer.structure.drafts import Draft, finished
from indexer.structure.layout import measure
from indexer.structure.masthead import day_of, is_mark, masthead
from indexer.structure.outline import Outline
from indexer.structure.pieces import Block, Piece, whole
from indexer.structure.walker import Walker

_UNLABELLED = (
    "Name it with --symbol, for example --symbol S/2019/986, or name the file by it: S_2019_986-EN.txt."
)

_PARTED = "Lines were parted before the paragraph numbers in them: the text has lost its line ends."
_RECORDS = ("verbatim-record", "summary-record")
"""The types of documents whose date is the day of the meeting, whatever their masthead says."""
_TITLES = 3
"""How many units at the start may tell the type of a document: its title, and by whom it is."""


@dataclass(frozen=True, slots=True)
class Structured:
    """A document, with all pieces of its source, including the noise.

    `proposed` names the fields that only the name of the file told: `symbol`, `language`.
    """

    document: Document
    pieces: tuple[Piece, ...]
    proposed: tuple[str, ...] = ()


def structure(source: Source, given: Given, proposal: Proposal = NOTHING) -> Document:
    """Return the document that a source holds.

    A date and a title in `given` replace those in the text. The other fields of `given` are used where the
    text does not say, and then what the name of the file proposes.

    Args:
        source: The decoded file and its lines.
        given: What the user said about the document.
        proposal: What the name of the file says of it.

    Raises:
        InputError: The text has no symbol, and none is given or proposed; or the symbol, language or edition
            that is given or proposed contradicts the text; or the text is neither Chinese nor English and no
            language is given or proposed; or there is no text below the masthead.
        UsageError: The given symbol is not a symbol.

    """
    return structured(source, given, proposal).document


def structured(source: Source, given: Given, proposal: Proposal = NOTHING) -> Structured:
    """Return the document as `structure` does, and where each character of the source went."""
    if excerpts.are_sentences(source):
        return Structured(*excerpts.assembled(source, given))
    sifted = sift(source.lines)
    head = masthead(sifted.text)
    printed = head.symbols or list(sifted.symbols) or own_numbers.symbols_of(head)
    symbol, has_symbol = _symbol(printed, given, proposal, source.name)
    text, headers = drop_headers(head.rest, symbol)
    text, marks = _drop_marks(text)
    text, listed = contents.drop(text)
    text, bullets = site_heads.without_bullets(text) if head.from_site else (text, [])
    if not text:
        raise InputError(
            f"{source.name} holds no text below its masthead.", "Give a file with the whole text."
        )
    whole_lines, text = len(text), joined_lines.parted(text)
    words = "\n".join(one.line.text for one in text)
    language, has_language = _language(words, given, proposal, source.name)
    layout = measure([one.line for one in text])
    outline = Outline(letter_of_symbol=resolution_parts.lettered(symbol)[1])
    stars = footnotes.stars(line.text for line in source.lines)
    walker = Walker(
        text, layout, language, outline, Boundaries(layout, outline, stars=stars),
        profiles.chosen(symbol, head, text), from_site=head.from_site,
    )  # fmt: skip
    walker.walk()
    lost = footnotes.mark(_marked(outline.drafts), walker.notes)
    warnings = [
        *source.warnings,
        *detection.insisted(words, language),
        *([_PARTED] if len(text) > whole_lines else []),
        *walker.warnings,
        *(f"No mark of footnote {number} was found in the text." for number in lost),
    ]
    pieces = (
        *sifted.noise, *head.noise, *headers, *marks, *listed, *bullets, *walker.other,
        *(piece for draft in outline.drafts for block in draft.body() for piece in block),
    )  # fmt: skip
    paragraphs = tuple(finished(outline.drafts, language))
    kind = _type(symbol, paragraphs, draft=head.facts.draft)
    adopted = head.facts.adopted or walker.adopted or _meeting_day(kind, paragraphs)
    document = Document(
        symbol=symbol,
        language=language,
        script=detection.script(words, language),
        edition=_edition(given.edition, digest=head.digest or bool(marks), name=source.name),
        title=given.title or _title(outline.titles) or head.draft_title or symbol,
        date=given.date
        or (walker.day if kind in _RECORDS else None)
        or _date(outline.titles["main"], head.date)
        or walker.day
        or adopted,
        paragraphs=paragraphs,
        coverage=coverage(
            source.text,
            pieces,
            outline.numbers,
            [*warnings, *_undated(paragraphs), *doubts.swallowed(paragraphs), *doubts.overlong(paragraphs)],
        ),
        adopted=adopted,
        type=kind,
        organ=document_types.organ_of(symbol),
        session=head.facts.session,
        agenda=head.facts.agenda,
        basis=tuple(dict.fromkeys(head.facts.basis)),
        symbols=tuple(one for one in head.symbols if one != symbol),
        job=sifted.job,
        reissued=head.facts.reissued and _again(paragraphs),
    )
    only_named = (("symbol", not has_symbol), ("language", not has_language))
    return Structured(document, pieces, tuple(field for field, only in only_named if only))


def _symbol(printed: list[str], given: Given, proposal: Proposal, name: str) -> tuple[str, bool]:
    """Return the symbol of the document, and whether the text bears it or it was given.

    Of several that are printed the name of the file may choose one: a document of two bodies has two.
    """
    named = proposal.symbol
    if not given.symbol and named:
        if not printed:
            return named, False
        if own := next((one for one in printed if file_names.fits(named, one)), None):
            return own, True
        raise InputError(
            f"{name} bears the symbol {printed[0]}, but its name says {named}.",
            f"Rename the file, or say --symbol {_quoted(printed[0])}.",
        )
    own = symbols.parse(given.symbol) if given.symbol else next(iter(printed), None)
    if own is None:
        raise InputError(f"{name} does not bear its symbol.", _UNLABELLED)
    if printed and own not in printed:
        raise InputError(
            f"{name} bears the symbol {printed[0]}, but {own} was given.",
            f"Leave --symbol out, or give {printed[0]}.",
        )
    return own, True


def _quoted(symbol: str) -> str:
    """Return a symbol as a shell takes it, which reads brackets as its own."""
    return f"'{symbol}'" if "(" in symbol else symbol


def _language(words: str, given: Given, proposal: Proposal, name: str) -> tuple[Language, bool]:
    """Return the language of the document, and whether the text shows it or it was given."""
    named = proposal.language
    if given.language or named is None:
        return detection.language(words, given.language, f"The text of {name}"), True
    detection.refuse_other(words, f"The text of {name}")
    found = detection.detected(words)
    if found in (named, None):
        return named, found is not None
    raise InputError(
        f"The text of {name} is in {CONVENTIONS[found].name}, but its name says {CONVENTIONS[named].name}.",
        f"Rename the file, or say --language {found}.",
    )


def _drop_marks(text: list[PrintedLine]) -> tuple[list[PrintedLine], list[Piece]]:
    """Remove the remaining lines that mark a digest."""
    kept = [one for one in text if not is_mark(one.line.text)]
    return kept, [whole(one.line, "edition_mark") for one in text if is_mark(one.line.text)]


def _edition(given: Edition | None, *, digest: bool, name: str) -> Edition:
    """Return the edition; a text with the mark of a digest is never accepted as the UN's text."""
    if digest and given not in (None, "digest"):
        raise InputError(
            f"{name} says that it is a digest, not UN text.", "Add it without naming another edition."
        )
    return "digest" if digest else given or "official"


def _date(title: str, printed: date | None) -> date | None:
    """Return the date: a letter's is in its title, that of other documents rather above the title."""
    named = day_of(title)
    return (named or printed) if is_letter(title) else (printed or named)


def _title(titles: Mapping[str, str]) -> str:
    """Return the first title of the parts, without the star of a note behind it."""
    return next(filter(None, titles.values()), "").rstrip("* ")


def _type(symbol: str, paragraphs: Sequence[Paragraph], *, draft: bool) -> str:
    """Return the type of the document, as its symbol tells it, or else one of the first lines of its text."""
    main = [one for one in paragraphs if one.part == "main"]
    instrument = any(one.locator.startswith(("art.", "rule.")) for one in main)
    first = [one.text for one in main[:_TITLES]] or [""]
    told = (document_types.type_of(symbol, text, draft=draft, instrument=instrument) for text in first)
    return next(filter(None, told), "")


def _meeting_day(kind: str, paragraphs: Sequence[Paragraph]) -> date | None:
    """Return the day of the meeting at which a statement was made, as its first paragraphs tell."""
    if kind != "presidential-statement":
        return None
    return next(filter(None, (adoption.meeting_day(one.text) for one in paragraphs[:_TITLES])), None)


def _again(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the star behind a symbol means a reissue: no note to it says anything else."""
    notes = (one.text for one in paragraphs if one.locator == "fn.*")
    return all(masthead_items.tells_of_reissue(note) for note in notes)


def _marked(drafts: list[Draft]) -> Iterator[Block]:
    """Yield the blocks in which footnote marks may stand."""
    for draft in drafts:
        if draft.kind != "footnote":
            yield from draft.body()


def _undated(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    """Yield a warning that says how many events have no readable date."""
    events = [one.event for one in paragraphs if one.event]
    if undated := sum(not one.dates for one in events):
        yield f"The dates of {undated} of {len(events)} events could not be read, or lack their year."
