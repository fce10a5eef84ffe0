"""A source becomes a document: what it is, what it says, and where all of it went.

What the units hold:

- A numbered paragraph with items holds its lead-in and its closing text, joined by a line feed; so are
  further paragraphs without a number of their own. Text between items belongs to the item before it.
- A letter's paragraphs are `letter.1` and so on; all lines of its signature are the last of them.
- Other text without a number is `p.1` and so on, of kind `paragraph`, with no `number`.
- The title of a part is its first heading, `h.1`, and stands in no section.
- The text of an event is its cells, joined by line feeds; of an abbreviation, the pair as printed.
- A footnote stands behind the unit in which it was printed, in that unit's section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indexer.errors import InputError
from indexer.model import Document, Edition, Given, Paragraph, Source
from indexer.names import symbols
from indexer.structure import detection, footnotes
from indexer.structure.account import account
from indexer.structure.drafts import Draft, finish
from indexer.structure.layout import measure
from indexer.structure.masthead import day_of, is_mark, masthead
from indexer.structure.openings import Openings, is_letter
from indexer.structure.outline import Outline
from indexer.structure.pieces import Block, Piece, whole
from indexer.structure.sifting import Printed, drop_headers, sift
from indexer.structure.walker import Walker

_UNLABELLED = "Name it with --symbol, for example --symbol S/2019/986."


@dataclass(frozen=True, slots=True)
class Structured:
    """A document, with the pieces of the source that it was made of, noise among them."""

    document: Document
    pieces: tuple[Piece, ...]


def structure(source: Source, given: Given) -> Document:
    """Return the document that a source holds, as `given` where the text does not say.

    What is given for date and title goes before what the text says. Raises InputError where the text bears
    no symbol and none is given, where symbol, language or edition given contradict the text, or where the
    text is neither Chinese nor English; UsageError where the symbol given is none.
    """
    return structured(source, given).document


def structured(source: Source, given: Given) -> Structured:
    """Return the document as `structure` does, and where each character of the source went."""
    sifted = sift(source.lines)
    head = masthead(sifted.text)
    symbol = _symbol(head.symbols or list(sifted.symbols), given.symbol, source.name)
    text, headers = drop_headers(sifted.text[head.lines :], symbol)
    text, marks = _drop_marks(text)
    if not text:
        raise InputError(
            f"{source.name} holds no text below its masthead.", "Give a file with the whole text."
        )
    words = "\n".join(one.line.text for one in text)
    language = detection.language(words, given.language)
    layout, outline = measure([one.line for one in text]), Outline()
    walker = Walker(text, layout, language, outline, Openings(layout, outline))
    walker.walk()
    lost = footnotes.mark(_marked(outline.drafts), walker.notes)
    doubts = [*walker.doubts, *(f"No mark of footnote {number} was found in the text." for number in lost)]
    pieces = (
        *sifted.noise, *head.noise, *headers, *marks, *walker.other,
        *(piece for draft in outline.drafts for block in draft.body() for piece in block),
    )  # fmt: skip
    paragraphs = tuple(finish(draft, language) for draft in outline.drafts)
    document = Document(
        symbol=symbol,
        language=language,
        script=detection.script(words, language),
        edition=_edition(given.edition, digest=head.digest or bool(marks), name=source.name),
        title=given.title or next(filter(None, outline.titles.values()), symbol),
        date=given.date or _date(outline.titles["main"], head.date),
        paragraphs=paragraphs,
        account=account(source.text, pieces, outline.numbers, [*doubts, *_undated(paragraphs)]),
    )
    return Structured(document, pieces)


def _symbol(printed: list[str], given: str | None, name: str) -> str:
    """Return the symbol of the document: the one that is printed, or the one given."""
    own = symbols.parse(given) if given else next(iter(printed), None)
    if own is None:
        raise InputError(f"{name} does not bear its symbol.", _UNLABELLED)
    if printed and own not in printed:
        raise InputError(
            f"{name} bears the symbol {printed[0]}, but {own} was given.",
            f"Leave --symbol out, or give {printed[0]}.",
        )
    return own


def _drop_marks(text: list[Printed]) -> tuple[list[Printed], list[Piece]]:
    """Set aside further marks of a digest."""
    kept = [one for one in text if not is_mark(one.line.text)]
    return kept, [whole(one.line, "edition_mark") for one in text if is_mark(one.line.text)]


def _edition(given: Edition | None, *, digest: bool, name: str) -> Edition:
    """Return the edition: what bears the mark of a digest never passes for the UN's text."""
    if digest and given not in (None, "digest"):
        raise InputError(
            f"{name} says that it is a digest, not UN text.", "Add it without naming another edition."
        )
    return "digest" if digest else given or "official"


def _date(title: str, printed: date | None) -> date | None:
    """Return the date: of a letter that of its title, of other documents rather the one above it."""
    named = day_of(title)
    return (named or printed) if is_letter(title) else (printed or named)


def _marked(drafts: list[Draft]) -> Iterator[Block]:
    """Yield the blocks in which footnote marks may stand."""
    for draft in drafts:
        if draft.kind != "footnote":
            yield from draft.body()


def _undated(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    """Say how many events have no date that could be read."""
    events = [one.event for one in paragraphs if one.event]
    if undated := sum(not one.dates for one in events):
        yield f"The dates of {undated} of {len(events)} events could not be read, or lack their year."
