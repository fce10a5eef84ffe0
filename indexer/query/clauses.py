"""Builds the clauses of a plan: for each thing asked for, the expressions that find it.

A question may match in a unit's own text or in its lead-in (the texts above it), but at least one thing it
asks for must match in the own text. So every clause has two expressions: `full` searches both texts, `own`
the unit's own text only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from indexer.analysis import is_han, once_broken, word_texts
from indexer.engines.base import And, Boost, Key, Or, Term
from indexer.language.zh.closed_classes import PARTICLES
from indexer.names.numbers import is_year
from indexer.query.budget import MAX_STOOD_FOR
from indexer.query.expressions import LEAD, OWN, all_of, best, in_row, tokens_of
from indexer.query.function_words import is_telling
from indexer.query.highlight_terms import HighlightTerm, StemTerm, TokenTerm, ValueTerm
from indexer.query.other_forms import near_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.engines.base import Expression
    from indexer.query.budget import Budget
    from indexer.query.expressions import Fields
    from indexer.query.known import Known
    from indexer.query.other_forms import OtherForm

LEAD_WEIGHT = 0.4
"""A match in the lead-in counts for less than one in the unit's own text."""
WORDS_WEIGHT = 0.8
"""Weight of a match of another form: the words of a Han run apart, or an English word by its stem.

The run or word as typed has weight 1.
"""
LETTERS_WEIGHT = 0.05
"""Weight of the letters of a name where they name nothing: 也门 in 也门槛.

It is so low that units that name what is asked for come first.
"""
SYNONYM_WEIGHT = 0.8
"""Weight of another name of the same State or organization."""
PINPOINT_BONUS = 100.0
"""Added where a unit cites the very paragraph, so that it ranks before other citations of the document."""
BEARER_BONUS = 1000.0
"""Added for the document or paragraph that bears a symbol, so that it ranks before all that cite it."""
MAX_COMPLETIONS = 200
"""How many words a `word*` may stand for.

At the end of a phrase of more than ten words the limit is lower, so that `MAX_STOOD_FOR` is kept.
"""
MAX_BROKEN = 8
"""At how many hyphens of a phrase the end of a line is thought of."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that the question asks for.

    `own` is None where the clause only excludes. `alone` is the cheaper expression to use where nothing else
    is asked for: something must then match in the own text anyway, so the lead-in adds nothing. `words` are
    finer clauses (the words of a Han run) that a relaxed question counts instead of this one; the tuple is
    empty where the clause is a single word. `telling` says whether a relaxed question counts the clause at
    all.
    """

    full: Expression
    own: Expression | None
    highlight_terms: tuple[HighlightTerm, ...] = ()
    words: tuple[Clause, ...] = ()
    telling: bool = True
    alone: Expression | None = None
    text: str = ""


Join: TypeAlias = Callable[[tuple[Clause, ...]], Clause]


def word(text: str, synonyms: tuple[str, ...] = ()) -> Clause | None:
    """Ask for an unquoted word or Han run, or for one of its other forms.

    Args:
        text: The word as typed.
        synonyms: Other texts that count as the word.

    Returns:
        The clause, or None where the text has no character that is indexed.

    """
    tokens = tokens_of(text)
    if not tokens:
        return None
    cut = word_texts(text)
    others = tuple(filter(None, (tokens_of(synonym) for synonym in synonyms)))

    def side(fields: Fields) -> Expression:
        nodes = [in_row(fields.exact, tokens)]
        if cut and (cut != tokens or not is_han(tokens[0])):  # a Latin word also matches others of its stem
            nodes.append(Boost(all_of(fields.words, cut), WORDS_WEIGHT))
        nodes += [Boost(in_row(fields.exact, other), SYNONYM_WEIGHT) for other in others]
        return best(nodes)

    highlight_terms = (*_highlight_terms(tokens, cut), *map(TokenTerm, others))
    found = _clause(side(OWN), side(LEAD), highlight_terms, _finer(cut), telling=is_telling(text))
    return replace(found, text=text)


def name(text: str, token: str, synonyms: Iterable[str] = (), letters: Iterable[str] = ()) -> Clause:
    """Ask for the units that name something: before those that merely hold its letters, and never by halves.

    Args:
        text: The name as typed.
        token: The value token that units with any name of it have (`state:CHL`).
        synonyms: Other texts that count as the name.
        letters: What is enough for a unit to be found, behind those that name it.

    """
    typed = tokens_of(text)
    others = tuple(filter(None, map(tokens_of, synonyms)))
    held = tuple(dict.fromkeys(filter(None, map(tokens_of, letters))))

    def side(fields: Fields) -> Expression:
        named = Term(fields.values, token)
        nodes = [Boost(in_row(fields.exact, other), SYNONYM_WEIGHT) for other in others]
        nodes += [Boost(in_row(fields.exact, other), LETTERS_WEIGHT) for other in held]
        # A unit with the name as typed counts by it, which tells more than how often some name stands there.
        typed_so = [And((in_row(fields.exact, typed), Boost(named, 0.0)))] if typed else []
        return best([*typed_so, Boost(named, SYNONYM_WEIGHT), *nodes])

    return _clause(side(OWN), side(LEAD), (ValueTerm(token), *map(TokenTerm, (*others, *held))))


def naming(text: str, named: Iterable[tuple[int, int, Clause | None]]) -> Clause:
    """Ask for the names in a Han run by the clause given for each, and for the other words of the run.

    Args:
        text: The run.
        named: For each name where it starts and ends, in code points, and what asks for it by all its forms.

    """
    asked: list[Clause | None] = []
    at = 0
    for start, end, clause in sorted(named, key=itemgetter(0)):
        asked += [word(text[at:start].strip(PARTICLES)), clause]
        at = end
    return both(tuple(filter(None, (*asked, word(text[at:].strip(PARTICLES))))))


def or_rather(clause: Clause, other: Clause) -> Clause:
    """Ask for `clause`, or in its place for `other`, which scores less (SYNONYM_WEIGHT)."""
    return replace(
        clause,
        full=best([clause.full, Boost(other.full, SYNONYM_WEIGHT)]),
        own=None if clause.own is None or other.own is None else best([clause.own, other.own]),
        alone=best([anchored(clause), Boost(anchored(other), SYNONYM_WEIGHT)]),
        highlight_terms=_all_highlight_terms((clause, other)),
    )


def in_other_forms(clause: Clause, text: str, forms: Iterable[OtherForm]) -> Clause:
    """Ask for `clause`, or in its place for one of the other forms of its text, which score less."""
    asked = [(form, phrase(form.text) if form.exact else word(form.text)) for form in forms]
    wider = clause
    for _, other in asked:
        wider = wider if other is None else or_rather(wider, other)
    if any(form.reason == "spelling" for form, _ in asked):
        return replace(wider, words=())
    return replace(wider, words=_finer_in_other_forms(text)) if asked and clause.words else wider


def _finer_in_other_forms(text: str) -> tuple[Clause, ...]:
    """Return a clause for each word of a run that a relaxed question counts, with its near words."""
    return tuple(
        reduce(or_rather, filter(None, map(word, near_words(part))), clause)
        for part in word_texts(text)
        if is_telling(part) and (clause := word(part))
    )


def _finer(cut: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return a clause for each word of a run; single characters (的, 和, 等) say too little to be counted."""
    return tuple(filter(None, map(word, filter(is_telling, cut)))) if len(cut) > 1 else ()


def phrase(text: str) -> Clause | None:
    """Ask for exactly this text; None where it has no tokens.

    A word with a hyphen may be broken there at the end of a line of the document.
    """
    tokens = tokens_of(text)
    broken = tuple(islice(once_broken(text), MAX_BROKEN)) if "-" in text else ()
    if not broken:
        return _run(tokens, ())

    def side(fields: Fields) -> Expression:
        # Only where the unit has the word broken: elsewhere the word without its hyphen is another word.
        others = [
            And((in_row(fields.exact, joined), Boost(Term(fields.values, f"broken:{word}"), 0.0)))
            for joined, word in broken
        ]
        return best([in_row(fields.exact, tokens), *others])

    return _clause(side(OWN), side(LEAD), (TokenTerm(tokens),))


def near(text: str, slop: int) -> Clause | None:
    """Ask for the words of a text in this order, with at most `slop` other positions between two of them.

    What is written without a space (a Han run, a symbol) counts as one word: its tokens stay together.
    Returns None where the text has no tokens.
    """
    written = [tokens for part in text.split() if (tokens := tokens_of(part))]
    gaps = tuple(slop if at == 0 else 0 for tokens in written for at in range(len(tokens)))[1:]
    return _run(tuple(token for tokens in written for token in tokens), gaps)


def _run(tokens: tuple[str, ...], gaps: tuple[int, ...]) -> Clause | None:
    """Ask for tokens in this order in either text; None where there are no tokens."""
    if not tokens:
        return None
    return _clause(
        in_row(OWN.exact, tokens, gaps), in_row(LEAD.exact, tokens, gaps), (TokenTerm(tokens, gaps),)
    )


def prefix(text: str, known: Known, budget: Budget) -> Clause | None:
    """Ask for words that begin with a text; a Han run becomes a phrase, since any text may follow it.

    Args:
        text: The text before the star.
        known: Gives the completions of the last token.
        budget: Where the completions are counted.

    Returns:
        The clause, or None where the text has no tokens.

    Raises:
        TooCostlyError: The prefixes of the question stand for too many words.

    """
    tokens = tokens_of(text)
    if not tokens:
        return None
    highlight_terms = (TokenTerm(tokens, prefix=True),)
    if is_han(tokens[-1]):
        return _clause(in_row(OWN.exact, tokens), in_row(LEAD.exact, tokens), highlight_terms)
    most = max(1, min(MAX_COMPLETIONS, MAX_STOOD_FOR // len(tokens)))  # a single prefix is never too broad
    ends = known.completions(tokens[-1], most)
    budget.spend(f"{text}*", min(len(ends) * len(tokens), MAX_STOOD_FOR), "words")

    def side(fields: Fields) -> Expression:
        return best([in_row(fields.exact, (*tokens[:-1], end)) for end in ends])

    return _clause(side(OWN), side(LEAD), highlight_terms)


def value(token: str, text: str, issued: Expression | None = None, others: tuple[str, ...] = ()) -> Clause:
    """Ask for a date, a number or another value by its token, or by its text as typed.

    A number is also found by its digits, which alone say little: they may be those of a symbol or of a date.
    So they count for less, and are the same however the number is typed, unless they were those of a year.

    Args:
        token: The value token.
        text: The text as typed.
        issued: The expression that finds the documents of the day; None for what is no day, and where no
            document is of it.
        others: Further value tokens that count as the value.

    """
    kind, _, normal = token.partition(":")
    if kind == "pct":
        return _clause(Term(OWN.values, token), Term(LEAD.values, token), (ValueTerm(token),))
    weight = LETTERS_WEIGHT if kind == "num" else 1.0
    tokens = tokens_of(normal if kind == "num" and not is_year(normal) else text)

    def side(fields: Fields) -> Expression:
        named = [Term(fields.values, one) for one in (token, *others)]
        written = in_row(fields.exact, tokens)
        return best([*named, Boost(written, weight) if weight < 1 else written])

    found = _clause(side(OWN), side(LEAD), (ValueTerm(token), TokenTerm(tokens)))
    if issued is None:
        return found
    return replace(found, full=best([found.full, issued]), alone=best([side(OWN), issued]))


def beginning(bearer: Expression | None, texts: Clause | None, *, alone: bool) -> Clause | None:
    """Ask for documents whose symbols begin in a way, and for the texts that hold such a beginning.

    Args:
        bearer: The expression that finds the documents; None where none is held.
        texts: What finds the texts.
        alone: Whether the question is the beginning only.

    """
    if bearer is None:
        return texts
    if texts is None:
        return Clause(bearer, bearer if alone else None)
    own = best([texts.own, bearer]) if alone and texts.own is not None else texts.own
    return replace(texts, full=best([texts.full, bearer]), own=own, alone=own if alone else None)


def reference(
    symbol: str, paragraphs: tuple[str, ...], bearer: Expression | None, *, alone: bool, typed: str = ""
) -> Clause:
    """Ask for the units that bear a symbol, that cite these paragraphs of it, or that cite it at all.

    Args:
        symbol: The symbol in its key form.
        paragraphs: The paragraphs named, if any.
        bearer: The expression that finds what bears the symbol; None where it is not held.
        alone: Whether the question is the symbol only; otherwise its other words are searched for in the
            whole document that bears the symbol.
        typed: Text that names the symbol without being one (第1540号决议); units with that text are found
            too.

    """
    tokens = tokens_of(typed)

    def side(fields: Fields) -> Expression:
        exactly = (Term(fields.values, f"sym:{symbol}#{paragraph}") for paragraph in paragraphs)
        cited: list[Expression] = [Boost(one, plus=PINPOINT_BONUS) for one in exactly]
        cited.append(Term(fields.values, f"sym:{symbol}"))
        return best([*cited, in_row(fields.exact, tokens)] if tokens else cited)

    own = side(OWN)
    if bearer is not None and alone:
        own = best([own, Boost(bearer, plus=BEARER_BONUS)])
    nodes = [own, Boost(side(LEAD), LEAD_WEIGHT)]
    within = own
    if bearer is not None and not alone:
        nodes.append(bearer)
        within = best([own, bearer])
    highlight_terms = (ValueTerm(f"sym:{symbol}"), *((TokenTerm(tokens),) if tokens else ()))
    return Clause(best(nodes), own, highlight_terms, alone=within)


def or_first(bearers: tuple[Expression, ...], clause: Clause) -> Clause:
    """Ask for what bears the symbols of a question, and behind it for what a clause finds."""
    first = [Boost(bearer, plus=BEARER_BONUS) for bearer in bearers]
    own = best([*first, anchored(clause)])
    return replace(clause, full=own, own=own, alone=own)


def keys(nodes: tuple[Key, ...]) -> Clause:
    """Ask for units that have one of these keys."""
    return Clause(Or(nodes), Or(nodes))


def both(clauses: tuple[Clause, ...]) -> Clause:
    """Ask for all of the clauses, at least one of which must match in the own text."""
    if len(clauses) == 1:
        return clauses[0]
    owns = tuple(clause.own for clause in clauses if clause.own is not None)
    return Clause(
        And(tuple(clause.full for clause in clauses)),
        Or(owns) if owns else None,
        _all_highlight_terms(clauses),
    )


def either(clauses: tuple[Clause, ...]) -> Clause:
    """Ask for any of the clauses; whichever matches must do so in the own text."""
    return Clause(
        Or(tuple(anchored(clause) for clause in clauses)),
        Or(tuple(clause.own or clause.full for clause in clauses)),
        _all_highlight_terms(clauses),
    )


def once(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return clauses without repetitions; a single one is not compared, since its hash takes long."""
    every = tuple(clauses)
    return every if len(every) <= 1 else tuple(dict.fromkeys(every))


def anchored(clause: Clause) -> Expression:
    """Return an expression for the clause that requires a match in the unit's own text."""
    if clause.alone is not None:
        return clause.alone
    return clause.full if clause.own is None else And((clause.full, Boost(clause.own, 0.0)))


def _clause(
    own: Expression,
    lead: Expression,
    highlight_terms: tuple[HighlightTerm, ...],
    finer: tuple[Clause, ...] = (),
    *,
    telling: bool = True,
) -> Clause:
    """Return a clause for a match in the own text, or with less weight in the lead-in."""
    full = best([own, Boost(lead, LEAD_WEIGHT)])
    return Clause(full, own, highlight_terms, finer, telling, alone=own)


def _all_highlight_terms(clauses: tuple[Clause, ...]) -> tuple[HighlightTerm, ...]:
    return tuple(dict.fromkeys(term for clause in clauses for term in clause.highlight_terms))


def _highlight_terms(tokens: tuple[str, ...], cut: tuple[str, ...]) -> tuple[HighlightTerm, ...]:
    """Return the terms to highlight: the run as typed, and each of its words; Latin words by their stem."""
    apart = [TokenTerm(tokens_of(part)) if is_han(part[0]) else StemTerm(part) for part in cut]
    return (TokenTerm(tokens), *dict.fromkeys(apart))
