"""What to ask an engine for, so that it finds the texts whose translation may hold what is asked for.

The words of a question, its pairs of neighbouring words and the whole of it are each a group of weighted
variants: of a group the best variant counts, and the groups are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts
from indexer.engines.base import Best, Boost, Or, Phrase, Term
from indexer.language import CONVENTIONS

if TYPE_CHECKING:
    from indexer.engines.base import Expression, TextField
    from indexer.lexicon.lexicon import Lexicon, Variant
    from indexer.model.document import Language

FIRST_STAGE = 0.4
"""What the score of an engine counts beside that of the expected translation."""


def expression(
    lexicon: Lexicon, words: Sequence[str], language: Language, is_telling: Callable[[str], bool] = bool
) -> Expression:
    """Return what finds the texts with translations of words.

    Args:
        lexicon: Where the words are looked up.
        words: The words that are asked for, as `sentences.words_of` gives them, in their order.
        language: Their language.
        is_telling: Tells which words are asked for by themselves, and not in phrases only.

    """
    groups = (
        group(lexicon.variants_of(one, language))
        for one in _asked(words, CONVENTIONS[language].word_separator, is_telling)
    )
    return Or(tuple(one for one in groups if one is not None))


def group(variants: Sequence[Variant]) -> Expression | None:
    """Return what finds any of some variants, the best of which counts; None where there are none."""
    found = ((phrase_expression(one.text, one.language), one.weight) for one in variants)
    nodes = tuple(Boost(node, weight) for node, weight in found if node is not None)
    return Best(nodes) if nodes else None


def _asked(words: Sequence[str], between: str, is_telling: Callable[[str], bool]) -> Iterator[str]:
    telling = [word for word in words if is_telling(word)] or words
    phrases = [between.join(pair) for pair in pairwise(words)]
    yield from dict.fromkeys((*telling, *phrases, between.join(words)))


def phrase_expression(
    phrase: str, language: Language, exact: TextField = "exact", words: TextField = "words"
) -> Expression | None:
    """Return what finds a phrase: a run of characters, wherever words are divided, or stems.

    Args:
        phrase: The phrase, as `sentences.phrase_of` writes it.
        language: Its language.
        exact: The field in which a run of characters is looked for.
        words: The field in which stems are looked for.

    Returns:
        What finds it; None for a phrase without any word.

    """
    between = CONVENTIONS[language].word_separator
    field: TextField = words if between else exact
    tokens = tuple(phrase.split(between)) if phrase and between else exact_texts(phrase)
    if not tokens:
        return None
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens)
