"""Answers a batch: many citations, names or words, each with what it was taken for and whether it is held.

Each is asked as an ordinary question. One that is refused says why, and does not keep the others from being
answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from msgspec import structs

from indexer.answer import batch_lines, batch_notices
from indexer.answer.batch_lines import Asked
from indexer.answer.context import Context
from indexer.answer.search_results import search
from indexer.answer.versions import with_caveats
from indexer.model.batch import LONGEST, MAX_ITEMS, MAX_LINES, Batch, BatchItem, TakenFor
from indexer.model.document import Both, Language
from indexer.model.messages import both, in_language
from indexer.model.query import Notice, Query, language_of
from indexer.model.results import Results, SymbolMatch
from indexer.model.shown_units import Hit
from indexer.names import organizations, symbols
from indexer.query.arguments import SURROGATES
from indexer.query.ast import NumberNode, OrganizationNode, ReferenceNode, StateNode, ValueNode
from indexer.query.question import Question
from indexer.runtime import deadline
from indexer.runtime.errors import UsageError
from indexer.text.folding import fold

ContextOf: TypeAlias = Callable[[Language], Context]
"""Returns what is needed for the answers to a reader of a language."""
_SHOWN = 200
"""How much of a line that is refused is repeated, in code points."""
_OUT_OF_TIME = "out-of-time"
_NOT_IN_DOCUMENT = "not-in-document"
_DATES = ("date", "month", "day")


def batch(answers: BatchAnswers, lines: Iterable[str]) -> Batch:
    """Return the answers to the lines of a batch, as far as one batch may go.

    Args:
        answers: Answers the lines.
        lines: The lines; see `BatchAnswers.of`.

    """
    items: list[BatchItem] = []
    told: list[Notice] = []
    read = 0
    for read, line in enumerate(lines, 1):
        found = answers.of(line)
        items += islice(found, MAX_ITEMS - len(items))
        if read > MAX_LINES or next(found, None):
            told.append(batch_notices.left_out(read))
            break
    if any(_OUT_OF_TIME in _codes(one.notices) for one in items):
        told.append(batch_notices.unanswered())
    if not items and not told:
        told.append(batch_notices.nothing())
    held, refused = sum(one.held for one in items), sum(one.taken_for == "refused" for one in items)
    return Batch(tuple(items), len(items), held, refused, read, tuple(told))


class BatchAnswers:
    """Answers the lines of a batch one after another, and knows which ask for the same as one before."""

    def __init__(self, contexts: ContextOf, asked: Query, reader: Language | None = None) -> None:
        """Begin a batch.

        Args:
            contexts: Where questions are asked.
            asked: What every question has beside its text: filters, and the order of hits.
            reader: The language of labels; by default that of each question.

        """
        self._contexts = contexts
        self._query = replace(asked, page=1, per_page=1)
        self._reader = reader
        self._line = 0
        self._first: dict[object, int] = {}
        self._known: dict[tuple[str, Language], BatchItem] = {}

    def of(self, line: str) -> Iterator[BatchItem]:
        """Yield the answers to the next line.

        Args:
            line: The line without its end. Of a line that is too long, LONGEST + 1 code points are enough.

        """
        self._line += 1
        if (told := _unreadable(line)) is not None:
            yield _refused(self._line, 1, Asked(line, ""), told)
            return
        for number, one in enumerate(batch_lines.asked(line), 1):
            yield self._answered(self._line, number, one)

    def _answered(self, line: int, number: int, one: Asked) -> BatchItem:
        if deadline.remaining() <= 0:
            return _refused(line, number, one, batch_notices.out_of_time())
        reader = self._reader or language_of(one.text)
        if known := self._known.get((one.question, reader)):
            before = self._first[_key(known)]
            return structs.replace(known, line=line, item=number, text=one.text, repeats=before)
        context = self._contexts(reader)
        try:
            question = Question.of(replace(self._query, text=one.question))
            results = search(context, question, brief=True)
        except UsageError as error:
            late = deadline.remaining() <= 0
            told = batch_notices.out_of_time() if late else batch_notices.refused(error)
            return _refused(line, number, one, told)
        answer = _answer(context, line, number, one, results)
        if len(self._known) < MAX_ITEMS:
            self._known[one.question, reader] = answer
        key = _key(answer)
        first = self._first.get(key)
        self._first.setdefault(key, line)
        return structs.replace(answer, repeats=first)


def _unreadable(line: str) -> Notice | None:
    """Return why a line cannot be asked, or None."""
    if len(line) > LONGEST:
        return batch_notices.too_long()
    return batch_notices.not_decoded() if SURROGATES.search(line) else None


def _key(answer: BatchItem) -> object:
    """Return what is equal for answers to the same question."""
    if answer.symbol:
        return answer.symbol, answer.part, answer.pinpoint
    return " ".join(fold(answer.question).split())


def _answer(context: Context, line: int, number: int, one: Asked, results: Results) -> BatchItem:
    """Return the answer to one question of a batch, from that to the question alone."""
    match = _match(one, results)
    hit = results.hits[0] if results.hits else None
    named = hit if match is None or _is_of(context, hit, match, results) else None
    whole = match is not None and not (match.part or match.pinpoint)
    unit = None if whole else named
    return BatchItem(
        line=line,
        item=number,
        text=one.text,
        question=one.question,
        taken_for=_taken_for(one, match, results),
        held=(match.held if whole else unit is not None) if match else _is_found(results),
        symbol=match.symbol if match else None,
        part=match.part if match else None,
        pinpoint=match.pinpoint if match else None,
        label=_label(context, one, results),
        title=match.title if match else unit.title if unit else None,
        citation=_cited(match, unit),
        url=unit.url if unit else match.url if match and match.held else None,
        official_url=symbols.official_url(match.symbol, context.reader) if match else None,
        search_url=context.urls.question(Query(text=one.question)),
        total=results.total,
        relaxed=results.query.relaxed,
        unit=unit,
        repeats=None,
        notices=results.query.notices,
    )


def _match(one: Asked, results: Results) -> SymbolMatch | None:
    """Return the symbol that was asked for, if nothing but a symbol was."""
    found = results.query.symbols
    return found[0] if found and isinstance(one.name, ReferenceNode | NumberNode) else None


def _is_of(context: Context, hit: Hit | None, match: SymbolMatch, results: Results) -> bool:
    """Tell whether the first hit is the unit that a citation names."""
    head = context.held.head(match.symbol, context.reader) if match.held else None
    absent = _NOT_IN_DOCUMENT in _codes(results.query.notices)
    return bool(hit and head and hit.symbol == head.symbol and not absent)


def _is_found(results: Results) -> bool:
    return results.total > 0 and results.query.relaxed is None


def _taken_for(one: Asked, match: SymbolMatch | None, results: Results) -> TakenFor:
    """Return what a question was taken for: by the one name that it is, or else as words."""
    if match:
        return "unit" if match.part or match.pinpoint else "document"
    match one.name:
        case StateNode():
            return "state"
        case OrganizationNode():
            return "organization"
        case ValueNode(token=token):
            return "date" if token.partition(":")[0] in _DATES else "value"
        case NumberNode():
            return "value"
    return "nothing" if _asks_nothing(results) else "words"


def _asks_nothing(results: Results) -> bool:
    return not results.total and "ignored" in _codes(results.query.notices)


def _label(context: Context, one: Asked, results: Results) -> str | None:
    """Return the name in full of what a question names, if it is no document."""
    if isinstance(one.name, OrganizationNode) and (known := organizations.lookup(one.name.text)):
        return in_language(known, context.reader)
    named = results.query.named if isinstance(one.name, StateNode | ValueNode) else ()
    return named[0].label if named else None


def _cited(match: SymbolMatch | None, unit: Hit | None) -> Both | None:
    """Return how a unit is cited, with what corrects or replaces it, or a document that is held."""
    if unit:
        return with_caveats(unit.citation, unit.caveats)
    if match and match.held:
        symbol = match.symbol
        return both(lambda language: symbols.display(symbol, language))
    return None


def _refused(line: int, number: int, one: Asked, told: Notice) -> BatchItem:
    text = SURROGATES.sub("\ufffd", one.text)
    return BatchItem(
        line=line,
        item=number,
        text=text if len(text) <= LONGEST else text[:_SHOWN] + "…",
        question=one.question,
        taken_for="refused",
        held=False,
        symbol=None,
        part=None,
        pinpoint=None,
        label=None,
        title=None,
        citation=None,
        url=None,
        official_url=None,
        search_url=None,
        total=0,
        relaxed=None,
        unit=None,
        repeats=None,
        notices=(told,),
    )


def _codes(notices: Iterable[Notice]) -> frozenset[str]:
    return frozenset(one.code for one in notices)
