"""Choose what of a lexicon is exported: the office's own terms, the project's glossary, what was learned."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from indexer.answer.term_forms import written
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.sentences import words_of
from indexer.lexicon.shipped_layers import shipped, terms
from indexer.library import glossaries
from indexer.library.lexicon_layers import place
from indexer.model.lexicon import Entry
from indexer.query.function_words import is_function_word
from indexer.runtime.errors import IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer.context import Context
    from indexer.model.document import Language
    from indexer.runtime.config import LibraryConfig

_LEAST_COUNT = 1.5
"""How often a pair must have been found: once may be chance."""
_LEAST_SHARE = 0.2
"""What share of the occurrences of both its phrases a pair must have."""


def entries(config: LibraryConfig, context: Context, *, general: bool) -> Iterator[Entry]:
    """Yield the pairs of terms that are exported, the office's own first.

    Args:
        config: The corpora and the folder of the index.
        context: The library, whose words the learned phrases are written in.
        general: Whether the pairs of the general dictionaries are exported too.

    """
    corpus = config.corpora[-1]
    for name in glossaries.names(corpus):
        yield from (Entry(term.en, term.zh, "office", name) for term in glossaries.terms(corpus, name))
    yield from (Entry(term.en, term.zh, "glossary", term.document) for term in terms())
    with suppress(IndexUnusableError, OSError):
        table = PhraseTable(place(config))
        table.verify()
        for one in _learned(table):
            yield replace(one, en=written(context, one.en, "en"))
    if general:
        for layer in shipped():
            if layer.origin == "general":
                yield from (Entry(one, other, "general") for one, other in layer.table.pairs())


def _learned(table: PhraseTable) -> Iterator[Entry]:
    """Yield the pairs that were learned often enough to be taken as terms."""
    for number in range(table.size("en")):
        total = table.total("en", number)
        for partner, count in table.partners("en", number):
            if count < _LEAST_COUNT:
                break
            if count >= _LEAST_SHARE * max(total, table.total("zh", partner)):
                english, chinese = table.phrase("en", number), table.phrase("zh", partner)
                if _is_term(english, "en") and _is_term(chinese, "zh"):
                    yield Entry(english, chinese, "documents", "", count)


def _is_term(phrase: str, language: Language) -> bool:
    """Tell whether a phrase may be a term: without a number, and without a function word at its ends."""
    found = words_of(phrase, language).texts
    if any(char.isdigit() for char in phrase) or not found:
        return False
    ends = found[0], found[-1]
    return len(phrase) > 1 and not any(is_function_word(one) for one in ends)
