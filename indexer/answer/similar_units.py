"""Finds the units that are similar to one: by its rarest words, by their translations, and by vectors.

The places of a unit in both lists, that by words and that by vectors, are joined: so it does not matter that
scores of engines and cosines cannot be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.answer.listing import stored_paragraph
from indexer.answer.lookup_sentences import sentence_spans
from indexer.answer.near_sentences import NearSentences
from indexer.answer.translations import partners
from indexer.answer.units import unit
from indexer.engines.base import Filter, Request
from indexer.lexicon.phrase_table import other
from indexer.model.lookup import SimilarUnits
from indexer.model.stored import PARAGRAPHS, load
from indexer.query.sentence_candidates import in_other_language, in_own_language
from indexer.text.normalising import comparable

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.engines.base import Expression
    from indexer.model.document import Language
    from indexer.model.stored import StoredUnit

SHOWN = 10
"""How many units are shown in each language."""
LOOKED_AT = 40
"""How many of those that an engine finds are looked at."""
WORDS = 40
"""How many words of a unit are asked for; a word that only the unit itself has finds nothing similar."""
SENTENCES = 10
"""By how many sentences of a unit its vectors are looked for."""
LONGEST = 3_000
"""How many code points of a unit are looked at."""
_FIRST = 10
"""What is added to each place, so that the first few count nearly alike."""
_KINDS = Filter("kind", (*sorted(PARAGRAPHS), "event"))


def similar(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> SimilarUnits:
    """Return the units that are similar to one; for the arguments see `listing.stored_paragraph`.

    The unit itself is none of them, nor what says the same in the other version of its document.

    Raises:
        NotFoundError: The document or the unit is not held.

    """
    record = stored_paragraph(context, symbol, language, part, locator)
    text, own = record.paragraph.text[:LONGEST], record.head.language
    beside = partners(context, (record,)).get(id_of(record), ())
    seen = frozenset(map(id_of, (record, *beside)))
    near = _near(context, text, own)
    frequency = context.engine.frequency
    by_words = in_own_language(text, lambda word: frequency("words", word), WORDS, least=2)
    translated = in_other_language(context.lexicon(), text, own, WORDS)
    return SimilarUnits(
        unit=unit(record, context.urls),
        same_language=tuple(
            unit(one, context.urls) for one in _ranked(context, by_words, own, near, record, seen)
        ),
        other_language=tuple(
            unit(one, context.urls) for one in _ranked(context, translated, other(own), near, record, seen)
        ),
        is_by_vectors=context.vectors() is not None,
    )


def _near(context: Context, text: str, language: Language) -> tuple[NearSentences, ...]:
    if context.vectors() is None:
        return ()
    spans = islice(sentence_spans(text, language), SENTENCES)
    return tuple(NearSentences(context, text[start:end]) for start, end in spans)


def _ranked(  # noqa: PLR0913, PLR0917 # each is another part of the question
    context: Context,
    expression: Expression,
    language: Language,
    near: Iterable[NearSentences],
    record: StoredUnit,
    seen: frozenset[str],
) -> list[StoredUnit]:
    """Return the units that are most similar in a language, each text once."""
    found: dict[str, StoredUnit] = {}
    scores: defaultdict[str, float] = defaultdict(float)
    asked = Request(expression, (Filter("language", (language,)), _KINDS), limit=LOOKED_AT)
    by_words = (load(one.stored) for one in context.engine.search(asked).found)
    for ranking in (by_words, _by_vectors(near, language)):
        for place, one in enumerate(ranking):
            found[id_of(one)] = one
            scores[id_of(one)] += 1 / (_FIRST + place)
    texts = {comparable(record.paragraph.text): record}
    ranked = sorted((name for name in scores if name not in seen), key=lambda name: -scores[name])
    for name in ranked:
        texts.setdefault(comparable(found[name].paragraph.text), found[name])
    return [one for one in texts.values() if one is not record][:SHOWN]


def _by_vectors(near: Iterable[NearSentences], language: Language) -> list[StoredUnit]:
    """Return units by how near their sentences are to those of the unit, each taken once."""
    found: dict[str, StoredUnit] = {}
    nearness: defaultdict[str, float] = defaultdict(float)
    for one in near:
        best: dict[str, float] = {}
        for record, (start, end) in one.found(language):
            cosine = one.cosine(record.paragraph.text[start:end]) or 0.0
            found[id_of(record)] = record
            best[id_of(record)] = max(best.get(id_of(record), 0.0), cosine)
        for name, cosine in best.items():
            nearness[name] += cosine
    kinds = frozenset(_KINDS.values)
    ranked = sorted(nearness, key=lambda name: -nearness[name])
    return [found[name] for name in ranked if found[name].paragraph.kind in kinds]
