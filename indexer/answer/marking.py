"""Where a text answers a question.

Engines do not say where they matched: the question's needles are looked for in the text as shown, with the
same analysis as when it was indexed, so that every engine marks the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from indexer.folding import fold
from indexer.language import exact_places, exact_texts, seeking, stemmed
from indexer.language.seeking import Span
from indexer.model import Citation, Language, Mention
from indexer.names import citations, states, values
from indexer.query.needles import Needle, StemNeedle, TokenNeedle, ValueNeedle


class Marker:
    """Looks for the needles of one question in one text after another."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        tokens = [needle for needle in needles if isinstance(needle, TokenNeedle)]
        self._runs = [(one, seeking.run(one.tokens, prefix=one.prefix)) for one in tokens if not one.gaps]
        self._gapped = [one for one in tokens if one.gaps]
        self._stems = {needle.stem for needle in needles if isinstance(needle, StemNeedle)}
        self._values = {needle.token for needle in needles if isinstance(needle, ValueNeedle)}
        self._kinds = {token.partition(":")[0] for token in self._values}

    def spans(
        self,
        text: str,
        language: Language,
        cited: Sequence[Citation] | None = None,
        named: Sequence[Mention] | None = None,
    ) -> tuple[Span, ...]:
        """Return the stretches of a text that are marked: sorted, apart.

        `cited` and `named` are the citations and mentions of States in it, where they are known.
        """
        if not text:
            return ()
        return merge([*self._words(text), *self._named(text, language, named), *self._valued(text, cited)])

    def _words(self, text: str) -> Iterator[Span]:
        folded = fold(text)
        if seeking.is_plain(folded):
            for _, run in self._runs:
                yield from run.places(folded)
            for stem in self._stems:
                yield from seeking.stemmed(folded, stem)
            yield from _among_tokens(text, self._gapped)
            return
        yield from _among_tokens(text, [*(needle for needle, _ in self._runs), *self._gapped])
        yield from ((token.start, token.end) for token in stemmed(text) if token.text in self._stems)

    def _named(self, text: str, language: Language, named: Sequence[Mention] | None) -> Iterator[Span]:
        if "state" in self._kinds:
            found = states.find(text, language) if named is None else named
            yield from ((one.start, one.end) for one in found if f"state:{one.state}" in self._values)

    def _valued(self, text: str, cited: Sequence[Citation] | None) -> Iterator[Span]:
        """Yield where symbols, dates, numbers and ordinals stand; those within symbols are none."""
        if not self._kinds - {"state"}:
            return
        found = citations.find(text) if cited is None else cited
        yield from ((one.start, one.end) for one in found if f"sym:{one.symbol}" in self._values)
        if self._kinds - {"state", "sym"}:
            taken = tuple((one.start, one.end) for one in found)
            others = values.find(text, taken=taken)
            yield from ((one.start, one.end) for one in others if one.token in self._values)


def merge(found: Sequence[Span]) -> tuple[Span, ...]:
    """Join stretches that overlap."""
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _among_tokens(text: str, wanted: Sequence[TokenNeedle]) -> Iterator[Span]:
    """Yield where needles stand among the tokens of a text, whatever is between them."""
    tokens = exact_texts(text) if wanted else ()
    found = [
        (at, last)
        for needle in wanted
        for at in _beginnings(tokens, needle)
        if (last := _follow(tokens, at, needle)) is not None
    ]
    if found:
        places = exact_places(text)
        yield from ((places[at][0], places[last][1]) for at, last in found)


def _beginnings(tokens: Sequence[str], needle: TokenNeedle) -> Iterator[int]:
    """Yield where the first token of a needle stands."""
    if needle.prefix and len(needle.tokens) == 1:
        yield from (at for at, token in enumerate(tokens) if token.startswith(needle.tokens[0]))
        return
    at = -1
    with suppress(ValueError):  # no more of them
        while True:
            at = tokens.index(needle.tokens[0], at + 1)
            yield at


def _follow(tokens: Sequence[str], at: int, needle: TokenNeedle) -> int | None:
    """Return the position of the needle's last token when its first stands at `at`, the nearest way."""
    for index in range(1, len(needle.tokens)):
        gap = needle.gaps[index - 1] if needle.gaps else 0
        reach = range(at + 1, min(at + 2 + gap, len(tokens)))
        following = next((position for position in reach if _fits(tokens[position], needle, index)), None)
        if following is None:
            return None
        at = following
    return at


def _fits(token: str, needle: TokenNeedle, index: int) -> bool:
    wanted = needle.tokens[index]
    if needle.prefix and index == len(needle.tokens) - 1:
        return token.startswith(wanted)
    return token == wanted
