"""Asks for the words of a question by their translations, in texts of another language.

Each word that is not in the language of the texts is asked for by the weighted variants that the lexicon has
of it, and of each phrase of the question in which it stands: "contact" of "points of contact" also by 联络人.
Everything else is asked for as in one language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts, words
from indexer.engines.base import And, Boost, Key, Or
from indexer.language import CONVENTIONS
from indexer.lexicon.candidates import phrase_expression
from indexer.lexicon.sentences import words_of
from indexer.model.query import language_of
from indexer.query import ast, clauses, named
from indexer.query.clauses import LEAD_WEIGHT, Clause, anchored
from indexer.query.expressions import LEAD, OWN, Fields, best
from indexer.query.function_words import is_function_word, is_telling
from indexer.query.highlight_terms import StemTerm, TokenTerm
from indexer.query.relaxing import Relaxation, counted

if TYPE_CHECKING:
    from indexer.engines.base import Expression
    from indexer.lexicon.lexicon import Lexicon, Variant
    from indexer.model.document import Language
    from indexer.query.highlight_terms import HighlightTerm

ACROSS_WEIGHT = 0.8
"""What a match by translation counts beside one of what was typed, which so comes first of two equals."""
LEAST_WEIGHT = 0.1
"""Variants below this weight, relative to the best of their word or phrase, are not asked for."""
LONGEST_PHRASE = 5
"""How many words a phrase has at most that is looked up."""
MOST_VARIANTS = 8
MOST_IN_ALL = 120
"""How many variants are asked for together: the more words a question has, the fewer for each."""
APOSTROPHES = ("'", "’")
"""The letter behind one is no word by itself: "children's"."""
MOST_WORDS = 60
"""How many words of a question are translated."""


@dataclass(frozen=True, slots=True)
class Translating:
    """How questions are asked across languages.

    `languages` are those of the texts that may be found by translation. `dropped` are texts of variants that
    are not asked for.
    """

    lexicon: Lexicon
    languages: tuple[Language, ...]
    dropped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TranslatedWord:
    """A word or phrase of the question with its variants in the language `to`; none where none is known.

    What is `quoted` asks for its wording: its variants are not asked for.
    """

    text: str
    language: Language
    to: Language
    variants: tuple[Variant, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """What a question asks for in texts of one language, by translation.

    `words` are those that are translated, in their order and normal form, `source` is their language.
    """

    language: Language
    source: Language
    expression: Expression
    relaxation: Relaxation
    highlight_terms: tuple[HighlightTerm, ...]
    words: tuple[str, ...]

    def within(self, expression: Expression) -> Expression:
        """Return an expression limited to texts of the language."""
        return And((Boost(Key("language", self.language), 0.0), expression))


@dataclass(slots=True)
class _Piece:
    """A word of a node, or a name within a Han run, which `clause` asks for in every language."""

    text: str
    node: int
    clause: Clause | None = None
    variants: list[tuple[Variant, ...]] = field(default_factory=list)


def across(
    nodes: Sequence[ast.Node],
    typed: Callable[[ast.Node], Clause | None],
    relaxed: Relaxation,
    translating: Translating,
    forms: Mapping[str, Sequence[str]],
) -> tuple[tuple[Across, ...], tuple[TranslatedWord, ...]]:
    """Return what a question asks for by translation, and its words with their translations.

    Args:
        nodes: What the question asks for, joined by AND, without what it excludes.
        typed: Gives the clause of a node as typed.
        relaxed: How the question is relaxed as typed.
        translating: The lexicon, and the languages of the texts.
        forms: Other forms of words, whose translations are asked for too.

    Returns:
        What is asked for in texts of each language for which words are translated; and all words and phrases
        that were looked up, of each run of words the longest first.

    """
    crossings = [_Crossing(one, typed, translating, forms) for one in translating.languages]
    found = tuple(filter(None, (one.across(nodes, relaxed) for one in crossings)))
    return found, tuple(word for one in crossings for word in one.translated)


class _Crossing:
    """Walks the nodes of a question for the texts of one language."""

    def __init__(
        self,
        language: Language,
        typed: Callable[[ast.Node], Clause | None],
        translating: Translating,
        forms: Mapping[str, Sequence[str]],
    ) -> None:
        self._language: Language = language
        self._typed = typed
        self._forms = forms
        self._lexicon = translating.lexicon
        self._dropped = translating.dropped
        self._left = MOST_WORDS
        self._most = MOST_VARIANTS
        self._words: list[str] = []
        self._sources: list[Language] = []
        self._translated: dict[tuple[str, bool], TranslatedWord] = {}

    def across(self, nodes: Sequence[ast.Node], relaxed: Relaxation) -> Across | None:
        """Return what asks for the nodes; None where nothing is translated."""
        self._most = _most_variants(nodes)
        found = self._nodes(nodes)
        if not any(one.variants for one in self.translated if not one.quoted):
            return None
        whole = clauses.both(clauses.once(found))
        return Across(
            self._language,
            self._sources[0],
            anchored(whole),
            replace(relaxed, words=counted(found)) if relaxed.words else Relaxation(),
            whole.highlight_terms,
            tuple(self._words),
        )

    @property
    def translated(self) -> tuple[TranslatedWord, ...]:
        """The words and phrases that were looked up so far."""
        return tuple(self._translated.values())

    def _nodes(self, nodes: Sequence[ast.Node]) -> tuple[Clause, ...]:
        """Return the clauses of nodes that are joined by AND; function words are left out."""
        found: list[Clause | None] = []
        for run in _runs(nodes, self._is_foreign):
            found += self._run(run) if self._is_foreign(run[0]) else [self._node(run[0])]
        return tuple(filter(None, found))

    def _is_foreign(self, node: ast.Node) -> bool:
        return isinstance(node, ast.WordNode) and language_of(node.text) != self._language

    def _node(self, node: ast.Node) -> Clause | None:
        match node:
            case ast.AndNode(nodes=inner):
                return _joined(clauses.both, self._nodes(inner))
            case ast.OrNode(nodes=inner):
                each = (self._nodes((one,)) for one in inner)
                return _joined(clauses.either, tuple(chain.from_iterable(each)))
            case ast.QuoteNode(text=text):
                self._offer(text)
        return self._typed(node)

    def _offer(self, text: str) -> None:
        """Note what a quoted phrase could be in the other language."""
        source = language_of(text)
        if source != self._language and len(text.split()) <= LONGEST_PHRASE:
            self._tell(text, source, self._variants(text, source), quoted=True)

    def _run(self, run: Sequence[ast.Node]) -> list[Clause | None]:
        """Return the clauses of words beside one another."""
        texts = [node.text for node in run if isinstance(node, ast.WordNode)]
        source = language_of(texts[0])
        pieces = [piece for at, text in enumerate(texts) for piece in self._pieces(text, at, source)]
        pieces = pieces[: self._left]
        self._left -= len(pieces)
        self._words += [word for one in pieces if not one.clause for word in words_of(one.text, source).texts]
        self._sources.append(source)
        self._look_up(pieces, source)
        found = [
            self._word(node, [one for one in pieces if one.node == at], source) for at, node in enumerate(run)
        ]
        return [self._in_other_forms(*one, source) for one in zip(found, texts, strict=True)]

    def _in_other_forms(self, clause: Clause | None, text: str, source: Language) -> Clause | None:
        """Return a clause that also asks for the translations of the other forms of a word."""
        for form in self._forms.get(text, ()):
            if clause is None or language_of(form) != source:
                continue
            pieces = list(self._pieces(form, 0, source))
            self._look_up(pieces, source)
            known = any(one.variants for one in pieces)
            other = _joined(clauses.both, self._asked(pieces)) if known else None
            clause = clauses.or_rather(clause, other) if other else clause
        return clause

    def _pieces(self, text: str, at: int, source: Language) -> Iterator[_Piece]:
        """Yield the words of a node, and the names in it that are asked for as such."""
        end = 0
        for one in named.in_run(text) if not CONVENTIONS[source].word_separator else ():
            yield from self._cut(text[end : one.start], at, source)
            yield _Piece(text[one.start : one.end], at, one.clause)
            end = one.end
        yield from self._cut(text[end:], at, source)

    def _cut(self, text: str, at: int, source: Language) -> Iterator[_Piece]:
        for token in words(text):
            word = text[token.start : token.end]
            if len(word) == 1 and text[max(0, token.start - 1) : token.start] in APOSTROPHES:
                continue
            if CONVENTIONS[source].word_separator or self._lexicon.is_known(word, source):
                yield _Piece(word, at)
            else:
                yield from (_Piece(part, at) for part in self._known_parts(word, source))

    def _known_parts(self, word: str, source: Language) -> Iterator[str]:
        """Yield the longest parts of a word that the lexicon knows, and what stands between them."""
        longest = CONVENTIONS[source].longest_phrase
        start = rest = 0
        while start < len(word):
            ends = range(min(len(word), start + longest), start + 1, -1)
            end = next((one for one in ends if self._lexicon.is_known(word[start:one], source)), None)
            if end is None:
                start += 1
                continue
            if rest < start:
                yield word[rest:start]
            yield word[start:end]
            start = rest = end
        if rest < len(word):
            yield word[rest:]

    def _look_up(self, pieces: Sequence[_Piece], source: Language) -> None:
        """Give each word the variants of the phrases in which it stands, and of itself; the longest first."""
        between = CONVENTIONS[source].word_separator
        for length in range(LONGEST_PHRASE, 0, -1):
            for start in range(len(pieces) - length + 1):
                phrase = pieces[start : start + length]
                if not _is_phrase(phrase, apart=bool(between)):
                    continue
                text = between.join(one.text for one in phrase)
                if variants := self._variants(text, source):
                    self._tell(text, source, variants)
                    shared = _shared(variants, text, sum(1 for one in phrase if is_telling(one.text)))
                    for one in phrase:
                        one.variants.append(shared)

    def _variants(self, text: str, source: Language) -> tuple[Variant, ...]:
        found = self._lexicon.variants(text, source)[: self._most]
        least = max((one.weight for one in found), default=0.0) * LEAST_WEIGHT
        kept = (one for one in found if one.language == self._language and one.weight >= least)
        return tuple(one for one in kept if _says_something(one.text) and one.text not in self._dropped)

    def _tell(
        self, text: str, source: Language, variants: tuple[Variant, ...], *, quoted: bool = False
    ) -> None:
        told = TranslatedWord(text, source, self._language, variants, quoted)
        self._translated.setdefault((text, quoted), told)

    def _word(self, node: ast.Node, pieces: Sequence[_Piece], source: Language) -> Clause | None:
        """Return what asks for a node by its pieces; None where it is a function word without variants."""
        typed = self._typed(node)
        for one in pieces:
            if not (one.clause or one.variants) and is_telling(one.text):
                self._tell(one.text, source, ())
        found = self._asked(pieces)
        whole = _joined(clauses.both, found)
        if whole is None:
            return None if pieces else typed
        text = typed.text if typed else ""
        if len(found) > 1:
            return replace(whole, words=found, text=text)
        wider = clauses.or_rather(typed, whole) if typed and CONVENTIONS[source].word_separator else whole
        return replace(wider, words=(), text=text)

    def _asked(self, pieces: Iterable[_Piece]) -> tuple[Clause, ...]:
        """Return what asks for pieces, but for function words without variants."""
        asked = (one for one in pieces if one.clause or one.variants or is_telling(one.text))
        return tuple(filter(None, (one.clause or self._piece(one) for one in asked)))

    def _piece(self, piece: _Piece) -> Clause | None:
        """Return what asks for a word by its variants; for one without any, as it is typed."""
        if not piece.variants:
            return clauses.phrase(piece.text)
        variants = tuple(_heaviest(piece.variants))
        own, lead = (_any(variants, fields) for fields in (OWN, LEAD))
        terms = tuple(_highlight_term(one) for one in variants if len(one.text) > 1)
        full = best([own, Boost(lead, LEAD_WEIGHT)])
        return Clause(full, own, terms, telling=is_telling(piece.text), alone=own, text=piece.text)


def _most_variants(nodes: Sequence[ast.Node]) -> int:
    """Return how many variants each word and phrase may have: few, where there are many words."""
    length = sum(1 for node in nodes for _ in words(getattr(node, "text", "")))
    return max(2, min(MOST_VARIANTS, MOST_IN_ALL // (3 * max(1, length))))


def _runs(nodes: Sequence[ast.Node], is_foreign: Callable[[ast.Node], bool]) -> Iterator[list[ast.Node]]:
    """Divide nodes into runs of words to translate that stand beside one another, and all others alone."""
    run: list[ast.Node] = []
    for node in nodes:
        if run and is_foreign(node) and is_foreign(run[-1]) and 0 <= node.start - run[-1].end <= 1:
            run.append(node)
            continue
        if run:
            yield run
        run = [node]
    if run:
        yield run


def _joined(join: clauses.Join, found: tuple[Clause, ...]) -> Clause | None:
    return join(found) if len(found) > 1 else next(iter(found), None)


def _is_phrase(pieces: Sequence[_Piece], *, apart: bool) -> bool:
    """Tell whether pieces are looked up together: words of one node, unless words are written `apart`."""
    if any(one.clause for one in pieces) or not (apart or pieces[0].node == pieces[-1].node):
        return False
    return not (is_function_word(pieces[0].text) or is_function_word(pieces[-1].text))


def _shared(variants: tuple[Variant, ...], text: str, words: int) -> tuple[Variant, ...]:
    """Return the variants of a phrase for each of its words, which together count once.

    A variant of more tokens than were typed counts no more than these: 讲习班 as much as "workshop", though
    the score of a run of characters is the sum of theirs.
    """
    typed = len(exact_texts(text))
    return tuple(
        replace(one, weight=one.weight * min(1.0, typed / max(1, len(exact_texts(one.text)))) / max(1, words))
        for one in variants
    )


def _says_something(text: str) -> bool:
    """Tell whether a variant is more than a function word or a letter, which nearly all texts have."""
    return not is_function_word(text) and (len(text) > 1 or not text.isascii())


def _heaviest(several: Iterable[tuple[Variant, ...]]) -> Iterator[Variant]:
    """Yield the variants of several phrases, each once with its greatest weight."""
    found: dict[str, Variant] = {}
    for one in (variant for variants in several for variant in variants):
        if one.text not in found or found[one.text].weight < one.weight:
            found[one.text] = one
    return iter(found.values())


def _any(variants: Iterable[Variant], fields: Fields) -> Expression:
    """Return what asks one text for any of some variants, the best of which counts."""
    return best([Boost(_variant(one, fields), one.weight) for one in variants])


def _variant(variant: Variant, fields: Fields) -> Expression:
    """Return what asks for a variant; a single character as a word, since too many words contain it."""
    exact = fields.words if len(variant.text) == 1 else fields.exact
    return phrase_expression(variant.text, variant.language, exact, fields.words) or Or(())


def _highlight_term(variant: Variant) -> HighlightTerm:
    separator = CONVENTIONS[variant.language].word_separator
    return StemTerm(variant.text) if separator else TokenTerm(exact_texts(variant.text))
