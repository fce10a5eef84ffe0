"""Answers questions about what the library holds and cites, by asking its engine.

The planner uses it as `Known`; the answers use it for the heads of documents.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, get_args

from indexer.analysis import word_texts, written_forms
from indexer.engines.base import And, Filter, Phrase, Request
from indexer.indexing.entries import HEAD_KIND, heading_key
from indexer.model.document import Language
from indexer.model.stored import load, load_head, load_stored_head
from indexer.names import families, symbols
from indexer.query.expressions import tokens_of
from indexer.query.filters import filters
from indexer.query.title_search import HEADINGS, TITLE
from indexer.runtime import deadline
from indexer.text.normalising import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.engines.base import Answer, Engine, Expression, KeyField, TextField
    from indexer.model.stored import Head, StoredHead, StoredUnit
    from indexer.names.instruments import Instrument

MAX_CITED = 1_000
"""How many symbols with one beginning are looked at; those of one resolution number are few."""
MAX_BEGUN = 20
"""How many documents are shown first of those whose symbols begin in a way."""
MAX_ISSUED = 20
"""How many language versions of documents of a day or a month are shown first."""
MAX_DEFINITIONS = 20
MAX_WRITTEN = 3
"""How many ways of writing a word in pieces are searched for."""
MAX_FORMS = 8
"""How many forms in which one heading is printed are looked at."""
MAX_NAME = 60
"""The longest name that is looked up among the abbreviations, in tokens."""
MAX_FAMILY = 1_000
"""How many documents are looked at for the versions of the texts of one page of hits."""

MAX_INSTRUMENTS = 300
VERSIONS = len(get_args(Language))
"""How many versions a document has at most."""

EVERYTHING: Expression = And(())


class HeldDocuments:
    """Answers small questions about what is held; it caches nothing, so it is never out of date.

    `spelt` are the text fields from which beginnings of words are completed.
    """

    def __init__(self, engine: Engine, spelt: tuple[TextField, ...] = ("exact",)) -> None:
        self._engine = engine
        self._spelt = spelt

    def titles(self) -> HeldDocuments:
        """Return the same, but with words completed as titles and headings have them."""
        return HeldDocuments(self._engine, (TITLE.exact, HEADINGS.exact))

    def symbols(self, prefix: str) -> tuple[str, ...]:
        """Return the sorted symbols, held or cited, that begin with `prefix`."""
        fields: tuple[KeyField, ...] = ("symbol", "cites")
        found = [term for field in fields for term in self._engine.terms(field, prefix, MAX_CITED)]
        return tuple(sorted({term.partition("#")[0] for term in found}))

    def first_units(self, symbol: str, parts: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the id of the first unit of each language version held of a document, or of its parts."""
        inside = (Filter("part", parts),) if parts else ()
        versions = (f"{head.symbol}:{head.language}" for head in self.versions(symbol))
        answers = (
            self._ask(EVERYTHING, Filter("document", (one,)), *inside, *filters(()), limit=1)
            for one in versions
        )
        return tuple(found.id for answer in answers for found in answer.found)

    def begun(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols held that begin with `prefix`, at most MAX_BEGUN.

        Itself comes first, if it is held; the others follow in the order that librarians use.
        """
        found = sorted(self._engine.terms("symbol", prefix, MAX_CITED), key=symbols.order)
        return tuple(sorted(found, key=lambda symbol: symbol != prefix))[:MAX_BEGUN]

    def days(self, symbol: str) -> tuple[str, ...]:
        """Return the ISO dates of the versions held of a document, of adoption too."""
        versions = self.versions(symbol)
        every = (day for head in versions for day in (head.date, head.adopted) if day)
        return tuple(dict.fromkeys(day.isoformat() for day in every))

    def issued(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the first units of the documents with some values of a field (MAX_ISSUED)."""
        heads = self.heads(Filter(field, values), limit=MAX_ISSUED)
        every = dict.fromkeys(head.symbol for head in heads)
        return tuple(one for symbol in every for one in self.first_units(symbol))

    def holds(self, symbol: str, parts: tuple[str, ...], paragraph: str) -> bool:
        """Tell whether a document has a unit with this value of `para`, in these parts or in any."""
        inside = (Filter("part", parts),) if parts else ()
        return self.count(Filter("symbol", (symbol,)), Filter("para", (paragraph,)), *inside) > 0

    def instruments(self) -> tuple[Instrument, ...]:
        """Return the instruments held, at most MAX_INSTRUMENTS, each with its titles in all versions."""
        found = self.heads(Filter("type", ("instrument",)), limit=VERSIONS * MAX_INSTRUMENTS)
        if not found:
            return ()
        from indexer.names.instruments import instrument  # few libraries hold one

        return tuple(
            instrument(symbol, head.organ, (head.title, *(other.title for other in others)))
            for symbol, (head, *others) in (
                (symbol, tuple(versions)) for symbol, versions in groupby(found, attrgetter("symbol"))
            )
        )

    def has_value(self, token: str) -> bool:
        """Tell whether the text of a unit has this token in the field `values`."""
        return self._engine.frequency("values", token) > 0

    def speaks(self, symbol: str, speaker: str) -> bool:
        """Tell whether someone speaks in a document, by the key of the name."""
        return self.count(Filter("symbol", (symbol,)), Filter("speaker", (speaker,))) > 0

    def synonyms(self, text: str) -> tuple[str, ...]:
        """Return the other side of each abbreviation, defined in a document, of which `text` is one side."""
        tokens = tokens_of(text)
        if not 1 < len(tokens) <= MAX_NAME:  # a single character or word is no abbreviation
            return ()
        asked = Phrase("exact", tokens)
        answer = self._ask(asked, Filter("kind", ("abbreviation",)), limit=MAX_DEFINITIONS)
        typed = comparable(text)
        others: dict[str, None] = {}
        for found in answer.found:
            short, long = load(found.stored).paragraph.definition or ("", "")
            if typed in (comparable(short), comparable(long)):
                others[long if typed == comparable(short) else short] = None
        return tuple(others)

    def heading(self, topic: str) -> str | None:
        """Return the heading of a topic as documents print it, in mixed case where one has it so, or None."""
        deadline.check()
        keys = self._engine.terms("heading", heading_key(topic), MAX_FORMS)
        forms = [key.partition(heading_key(""))[2] for key in keys]
        return min(forms, key=lambda form: (form.isupper(), form), default=None)

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return at most `limit` tokens of the texts that begin with `prefix`."""
        deadline.check()
        found = {term for field in self._spelt for term in self._engine.terms(field, prefix, limit)}
        return tuple(sorted(found)[:limit])

    def has_language(self, language: Language) -> bool:
        """Tell whether a document is held in a language."""
        return self._engine.frequency("language", language) > 0

    def is_bilingual(self) -> bool:
        """Tell whether documents are held in more than one language."""
        return sum(map(self.has_language, get_args(Language))) > 1

    def has_year(self, year: str) -> bool:
        """Tell whether a document of this year is held."""
        return self._engine.frequency("year", year) > 0

    def in_pieces(self, word: str) -> tuple[str, ...]:
        """Return how a word is written in pieces in some unit: `u.n.` for `un`."""
        deadline.check()
        beginning = written_forms.key(word)
        return tuple(term[len(beginning) :] for term in self._engine.terms("values", beginning, MAX_WRITTEN))

    def has_word(self, word: str) -> bool:
        """Tell whether some unit has a word of the stem of this one."""
        return any(self._engine.frequency("words", stem) for stem in word_texts(word)[:1])

    def has_phrase(self, words: tuple[str, ...]) -> bool:
        """Tell whether some unit has these words beside one another."""
        return self._ask(Phrase("exact", words), limit=0).total > 0

    def citing(self, cited: str) -> int:
        """Count the units that cite a symbol, or `symbol#paragraph`."""
        return self._ask(EVERYTHING, Filter("cites", (cited,)), *filters(()), limit=0).total

    def versions(self, symbol: str) -> tuple[Head, ...]:
        """Return the heads of all language versions of a document."""
        return self.heads(Filter("symbol", (symbol,)), limit=VERSIONS)

    def languages(self, symbols: Iterable[str]) -> Mapping[str, tuple[Language, ...]]:
        """Return for each of some documents the languages in which it is held, by one request for all."""
        wanted = tuple(dict.fromkeys(symbols))
        found = self.heads(Filter("symbol", wanted), limit=VERSIONS * len(wanted))
        return {
            symbol: tuple(head.language for head in versions)
            for symbol, versions in groupby(found, attrgetter("symbol"))
        }

    def head(self, symbol: str, reader: Language) -> Head | None:
        """Return the head of the version in the reader's language, or else of another, or None."""
        versions = self.versions(symbol)
        return next((head for head in versions if head.language == reader), versions[0] if versions else None)

    def heads(self, *chosen: Filter, offset: int = 0, limit: int | None) -> tuple[Head, ...]:
        """Return the heads of documents that the filters let through, in the order of their symbols.

        `limit` None means all.
        """
        heads = Filter("kind", (HEAD_KIND,))
        answer = self._ask(EVERYTHING, heads, *chosen, offset=offset, limit=limit)
        return tuple(load_head(found.stored) for found in answer.found)

    def stored_heads(self, symbols: Iterable[str]) -> tuple[StoredHead, ...]:
        """Return the heads of all versions of some documents with their origins, by one request for all."""
        wanted = tuple(dict.fromkeys(symbols))
        chosen = Filter("kind", (HEAD_KIND,)), Filter("symbol", wanted)
        answer = self._ask(EVERYTHING, *chosen, limit=VERSIONS * len(wanted))
        return tuple(load_stored_head(found.stored) for found in answer.found)

    def moved(self, head: Head) -> Mapping[str, str]:
        """Return where units of a document went, `part:locator` of an earlier version by that of now."""
        chosen = Filter("kind", (HEAD_KIND,)), Filter("document", (f"{head.symbol}:{head.language}",))
        found = self._ask(EVERYTHING, *chosen, limit=1).found
        return dict(load_stored_head(found[0].stored).moved) if found else {}

    def family(self, symbols: Iterable[str]) -> tuple[Head, ...]:
        """Return the heads of all versions held of the texts to which some symbols belong, by one request.

        They are the texts themselves and what corrects, replaces, amends or adds to them, at most MAX_FAMILY.
        """
        wanted = tuple(dict.fromkeys(map(families.base, symbols)))
        return self.heads(Filter("family", wanted), limit=MAX_FAMILY) if wanted else ()

    def outcomes(self, drafts: Iterable[str]) -> Mapping[str, str]:
        """Return as which resolutions drafts were adopted, where a document held says so; one request."""
        wanted = frozenset(drafts)
        if not wanted:
            return {}
        chosen = Filter("kind", (HEAD_KIND,)), Filter("adopts", tuple(sorted(wanted)))
        found = self._ask(EVERYTHING, *chosen, limit=MAX_FAMILY).found
        told = (one for each in found for one in load_stored_head(each.stored).outcomes)
        return {one.draft: one.resolution for one in told if one.draft in wanted}

    def units(self, *chosen: Filter, limit: int | None = None) -> tuple[StoredUnit, ...]:
        """Return the units that the filters let through, in the order of their documents."""
        answer = self._ask(EVERYTHING, Filter("kind", (HEAD_KIND,), negated=True), *chosen, limit=limit)
        return tuple(load(found.stored) for found in answer.found)

    def count(self, *chosen: Filter) -> int:
        """Count the entries that the filters let through."""
        return self._ask(EVERYTHING, *chosen, limit=0).total

    def _ask(self, expression: Expression, *chosen: Filter, offset: int = 0, limit: int | None) -> Answer:
        return self._engine.search(Request(expression, chosen, sort="document", offset=offset, limit=limit))
