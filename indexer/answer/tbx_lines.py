"""Writes pairs of terms as TBX (ISO 30042:2019), as programs for translators read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from indexer.answer.xml_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Concept(Struct, frozen=True, gc=False):
    """A pair of terms; `source` names where it is from, `note` says what it is. Both may be empty."""

    en: str
    zh: str
    source: str
    note: str


def tbx_lines(about: str, concepts: Iterable[Concept]) -> Iterator[str]:
    """Yield the lines of TBX.

    Args:
        about: What the pairs are, in a sentence.
        concepts: The pairs, an entry for each.

    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        f"<tbxHeader><fileDesc><sourceDesc><p>{escaped(about)}</p></sourceDesc></fileDesc></tbxHeader>\n"
        "<text><body>\n"
    )
    for number, one in enumerate(concepts, 1):
        yield _entry(number, one)
    yield "</body></text>\n</tbx>\n"


def _entry(number: int, one: Concept) -> str:
    source = f'<admin type="source">{escaped(one.source)}</admin>' if one.source else ""
    note = f"<note>{escaped(one.note)}</note>" if one.note else ""
    terms = "".join(
        f'<langSec xml:lang="{language}"><termSec><term>{escaped(term)}</term></termSec></langSec>'
        for language, term in (("en", one.en), ("zh", one.zh))
    )
    return f'<conceptEntry id="c{number}">{source}{note}{terms}</conceptEntry>\n'
