"""Which words, names and numbers of two sentences that translate each other correspond.

Names, dates, numbers and symbols correspond where they are recognised as the same. Other words correspond by
the lexicon. Of stretches that overlap, the longer and the surer one is kept, and of several translations the
one that stands about as far into its sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.analysis import is_han, words
from indexer.language import CONVENTIONS
from indexer.lexicon.known_words import known_words
from indexer.lexicon.phrase_table import SIDES
from indexer.lexicon.sentence_beads import LEAST_SCORE, SentenceBead
from indexer.names import citations, organizations, states, values
from indexer.text.spans import Span, Taken

if TYPE_CHECKING:
    from indexer.analysis import Token
    from indexer.lexicon.known_words import KnownWords
    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.document import Language

_TELLING = 2.0
"""What a word counts at least (`KnownWord.weight`) to correspond by itself: the, of, 的 do not."""
_LONGEST = 5
"""How many words of a phrase are looked up together, at most."""
_APART = 2.0
"""What a whole sentence of distance takes off the score of a stretch, in words."""
_NAMED = 100.0
"""What a recognised name or value counts before all else."""
_LEAST = 0.3
"""Translations that stand for a word less well than this are not thought of."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A stretch of an English text and one of its Chinese translation that say the same.

    Both are half-open, in code points; `probability` is between 0 and 1.
    """

    english: Span
    chinese: Span
    probability: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    english: Span
    chinese: Span
    probability: float
    score: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its words, and where each phrase of them stands."""

    text: str
    language: Language
    tokens: Sequence[Token]
    places: Mapping[str, Sequence[Span]]


def correspondences(
    english: str, chinese: str, beads: Iterable[SentenceBead], lexicon: Lexicon
) -> tuple[Correspondence, ...]:
    """Return what corresponds in a paragraph and its translation, in the order of the English text.

    Args:
        english: The paragraph in English.
        chinese: The same in Chinese.
        beads: Their sentences, as `sentence_beads` aligned them; those below LEAST_SCORE are left out.
        lexicon: What tells which words translate each other.

    """
    known = known_words(lexicon)
    found: list[Correspondence] = []
    for bead in beads:
        if bead.score >= LEAST_SCORE:
            (start, end), (from_, to) = bead.english, bead.chinese
            left, right = _sentence(english[start:end], SIDES[0]), _sentence(chinese[from_:to], SIDES[1])
            found += (
                Correspondence(_moved(one.english, start), _moved(one.chinese, from_), one.probability)
                for one in _kept(left, right, _candidates(left, right, known, lexicon))
            )
    return tuple(sorted(found, key=lambda one: one.english))


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _kept(left: _Sentence, right: _Sentence, candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Yield the best candidates that do not overlap on either side."""
    ours, theirs = Taken(len(left.text)), Taken(len(right.text))
    for one in sorted(candidates, key=lambda one: (-one.score, one.english, one.chinese)):
        if ours.is_free(*one.english) and theirs.is_free(*one.chinese):
            ours.take(*one.english)
            theirs.take(*one.chinese)
            yield one


def _candidates(
    left: _Sentence, right: _Sentence, known: KnownWords, lexicon: Lexicon
) -> Iterator[_Candidate]:
    """Yield all stretches that may correspond."""
    yield from _named(left, right)
    found: defaultdict[tuple[Span, Span], list[float]] = defaultdict(list)
    for span, place, well in _translated(left, right, known, lexicon):
        found[span, place].append(well)
    for place, span, well in _translated(right, left, known, lexicon):
        found[span, place].append(well)
    for (span, place), several in found.items():
        length = len(left.text[slice(*span)]) / 5 + len(right.text[slice(*place)])
        apart = abs(span[0] / len(left.text) - place[0] / len(right.text))
        yield _Candidate(span, place, max(several), length * sum(several) - _APART * apart)


def _named(left: _Sentence, right: _Sentence) -> Iterator[_Candidate]:
    """Yield the names and values that are the same in both, in their order."""
    ours, theirs = _names(left), _names(right)
    for token, spans in ours.items():
        for span, place in zip(spans, theirs.get(token, ()), strict=False):
            yield _Candidate(span, place, 1.0, _NAMED + span[1] - span[0])


def _names(sentence: _Sentence) -> Mapping[str, Sequence[Span]]:
    """Return where each recognised name and value stands, by what it is the same for in all languages."""
    text, language = sentence.text, sentence.language
    found: defaultdict[str, list[Span]] = defaultdict(list)
    cited = citations.find(text)
    for citation in cited:
        found[f"symbol:{citation.symbol}#{citation.pinpoint}"].append((citation.start, citation.end))
    for mention in states.find(text, language):
        found[f"state:{mention.state}"].append((mention.start, mention.end))
    for named in organizations.find(text, language):
        found[f"organization:{named.organization.code}"].append((named.start, named.end))
    for value in values.find(text, taken=tuple((one.start, one.end) for one in cited)):
        if value.start < value.end:
            found[value.token].append((value.start, value.end))
    return found


def _translated(
    one: _Sentence, there: _Sentence, known: KnownWords, lexicon: Lexicon
) -> Iterator[tuple[Span, Span, float]]:
    """Yield words and phrases with the places of their translations, and how well each stands for them."""
    separator = CONVENTIONS[one.language].word_separator
    for start in range(len(one.tokens)):
        for end in range(start + 1, min(len(one.tokens), start + _LONGEST) + 1):
            phrase = separator.join(token.text for token in one.tokens[start:end])
            if end - start > 1 and not lexicon.is_met(phrase, one.language):
                continue
            looked_up = known.of(phrase, one.language)
            if end - start == 1 and looked_up.weight < _TELLING:
                continue
            span = one.tokens[start].start, one.tokens[end - 1].end
            for text, well in looked_up.translations:
                if well >= _LEAST and text in there.places and _tells(known, text, there.language):
                    yield span, _nearest(there.places[text], span[0] / len(one.text), len(there.text)), well


def _tells(known: KnownWords, phrase: str, language: Language) -> bool:
    return known.of(phrase, language).weight >= _TELLING


def _nearest(places: Sequence[Span], share: float, length: int) -> Span:
    """Return the place nearest to a share of the length."""
    wanted = share * length
    at = bisect_left(places, (int(wanted), 0))
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place[0] - wanted))


def _sentence(text: str, language: Language) -> _Sentence:
    tokens = words(text)
    places: defaultdict[str, list[Span]] = defaultdict(list)
    separator, longest = CONVENTIONS[language].word_separator, CONVENTIONS[language].longest_phrase
    pieces = [(one.text, one.start, one.end) for one in tokens]
    if not separator:
        pieces = [piece for token in tokens for piece in _characters(token)]
    for start in range(len(pieces)):
        for end in range(start + 1, min(len(pieces), start + longest) + 1):
            phrase = separator.join(piece for piece, _, _ in pieces[start:end])
            places[phrase].append((pieces[start][1], pieces[end - 1][2]))
    return _Sentence(text, language, tokens, places)


def _characters(token: Token) -> Iterator[tuple[str, int, int]]:
    """Yield the Han characters of a word, or another word whole, each with its span."""
    if is_han(token.text[0]) and len(token.text) == token.end - token.start:
        yield from ((one, token.start + at, token.start + at + 1) for at, one in enumerate(token.text))
    else:
        yield token.text, token.start, token.end
