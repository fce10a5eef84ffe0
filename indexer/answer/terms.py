"""Answers how a term is said in the other language: by this library, by glossaries, by dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import near_terms, term_pairs, term_translations
from indexer.answer.term_translations import MOST_EXAMPLES, translation
from indexer.lexicon.lexicon import COUNTED
from indexer.lexicon.phrase_table import other
from indexer.lexicon.sentences import phrase_of, words_of
from indexer.model.messages import both, message
from indexer.model.query import language_of
from indexer.model.terms import Terms
from indexer.names import symbols
from indexer.query.function_words import is_function_word
from indexer.runtime.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.answer.context import Context
    from indexer.answer.term_translations import Counted
    from indexer.lexicon.lexicon import Variant
    from indexer.model.messages import Message
    from indexer.model.terms import TermTranslation

LONGEST = 200
"""The longest term, in code points."""
_LIKELY = 0.25
"""The weight of a translation that was counted elsewhere and not found here, relative to the best."""
MOST_WORDS = 12
"""How many words a term has at most."""


def terms(context: Context, asked: str) -> Terms:
    """Return how a term is said in the other language.

    Args:
        context: The library.
        asked: The word or phrase; its signs ask for nothing.

    Raises:
        UsageError: It is empty, too long, or has no words.

    """
    text = " ".join(asked.encode("utf-8", "replace").decode().split())
    language = language_of(text)
    phrase = _phrase(text)
    lexicon = context.lexicon()
    variants = lexicon.variants(text, language)
    found = term_pairs.find(context, phrase, [one.text for one in variants], language)
    counted = term_translations.count(found.pairs, other(language), lexicon)
    translations = tuple(_translations(context, variants, phrase, counted))
    _, url = term_translations.found_with(context, text, language)
    return Terms(
        text=text,
        language=language,
        units=found.units,
        url=url,
        looked_at=found.looked_at,
        pairs=len(counted.pairs),
        digests=counted.digests,
        unknown=counted.unknown,
        years=term_translations.by_year(counted.pairs),
        types=term_translations.by_type(counted.pairs),
        translations=translations,
        related=near_terms.related(context, text, language),
        near=() if translations else near_terms.near(context, text, language),
        symbol=_symbol(text),
        notices=tuple(both(one.text) for one in _notices(text, found.units, translations)),
    )


def _translations(
    context: Context, variants: Iterable[Variant], phrase: str, counted: Counted
) -> Iterator[TermTranslation]:
    """Yield the translations, the commonest in texts of the United Nations first."""

    def commonness(one: Variant) -> tuple[int, int, float]:
        held = counted.held.get(one.text, ())
        digests = sum(pair.is_digest for pair in held)
        return digests - len(held), -digests, -one.weight

    best = max((one.weight for one in variants), default=0.0)
    kept = (one for one in variants if one.text in counted.held or _is_likely(one, best))
    for place, one in enumerate(sorted(kept, key=commonness)):
        examples = MOST_EXAMPLES // 2 if place else MOST_EXAMPLES
        yield translation(context, one, phrase, counted, examples)


def _is_likely(one: Variant, best: float) -> bool:
    """Tell whether a translation that was not found is told: what was only counted has to be likely."""
    return one.weight >= _LIKELY * best or not COUNTED.issuperset(one.origins)


def _phrase(text: str) -> str:
    """Return a term as the lexicon writes it.

    Raises:
        UsageError: It is empty, too long, or has no words.

    """
    if len(text) > LONGEST:
        raise UsageError(
            message("The term is too long: {length} characters.", length=len(text)),
            message(
                "Give at most {most} characters; to look up whole sentences, search for them.", most=LONGEST
            ),
        )
    language = language_of(text)
    phrase = phrase_of(text, language)
    if not phrase:
        raise UsageError(
            message("There is no term to look up."),
            message("Give a word or a phrase in Chinese or in English."),
        )
    if len(words_of(text, language, None).texts) > MOST_WORDS:
        raise UsageError(
            message("The term has too many words."),
            message(
                "Give at most {most} words; to look up whole sentences, search for them.", most=MOST_WORDS
            ),
        )
    return phrase


def _notices(text: str, units: int, translations: tuple[TermTranslation, ...]) -> Iterator[Message]:
    if symbol := _symbol(text):
        yield message(
            "{symbol} is the symbol of a document, not a term: its glossary lists its terms.", symbol=symbol
        )
    elif all(map(is_function_word, text.split())):
        yield message("Words such as these only join others; their translations depend on the sentence.")
    if not translations:
        yield message("No translation of this is known here.")
    elif not any(one.count or one.digests for one in translations):
        if units:
            yield message("No paragraph with this term has one of these translations in the other language.")
        else:
            yield message("No document of this library has this term: what follows is from the lexicon.")


def _symbol(text: str) -> str | None:
    try:
        return symbols.parse(text)
    except UsageError:
        return None
