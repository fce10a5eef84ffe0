"""Suggests what may be meant by a question that is being typed.

Whatever is suggested finds something: each word, name or phrase is looked up in the library, beside the words
and the filters that stand before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts, word_texts
from indexer.analysis.tokens import is_han
from indexer.answer import suggest_documents, suggest_names, suggest_terms, suggest_typed, suggest_words
from indexer.engines.base import And, Term
from indexer.language.zh import pinyin
from indexer.model.query import Query
from indexer.model.suggestions import SuggestedTranslation, Suggestion, Suggestions
from indexer.names import symbols
from indexer.query.expressions import all_of, in_row
from indexer.query.function_words import is_function_word
from indexer.query.plan import plan
from indexer.runtime.errors import UsageError
from indexer.text.folding import fold
from indexer.text.traditional import is_traditional, traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.answer.context import Context
    from indexer.answer.suggest_names import Begun, Name
    from indexer.answer.suggest_typed import Typed
    from indexer.answer.suggest_vocabulary import Vocabulary
    from indexer.engines.base import Expression, Filter
    from indexer.model.document import Language
    from indexer.model.stored import Head
    from indexer.model.suggestions import SuggestionKind

MOST = 10
"""How many suggestions there are at most."""
MOST_NAMES = 4
MOST_WORDS = 5
MOST_BEHIND = 5
"""How many Chinese words are suggested for pinyin behind English ones."""
_NAME_FIELDS = {"state": "state", "vote": "state", "organization": "organization", "speaking": ""}
"""The filters whose values are names, with the kind of name."""
_SYMBOL_FIELDS = ("symbol", "cites")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be suggested.

    Attributes:
        start: Where in the words typed it begins, in code points.
        shown: The word, the name or the phrase.
        kind: What it is.
        language: Its language.
        wanted: What asks for the units that have it.
        other: How it is said in the other language, or an empty text.
        wanted_other: What asks for the units that have that.

    """

    start: int
    shown: str
    kind: SuggestionKind
    language: Language
    wanted: Expression
    other: str = ""
    wanted_other: Expression | None = None


def suggest(context: Context, vocabulary: Vocabulary, text: str) -> Suggestions:
    """Return what may be meant by a question that is being typed, at most MOST; nothing where it is long."""
    plain = "".join(one if one.isprintable() else " " for one in text[: suggest_typed.LONGEST + 1])
    if len(plain) > suggest_typed.LONGEST or not exact_texts(plain):
        return Suggestions(text, ())
    typed = suggest_typed.read(plain)
    found = _Suggesting(context, vocabulary, typed).all()
    once: dict[object, Suggestion] = {}
    for one in found:
        once.setdefault(one.shown if one.kind in ("document", "symbol") else word_texts(one.shown), one)
    return Suggestions(text, tuple(once.values())[:MOST])


class _Suggesting:
    """Makes the suggestions for one question."""

    def __init__(self, context: Context, vocabulary: Vocabulary, typed: Typed) -> None:
        self._context = context
        self._vocabulary = vocabulary
        self._typed = typed
        self._given: tuple[tuple[Expression, ...], tuple[Filter, ...]] = self._planned()

    def all(self) -> Iterator[Suggestion]:
        """Yield the suggestions, in their order."""
        field = self._typed.field
        if field in _SYMBOL_FIELDS:
            yield from self._symbols()
        elif field in _NAME_FIELDS:
            yield from (one for one in self._names() if _NAME_FIELDS[field] in ("", one.kind))
        elif not field:
            titles = tuple(self._titles())
            yield from islice(chain(self._symbols(), self._words()), MOST - len(titles))
            yield from titles

    def _planned(self) -> tuple[tuple[Expression, ...], tuple[Filter, ...]]:
        """Return what asks for the units that match what stands before the words typed."""
        head = self._typed.head.removesuffix(f"{self._typed.field}:").rstrip()
        if self._typed.closing:
            head = head[:-1].rstrip()
        if not head or head.endswith(("(", "（", "-", ":", "：")) or head.split()[-1] in ("OR", "NOT"):
            return (), ()
        try:
            planned = plan(Query(text=head), self._context.held)
        except UsageError:  # what is not finished need not be right
            return (), ()
        return (planned.expression,), planned.filters

    def _total(self, wanted: Expression, start: int) -> int:
        """Return how many units match beside what stands before an offset in the words typed."""
        before = word_texts(self._typed.tail[:start])
        expressions, further = self._given
        nodes = (*expressions, *((all_of("words", before),) if before else ()), wanted)
        return self._vocabulary.total(And(nodes) if len(nodes) > 1 else wanted, further)

    # --- symbols and titles

    def _symbols(self) -> Iterator[Suggestion]:
        tail = self._typed.tail
        start = max(tail.rfind(" "), tail.rfind("\u3000")) + 1
        for symbol in suggest_documents.symbols_begun(self._context, tail[start:]):
            cited = self._vocabulary.frequency("values", f"sym:{symbol}")
            text = self._typed.completed(start, symbol)
            shown = symbols.display(symbol, self._context.reader)
            yield Suggestion(text, shown, "symbol", None, cited, None, False, None, self._url(text))

    def _titles(self) -> Iterator[Suggestion]:
        if not self._typed.head.strip():
            for head in suggest_documents.titled(self._context, self._typed.tail):
                yield _title(head, self._context.urls.document(head.symbol, head.language))

    # --- names, words and phrases

    def _words(self) -> Iterator[Suggestion]:
        tokens = exact_texts(self._typed.tail)
        if not tokens:
            return iter(())
        return self._chinese() if is_han(tokens[-1][0]) else self._latin()

    def _names(self) -> Iterator[Suggestion]:
        for start in self._typed.starts():
            if found := self._named(start):
                yield from found
                return

    def _named(self, start: int) -> tuple[Suggestion, ...]:
        """Return the names that begin at an offset, those that were typed from their first word on first."""
        tail = self._typed.tail[start:]
        if len(tail.split()) > 1 and is_function_word(tail.split()[0]):
            return ()
        begun = sorted(suggest_names.beginning(tail), key=self._rank)[: 2 * MOST_NAMES]
        return tuple(islice(self._held(_named(one.name, start) for one in begun), MOST_NAMES))

    def _rank(self, begun: Begun) -> tuple[bool, bool, int]:
        """Return what names are sorted by: those begun at their first word, then official ones come first."""
        return begun.inside, begun.name.rank > 0, -self._vocabulary.frequency("values", begun.name.token)

    def _chinese(self) -> Iterator[Suggestion]:
        for start in self._typed.starts():
            typed = self._typed.tail[start:]
            words = [self._han(word, start) for word in suggest_words.chinese(self._vocabulary, typed)]
            if found := (*self._named(start), *self._held(words)):
                yield from found
                return

    def _latin(self) -> Iterator[Suggestion]:
        """Yield names and words that begin with the letters typed, then what is read so in Chinese."""
        names = tuple(self._names())
        if self._typed.tail[-1].isspace():
            yield from names
            return
        words = tuple(self._english())
        is_name = bool(names) and names[0].text == self._typed.completed(0, names[0].shown)
        yield from (*names, *words) if is_name else (*words, *names)
        if not (names or words) or len(self._typed.starts()) == 1:
            yield from islice(self._pinyin(), MOST_BEHIND if words else MOST)

    def _english(self) -> Iterator[Suggestion]:
        *before, last = exact_texts(self._typed.tail)
        starts = self._typed.starts()
        words = suggest_words.latin(self._vocabulary, self._context.engine, before, last)
        found = [self._word(word, starts[-1]) for word in words]
        whole = chain.from_iterable(self._terms(before[at:], last, start) for at, start in self._from(before))
        if before:
            yield from islice(self._held(chain(whole, found)), MOST_WORDS)
        else:
            yield from islice(self._held(found), MOST_WORDS)
            yield from islice(self._held(whole), MOST_WORDS)

    def _from(self, before: list[str]) -> Iterator[tuple[int, int]]:
        """Yield where a term may begin: the number of the word before the last, and its offset."""
        starts = self._typed.starts()
        for number, start in enumerate(starts):
            yield len(before) + 1 - len(starts) + number, start

    def _terms(self, before: list[str], last: str, start: int) -> Iterator[_Candidate]:
        found = suggest_terms.begun(before, last)
        for begun in sorted(found, key=lambda one: -self._vocabulary.frequency("exact", one.term.words[-1])):
            term = begun.term
            typed = self._typed.tail[start : self._typed.starts()[-1]]
            shown = term.en if begun.place else f"{typed}{' '.join(begun.rest)}" if before else term.en
            wanted, other = in_row("words", term.stems), in_row("words", word_texts(term.zh))
            yield _Candidate(start, shown, "term", "en", wanted, term.zh, other)

    def _word(self, word: str, start: int) -> _Candidate:
        other = suggest_terms.translation(word, "en")
        wanted = Term("words", word_texts(word)[0])
        return _Candidate(start, word, "term" if other else "word", "en", wanted, other)

    def _han(self, word: str, start: int) -> _Candidate:
        """Return the candidate for a Chinese word: a name, a term or a mere word."""
        if name := suggest_names.named(word):
            return _named(name, start)
        other = suggest_terms.translation(word, "zh")
        wanted = in_row("words", word_texts(word))
        theirs = in_row("words", word_texts(other)) if other else None
        return _Candidate(start, word, "term" if other else "word", "zh", wanted, other, theirs)

    def _pinyin(self) -> Iterator[Suggestion]:
        for start in self._typed.starts():
            typed = pinyin.typed_pinyin(fold(self._typed.tail[start:]))
            if typed is not None:
                words = suggest_words.read_so(self._vocabulary, typed)
                if found := tuple(self._held(self._han(word, start) for word in words)):
                    yield from found
                    return

    def _held(self, candidates: Iterable[_Candidate]) -> Iterator[Suggestion]:
        """Yield suggestions for the candidates that find something, or whose translations do."""
        for one in candidates:
            count = self._total(one.wanted, one.start)
            translated = not count and one.wanted_other is not None
            if translated and one.wanted_other is not None:
                count = self._total(one.wanted_other, one.start)
            if count:
                yield self._suggestion(one, count, translated=translated)

    def _suggestion(self, one: _Candidate, count: int, *, translated: bool) -> Suggestion:
        shown = self._in_script(one)
        text = self._typed.completed(one.start, shown)
        theirs: Language = "zh" if one.language == "en" else "en"
        said = SuggestedTranslation(one.other, theirs) if one.other else None
        return Suggestion(text, shown, one.kind, one.language, count, said, translated, None, self._url(text))

    def _in_script(self, one: _Candidate) -> str:
        """Return what is shown of a candidate, in Traditional characters where such were typed."""
        typed = self._typed.tail[one.start :]
        if one.language != "zh" or not is_traditional(typed):
            return one.shown
        begun = typed if fold(one.shown).startswith(fold(typed)) else ""
        return begun + traditional(one.shown[len(begun) :])

    def _url(self, text: str) -> str:
        return self._context.urls.question(Query(text=text))


def _named(name: Name, start: int) -> _Candidate:
    """Return the candidate for a name; units have it in whatever form and language."""
    return _Candidate(start, name.shown, name.kind, name.language, Term("values", name.token), name.other)


def _title(head: Head, url: str) -> Suggestion:
    title = head.title or head.symbol
    return Suggestion(title, title, "document", head.language, None, None, False, head.edition, url)
