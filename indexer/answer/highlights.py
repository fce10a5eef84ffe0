"""Where a text answers a question, and the snippet around it.

Engines do not say where they matched: the question's needles are looked for in the text as shown, with the
same analysis as when it was indexed, so that every engine marks the same.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from indexer.answer.results import Fragment
from indexer.language import exact_places, exact_texts, stemmed
from indexer.names import citations, states, values
from indexer.query.needles import Needle, StemNeedle, TokenNeedle, ValueNeedle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.model import Language

Span: TypeAlias = tuple[int, int]

SNIPPET = {"zh": 110, "en": 260}
"""Longest snippet of each language, in code points."""
LEAD = {"zh": 24, "en": 60}
"""How much of the text before the first match a snippet shows, in code points."""
BREAKS = "。；，、 \n"


def spans(text: str, language: Language, needles: Sequence[Needle]) -> tuple[Span, ...]:
    """Return the stretches of a text that the needles mark: sorted, apart, half-open, in code points."""
    return merge(
        [*_token_spans(text, needles), *_stem_spans(text, needles), *_value_spans(text, language, needles)]
    )


def merge(found: Sequence[Span]) -> tuple[Span, ...]:
    """Join stretches that overlap."""
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, language: Language, marked: Sequence[Span]) -> tuple[Fragment, ...]:
    """Cut a text down to a window around its first match; an ellipsis stands for what is left out."""
    start, end = _window(text, language, marked)
    fragments = [Fragment("…", match=False)] if start > 0 else []
    at = start
    for left, right in marked:
        if left >= end:
            break
        if right <= start:
            continue
        fragments += [
            Fragment(text[at:left], match=False),
            Fragment(text[left : min(right, end)], match=True),
        ]
        at = min(right, end)
    fragments.append(Fragment(text[at:end], match=False))
    if end < len(text):
        fragments.append(Fragment("…", match=False))
    return tuple(fragment for fragment in fragments if fragment.text)


def _window(text: str, language: Language, marked: Sequence[Span]) -> Span:
    size = SNIPPET[language]
    if len(text) <= size:
        return 0, len(text)
    first = marked[0][0] if marked else 0
    start = max(0, min(first - LEAD[language], len(text) - size))
    if start:
        start = _after_break(text, start, first)
    end = min(len(text), start + size)
    return start, end if end == len(text) else _before_break(text, start, end)


def _after_break(text: str, start: int, first: int) -> int:
    for position in range(start, first):
        if text[position] in BREAKS:
            return position + 1
    return start


def _before_break(text: str, start: int, end: int) -> int:
    for position in range(end, start + (end - start) * 3 // 4, -1):
        if text[position] in BREAKS:
            return position
    return end


def _token_spans(text: str, needles: Sequence[Needle]) -> Iterator[Span]:
    wanted = [needle for needle in needles if isinstance(needle, TokenNeedle)]
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


def _stem_spans(text: str, needles: Sequence[Needle]) -> Iterator[Span]:
    """Only Latin words are stemmed here: Han words are marked as token needles, without the segmenter."""
    wanted = {needle.stem for needle in needles if isinstance(needle, StemNeedle)}
    if wanted:
        yield from ((token.start, token.end) for token in stemmed(text) if token.text in wanted)


def _value_spans(text: str, language: Language, needles: Sequence[Needle]) -> Iterator[Span]:
    tokens = {needle.token for needle in needles if isinstance(needle, ValueNeedle)}
    kinds = {token.partition(":")[0] for token in tokens}
    if "state" in kinds:
        yield from ((at.start, at.end) for at in states.find(text, language) if f"state:{at.state}" in tokens)
    if kinds - {"state"}:
        cited = citations.find(text)
        yield from ((at.start, at.end) for at in cited if f"sym:{at.symbol}" in tokens)
        taken = tuple((at.start, at.end) for at in cited)
        yield from ((at.start, at.end) for at in values.find(text, taken=taken) if at.token in tokens)
