"""`search --terms`: how a term is said in the other language, as text or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.answer import citation_forms, term_lines
from indexer.cli.command import check_alone
from indexer.cli.text import plain
from indexer.model.messages import in_language, listed, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.model.document import Language
    from indexer.model.terms import Terms, TermSentence, TermTranslation

FORMATS = ("text", "json")
"""The formats in which a term is printed."""
_SHOWN = 2
"""How many pairs of sentences are printed for each translation."""


def check(form: str, others: Mapping[str, object]) -> None:
    """Raise CommandError for what does not go with a term.

    Args:
        form: The format.
        others: The values of other options by their names; those that are given are refused.

    """
    check_alone("--terms", form, FORMATS, others)


def lines(answer: Terms) -> Iterator[str]:
    """Yield an answer as text, in the language of the term."""
    reader = answer.language
    for notice in answer.notices:
        yield in_language(notice, reader)
    if answer.near:
        yield message("Did you mean: {meant}", meant=listed(answer.near)).text(reader)
    for one in answer.translations:
        if not term_lines.is_general(one):
            yield from _translation(one, answer, reader)
    if general := [one.text for one in answer.translations if term_lines.is_general(one)]:
        yield message("{origin}: {texts}", origin=term_lines.ORIGINS["general"], texts=listed(general)).text(
            reader
        )
    if answer.related:
        yield message("In longer terms of the glossary").text(reader)
        for term in answer.related:
            yield f"  {term.en} = {term.zh}"
    if answer.units:
        yield click.style(" · ".join(one.text(reader) for one in term_lines.looked_at(answer)), dim=True)


def _translation(one: TermTranslation, answer: Terms, reader: Language) -> Iterator[str]:
    yield click.style(plain(one.text), bold=True)
    said = [*term_lines.found(one, answer), *(term_lines.ORIGINS[origin] for origin in one.origins)]
    if attested := term_lines.attested(one):
        said.append(attested)
    yield "  " + click.style(" · ".join(each.text(reader) for each in said), dim=True)
    for pair in one.pairs[:_SHOWN]:
        for sentence in (pair.source, pair.target):
            yield "    " + _marked(sentence)
        yield "    " + click.style(_place(pair.source, reader), fg="cyan")


def _marked(sentence: TermSentence) -> str:
    """Return a sentence with the term or its translation marked."""
    pieces: list[str] = []
    at = 0
    for one in sentence.marks:
        pieces.append(plain(sentence.text[at : one.start]))
        pieces.append(click.style(plain(sentence.text[one.start : one.end]), fg="yellow", bold=True))
        at = one.end
    return "".join((*pieces, plain(sentence.text[at:])))


def _place(sentence: TermSentence, reader: Language) -> str:
    cited = citation_forms.in_version(sentence.citation, sentence.language)
    return f"{in_language(cited, reader)}  {sentence.url}"
