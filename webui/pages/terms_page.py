"""The page that tells how a term is said in the other language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from indexer.answer import citation_forms, term_lines
from indexer.answer.terms import LONGEST
from indexer.language import CONVENTIONS
from indexer.runtime.errors import UsageError
from webui.request.localisation import either
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

    from indexer.model.document import Language
    from indexer.model.terms import Terms, TermSentence, TermTranslation

BAD_REQUEST = 400


def register(blueprint: Blueprint) -> None:
    """Add the page to the others."""
    blueprint.add_url_rule("/terms", view_func=terms)


def terms() -> ResponseReturnValue:
    """Show a form, and how the term is said that the address names."""
    asked = " ".join(request.args.get("q", "").split())
    answer = refused = None
    if asked:
        try:
            answer = service().library.terms(asked, page_urls())
        except UsageError as error:
            refused = error
    page = render_template(
        "terms.html",
        asked=asked[:LONGEST],
        answer=answer,
        refused=refused and (either(refused.told), either(refused.advised)),
        found=[one for one in answer.translations if term_lines.is_found(one)] if answer else [],
        listed=[one for one in answer.translations if _is_listed(one)] if answer else [],
        general=[one for one in answer.translations if term_lines.is_general(one)] if answer else [],
        counted=counted,
        origins=origins,
        attested=attested,
        pieces=pieces,
        place_of=place_of,
        looked_at=" · ".join(map(either, term_lines.looked_at(answer))) if answer else "",
        tag_of=tag_of,
        longest=LONGEST,
    )
    return page, BAD_REQUEST if refused else 200


def counted(one: TermTranslation, answer: Terms) -> str:
    """Return how often a translation was found."""
    return " · ".join(map(either, term_lines.found(one, answer)))


def origins(one: TermTranslation) -> list[str]:
    """Return what else knows a translation."""
    return [either(term_lines.ORIGINS[origin]) for origin in one.origins]


def attested(one: TermTranslation) -> str:
    """Return where the glossary has a translation from; empty where it does not have it."""
    said = term_lines.attested(one)
    return either(said) if said else ""


def pieces(sentence: TermSentence) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a sentence, each with whether it is marked."""
    at = 0
    for one in sentence.marks:
        yield sentence.text[at : one.start], False
        yield sentence.text[one.start : one.end], True
        at = one.end
    yield sentence.text[at:], False


def place_of(sentence: TermSentence) -> str:
    """Return the citation of a sentence; that of a digest says so, and every one its version."""
    return either(citation_forms.in_version(sentence.citation, sentence.language))


def tag_of(code: Language) -> str:
    """Return the tag of a language of which the script is not known."""
    return CONVENTIONS[code].tag


def _is_listed(one: TermTranslation) -> bool:
    return not term_lines.is_found(one) and not term_lines.is_general(one)
