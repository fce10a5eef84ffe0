"""From one thing asked for to where it may match: the clauses of a plan.

A question may match in a unit's own text or in its lead-in, but something it asks for must match in the own
text. So every clause has two sides: `full`, both, and `own`, the own text alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

from indexer.engines.base import And, Best, Boost, Key, Or, Phrase, Term
from indexer.language import exact_texts, is_han, word_texts
from indexer.query.function_words import is_telling
from indexer.query.needles import Needle, StemNeedle, TokenNeedle, ValueNeedle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.engines.base import Expression, TextField
    from indexer.model import Mention

LEAD_WEIGHT = 0.4
"""A match in the lead-in counts for less than one in the unit's own text."""
WORDS_WEIGHT = 0.8
"""All words of a Han run apart, or another form of an English word, against the run as typed."""
SYNONYM_WEIGHT = 0.8
"""Another name of the same State or organization."""
PINPOINT_BONUS = 100.0
"""Citations of the very paragraph come before other citations of its document."""
BEARER_BONUS = 1000.0
"""The document or paragraph that bears a symbol comes before all who cite it."""
MAX_COMPLETIONS = 200
"""How many words a `word*` may stand for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for.

    `own` is None where nothing is asked for positively. `alone` is what to ask where nothing else is asked
    for, if that is less than `full` and `own` together: where something must match in the own text anyway,
    the lead-in adds nothing. `words` are the finer clauses that a relaxed question counts, if they are
    `telling`: the words of a Han run; empty where the clause is one word itself.
    """

    full: Expression
    own: Expression | None
    needles: tuple[Needle, ...] = ()
    words: tuple[Clause, ...] = ()
    telling: bool = True
    alone: Expression | None = None


Join: TypeAlias = Callable[[tuple[Clause, ...]], Clause]


class Known(Protocol):
    """What a plan must know of the library."""

    def symbols(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols held or cited that begin so."""

    def first_units(self, symbol: str) -> tuple[str, ...]:
        """Return the ids of the first unit of each language version that is held."""

    def synonyms(self, text: str) -> tuple[str, ...]:
        """Return the other forms of an abbreviation that documents define."""

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the `exact` tokens that begin so."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The three text fields of one side."""

    exact: TextField
    words: TextField
    values: TextField


OWN = Fields("exact", "words", "values")
LEAD = Fields("lead_exact", "lead_words", "lead_values")


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the `exact` tokens of a text."""
    return exact_texts(text)


def word(text: str, synonyms: tuple[str, ...] = (), value: str | None = None) -> Clause | None:
    """Ask for an unquoted word or Han run, or one of its synonyms, or a value in its normal form.

    Returns None where the text holds nothing that is indexed.
    """
    tokens = tokens_of(text)
    if not tokens:
        return None
    cut = word_texts(text)
    others = tuple(filter(None, (tokens_of(synonym) for synonym in synonyms)))

    def side(fields: Fields) -> Expression:
        nodes = [_phrase(fields.exact, tokens)]
        if cut and (cut != tokens or not is_han(tokens[0])):  # a Latin word is also a stem of others
            nodes.append(Boost(_all(fields.words, cut), WORDS_WEIGHT))
        nodes += [Boost(_phrase(fields.exact, other), SYNONYM_WEIGHT) for other in others]
        if value:
            nodes.append(Boost(Term(fields.values, value), SYNONYM_WEIGHT))
        return _best(nodes)

    needles = (
        *_needles(tokens, cut),
        *map(TokenNeedle, others),
        *((ValueNeedle(value),) if value else ()),
    )
    return replace(_clause(side(OWN), side(LEAD), needles, _finer(cut)), telling=is_telling(text))


def naming(text: str, named: Sequence[Mention]) -> Clause:
    """Ask for the States named in a Han run by any of their names, and for what else is in the run."""
    asked: list[Clause | None] = []
    at = 0
    for one in named:
        asked += [word(text[at : one.start]), value(f"state:{one.state}", text[one.start : one.end])]
        at = one.end
    return both(tuple(filter(None, (*asked, word(text[at:])))))


def or_rather(clause: Clause, other: Clause) -> Clause:
    """Ask for one thing, or in its place for another that is worth less."""
    return replace(
        clause,
        full=_best([clause.full, Boost(other.full, SYNONYM_WEIGHT)]),
        own=None if clause.own is None or other.own is None else _best([clause.own, other.own]),
        alone=_best([anchored(clause), Boost(anchored(other), SYNONYM_WEIGHT)]),
        needles=_all_needles((clause, other)),
    )


def _finer(cut: tuple[str, ...]) -> tuple[Clause, ...]:
    """Count the words of a run apart; single characters (的, 和, 等) say too little to count."""
    return tuple(filter(None, map(word, filter(is_telling, cut)))) if len(cut) > 1 else ()


def phrase(text: str) -> Clause | None:
    """Ask for the very text."""
    return _run(tokens_of(text), ())


def near(text: str, slop: int) -> Clause | None:
    """Ask for the words of a text in this order, with at most `slop` positions between two of them.

    What is written without a space, a Han run or a symbol, is one word: its tokens stay together.
    """
    written = [tokens for part in text.split() if (tokens := tokens_of(part))]
    gaps = tuple(slop if at == 0 else 0 for tokens in written for at in range(len(tokens)))[1:]
    return _run(tuple(token for tokens in written for token in tokens), gaps)


def _run(tokens: tuple[str, ...], gaps: tuple[int, ...]) -> Clause | None:
    if not tokens:
        return None
    return _clause(
        _phrase(OWN.exact, tokens, gaps), _phrase(LEAD.exact, tokens, gaps), (TokenNeedle(tokens, gaps),)
    )


def prefix(text: str, known: Known) -> Clause | None:
    """Ask for words that begin so; a Han run is a phrase that may go on."""
    tokens = tokens_of(text)
    if not tokens:
        return None
    needles = (TokenNeedle(tokens, prefix=True),)
    if is_han(tokens[-1]):
        return _clause(_phrase(OWN.exact, tokens), _phrase(LEAD.exact, tokens), needles)
    ends = known.completions(tokens[-1], MAX_COMPLETIONS)

    def side(fields: Fields) -> Expression:
        return _best([_phrase(fields.exact, (*tokens[:-1], end)) for end in ends])

    return _clause(side(OWN), side(LEAD), needles)


def value(token: str, text: str) -> Clause:
    """Ask for a date or number, in its normal form or as typed."""
    tokens = tokens_of(text)

    def side(fields: Fields) -> Expression:
        return _best([Term(fields.values, token), _phrase(fields.exact, tokens)])

    return _clause(side(OWN), side(LEAD), (ValueNeedle(token), TokenNeedle(tokens)))


def reference(
    symbol: str, paragraphs: tuple[str, ...], bearer: Expression | None, *, alone: bool, typed: str = ""
) -> Clause:
    """Ask for the units that bear a symbol, those that cite these paragraphs of it, and others that do.

    A question of more than the symbol (not `alone`) looks for the rest in the whole document that bears it.
    `typed` is text that names the symbol without being one (第1540号决议): units that say so are found.
    """
    tokens = tokens_of(typed)

    def side(fields: Fields) -> Expression:
        cited: Expression = Term(fields.values, f"sym:{symbol}")
        for paragraph in paragraphs:
            exactly = Term(fields.values, f"sym:{symbol}#{paragraph}")
            cited = _best([Boost(exactly, plus=PINPOINT_BONUS), cited])
        return _best([cited, _phrase(fields.exact, tokens)]) if tokens else cited

    own = side(OWN)
    if bearer is not None and alone:
        own = _best([own, Boost(bearer, plus=BEARER_BONUS)])
    nodes = [own, Boost(side(LEAD), LEAD_WEIGHT)]
    if bearer is not None and not alone:
        nodes.append(bearer)
    needles = (ValueNeedle(f"sym:{symbol}"), *((TokenNeedle(tokens),) if tokens else ()))
    return Clause(_best(nodes), own, needles, alone=own)


def keys(nodes: tuple[Key, ...]) -> Clause:
    """Ask for units with one of these keys."""
    return Clause(Or(nodes), Or(nodes))


def both(clauses: tuple[Clause, ...]) -> Clause:
    """Ask for all of the clauses; something of them must match in the own text."""
    if len(clauses) == 1:
        return clauses[0]
    owns = tuple(clause.own for clause in clauses if clause.own is not None)
    return Clause(
        And(tuple(clause.full for clause in clauses)), Or(owns) if owns else None, _all_needles(clauses)
    )


def either(clauses: tuple[Clause, ...]) -> Clause:
    """Ask for any of the clauses, each of which must match in the own text."""
    return Clause(
        Or(tuple(anchored(clause) for clause in clauses)),
        Or(tuple(clause.own or clause.full for clause in clauses)),
        _all_needles(clauses),
    )


def anchored(clause: Clause) -> Expression:
    """Return the clause as an expression in which something matches in the own text."""
    if clause.alone is not None:
        return clause.alone
    return clause.full if clause.own is None else And((clause.full, Boost(clause.own, 0.0)))


def _clause(
    own: Expression, lead: Expression, needles: tuple[Needle, ...], finer: tuple[Clause, ...] = ()
) -> Clause:
    return Clause(_best([own, Boost(lead, LEAD_WEIGHT)]), own, needles, finer, alone=own)


def _all_needles(clauses: tuple[Clause, ...]) -> tuple[Needle, ...]:
    return tuple(dict.fromkeys(needle for clause in clauses for needle in clause.needles))


def _phrase(field: TextField, tokens: tuple[str, ...], gaps: tuple[int, ...] = ()) -> Expression:
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens, gaps)


def _all(field: TextField, tokens: tuple[str, ...]) -> Expression:
    terms = tuple(Term(field, token) for token in tokens)
    return terms[0] if len(terms) == 1 else And(terms)


def _best(nodes: list[Expression]) -> Expression:
    return nodes[0] if len(nodes) == 1 else Best(tuple(nodes))


def _needles(tokens: tuple[str, ...], cut: tuple[str, ...]) -> tuple[Needle, ...]:
    """Mark the run as typed, and its words wherever they stand; Latin words by their stem too."""
    apart = [TokenNeedle(tokens_of(part)) if is_han(part[0]) else StemNeedle(part) for part in cut]
    return (TokenNeedle(tokens), *dict.fromkeys(apart))
