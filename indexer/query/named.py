"""Asks for what a question names, however a text writes it: States, organizations, numbers.

What names a State or an organization finds the units that name it by any of its names, and no others that
only share a word with the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from indexer.language.en.name_patterns import WORDS
from indexer.model.query import language_of
from indexer.names import organizations, states, values
from indexer.query import clauses
from indexer.query.ast import StateNode
from indexer.text.folding import fold
from indexer.text.spans import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.model.document import Language
    from indexer.model.query import Reason
    from indexer.names.organizations import Organization
    from indexer.names.states import State
    from indexer.query.ast import OrganizationNode
    from indexer.query.clauses import Clause
    from indexer.query.known import Known

MAX_FORMS = 12
"""How many other names of a State or an organization are shown to the reader."""
_IN_RUNS = ("num", "pct", "ord", "passage")
"""Kinds of values that are asked for within a Han run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question names: what asks for it, its value token, and its other names, to be shown.

    `reason` is why the other names are searched for.
    """

    clause: Clause
    token: str
    named: State | Organization
    forms: tuple[tuple[str, Language], ...]
    reason: Reason = "name"


@dataclass(frozen=True, slots=True)
class InRun:
    """A name or a value in a Han run: its span in code points, what asks for it, its other names.

    `instead` are the texts that show the reader what else is searched for. `named` is None for a value.
    """

    start: int
    end: int
    clause: Clause
    token: str
    instead: tuple[str, ...] = ()
    named: State | Organization | None = None


def asked(leaf: StateNode | OrganizationNode, known: Known) -> Asked:
    """Return what asks for a State or an organization that a question names by itself."""
    if isinstance(leaf, StateNode):
        return _state(leaf.text, leaf.code)
    return _organization(leaf.text, organizations.get(leaf.code), known.synonyms(leaf.text))


def in_run(text: str) -> tuple[InRun, ...]:
    """Return the States, organizations and values in a Han run; of names that overlap, the longest."""
    found = [*_states_in(text), *_organizations_in(text)]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    found += _values_in(text)
    taken = Taken(len(text))
    kept = [one for one in found if taken.take(one.start, one.end)]
    return tuple(sorted(kept, key=lambda one: one.start))


def renamed(text: str, names: Sequence[InRun]) -> tuple[str, ...]:
    """Return a Han run in which States have their UN names, and the other names of its organizations."""
    pieces, at = [], 0
    for one in names:
        if one.token.startswith("state:"):
            pieces += [text[at : one.start], *one.instead]
            at = one.end
    whole = "".join((*pieces, text[at:]))
    others = [form for one in names if one.token.startswith("org:") for form in one.instead]
    return tuple(dict.fromkeys((*(() if fold(whole) == fold(text) else (whole,)), *others)))


def _state(text: str, code: str) -> Asked:
    typed = states.fold_name(text)
    forms = tuple(form for form in states.forms(code) if states.fold_name(form[0]) != typed)
    token = f"state:{code}"
    clause = clauses.name(text, token, letters=_letters_of(text, code))
    return Asked(clause, token, states.get(code), forms[:MAX_FORMS])


def _letters_of(text: str, code: str) -> Iterator[str]:
    """Yield the names of a State whose letters are enough: of a Chinese name, only that as typed.

    The letters of an abbreviation (`US`) are those of other words; the other Latin names stand for it.
    """
    if language_of(text) == "zh":
        yield text
        return
    for form, language in states.forms(code)[:MAX_FORMS]:
        if language == "en" and not states.is_abbreviation(form):
            yield form


def _organization(text: str, one: Organization, defined: Iterable[str]) -> Asked:
    """Return what asks for an organization, by the forms that documents define too."""
    synonyms = tuple(defined)
    forms = {organizations.key(form): (form, language_of(form)) for form in synonyms}
    for form in _others(text, one):
        forms.setdefault(organizations.key(form[0]), form)
    token = f"org:{one.code}"
    clause = clauses.name(text, token, synonyms, _letters(one))
    return Asked(
        clause, token, one, tuple(forms.values())[:MAX_FORMS], "abbreviation" if synonyms else "name"
    )


def _letters(one: Organization) -> Iterator[str]:
    """Yield the names of an organization whose letters are enough, which those of a word (`who`) are not."""
    return (form for form, _ in organizations.forms(one)[:MAX_FORMS] if fold(form) not in WORDS)


def _others(text: str, one: Organization) -> tuple[tuple[str, Language], ...]:
    """Return the names of an organization besides the one that a text is."""
    typed = organizations.key(text)
    return tuple(form for form in organizations.forms(one) if organizations.key(form[0]) != typed)


def _states_in(text: str) -> Iterator[InRun]:
    for one in states.find(text, "zh"):
        asking = _state(text[one.start : one.end], one.state)
        yield InRun(one.start, one.end, asking.clause, asking.token, (asking.named.zh,), asking.named)


def _organizations_in(text: str) -> Iterator[InRun]:
    for one, start, end in organizations.find(text, "zh"):
        asking = _organization(text[start:end], one, ())
        others = tuple(form for form, _ in asking.forms)
        yield InRun(start, end, asking.clause, asking.token, others, one)


def _values_in(text: str) -> Iterator[InRun]:
    """Yield the values in a run; what names several (第26(一)段) is the last, which tells most."""
    for (start, end), group in groupby(values.find(text, taken=()), lambda one: (one.start, one.end)):
        token = [one.token for one in group][-1]
        if token.partition(":")[0] in _IN_RUNS:
            yield InRun(start, end, clauses.value(token, text[start:end]), token)
