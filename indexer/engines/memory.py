"""The reference engine: plain Python, an entry at a time, as literal as the seam's own words."""

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
from indexer.engines.phrases import occurrences
from indexer.errors import BusyError, IndexUnusableError
from indexer.model import Both

K1 = 1.2
B = 0.75


class MemoryEngine:
    """An index that lives as long as the object does."""

    def __init__(self) -> None:
        self._writing = Lock()
        self._newest: _State | None = None
        self._opened: _State | None = None

    def open(self) -> str | None:
        """Return the mark of the newest state, which searches see from now on."""
        self._opened = self._newest
        return self._opened.mark if self._opened else None

    def write(self, changes: Changes) -> None:
        """Put the new state in place of the old, once it is whole."""
        if not self._writing.acquire(blocking=False):
            raise BusyError(
                Both("另一线程正在写入此索引。", "Another thread is writing to this index."),
                Both("请待其完成后再试。", "Try again when it has finished."),
            )
        try:
            old = () if changes.fresh or not self._newest else self._newest.entries
            kept = [entry for entry in old if entry.document not in changes.remove]
            self._newest = _State((*kept, *changes.add), changes.mark)
        finally:
            self._writing.release()

    def search(self, request: Request) -> Answer:
        """Match every entry against the request."""
        return self._state().search(request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first terms of a field that begin so."""
        found = {term for entry in self._state().entries for term in _terms(entry, field)}
        return tuple(sorted(term for term in found if term.startswith(prefix))[:limit])

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Count the entries that hold a term."""
        return sum(term in _terms(entry, field) for entry in self._state().entries)

    def close(self) -> None:
        """Forget what was opened."""
        self._opened = None

    def _state(self) -> _State:
        if self._opened is None:
            raise IndexUnusableError(
                Both("尚未打开任何索引。", "No index has been opened."),
                Both("请先建立索引。", "Build the index first."),
            )
        return self._opened


@dataclass(frozen=True)
class _State:
    """What a completed write left."""

    entries: tuple[Entry, ...]
    mark: str

    @cached_property
    def average(self) -> Mapping[TextField, float]:
        lengths: Counter[TextField] = Counter()
        for entry in self.entries:
            lengths.update({field: len(tokens) for field, tokens in entry.tokens.items()})
        return {field: length / len(self.entries) for field, length in lengths.items()}

    @cached_property
    def holding(self) -> Counter[tuple[TextField, str]]:
        """Count the entries that hold each token."""
        return Counter(
            (field, token)
            for entry in self.entries
            for field, tokens in entry.tokens.items()
            for token in set(tokens)
        )

    def search(self, request: Request) -> Answer:
        scores = {
            number: score * (FAVOUR if request.favoured in _keys(entry, "language") else 1)
            for number, entry in enumerate(self.entries)
            if (score := self.score(entry, request.expression)) is not None
        }
        hits = [number for number in scores if all(_passes(self.entries[number], f) for f in request.filters)]
        window = _sorted(request, [(self.entries[number], scores[number]) for number in hits])
        window = window[request.offset :]
        return Answer(
            total=len(hits),
            found=tuple(Found(entry.id, score, entry.stored) for entry, score in window[: request.limit]),
            facets={field: self.count(field, scores, request.filters) for field in request.facets},
        )

    def count(self, field: KeyField, hits: Mapping[int, float], filters: Sequence[Filter]) -> dict[str, int]:
        """Count the values of a field over the hits, as if nothing had been chosen in that field."""
        held = [one for one in filters if one.negated or one.field != field]
        entries = [self.entries[number] for number in hits]
        return dict(
            Counter(
                value for entry in entries if all(_passes(entry, f) for f in held)
                for value in _keys(entry, field)
            )
        )  # fmt: skip

    def score(self, entry: Entry, node: Expression) -> float | None:
        """Return the score of an entry that matches, or None."""
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
        """Add up the scores of the nodes that match, where `minimum` of them do."""
        scores = [score for score in (self.score(entry, node) for node in nodes) if score is not None]
        return math.fsum(scores) if len(scores) >= minimum else None

    def weigh(self, entry: Entry, field: TextField, tokens: Sequence[str], count: int) -> float | None:
        """Score by BM25 a term, or a phrase as if it were a term as rare as its words together."""
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
    """Return the values of a key field, each once."""
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


def _passes(entry: Entry, one: Filter) -> bool:
    found = any(
        value in one.values or any(low <= value and (not high or value <= high) for low, high in one.ranges)
        for value in _keys(entry, one.field)
    )
    return found != one.negated


def _sorted(request: Request, hits: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    hits.sort(key=lambda hit: hit[0].order)
    match request.sort:
        case "relevance":
            hits.sort(key=lambda hit: hit[1], reverse=True)
        case "date":
            hits.sort(key=lambda hit: (not hit[0].date, hit[0].date))
        case "-date":
            hits.sort(key=lambda hit: hit[0].date, reverse=True)
        case "document":
            pass
    return hits
