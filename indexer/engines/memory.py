"""The reference engine: it matches entry by entry in plain Python, exactly as `base.py` defines it.

The tests compare the other engines with it. It keeps nothing on the disk.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from indexer.engines.base import (
    FAVOUR,
    And,
    Answer,
    AtLeast,
    Best,
    Boost,
    Changes,
    Entry,
    Expression,
    Filter,
    Found,
    Key,
    KeyField,
    Or,
    Phrase,
    Request,
    Term,
    TextField,
    Without,
)
from indexer.engines.facet_limits import limited
from indexer.engines.phrases import occurrences
from indexer.model.messages import message
from indexer.runtime import deadline
from indexer.runtime.errors import BusyError, IndexUnusableError

K1 = 1.2
B = 0.75


class MemoryEngine:
    """An index in memory, which exists as long as the object does."""

    def __init__(self) -> None:
        self._writing = Lock()
        self._newest: _State | None = None
        self._opened: _State | None = None

    def open(self) -> str | None:
        """Open the newest state for searches; return its mark, or None if nothing has been written."""
        self._opened = self._newest
        return self._opened.mark if self._opened else None

    def write(self, changes: Changes) -> None:
        """Make the new state, and put it in place of the old one when it is complete.

        Raises:
            BusyError: Another thread is writing.

        """
        if not self._writing.acquire(blocking=False):
            raise BusyError(
                message("Another thread is writing to this index."),
                message("Try again when it has finished."),
            )
        try:
            old = () if changes.fresh or not self._newest else self._newest.entries
            kept = [entry for entry in old if entry.document not in changes.remove]
            self._newest = _State((*kept, *changes.add), changes.mark)
        finally:
            self._writing.release()

    def search(self, request: Request) -> Answer:
        """Answer a request by comparing it with every entry."""
        deadline.check()
        return self._state().search(request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        deadline.check()
        found = {term for entry in self._state().entries for term in _terms(entry, field)}
        return tuple(sorted(term for term in found if term.startswith(prefix))[:limit])

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term in this field."""
        deadline.check()
        return sum(term in _terms(entry, field) for entry in self._state().entries)

    def close(self) -> None:
        """Drop the state that was opened."""
        self._opened = None

    def _state(self) -> _State:
        if self._opened is None:
            raise IndexUnusableError(
                message("No index has been opened."),
                message("Build the index first."),
            )
        return self._opened


@dataclass(frozen=True)
class _State:
    """The entries and the mark after a completed write."""

    entries: tuple[Entry, ...]
    mark: str

    @cached_property
    def average(self) -> Mapping[TextField, float]:
        """Return the mean length of each text field, in tokens."""
        lengths: Counter[TextField] = Counter()
        for entry in self.entries:
            lengths.update({field: len(tokens) for field, tokens in entry.tokens.items()})
        return {field: length / len(self.entries) for field, length in lengths.items()}

    @cached_property
    def holding(self) -> Counter[tuple[TextField, str]]:
        """Return for each field and token how many entries hold it."""
        return Counter(
            (field, token)
            for entry in self.entries
            for field, tokens in entry.tokens.items()
            for token in set(tokens)
        )

    def search(self, request: Request) -> Answer:
        """Answer a request."""
        scores = {
            number: score * (FAVOUR if request.favoured in _keys(entry, "language") else 1)
            for number, entry in enumerate(self.entries)
            if (score := self.score(entry, request.expression)) is not None
        }
        hits = [number for number in scores if all(_passes(self.entries[number], f) for f in request.filters)]
        window = _sorted(request, [(self.entries[number], scores[number]) for number in hits])
        window = window[request.offset :]
        counted = {field: self.count(field, scores, request.filters) for field in request.facets}
        facets, further = limited(counted, request.limits)
        found = tuple(Found(entry.id, score, entry.stored) for entry, score in window[: request.limit])
        crossed = _crossed([self.entries[number] for number in hits], request.crossed)
        return Answer(len(hits), found, facets, further, crossed)

    def count(self, field: KeyField, hits: Mapping[int, float], filters: Sequence[Filter]) -> dict[str, int]:
        """Count the values of a facet over the hits, without the positive filters on the facet's own field.

        Args:
            field: The facet.
            hits: The entries that match the expression, by their numbers.
            filters: The filters of the request.

        """
        held = [one for one in filters if one.negated or one.field != field]
        entries = [self.entries[number] for number in hits]
        return dict(
            Counter(
                value for entry in entries if all(_passes(entry, f) for f in held)
                for value in _keys(entry, field)
            )
        )  # fmt: skip

    def score(self, entry: Entry, node: Expression) -> float | None:
        """Return the score of an entry, or None if it does not match."""
        deadline.check()
        match node:
            case Term(field=field, token=token):
                return self.weigh(entry, field, (token,), entry.tokens.get(field, ()).count(token))
            case Phrase(field=field, tokens=tokens, gaps=gaps):
                return self.weigh(
                    entry, field, tokens, occurrences(entry.tokens.get(field, ()), tokens, gaps)
                )
            case Key(field=field, value=value):
                return 0.0 if value in _keys(entry, field) else None
            case Without(node=wanted, excluded=excluded):
                return None if self.score(entry, excluded) is not None else self.score(entry, wanted)
            case Boost(node=boosted, factor=factor, plus=plus):
                score = self.score(entry, boosted)
                return None if score is None else score * factor + plus
            case And(nodes=nodes):
                return self.join(entry, nodes, len(nodes))
            case Or(nodes=nodes):
                return self.join(entry, nodes, 1)
            case AtLeast(minimum=minimum, nodes=nodes):
                return self.join(entry, nodes, minimum)
            case Best(nodes=nodes):
                return max(
                    (s for s in (self.score(entry, one) for one in nodes) if s is not None), default=None
                )

    def join(self, entry: Entry, nodes: Sequence[Expression], minimum: int) -> float | None:
        """Return the sum of the scores of the nodes that match, or None if fewer than `minimum` match."""
        scores = [score for score in (self.score(entry, node) for node in nodes) if score is not None]
        return math.fsum(scores) if len(scores) >= minimum else None

    def weigh(self, entry: Entry, field: TextField, tokens: Sequence[str], count: int) -> float | None:
        """Return the BM25 score of a term or phrase; a phrase is as rare as its tokens together.

        Args:
            entry: The entry to score.
            field: The field in which the term or phrase was counted.
            tokens: The term, or the tokens of the phrase.
            count: How often it occurs in the entry.

        Returns:
            The score, or None if the count is 0.

        """
        if not count:
            return None
        total = len(self.entries)
        rarity = math.fsum(
            math.log(1 + (total - n + 0.5) / (n + 0.5))
            for n in (self.holding[field, token] for token in tokens)
        )
        length = len(entry.tokens[field]) / self.average[field]
        return rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * length))


def _keys(entry: Entry, field: KeyField) -> tuple[str, ...]:
    """Return the values of a key field, each one once."""
    match field:
        case "id":
            return (entry.id,)
        case "document":
            return (entry.document,)
        case _:
            return tuple(dict.fromkeys(entry.keys.get(field, ())))


def _terms(entry: Entry, field: str) -> tuple[str, ...]:
    """Return the tokens of a text field or the values of a key field."""
    held = {str(name): tokens for name, tokens in entry.tokens.items()}
    held |= {str(name): values for name, values in entry.keys.items()}
    held |= {"id": (entry.id,), "document": (entry.document,)}
    return held.get(field, ())


def _crossed(
    entries: Sequence[Entry], fields: tuple[KeyField, KeyField] | None
) -> Mapping[str, Mapping[str, int]]:
    """Count the values of two fields together."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries if fields else ():
        first, second = (_keys(entry, field) for field in fields or ())
        for value in first if second else ():
            counts.setdefault(value, Counter()).update(second)
    return counts


def _passes(entry: Entry, one: Filter) -> bool:
    """Tell whether an entry passes a filter."""
    found = any(
        value in one.values or any(low <= value and (not high or value <= high) for low, high in one.ranges)
        for value in _keys(entry, one.field)
    )
    return found != one.negated


def _sorted(request: Request, hits: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """Sort hits in the order that the request asks for; ties are sorted by `order`."""
    hits.sort(key=lambda hit: hit[0].order)
    match request.sort:
        case "relevance":
            hits.sort(key=lambda hit: hit[1], reverse=True)
        case "date":
            hits.sort(key=lambda hit: (not hit[0].date, hit[0].date))
        case "-date":
            hits.sort(key=lambda hit: hit[0].date, reverse=True)
        case "-document":
            hits.reverse()
        case "document":
            pass
    return hits
