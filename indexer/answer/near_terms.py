"""Finds terms that may have been meant by one that is not known, and those that contain one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from indexer.answer import term_forms
from indexer.language import CONVENTIONS
from indexer.lexicon import shipped_layers
from indexer.lexicon.sentences import bounded, phrase_of
from indexer.model.messages import in_language
from indexer.model.terms import GlossaryTerm
from indexer.query.expressions import tokens_of
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.answer.urls import Urls
    from indexer.model.document import Language

MOST_NEAR = 5
MOST_RELATED = 12
_MOST_WORDS = 500
"""Among how many words of the same beginning the nearest is looked for."""
_BEGINNING = 2
"""With how many letters of a misspelt word the right one begins, too."""


def near(context: Context, text: str, language: Language) -> tuple[str, ...]:
    """Return terms and wordings that may have been meant, the nearest first, at most MOST_NEAR."""
    listed = {in_language(term, language) for term in shipped_layers.terms()}
    found = [*nearest(text, listed, MOST_NEAR)]
    if CONVENTIONS[language].word_separator:
        respelt = " ".join(_respelt(context, word) for word in tokens_of(text))
        if respelt != fold(text) and context.lexicon().is_known(respelt, language):
            found.insert(0, respelt)
    return tuple(dict.fromkeys(found))[:MOST_NEAR]


def _respelt(context: Context, word: str) -> str:
    """Return a word that the library holds, or else the nearest that it holds, or else the word itself."""
    if context.engine.frequency("exact", word) or len(word) <= _BEGINNING:
        return word
    known = context.engine.terms("exact", word[:_BEGINNING], _MOST_WORDS)
    return next(iter(nearest(word, known, 1)), word)


def related(context: Context, text: str, language: Language) -> tuple[GlossaryTerm, ...]:
    """Return the terms of the project's glossary that contain a term, at most MOST_RELATED."""
    asked = phrase_of(text, language)
    wanted = bounded(asked, language)
    found = (
        GlossaryTerm(term.en, term.zh, terms_url(context.urls, in_language(term, language)))
        for phrase, terms in term_forms.glossary(language).items()
        if phrase != asked and wanted in bounded(phrase, language)
        for term in terms
    )
    return tuple(islice(found, MOST_RELATED))


def terms_url(urls: Urls, text: str) -> str:
    """Return the address that tells how a term is said."""
    return urls.path(f"{urls.lists}/terms", ("q", text))
