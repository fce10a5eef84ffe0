"""Makes the glossary of a document: its terms, names and titles, with the other language's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, get_args

from indexer.answer import glossary_candidates, not_found, term_forms
from indexer.answer.alignments import id_of
from indexer.answer.citation_forms import citation, printed
from indexer.answer.glossary_candidates import Candidate
from indexer.answer.near_terms import terms_url
from indexer.answer.term_translations import found_with
from indexer.answer.translations import aligned
from indexer.answer.urls import anchor
from indexer.engines.base import Filter
from indexer.lexicon.occurrences import Phrases
from indexer.lexicon.phrase_table import other
from indexer.model.document_glossary import DocumentGlossary, GlossaryEntry, GlossaryKind
from indexer.model.messages import both, message
from indexer.names import organizations, states, symbols
from indexer.query.function_words import is_telling
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.answer.context import Context
    from indexer.lexicon.lexicon import Variant
    from indexer.model.document import Language
    from indexer.model.messages import Message
    from indexer.model.stored import Head, StoredUnit
    from indexer.model.terms import TermOrigin

MOST_ENTRIES = 500
MOST_UNITS = 5_000
"""How many units of a document are looked at."""
_MOST_ALIGNED = 40
"""In how many units a translation is looked for in the other version."""
_UNFOUND = 0.5
"""How often a translation counts as found that was not."""
_MOST_CITED = 200
"""How many cited documents are looked up."""
_ORDER: tuple[GlossaryKind, ...] = get_args(GlossaryKind)


@dataclass(frozen=True, slots=True)
class _Version:
    """The version of a document of which a glossary is made.

    `beside` has for the ids of its units what says the same in the other version.
    """

    head: Head
    other: Head | None
    units: tuple[StoredUnit, ...]
    beside: Mapping[str, str]

    @property
    def into(self) -> Language:
        """The language of the translations."""
        return other(self.head.language)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a term is in the other language, and in how many of so many units it was found there."""

    text: str
    origins: tuple[TermOrigin, ...]
    attested: int = 0
    aligned: int = 0


def glossary(
    context: Context, symbol: str, language: Language | None, *, general: bool = False
) -> DocumentGlossary:
    """Return the glossary of a document.

    Args:
        context: The library.
        symbol: The document.
        language: The language of the version of which the glossary is made; by default the first held.
        general: Whether words of general dictionaries, which do not follow UN usage, are taken too.

    Raises:
        NotFoundError: The document is not held, or not in this language.

    """
    version = _version(context, symbols.parse(symbol), language)
    lexicon, spoken = context.lexicon(), version.head.language
    found = [
        *glossary_candidates.find(version.units, lexicon, spoken, general=general),
        *_cited(version),
    ]
    found.sort(key=lambda one: -len(one.forms))
    titles = _titles(context, found)
    coming = (one for each in found for one in _entries(context, version, each, titles, general=general))
    entries = sorted(islice(coming, MOST_ENTRIES), key=lambda one: _ORDER.index(one.kind))
    head = version.head
    return DocumentGlossary(
        symbol=head.symbol,
        language=head.language,
        script=head.script,
        edition=head.edition,
        title=head.title,
        into=version.into,
        other_edition=version.other.edition if version.other else None,
        entries=tuple(entries),
        is_cut=next(coming, None) is not None,
        notices=tuple(both(one.text) for one in _notices(version)),
    )


def _version(context: Context, key: str, language: Language | None) -> _Version:
    heads = {head.language: head for head in context.held.versions(key)}
    if not heads:
        raise not_found.not_held(key, language)
    if language and language not in heads:
        raise not_found.not_in_language(key, tuple(heads), language)
    head = heads[language] if language else next(iter(heads.values()))
    units = context.held.units(Filter("document", (f"{key}:{head.language}",)), limit=MOST_UNITS)
    counterpart = heads.get(other(head.language))
    return _Version(head, counterpart, units, _beside(context, head) if counterpart else {})


def _beside(context: Context, head: Head) -> Mapping[str, str]:
    """Return for the ids of the units of a version what says the same in the other one."""
    into = other(head.language)
    others = context.held.units(Filter("document", (f"{head.symbol}:{into}",)))
    texts = {id_of(unit): unit.paragraph.text for unit in others}
    pairs = aligned(context, head.symbol, head.language, into)
    return {
        name: "\n".join(texts[one] for one in pair.right if one in texts)
        for pair in pairs
        if pair.right
        for name in pair.left
    }


def _entries(
    context: Context,
    version: _Version,
    found: Candidate,
    titles: Mapping[tuple[str, Language], str],
    *,
    general: bool,
) -> Iterator[GlossaryEntry]:
    """Yield the entry of what stands in a document, if its translation is known."""
    deadline.check()
    language, into = version.head.language, version.into
    if found.kind == "document":
        text, said = titles.get((found.value, language)), titles.get((found.value, into))
        if text and said:
            yield _entry(context, version, found, text, _Said(said, ()))
    elif found.kind == "term":
        text = term_forms.commonest(found.forms)
        variants = _variants(context, text, language, general=general)
        if variants:
            yield _entry(context, version, found, text, _said(context, version, found, variants, into))
    else:
        naming = states.name if found.kind == "state" else organizations.name
        yield _entry(context, version, found, naming(found.value, language), _name(version, found))


def _variants(context: Context, text: str, language: Language, *, general: bool) -> Sequence[Variant]:
    """Return the translations of a term, without single characters where there are others."""
    every = context.lexicon().variants(text, language)
    known = [one for one in every if general or set(one.origins) != {"general"}]
    return [one for one in known if is_telling(one.text)] or known


def _name(version: _Version, found: Candidate) -> _Said:
    """Return the name of a State or an organization, and where the other version has it."""
    into = version.into
    naming = states.name if found.kind == "state" else organizations.name
    name = naming(found.value, into)
    beside = _texts(version, found)
    attested = sum(found.value in _codes(text, into, found.kind) for text in beside)
    return _Said(name, ("names",), attested, len(beside))


def _codes(text: str, language: Language, kind: GlossaryKind) -> set[str]:
    if kind == "state":
        return {one.state for one in states.find(text, language)}
    return {one.organization for one in organizations.mentions(text, language)}


def _texts(version: _Version, found: Candidate) -> list[str]:
    """Return what the other version has beside the units in which something stands, _MOST_ALIGNED at most."""
    names = dict.fromkeys(id_of(unit) for unit in found.units)
    beside = [version.beside[name] for name in names if name in version.beside]
    return beside[:_MOST_ALIGNED]


def _said(
    context: Context, version: _Version, found: Candidate, variants: Sequence[Variant], into: Language
) -> _Said:
    """Return the translation of a term: the commonest in the other version, or else the likeliest."""
    beside = _texts(version, found)
    wanted = Phrases((one.text for one in variants), into)
    counts: Counter[str] = Counter()
    forms: list[tuple[str, str]] = []
    for text in beside:
        places = wanted.find(text)
        counts.update({one.phrase for one in places})
        forms += ((one.phrase, text[one.start : one.end]) for one in places)
    best = max(variants, key=lambda one: (counts[one.text] + _UNFOUND) * one.weight)
    written = [form for phrase, form in forms if phrase == best.text]
    text = term_forms.commonest(written) if written else term_forms.written(context, best.text, into)
    return _Said(text, tuple(dict.fromkeys(best.origins)), counts[best.text], len(beside))


def _entry(context: Context, version: _Version, found: Candidate, text: str, said: _Said) -> GlossaryEntry:
    first = next((unit for unit in found.units if unit.paragraph.kind != "heading"), found.units[0])
    place = first.paragraph.part, first.paragraph.locator
    head = version.head
    units, _ = found_with(context, said.text, version.into)
    return GlossaryEntry(
        text=text,
        translation=said.text,
        kind=found.kind,
        value="" if found.kind == "term" else found.value,
        count=len(found.forms),
        id=id_of(first),
        citation=citation(head.symbol, *place, head.edition, printed(first.paragraph)),
        url=context.urls.unit(head.symbol, head.language, anchor(*place)),
        attested=said.attested,
        aligned=said.aligned,
        units=units,
        origins=said.origins,
        terms_url=terms_url(context.urls, text),
    )


def _cited(version: _Version) -> Iterator[Candidate]:
    """Yield the documents that a document cites, _MOST_CITED at most."""
    found: dict[str, Candidate] = {}
    for unit in version.units:
        for one in unit.paragraph.citations:
            candidate = found.setdefault(one.symbol, Candidate("document", one.symbol))
            candidate.forms.append(unit.paragraph.text[one.start : one.end])
            candidate.units.append(unit)
    yield from islice(found.values(), _MOST_CITED)


def _titles(context: Context, found: Sequence[Candidate]) -> Mapping[tuple[str, Language], str]:
    """Return the titles of the cited documents that are held, by symbol and language."""
    wanted = tuple(one.value for one in found if one.kind == "document")
    heads = context.held.heads(Filter("symbol", wanted), limit=None) if wanted else ()
    return {(head.symbol, head.language): head.title for head in heads if head.title}


def _notices(version: _Version) -> Iterator[Message]:
    if version.other is None:
        yield message("The document is held in one language: the translations are those of the lexicon.")
    if "digest" in (version.head.edition, version.other.edition if version.other else ""):
        yield message("Made from a digest of this project, not from the UN's text.")
    if len(version.units) == MOST_UNITS:
        yield message("Only the first {number} paragraphs were looked at.", number=MOST_UNITS)
