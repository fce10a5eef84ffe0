"""Print what is in the lexicon of a library, and what became of an imported glossary."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from indexer.answer.term_lines import ORIGINS
from indexer.cli.command import typed
from indexer.cli.plain_tables import many, table
from indexer.cli.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.lexicon.lexicon import Variant
    from indexer.model.lexicon import Imported, Learned, Part, PartState

TOLD = 10
"""How many rows, terms or documents are told one by one."""
_STATES: dict[PartState, str] = {
    "current": "in use",
    "older": "in use, but older than what it is made from; `indexer lexicon build` makes it again",
    "unusable": "not in use; `indexer lexicon build` makes it again",
    "missing": "not in use; `indexer lexicon build` makes it",
    "nothing": "nothing to learn from",
}


def learned_lines(done: Learned) -> Iterator[str]:
    """Yield the lines that tell what was learned."""
    if not done.documents and not done.bitexts:
        yield "Nothing was learned: no document is held in both languages, digests apart, and no bitext."
        return
    counts = ((done.documents, "document"), (done.bitexts, "bitext"))
    texts = " and ".join(many(count, what) for count, what in counts if count)
    yield (
        f"Learned {many(done.phrases, 'pair')} of words and phrases from {many(done.pairs, 'pair')} "
        f"of sentences in {texts}."
    )
    if done.misaligned:
        yield f"{many(done.misaligned, 'pair')} left out, which do not translate each other."
    if done.suspects:
        yield f"  most of them in: {_some(done.suspects)}; are its lines shifted, or its languages exchanged?"
    if done.beyond:
        yield f"{many(done.beyond, 'pair')} of older documents left out: more are not learned from."


def imported_lines(done: Imported) -> Iterator[str]:
    """Yield the lines that tell what became of the rows of a glossary."""
    verb = "Replaced the glossary" if done.replaced else "Imported the glossary"
    yield f"{verb} {_shown(done.name)}: {many(done.pairs, 'pair')} of terms."
    if done.doubled:
        yield f"  {many(done.doubled, 'row')} said the same as one before."
    if done.several:
        yield (
            f"  {many(len(done.several), 'term')} with more than one translation, which are all kept: "
            f"{_some(done.several)}"
        )
    if done.skipped:
        yield f"  {many(len(done.skipped), 'row')} left out:"
        yield from (f"    {one.line:,}: {one.reason}" for one in done.skipped[:TOLD])
        if len(done.skipped) > TOLD:
            yield f"    and {len(done.skipped) - TOLD:,} more"


def part_lines(parts: Sequence[Part], columns: int | None) -> Iterator[str]:
    """Yield a table of the parts of the lexicon that are not shipped."""
    rows = [(ORIGINS[one.origin].en, _shown(one.name), f"{one.pairs:,}", _state(one)) for one in parts]
    yield from table(("Part", "Name", "Pairs", "State"), rows, columns)


def part_line(one: Part) -> str:
    """Return a sentence that tells the state of a part of the lexicon."""
    return f"The part {one.name} of the lexicon is {_state(one)}"


def _state(one: Part) -> str:
    return f"{_STATES[one.state]}. {_shown(one.reason)}" if one.reason else _STATES[one.state]


def variant_lines(asked: str, variants: Sequence[tuple[str, Variant]], columns: int | None) -> Iterator[str]:
    """Yield tables of the translations of a word: those in UN usage, and those of general dictionaries.

    Args:
        asked: The word.
        variants: Its translations, each as readers write it and as it is known.
        columns: The width of the terminal; None where rows should be on one line each.

    """
    if not variants:
        yield f"No translation of {_shown(asked)} is known."
        return
    usage = [_row(*each) for each in variants if each[1].origins != ("general",)]
    general = [written for written, one in variants if one.origins == ("general",)]
    if usage:
        yield from table(("Translation", "Weight", "Count", "Origin"), usage, columns)
    if general:
        yield "General dictionary, not UN usage:"
        yield from (f"  {_shown(written)}" for written in general)


def _row(written: str, one: Variant) -> tuple[str, str, str, str]:
    origins = ", ".join(ORIGINS[origin].en for origin in dict.fromkeys(one.origins))
    return _shown(written), f"{one.weight:.2f}", f"{one.count:.1f}" if one.count else "", origins


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - TOLD:,} more" if len(names) > TOLD else ""
    return ", ".join(map(_shown, islice(names, TOLD))) + more


def _shown(text: str) -> str:
    return plain(typed(text))
