"""Finds the stretches of a text that answer a question, to highlight them.

Engines do not say where they matched. So the highlight terms of the question are searched for in the text as
shown, with the analysis that was used for the index; the highlights are the same with every engine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indexer.analysis import exact_places, exact_texts, token_search
from indexer.model.document import Citation, Language, Mention
from indexer.names import citations, organizations, states, values
from indexer.query.highlight_terms import HighlightTerm, StemTerm, TokenTerm, ValueTerm
from indexer.runtime import deadline
from indexer.text.folding import fold
from indexer.text.normalising import readings
from indexer.text.spans import Span, merged


class Highlighter:
    """Finds the highlight terms of one question in any number of texts.

    >>> Highlighter([TokenTerm(("training",))]).spans("A training course", "en")
    ((2, 10),)

    """

    def __init__(self, highlight_terms: Sequence[HighlightTerm]) -> None:
        tokens = [term for term in highlight_terms if isinstance(term, TokenTerm)]
        self._runs = [token_search.TokenRun(one.tokens, one.prefix) for one in tokens if not one.gaps]
        self._gapped = [one for one in tokens if one.gaps]
        self._stems = {term.stem for term in highlight_terms if isinstance(term, StemTerm)}
        self._values = {term.token for term in highlight_terms if isinstance(term, ValueTerm)}
        self._kinds = {token.partition(":")[0] for token in self._values}

    def spans(
        self,
        text: str,
        language: Language,
        cited: Sequence[Citation] | None = None,
        named: Sequence[Mention] | None = None,
    ) -> tuple[Span, ...]:
        """Return the stretches to highlight, sorted and without overlaps.

        Args:
            text: The text as shown.
            language: Its language.
            cited: The citations in it; None where they are not known and have to be found.
            named: The mentions of States in it; None likewise.

        Returns:
            Half-open stretches, in code points of `text`.

        """
        if not text:
            return ()
        found = self._words(text)
        if self._kinds:
            found += [*self._named(text, language, named), *self._valued(text, cited)]
        return merged(found)

    def _words(self, text: str) -> list[Span]:
        """Return where tokens and stems match; the text is cut into tokens only for terms with gaps.

        A word that is broken at the end of a line may match as one word or in its pieces.
        """
        found = _among_tokens(text, self._gapped)
        for reading in readings(text):
            found += (reading.span(*span) for span in self._matches(fold(reading.text)))
        return found

    def _matches(self, folded: str) -> Iterator[Span]:
        """Yield where tokens without gaps, and stems, match in a normalised and folded text."""
        for run in self._runs:
            deadline.check()
            yield from run.places(folded)
        for stem in self._stems:
            deadline.check()
            yield from token_search.stemmed(folded, stem)

    def _named(self, text: str, language: Language, named: Sequence[Mention] | None) -> Iterator[Span]:
        if "state" in self._kinds:
            found = states.find(text, language) if named is None else named
            yield from ((one.start, one.end) for one in found if f"state:{one.state}" in self._values)
        if "org" in self._kinds:
            bodies = organizations.mentions(text)
            yield from ((one.start, one.end) for one in bodies if f"org:{one.organization}" in self._values)

    def _valued(self, text: str, cited: Sequence[Citation] | None) -> Iterator[Span]:
        """Yield where symbols, dates, numbers and ordinals stand; a number within a symbol does not count."""
        if not self._kinds - {"state", "org"}:
            return
        found = citations.find(text) if cited is None else cited
        yield from ((one.start, one.end) for one in found if f"sym:{one.symbol}" in self._values)
        if self._kinds - {"state", "org", "sym"}:
            taken = tuple((one.start, one.end) for one in found)
            others = values.find(text, taken=taken)
            yield from ((one.start, one.end) for one in others if one.token in self._values)


def _among_tokens(text: str, wanted: Sequence[TokenTerm]) -> list[Span]:
    """Return where highlight terms stand among the tokens of a text, with any signs between the tokens."""
    if not wanted:
        return []
    at: defaultdict[str, list[int]] = defaultdict(list)
    for position, token in enumerate(exact_texts(text)):
        at[token].append(position)
    found: list[Span] = []
    for term in wanted:
        deadline.check()
        found += _runs(at, term)
    places = exact_places(text) if found else ()
    return [(places[first][0], places[last][1]) for first, last in found]


def _runs(at: Mapping[str, Sequence[int]], term: TokenTerm) -> Iterator[Span]:
    """Yield the positions of the first and last token of each match of a term.

    Each token is taken at the nearest position after the one before it.
    """
    positions = [_positions(at, term, index) for index in range(len(term.tokens))]
    gaps = term.gaps or (0,) * (len(positions) - 1)
    for first in positions[0]:
        last = first
        for following, gap in zip(positions[1:], gaps, strict=True):
            found = _next(following, last + 1, last + 1 + gap)
            if found is None:
                break
            last = found
        else:
            yield first, last


def _positions(at: Mapping[str, Sequence[int]], term: TokenTerm, index: int) -> Sequence[int]:
    """Return the positions of one token of a term; the last of a prefix term matches longer tokens too."""
    wanted = term.tokens[index]
    if term.prefix and index == len(term.tokens) - 1:
        return sorted(place for token, places in at.items() if token.startswith(wanted) for place in places)
    return at.get(wanted, ())


def _next(positions: Sequence[int], first: int, last: int) -> int | None:
    """Return the smallest position from `first` to `last`, both included; None where there is none."""
    place = bisect_left(positions, first)
    return positions[place] if place < len(positions) and positions[place] <= last else None
